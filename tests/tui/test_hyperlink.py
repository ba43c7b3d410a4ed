"""Addresses as the terminal's own links: only where what is shown is the address itself."""

from __future__ import annotations

import pytest
from rich.style import Style

from index import Library
from index.article import Article
from tests.hostile import HOSTILE
from tests.tui.screen import opened
from tui.config import load
from tui.hyperlink import linked
from tui.look import Look, look
from tui.opening import Link, links
from tui.screens.links import LinkList, LinksScreen
from tui.screens.sheet import SheetScreen
from tui.terminal import known_by
from tui.widgets.sheet import Part, Sheet

LONG = f"https://paper.example/{'a-long-way-down/' * 12}end"
TOO_LONG = f"https://paper.example/{'a-long-way-down/' * 40}end"


async def drawn(
    five: Library, *addresses: str, look: Look | None = None
) -> list[tuple[str, Style]]:
    """What the list of links draws at 80 columns, piece by piece, with its style."""
    async with opened(five, (80, 40), look) as driven:
        driven.app.push_screen(LinksScreen([Link(address) for address in addresses]))
        await driven.settle()
        pane = driven.app.screen.query_one(LinkList)
        rows = [pane.render_line(y) for y in range(pane.size.height)]
        return [(one.text, one.style or Style.null()) for row in rows for one in row]


async def test_an_address_that_wraps_is_one_link_of_exactly_its_letters(five: Library) -> None:
    pieces = [(text, style) for text, style in await drawn(five, LONG) if style.link]
    assert len(pieces) > 2
    assert "".join(text for text, _ in pieces) == LONG
    assert {style.link for _, style in pieces} == {LONG}


async def test_an_address_of_which_not_all_is_shown_is_no_link(five: Library) -> None:
    pieces = await drawn(five, TOO_LONG, "https://b.example/two")
    assert {style.link for _, style in pieces if style.link} == {"https://b.example/two"}


async def test_a_paragraph_that_is_an_address_is_a_link_and_one_that_names_it_is_not(
    five: Library,
) -> None:
    async with opened(five, (60, 20)) as driven:
        parts = [Part(LONG, "text", 16, "address"), Part(f"see {LONG}"), Part("Case http")]
        driven.app.push_screen(SheetScreen("About", parts))
        await driven.settle()
        sheet = driven.app.screen.query_one(Sheet)
        pieces = [one for y in range(sheet.size.height) for one in sheet.render_line(y)]
        led = [(one.text, one.style.link) for one in pieces if one.style and one.style.link]
        assert "".join(text for text, _ in led) == LONG
        assert {link for _, link in led} == {LONG}


async def test_links_can_be_switched_off(five: Library) -> None:
    pieces = await drawn(five, LONG, look=Look(links=False))
    assert not any(style.link for _, style in pieces)


@pytest.mark.parametrize(
    ("environ", "on"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "tmux-256color"}, True),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux-1/default,1,0"}, True),
        ({"TERM": "screen"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "vt100"}, False),
        ({}, False),
        ({"TERM": "xterm-256color", "RASHOMON_LINKS": "false"}, False),
    ],
)
def test_a_terminal_that_may_print_them_gets_none(environ: dict[str, str], on: bool) -> None:
    assert look(load(environ), known_by(environ)).links is on


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_address_is_made_safe_or_no_link(text: str) -> None:
    for shown in (text, f"https://example.org/{text}", f"https://{text}/"):
        link = linked(shown).link
        assert link is None or (link == shown and link.isascii() and link.isprintable())
    for found in links(Article(id=1, text=f"See https://example.org/{text} and more.")):
        link = linked(found.address).link
        assert link == found.address and link.isascii() and link.isprintable() and " " not in link


@pytest.mark.parametrize(
    "shown",
    ["here", "www.example.org", "HTTPS://EXAMPLE.ORG/", "javascript:alert(1)", "file:///etc/passwd",
     "https://user:secret@example.org/", "https://example.org/a b", "https://bücher.example/",
     "https://example.org/" + "a" * 2_100],
)  # fmt: skip
def test_what_is_not_the_very_address_is_no_link(shown: str) -> None:
    assert linked(shown).link is None
