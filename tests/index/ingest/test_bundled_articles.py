"""The five bundled articles, read as a careful person reads them."""

from __future__ import annotations

from importlib import resources

import pytest

from index.article import Article
from index.ingest import describe
from index.text import paragraphs
from tests.index.ingest.taking import TODAY, drafts, take


@pytest.fixture(scope="module")
def bundled() -> dict[str, Article]:
    with resources.as_file(resources.files("seeds")) as folder:
        found = drafts(take(folder))
    return {
        draft.origin.path.rpartition("/")[2][:3]: describe(draft, TODAY)
        for draft in found
        if draft.origin.path
    }


def test_the_folder_gives_the_five_texts_and_not_the_program_beside_them(
    bundled: dict[str, Article],
) -> None:
    assert sorted(bundled) == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("000", [(17, 1972)]),
        ("001", [(26, 2163)]),
        ("002", [(93, 2530)]),
        ("003", [(173, 1484), (1602, 2957)]),
        ("004", [(0, 4082)]),
    ],
)
def test_the_body_is_found_to_the_letter(
    bundled: dict[str, Article], name: str, pieces: list[tuple[int, int]]
) -> None:
    article = bundled[name]
    spans = paragraphs(article.text, article.zones)
    for start, end in pieces:
        inside = [span for span in spans if start <= span.start < end]
        assert (inside[0].start, inside[-1].end) == (start, end)
    assert len(spans) == sum(
        1 for span in spans if any(start <= span.start < end for start, end in pieces)
    )


def test_only_two_of_the_five_have_a_headline(bundled: dict[str, Article]) -> None:
    titles = {
        name: article.title.value if article.title else None for name, article in bundled.items()
    }
    assert titles == {
        "000": None,
        "001": None,
        "002": "NATO aims to strengthen ties with Ukraine at summit, no membership offer",
        "003": "NATO Divided On How To Upgrade Ukraine’s Status During Summit",
        "004": None,
    }


def test_three_state_a_date_and_each_shows_where_it_stands(bundled: dict[str, Article]) -> None:
    stated = {name: article.dates.stated for name, article in bundled.items()}
    found = {
        name: (finding.value, finding.evidence) if finding else None
        for name, finding in stated.items()
    }
    assert found == {
        "000": ("2024-04-05", "date 2024-04-05"),
        "001": ("2024-04-30", "date 2024-04-30"),
        "002": ("2024-12-21", "December 21, 2024"),
        "003": None,
        "004": None,
    }


def test_an_outlet_is_named_only_where_something_proves_it(bundled: dict[str, Article]) -> None:
    outlets = {
        name: (article.outlet.value, article.outlet.evidence) if article.outlet else None
        for name, article in bundled.items()
    }
    assert outlets == {
        "000": None,
        "001": ("MENAFN", "MENAFN"),
        "002": ("SGP", "SGP"),
        "003": ("Tsarizm", "Tsarizm Staff"),
        "004": None,
    }


def test_credits_are_not_outlets_and_citations_are_neither(bundled: dict[str, Article]) -> None:
    credits = {name: [one.value for one in article.credits] for name, article in bundled.items()}
    cites = {name: [one.value for one in article.cites] for name, article in bundled.items()}
    assert credits == {
        "000": [],
        "001": [],
        "002": ["Agence France-Presse"],
        "003": [],
        "004": ["RT"],
    }
    assert cites == {
        "000": ["The New York Times"],
        "001": [],
        "002": [],
        "003": ["ZeroHedge"],
        "004": ["Financial Times", "CNN"],
    }


def test_nobody_signs_any_of_them(bundled: dict[str, Article]) -> None:
    assert [article.byline for article in bundled.values()] == [None] * 5


def test_all_are_english(bundled: dict[str, Article]) -> None:
    assert {article.language for article in bundled.values()} == {"en"}


def test_every_finding_points_at_its_own_words(bundled: dict[str, Article]) -> None:
    for article in bundled.values():
        findings = [
            article.title,
            article.outlet,
            article.dates.stated,
            *article.credits,
            *article.cites,
        ]
        for finding in findings:
            if finding is not None and finding.span is not None:
                span = finding.span
                assert article.text[span.start : span.end] == finding.evidence


def test_headlines_of_other_articles_are_one_marked_block(bundled: dict[str, Article]) -> None:
    block = next(zone for zone in bundled["003"].zones if zone.rule == "related articles")
    words = bundled["003"].text[block.start : block.end]
    assert words.startswith("Related articles") and words.endswith("Tsarizm Staff")
    assert all(name in words for name in ("Holodomor", "SBU", "Jesus"))
