"""Different words for the same thing: what counts, what does not, and sets of one's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.framing import Form, WordingSet, compare, read_sets, shipped_sets
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
        phrases = [p if form.case else p.lower() for form in each.forms for p in form.phrases]
        assert len(names) > 1, each.id
        assert len(set(names)) == len(names), each.id
        assert len(set(phrases)) == len(phrases), each.id
        assert each.source and each.title, each.id


def test_every_shipped_phrase_is_found_where_it_is_printed() -> None:
    """No phrase is out of reach behind a longer one, an ending, a sign or a missing word."""
    for each in shipped_sets():
        needed = " ".join(group[0] for group in each.needs)
        other = next(form for form in each.forms[::-1])
        for form in each.forms:
            for phrase in form.phrases:
                name = "Ruritanian " if each.anchor else ""
                against = other if form != other else each.forms[0]
                text = f"{needed}. It was ({name}{phrase}) then, {name}{against.phrases[0]} now."
                assert form.name in uses(text, each), (each.id, phrase)


def test_a_set_waits_for_the_words_it_needs() -> None:
    bloc = replace(BLOCS, needs=(("NATO", "North Atlantic Treaty Organization"), ("Russia",)))
    assert uses("The bloc met NATO.", bloc) == {}
    assert uses("The North Atlantic Treaty Organization met. Russia saw a bloc.", bloc)


STATES = WordingSet(
    "state", "who governs", (Form("government", ("government",)), Form("regime", ("regime",))),
    anchor="before",
)  # fmt: skip


def beside(one: str, other: str, *sets: WordingSet) -> list[tuple[str, bool]]:
    """What each wording of two articles is about, and whether it differs."""
    articles = [article(1, one), article(2, other)]
    found = compare(articles, event=None, label="", families={}, sets=sets)
    return [(each.about, each.differs) for each in found.wording]


def test_forms_that_count_beside_a_name_are_compared_name_by_name() -> None:
    one = "The Syrian government met the Polish government."
    assert beside(one, "Syria's regime fell; the Polish government saw it.", STATES) == [
        ("Syria", True)
    ]
    assert beside(one, "A regime fell. The Cuban regime did not.", STATES) == []


def test_the_name_may_follow() -> None:
    death = WordingSet(
        "death", "a death", (Form("death", ("death",)), Form("killing", ("killing",))),
        anchor="around",
    )  # fmt: skip
    one, other = "They mourned the death of Doe.", "Doe's killing was seen."
    assert beside(one, other, death) == [("Doe", True)]


def sets_of(text: str) -> tuple[WordingSet, ...]:
    found, faults = read_sets(text, "mine.toml")
    assert not faults
    return found


def test_a_set_is_written_in_few_words() -> None:
    text = '[[set]]\ntitle = "a tax"\nforms = ["levy", "tax | duty"]\n'
    assert uses("A levy, two taxes, three duties.", *sets_of(text)) == {
        "levy": ["levy"],
        "tax": ["taxes", "duties"],
    }
    assert sets_of(text)[0].id == "a-tax"


GOOD = '[[set]]\ntitle = "a tax"\nforms = ["levy", "tax"]\n'


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[[set]]\ntitel = "a"', 2, "did you mean 'title'?"),
        ('[[set]]\ntitle = "a"\n\nforms = "war"', 4, '["...", "..."]'),
        ('[[set]]\ntitle = "a"\nforms = ["war"]', 3, "two or more"),
        ('[[set]]\ntitle = "a"\nforms = ["war", 7]', 3, "in quotes"),
        ('[[set]]\ntitle = "a"\nforms = ["war", "***"]', 3, "no patterns"),
        ('[[set]]\ntitle = "a"\ninflect = "both"\nforms = ["a", "b"]', 3, "noun, verb, none"),
        ('[[set]]\ntitle = a war\nforms = ["a", "b"]', 2, "quote every word"),
        ('[[sets]]\ntitle = "a"', 1, "[[set]]"),
        ('[[set]]\ntitle = "a"\nforms = ' + "[" * 5000, 1, "forms are a list"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_rest_applies(
    text: str, line: int, told: str
) -> None:
    found, faults = read_sets(f"{GOOD}{text}\n{GOOD.replace('a tax', 'a levy')}", "mine.toml")
    [fault] = faults
    assert (fault.path, fault.line) == ("mine.toml", line + 3)
    assert told in fault.advice
    assert [each.title for each in found] == ["a tax", "a levy"]


def test_what_stands_above_the_first_set_is_no_set() -> None:
    found, [fault] = read_sets(f"# mine\nwar = 1\n{GOOD}", "mine.toml")
    assert (fault.line, fault.advice) == (2, "each set begins with a line [[set]]")
    assert len(found) == 1


def test_forms_are_words_and_never_patterns() -> None:
    text = '[[set]]\ntitle = "a"\nforms = ["(a+)+$", ".*war", "w[ae]r"]\n'
    assert uses("a war were aaaaaaaaaaaaaaaaaaaa!", *sets_of(text)) == {
        "(a+)+$": ["a"],
        ".*war": ["war"],
    }
