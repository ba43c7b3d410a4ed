"""Placing in a library: only what is new, once, obeying the reader, whatever interrupts it."""

from __future__ import annotations

import datetime
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import events, placing
from index.article import Article, Dates, Finding
from index.store import Connections, articles, corrections, placements

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
FIRE = (
    "A fire destroyed the cotton mill at Harrow Bridge, killing two night watchmen. Firefighters "
    "from Harrow Bridge fought the blaze until dawn at the mill of the Pender family."
)
SECOND = (
    "Two watchmen died when the Harrow Bridge cotton mill burnt. The blaze began near the boiler "
    "of the Pender family's mill, said firefighters who fought it until dawn."
)
VOTE = (
    "Parliament voted to ban trawling in the northern bays, a victory for anglers. The fisheries "
    "bill passed with the votes of both coastal parties after a debate about quotas."
)

INQUEST = (
    "The inquest into the blaze at the Harrow Bridge cotton mill heard the Pender family. "
    "Investigators of the mill fire blamed the boiler, and two watchmen were mourned again."
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Connections]:
    opened = Connections(tmp_path / "library.db")
    yield opened
    opened.close()


def put(library: Connections, text: str, day: str | None, title: str = "", outlet: str = "") -> int:
    """Stores a traced article that waits to be placed."""
    stated = Finding(day, "test", day) if day else None
    headline = Finding(title, "test", title) if title else None
    source = Finding(outlet, "test", outlet) if outlet else None
    article = Article(0, text, title=headline, outlet=source, dates=Dates(stated))
    with library.writing() as connection:
        number, _ = articles.save(connection, article, b"", NOW)
        trace = events.dump(events.trace(article))
        placements.save_trace(connection, number, events.VERSION, trace)
    return number


def run(library: Connections) -> list[tuple[str, tuple[int, ...]]]:
    """Places what waits, and answers every event with its articles."""
    placing.place_waiting(library, lambda progress: None, lambda: False)
    return found(library)


def found(library: Connections) -> list[tuple[str, tuple[int, ...]]]:
    with library.reading() as connection:
        return sorted((event.id, event.articles) for event in placements.events(connection))


def outlets_of(library: Connections, number: int) -> tuple[str, ...]:
    with library.reading() as connection:
        event = placements.event(connection, number)
    assert event is not None
    return event.outlets


def correct(library: Connections, kind: corrections.Kind, **data: object) -> None:
    with library.writing() as connection:
        corrections.record(connection, kind, data, "said", NOW)
    placing.regroup(library)


def test_a_later_import_joins_the_event_that_stands(library: Connections) -> None:
    put(library, FIRE, "2020-03-02", "Harrow Bridge mill burns")
    put(library, VOTE, "2020-03-02", "Trawling banned")
    assert run(library) == [("e1", (1,)), ("e2", (2,))]
    put(library, SECOND, "2020-03-03", "Two dead in Harrow Bridge mill fire")
    assert run(library) == [("e1", (1, 3)), ("e2", (2,))]


def test_an_outlet_of_several_spellings_counts_once(library: Connections) -> None:
    told = [FIRE, SECOND, FIRE + " It rained.", SECOND + " No one else was hurt."]
    spelt = ["The Harrow Times", "cnn.com", "CNN (Web News)", "Harrow Times"]
    for text, outlet in zip(told, spelt, strict=True):
        put(library, text, "2020-03-02", "Mill burns at Harrow Bridge", outlet)
    assert run(library) == [("e1", (1, 2, 3, 4))]
    assert outlets_of(library, 1) == ("Harrow Times", "CNN")


def test_outlets_are_joined_as_the_readers_own_table_says(library: Connections) -> None:
    entry = '[[outlet]]\nname = "Pender Post"\nvariants = ["PP"]\n'
    (library.path.parent / "outlets.toml").write_text(entry, "utf-8")
    put(library, FIRE, "2020-03-02", "Harrow Bridge mill burns", "PP")
    put(library, SECOND, "2020-03-02", "Harrow Bridge mill burns down", "Pender Post")
    assert run(library) == [("e1", (1, 2))]
    assert outlets_of(library, 1) == ("Pender Post",)


def test_an_outlet_of_one_spelling_keeps_it(library: Connections) -> None:
    put(library, FIRE, "2020-03-02", "Harrow Bridge mill burns", "cnn.com")
    put(library, SECOND, "2020-03-02", "Harrow Bridge mill burns down", "BBC")
    assert run(library) == [("e1", (1, 2))]
    assert outlets_of(library, 1) == ("cnn.com", "BBC")


def test_running_again_changes_nothing(library: Connections) -> None:
    put(library, FIRE, "2020-03-02")
    before = run(library)
    assert run(library) == before


def test_events_of_other_days_are_not_even_looked_at(library: Connections) -> None:
    put(library, FIRE, "2020-03-02")
    run(library)
    with library.writing() as connection:
        connection.execute("UPDATE event SET label = 'as it was'")
    put(library, VOTE, "2021-03-02")
    run(library)
    with library.reading() as connection:
        event = placements.event(connection, 1)
        assert event is not None
        assert event.label == "as it was"


def test_joined_events_stay_joined_and_the_old_id_leads_on(library: Connections) -> None:
    put(library, FIRE, "2020-03-02")
    put(library, VOTE, "2020-03-02")
    run(library)
    correct(library, "join articles", cut=[], tied=[[1, 2]])
    assert found(library) == [("e1", (1, 2))]
    put(library, SECOND, "2020-03-03")
    assert ("e1", (1, 2)) in run(library) or ("e1", (1, 2, 3)) in found(library)
    with library.reading() as connection:
        led = placements.event(connection, 2)
    assert led is not None
    assert led.id == "e1"


def test_undoing_a_join_parts_the_events_again(library: Connections) -> None:
    put(library, FIRE, "2020-03-02")
    put(library, VOTE, "2020-03-02")
    run(library)
    were = {"e1": [1], "e2": [2]}
    correct(library, "join articles", cut=[], tied=[[1, 2]], were=were)
    with library.writing() as connection:
        corrections.undo(connection)
    placing.regroup(library)
    assert [members for _, members in found(library)] == [(1,), (2,)]


def test_parted_articles_stay_apart(library: Connections) -> None:
    put(library, FIRE, "2020-03-02", "Harrow Bridge mill burns")
    put(library, SECOND, "2020-03-03", "Two dead in Harrow Bridge mill fire")
    assert run(library) == [("e1", (1, 2))]
    correct(library, "part articles", cut=[[1, 2]], tied=[])
    assert [members for _, members in found(library)] == [(1,), (2,)]
    put(library, FIRE + " It rained.", "2020-03-03", "Harrow Bridge mill burns down")
    run(library)
    assert all(not {1, 2} <= set(members) for _, members in found(library))


def test_a_date_set_by_the_reader_moves_an_article_and_can_be_taken_back(
    library: Connections,
) -> None:
    put(library, FIRE, "2020-03-02", "Harrow Bridge mill burns")
    put(library, SECOND, "2015-03-03", "Two dead in Harrow Bridge mill fire")
    assert [members for _, members in run(library)] == [(1,), (2,)]
    correct(library, "set date", article=2, first="2020-03-03", last="2020-03-03")
    assert [members for _, members in found(library)] == [(1, 2)]
    with library.reading() as connection:
        dates = articles.load(connection, 2).dates  # type: ignore[union-attr]
    assert dates.conflict
    assert dates.stated is not None and dates.stated.value == "2015-03-03"
    with library.writing() as connection:
        corrections.undo(connection)
    placing.regroup(library)
    assert [members for _, members in found(library)] == [(1,), (2,)]


def test_a_copy_that_comes_later_is_of_the_family(library: Connections) -> None:
    wire = " ".join(f"word{number} told{number * 7 % 91}" for number in range(120))
    put(library, wire, "2020-03-02")
    run(library)
    put(library, wire + " And some words of its own.", "2020-03-02")
    run(library)
    with library.reading() as connection:
        assert articles.load(connection, 2).family == 1  # type: ignore[union-attr]


def related(library: Connections, number: int) -> tuple[str, ...]:
    with library.reading() as connection:
        event = placements.event(connection, number)
    assert event is not None
    return event.related


def test_a_later_event_of_a_story_is_tied_to_the_one_that_stands(library: Connections) -> None:
    put(library, FIRE, "2020-03-02", "Harrow Bridge mill burns")
    put(library, VOTE, "2020-03-02", "Trawling banned")
    run(library)
    put(library, INQUEST, "2020-04-20", "Inquest into Harrow Bridge mill fire")
    run(library)
    assert (related(library, 1), related(library, 2), related(library, 3)) == (("e3",), (), ("e1",))


def test_a_library_placed_before_its_terms_were_listed_ties_new_events_to_old_ones(
    library: Connections,
) -> None:
    put(library, FIRE, "2020-03-02", "Harrow Bridge mill burns")
    run(library)
    with library.writing() as connection:
        connection.execute("DELETE FROM term_events")
    put(library, INQUEST, "2020-04-20", "Inquest into Harrow Bridge mill fire")
    run(library)
    assert related(library, 1) == ("e2",)
    assert related(library, 2) == ("e1",)


def test_an_event_that_is_no_more_is_tied_to_nothing_new(library: Connections) -> None:
    put(library, FIRE, "2020-03-02", "Harrow Bridge mill burns")
    put(library, INQUEST, "2020-04-20", "Inquest into Harrow Bridge mill fire")
    run(library)
    correct(library, "join articles", cut=[], tied=[[1, 2]])
    assert found(library) == [("e1", (1, 2))]
    put(library, INQUEST + " It went on.", "2020-06-20", "Inquest into Harrow Bridge mill fire")
    run(library)
    assert related(library, 3) == ("e1",)
    assert related(library, 1) == ("e3",)


def test_the_progress_counts_every_article_once(
    library: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "CHUNK", 2)
    for number in range(5):
        put(library, f"{FIRE} Report number {number}.", f"2020-03-0{number + 1}")
    told: list[tuple[int, int]] = []
    placing.place_waiting(library, lambda one: told.append((one.done, one.total)), lambda: False)
    assert told == [(2, 5), (4, 5), (5, 5)]


KILLED = """
import os, signal, sys
from pathlib import Path
from index import placing
from index.store import Connections
placing.CHUNK = 2
library = Connections(Path(sys.argv[1]))
def told(progress):
    if progress.done >= 4:
        os.kill(os.getpid(), signal.SIGKILL)
placing.place_waiting(library, told, lambda: False)
"""


def test_killed_in_the_middle_a_rerun_finishes_and_counts_nothing_twice(
    library: Connections, tmp_path: Path
) -> None:
    for number in range(9):
        put(library, f"{FIRE} Report number {number}.", f"2020-03-0{number + 1}")
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(library.path)], cwd=Path.cwd(), check=False
    )
    assert ran.returncode == -signal.SIGKILL
    placed = run(library)
    assert sorted(number for _, members in placed for number in members) == list(range(1, 10))
    with library.reading() as connection:
        assert placements.unplaced(connection, events.VERSION) == 0
        from index.events.vectors import Weights
        from index.store import standing

        weights = Weights()
        for part in standing.frequencies(connection):
            weights.load(part)
        assert weights.total == 9


def test_two_placings_at_once_place_everything_once(library: Connections) -> None:
    for number in range(12):
        put(library, f"{FIRE} Report number {number}.", "2020-03-02")
    quiet = KILLED.replace("progress.done >= 4", "False")
    command = [sys.executable, "-c", quiet, str(library.path)]
    both = [subprocess.Popen(command, cwd=Path.cwd()) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    placed = found(library)
    assert sorted(number for _, members in placed for number in members) == list(range(1, 13))
