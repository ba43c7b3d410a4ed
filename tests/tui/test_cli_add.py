"""``rashomon add``: what goes in, what does not, and what the reader is told about each."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from index import ImportReport, Library
from tests.tui.running import run

BODY = "The council of Oslo met on Monday. “We agreed,” said Mayor Anne Lie.\n\nIt meets again."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A file that is an article."""
    path = tmp_path / "article.txt"
    path.write_text(f"Council of Oslo agrees\n\n{BODY}\n", encoding="utf-8")
    return path


def test_the_first_add_starts_the_readers_own_library(article: Path, home: Path) -> None:
    ran = run("add", str(article))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0].split() == ["imported", "1", "article", "1"]
    assert (home / "data" / "rashomon" / "library.db").exists()
    assert len(run("list", "--json").json["articles"]) == 1


def test_what_is_added_is_found_and_read_closely(article: Path) -> None:
    assert run("add", str(article)).code == 0
    assert run("search", "council").code == 0
    names = [entity["name"] for entity in run("entities", "--json").json["entities"]]
    assert "Oslo" in names
    assert run("doctor").code == 0


def test_later_leaves_the_close_reading_and_says_so(article: Path) -> None:
    ran = run("add", "--later", str(article), "--json")
    assert (ran.code, ran.json["pending"]) == (0, 1)
    assert "not read closely yet" in ran.error
    assert run("search", "council").code == 0


def test_commands_that_need_it_finish_the_close_reading(article: Path) -> None:
    run("add", "--later", str(article))
    assert len(run("events", "--json").json["events"]) == 1
    assert run("doctor").code == 0


def test_the_same_text_again_is_already_there(article: Path) -> None:
    run("add", str(article))
    ran = run("add", str(article))
    assert ran.code == 0
    assert "already there  1" in ran.out
    assert f'{article}: same text as article 1 "Council of Oslo agrees"' in ran.out


def test_a_table_goes_in_but_for_its_bad_rows(tmp_path: Path) -> None:
    table = tmp_path / "news.jsonl"
    rows = [
        json.dumps({"id": f"k{at}", "text": f"{at} {BODY}", "title": f"T{at}"}) for at in (1, 2)
    ]
    table.write_text("\n".join([rows[0], "{broken", rows[1]]) + "\n", encoding="utf-8")
    ran = run("add", str(table))
    assert ran.code == 1
    assert ran.error.startswith(f"{table}:2: ")
    assert [json.loads(line)["origin"]["key"] for line in run("export").out.splitlines()] == [
        "k1",
        "k2",
    ]


def test_standard_input_is_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(BODY.encode())))
    assert run("add", "-").code == 0
    assert "council of Oslo" in run("show", "1").out


def test_the_report_as_json_names_everything(article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ran = run(
        "add", str(article), str(tmp_path / "none.txt"), str(tmp_path / "empty.txt"), "--json"
    )
    assert ran.code == 1
    report = ran.json
    assert report["imported"] == [1]
    assert [one["path"] for one in report["refused"]] == [str(tmp_path / "none.txt")]
    assert [one["path"] for one in report["skipped"]] == [str(tmp_path / "empty.txt")]
    assert report["library"].endswith("rashomon")


def test_a_folder_is_taken_whole_and_what_is_skipped_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "news" / "deep"
    folder.mkdir(parents=True)
    for at in range(3):
        (folder / f"{at}.txt").write_text(f"{at}. {BODY}", encoding="utf-8")
    for at in range(12):
        (folder / f"empty{at:02}.txt").touch()
    ran = run("add", str(tmp_path / "news"))
    assert ran.code == 0
    assert ran.out.splitlines()[0].split() == ["imported", "3", "articles", "1", "to", "3"]
    assert "and 2 more; --verbose names them" in ran.out
    assert "empty11.txt" in run("add", "--verbose", str(tmp_path / "news")).out


def test_an_interrupt_keeps_what_is_in_and_says_so(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adding = Library.add

    def interrupted(
        self: Library, *arguments: object, cancelled: Callable[[], bool], **more: object
    ) -> ImportReport:
        asked = 0

        def at_the_second_article() -> bool:
            nonlocal asked
            asked += 1
            if asked == 2:
                os.kill(os.getpid(), 2)
            return cancelled()

        return adding(self, *arguments, cancelled=at_the_second_article, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "add", interrupted)
    other = tmp_path / "other.txt"
    other.write_text(f"Another. {BODY}", encoding="utf-8")
    ran = run("add", str(article), str(other), "--json")
    assert ran.code == 1
    assert (ran.json["imported"], ran.json["cancelled"]) == ([1], True)
    assert "what is in stays in" in ran.error
    monkeypatch.undo()


def test_an_endless_list_of_addresses_is_refused() -> None:
    refused = run("add", "--urls", "/dev/zero")
    assert refused.code == 2
    assert "no list of addresses" in refused.err


def test_a_report_names_everything_that_was_not_taken_in(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.importing.NAMED", 2)
    table = tmp_path / "bad.jsonl"
    good = json.dumps({"text": "The ferry company cancelled every crossing on Monday."})
    table.write_text("\n".join([good, *["{broken"] * 6, good]), encoding="utf-8")
    report = tmp_path / "report.txt"
    ran = run("add", str(table), "--later", "--report", str(report))
    assert "and 4 more refused; --report FILE names all" in ran.err
    lines = report.read_text("utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["refused"] * 6 + ["already"]
    assert f"{table}:2: " in lines[0] and "same text as article 1" in lines[-1]
    again = run("add", str(article), "--report", str(report))
    assert again.code == 2 and "there already" in again.err
