"""Keeping by command: star, tag, note, searches, and taking what was kept along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import Library
from tests.hostile import ESC, foreign
from tests.tui.running import run


@pytest.fixture
def mine(five: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The bundled articles as the library of every command."""
    monkeypatch.setenv("RASHOMON_LIBRARY", str(five.path))
    return five


def test_articles_are_starred_by_number_or_by_query(mine: Library) -> None:
    assert run("star", "1", "3").out == "starred 2 articles\n"
    assert run("star", "stoltenberg -zzz").code == 0
    assert {1, 3} <= {one["id"] for one in run("star", "--json").json["articles"]}
    assert run("star", "--off", "is:starred").code == 0
    ran = run("star")
    assert (ran.code, ran.out) == (1, "")
    assert "no article is starred yet" in ran.error


def test_a_number_in_quotes_is_a_query(mine: Library) -> None:
    assert "nothing is found" in run("star", '"77777"').error
    assert "no article 77777" in run("star", "77777").error
    assert "no article" in run("star", "9" * 40).error


def test_a_tag_is_put_on_all_that_a_query_finds_and_undone_at_once(mine: Library) -> None:
    assert run("tag", "nato", "alliance", "--json").json == {"done": "tagged alliance: 5 articles"}
    assert run("tag", "2,3", "other").code == 0
    assert run("tag", "--json").json == {
        "tags": [{"name": "alliance", "articles": 5}, {"name": "other", "articles": 2}]
    }
    assert run("search", "tag:other", "--json").json["total"] == 2
    assert run("list", "--json").json["articles"][0]["tags"]
    run("correct", "undo")
    assert run("correct", "undo").out == "undone: tagged alliance: 5 articles\n"
    assert run("tag", "--json").json == {"tags": []}
    assert run("correct", "redo").out == "redone: tagged alliance: 5 articles\n"


def test_all_that_a_query_finds_is_marked_read_and_unread_as_one_step(mine: Library) -> None:
    assert len(run("mark", "--json").json["articles"]) == 5
    assert run("mark", "--read", "nato").out == "marked read: 5 articles\n"
    ran = run("mark")
    assert (ran.code, ran.error) == (1, "every article is read")
    assert run("mark", "--unread", "3").out == "marked unread: article 3\n"
    assert len(run("mark").out.splitlines()) >= 1
    run("correct", "undo")
    run("correct", "undo")
    assert mine.counts().unread == 5


def test_what_names_no_tag_or_article_is_wrong_use(mine: Library) -> None:
    assert run("tag", "3").code == 2
    assert "needs a letter" in run("tag", "3", "#").error
    assert run("note", "3", "--drop", "1").code == 2
    assert run("searches", "name").code == 2


def test_a_note_is_written_on_words_of_the_text(mine: Library) -> None:
    assert run("note", "2", "who", "says so?", "--on", "jens  stoltenberg").code == 0
    (note,) = run("note", "2", "--json").json["notes"]
    start, end = note["span"]
    assert mine.article(2).text[start:end] == "Jens Stoltenberg"
    assert "“Jens Stoltenberg”" in run("note").out
    assert "does not say" in run("note", "2", "x", "--on", "never said").error
    assert run("note", "--drop", str(note["id"])).code == 0
    assert run("note").code == 1


def test_a_search_is_kept_counted_and_dropped(mine: Library) -> None:
    assert run("searches", "To read", "is:unread -kyiv").code == 0
    assert run("searches", "--json").json == {
        "searches": [{"name": "To read", "query": "is:unread -kyiv", "total": 1}]
    }
    run("searches", "to read", "--drop")
    assert run("searches").code == 1


class TestExport:
    @pytest.fixture
    def kept(self, mine: Library) -> Library:
        mine.kept.star([3])
        mine.kept.tag([3], "thesis")
        start = mine.article(3).text.index("political connections")
        from index import Span

        mine.kept.note(3, "which *ones*?", Span(start, start + 21))
        return mine

    def test_markdown_has_notes_under_their_passages(self, kept: Library) -> None:
        told = run("export", "--kept", "--format", "md").out
        assert "## ★ NATO aims to strengthen ties" in told
        assert "21 Dec 2024 stated" in told
        assert "by its content" in told
        assert "Tags: thesis" in told
        assert "> political connections\n\nNote of " in told
        assert "which \\*ones\\*?" in told
        assert told.count("## ") == 1

    def test_json_lines_tell_what_is_kept(self, kept: Library) -> None:
        (line,) = run("export", "--kept").out.splitlines()
        record = json.loads(line)
        assert record["kept"]["starred"] is True
        assert record["kept"]["tags"] == ["thesis"]
        start, end = record["kept"]["notes"][0]["span"]
        assert record["text"][start:end] == "political connections"
        assert len(run("export").out.splitlines()) == 5

    def test_references_of_a_query(self, kept: Library) -> None:
        assert run("export", "tag:thesis", "--format", "bibtex").out.startswith("@article{sgp2023")
        items = json.loads(run("export", "--query", "nato", "--format", "csl").out)
        assert len(items) == 5

    def test_nothing_kept_is_said(self, mine: Library) -> None:
        ran = run("export", "--kept", "--format", "md")
        assert (ran.code, ran.out) == (1, "")
        assert ran.error == "nothing is kept yet"
        assert run("export", "nato", "--query", "nato").code == 2
        assert run("export", "--json", "--format", "csl").code == 2


def test_hostile_words_come_out_clean(mine: Library, tmp_path: Path) -> None:
    evil = f"a{ESC}]0;owned\x07b{ESC}[2J \u202etxt"
    run("tag", "1", evil)
    run("note", "1", evil)
    run("searches", evil, "nato")
    for command in (["tag"], ["note"], ["searches"], ["export", "--kept", "--format", "md"]):
        out = run(*command).out
        assert out
        assert not any(foreign(line) for line in out.splitlines()), command
