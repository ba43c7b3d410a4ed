"""An import's report, and running it again: quick where nothing changed, right where it did."""

from __future__ import annotations

import datetime
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from index import Library, ingest
from index.article import Article
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


def _table(path: Path, kind: str, texts: Sequence[str]) -> str:
    if kind == "csv":
        rows = ["text,title", *(f'"{text}\nIt meets again.",Council {text[:6]}' for text in texts)]
    else:
        rows = [json.dumps({"text": text, "title": f"Council {text[:6]}"}) for text in texts]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
class TestATableThatIsReadAgain:
    """Of a table that was cut short or has changed, rows that stand where they stood are known
    by their bytes, and are not taken apart again."""

    texts = tuple(f"row {at} {BODY}" for at in range(6))

    @pytest.fixture
    def described(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The texts of the rows that were taken apart."""
        seen: list[str] = []
        describe = ingest.describe

        def noted(draft: ingest.Draft, today: datetime.date) -> Article:
            seen.append(draft.text.splitlines()[0])
            return describe(draft, today)

        monkeypatch.setattr(ingest, "describe", noted)
        return seen

    def test_only_new_rows_are_taken_apart(
        self, library: Library, tmp_path: Path, kind: str, described: list[str]
    ) -> None:
        table = tmp_path / f"table.{kind}"
        first = library.add([_table(table, kind, self.texts[:4])])
        assert (len(first.imported), len(described)) == (4, 4)
        described.clear()
        again = library.add([_table(table, kind, self.texts)])
        assert described == list(self.texts[4:])
        assert (len(again.imported), again.count("already")) == (2, 4)
        assert [one.article for one in again.already] == [1, 2, 3, 4]
        places = [library.article(number).origins for number in (1, 2, 3, 4)]
        assert [(one.origin,) for one in again.already] == places

    def test_a_row_that_was_edited_is_read(
        self, library: Library, tmp_path: Path, kind: str, described: list[str]
    ) -> None:
        table = tmp_path / f"table.{kind}"
        library.add([_table(table, kind, self.texts)])
        described.clear()
        edited = [text.replace("row 2", "line 2") for text in self.texts]
        again = library.add([_table(table, kind, edited)])
        assert described == [edited[2]]
        assert (len(again.imported), again.count("already")) == (1, 5)
        described.clear()
        back = library.add([_table(table, kind, self.texts)])
        assert described == [self.texts[2]]
        assert (len(back.imported), [one.article for one in back.already]) == (
            0,
            [1, 2, 3, 4, 5, 6],
        )

    def test_rows_that_moved_are_found_to_be_there(
        self, library: Library, tmp_path: Path, kind: str
    ) -> None:
        table = tmp_path / f"table.{kind}"
        library.add([_table(table, kind, self.texts)])
        again = library.add([_table(table, kind, [f"new {BODY}", *self.texts])])
        assert (len(again.imported), again.count("already")) == (1, 6)

    def test_what_was_forgotten_comes_back(
        self, library: Library, tmp_path: Path, kind: str
    ) -> None:
        table = tmp_path / f"table.{kind}"
        library.add([_table(table, kind, self.texts)])
        library.forgetting.forget([2])
        again = library.add([_table(table, kind, [*self.texts, f"new {BODY}"])])
        assert (list(again.brought_back), again.count("already")) == ([2], 5)

    def test_all_is_read_again_where_that_is_asked_for(
        self, library: Library, tmp_path: Path, kind: str, described: list[str]
    ) -> None:
        table = _table(tmp_path / f"table.{kind}", kind, self.texts)
        library.add([table])
        described.clear()
        again = library.add([table], choices=Choices(again=True))
        assert (described, again.count("already")) == (list(self.texts), 6)


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


def test_the_latest_report_is_remembered_whole_and_the_ones_before_in_short(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.inputs.NAMED_EARLIER", 3)
    table = tmp_path / "bad.jsonl"
    table.write_text("\n".join([json.dumps({"text": BODY}), *["{broken"] * 9]), encoding="utf-8")
    library.add([str(table)])
    assert len(library.imports()[0].report.refused) == 9
    library.add(["/no/such/file"])
    earlier = library.imports()[1].report
    assert (len(earlier.refused), earlier.count("refused")) == (3, 9)


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
