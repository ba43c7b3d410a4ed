"""The table of known outlets and agencies, and finding their names in text."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from index.article import Span
from index.text import fold

_TOKEN = re.compile(r"[^\W_]+(?:[.&'’/-][^\W_]+)*\.?")
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Outlet:
    """A known outlet; ``kind`` is agency, aggregator, paper, broadcaster, magazine or site."""

    name: str
    kind: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet found in a text, and where."""

    outlet: Outlet
    span: Span


@functools.cache
def known_outlets() -> tuple[Outlet, ...]:
    """All entries of the table that ships with the program."""
    table = tomllib.loads(resources.files(__package__).joinpath("outlets.toml").read_text("utf-8"))
    return tuple(
        Outlet(
            entry["name"],
            entry["kind"],
            tuple(entry.get("domains", ())),
            tuple(entry.get("aliases", ())),
            tuple(entry.get("ambiguous", ())),
        )
        for entry in table["outlet"]
    )


def by_domain(host: str) -> Outlet | None:
    """The outlet that publishes under this host or a parent of it."""
    labels = host.lower().rstrip(".").split(".")
    for start in range(len(labels) - 1):
        found = _domains().get(".".join(labels[start:]))
        if found is not None:
            return found
    return None


def by_name(name: str, in_credit: bool = False) -> Outlet | None:
    """The outlet of exactly this name, any case; ambiguous short forms only in a credit."""
    key = _key(name)
    return _names().get(key) or (_ambiguous().get(key) if in_credit else None)


def starting_at(text: str, at: int, end: int) -> Named | None:
    """The longest unambiguous outlet name that starts at ``at``, spelt in its own case.

    "The" may stand before it, or be missing from it, unless it is what makes a common
    word a name ("The Hill").
    """
    first = _TOKEN.match(text, at, min(end, at + 80))
    if first is None or not may_start(first.group()):
        return None
    found: Named | None = None
    parts: list[str] = []
    stop = at
    for token in _TOKEN.finditer(text, at, min(end, at + 80)):
        if parts and text[stop : token.start()] not in (" ", "\N{NO-BREAK SPACE}"):
            break
        stop = token.end()
        possessive = token.group().removesuffix("'s").removesuffix("’s")
        short = possessive.rstrip(".") if possessive.count(".") == 1 else possessive
        for form in dict.fromkeys((possessive, short)):
            outlet = _spelt().get((*parts, form))
            if outlet is not None:
                found = Named(outlet, Span(at, token.start() + len(form)))
        parts.append(token.group())
        if len(parts) == _LONGEST:
            break
    return found


def anywhere(text: str, start: int, end: int) -> Iterator[Named]:
    """Every outlet named in ``text[start:end]``, left to right, none inside another."""
    at = start
    for token in _TOKEN.finditer(text, start, end):
        if token.start() < at:
            continue
        named = starting_at(text, token.start(), end) if may_start(token.group()) else None
        if named is not None:
            yield named
            at = named.span.end


def _key(name: str) -> str:
    return " ".join(fold(name).removeprefix("the ").replace(".", "").split())


@functools.cache
def _domains() -> dict[str, Outlet]:
    return {domain: outlet for outlet in known_outlets() for domain in outlet.domains}


@functools.cache
def _names() -> dict[str, Outlet]:
    table: dict[str, Outlet] = {}
    for outlet in known_outlets():
        for name in (outlet.name, *outlet.aliases):
            table.setdefault(_key(name), outlet)
    return table


@functools.cache
def _ambiguous() -> dict[str, Outlet]:
    return {_key(name): outlet for outlet in known_outlets() for name in outlet.ambiguous}


@functools.cache
def _spelt() -> dict[tuple[str, ...], Outlet]:
    table: dict[tuple[str, ...], Outlet] = {}
    for outlet in known_outlets():
        for name in (outlet.name, *outlet.aliases):
            tokens = tuple(found.group() for found in _TOKEN.finditer(name))
            bare = tokens[1:] if tokens[0] == "The" else tokens
            for form in _with_articles(tokens, bare):
                table.setdefault(form, outlet)
    return table


_COMMON = frozenset(
    "Guardian Times Post Sun Hill Independent Observer Telegraph Nation Atlantic Economist Hindu "
    "Australian Federalist Spectator Intercept Blaze Verge Trend Time Dawn Reason Fortune Fars "
    "Insider Salon Slate Vox".split()
)


def _with_articles(tokens: tuple[str, ...], bare: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if bare != tokens and len(bare) == 1 and bare[0] in _COMMON:
        yield tokens
        if bare[0] in ("Guardian", "Economist", "Atlantic"):
            yield ("the", *bare)
        return
    yield bare
    yield ("The", *bare)
    yield ("the", *bare)


@functools.cache
def _first_tokens() -> frozenset[str]:
    return frozenset(form[0] for form in _spelt())


def may_start(token: str) -> bool:
    """Whether a word may be the first of an outlet's name: quickly tells that most are not."""
    first = _first_tokens()
    return token in first or token.rstrip(".") in first or token[:-2] in first
