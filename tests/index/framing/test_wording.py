"""Different words for the same thing: what counts, what does not, and sets of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import RashomonError
from index.framing import Form, WordingSet, compare, load_sets, shipped_sets
from index.framing.inflection import inflected
from tests.index.framing.by_hand import article, said

BLOCS = WordingSet(
    "bloc", "an alliance", (Form("bloc", ("bloc",)), Form("military bloc", ("military bloc",))),
    apart=("voting bloc",),
)  # fmt: skip


def uses(text: str, *sets: WordingSet) -> dict[str, list[str]]:
    found = compare([article(1, text)], event=None, label="", families={}, sets=sets)
    return {
        use.form: [text[span.start : span.end] for span in use.spans]
        for wording in found.wording
        for use in wording.uses
    }


def test_the_longest_phrase_wins() -> None:
    assert uses("The military bloc is a bloc.", BLOCS) == {
        "military bloc": ["military bloc"],
        "bloc": ["bloc"],
    }


def test_plurals_and_possessives_count_without_their_ending() -> None:
    assert uses("Two blocs met at the bloc’s seat.", BLOCS) == {"bloc": ["blocs", "bloc"]}


def test_phrases_set_apart_do_not_count() -> None:
    assert uses("The voting blocs grew; a voting bloc shrank.", BLOCS) == {}


def test_a_phrase_does_not_run_over_a_line_end() -> None:
    assert uses("It is military\nbloc after bloc", BLOCS) == {"bloc": ["bloc", "bloc"]}


def test_capitals_matter_where_a_form_asks_for_them() -> None:
    month = WordingSet("m", "walks", (Form("march", ("march",), "none", case=True),))
    assert uses("They march in March.", month) == {"march": ["march"]}


def test_quoted_uses_are_told_apart() -> None:
    text = "The bloc grew. “Our bloc is strong,” she said."
    told = article(1, text, quotes=[said(text, "Our bloc is strong,", "she")])
    found = compare([told], event=None, label="", families={}, sets=[BLOCS])
    [use] = found.wording[0].uses
    assert (len(use.spans), use.quoted) == (2, 1)


def test_sets_that_show_a_difference_come_first() -> None:
    plain = WordingSet("p", "plain", (Form("talks", ("talks",), "none"),))
    one = article(1, "Talks on the bloc.")
    other = article(2, "Talks on the military bloc.")
    found = compare([one, other], event=None, label="", families={}, sets=[plain, BLOCS])
    assert [wording.set for wording in found.wording] == ["bloc", "p"]


@pytest.mark.parametrize(
    ("phrase", "how", "forms"),
    [
        ("ally", "noun", ("ally", "allies")),
        ("military bloc", "noun", ("military bloc", "military blocs")),
        ("pledge", "verb", ("pledge", "pledges", "pledged", "pledging")),
        ("deny", "verb", ("deny", "denies", "denied", "denying")),
        ("slam", "verb", ("slam", "slams", "slammed", "slamming")),
        ("admit guilt", "verb",
         ("admit guilt", "admits guilt", "admitted guilt", "admitting guilt")),
        ("said", "none", ("said",)),
    ],
)  # fmt: skip
def test_inflection(phrase: str, how: str, forms: tuple[str, ...]) -> None:
    assert inflected(phrase, how) == forms  # type: ignore[arg-type]


def test_the_shipped_sets_are_many_sourced_and_of_one_meaning_each() -> None:
    sets = shipped_sets()
    assert len(sets) >= 60
    assert len({each.id for each in sets}) == len(sets)
    for each in sets:
        names = [form.name for form in each.forms]
        phrases = [phrase.lower() for form in each.forms for phrase in form.phrases]
        assert len(names) > 1, each.id
        assert len(set(names)) == len(names), each.id
        assert len(set(phrases)) == len(phrases), each.id
        assert each.source and each.title, each.id


def test_every_shipped_phrase_is_found_where_it_is_printed() -> None:
    """No phrase is out of reach behind a longer one, an ending or a sign."""
    for each in shipped_sets():
        for form in each.forms:
            for phrase in form.phrases:
                assert form.name in uses(f"It was ({phrase}) then.", each), (each.id, phrase)


def test_a_reader_adds_sets_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[set]]\nid = "tax"\ntitle = "a tax"\nforms = ["levy", {name = "tax", phrases = ["tax", '
        '"duty"], inflect = "noun"}]\n',
        encoding="utf-8",
    )
    assert uses("A levy, two taxes, three duties.", *load_sets(path)) == {
        "levy": ["levy"],
        "tax": ["taxes", "duties"],
    }


@pytest.mark.parametrize(
    "text",
    ["[[set]]\nid = 1", "not toml [", '[[set]]\nid="a"\ntitle="b"\nforms=[{name="x",inflect="?"}]'],
)
def test_a_file_that_is_no_wording_file_is_refused_with_its_place(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RashomonError, match=r"bad\.toml"):
        load_sets(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RashomonError, match=r"none\.toml"):
        load_sets(tmp_path / "none.toml")
