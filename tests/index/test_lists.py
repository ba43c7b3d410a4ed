"""Long lists: every place tells the right row, whatever was fetched before and changed since."""

from __future__ import annotations

import random
from collections.abc import Sequence

from index import Events, Library, LibraryError, Paged
from index.lists import PAGE

MANY = 40 * PAGE + 7
"""More than are kept at once."""


def words(number: int, instead: str = "") -> str:
    return instead or f"row {number}"


def paged(fetched: list[list[int]], gone: Sequence[int] = ()) -> Paged[str]:
    """Rows 1000, 999, …, of which those of ``gone`` are no more."""

    def fetch(numbers: Sequence[int]) -> dict[int, str]:
        fetched.append(list(numbers))
        return {number: words(number) for number in numbers if number not in gone}

    return Paged(range(MANY, 0, -1), fetch, words)


def test_every_place_tells_its_row_in_whatever_order_it_is_looked_at() -> None:
    rows = paged([])
    places = list(range(MANY))
    random.Random(3).shuffle(places)
    assert all(rows[place] == words(MANY - place) for place in places)
    assert rows[-1] == words(1)
    assert rows[5:8] == [words(MANY - 5), words(MANY - 6), words(MANY - 7)]
    assert list(rows) == [words(number) for number in range(MANY, 0, -1)]


def test_only_what_is_looked_at_is_fetched_and_once_while_it_is_near() -> None:
    fetched: list[list[int]] = []
    rows = paged(fetched)
    assert len(rows) == MANY and not fetched
    for place in range(PAGE + 1):
        assert rows[place] and rows[0]
    assert [len(numbers) for numbers in fetched] == [PAGE, PAGE]


def test_a_row_that_is_no_more_leaves_its_place_and_a_word() -> None:
    rows = paged([], gone=[MANY - 3])
    assert rows[3] == "(no longer there)"
    assert rows[4] == words(MANY - 4)


def test_a_row_that_cannot_be_read_leaves_the_others_readable() -> None:
    def fetch(numbers: Sequence[int]) -> dict[int, str]:
        if 7 in numbers:
            raise LibraryError("is damaged")
        return {number: words(number) for number in numbers}

    rows = Paged(range(20), fetch, words)
    assert rows[7] == "(is damaged)"
    assert rows[6] == words(6)


def test_where_a_number_stands_is_known_without_fetching() -> None:
    fetched: list[list[int]] = []
    rows = paged(fetched)
    assert rows.place_of(MANY - 700) == 700
    assert rows.place_of(0) is None
    assert not fetched
    assert rows[700] and rows.place_of(MANY - 701) == 701


def test_the_librarys_lists_tell_what_the_whole_ones_tell(five: Library) -> None:
    assert list(five.listed_events()) == five.events()
    assert list(five.listed_articles()) == five.articles()
    largest = sorted(
        five.events(), key=lambda event: (-event.independent_texts, -len(event.articles))
    )
    assert list(five.listed_events(largest=True)) == largest
    assert five.events(2) == five.events()[:2]


def test_events_are_found_by_their_articles_and_sifted_in_order(five: Library) -> None:
    events, told = five.listed_events(), five.events()
    for at, event in enumerate(told):
        assert [events.holding(article) for article in event.articles] == [at] * len(event.articles)
    assert events.holding(None) is None and events.holding(99) is None
    last = {int(event.id[1:]) for event in told[1:]}
    assert list(events.among(last)) == told[1:]
    assert isinstance(events.among(()), Events)


def test_an_event_that_another_session_merged_away_does_not_break_a_list(five: Library) -> None:
    events, first = five.listed_events(), five.events()[0]
    with Library.open(five.path) as other:
        other.corrections.join_events(first.id, five.events()[1].id)
    assert len([event.label for event in events]) == len(events)
    assert events.holding(first.articles[0]) is not None
    assert len(five.listed_events()) == len(events) - 1


def test_what_is_read_meanwhile_is_told_as_it_is_when_it_is_looked_at(five: Library) -> None:
    lines = five.listed_articles()
    first = five.articles()[0].id
    five.mark_read(first)
    assert lines[0].read


def test_the_first_of_a_list_are_those_of_the_whole_list(five: Library) -> None:
    whole = five.articles()
    for limit in range(7):
        assert five.articles(limit) == whole[:limit]
    five.kept.star([whole[1].id, whole[4].id])
    starred = [line for line in five.articles() if line.starred]
    assert five.articles(marked="starred") == starred
    assert len(starred) == 2
    assert five.articles(1, "starred") == starred[:1]
