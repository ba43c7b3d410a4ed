"""Adding is undone like all else: articles go where one is sure, and come back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Lengthy, Library, Progress, RashomonError, Stopped, Unsure
from index.importing import Choices
from tests.index.test_library import write_rows


@pytest.fixture
def three(five: Library, tmp_path: Path) -> Library:
    """The five, and three articles that were added since."""
    words = "The harbor council of Portville met on Monday and spoke of the ferry"
    five.add([str(write_rows(tmp_path / "a.jsonl", 3, words))])
    five.analyse()
    return five


def numbers(library: Library) -> list[int]:
    return sorted(line.id for line in library.articles())


def sure_of(library: Library) -> int:
    with pytest.raises(Unsure) as asked:
        library.corrections.undo()
    return asked.value.number


def test_nothing_goes_before_it_was_asked_for(three: Library) -> None:
    with pytest.raises(Unsure) as asked:
        three.corrections.undo()
    assert asked.value.what == "undoing it forgets 3 articles"
    assert asked.value.where.startswith("added 3 articles from ")
    assert len(numbers(three)) == 8
    assert sure_of(three) == asked.value.number, "it is asked again"


def test_what_came_in_goes_and_comes_back_as_it_was(three: Library) -> None:
    events = [(one.id, one.articles, one.label) for one in three.events()]
    said = three.corrections.undo(sure_of(three))
    assert said is not None and said.startswith("undone: added 3 articles from ")
    assert numbers(three) == [1, 2, 3, 4, 5]
    assert three.search("Portville").total == 0
    three.corrections.redo()
    assert len(numbers(three)) == 8
    assert three.search("Portville").total == 3
    assert [(one.id, one.articles, one.label) for one in three.events()] == events
    three.corrections.undo(sure_of(three))
    assert numbers(three) == [1, 2, 3, 4, 5]


def test_what_is_starred_stays_and_is_counted(three: Library) -> None:
    three.kept.star([7])
    three.corrections.leave()
    with pytest.raises(Unsure) as asked:
        three.corrections.undo()
    assert asked.value.what.startswith("undoing it forgets 2 articles; 1 article of it stay")
    three.corrections.undo(asked.value.number)
    assert numbers(three) == [1, 2, 3, 4, 5, 7]


def test_where_all_is_kept_nothing_goes_and_it_is_said(three: Library) -> None:
    three.kept.star([6, 7, 8])
    three.corrections.leave()
    with pytest.raises(RashomonError, match="not undone: added 3 articles") as caught:
        three.corrections.undo()
    assert not isinstance(caught.value, Unsure)
    assert three.corrections.undo() is None


def test_it_is_left_and_what_was_done_before_is_undone(five: Library, tmp_path: Path) -> None:
    five.kept.star([1])
    five.add([str(write_rows(tmp_path / "a.jsonl", 1, "A ferry sank off Portville,"))])
    said = five.corrections.leave(sure_of(five))
    assert said is not None and said.startswith("left as it is: added 1 article from ")
    assert five.corrections.undo() == "undone: starred article 1"
    assert five.corrections.undo() is None
    assert len(numbers(five)) == 6


def test_only_what_was_asked_about_goes(three: Library, tmp_path: Path) -> None:
    asked = sure_of(three)
    three.add([str(write_rows(tmp_path / "b.jsonl", 2, "A tram in Hillside stood still,"))])
    with pytest.raises(Unsure, match="2 articles"):
        three.corrections.undo(asked)
    assert three.corrections.leave(asked) is None
    assert len(numbers(three)) == 10


def test_an_import_that_brought_nothing_is_nothing_to_undo(three: Library, tmp_path: Path) -> None:
    before = sure_of(three)
    three.add([str(tmp_path / "a.jsonl")], choices=Choices(again=True))
    assert sure_of(three) == before


def test_what_was_undone_comes_back_when_it_is_added_again(three: Library, tmp_path: Path) -> None:
    three.corrections.undo(sure_of(three))
    report = three.add([str(tmp_path / "a.jsonl")])
    assert (len(report.imported), len(report.brought_back)) == (0, 3)
    assert three.corrections.redo() is None
    three.corrections.undo(sure_of(three))
    assert numbers(three) == [1, 2, 3, 4, 5]


def test_what_nobody_asked_for_is_not_in_the_log(five: Library, tmp_path: Path) -> None:
    five.kept.star([1])
    watched = Choices(bring_back=False, remember=False, sweeping=True)
    path = write_rows(tmp_path / "a.jsonl", 1, "A ferry sank off Portville,")
    five.add([str(path)], choices=watched)
    assert five.corrections.undo() == "undone: starred article 1"


def test_the_sample_is_nothing_that_was_done() -> None:
    with Library.sample() as sample:
        assert sample.corrections.undo() is None


def test_compacting_ends_what_can_be_undone(three: Library) -> None:
    three.corrections.undo(sure_of(three))
    three.forgetting.compact()
    assert three.corrections.redo() is None
    assert three.corrections.undo() is None


def test_a_name_of_any_length_and_kind_is_said_in_one_clean_line(
    five: Library, tmp_path: Path
) -> None:
    path = tmp_path / ("a\x1b[31m\n\u202e" + "x" * 150 + "end.jsonl")
    five.add([str(write_rows(path, 1, "A ferry sank off Portville,"))])
    with pytest.raises(Unsure) as asked:
        five.corrections.undo()
    said = asked.value.where
    assert said.endswith("end.jsonl") and len(said) < 100
    assert "\x1b" not in said and "\n" not in said and "\u202e" not in said


def test_it_is_told_how_far_undoing_and_redoing_are(three: Library) -> None:
    told: list[tuple[str, int, int]] = []

    def hear(progress: Progress) -> None:
        told.append((progress.stage, progress.done, progress.total))

    three.corrections.undo(sure_of(three), progress=hear)
    assert told == [("forgetting", 3, 3)]
    assert three.search("Portville").total == 0
    told.clear()
    three.corrections.redo(progress=hear)
    assert told == [("bringing back", 3, 3), ("making searchable", 3, 3)]


def test_an_undoing_that_is_stopped_changes_nothing(three: Library) -> None:
    sure, stands = sure_of(three), three.corrections.log()
    with pytest.raises(Stopped, match="nothing was changed"):
        three.corrections.undo(sure, cancelled=lambda: True)
    assert len(numbers(three)) == 8
    assert three.search("Portville").total == 3
    assert three.corrections.log() == stands
    assert sure_of(three) == sure


def test_a_redoing_that_is_stopped_changes_nothing(three: Library) -> None:
    three.corrections.undo(sure_of(three))
    with pytest.raises(Stopped):
        three.corrections.redo(cancelled=lambda: True)
    assert numbers(three) == [1, 2, 3, 4, 5]
    assert three.corrections.redo() is not None
    assert len(numbers(three)) == 8


def test_what_moves_many_articles_is_told_before_it_is_done(three: Library) -> None:
    three.corrections.undo(sure_of(three))
    with pytest.raises(Lengthy) as told:
        three.corrections.redo(at_once=2)
    assert told.value.articles == 3
    assert numbers(three) == [1, 2, 3, 4, 5]
    three.corrections.redo(at_once=3)
    three.forgetting.forget([6, 7, 8])
    with pytest.raises(Lengthy):
        three.corrections.undo(at_once=2)
    assert numbers(three) == [1, 2, 3, 4, 5]
    three.corrections.undo(at_once=3)
    with pytest.raises(Lengthy):
        three.corrections.redo(at_once=2)
    assert len(numbers(three)) == 8


def test_what_is_redone_is_in_the_search_index_at_once(three: Library) -> None:
    three.corrections.undo(sure_of(three))
    three.corrections.redo()
    assert three.care.unindexed() == 0
