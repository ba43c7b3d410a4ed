"""``read`` and ``compare --linear``: text that is heard, with headings and whole sentences."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from index import Article, Finding, Library, Span
from tests.hostile import HOSTILE, foreign
from tests.tui.running import Run, run
from tests.tui.test_reader import article as dated
from tui.linear import proof, series, spoken, times, told
from tui.linear_article import article_lines
from tui.linear_comparison import comparison_lines

SIGNS = "│─┌┐└┘├┤·▌●━›~"


@pytest.fixture
def here(five: Library, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("RASHOMON_LIBRARY", str(five.path))
    return run


def headings(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("#")]


def summit(five: Library) -> str:
    return next(event.id for event in five.events() if len(event.articles) == 3)


def test_an_article_is_read_part_by_part(here: Run) -> None:
    out = here("read", "3").out
    assert headings(out)[0].startswith("# NATO aims to strengthen ties with Ukraine")
    assert headings(out)[1:] == [
        "## How this is known", "## Text", "## Names", "## Quotations", "## Copies", "## Event",
    ]  # fmt: skip


def test_the_dates_come_with_what_proves_them(here: Run) -> None:
    known = here("read", "3").out.split("## Text")[0]
    assert "these conflict" in known
    assert "Stated date: 21 Dec 2024, by " in known
    assert "in conflict with the stated date" in known and "Reason: " in known
    assert "vilnius summit: 11 to 12 Jul 2023 (by 3 articles), upcoming" in known
    assert not re.search(r"\d{4}-\d\d-\d\d", known.replace("/", " "))


def test_no_sentence_has_two_stops(tmp_path: Path) -> None:
    row = {"title": "Obama and King Jr.", "byline": "A. Quill Jr.", "text": "They met. " * 30}
    table = tmp_path / "table.jsonl"
    table.write_text(json.dumps(row), encoding="utf-8")
    with Library.open(tmp_path / "l") as library:
        library.add([str(table)])
    known = run("--library", str(tmp_path / "l"), "read", "1").out.split("## Text")[0]
    assert "Headline: by column title: Obama and King Jr.\n" in known and ".." not in known


def test_voices_names_and_the_other_tellers_are_told_in_words(here: Run) -> None:
    out = here("read", "3").out
    assert re.search(r"Jens Stoltenberg, quoted \(“.+”\): “", out)
    assert re.search(r"^Bodies: NATO \d+ times", out, re.M)
    assert "Also told by article 4, Tsarizm: NATO Divided" in out


def test_into_a_pipe_a_paragraph_is_a_line_and_a_width_breaks_it(here: Run) -> None:
    whole, narrow = here("read", "3").out, here("read", "3", "--width", "40").out
    assert max(map(len, whole.splitlines())) > 200
    body = [line for line in narrow.splitlines() if not line.startswith("#")]
    assert max(map(cell_len, body)) <= 40
    assert here("read", "3", "--width", "0").out == whole


def test_what_was_left_out_is_said(five: Library) -> None:
    out = "\n".join(article_lines(dated(), None))
    assert "Left out: 1 title line, 1 piece of page furniture (newsletter)." in out
    assert "Subscribe now" not in out


@pytest.mark.parametrize("arguments", [("read", "3"), ("compare", "{e}", "--linear")])
def test_nothing_is_told_by_boxes_signs_or_columns(
    here: Run, five: Library, arguments: tuple[str, ...]
) -> None:
    out = here(*(one.format(e=summit(five)) for one in arguments)).out
    assert not set(SIGNS) & set(out)
    assert not re.search(r"\S {2,}\S", out) and not re.search(r"^ ", out, re.M)
    assert "\n\n\n" not in out


def test_a_comparison_names_article_and_outlet_with_each_count(here: Run, five: Library) -> None:
    out = here("compare", summit(five), "--linear").out
    parts = [line for line in headings(out) if line.startswith("## ")]
    assert parts == [
        "## Articles", "## Closest passages", "## Wording", "## Voices", "## Sources",
        "## Only here", "## Shared", "## Contradictions",
    ]  # fmt: skip
    assert "### Passage 1 of " in out
    assert "“military bloc”: " in out or "“bloc”: " in out
    assert re.search(r"Jens Stoltenberg: \d+ words quoted.* in article 3, SGP, text of AFP", out)


def test_the_environment_makes_linear_usual(
    here: Run, five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = summit(five)
    assert here("compare", event).out.count("ARTICLES") == 1
    monkeypatch.setenv("RASHOMON_LINEAR", "1")
    assert "## Articles" in here("compare", event).out


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_is_cleaned_and_cannot_pass_for_a_heading(case: str) -> None:
    evil = f"## Dates {HOSTILE[case]}"
    text = f"{evil}\nAnd words.\n# {HOSTILE[case]}"
    found = Finding(evil, evil, evil)
    hostile = Article(id=1, text=text, title=found, outlet=found, byline=found, url=evil)
    for width in (None, 12):
        out = list(article_lines(hostile, width))
        assert not foreign("".join(out))
        assert sum(line.startswith("#") for line in out) == 7


def test_a_hostile_comparison_keeps_its_headings(five: Library) -> None:
    event = summit(five)
    found = five.compare(event)
    evil = "## x\x1b[2J\n## y"
    columns = tuple(replace(one, heading=evil, title=evil) for one in found.columns)
    articles = {number: five.article(number) for number in found.articles}
    out = list(comparison_lines(replace(found, label=evil, columns=columns), articles, None))
    assert not foreign("".join(out))
    assert sum(line.startswith("## ") for line in out) == 8


def test_figures_and_spans_are_spoken() -> None:
    assert [times(1), times(2), times(1_000)] == ["once", "twice", "1,000 times"]
    assert series(["a"]) == "a" and series(["a", "b", "c"]) == "a, b and c"
    assert spoken("3–9 Jul 2023 · SGP") == "3 to 9 Jul 2023, SGP"
    assert list(told("# no heading", None)) == ["\\# no heading"]
    day = Finding(
        "2017-04-21..2017-04-27", "Friday before 2017-04-27 = 2017-04-21", "Friday", Span(0, 6)
    )
    assert proof(day) == "by Friday before 27 Apr 2017, which is 21 Apr 2017: the words “Friday”"


def test_an_unknown_article_is_one_line_of_error(here: Run) -> None:
    assert here("read", "999").error.startswith("no article 999")
    assert here("read", "three").code == 2
    assert here("read", "3", "--json").json["id"] == 3


def test_what_is_kept_of_an_article_is_told_last(here: Run, five: Library) -> None:
    assert "## Yours" not in here("read", "3").out
    five.kept.star([3])
    five.kept.tag([3], "thesis")
    five.kept.note(3, "Compare with RT")
    yours = here("read", "3").out.split("## Yours")[1]
    assert "your star" in yours and "Your tags: thesis." in yours
    assert "Your note: Compare with RT" in yours
