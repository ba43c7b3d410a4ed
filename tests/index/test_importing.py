"""An import's report, and running it again: quick where nothing changed, right where it did."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from index import Library
from index.importing import Choices
from index.numbers import Numbers

BODY = "The council of Oslo met on Monday. “We agreed,” said Mayor Anne Lie. It meets again."


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as settled at once, as they do a moment later."""
    monkeypatch.setattr("index.inputs.SETTLED_NS", -1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles in a folder, and a table with a bad row."""
    made = tmp_path / "news"
    made.mkdir()
    for at in range(3):
        (made / f"{at}.txt").write_text(f"Title {at}\n\n{at} {BODY}\n", encoding="utf-8")
    rows = [json.dumps({"text": f"row {at} {BODY}"}) for at in range(3)]
    (made / "table.jsonl").write_text("\n".join([*rows, "{broken"]), encoding="utf-8")
    return made


def test_unchanged_files_are_passed_over_without_being_read(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = library.add([str(folder)])
    assert (len(first.imported), first.unchanged) == (6, 0)

    def no_reading(*_: object) -> None:
        raise AssertionError("an unchanged file was opened")

    monkeypatch.setattr("index.ingest.reading.open_regular", no_reading)
    again = library.add([str(folder)])
    assert (len(again.imported), again.count("already"), again.unchanged) == (0, 0, 4)


def test_what_was_refused_in_an_unchanged_file_is_told_again(
    library: Library, folder: Path
) -> None:
    first, again = library.add([str(folder)]), library.add([str(folder)])
    assert again.refused == first.refused != ()
    assert again.refused[0].line == 4


def test_a_file_that_changed_is_read_even_with_its_old_time_and_size(
    library: Library, folder: Path
) -> None:
    library.add([str(folder)])
    path = folder / "1.txt"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Oslo", "Bonn"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    report = library.add([str(folder)])
    assert (len(report.imported), report.unchanged) == (1, 3)


def test_a_file_that_changed_a_moment_ago_is_read_once_more(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.inputs.SETTLED_NS", 10**15)
    library.add([str(folder)])
    again = library.add([str(folder)])
    assert (again.unchanged, again.count("already")) == (0, 6)


def test_again_reads_everything(library: Library, folder: Path) -> None:
    library.add([str(folder)])
    report = library.add([str(folder)], choices=Choices(again=True))
    assert (report.unchanged, report.count("already")) == (0, 6)


def test_a_small_file_that_is_named_itself_is_always_looked_at(
    library: Library, folder: Path
) -> None:
    library.add([str(folder)])
    report = library.add([str(folder / "0.txt")])
    assert [one.article for one in report.already] == [1]


def test_a_run_cut_short_goes_on_where_it_stopped(library: Library, folder: Path) -> None:
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 2

    first = library.add([str(folder)], cancelled=cancelled)
    assert (len(first.imported), first.cancelled) == (2, True)
    assert library.search("council").total == 2
    rest = library.add([str(folder)])
    assert len(rest.imported) == 4
    assert rest.unchanged + rest.count("already") == 2


def test_a_report_names_the_first_of_many_and_counts_the_rest(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.importing.NAMED", 5)
    table = tmp_path / "bad.jsonl"
    good = json.dumps({"text": BODY})
    table.write_text("\n".join([good] * 10 + ["{broken"] * 20), encoding="utf-8")
    report = library.add([str(table)])
    assert (len(report.imported), len(report.already), len(report.refused)) == (1, 5, 5)
    assert (report.count("already"), report.count("refused")) == (9, 20)


def test_reports_are_remembered_the_latest_first(library: Library, folder: Path) -> None:
    library.add([str(folder)])
    library.add([str(folder / "0.txt"), "/no/such/file"])
    latest, first = library.imports()
    assert latest.sources == (str(folder / "0.txt"), "/no/such/file")
    assert latest.report.refused[0].path == "/no/such/file"
    assert [one.article for one in latest.report.already] == [1]
    assert list(first.report.imported) == [1, 2, 3, 4, 5, 6]
    assert first.began <= first.ended <= latest.began


def test_an_import_tells_how_far_it_is(library: Library, folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    library.add([str(folder)], progress=lambda p: seen.append((p.done, p.articles)))
    assert [articles for _, articles in seen[:6]] == [1, 2, 3, 4, 5, 6]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_passing_over_is_quicker_than_reading(library: Library, tmp_path: Path) -> None:
    table = tmp_path / "many.jsonl"
    rows = [json.dumps({"text": f"row {at} {BODY}" + "x" * 1000}) for at in range(300)]
    table.write_text("\n".join(rows), encoding="utf-8")
    began = time.process_time()
    library.add([str(table)])
    first = time.process_time() - began
    began = time.process_time()
    assert library.add([str(table)]).unchanged == 1
    assert time.process_time() - began < first / 2


def test_numbers_in_a_row_take_no_room() -> None:
    many = Numbers(range(1, 1_000_001))
    many.add(2_000_000)
    assert (len(many), many[0], many[-1], many[999_999]) == (1_000_001, 1, 2_000_000, 1_000_000)
    assert len(many.runs) == 2
    assert Numbers([1, 2, 5]) == (1, 2, 5) == tuple(Numbers([1, 2, 5]))
    assert Numbers([3]) != (4,)
