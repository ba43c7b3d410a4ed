"""The page of a name: every sentence that names it, in parts, and figures about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.widget import Widget

from index import EntityPage, EntityPlace, Library, NotFound, RashomonError, Span
from tui.actions import Scope
from tui.key_words import worded
from tui.keys import bindings
from tui.phrases import KIND, NO_OUTLET, count, when
from tui.screens.correcting import merge_name, split_name
from tui.screens.places import SentencesScreen
from tui.widgets.figures import Figures
from tui.widgets.lines import LinePane
from tui.widgets.one_line import OneLine
from tui.widgets.sentences import Sentence, Sentences
from tui.widgets.still import Across
from tui.work import fetch

PART = 50
"""Articles whose sentences are fetched at a time."""
_NEAR = 20
_Part = tuple[EntityPage, Mapping[int, str]]
BESIDE = 110
"""From this width on the figures stand beside the sentences."""


class NameScreen(SentencesScreen):
    """Every sentence in the library that names someone or something, under any spelling."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("sentences", "name", "keeping")
    BINDINGS = bindings("name")

    def __init__(self, library: Library, name: str) -> None:
        super().__init__(library, name, "")
        self.named = name
        self.page: EntityPage | None = None
        self._texts: dict[int, int] = {}
        self._have = 0
        self._fetching = False

    def furnish(self) -> Iterable[Widget]:
        """A line about them, the sentences, the figures."""
        yield OneLine(id="about")
        with Across(id="page"):
            yield Sentences(id="sentences")
            yield Figures(id="figures")

    def on_mount(self) -> None:
        """Fetch the first part."""
        super().on_mount()
        self.pane.empty_words = "looking for the sentences …"
        self.renew()

    def renew(self) -> None:
        """Fetch the page from its beginning."""
        library, name = self.library, self.named
        self._fetching = True
        fetch(self, "name", lambda: _part(library, name, 0), self._came, self._missing)

    def _missing(self, error: RashomonError) -> None:
        self._fetching = False
        self.complain(error)
        if self.page is None or isinstance(error, NotFound):
            self.vanish()

    def _came(self, found: _Part) -> None:
        page, days = found
        first, self.page = self.page is None, page
        self.named, self._fetching, self._have = page.entity.name, False, PART
        self._texts = {article: at for at, article in enumerate(page.articles, 1)}
        self._tell_name(page)
        at = self.pane.cursor
        self.pane.show([_sentence(place, days) for place in page.places])
        self.pane.put_cursor(0 if first else at)
        self.query_one(Figures).show(page)
        if first:
            self.pane.focus()
        self.tell_status()

    def _tell_name(self, page: EntityPage) -> None:
        entity = page.entity
        spelt = sorted(entity.variants.items(), key=lambda variant: -variant[1])
        spellings = " · ".join(f"{name} {number:,}" for name, number in spelt[:9])
        self.heading = f"{entity.name}   {KIND[entity.type]}"
        named = count(entity.mentions, "time")
        self.about = f"named {named} in {count(entity.articles, 'text')}, as {spellings}"
        self.entitle()

    @on(LinePane.Moved)
    def _near_the_end(self) -> None:
        """Fetch the next part when the cursor nears the end of what is there."""
        page, pane, have = self.page, self.pane, self._have
        if page is None or self._fetching or have >= len(page.articles):
            return
        if pane.cursor >= pane.items() - _NEAR:
            library, name = self.library, self.named
            self._fetching = True
            fetch(self, "name", lambda: _part(library, name, have), self._more, self._missing)

    def _more(self, found: _Part) -> None:
        page, days = found
        self._fetching, self._have = False, self._have + PART
        self.pane.more([_sentence(place, days) for place in page.places])
        self.tell_status()

    def position(self) -> str:
        """Which text of how many."""
        if not self._texts or not self.pane.items():
            return ""
        at = self._texts.get(self.pane.sentences[self.pane.cursor].article, 0)
        return f"text {at:,} of {len(self._texts):,}"

    @on(LinePane.Opened)
    def _name_opened(self, event: LinePane.Opened) -> None:
        chosen = event.pane.chosen() if isinstance(event.pane, Figures) else None
        if chosen is not None and chosen.kind == "beside":
            self.app.push_screen(NameScreen(self.library, chosen.label))
        elif chosen is not None:
            self.tell(worded("{moving.open} opens the names found with it, further down"))

    def action_turn(self) -> None:
        """From the sentences to the figures and back."""
        figures = self.query_one(Figures)
        away = figures.has_focus
        self.set_class(not away, "figured")
        self.set_focus(self.pane if away else figures)

    def go_back(self, leave: bool) -> None:
        """From the figures, where they stand alone, to the sentences; from there away."""
        if self.has_class("figured") and self.size.width < BESIDE:
            self.action_turn()
        else:
            super().go_back(leave)

    def action_merge_name(self) -> None:
        """Say that this name and another are one."""
        merge_name(self, self.library, self.named, self._renamed)

    def action_split_name(self) -> None:
        """Say that one of the spellings is another name."""
        if self.page is not None:
            chosen = self.query_one(Figures).chosen() if self.query_one(Figures).has_focus else None
            spelling = chosen.label if chosen and chosen.kind == "spelling" else ""
            split_name(self, self.library, self.page.entity, spelling)

    def _renamed(self, name: str) -> None:
        self.named = name


def _part(library: Library, name: str, offset: int) -> _Part:
    """The page of a name with the sentences of some of its articles, and those articles' days."""
    page = library.entity(name, limit=PART, offset=offset)
    lines = library.lines({place.article for place in page.places})
    return page, {line.id: when(line) for line in lines}


def _sentence(place: EntityPlace, days: Mapping[int, str]) -> Sentence:
    lit = tuple(
        Span(span.start - place.sentence.start, span.end - place.sentence.start)
        for span in place.mentions
    )
    told = (place.outlet or NO_OUTLET, days.get(place.article, ""), place.label)
    heading = " · ".join(filter(None, told))
    return Sentence(place.article, heading, place.text, lit, place.sentence.start)
