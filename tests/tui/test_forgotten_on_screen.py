"""What was forgotten comes back on screen with the key that undoes anything."""

from __future__ import annotations

from index import Library
from tests.tui.screen import opened
from tui.widgets.listing import ArticleList, EventList


async def test_u_brings_back_what_was_forgotten(five: Library) -> None:
    event = max(five.events(), key=lambda one: len(one.articles))
    five.forgetting.forget(event.articles)
    async with opened(five) as driven:
        assert driven.app.screen.query_one(EventList).items() == 2
        await driven.press("u")
        assert driven.told[-1].startswith("undone: forgot 3 articles")
        assert driven.app.screen.query_one(EventList).items() == 3
        await driven.press("2")
        assert driven.app.screen.query_one(ArticleList).items() == 5
        await driven.press("U")
        assert driven.app.screen.query_one(ArticleList).items() == 2
        assert five.counts().events == 2


async def test_a_caution_stands_under_the_head_and_among_the_evidence(five: Library) -> None:
    with five._connections.writing() as connection:
        connection.execute(
            "UPDATE article SET header = json_set(header, '$.cautions',"
            """ json('[["a paywall cuts this text","page","Subscribe to read on",null]]'))"""
        )
    async with opened(five) as driven:
        await driven.press("2", "enter")
        assert "a paywall cuts this text" in driven.glass
        await driven.press("i")
        assert "Subscribe to read on" in driven.glass
