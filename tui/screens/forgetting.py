"""Forgetting on the library screen: the article here, all picked, found or listed; asked first."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

from index import ArticleLine, Library
from index.errors import QueryError
from index.text import clean_line
from tui.all_hits import all_hits
from tui.key_words import worded
from tui.runs import cut
from tui.screens.adding import Adding
from tui.screens.choose import Choice, ChooseScreen
from tui.screens.gathering import Gathering
from tui.screens.working import AT_ONCE, Asked, Report
from tui.work import fetch

_SHORT = 40


@dataclass(frozen=True, slots=True)
class _Asked:
    """What may be forgotten: the article here, and all that are meant, ``which`` in words."""

    here: ArticleLine | None
    stays: bool
    all: tuple[int, ...]
    going: int
    stayed: int
    which: str


class Forgetting(Gathering, Adding):
    """The part of the library screen that takes articles out."""

    library: Library
    picked: tuple[int, ...]

    def action_forget(self) -> None:
        """Ask what to forget: the article here or all that are meant; ``u`` brings it back."""
        if self.told_busy():
            return
        here, library, query = self.kept_here(), self.library, self.lit_query().strip()
        listed, which = self.listed_here()

        def get() -> _Asked:
            numbers, told = tuple(listed), which
            if not numbers and query:
                with contextlib.suppress(QueryError):  # then the article here is all that can go
                    numbers = tuple(all_hits(library, query, typing=True))
                told = f"that “{clean_line(query, _SHORT)}” finds"
            lines = library.lines([here]) if here is not None else []
            going = library.forgetting.weigh(numbers) if len(numbers) > 1 else None
            return _Asked(
                lines[0] if lines else None,
                bool(lines) and not library.forgetting.weigh([lines[0].id]).articles,
                going.articles if going else (),
                len(going.articles) if going else 0,
                going.stayed if going else 0,
                told,
            )

        fetch(self, "forget", get, self._ask_forget, self.complain)

    def _ask_forget(self, asked: _Asked) -> None:
        choices = list(_choices(asked))
        if not choices:
            self.tell("nothing is listed or shown that could be forgotten")
            return
        question = (
            f"Forget “{cut(clean_line(asked.here.label), _SHORT)}”?" if asked.here else "Forget"
        )
        advice = worded("{anywhere.undo} brings it back")

        def fit(words: str) -> list[Choice]:
            return [one for one in choices if words.lower() in one.label.lower()]

        def chosen(value: str | None) -> None:
            if value == "all":
                self._forget(asked.all, False)
            elif value and asked.here is not None:
                self._forget([asked.here.id], value == "even")

        self.app.push_screen(ChooseScreen(question, advice, fit), chosen)

    def _forget(self, numbers: Sequence[int], even_kept: bool) -> None:
        forgetting = self.library.forgetting
        self.pause_reading()
        self.picked = tuple(number for number in self.picked if number not in set(numbers))

        def do(progress: Report | None = None, stopped: Asked | None = None) -> str:
            done = forgetting.forget(numbers, even_kept, progress=progress, cancelled=stopped)
            return f"{done.said}{_BACK}"

        if len(numbers) > AT_ONCE:
            self.carry_out("forgetting", do)
        else:
            self.correct("forgetting", do)


_BACK = worded(" · {anywhere.undo} brings back")


def _choices(asked: _Asked) -> list[Choice]:
    """What can be forgotten, with numbers; what stays is said."""
    choices = []
    if asked.here is not None and asked.stays:
        kept = "starred, tagged or noted; it goes with all that"
        choices.append(Choice("even", "this article, though you keep something of it", kept))
    elif asked.here is not None:
        choices.append(Choice("here", "this article"))
    if asked.going:
        stay = f"{asked.stayed:,} more stay: starred, tagged or noted"
        about = stay if asked.stayed else ""
        choices.append(Choice("all", f"all {asked.going:,} {asked.which}", about))
    return choices
