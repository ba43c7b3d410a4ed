"""Comparing out of a library: many articles, many copies, progress, and stopping."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from index import Library, NotFound, Progress, Stopped
from index.framing.selection import MOST

TOWNS = (
    "Aberdeen Bergen Cardiff Dresden Esbjerg Florence Granada Hamburg Izmir Jena Kaunas Lublin "
    "Malmo Nantes Oviedo Porto Quimper Rostock Seville Turin Utrecht Vigo Warsaw Xanthi York "
    "Zagreb".split()
)
COPIES, TEXTS = 14, 44


def wire(number: int) -> dict[str, str]:
    """A copy of one text, with a word of its own."""
    body = " ".join(
        f"The flood in {town} reached house number {at} on Monday and people left for the hills."
        for at, town in enumerate(TOWNS, 11)
    )
    return {"title": "Flood", "outlet": f"Paper {number}", "date": "2024-05-06",
            "text": f"{body} Printed in edition{number}."}  # fmt: skip


def own(number: int) -> dict[str, str]:
    """A text that no other resembles."""
    body = " ".join(
        f"{town}{number} counted {number * at} lamps, a{at * number}b and c{at + number}d."
        for at, town in enumerate(TOWNS, number)
    )
    return {"title": f"Lamps {number}", "outlet": f"Post {number}", "date": "2024-05-06",
            "text": body}  # fmt: skip


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Articles 1 to 14 print one text, 15 to 58 forty-four others."""
    folder = tmp_path_factory.mktemp("crowded")
    rows = [*map(wire, range(COPIES)), *map(own, range(1, TEXTS + 1))]
    table = folder / "rows.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with Library.open(folder / "library") as library:
        library.add([str(table)])
        while not library.analyse():
            pass
        yield library


def test_copies_of_one_text_are_compared_once(crowded: Library) -> None:
    found = crowded.compare([*range(1, COPIES + 1), 31])
    assert len(found.articles) == 2
    assert found.independent_texts == 2
    assert found.selection is not None
    assert len(found.selection.chosen[0].copies) == COPIES - 1
    assert any("13 more articles print this text" in one for one in found.columns[0].remarks)


def test_nothing_but_copies_says_that_there_is_nothing_to_compare(crowded: Library) -> None:
    [column] = crowded.compare(range(1, COPIES + 1)).columns
    assert column.remarks[0] == "the only independent text here: 13 more articles print it"


def test_a_copy_that_is_asked_for_takes_the_place_of_the_reference(crowded: Library) -> None:
    numbers = [*range(1, COPIES + 1), 31]
    for copy in (4, 9):
        assert crowded.compare(numbers, include=[copy]).articles == (copy, 31)


def test_of_many_texts_a_readable_few_are_compared_and_it_says_so(crowded: Library) -> None:
    found = crowded.compare(range(1, COPIES + TEXTS + 1))
    assert found.selection is not None
    assert len(found.articles) == len(found.columns) == MOST
    assert found.independent_texts == found.selection.texts == TEXTS + 1
    assert len(found.selection.left) == TEXTS + 1 - MOST
    assert f"{MOST} of {TEXTS + 1} independent texts are compared" in found.selection.why


def test_a_text_that_was_left_can_be_asked_for(crowded: Library) -> None:
    numbers = range(1, COPIES + TEXTS + 1)
    first = crowded.compare(numbers)
    assert first.selection is not None
    left = first.selection.left[0]
    assert left not in first.articles
    assert left in crowded.compare(numbers, include=[left]).articles


def test_progress_reaches_its_end_and_the_second_time_there_is_none(crowded: Library) -> None:
    told: list[Progress] = []
    found = crowded.compare((31, 32, 33), progress=told.append)
    assert {one.stage for one in told} == {"reading texts", "comparing"}
    assert told[-1].done == told[-1].total
    assert all(one.done <= one.total for one in told)
    told.clear()
    assert crowded.compare((31, 32, 33), progress=told.append) is found
    assert told == []


@pytest.mark.parametrize("after", [0, 2, 8])
def test_a_comparison_that_is_not_wanted_any_more_stops(crowded: Library, after: int) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    three = (34, 35, 40 + after)
    with pytest.raises(Stopped):
        crowded.compare(three, cancelled=cancelled)
    assert asked == after + 1
    assert crowded.compare(three, cancelled=lambda: False).articles == three


def test_an_unknown_article_is_named(crowded: Library) -> None:
    with pytest.raises(NotFound, match="no article 999"):
        crowded.compare([1, 999])
