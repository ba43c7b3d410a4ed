"""Outlets: the list of them, and the page of one: what it does beside others, and the proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from index import EntityPlace, Library, NotFound, OutletLine, Profile, RashomonError, Span
from tui import phrases
from tui.actions import Scope
from tui.key_words import worded
from tui.keys import bindings
from tui.outlet_rows import OutletRow, others, rows
from tui.phrases import NO_OUTLET, count
from tui.screens.choose import MOST_CHOICES, Choice, ChooseScreen
from tui.screens.compare import CompareScreen
from tui.screens.one_list import OneList
from tui.screens.places import SentencesScreen
from tui.screens.prompt import PromptScreen
from tui.screens.room import Room, way_back
from tui.widgets.lines import LinePane
from tui.widgets.listing import Listing
from tui.widgets.one_line import OneLine
from tui.widgets.outlet_pane import OutletPane, heading
from tui.widgets.sentences import Sentence
from tui.work import fetch

PART = 40
"""Texts whose sentences are fetched for a figure."""
_NARROW = 50
"""Narrower lists tell of an outlet how many texts it has, and no more."""
ALL_OTHERS = ""
_BACK = worded(" · {anywhere.undo} takes it back")
AGAIN = 5.0
"""Seconds after which a page is fetched again while texts of it are still being read."""


def outlet_here(screen: Screen[Any], library: Library) -> str | None:
    """The outlet of the column in front of a comparison; None elsewhere, or where unknown."""
    if not isinstance(screen, CompareScreen) or (number := screen.article_here()) is None:
        return None
    lines = library.lines([number])
    return lines[0].outlet if lines else None


class OutletList(Listing):
    """Outlets with their texts, and the events that others tell, too."""

    EMPTY = "no outlet is known yet"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.outlets: Sequence[OutletLine] = ()

    def show(self, outlets: Sequence[OutletLine]) -> None:
        """Show these outlets."""
        self.outlets = outlets
        self.restock()

    def items(self) -> int:
        """How many outlets there are."""
        return len(self.outlets)

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One outlet."""
        one = self.outlets[item]
        others = [spelling for spelling in one.spellings if spelling != one.name]
        spelt = f"  also {', '.join(others)}" if others and width >= _NARROW else ""
        figures = f" {count(one.texts, 'text'):>12}  {one.shared:>5,} shared"
        if width < _NARROW:
            figures = f" {count(one.texts, 'text')}"
        left = [(one.name, self.ink("title" if here else "text")), (spelt, self.ink("faint"))]
        return self.row(left, [(figures, self.ink("dim"))], width, here)


class OutletsScreen(OneList):
    """Every outlet of the library; enter opens its page."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library

    def furnish(self) -> Iterable[Widget]:
        """What the figures are, the list."""
        yield OneLine(id="about")
        yield OutletList(id="outlets")

    @property
    def pane(self) -> OutletList:
        """The list."""
        return self.query_one(OutletList)

    def on_mount(self) -> None:
        """Fetch the list."""
        super().on_mount()
        self.head("‹ Outlets", right=way_back("opens one"))
        self.pane.focus()
        self.renew()

    def renew(self) -> None:
        """Fetch it as it is now."""
        fetch(self, "outlets", self.library.outlets.every, self._came, self.complain)

    def _came(self, found: list[OutletLine]) -> None:
        words = f"{count(len(found), 'outlet')}"
        if self.size.width >= 80:
            words += ", spellings joined; shared: events others tell, too"
        self.query_one("#about", OneLine).show([(f" {words}", "dim")])
        self.pane.show(found)
        self.tell_status()

    @on(LinePane.Opened)
    def _opened(self, event: LinePane.Opened) -> None:
        name = self.pane.outlets[event.item].name
        self.app.push_screen(OutletScreen(self.library, name))


class OutletScreen(Room):
    """What one outlet does over all events, beside the others or one of them."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("outlet",)
    BINDINGS = bindings("outlet")

    def __init__(self, library: Library, name: str, beside: str | None = None) -> None:
        super().__init__()
        self.library, self.named, self.beside = library, name, beside
        self.profile: Profile | None = None

    def furnish(self) -> Iterable[Widget]:
        """Whose columns these are, the lines."""
        yield OneLine(id="about")
        yield OutletPane(id="outlet")

    def on_mount(self) -> None:
        """Fetch the profile."""
        super().on_mount()
        self.head(f"‹ {self.named}", right=way_back())
        self.query_one(OutletPane).focus()
        self.renew()

    def renew(self) -> None:
        """Fetch it as it is now."""
        get, name, beside = self.library.outlets.profile, self.named, self.beside
        fetch(self, "profile", lambda: get(name, beside), self._came, self._missing)

    def _missing(self, error: RashomonError) -> None:
        self.complain(error)
        if self.profile is None or isinstance(error, NotFound):
            self.vanish()

    def _came(self, profile: Profile) -> None:
        self.profile = profile
        self.named = profile.line.name
        self.beside = profile.beside.name if profile.beside else None
        about = f"beside {others(profile)}, in {count(len(profile.shared), 'event')} both tell"
        self.head(f"‹ {self.named}", about, way_back("opens the sentences"))
        self.query_one(OutletPane).show(list(rows(profile)))
        self._tell_columns()
        if profile.waiting:
            self.set_timer(AGAIN, self.renew)
        self.tell_status()

    def _tell_columns(self) -> None:
        if self.profile is not None:
            pane = self.query_one(OutletPane)
            width = pane.scrollable_content_region.width or self.size.width
            words = heading(self.named, others(self.profile), width)
            self.query_one("#about", OneLine).show([(words, "dim")])

    def on_resize(self) -> None:
        """Fit the names of the columns."""
        super().on_resize()
        self.call_after_refresh(self._tell_columns)

    @on(LinePane.Opened)
    def _opened(self) -> None:
        row = self.query_one(OutletPane).chosen()
        if row is None or not row.texts:
            self.tell("there is nothing behind this line")
            return
        self.app.push_screen(BehindScreen(self.library, self.named, row))

    def action_beside(self) -> None:
        """Choose the outlet it stands beside."""

        def offered(words: str) -> list[Choice]:
            found = [one for one in self.library.outlets.every() if one.name != self.named]
            wanted = [one for one in found if words.casefold() in one.name.casefold()]
            everybody = [Choice(ALL_OTHERS, "all others")] if not words else []
            return everybody + [
                Choice(one.name, one.name, count(one.texts, "text"))
                for one in wanted[:MOST_CHOICES]
            ]

        question = f"{self.named} beside which outlet?"
        chooser = ChooseScreen(question, "type a part of its name", offered)
        self.app.push_screen(chooser, self._put_beside)

    def _put_beside(self, chosen: str | None) -> None:
        if chosen is not None:
            self.beside = chosen or None
            self.renew()

    def action_label(self) -> None:
        """Write a label of the reader's own."""
        advice = "kept as yours in outlets.toml beside the library"
        question = PromptScreen(f"Your label for {self.named}", advice)
        self.app.push_screen(question, self._label)

    def _label(self, text: str | None) -> None:
        if text:
            write, name = self.library.outlets.label, self.named
            fetch(self, "label", lambda: write(name, text), self._labelled, self.complain)

    def _labelled(self, name: str) -> None:
        self.tell(f"{name}: your label is in outlets.toml{_BACK}")
        self.renew()


class BehindScreen(SentencesScreen):
    """The sentences behind one figure, those of the outlet first."""

    def __init__(self, library: Library, name: str, row: OutletRow) -> None:
        texts = count(len(row.texts), "text")
        theirs = f", {row.own:,} of {name}" if row.own < len(row.texts) else ""
        first = "" if len(row.texts) <= 2 * PART else f"; the first {PART:,} of each are shown"
        super().__init__(library, f"‹ {row.label.strip()}", f"{texts}{theirs}{first}")
        self.row = row

    def on_mount(self) -> None:
        """Fetch the sentences."""
        super().on_mount()
        self.pane.empty_words = "looking for the sentences …"
        library, row = self.library, self.row
        wanted = (*row.texts[: row.own][:PART], *row.texts[row.own :][:PART])

        def find() -> list[Sentence]:
            when = {line.id: phrases.when(line) for line in library.lines(wanted)}
            places = library.outlets.places(row.part, row.key, wanted)
            return [_sentence(place, when[place.article]) for place in places]

        fetch(self, "behind", find, self._came, self.complain)

    def _came(self, sentences: list[Sentence]) -> None:
        self.pane.show(sentences)
        self.pane.focus()
        self.tell_status()


def _sentence(place: EntityPlace, when: str) -> Sentence:
    start = place.sentence.start
    lit = tuple(Span(span.start - start, span.end - start) for span in place.mentions)
    heading = f"{place.outlet or NO_OUTLET} · {when} · {place.label}"
    return Sentence(place.article, heading, place.text, lit, start)
