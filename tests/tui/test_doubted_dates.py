"""A stated date that cannot be right, where no other day is known: said alike everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import Article, Dates, Finding, Library
from tests.tui.running import Ran, run
from tests.tui.screen import ARTICLES, opened
from tui.commands.show import article_lines
from tui.report import to_html, to_markdown
from tui.screens.evidence import evidence
from tui.widgets.listing import ArticleList
from tui.widgets.page import lay_out

REST = "The council of the town met on the matter, and its members spoke for an hour. " * 3
LATER = f"The mayor said that visitors must wear masks because of COVID-19. {REST}"
MILL = f"The old mill by the river burnt down, and nobody was hurt. {REST}"
VERDICT = "The stated date is not believed, and no other is known: listed as undated."
REASON = "its content is from 11 Feb 2020 or later"
UNBORN = "no article is from after the day it is read"


@pytest.fixture(scope="module")
def doubted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two articles: one tells of what came after its date, one has no date."""
    folder = tmp_path_factory.mktemp("doubted")
    rows = [
        {"title": "Masks", "outlet": "The Post", "date": "2013-05-13", "text": LATER},
        {"title": "Mill", "outlet": "The Globe", "text": MILL},
    ]
    table = folder / "table.jsonl"
    table.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with Library.open(folder / "library") as library:
        library.add([str(table)])
        library.analyse()
    return folder / "library"


def cli(doubted: Path, *arguments: str) -> Ran:
    return run("--library", str(doubted), *arguments)


def parts(article: Article) -> list[str]:
    return [part.words for part in evidence(article)]


def test_the_list_shows_the_day_that_is_not_believed_and_what_its_mark_means(
    doubted: Path,
) -> None:
    ran = cli(doubted, "list")
    assert " 2013-05-13!" in ran.out and "undated" in ran.out
    assert "not believed: listed as undated" in ran.out
    assert " 2013-05-13!" in cli(doubted, "search", "masks").out


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("is:conflict", ["Masks"]),
        ("is:undated", ["Masks", "Mill"]),
        ("town -is:conflict", ["Mill"]),
        ("mayor is:conflict", ["Masks"]),
        ("is:undated -is:conflict", ["Mill"]),
        ("date:2013", []),
    ],
)
def test_a_query_finds_what_the_mark_of_lists_marks(
    doubted: Path, query: str, found: list[str]
) -> None:
    hits = json.loads(cli(doubted, "search", "--json", query).out)["hits"]
    assert sorted(hit["title"] for hit in hits) == found
    if query == "is:conflict":
        assert all(hit["conflict"] for hit in hits)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("conflicts", "is:conflict"),
        ("Undate", "is:undated"),
        ("stared", "is:starred"),
        ("con", "is:conflict"),
    ],
)
def test_a_slip_is_told_the_nearest_only(doubted: Path, typed: str, meant: str) -> None:
    assert cli(doubted, "search", f"is:{typed}").error.rstrip().endswith(f"try {meant}")


def test_json_tells_the_day_that_is_not_believed_beside_no_date(doubted: Path) -> None:
    lines = {line["title"]: line for line in cli(doubted, "list", "--json").json["articles"]}
    found = lines["Masks"]
    assert (found["date"], found["date_basis"], found["conflict"]) == (None, "unknown", True)
    assert (found["doubted"], lines["Mill"]["doubted"]) == ("2013-05-13", None)


def test_show_gives_the_reason_and_the_words_that_prove_it(doubted: Path) -> None:
    out = " ".join(cli(doubted, "show", "1").out.split())
    assert f"{REASON}:" in out
    assert "the naming of COVID-19: 11 Feb 2020 (known event): “COVID-19”" in out
    assert "! the date written on it is not believed; it is listed as undated" in out


def test_the_evidence_says_what_is_proven_by_which_words_and_where_lists_have_it(
    doubted: Path,
) -> None:
    with Library.open(doubted) as library:
        said = parts(library.article(1))
    assert REASON in said and VERDICT in said
    assert any("“COVID-19”" in words for words in said)
    assert not any("proves no date" in words for words in said)


def test_a_date_to_come_is_doubted_for_that_reason() -> None:
    today = Finding("until 2026-11-21", UNBORN, "")
    dates = Dates(Finding("2026-12-24", "stamp", "24 December 2026"), None, True, (today,))
    article = Article(1, MILL, dates=dates)
    said = parts(article)
    assert UNBORN in said and "21 Nov 2026 or earlier" in said and VERDICT in said
    shown = "\n".join(article_lines(article, 200))
    assert f"{UNBORN}:" in shown and "“”" not in shown
    assert f"24 Dec 2026 stated · {UNBORN} ! · i tells why" in [
        line.words for line in lay_out(article, 200, unfolded=False).lines
    ]


def test_a_comparison_and_its_report_say_it_too(doubted: Path) -> None:
    assert f"13 May 2013 stated · {REASON} !" in " ".join(
        cli(doubted, "compare", "1", "2").out.split()
    )
    with Library.open(doubted) as library:
        found = library.compare([1, 2])
        articles = {number: library.article(number) for number in (1, 2)}
    for kind in (to_html, to_markdown):
        page = kind(found, articles)
        assert REASON in page


async def test_the_list_on_screen_and_the_article_show_both_sides(doubted: Path) -> None:
    with Library.open(doubted) as library:
        async with opened(library) as driven:
            await driven.press(*ARTICLES)
            assert driven.app.screen.query_one(ArticleList).lines[0].day is None
            assert "13 May 2013 !" in driven.glass
            assert f"13 May 2013 stated · {REASON}" in driven.glass


async def test_a_date_set_to_unknown_is_said_to_be_set(doubted: Path) -> None:
    with Library.open(doubted) as library:
        library.corrections.set_date(1, None)
        said = parts(library.article(1))
        library.corrections.undo()
        assert "unknown, set by the reader" in said and VERDICT in said
        assert REASON in parts(library.article(1))


def test_an_empty_date_given_to_the_command_sets_nothing(doubted: Path) -> None:
    ran = cli(doubted, "correct", "date", "1", "")
    assert ran.code == 2
    assert "or unknown" in ran.err
    assert cli(doubted, "correct", "list").code == 1
