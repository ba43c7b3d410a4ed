"""What was forgotten comes back on screen with the key that undoes anything."""

from __future__ import annotations

from pathlib import Path

from index import Library
from tests.index.ingest.pages.writing import PARAGRAPHS, document
from tests.tui.screen import ARTICLES, opened
from tui.widgets.listing import ArticleList, EventList


async def test_u_brings_back_what_was_forgotten(five: Library) -> None:
    event = max(five.events(), key=lambda one: len(one.articles))
    five.forgetting.forget(event.articles)
    async with opened(five) as driven:
        assert driven.app.screen.query_one(EventList).items() == 2
        await driven.press("u")
        assert driven.told[-1].startswith("undone: forgot 3 articles")
        assert driven.app.screen.query_one(EventList).items() == 3
        await driven.press(*ARTICLES)
        assert driven.app.screen.query_one(ArticleList).items() == 5
        await driven.press("U")
        assert driven.app.screen.query_one(ArticleList).items() == 2
        assert five.counts().events == 2


async def test_a_caution_stands_under_the_head_and_among_the_evidence(
    library: Library, tmp_path: Path
) -> None:
    wall = "<div><p>Subscribe now to continue reading this story.</p></div>"
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:4]) + wall
    (tmp_path / "pier.html").write_text(document(body=body), encoding="utf-8")
    library.add([str(tmp_path / "pier.html")])
    async with opened(library) as driven:
        await driven.press(*ARTICLES, "enter")
        assert "a paywall cuts this text" in driven.glass
        await driven.press("i")
        assert "Subscribe now to continue" in driven.glass
