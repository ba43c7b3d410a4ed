"""The query language: what the reader typed, read by Whoosh's parser into a small tree.

Words are joined by AND unless OR stands between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any as Node

from whoosh import qparser
from whoosh.qparser import syntax

from index.errors import QueryError
from index.search import dates
from index.search.dates import Days
from index.search.tidy import DATED, FIELDS, example, tidy
from index.search.words import Term, terms_in
from index.text import fold

MOST_BEGINNINGS = 8
"""How many unfinished words of a query are looked up as such."""


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or words in a row, in title or body (``title``: in the title only).

    ``terms`` are whole words; a stop word's stem is "". If ``prefix`` is set, one more word
    follows: any that begins like its surface, or has its stem. Offsets of terms count in
    the tidied query.
    """

    terms: tuple[Term, ...]
    prefix: Term | None = None
    title: bool = False

    @property
    def idle(self) -> bool:
        """Whether there is nothing to look up: no words, or stop words only."""
        return self.prefix is None and not any(term.stem for term in self.terms)


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
    """A query as understood. ``text`` is its tidied form, ``notes`` what was changed."""

    clause: Clause
    text: str
    notes: tuple[str, ...]


_PARSER = qparser.QueryParser(
    "text",
    None,
    plugins=[
        qparser.FieldsPlugin(rf"(?<![^\s(])(?P<text>{'|'.join(FIELDS)}):(?=\S)"),
        qparser.PhrasePlugin(r'"(?P<text>[^"]*)"(?P<slop>(?!))?'),
        qparser.GroupPlugin(),
        qparser.OperatorsPlugin(AndNot=None, AndMaybe=None, Require=None),
    ],
)


def parse(text: str, typing: bool = False) -> Query:
    """Read a query. With ``typing`` the word at its end is taken as unfinished.

    Raises QueryError, with the nearest valid form, for dates that are none, for misspelt
    fields and fields without a value; any other string is a query.
    """
    tidied = tidy(text, typing)
    tree = _PARSER.process(tidied.text) if tidied.text else syntax.AndGroup([])
    reading = _Reading(tidied.open, [leaf.startchar or 0 for leaf in _leaves(tree)])
    clause = reading.clause(tree)
    return Query(clause, tidied.text, tidied.notes + tuple(reading.notes))


def _leaves(node: Node) -> Iterator[Node]:
    if isinstance(node, syntax.GroupNode):
        for child in node:
            yield from _leaves(child)
    else:
        yield node


class _Reading:
    """One walk over the parser's tree."""

    def __init__(self, is_open: bool, leaves: list[int]) -> None:
        self.notes: list[str] = []
        self._open = is_open
        self._last = max(leaves, default=0)
        self._alone = len(leaves) == 1
        self._beginnings = 0

    def clause(self, node: Node, negated: bool = False) -> Clause:
        if not isinstance(node, syntax.GroupNode):
            return self._leaf(node, negated)
        negates = isinstance(node, syntax.NotGroup)
        clauses = tuple(self.clause(child, negated or negates) for child in node)
        if negates:
            return Not(All(clauses))
        if isinstance(node, syntax.OrGroup):
            return Any(clauses)
        return clauses[0] if len(clauses) == 1 else All(clauses)

    def _leaf(self, node: Node, negated: bool) -> Clause:
        field, text = getattr(node, "fieldname", None) or "text", getattr(node, "text", "")
        if field in DATED:
            return dates.read(field, text)
        if field not in ("text", "title"):
            return _named(field, text)
        at = getattr(node, "textstartchar", None)
        at = node.startchar or 0 if at is None else at
        unfinished = self._open and not negated and (node.startchar or 0) == self._last
        return self._words(text, at, unfinished, field == "title")

    def _words(self, text: str, at: int, unfinished: bool, title: bool) -> Words:
        terms = tuple(
            Term(term.stem, term.surface, at + term.start, at + term.end) for term in terms_in(text)
        )
        starred = text.endswith("*")
        if "*" in text.rstrip("*"):
            self.notes.append("a * counts only at the end of a word")
        if unfinished and terms and not terms[-1].stem:
            # "the" on the way to "theater" must not empty the list, only stop narrowing it
            unfinished = self._alone and len(terms) == 1
        if terms and (starred or unfinished) and self._may_begin():
            return Words(terms[:-1], terms[-1], title)
        return Words(_without_idle_ends(terms), None, title)

    def _may_begin(self) -> bool:
        self._beginnings += 1
        if self._beginnings == MOST_BEGINNINGS + 1:
            self.notes.append(f"only the first {MOST_BEGINNINGS} beginnings were completed")
        return self._beginnings <= MOST_BEGINNINGS


def _without_idle_ends(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """A phrase without stop words before its first and after its last word."""
    kept = [at for at, term in enumerate(terms) if term.stem]
    return terms[kept[0] : kept[-1] + 1] if kept and len(terms) > 1 else terms


def _named(field: str, text: str) -> Clause:
    value = " ".join(text.split()).rstrip("*")
    if not value:
        raise QueryError(f"{field}: needs a value", advice=f"as in {example(field)}")
    return Outlet(fold(value)) if field == "outlet" else Ask(field, value)
