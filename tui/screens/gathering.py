"""Keeping for all that is found, picked or listed at once; and the searches themselves."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence

from index import Library, Tag
from index.text import clean_line, fold
from tui.all_hits import all_hits
from tui.key_words import worded
from tui.phrases import count
from tui.screens.choose import MOST_CHOICES, Choice, ChooseScreen
from tui.screens.noting import Noting
from tui.work import fetch

_SHORT = 40
_DEEDS = {
    "star": "star {}", "unstar": "take the stars off {}",
    "read": "mark {} read", "unread": "mark {} unread",
}  # fmt: skip


class Gathering(Noting):
    """The part of the library screen that keeps searches and what they find."""

    library: Library

    @abstractmethod
    def lit_query(self) -> str:
        """The query that is on."""

    @abstractmethod
    def found(self) -> int:
        """How many articles it found."""

    @abstractmethod
    def run_search(self, query: str) -> None:
        """List what a query finds."""

    @abstractmethod
    def listed_here(self) -> tuple[Sequence[int], str]:
        """Articles that are meant without a search, and in words which; none for none."""

    def action_kept(self) -> None:
        """List what is kept; one that is chosen is shown."""
        from tui.screens.kept import KeptScreen

        self.app.push_screen(KeptScreen(self.library, self.run_search))

    def action_save(self) -> None:
        """Keep the query that is on, under a name."""
        from tui.screens.prompt import PromptScreen

        query, total, library = self.lit_query().strip(), self.found(), self.library
        if not query:
            self.tell(worded("search for something first; {library.save} keeps the search"))
            return

        def save(name: str) -> str:
            # A last word that was left unfinished stands for all words that begin so.
            whole = query
            if library.kept.count(query) != total and library.kept.count(f"{query}*") == total:
                whole = f"{query}*"
            return library.kept.save_search(whole, name)

        def named(name: str | None) -> None:
            if name is not None:
                self.correct("keeping", lambda: save(name))

        question = f"Keep the search “{clean_line(query, _SHORT)}” as"
        self.app.push_screen(
            PromptScreen(question, worded("a name; {library.kept} lists what is kept"), query),
            named,
        )

    def action_hits(self) -> None:
        """Ask what to do with all that is picked, found or listed, then whether to."""
        query, library = self.lit_query().strip(), self.library
        listed, which = self.listed_here()
        if not query and not listed:
            self.tell("nothing is listed; nothing to do it to")
            return

        def get() -> list[int]:
            return list(listed) if listed else all_hits(library, query, typing=True)

        def came(numbers: list[int]) -> None:
            if not numbers:
                self.tell("nothing is found; nothing to do it to")
            elif self.is_current:
                hits = f"that “{clean_line(query, _SHORT)}” finds"
                self.ask_deed(which if listed else hits, numbers)

        fetch(self, "hits", get, came, self.complain)

    def ask_deed(self, which: str, numbers: list[int]) -> None:
        """Ask what to do with articles; ``which`` says in words which they are."""
        what = count(len(numbers), "article")
        question = f"All {what} {which}" if len(numbers) > 1 else f"The {what} {which}"

        def chosen(value: str | None) -> None:
            if value is not None:
                self._confirm(value, numbers, what)

        def fit(words: str) -> list[Choice]:
            name = words.lstrip("#-+ ")
            return _deeds(words, name, self.library.kept.tags(name, MOST_CHOICES))

        advice = "a word tags them, -word takes that tag off"
        self.app.push_screen(ChooseScreen(question, advice, fit), chosen)

    def _confirm(self, deed: str, numbers: list[int], what: str) -> None:
        told = _said(deed, what)
        choices = [Choice("yes", f"yes, {told}"), Choice("", "no, leave them")]

        def answered(value: str | None) -> None:
            if value:
                self.correct("keeping", self._doing(deed, numbers))

        def fit(words: str) -> list[Choice]:
            return [one for one in choices if one.label.startswith(words.lower())]

        question = f"{told[0].upper()}{told[1:]}?"
        self.app.push_screen(
            ChooseScreen(question, worded("{anywhere.undo} takes it back"), fit), answered
        )

    def _doing(self, deed: str, numbers: list[int]) -> Callable[[], str]:
        kept = self.library.kept
        if deed in ("star", "unstar"):
            return lambda: kept.star(numbers, deed == "star")
        if deed in ("read", "unread"):
            return lambda: kept.read(numbers, deed == "read")
        return lambda: kept.tag(numbers, deed[1:], on=deed[0] == "+")


def _said(deed: str, what: str) -> str:
    """A deed in words: ``tag 5 articles with thesis``."""
    if deed in _DEEDS:
        return _DEEDS[deed].format(what)
    on, tag = deed[0] == "+", deed[1:]
    return f"tag {what} with {tag}" if on else f"take the tag {tag} off {what}"


def _deeds(typed: str, name: str, fitting: tuple[Tag, ...]) -> list[Choice]:
    """What can be done to all that was found, for what was typed: what a tag may be named, and
    the tags that fit, one that is just this first."""
    sign = "-" if typed.startswith("-") else "+"
    key = fold(name)
    known = [
        Choice(f"{sign}{tag.name}", _said(f"{sign}{tag.name}", "them"), count(tag.articles, "text"))
        for tag in fitting
    ]
    if sign == "-":
        return known
    deeds = [Choice(deed, said) for deed in _DEEDS if key in (said := _said(deed, "them"))]
    if not key.strip():
        return [*deeds, *known]
    if fitting and fold(fitting[0].name) == key:
        return [*known, *deeds]
    return [*deeds, Choice(f"+{name}", _said(f"+{name}", "them"), "new tag"), *known]
