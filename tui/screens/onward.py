"""Walking from one text of a list to the next, and from match to match through them."""

from __future__ import annotations

from tui.keys import bindings
from tui.screens.showing import Showing
from tui.widgets.lines import LinePane
from tui.widgets.listing import ArticleList, EventList


class Onward(Showing):
    """The part of the library screen that walks through the texts of its lists."""

    BINDINGS = bindings("reading", "evidence", "furniture")
    """What is about the text beside the list holds in the list, too."""

    def action_next_article(self) -> None:
        """Read the next article, or a number of articles on."""
        self._walk(self.typed_times())

    def action_prior_article(self) -> None:
        """Read the article before, or a number of articles back."""
        self._walk(-self.typed_times())

    def action_next_hit(self) -> None:
        """To the next match in the text shown, from its last to the next text of the list."""
        self._walk_hits(self.typed_times())

    def action_prior_hit(self) -> None:
        """To the match before, from the first to the text before."""
        self._walk_hits(-self.typed_times())

    def _walk_hits(self, by: int) -> None:
        reader, listing = self.reader, self.focused
        if not reader.matches and not self.lit_query().strip():
            self.tell("no search is on")
            return
        if self._nothing_found():
            return
        at = reader.match if reader.match is not None else -1 if by > 0 else 0
        if reader.region.width and 0 <= at + by < len(reader.matches):
            reader.stand_on(at + by)
            self.tell_status()
        elif isinstance(listing, LinePane) and 0 <= listing.cursor + by < listing.items():
            listing.move_to(listing.cursor + by)
        else:
            self.tell("that was the last match" if by > 0 else "that was the first match")

    def _nothing_found(self) -> bool:
        """Whether the query found nothing to walk through, which is then said."""
        listing = self.query_one(ArticleList if self.tab == "articles" else EventList)
        nothing = self.tab != "names" and self.searched() and not listing.items()
        if nothing:
            self.tell("nothing is found: there is no other text to go to")
        return nothing

    def _walk(self, by: int) -> None:
        if self._nothing_found():
            return
        shown = self.reader.article
        at = self.stands_at(shown.id)[0] if shown else None
        to = 0 if at is None else at + by
        if not (self._walk_list(to) if self.tab == "articles" else self._walk_events(to, by)):
            self.tell("that was the last article" if by > 0 else "that was the first article")

    def _walk_list(self, to: int) -> bool:
        articles = self.query_one(ArticleList)
        if not 0 <= to < articles.items():
            return False
        self.open_article(articles.lines[to].id)
        articles.move_to(to)
        return True

    def _walk_events(self, to: int, by: int) -> bool:
        events = self.query_one(EventList)
        if 0 <= to < len(self.stands_in):
            self.open_article(self.stands_in[to])
            return True
        if not 0 <= events.cursor + by < events.items():
            return False
        events.move_to(events.cursor + by)
        self.stands_in = events.events[events.cursor].articles
        for article in self.stands_in[:1] if by > 0 else self.stands_in[-1:]:
            self.open_article(article)
        return True
