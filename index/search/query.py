"""The query language: what the reader typed as a small tree of what to look up.

Words are joined by AND unless OR stands between them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import field, replace

from index.dataclass import dataclass
from index.errors import QueryError
from index.search import dates, grammar
from index.search.dates import Days
from index.search.grammar import Group, Leaf
from index.search.tidy import DATED, example, tidy
from index.search.words import ENGLISH, Analyzer, Term, analyzer
from index.text import fold

MOST_BEGINNINGS = 8
"""How many unfinished words of a query are looked up as such."""

MOST_NEAR = 4
"""How many words of a query are looked up with mistakes."""

LOOSE = "between quotation marks any word may stand for these: {}"
"""Words that nearly every article has are not looked up; they only keep their place."""

_SHORTEST_NEAR = 3
_SHORT = 4
"""Words of so few letters may hold one mistake: with two they would be anything."""

_NEAR = re.compile(r"~([0-9]?)\*?$")


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a query. ``stems`` are what it is looked up by; none: any word will do.

    With ``begins`` it stands for every word that begins like ``surface`` too; with
    ``mistakes`` for every word at most so many mistakes away. Offsets count in the tidied
    query, and two slots that differ only in them are the same.
    """

    stems: tuple[str, ...]
    surface: str
    begins: bool = False
    mistakes: int = 0
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def idle(self) -> bool:
        """Whether this is a stop word, which only keeps its place."""
        return not (self.stems or self.begins)


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or words in a row, in title or body (``title``: in the title only)."""

    slots: tuple[Slot, ...]
    title: bool = False

    @property
    def idle(self) -> bool:
        """Whether there is nothing to look up: no words, or stop words only."""
        return all(slot.idle for slot in self.slots)

    @property
    def loose(self) -> str:
        """Of a phrase, not of two halves of a compound, for which words others may stand."""
        words = dict.fromkeys(slot.surface for slot in self.slots if slot.idle)
        return LOOSE.format(", ".join(words)) if words and len(self.slots) > 2 else ""


@dataclass(frozen=True, slots=True)
class Ask:
    """``field:value`` for fields the index does not hold."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """Articles of the outlets whose name is, or else contains, ``name`` (folded)."""

    name: str


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the clauses; of none: everything."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of the clauses."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What the clause does not match."""

    clause: Clause


Clause = Words | Ask | Outlet | Days | All | Any | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood. ``text`` is its tidied form, ``notes`` what was changed.

    ``sort`` is the order that the query itself asks for, if it does. ``unread`` is why a part
    of it could not be taken as it stands, None where all was.
    """

    clause: Clause
    text: str
    notes: tuple[str, ...]
    sort: str | None = None
    unread: str | None = None


def parse(
    text: str,
    typing: bool = False,
    languages: tuple[str, ...] = (ENGLISH,),
    today: datetime.date | None = None,
) -> Query:
    """Read a query. With ``typing`` the word at its end is taken as unfinished.

    Words are looked up by their stems in all of ``languages``. Raises QueryError, with the
    nearest valid form, for dates that are none, for misspelt fields and fields without a
    value; any other string is a query.
    """
    tidied = tidy(text, typing)
    tree = grammar.read(tidied.text)
    leaves = [leaf.start for leaf in grammar.leaves(tree)]
    reading = _Reading(tidied.open, leaves, analyzer(languages), today or datetime.date.today())
    clause = reading.clause(tree)
    unread = "; ".join([*([tidied.unread] if tidied.unread else []), *reading.cut]) or None
    notes = tidied.notes + tuple(reading.notes + reading.cut)
    return Query(clause, tidied.text, notes, reading.sort, unread)


class _Reading:
    """One walk over the parser's tree."""

    def __init__(
        self, is_open: bool, leaves: list[int], terms: Analyzer, today: datetime.date
    ) -> None:
        self.notes: list[str] = []
        self.cut: list[str] = []
        self.sort: str | None = None
        self._open = is_open
        self._last = max(leaves, default=0)
        self._alone = len(leaves) == 1
        self._analyzer, self._today = terms, today
        self._beginnings = self._nears = 0

    def clause(self, node: Leaf | Group, negated: bool = False) -> Clause:
        """What a node of the tree asks for."""
        if isinstance(node, Leaf):
            return self._leaf(node, negated)
        negates = node.kind == "not"
        clauses = tuple(self.clause(part, negated or negates) for part in node.parts)
        if negates:
            return Not(All(clauses))
        if node.kind == "any":
            return Any(clauses)
        return clauses[0] if len(clauses) == 1 else All(clauses)

    def _leaf(self, leaf: Leaf, negated: bool) -> Clause:
        field = leaf.field or "text"
        if field in DATED:
            return self._dated(field, leaf.text)
        if field == "sort":
            self.sort = _order(leaf.text)
            return All(())
        if field not in ("text", "title"):
            return _named(field, leaf.text)
        unfinished = self._open and not negated and leaf.start == self._last
        return self._words(leaf.text, leaf.text_start, unfinished, field == "title")

    def _dated(self, field: str, text: str) -> Days:
        days = dates.read(field, text, self._today)
        if not text[:1].isdigit():
            self.notes.append(f"{text.replace('-', ' ')} means {days.told()}")
        return days

    def _words(self, text: str, at: int, unfinished: bool, title: bool) -> Words:
        loose = _NEAR.search(text)
        if loose:
            text = text[: loose.start()]
        slots = _slots(tuple(self._analyzer.terms(text)), at)
        starred = text.endswith("*")
        if "*" in text.rstrip("*"):
            self.notes.append("a * counts only at the end of a word")
        if unfinished and slots and slots[-1].idle:
            # "the" on the way to "theater" must not empty the list, only stop narrowing it
            unfinished = self._alone and len(slots) == 1
        if slots and loose:
            slots[-1] = self._near(slots[-1], int(loose.group(1) or 1))
        elif slots and (starred or unfinished) and self._may_begin():
            slots[-1] = replace(slots[-1], begins=True)
        return Words(_without_idle_ends(tuple(slots)), title)

    def _may_begin(self) -> bool:
        self._beginnings += 1
        if self._beginnings == MOST_BEGINNINGS + 1:
            self.cut.append(f"only the first {MOST_BEGINNINGS} beginnings were completed")
        return self._beginnings <= MOST_BEGINNINGS

    def _near(self, slot: Slot, mistakes: int) -> Slot:
        self._nears += 1
        if self._nears == MOST_NEAR + 1:
            self.cut.append(f"only the first {MOST_NEAR} words were taken loosely")
        if self._nears > MOST_NEAR or len(slot.surface) < _SHORTEST_NEAR:
            return slot
        return replace(
            slot, begins=False, mistakes=min(mistakes, 2 if len(slot.surface) > _SHORT else 1)
        )


def _slots(terms: tuple[Term, ...], at: int) -> list[Slot]:
    """A slot for each term. Scripts without spaces: pairs of letters, or what one begins."""
    slots = []
    for number, term in enumerate(terms):
        paired = term.tail and number > 0 and terms[number - 1].end == term.end
        stems = () if paired else term.stems
        begins = term.tail and not paired
        slots.append(Slot(stems, term.surface, begins, 0, at + term.start, at + term.end))
    return slots


def _without_idle_ends(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """A phrase without stop words before its first and after its last word."""
    kept = [at for at, slot in enumerate(slots) if not slot.idle]
    return slots[kept[0] : kept[-1] + 1] if kept and len(slots) > 1 else slots


def _named(field: str, text: str) -> Clause:
    value = " ".join(text.split()).rstrip("*")
    if not value:
        raise QueryError(f"{field}: needs a value", advice=f"as in {example(field)}")
    return Outlet(fold(value)) if field == "outlet" else Ask(field, value)


def _order(text: str) -> str:
    value = text.strip().lower()
    if value in ("date", "newest"):
        return "date"
    if value in ("relevance", "best"):
        return "relevance"
    raise QueryError(f"cannot sort by {text[:40]}", advice="try sort:date or sort:relevance")


def scored(clause: Clause) -> Iterator[Words]:
    """The words of a query that speak for an article: all that are not negated."""
    match clause:
        case Words() if not clause.idle:
            yield clause
        case All(clauses) | Any(clauses):
            for inner in clauses:
                yield from scored(inner)
        case _:
            pass
