"""Keeping on screen: star, tags, notes and read marks of the article that is meant."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar

from index import ArticleLine, Library, Note, Span
from index.dataclass import dataclass
from index.text import clean_line, fold
from tui.actions import Scope
from tui.key_words import worded
from tui.keys import bindings
from tui.phrases import count
from tui.runs import cut
from tui.screens.choose import MOST_CHOICES, Choice, ChooseScreen
from tui.screens.prompt import PromptScreen
from tui.screens.room import Room
from tui.work import fetch

_PASSAGE = 60
_NAMED = 12
"""Tags of an article that are named before one more is given it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What a note would be on: the passage ``words`` of an article, or (None) all of it."""

    article: int
    span: Span | None = None
    words: str = ""


class Keeping(Room):
    """A screen on which one article is meant, of which things can be kept."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("keeping",)
    BINDINGS = bindings("keeping")

    library: Library

    @abstractmethod
    def kept_here(self) -> int | None:
        """The article that is meant, None where there is none."""

    @abstractmethod
    def spot_here(self) -> Spot | str:
        """What a note would be on; or in words why none can be written here."""

    @abstractmethod
    def note_here(self) -> Note | None:
        """The note that is here already."""

    def noted(self) -> None:
        """A note is being written on the spot that was asked for."""

    def _with_line(self, do: Callable[[ArticleLine], None]) -> None:
        """Look up what is kept of the article here, and go on with it."""
        number = self.kept_here()
        if number is None:
            self.tell("no article is shown")
            return
        library = self.library

        def came(lines: list[ArticleLine]) -> None:
            if lines:
                do(lines[0])

        fetch(self, "kept", lambda: library.lines([number]), came, self.complain)

    def action_star(self) -> None:
        """Star the article here, or take its star off."""
        number = self.kept_here()
        if number is None:
            self.tell("no article is shown")
        else:
            self.correct("starring", lambda: self._starred(number))

    def _starred(self, number: int) -> str:
        # Looked up when its turn comes: the key pressed twice stars and takes the star off.
        kept = self.library.kept
        return kept.star([number], not kept.of(number).starred)

    def action_read(self) -> None:
        """Mark the article here read, or unread again."""
        number = self.kept_here()
        if number is None:
            self.tell("no article is shown")
        else:
            self.correct("marking", lambda: self._turned(number))

    def _turned(self, number: int) -> str:
        (line,) = self.library.lines([number])
        return self.library.kept.read([number], not line.read)

    def action_tag(self) -> None:
        """Ask for a tag to put on the article here, or to take off it."""

        def ask(line: ArticleLine) -> None:
            on = f" · has {_some(line.tags)}" if line.tags else ""
            find = TagChoices(self.library, line.tags)
            advice = f"a word makes a tag{on}"
            screen = ChooseScreen(f"Tag: {line.label}", advice, find)
            self.app.push_screen(screen, lambda value: self._tagged(line.id, value))

        self._with_line(ask)

    def _tagged(self, number: int, value: str | None) -> None:
        if value is not None:
            self.correct(
                "tagging",
                lambda: self.library.kept.tag([number], value[1:], on=value.startswith("+")),
            )

    def action_note(self) -> None:
        """Write a note on the passage here, or change the one that is there."""
        if (note := self.note_here()) is not None:
            advice = worded("other words for it; {keeping.drop_note} throws it away")
            screen = PromptScreen("Note", advice, note.words, own=True)
            self.app.push_screen(screen, lambda words: self._rewritten(note, words))
            return
        spot = self.spot_here()
        if isinstance(spot, str):
            self.tell(spot)
            return
        about = cut(clean_line(spot.words), _PASSAGE)
        question = f"Note on “{about}”" if about else "Note on the whole article"
        self.app.push_screen(
            PromptScreen(question, "kept beside the text, found again by is:noted"),
            lambda words: self._noted(spot, words),
        )

    def _noted(self, spot: Spot, words: str | None) -> None:
        if words is not None:
            self.noted()
            self.correct("noting", lambda: self.library.kept.note(spot.article, words, spot.span))

    def _rewritten(self, note: Note, words: str | None) -> None:
        if words is not None and words != note.words:
            self.correct("noting", lambda: self.library.kept.rewrite_note(note.id, words))

    def action_drop_note(self) -> None:
        """Throw the note here away."""
        if (note := self.note_here()) is None:
            self.tell("no note here")
        else:
            self.correct("dropping", lambda: self.library.kept.drop_note(note.id))


class TagChoices:
    """The tags to choose from; what is typed and is none yet becomes one.

    A value is the tag after "+" to put it on or "-" to take it off.
    """

    def __init__(self, library: Library, has: tuple[str, ...]) -> None:
        self._library, self._has = library, has

    def __call__(self, typed: str) -> list[Choice]:
        """The choices for what was typed. Runs in a thread."""
        key = fold(typed.lstrip("#- "))
        known = self._library.kept.tags(key, MOST_CHOICES)
        many = {tag.name: count(tag.articles, "text") for tag in known}
        has = [name for name in self._has if key in fold(name)][:MOST_CHOICES]
        choices = [
            *(Choice(f"-{name}", f"take off: {name}", many.get(name, "")) for name in has),
            *(Choice(f"+{name}", name, many[name]) for name in many if name not in has),
        ]
        choices.sort(key=lambda choice: choice.value.startswith("-") != typed.startswith("-"))
        if key.strip() and key not in {fold(tag.name) for tag in known}:
            choices.insert(0, Choice(f"+{typed.lstrip('#- ')}", f"new tag: {typed.lstrip('#- ')}"))
        elif key.strip():
            choices.sort(key=lambda choice: fold(choice.value[1:]) != key)
        return choices


def _some(tags: Sequence[str]) -> str:
    """Tags in a line: the first of them, and how many more there are."""
    more = f" and {len(tags) - _NAMED:,} more" if len(tags) > _NAMED else ""
    return ", ".join(tags[:_NAMED]) + more
