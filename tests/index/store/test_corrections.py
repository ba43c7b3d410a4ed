"""The log of what the reader put right."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import corrections
from index.store.opening import connect

NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = connect(tmp_path / "library.db")
    yield opened
    opened.close()


def split(connection: sqlite3.Connection, name: str) -> int:
    data = {"type": "PER", "name": name}
    return corrections.record(connection, "split name", data, f"{name} stands alone", NOW)


def test_corrections_stand_in_the_order_they_were_made(connection: sqlite3.Connection) -> None:
    split(connection, "Kim")
    split(connection, "Lee")
    assert [c.data["name"] for c in corrections.standing(connection)] == ["Kim", "Lee"]
    assert corrections.standing(connection)[0].said == "Kim stands alone"


def test_undoing_takes_back_the_newest_first(connection: sqlite3.Connection) -> None:
    split(connection, "Kim")
    split(connection, "Lee")
    undone = [corrections.undo(connection) for _ in range(3)]
    assert [c.said if c else None for c in undone] == [
        "Lee stands alone", "Kim stands alone", None,
    ]  # fmt: skip
    assert corrections.standing(connection) == []


def test_what_was_undone_last_can_stand_again_until_something_new_is_corrected(
    connection: sqlite3.Connection,
) -> None:
    split(connection, "Kim")
    split(connection, "Lee")
    assert corrections.redo(connection) is None
    corrections.undo(connection)
    corrections.undo(connection)
    again = [corrections.redo(connection) for _ in range(3)]
    assert [c.data["name"] if c else None for c in again] == ["Kim", "Lee", None]
    corrections.undo(connection)
    split(connection, "Park")
    assert corrections.redo(connection) is None
    assert [c.data["name"] for c in corrections.standing(connection)] == ["Kim", "Park"]


def test_one_kind_can_be_asked_for(connection: sqlite3.Connection) -> None:
    split(connection, "Kim")
    pairs = {"cut": [], "tied": [[1, 2]]}
    corrections.record(connection, "join articles", pairs, "joined", NOW)
    assert [c.kind for c in corrections.standing(connection, "join articles")] == ["join articles"]


class TestRules:
    def make(self, connection: sqlite3.Connection, kind: corrections.Kind, **data: object) -> None:
        corrections.record(connection, kind, data, "said", NOW)

    def test_of_two_corrections_of_one_name_the_later_counts(
        self, connection: sqlite3.Connection
    ) -> None:
        self.make(connection, "merge names", type="PER", name="Kim", into="Kim Jong Un")
        self.make(connection, "split name", type="PER", name="Kim")
        self.make(connection, "merge names", type="PER", name="Lee", into="Lee Jae")
        rules = corrections.name_rules(corrections.standing(connection))
        assert rules.merges == (("PER", "Lee", "Lee Jae"),)
        assert rules.splits == (("PER", "Kim"),)

    def test_joining_ends_an_earlier_parting_of_the_same_articles(
        self, connection: sqlite3.Connection
    ) -> None:
        self.make(connection, "part articles", cut=[[1, 2], [1, 3]], tied=[])
        self.make(connection, "join articles", cut=[], tied=[[2, 1]])
        rules = corrections.event_rules(corrections.standing(connection))
        assert (rules.together, rules.apart) == (((1, 2),), ((1, 3),))

    def test_moving_an_article_ends_what_was_said_of_it(
        self, connection: sqlite3.Connection
    ) -> None:
        self.make(connection, "join articles", cut=[], tied=[[1, 2], [2, 3]])
        self.make(connection, "move article", article=1, cut=[[1, 2]], tied=[[1, 9]])
        rules = corrections.event_rules(corrections.standing(connection))
        assert set(rules.together) == {(2, 3), (1, 9)}
        assert rules.apart == ((1, 2),)

    def test_the_last_date_set_counts_and_unknown_is_one(
        self, connection: sqlite3.Connection
    ) -> None:
        self.make(connection, "set date", article=1, first="2023-07-01", last="2023-07-09")
        self.make(connection, "set date", article=2, first="2023-07-01", last="2023-07-01")
        self.make(connection, "set date", article=2, first=None, last=None)
        days = corrections.event_rules(corrections.standing(connection)).days
        assert days == {1: (datetime.date(2023, 7, 1), datetime.date(2023, 7, 9)), 2: None}


class TestGroups:
    """Corrections of events are kept and obeyed as groups of articles, not as pairs."""

    def rules(self, *said: tuple[corrections.Kind, dict[str, object]]) -> corrections.EventRules:
        return corrections.event_rules(
            corrections.Correction(at + 1, kind, data, "said", "")
            for at, (kind, data) in enumerate(said)
        )

    def test_the_rules_of_large_events_are_few(self) -> None:
        one, other = list(range(1, 501)), list(range(501, 1001))
        joined = self.rules(("join articles", {"tied": [one + other], "cut": []}))
        assert len(joined.together) == 999
        parted = self.rules(("part articles", {"tied": [one, other], "cut": [[1, 501]]}))
        assert len(parted.together) == 998
        assert parted.apart == ((1, 501),)

    def test_what_one_of_a_group_may_not_none_of_it_may(self) -> None:
        rules = self.rules(("part articles", {"tied": [[1, 2], [3, 4, 5]], "cut": [[1, 3]]}))
        assert rules.among({2, 4, 5}) == ([(4, 5)], [(2, 4)])
        assert rules.among({1, 2}) == ([(1, 2)], [])
        assert rules.bound_to({2}) == {1, 2, 3, 4, 5}
        assert rules.bound_to({9}) == set()

    def test_an_article_moved_away_leaves_the_rest_together(self) -> None:
        rules = self.rules(
            ("join articles", {"tied": [[1, 2, 3, 4]], "cut": []}),
            ("move article", {"article": 2, "tied": [[2], [1, 3, 4]], "cut": [[2, 1]]}),
        )
        assert set(rules.groups) == {(1, 3, 4), (2,)}
        assert rules.apart == ((1, 2),)

    def test_parting_a_joined_event_ends_the_join_and_joining_again_the_parting(self) -> None:
        join: tuple[corrections.Kind, dict[str, object]] = (
            "join articles",
            {"tied": [[1, 2, 3, 4]], "cut": []},
        )
        part: tuple[corrections.Kind, dict[str, object]] = (
            "part articles",
            {"tied": [[1, 3], [2, 4]], "cut": [[1, 2]]},
        )
        rules = self.rules(join, part)
        assert rules.groups == ((1, 3), (2, 4))
        assert rules.apart == ((1, 2),)
        again = self.rules(join, part, join)
        assert (again.groups, again.foes) == (((1, 2, 3, 4),), ())

    def test_whoever_joins_a_group_is_parted_from_its_foes(self) -> None:
        rules = self.rules(
            ("part articles", {"tied": [[1], [2]], "cut": [[1, 2]]}),
            ("join articles", {"tied": [[2, 3]], "cut": []}),
        )
        assert rules.among({1, 3}) == ([], [(1, 3)])

    def test_moved_back_nothing_parts_an_article_from_its_event(self) -> None:
        rules = self.rules(
            ("part articles", {"tied": [[1], [2, 3]], "cut": [[1, 2]]}),
            ("move article", {"article": 1, "tied": [[1, 2, 3], []], "cut": []}),
        )
        assert (rules.groups, rules.apart) == (((1, 2, 3),), ())

    def test_the_events_that_were_are_those_before_the_first_undone(
        self, connection: sqlite3.Connection
    ) -> None:
        empty: dict[str, object] = {"tied": [], "cut": []}
        for were in ({"e9": [1, 2]}, {"e1": [1], "e2": [2]}, {"e1": [1, 2]}):
            data = empty | {"were": were}
            corrections.record(connection, "join articles", data, "joined", NOW)
        corrections.undo(connection)
        corrections.undo(connection)
        recent = corrections.recent(connection)
        assert [one.undone for one in recent] == [False, True, True]
        assert corrections.events_before(recent) == {1: "e1", 2: "e2"}
        assert corrections.together_before(recent) == [[1], [2]]
        assert corrections.together_before(recent[:1]) == []

    def test_articles_said_to_be_together_tell_one_event(self) -> None:
        assert corrections.event_rules([], [[1, 2], [3]]).groups == ((1, 2),)
