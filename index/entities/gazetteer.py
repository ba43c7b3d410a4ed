"""Names known beforehand: countries, places, groups, bodies, events and public figures.

The tables stand in ``data/``; they are read once, when first asked for.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import field

from index.article import MentionType
from index.dataclass import dataclass
from index.entities.lexicon import rows
from index.entities.tokens import Token
from index.text import fold

_DROPPED = re.compile(r"[.,]")


@dataclass(frozen=True, slots=True)
class Known:
    """One known name: its canonical form, its type and the nouns that may refer to it."""

    name: str
    type: MentionType
    heads: tuple[str, ...] = ()


@dataclass(slots=True)
class Gazetteer:
    """All known names by every spelling, as token keys ("St. Louis" -> "St Louis")."""

    names: dict[str, Known] = field(default_factory=dict)
    folded: dict[str, Known] = field(default_factory=dict)
    spellings: dict[str, list[str]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, known: Known, spellings: list[str]) -> None:
        """Enter a name; a spelling entered before keeps its first meaning."""
        forms = self.spellings.setdefault(known.name, [])
        for spelling in spellings:
            if not spelling:
                continue
            form = key(spelling)
            if form not in self.names:
                self.names[form] = known
                first = form.split(" ", 1)[0]
                self.longest[first] = max(self.longest.get(first, 0), form.count(" ") + 1)
            self.folded.setdefault(fold(form), known)
            if spelling not in forms:
                forms.append(spelling)

    def match(self, tokens: Sequence[Token], at: int, end: int) -> tuple[int, Known] | None:
        """The longest known name that starts at token ``at``: its end and what it is."""
        if tokens[at].word not in self.longest:
            return None
        stop = min(end, at + self.longest[tokens[at].word])
        forms, parts = [], ""
        for index in range(at, stop):
            token = tokens[index]
            if index > at:
                gap = token.gap
                if gap not in (" ", "-", ". ", " & ", ", ", "‑") or tokens[index - 1].owns:
                    break
                parts += " & " if gap == " & " else " "
            parts += token.word
            forms.append((index + 1, parts, token.owns))
        for stop, form, owns in reversed(forms):
            if owns and (known := self.names.get(form + "'s")):
                return stop, known
            if known := self.names.get(form):
                return stop, known
        return None


def key(name: str) -> str:
    """A name as the tokeniser would give it: no dots, hyphens opened, plain apostrophes."""
    return _DROPPED.sub("", name).replace("-", " ").replace("’", "'").replace("/", " ")


@functools.cache
def gazetteer() -> Gazetteer:
    """The tables of ``data/``, loaded once in a process."""
    known = Gazetteer()
    for table, kind in (
        ("organisations.txt", "ORG"),
        ("events.txt", "EVENT"),
        ("people.txt", "PER"),
    ):
        for name, *more in rows(table):
            heads = tuple(_cells(more[1])) if len(more) > 1 else ()
            # The three tables above name nothing but these types.
            known.add(Known(name, kind, heads), [name, *_cells(more[0] if more else "")])  # type: ignore[arg-type]
    for name, *more in rows("places.txt"):
        known.add(Known(name, "LOC"), [name, *_cells(more[0] if more else "")])
    for name, *more in rows("countries.txt"):
        capital, people, others = (*more, "", "", "")[:3]
        known.add(Known(name, "LOC"), [name, *_cells(others)])
        known.add(Known(capital, "LOC"), [capital])
        if forms := _cells(people):
            known.add(Known(forms[0], "NORP"), forms)
    for name, *more in rows("groups.txt"):
        known.add(Known(name, "NORP"), [name, *_cells(more[0] if more else "")])
    return known


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split(",") if cell.strip()]


def fold_name(name: str) -> str:
    """The key under which a typed name is looked up: folded, no marks, no leading "the"."""
    words = re.findall(
        r"[^\W_]+", fold(name.replace("’", "'").replace("'s ", " ")).replace(".", "")
    )
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@functools.cache
def _by_fold() -> dict[str, Known]:
    known = gazetteer()
    table: dict[str, Known] = {}
    for form, entry in known.names.items():
        table.setdefault(fold_name(form), entry)
    return table


def lookup(name: str) -> Known | None:
    """The known name that any spelling in any case stands for."""
    return gazetteer().names.get(key(name)) or _by_fold().get(fold_name(name))


def variants_of(name: str) -> tuple[str, ...]:
    """Known spellings of a name, given in any spelling; the canonical one first, () if unknown."""
    known = lookup(name)
    return tuple(gazetteer().spellings[known.name]) if known else ()
