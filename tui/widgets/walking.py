"""Walking through a text from match to match, name to name, note to note."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from index.article import Mention, MentionType
from tui.drawing import overlapping
from tui.key_words import worded
from tui.widgets.lit import Lit, span_of
from tui.widgets.page import BEGINS_NOTE


class Walking(Lit):
    """The reading line goes to what is lit; the parent is told what it stands on."""

    @dataclass
    class NameOpened(Message):
        """The reader pressed enter on a name."""

        name: str
        type: MentionType

    @dataclass
    class Placed(Message):
        """The match or the name that the reader stands on changed, or there is none."""

        missing: str = ""

    @abstractmethod
    def go_to(self, offset: int) -> None:
        """Put the reading line where the letter at ``offset`` stands."""

    def action_next_match(self) -> None:
        """To the next match."""
        self._walk_matches(self.times())

    def action_prior_match(self) -> None:
        """To the match before."""
        self._walk_matches(-self.times())

    def _walk_matches(self, by: int) -> None:
        if not self.matches:
            self.post_message(self.Placed(worded("no match here; {reading.find} searches")))
            return
        starts = [span.start for span in self.matches]
        self.stand_on(_walked(starts, self.match, by, self._here()))
        self.post_message(self.Placed())

    def stand_on(self, match: int) -> None:
        """Stand on a match, counted from 0."""
        before = None if self.match is None else self.matches[self.match]
        self.match = match
        self._step_light(before, self.matches[match])
        self.go_to(self.matches[match].start)

    def action_next_name(self) -> None:
        """To the next name."""
        self._walk_names(self.times())

    def action_prior_name(self) -> None:
        """To the name before."""
        self._walk_names(-self.times())

    def _walk_names(self, by: int) -> None:
        if not self._names:
            self.post_message(self.Placed("no names found in this article yet"))
            return
        before = self.standing_on()
        self.on_name = _walked([name.start for name in self._names], self.on_name, by, self._here())
        now = self._names[self.on_name]
        self._step_light(span_of(before) if before else None, span_of(now))
        self.go_to(now.start)
        self.post_message(self.Placed())

    def _here(self) -> int:
        offset = self.place()
        return offset if offset is not None else len(self.article.text) if self.article else 0

    async def action_open(self) -> None:
        """Open the page of the name one stands on, or of the first name on the line."""
        name = self.standing_on() or self._first_on_line()
        if name is None:
            missing = worded("no name on this line; {reading.next_name} goes to the next")
            self.post_message(self.Placed(missing))
        else:
            await self.lead_on(self.NameOpened(name.entity, name.type))

    def _first_on_line(self) -> Mention | None:
        line = self.page.lines[self.cursor] if self.page.lines else None
        if line is None or line.span is None:
            return None
        spans = [span_of(name) for name in self._names]
        found = overlapping(spans, line.span.start, line.span.end)
        return self._names[spans.index(found[0])] if found else None

    def names(self) -> int:
        """How many mentions of names can be walked."""
        return len(self._names)

    def action_next_note(self) -> None:
        """To the next note."""
        self._walk_notes(self.times())

    def action_prior_note(self) -> None:
        """To the note before."""
        self._walk_notes(-self.times())

    def _walk_notes(self, by: int) -> None:
        every = enumerate(self.page.lines)
        lines = [at for at, line in every if line.note and line.words.startswith(BEGINS_NOTE)]
        if not lines:
            missing = worded("no note on this text; {keeping.note} writes one")
            self.post_message(self.Placed(missing))
            return
        after = bisect_right(lines, self.cursor if by > 0 else self.cursor - 1)
        self.move_to(lines[(after + by - (by > 0)) % len(lines)])

    def move_to(self, item: int) -> None:
        """Put the reading line on ``item``; a name left behind is let go."""
        line = self.page.lines[item] if 0 <= item < len(self.page.lines) else None
        name = self.standing_on()
        if name and not (line and line.span and line.span.start <= name.start < line.span.end):
            self.on_name = None
            self._step_light(span_of(name))
        super().move_to(item)


def _walked(starts: Sequence[int], at: int | None, by: int, here: int) -> int:
    """The place in ``starts`` that is ``by`` on from ``at``, else from offset ``here``."""
    if at is not None:
        return (at + by) % len(starts)
    after = bisect_right(starts, here - 1)
    return (after + by - 1 if by > 0 else after + by) % len(starts)
