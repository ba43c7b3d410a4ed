"""Corrections on screen: which event, article or name is meant, asked and carried out."""

from __future__ import annotations

import datetime
from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from index import ArticleLine, Entity, Event, Library, RashomonError
from index.article import MentionType
from index.text import fold
from tui.actions import Scope
from tui.keys import bindings
from tui.phrases import count, days, when
from tui.screens.choose import Choice, ChooseScreen
from tui.screens.prompt import PromptScreen
from tui.screens.room import Room
from tui.typed_days import typed_days
from tui.work import fetch

_OFFERED = 60
_ALONE = "alone"
_FAR = 1_000_000


class Correcting(Room):
    """A screen on which events are merged and split, and articles moved and dated."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("correcting",)
    BINDINGS = bindings("correcting")

    library: Library

    @abstractmethod
    def event_here(self) -> str | None:
        """The event that is meant, None where there is none."""

    @abstractmethod
    def article_here(self) -> int | None:
        """The article that is meant, None where there is none."""

    def action_merge(self) -> None:
        """Say that the event here and another are one."""
        event = self.event_here()
        if event is None:
            self.tell("no event here yet")
            return

        def merge(other: str | None) -> None:
            if other is not None:
                self.correct("merging", lambda: self.library.corrections.join_events(event, other))

        find = EventChoices(self.library, event)
        self.app.push_screen(ChooseScreen("Merge this event with …", _EVENT_ADVICE, find), merge)

    def action_split(self) -> None:
        """Say that the article here tells another event than the one it is in."""
        event, article = self.event_here(), self.article_here()
        if event is None or article is None:
            self.tell("no article of an event here")
        else:
            self.correct("splitting", lambda: self.library.corrections.part(event, [article]))

    def action_move(self) -> None:
        """Ask which event the article here belongs to."""
        article = self.article_here()
        if article is None:
            self.tell("no article here")
            return

        def move(to: str | None) -> None:
            if to is not None:
                event = None if to == _ALONE else to
                self.correct("moving", lambda: self.library.corrections.move(article, event))

        find = EventChoices(self.library, self.event_here(), alone=True)
        self.app.push_screen(ChooseScreen("Move this article to …", _EVENT_ADVICE, find), move)

    def action_date(self) -> None:
        """Ask for the day of the article here."""
        article = self.article_here()
        if article is None:
            self.tell("no article here")
            return
        prompt = PromptScreen("Day of this article", _DATE_ADVICE, check=typed_days)

        def answered(words: str | None) -> None:
            if words is not None:
                self.correct("dating", lambda: self._date(article, *typed_days(words)))

        def found(lines: list[ArticleLine]) -> None:
            if lines and prompt.is_attached:
                prompt.ask(
                    f"Day of {lines[0].label}", f"{when(lines[0])} now · type {_DATE_ADVICE}"
                )

        # The line opens before the article is looked up: what is typed next is the answer.
        self.app.push_screen(prompt, answered)
        library = self.library
        fetch(self, "date", lambda: library.lines([article]), found, self.complain)

    def _date(
        self, article: int, first: datetime.date | None, last: datetime.date | None
    ) -> str | None:
        return self.library.corrections.set_date(article, first, last)


_DATE_ADVICE = "2023-07-11, 2023-06..2023-07 or unknown"
_EVENT_ADVICE = "type words of it, or its number as e12"


class EventChoices:
    """The events to choose from: nearest first, or those that have the words typed."""

    def __init__(self, library: Library, this: str | None, alone: bool = False) -> None:
        self._library, self._this, self._alone = library, this, alone
        self._events: list[Event] = []

    def __call__(self, typed: str) -> list[Choice]:
        """The choices for what was typed. Runs in a thread."""
        if not self._events:
            self._events = self._library.events()
        here = next((event for event in self._events if event.id == self._this), None)
        words = fold(typed).split()
        others = [event for event in self._events if event.id != self._this]
        number = "e" + typed.lower().removeprefix("e")
        found = [event for event in others if event.id == number]
        if not found:
            found = [one for one in others if all(word in fold(one.label) for word in words)]
            found.sort(key=partial(_distance, here))
        listed = [_event_choice(event) for event in found[:_OFFERED]]
        if self._alone and not typed and here and len(here.articles) > 1:
            listed.insert(0, Choice(_ALONE, "an event of its own"))
        return listed


def _distance(here: Event | None, event: Event) -> tuple[bool, int]:
    """Related events are nearest, then those of the same days."""
    if here is None:
        return True, 0
    known = here.first and here.last and event.first and event.last
    apart = _FAR
    if known:
        assert here.first and here.last and event.first and event.last
        apart = abs((event.first - here.first).days) + abs((event.last - here.last).days)
    return event.id not in here.related, apart


def _event_choice(event: Event) -> Choice:
    said = days(event.first, event.last) if event.first and event.last else "undated"
    return Choice(event.id, event.label, f"{said} · {event.id}")


def merge_name(
    room: Room,
    library: Library,
    name: str,
    kind: MentionType,
    renamed: Callable[[str], None] | None = None,
) -> None:
    """Ask which name of its kind is the same as ``name``, and merge them; ``renamed`` gets the
    name kept."""

    def find(typed: str) -> list[Choice]:
        sought = typed or name.split()[-1] if name.split() else typed
        found = library.entities(sought, kind, limit=_OFFERED)
        return [_name_choice(entity) for entity in found if entity.name != name]

    def merge(into: str | None) -> None:
        if into is not None:

            def do() -> str:
                said = library.corrections.merge_names(name, into, kind)
                if renamed is not None:
                    renamed(into)
                return said

            room.correct("merging", do)

    screen = ChooseScreen(f"{name} is the same as …", "type a part of the other name", find)
    room.app.push_screen(screen, merge)


def _name_choice(entity: Entity) -> Choice:
    return Choice(entity.name, entity.name, count(entity.articles, "text"))


def split_name(room: Room, library: Library, entity: Entity, first: str = "") -> None:
    """Ask which spelling of ``entity`` is another name (``first`` is offered first)."""
    others = [spelling for spelling in entity.variants if spelling != entity.name]
    if not others:
        room.tell(f"{entity.name} is spelt in one way only")
        return
    others.sort(key=lambda spelling: (spelling != first, -entity.variants[spelling]))

    def find(typed: str) -> list[Choice]:
        key = fold(typed)
        found = [spelling for spelling in others if key in fold(spelling)]
        times = (count(entity.variants[spelling], "time") for spelling in found)
        return [Choice(one, one, said) for one, said in zip(found, times, strict=True)]

    def split(spelling: str | None) -> None:
        if spelling is not None:
            room.correct("splitting", lambda: library.corrections.split_name(spelling))

    question = f"Which of these is not {entity.name}?"
    room.app.push_screen(ChooseScreen(question, "", find), split)


def split_named(room: Room, library: Library, name: str, kind: MentionType) -> None:
    """The same for a name of a list, whose spellings are fetched first."""

    def get() -> Entity:
        return library.entity(name, type=kind, limit=0).entity

    def ask(entity: Entity) -> None:
        split_name(room, library, entity)

    def wrong(error: RashomonError) -> None:
        room.complain(error)

    fetch(room, "spellings", get, ask, wrong)
