"""Corrections on the library screen: what is meant there, and how the panes take them in."""

from __future__ import annotations

from index import Entity, Events
from tui.screens.correcting import Correcting, merge_name, split_named
from tui.screens.following import Following
from tui.screens.retracing import Retracing
from tui.screens.searching import Searching
from tui.widgets.listing import EventList, NameList


class Amending(Searching, Retracing, Following, Correcting):
    """The part of the library screen that puts right: events, articles and names."""

    def event_here(self) -> str | None:
        """The event under the list's cursor, else that of the article shown."""
        events, article = self.query_one(EventList), self.reader.article
        if self.tab == "events" and events.has_focus and events.items():
            return events.events[events.cursor].id
        return article.event if article else None

    def article_here(self) -> int | None:
        """The article shown."""
        return self.reader.article.id if self.reader.article else None

    def _name_here(self) -> Entity | None:
        """The name under the cursor of the list of names."""
        names = self.query_one(NameList)
        on = self.tab == "names" and names.has_focus and names.items()
        return names.names[names.cursor] if on else None

    def action_merge(self) -> None:
        """Merge the event, or the name, here with another."""
        if (name := self._name_here()) is not None:
            merge_name(self, self.library, name.name, name.type)
        else:
            super().action_merge()

    def action_split(self) -> None:
        """Split the article off its event, or a spelling off the name."""
        if (name := self._name_here()) is not None:
            split_named(self, self.library, name.name, name.type)
        else:
            super().action_split()

    def renew(self) -> None:
        """Take what was corrected into every pane."""
        self.refresh_all()
        self.renew_hits()
        self.go_on_reading()

    def follow(self, events: Events) -> None:
        """Walk on through the event that the article shown is in now."""
        shown = self.reader.article
        if shown is not None and self.stands_in:
            if (at := events.holding(shown.id)) is not None:
                self.stands_in = events[at].articles
            self.tell_status()
