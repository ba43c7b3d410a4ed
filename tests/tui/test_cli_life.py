"""An article's life by command: watched for, forgotten, kept for a time, backed up, restored."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from index import Library
from tests.tui.running import run
from tests.web import answer, serving, without_proxies

BODY = "The council of Oslo met on Monday. “We agreed,” said Mayor Anne Lie. It meets again."

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<link>https://a.example/</link><description>All of it</description></channel></rss>"""


@pytest.fixture
def library(sample: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The five bundled articles, read closely, as the reader's library."""
    shutil.copytree(sample.path, tmp_path / "copy")
    monkeypatch.setenv("RASHOMON_LIBRARY", str(tmp_path / "copy"))
    return tmp_path / "copy"


def ids() -> list[int]:
    return sorted(line["id"] for line in run("list", "--json").json["articles"])


def test_forgetting_says_what_went_and_how_to_get_it_back(library: Path) -> None:
    ran = run("forget", "2", "3")
    assert (ran.code, ran.out) == (0, "forgot 2 articles\n")
    assert ids() == [1, 4, 5]
    listed = run("forget")
    assert [line.split()[0] for line in listed.out.splitlines()] == ["2", "3"]
    assert run("forget", "--undo").out == "undone: forgot 2 articles\n"
    assert ids() == [1, 2, 3, 4, 5]
    assert run("forget", "--undo").code == 1


def test_a_dry_run_changes_nothing(library: Path) -> None:
    ran = run("forget", "nato", "--dry-run", "--json")
    assert ran.json["articles"] == [1, 2, 3, 4, 5]
    assert ran.json["dry_run"] is True
    assert ids() == [1, 2, 3, 4, 5]


def test_an_article_goes_that_everything_given_names(library: Path) -> None:
    assert run("forget", "nato", "--outlet", "tsarizm", "--older-than", "1y").code == 0
    assert len(ids()) == 4
    ran = run("forget", "--outlet", "No Such Gazette")
    assert (ran.code, "no outlet named 'No Such Gazette'" in ran.error) == (1, True)


UNREADABLE = ("nato " * 210 + "-stoltenberg", "nato " * 33 + "-stoltenberg", "(" * 9 + "nato",
              "()", "-")  # fmt: skip


def test_nothing_is_done_to_what_the_query_does_not_name(library: Path) -> None:
    before = run("list", "--json").json
    asked = [("forget", query) for query in UNREADABLE]
    only_near = "stoltenberg unheardof"
    asked += [(doing, only_near) for doing in ("forget", "star", "mark", "export")]
    for words in (*asked, ("tag", only_near, "mine")):
        ran = run(words[0], "--", *words[1:])
        assert (ran.code, ran.out) == (2, "")
        assert "nothing was done" in ran.error
    assert run("list", "--json").json == before


def test_what_is_starred_stays_unless_it_is_said_to_go(library: Path) -> None:
    run("star", "1")
    assert run("forget", "nato").out == (
        "forgot 4 articles; 1 article stays: starred, tagged or noted\n"
    )
    assert run("forget", "1").code == 1
    assert run("forget", "1", "--even-starred").code == 0
    assert ids() == []


@pytest.mark.parametrize("age", ["soon", "0d", "-3d", "9999999d"])
def test_an_age_is_typed_as_days_weeks_months_or_years(library: Path, age: str) -> None:
    ran = run("forget", f"--older-than={age}")
    assert (ran.code, "write 90d, 12w, 6m or 2y" in ran.error) == (2, True)


def test_very_old_is_no_error(library: Path) -> None:
    assert run("forget", "--older-than", "9999y").code == 1


def test_compacting_ends_the_undoing(library: Path) -> None:
    run("forget", "2")
    ran = run("compact", "--json")
    assert ran.json["articles"] == 1
    assert ran.json["freed"] > 0
    assert run("forget", "--undo").code == 1
    assert run("doctor").code == 0


def test_rules_are_set_listed_applied_and_ended(library: Path) -> None:
    assert "everything is kept for good" in run("retain").out
    assert run("retain", "--older-than", "180d").out == "all articles: forgotten after 180 days\n"
    assert run("retain", "--older-than", "2w", "--outlet", "tsarizm").code == 0
    rules = run("retain", "--json").json["rules"]
    assert rules == [
        {"days": 180, "outlet": None, "feed": None},
        {"days": 14, "outlet": "Tsarizm", "feed": None},
    ]
    assert run("retain", "--apply").out == "nothing has to go\n"
    assert run("retain", "--off").out == "all articles: kept for good\n"
    assert len(run("retain", "--json").json["rules"]) == 1


def test_fetching_applies_the_rules_and_says_what_went(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_proxies(monkeypatch)
    with serving() as site:
        site.answers["/rss"] = answer(RSS, content_type="application/rss+xml")
        run("subscribe", f"{site.url}/rss", "--allow-private", "--later")
        run("retain", "--older-than", "30d")
        assert "forgot" not in run("fetch", "--force").out
        with sqlite3.connect(library / "library.db") as connection:
            connection.execute("UPDATE article SET added = '2024-01-01' WHERE id < 6")
        connection.close()
        ran = run("fetch", "--force")
    assert ran.out.splitlines()[-1] == "forgot 5 articles older than your rules keep them"
    assert run("forget", "--undo").code == 0


def test_a_library_goes_to_one_file_and_comes_back(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "news.rashomon"
    ran = run("backup", str(file))
    assert (ran.code, ran.out.startswith(f"5 articles in {file} (")) == (0, True)
    other = tmp_path / "other"
    assert run("restore", str(file), "--library", str(other)).code == 0
    assert len(run("list", "--json", "--library", str(other)).json["articles"]) == 5
    refused = run("restore", str(file))
    assert (refused.code, "--replace puts it aside" in refused.error) == (1, True)
    replaced = run("restore", str(file), "--replace", "--json").json
    assert Path(replaced["aside"]).exists()
    assert ids() == [1, 2, 3, 4, 5]


def test_restoring_what_is_no_backup_is_refused_in_one_line(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "letter"
    file.write_text("Dear Anne", encoding="utf-8")
    ran = run("restore", str(file))
    assert (ran.code, ran.error) == (
        1,
        f"{file}: is no backup of a library; name a file that 'rashomon backup' wrote",
    )


def test_watching_prints_a_line_an_import(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Title\n\n{BODY}\n", encoding="utf-8")
    (folder / "b.bin").write_bytes(b"\x7fELF" + bytes(300))

    def rounds(*_: object) -> Iterator[Collection[str]]:
        return iter([(), (), ()])

    monkeypatch.setattr("index.watching._system", rounds)
    ran = run("watch", str(folder))
    assert (ran.code, ran.out) == (0, "1 article imported: 6\n")
    assert str(folder / "b.bin") in ran.error
    assert run("search", "mayor").code == 0
    assert run("watch", str(folder)).out == ""


def test_a_folder_to_watch_must_be_there(library: Path) -> None:
    ran = run("watch", "/no/such/folder")
    assert (ran.code, ran.error) == (2, "/no/such/folder: no such folder; check the name")


def test_the_last_report_can_be_looked_at_again(library: Path, tmp_path: Path) -> None:
    assert run("add", "--last").code == 0
    file = tmp_path / "bad.jsonl"
    file.write_text(json.dumps({"text": BODY}) + "\n{broken\n", encoding="utf-8")
    run("add", str(file))
    ran = run("add", "--last")
    assert str(file) in ran.out.splitlines()[0]
    assert ran.out.splitlines()[1].split() == ["imported", "1", "article", "6"]
    assert ran.error.startswith(f"{file}:2: ")
    assert run("add", "--last", "--json").json["sources"] == [str(file)]


def test_adding_nothing_is_wrong_use(library: Path, tmp_path: Path) -> None:
    assert run("add").code == 2
    urls = tmp_path / "urls.txt"
    urls.write_text("# mine\n\nftp://example.org/x\n", encoding="utf-8")
    ran = run("add", "--urls", str(urls))
    assert (ran.code, "is no http address" in ran.error) == (2, True)


def test_an_article_that_was_forgotten_comes_back_when_it_is_added(
    library: Path, seeds: list[str]
) -> None:
    run("forget", "2")
    ran = run("add", seeds[1])
    assert ran.code == 0
    assert "brought back   1  article 2" in ran.out


def test_adding_is_undone_where_it_is_said_to_be(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.jsonl"
    file.write_text(json.dumps({"text": BODY}) + "\n", encoding="utf-8")
    run("star", "1")
    run("add", str(file))
    asked = run("correct", "undo")
    assert (asked.code, asked.out) == (1, "")
    assert "more.jsonl: undoing it forgets 1 article; --yes does it" in asked.error
    assert run("correct", "undo", "--yes", "--skip").code == 2
    assert run("correct", "undo", "--yes").out.startswith("undone: added 1 article from ")
    assert ids() == [1, 2, 3, 4, 5]
    assert run("correct", "redo").out.startswith("redone: added 1 article from ")
    assert run("correct", "undo", "--skip").out.startswith("left as it is: added 1 article from ")
    assert run("correct", "undo", "--yes").out == "undone: starred article 1\n"
    assert ids() == [1, 2, 3, 4, 5, 6]
    assert run("correct", "undo", "--skip").code == 1


def test_a_rule_of_retain_is_undone(library: Path) -> None:
    run("retain", "--older-than", "90d")
    assert run("correct", "undo").out == "undone: all articles: forgotten after 90 days\n"
    assert "kept for good" in run("retain").out
