"""What the reader puts right holds, outlives later work, and can be taken back."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from index import Library, NotFound, RashomonError
from tests.index.test_library import named, write_rows


def events_of(library: Library) -> set[frozenset[int]]:
    return {frozenset(event.articles) for event in library.events()}


class TestNames:
    def test_two_names_become_one_and_part_again(self, five: Library) -> None:
        said = five.corrections.merge_names("Karine Jean-Pierre", "Jake Sullivan")
        assert said == "Karine Jean-Pierre is Jake Sullivan from now on"
        assert five.entity("Karine Jean-Pierre").entity.name == "Jake Sullivan"
        assert five.entity("Jake Sullivan").entity.articles == 2
        assert five.corrections.undo() == f"undone: {said}"
        assert five.entity("Karine Jean-Pierre").entity.articles == 1

    def test_it_holds_for_articles_that_come_later(self, five: Library, tmp_path: Path) -> None:
        five.corrections.merge_names("Karine Jean-Pierre", "Jake Sullivan")
        words = "Press secretary Karine Jean-Pierre said talks went on in Ohio,"
        five.add([str(write_rows(tmp_path / "a.jsonl", 2, words))])
        five.analyse()
        assert five.entity("Karine Jean-Pierre").entity.name == "Jake Sullivan"
        assert five.entity("Jake Sullivan").entity.articles == 4

    def test_a_joined_spelling_can_stand_alone(self, five: Library) -> None:
        five.corrections.merge_names("Olaf Scholz", "Boris Pistorius")
        five.corrections.split_name("Olaf Scholz")
        assert five.entity("Olaf Scholz").entity.name == "Olaf Scholz"

    def test_with_its_type_a_name_is_meant_as_it_is_listed(
        self, five: Library, tmp_path: Path
    ) -> None:
        words = "Press secretary Karine Jean-Pierre left. Jean-Pierre said so, Jean-Pierre said,"
        five.add([str(write_rows(tmp_path / "a.jsonl", 1, words))])
        five.add([str(write_rows(tmp_path / "b.jsonl", 1, "Then, said Jean-Pierre, it rained,"))])
        five.analyse()
        assert "Jean-Pierre" in [one.name for one in five.entities("jean", "PER")]
        with pytest.raises(RashomonError, match="one already"):
            five.corrections.merge_names("Jean-Pierre", "Karine Jean-Pierre")
        five.corrections.merge_names("Jean-Pierre", "Karine Jean-Pierre", "PER")
        assert "Jean-Pierre" not in [one.name for one in five.entities("jean", "PER")]

    def test_names_of_different_kinds_are_not_joined(self, five: Library) -> None:
        with pytest.raises(RashomonError, match="different kinds"):
            five.corrections.merge_names("Kyiv", "Olaf Scholz")

    def test_what_is_not_there_is_said(self, five: Library) -> None:
        with pytest.raises(NotFound, match="rashomon entities"):
            five.corrections.merge_names("Nobody Known", "Kyiv")
        with pytest.raises(NotFound, match="not joined"):
            five.corrections.split_name("Olaf Scholz")


class TestTableOfOtherNames:
    def test_names_in_aliases_toml_are_one(self, five: Library) -> None:
        (five.path / "aliases.toml").write_text(
            '[names]\n"Jake Sullivan" = ["Karine Jean-Pierre"]\n'
        )
        assert five.pending()
        five.analyse()
        assert five.entity("Karine Jean-Pierre").entity.name == "Jake Sullivan"
        assert five.pending() == 0

    def test_a_mistake_in_it_is_named_by_doctor_and_stops_nothing(self, five: Library) -> None:
        (five.path / "aliases.toml").write_text("[names\n")
        assert five.analyse()
        (wrong,) = [check for check in five.care.doctor() if not check.ok]
        assert wrong.name == "aliases.toml"
        assert "line 1" in wrong.detail


class TestEvents:
    def test_two_events_become_one_and_part_again(self, five: Library) -> None:
        before = events_of(five)
        one, other = named(five, "000"), named(five, "001")
        five.corrections.join_events(one.event or "", other.event or "")
        assert frozenset({one.id, other.id}) in events_of(five)
        five.corrections.undo()
        assert events_of(five) == before

    def test_an_article_is_split_off_and_stays_apart(self, five: Library, tmp_path: Path) -> None:
        apart = named(five, "004")
        five.corrections.part(apart.event or "", [apart.id])
        assert frozenset({apart.id}) in events_of(five)
        five.add([str(write_rows(tmp_path / "a.jsonl", 2))])
        five.analyse()
        assert frozenset({apart.id}) in events_of(five)

    def test_an_article_is_moved_and_back(self, five: Library) -> None:
        before = events_of(five)
        moved, target = named(five, "004"), named(five, "000")
        home = moved.event or ""
        five.corrections.move(moved.id, target.event)
        assert frozenset({moved.id, target.id}) in events_of(five)
        five.corrections.move(moved.id, home)
        assert events_of(five) == before

    def test_an_article_can_be_an_event_of_its_own(self, five: Library) -> None:
        five.corrections.move(named(five, "003").id, None)
        assert frozenset({named(five, "003").id}) in events_of(five)

    def test_ids_stay_with_what_does_not_change(self, five: Library) -> None:
        kept = named(five, "000").event
        five.corrections.part(named(five, "004").event or "", [named(five, "004").id])
        assert named(five, "000").event == kept

    @pytest.mark.parametrize("numbers", [[], [999]])
    def test_a_split_that_leaves_nobody_apart_is_refused(
        self, five: Library, numbers: list[int]
    ) -> None:
        with pytest.raises(RashomonError, match="cannot be split so"):
            five.corrections.part(named(five, "004").event or "", numbers)


class TestDates:
    def test_a_date_set_by_the_reader_decides_and_is_said_to_be_theirs(self, five: Library) -> None:
        article = named(five, "003")
        five.corrections.set_date(
            article.id, datetime.date(2023, 6, 20), datetime.date(2023, 6, 21)
        )
        (line,) = five.lines([article.id])
        assert line.day in (datetime.date(2023, 6, 20), datetime.date(2023, 6, 21))
        evidence = five.article(article.id).dates.evidence
        assert any("reader" in found.method for found in evidence)
        assert five.search("after:2023-06-15 before:2023-06-25").total == 1

    def test_taking_it_back_brings_back_what_the_text_proves(self, five: Library) -> None:
        article = named(five, "003")
        before = five.article(article.id).dates
        five.corrections.set_date(article.id, datetime.date(2020, 1, 1))
        five.corrections.undo()
        assert five.article(article.id).dates == before

    def test_days_in_the_wrong_order_are_refused(self, five: Library) -> None:
        with pytest.raises(RashomonError, match="comes before"):
            five.corrections.set_date(1, datetime.date(2023, 2, 1), datetime.date(2023, 1, 1))


def test_the_log_tells_what_stands(five: Library) -> None:
    five.corrections.merge_names("Karine Jean-Pierre", "Jake Sullivan")
    five.corrections.set_date(1, datetime.date(2024, 4, 4))
    five.corrections.undo()
    assert [one.said for one in five.corrections.log()] == [
        "Karine Jean-Pierre is Jake Sullivan from now on"
    ]
    five.corrections.undo()
    assert five.corrections.undo() is None
