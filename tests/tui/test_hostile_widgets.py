"""Every hostile string in every field of every widget: nothing a terminal obeys is drawn."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from textual.app import App
from textual.widget import Widget

from index import (
    Article,
    ArticleLine,
    Claim,
    Column,
    Comparison,
    Contradiction,
    Dates,
    Entity,
    Event,
    Finding,
    Hit,
    ImportReport,
    Mention,
    OnlyHere,
    Origin,
    Passage,
    Progress,
    Refusal,
    Row,
    Shared,
    Snippet,
    Source,
    Span,
    Unheard,
    Voice,
    Wording,
    WordingUse,
    Zone,
)
from index.comparison import Cell
from tests.hostile import HOSTILE, foreign
from tui.screens.behind import behind
from tui.screens.evidence import evidence
from tui.screens.lenses import LENSES, table
from tui.screens.report import told
from tui.theme import themes
from tui.widgets.columns import Columns
from tui.widgets.grid import Heads, side_by_side
from tui.widgets.listing import ArticleList, EventList, NameList
from tui.widgets.name_pane import NamePane
from tui.widgets.one_line import OneLine, ProgressLine, StatusLine
from tui.widgets.reader import Reader
from tui.widgets.sentences import Sentences
from tui.widgets.sheet import Sheet
from tui.widgets.table import Table

DAY = datetime.date(2024, 5, 1)


def article(text: str) -> Article:
    """An article with ``text`` in every field."""
    found = Finding(text, text, text)
    body = f"{text}\nThen {text} again.\n{text}"
    return Article(
        id=1, text=body, title=found, outlet=found, credits=(found,), cites=(found,),
        byline=found, dates=Dates(stated=found, evidence=(found,)), url=text,
        zones=(Zone(len(body) - len(text), len(body), "boilerplate", text),),
        origins=(Origin(path=text, key=text, url=text),),
        entities=(Mention(0, max(1, len(text)), text, "PER", text),),
    )  # fmt: skip


def comparison(text: str) -> Comparison:
    """A comparison of two such articles with ``text`` in every field."""
    span = Span(0, max(1, len(text)))
    columns = tuple(
        Column(number, text, text, span, Dates(stated=Finding(text, text, text)), 9, 3, (text,))
        for number in (1, 2)
    )
    cell = Cell(span.start, span.end, (span,))
    return Comparison(
        None, text, (1, 2), columns, (Row((cell, cell), 1.0), Row((cell, None), 0.0)),
        (Wording(text, text, (WordingUse(1, text, (span,), 1),)),),
        (Voice(text, 1, "direct", False, 3, (span,), (text,)),
         Voice(text, 2, "paraphrase", True, 3, (span,), (text,))),
        (Unheard(text, 2, (span,)),),
        (Source(1, text, "credit", (span,)), Source(2, text, "cited", (span,), text)),
        (OnlyHere(1, text, "name", (span,)),),
        (Shared(text, 4, (Passage(1, 0, span.end), Passage(2, 0, span.end))),),
        (Contradiction("year", (text,), (Claim(1, text, span, span), Claim(2, text, span, span))),),
        1,
    )  # fmt: skip


def line(text: str) -> ArticleLine:
    return ArticleLine(1, text, True, text, text, DAY, "stated", True, 9, None, False)


class Stage(App[None]):
    """An empty screen in the program's colors."""

    def __init__(self) -> None:
        super().__init__()
        for theme in themes():
            self.register_theme(theme)
        self.theme = "night"


def filled(text: str) -> Iterator[tuple[Widget, Callable[[], None]]]:
    """Every widget with the call that fills it with ``text``."""
    one, both = article(text), {1: article(text), 2: article(text)}
    span = Span(0, max(1, len(text)))
    laid = comparison(text)
    events, articles, names = EventList(), ArticleList(), NameList()
    yield events, lambda: events.show([Event("e1", text, DAY, DAY, (1,), (text,), 1, ("e1",))])
    hit = Hit(line(text), 1.0, Snippet(text, (span,)), (span,))
    yield articles, lambda: articles.show([line(text)], [hit])
    yield names, lambda: names.show([Entity(text, "PER", 1, 1, {text: 1})])
    reader, pane, columns, rows = Reader(), NamePane(), Columns(), Table()
    reader.unfolded = True
    yield reader, lambda: reader.show(one, [span])
    yield pane, lambda: pane.show(one)
    yield columns, lambda: columns.show(laid, both)
    yield rows, lambda: rows.show([row for lens in LENSES[1:] for row in table(laid, lens)], 0)
    heads, sheet, sentences = Heads(), Sheet(), Sentences()
    yield heads, lambda: heads.show(laid.columns, side_by_side(80, 2, 0, False), 0, False)
    refusal = Refusal(text, 1, text, text)
    report = ImportReport((1,), (), (refusal,), (refusal,))
    yield sheet, lambda: sheet.show([*evidence(one), *told(report)])
    yield sentences, lambda: sentences.show(behind(one, [span]))
    top, status, progress = OneLine(), StatusLine(), ProgressLine()
    yield top, lambda: top.show([(text, "head")], [(text, "dim")])
    yield status, lambda: status.tell([], text)
    yield progress, lambda: progress.follow(Progress(text, 1, 2, "articles"), text)


@pytest.mark.parametrize("place", range(13))
async def test_nothing_foreign_is_drawn(place: int) -> None:
    stage = Stage()
    async with stage.run_test(size=(80, 40)) as pilot:
        for name, text in HOSTILE.items():
            widget, fill = list(filled(text))[place]
            await stage.screen.remove_children()
            await stage.mount(widget)
            fill()
            await pilot.pause()
            assert widget.region.height
            for drawn in stage.screen._compositor.render_strips():
                assert not foreign(drawn.text), name
                assert drawn.cell_length == 80, name
