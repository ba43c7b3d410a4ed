"""Keeping for all that a search finds at once, and the searches themselves."""

from __future__ import annotations

from collections.abc import Callable

from index import Library, Tag
from index.text import clean_line, fold
from tui.phrases import count
from tui.screens.choose import Choice, ChooseScreen
from tui.screens.keeping import Keeping
from tui.screens.kept import KeptScreen
from tui.work import fetch

_SHORT = 40
_DEEDS = {
    "star": "star them", "unstar": "take their stars off",
    "read": "mark them read", "unread": "mark them unread",
}  # fmt: skip


class Gathering(Keeping):
    """The part of the library screen that keeps searches and what they find."""

    library: Library

    def lit_query(self) -> str:
        """The query that is on."""
        raise NotImplementedError

    def found(self) -> int:
        """How many articles it found."""
        raise NotImplementedError

    def run_search(self, query: str) -> None:
        """List what a query finds."""
        raise NotImplementedError

    def action_kept(self) -> None:
        """List what is kept; one that is chosen is shown."""
        self.app.push_screen(KeptScreen(self.library, self.run_search))

    def action_save(self) -> None:
        """Keep the query that is on, under a name."""
        from tui.screens.prompt import PromptScreen

        query, total, library = self.lit_query().strip(), self.found(), self.library
        if not query:
            self.tell("search for something first; + keeps the search")
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
        self.app.push_screen(PromptScreen(question, "a name; S lists what is kept", query), named)

    def action_hits(self) -> None:
        """Ask what to do with all that the query finds, then whether to."""
        query, library = self.lit_query().strip(), self.library
        if not query:
            self.tell("search for something first; B acts on all that is found")
            return

        def get() -> tuple[list[int], tuple[Tag, ...]]:
            total = max(1, library.search(query, limit=1, typing=True, bare=True).total)
            found = library.search(query, limit=total, typing=True, bare=True)
            return [hit.line.id for hit in found.hits], library.kept.tags()

        def came(found: tuple[list[int], tuple[Tag, ...]]) -> None:
            numbers, tags = found
            if not numbers:
                self.tell("nothing is found; nothing to do it to")
            elif self.is_current:
                self.ask_deed(query, numbers, tags)

        fetch(self, "hits", get, came, self.complain)

    def ask_deed(self, query: str, numbers: list[int], tags: tuple[Tag, ...]) -> None:
        """Ask what to do with the articles that a query found."""
        what = count(len(numbers), "article")
        question = f"All {what} that “{clean_line(query, _SHORT)}” finds"

        def chosen(value: str | None) -> None:
            if value is not None:
                self._confirm(value, numbers, what)

        advice = "a word tags them, -word takes a tag off · ↓ chooses"
        self.app.push_screen(ChooseScreen(question, advice, lambda w: _deeds(w, tags)), chosen)

    def _confirm(self, deed: str, numbers: list[int], what: str) -> None:
        told = _DEEDS.get(deed) or f"{'tag' if deed[0] == '+' else 'untag'} them: {deed[1:]}"
        choices = [Choice("yes", f"yes, {what}: {told}"), Choice("", "no, leave them")]

        def answered(value: str | None) -> None:
            if value:
                self.correct("keeping", self._doing(deed, numbers))
            else:
                self.tell("nothing was changed")

        def fit(words: str) -> list[Choice]:
            return [one for one in choices if one.label.startswith(words.lower())]

        question = f"{what}: {told}?"
        self.app.push_screen(ChooseScreen(question, "u takes it back", fit), answered)

    def _doing(self, deed: str, numbers: list[int]) -> Callable[[], str]:
        kept = self.library.kept
        if deed in ("star", "unstar"):
            return lambda: kept.star(numbers, deed == "star")
        if deed in ("read", "unread"):
            return lambda: kept.read(numbers, deed == "read")
        return lambda: kept.tag(numbers, deed[1:], on=deed[0] == "+")


def _deeds(typed: str, tags: tuple[Tag, ...]) -> list[Choice]:
    """What can be done to all that was found, for what was typed."""
    off, name = typed.startswith("-"), typed.lstrip("#-+ ")
    deeds = [
        Choice(value, label) for value, label in _DEEDS.items() if fold(label).find(fold(name)) >= 0
    ]
    sign, word = ("-", "untag") if off else ("+", "tag")
    known = [
        Choice(f"{sign}{tag.name}", f"{word} them: {tag.name}", count(tag.articles, "text"))
        for tag in tags
        if fold(name) in fold(tag.name)
    ]
    new = name and not off and fold(name) not in {fold(tag.name) for tag in tags}
    made = [Choice(f"+{name}", f"tag them: {name}", "new tag")] if new else []
    exact = [one for one in known if name and fold(one.value[1:]) == fold(name)]
    rest = [one for one in known if one not in exact]
    return (
        [*exact, *rest]
        if off
        else [*exact, *(deeds if not made else []), *made, *rest] + (deeds if made else [])
    )
