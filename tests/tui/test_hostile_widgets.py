"""Every hostile string in every field of every widget: nothing a terminal obeys is drawn."""

from __future__ import annotations

import datetime
from dataclasses import replace

from textual.app import App, ComposeResult

from index import (
    Already,
    Article,
    ArticleLine,
    Claim,
    Column,
    Comparison,
    Contradiction,
    Copy,
    Credited,
    Dates,
    Difference,
    Entity,
    EntityPage,
    Event,
    Family,
    Finding,
    Hit,
    ImportReport,
    Library,
    Mention,
    OnlyHere,
    Origin,
    Passage,
    PastImport,
    Progress,
    Refusal,
    Row,
    Share,
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
from index.comparison.table import Cell
from index.feeds.subscription import State, Subscription
from tests.hostile import HOSTILE, foreign
from tests.tui.listed import as_listed
from tests.tui.screen import opened
from tui.copies import same_text
from tui.outlet_rows import OutletRow
from tui.screens.behind import behind
from tui.screens.choose import Choice, Choices
from tui.screens.evidence import evidence
from tui.screens.families import families
from tui.screens.feeds import about
from tui.screens.help import HelpScreen
from tui.screens.imports import ImportList
from tui.screens.lenses import LENSES, table
from tui.screens.prompt import PromptScreen
from tui.screens.report import entries
from tui.theme import themes
from tui.widgets.columns import Columns
from tui.widgets.copy_list import CopyList
from tui.widgets.entries import Entries, Entry
from tui.widgets.feed_list import FeedList
from tui.widgets.figures import Figures
from tui.widgets.find_bar import FindBar
from tui.widgets.grid import Heads, side_by_side
from tui.widgets.listing import ArticleList, EventList, NameList
from tui.widgets.name_pane import NamePane
from tui.widgets.one_line import OneLine, ProgressLine, StatusLine
from tui.widgets.outlet_pane import OutletPane
from tui.widgets.passages import Passages
from tui.widgets.query_bar import PlainInput, QueryBar
from tui.widgets.reader import Reader
from tui.widgets.sentences import Sentences
from tui.widgets.sheet import Sheet
from tui.widgets.table import Table
from tui.widgets.text_list import TextList
from tui.widgets.timeline import Timeline

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


def subscription(text: str) -> Subscription:
    """A feed with ``text`` in every field."""
    state = State(error=text, advice=text, moved=text, failures=2)
    return Subscription(1, f"https://example.org/{text}", text, text, text, state=state)


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
    """Every widget of the program, ten lines each."""

    CSS = "Screen > * { height: 10; display: block; }"

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        for theme in themes():
            self.register_theme(theme)
        self.theme = "night"
        self.events, self.articles, self.names = EventList(), ArticleList(), NameList()
        self.reader, self.named = Reader(), NamePane()
        self.columns, self.rows, self.heads = Columns(), Table(), Heads()
        self.sheet, self.sentences = Sheet(), Sentences()
        self.figures, self.choices, self.timeline = Figures(), Choices(), Timeline()
        self.families, self.same = OneLine(), OneLine()
        self.copies, self.passages = CopyList(), Passages()
        self.reports, self.imports, self.feeds = Entries(), ImportList(), FeedList()
        self.entries, self.outlet, self.texts = Entries(), OutletPane(), TextList((), (), {})
        self.top, self.status, self.progress = OneLine(), StatusLine(), ProgressLine()

    def compose(self) -> ComposeResult:
        yield from (self.events, self.articles, self.names, self.reader, self.named)
        yield from (self.columns, self.rows, self.heads, self.sheet, self.sentences)
        yield from (self.figures, self.choices, self.timeline, self.families)
        yield from (self.copies, self.passages, self.same)
        yield from (self.entries, self.outlet, self.texts)
        yield from (self.reports, self.imports, self.feeds)
        yield from (self.top, self.status, self.progress)

    def fill(self, text: str) -> None:
        """Show ``text`` in every field of every widget."""
        one, laid, span = article(text), comparison(text), Span(0, max(1, len(text)))
        self.events.show(
            as_listed(
                [Event("e1", text, DAY, DAY, (1,), (text,), 1, ("e1",), related_labels=(text,))]
            )
        )
        hit = Hit(line(text), 1.0, Snippet(text, (span,)), (span,))
        self.articles.show([line(text)], [hit])
        self.names.show([Entity(text, "PER", 1, 1, {text: 1})])
        self.reader.unfolded = True
        self.reader.show(one, [span])
        self.named.show(one)
        self.columns.show(laid, {1: one, 2: one})
        self.rows.show([row for lens in LENSES[1:] for row in table(laid, lens)], 0)
        self.heads.show(laid.columns, side_by_side(80, 2, 0, False), 0, False)
        refusal = Refusal(text, 1, text, text)
        already = Already(Origin(path=text), 1)
        report = ImportReport((1,), (already,), (refusal,), (refusal,), cautions={text: 1})
        self.sheet.show([*evidence(one), *about(subscription(text))])
        self.reports.show(list(entries(report, {1: text})))
        self.imports.show([PastImport(1, text, text, (text,), report)])
        self.feeds.show([subscription(text)], {1: 1}, datetime.datetime.now(datetime.UTC))
        self.sentences.show(behind(one, [span]))
        share = Share(text, 3, 2)
        entity = Entity(text, "PER", 1, 1, {text: 1, f"{text} again": 1})
        self.figures.show(EntityPage(entity, (), (1,), (share,), (share,), (share,)))
        self.choices.show([Choice(text, text, text)])
        self.timeline.show([line(text), replace(line(text), day=DAY.replace(year=2020))], 0)
        twins = [replace(one, family=1), replace(one, id=2, family=1)]
        self.families.show([(said, "dim") for said in families(twins)])
        proof = Credited(text, 1, Finding(text, text, text))
        family = Family(1, 1, (line(text), replace(line(text), id=2)), (proof,))
        self.copies.show(family)
        self.same.show([(same_text(family), "dim")])
        body = Span(0, len(one.text))
        found = Difference("reworded", body, body, 3, (span,), (span,))
        copy = Copy(2, 1, text, True, 9, 3, (span,), (found,))
        self.copies.tell([copy])
        self.passages.show(copy, one, replace(one, zones=()))
        self.entries.show([Entry(text, "+", "e1", 1, text)])
        figure = OutletRow("figure", text, text, text, text, text, (text,), (1,), 1)
        self.outlet.show([OutletRow("head", text), OutletRow("note", text), figure])
        self.texts.lines, self.texts.copy_of = [line(text)], {1: text}
        self.texts.restock()
        self.top.show([(text, "head")], [(text, "dim")])
        self.status.tell([], text)
        self.progress.follow(Progress(text, 1, 2, "articles"), text)


async def test_nothing_foreign_is_drawn() -> None:
    stage = Stage()
    async with stage.run_test(size=(80, 260)) as pilot:
        for name, text in HOSTILE.items():
            stage.fill(text)
            await pilot.pause()
            strips = stage.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {80}, name
            assert not foreign("".join(strip.text for strip in strips)), name


async def test_what_is_left_of_a_hostile_string_is_seen_in_every_widget() -> None:
    stage = Stage()
    async with stage.run_test(size=(80, 260)) as pilot:
        stage.fill("seen\x1b]0;gone\x07too")
        await pilot.pause()
        for widget in stage.screen.children:
            top = widget.region.y
            strips = stage.screen._compositor.render_strips()[top : top + 10]
            assert any("seentoo" in strip.text for strip in strips), widget


async def test_notifications_and_typed_lines_hold_nothing_foreign(five: Library) -> None:
    async with opened(five, (80, 24)) as driven:
        screen = driven.library_screen
        bar, find = screen.query_one(QueryBar), screen.query_one(FindBar)
        find.start()
        for name, text in HOSTILE.items():
            driven.app.tell(text)
            find.query_one(PlainInput).value = text
            bar.query_one(PlainInput).value = text
            bar.report(text)
            screen.note(text)
            await driven.pilot.pause()
            assert not foreign("".join(driven.lines)), name


async def test_questions_and_the_search_in_help_hold_nothing_foreign(five: Library) -> None:
    async with opened(five, (80, 24)) as driven:
        prompt, helped = PromptScreen("", ""), HelpScreen(["moving"])
        for screen, ask in ((prompt, prompt.ask), (helped, helped.head)):
            driven.app.push_screen(screen)
            await driven.press("slash")
            for name, text in HOSTILE.items():
                ask(text, text)
                screen.query_one(PlainInput).value = text
                await driven.pilot.pause()
                assert not foreign("".join(driven.lines)), name
