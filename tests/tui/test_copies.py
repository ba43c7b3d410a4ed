"""Copies of one text, said in words: by ``show``, by ``compare --copies``, and as JSON."""

from __future__ import annotations

import pytest

from index import Library, NotFound
from tests.tui.copied import LAST, OWN, UNIONS
from tests.tui.running import Run, run
from tui.copies import NAMED, said


@pytest.fixture
def cli(five_copies: Library, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs commands on five copies of one text and another text."""
    monkeypatch.setenv("RASHOMON_LIBRARY", str(five_copies.path))
    return run


def test_an_agency_named_by_all_is_said_first_one_named_by_some_with_their_number() -> None:
    assert said(["A", "B"], {"AFP": 2}) == "same AFP text at 2 outlets, counts as one: A, B"
    assert said(["A", "B"], {"AFP": 1}) == (
        "same text at 2 outlets, counts as one (AFP credited by 1 of 2): A, B"
    )
    assert said(["A", "B"], {}) == "same text at 2 outlets, counts as one: A, B"
    assert said(["A", "A", "A"], {}) == "same text 3 times at A, counts as one"


def test_many_outlets_are_not_all_named() -> None:
    told = said([f"Outlet {number}" for number in range(1_000)], {})
    assert told.startswith("same text at 1,000 outlets")
    assert told.endswith(f" and {1_000 - NAMED:,} more")


def test_show_tells_in_its_header_who_prints_the_same_text(cli: Run) -> None:
    told = " ".join(cli("show", "3").out.split())
    assert "same text at 5 outlets, counts as one (AFP credited by 2 of 5)" in told
    assert "compare --copies 3" in told
    assert "same text" not in cli("show", "6").out


def test_copies_are_told_with_what_each_cut_added_and_reworded(cli: Run) -> None:
    ran = cli("compare", "--copies", "4")
    assert ran.code == 0
    told = " ".join(ran.out.split())
    assert told.startswith("same text at 5 outlets, counts as one")
    assert "cut 1 passage (20 words); 100 % of its words in common" in told
    assert f"cut − {LAST}" in told
    assert f"cut − {UNIONS}" in told
    assert f"added + {OWN}" in told
    assert "reworded − The government [will raise] the retirement age" in told
    assert "+ The government [plans to lift] the retirement age" in told
    assert "own headline: Thursday without trains" in told
    assert max(map(len, ran.out.splitlines())) <= 80


def test_an_event_shows_all_its_families(cli: Run, five_copies: Library) -> None:
    event = five_copies.article(1).event
    assert event is not None
    assert cli("compare", "--copies", event).out == cli("compare", "--copies", "1").out


def test_no_copies_is_said_and_ends_with_1(cli: Run) -> None:
    ran = cli("compare", "--copies", "6")
    assert (ran.code, ran.out) == (1, "")
    assert "no other article here prints this text" in ran.error


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["99"], "no article 99"), (["e99"], "no event e99"), (["1", "e1"], "name one event"),
     (["1", "--report", "x.md"], "leave --report out")],
)  # fmt: skip
def test_wrong_use_is_told(cli: Run, arguments: list[str], words: str) -> None:
    ran = cli("compare", "--copies", *arguments)
    assert ran.code != 0
    assert words in ran.error


def test_as_json_every_number_has_its_spans(cli: Run, five_copies: Library) -> None:
    (family,) = cli("compare", "--copies", "4", "--json").json["families"]
    assert (family["id"], family["reference"]) == (1, 1)
    assert {(one["name"], one["article"]) for one in family["credits"]} == {("AFP", 1), ("AFP", 2)}
    assert [copy["id"] for copy in family["copies"]] == [1, 2, 3, 4, 5]
    assert family["copies"][0]["beside"] is None
    reference = five_copies.article(1).text
    for copy in family["copies"][1:]:
        text, beside = five_copies.article(copy["id"]).text, copy["beside"]
        words = sum(len(text[start:end].split()) for start, end in beside["common"])
        assert words == beside["common_words"]
        for found in beside["differences"]:
            gone = sum(len(reference[start:end].split()) for start, end in found["gone"])
            new = sum(len(text[start:end].split()) for start, end in found["new"])
            assert found["words"] == max(gone, new)


def test_no_copies_as_json_is_an_empty_list(cli: Run) -> None:
    ran = cli("compare", "--copies", "6", "--json")
    assert (ran.code, ran.json) == (1, {"families": []})


def test_an_unknown_article_has_no_family(five_copies: Library) -> None:
    with pytest.raises(NotFound):
        five_copies.copies.family(7)
    with pytest.raises(NotFound):
        five_copies.copies.copy(7, 8)
