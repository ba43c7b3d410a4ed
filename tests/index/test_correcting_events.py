"""Putting events right: ids come back with an undoing, whatever was joined, split or moved."""

from __future__ import annotations

import datetime
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Event, Library, LibraryError, RashomonError, analysing
from tests.index.events_of import placed, sound, write
from tools.attacks.stories import prepared

Step = Callable[[Library, list[Event]], str]


def ids(library: Library) -> dict[str, tuple[int, ...]]:
    sound(library)
    return {event.id: event.articles for event in library.events()}


def largest_first(library: Library) -> list[Event]:
    return sorted(library.events(), key=lambda event: (-len(event.articles), event.id))


STEPS: dict[str, Step] = {
    "join": lambda lib, of: lib.corrections.join_events(of[1].id, of[2].id),
    "join a small one to a large one": lambda lib, of: lib.corrections.join_events(
        of[2].id, of[0].id
    ),
    "split one off": lambda lib, of: lib.corrections.part(of[0].id, of[0].articles[:1]),
    "split most off": lambda lib, of: lib.corrections.part(of[0].id, of[0].articles[1:]),
    "move the only one": lambda lib, of: lib.corrections.move(of[1].articles[0], of[2].id),
    "move one of many": lambda lib, of: lib.corrections.move(of[0].articles[0], of[1].id),
    "an event of its own": lambda lib, of: lib.corrections.move(of[0].articles[1], None),
    "date": lambda lib, of: lib.corrections.set_date(of[0].articles[0], datetime.date(2019, 3, 4)),
}


@pytest.mark.parametrize("step", STEPS)
def test_undoing_brings_the_ids_back_and_redoing_the_correction(five: Library, step: str) -> None:
    before = ids(five)
    said = STEPS[step](five, largest_first(five))
    after = ids(five)
    assert five.corrections.undo() == f"undone: {said}"
    assert ids(five) == before
    assert five.corrections.redo() == f"redone: {said}"
    assert set(ids(five).values()) == set(after.values())
    assert five.corrections.redo() is None
    five.corrections.undo()
    assert ids(five) == before


def test_one_correction_upon_the_other_is_taken_back_in_turn(five: Library) -> None:
    seen = [ids(five)]
    first = largest_first(five)
    five.corrections.join_events(first[1].id, first[2].id)
    seen.append(ids(five))
    five.corrections.join_events(first[0].id, first[1].id)
    assert len(five.events()) == 1
    seen.append(ids(five))
    five.corrections.part(five.events()[0].id, [1, 2])
    for before in reversed(seen):
        five.corrections.undo()
        assert ids(five) == before
    assert five.corrections.undo() is None


def test_an_id_that_was_merged_away_leads_on_until_it_comes_back(five: Library) -> None:
    large, small, _ = largest_first(five)
    five.corrections.join_events(small.id, large.id)
    assert five.event(small.id).articles == five.event(large.id).articles
    five.corrections.undo()
    assert five.event(small.id).articles == small.articles


def test_undoing_a_later_correction_leaves_the_ids_of_one_that_stands(five: Library) -> None:
    whole = largest_first(five)[0]
    five.corrections.part(whole.id, whole.articles[:1])
    apart = ids(five)
    five.corrections.set_date(whole.articles[0], datetime.date(2019, 3, 4))
    five.corrections.undo()
    assert ids(five) == apart


def test_an_article_that_came_meanwhile_stays_with_those_it_joined(
    five: Library, tmp_path: Path
) -> None:
    _, one, other = largest_first(five)
    five.corrections.join_events(one.id, other.id)
    twin = five.article(one.articles[0])
    five.add([str(write(tmp_path / "a.jsonl", [{"text": twin.text + " It rained.", "id": 1}]))])
    five.analyse()
    five.corrections.leave()
    five.corrections.undo()
    assert len(five.articles()) == 6
    assert set(one.articles) <= set(five.event(one.id).articles)
    assert set(other.articles) <= set(five.event(other.id).articles)
    assert five.event(one.id) != five.event(other.id)
    sound(five)


def test_a_correction_that_cannot_be_carried_out_is_not_kept(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> list[int]:
        raise LibraryError("the disk is full")

    before = ids(five)
    monkeypatch.setattr(analysing, "regroup", full)
    with pytest.raises(RashomonError, match="disk"):
        five.corrections.join_events(*list(before)[:2])
    assert five.corrections.log() == ()
    assert ids(five) == before


def test_articles_of_another_event_are_named_when_they_are_to_be_split_off(five: Library) -> None:
    large, small, _ = largest_first(five)
    with pytest.raises(RashomonError, match=f"{small.articles[0]} not in it"):
        five.corrections.part(large.id, [large.articles[0], small.articles[0]])
    assert five.corrections.log() == ()


@pytest.fixture
def crowded(library: Library, tmp_path: Path) -> Library:
    """Two events of 150 articles each."""
    topics = {
        "The mill of Harrow Bridge burnt down, killing two watchmen, firefighters said": "fire",
        "Parliament banned trawling in the northern bays after a debate about quotas": "vote",
    }
    rows = [
        {"id": f"{title}{n}", "title": title, "outlet": f"O{n}", "date": day, "text": text + "."}
        for day, (text, title) in zip(("2024-03-02", "2024-06-09"), topics.items(), strict=True)
        for n in range(150)
    ]
    library.add([str(write(tmp_path / "crowd.jsonl", rows))])
    placed(library)
    return library


def test_large_events_are_joined_split_and_undone_in_few_words(crowded: Library) -> None:
    before = ids(crowded)
    assert sorted(map(len, before.values())) == [150, 150]
    one, other = crowded.events()
    crowded.corrections.join_events(one.id, other.id)
    assert [len(event.articles) for event in crowded.events()] == [300]
    (log,) = crowded.corrections.log()
    assert len(json.dumps(log.data)) < 300 * 20
    crowded.corrections.undo()
    assert ids(crowded) == before
    crowded.corrections.part(one.id, one.articles[:100])
    (log,) = crowded.corrections.log()
    assert len(log.said) < 80
    assert log.said.endswith("and 92 more")
    assert len(json.dumps(log.data)) < 300 * 20
    crowded.corrections.undo()
    assert ids(crowded) == before


def test_a_correction_is_kept_while_long_work_goes_on(five: Library) -> None:
    """Reading closely holds the writer's place for minutes; nobody waits for it to correct."""
    large, small, _ = largest_first(five)
    done: list[str] = []

    def join() -> None:
        done.append(five.corrections.join_events(small.id, large.id))

    with five._connections.only_writer("reading closely"):
        worker = threading.Thread(target=join)
        worker.start()
        worker.join()
    assert done
    assert five.event(small.id).id == large.id


SINKING = (
    "The ferry Marika sank off the port of Kelmara with 40 passengers aboard, and the harbour "
    "master Tomas Veld said the hull had split. "
)
TRIAL = (
    "Captain Ivo Brandt stood before a court in Kelmara on Thursday, accused by prosecutors of "
    "steering the Marika drunk before the sinking. His lawyer Petra Hahn denied it. "
)
FERRY = (
    {"title": "Ferry sinks", "date": "2024-05-02", "text": f"{SINKING}Divers searched the wreck."},
    {"title": "Captain of the ferry accused", "text": SINKING + TRIAL},
    {"title": "Captain of the Marika in court", "date": "2024-06-20", "text": TRIAL + SINKING},
)


@pytest.mark.parametrize("day", ["2024-05-03", "2024-06-21", "2020-01-01"])
def test_a_day_that_is_taken_back_leaves_events_as_they_were_however_they_grew(
    library: Library, tmp_path: Path, day: str
) -> None:
    for number, row in enumerate(FERRY):
        library.add([str(write(tmp_path / f"{number}.jsonl", [row]))])
        library.analyse()
    before = ids(library)
    assert list(before.values()) == [(1, 2, 3)], "the second has no day and holds them together"
    library.corrections.set_date(2, datetime.date.fromisoformat(day))
    after = ids(library)
    assert len(after) > 1
    library.corrections.undo()
    assert ids(library) == before
    library.corrections.redo()
    assert set(ids(library).values()) == set(after.values())


def test_a_date_that_led_into_another_event_is_undone_and_that_event_stays(
    tmp_path: Path,
) -> None:
    with Library.open(prepared(tmp_path / "library")) as library:
        before = ids(library)
        library.corrections.set_date(5, datetime.date(2019, 3, 1))
        assert ids(library) == {"e1": (1, 2, 3, 5), "e2": (4, 6), "e3": before["e3"]}
        library.corrections.undo()
        assert ids(library) == before
