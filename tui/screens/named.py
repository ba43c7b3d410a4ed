"""The sentences that name somebody or something, fetched in parts: all of them, or an outlet's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on

from index import EntityPage, EntityPlace, Library, NotFound, RashomonError, Share, Span
from index.article import MentionType
from tui.actions import Scope
from tui.phrases import KIND, NO_OUTLET, count, when
from tui.screens.places import SentencesScreen
from tui.widgets.lines import LinePane
from tui.widgets.sentences import Sentence
from tui.work import fetch

PART = 50
"""Articles whose sentences are fetched at a time."""
_NEAR = 20
_Part = tuple[EntityPage, Mapping[int, str]]


class Named(SentencesScreen):
    """Every sentence that names someone or something, under any spelling.

    With ``type`` the name is the one that is listed so; with ``by``, one of the page's outlets,
    the sentences are those of that outlet.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = ("sentences", "keeping")

    def __init__(
        self,
        library: Library,
        name: str,
        type: MentionType | None = None,
        by: Share | None = None,
    ) -> None:
        super().__init__(library, name, "")
        self.named, self.type, self.by = name, type, by
        self.page: EntityPage | None = None
        self._texts: dict[int, int] = {}
        self._have = 0
        self._fetching = False

    def on_mount(self) -> None:
        """Fetch the first part."""
        super().on_mount()
        self.pane.empty_words = "looking for the sentences …"
        self.renew()

    def renew(self) -> None:
        """Fetch the page from its beginning."""
        self._fetch(0)

    def _fetch(self, offset: int) -> None:
        library, name, type, by = self.library, self.named, self.type, self.by
        self._fetching = True
        then = self._more if offset else self._came
        fetch(self, "name", lambda: _part(library, name, type, offset, by), then, self._missing)

    def _missing(self, error: RashomonError) -> None:
        self._fetching = False
        self.complain(error)
        if self.page is None or isinstance(error, NotFound):
            self.vanish()

    def _came(self, found: _Part) -> None:
        page, days = found
        first, self.page = self.page is None, page
        self.named, self.type = page.entity.name, page.entity.type
        self._fetching, self._have = False, PART
        self._texts = {article: at for at, article in enumerate(page.articles, 1)}
        self.tell_name(page)
        self.entitle()
        at = self.pane.cursor
        self.pane.show([_sentence(place, days) for place in page.places])
        self.pane.put_cursor(0 if first else at)
        if first:
            self.pane.focus()
        self.tell_status()

    def tell_name(self, page: EntityPage) -> None:
        """Put into words who is named, and how often."""
        entity, by = page.entity, self.by
        self.heading = f"{entity.name}   {KIND[entity.type]}"
        named = count(by.mentions if by else entity.mentions, "time")
        texts = f"{named} in {count(len(page.articles), 'text')}"
        self.about = f"{texts} of {by.label or NO_OUTLET}" if by else texts

    @on(LinePane.Moved)
    def _near_the_end(self) -> None:
        """Fetch the next part when the cursor nears the end of what is there."""
        page, pane, have = self.page, self.pane, self._have
        if page is None or self._fetching or have >= len(page.articles):
            return
        if pane.cursor >= pane.items() - _NEAR:
            self._fetch(have)

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


def _part(
    library: Library, name: str, type: MentionType | None, offset: int, by: Share | None
) -> _Part:
    """The page of a name with the sentences of some of its articles, and those articles' days."""
    page = library.entity(name, type=type, limit=PART, offset=offset, by=by)
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
