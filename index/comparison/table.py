"""A comparison as a whole: its columns, its aligned rows, and which of many texts stand in it."""

from __future__ import annotations

from typing import Literal

from index.article import Dates, Span
from index.comparison.told import Contradiction, OnlyHere, Shared, Source
from index.comparison.voices import Attribution, SameQuotation, Unheard, Voice
from index.comparison.wording import Label, MarkingWord, Wording
from index.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a text's own wording should be taken with care, and the words that show it.

    ``about`` is what is doubted ("may be a machine translation"), ``reason`` what in the
    text says so, ``spans`` where.
    """

    about: str
    reason: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One article as a column: what heads it and the figures about it.

    ``heading`` is the outlet with its credit ("SGP · text AFP", "outlet unknown · text
    RT"). ``words`` counts the body, ``quoted_words`` those inside direct quotations.
    ``remarks`` are things to know before judging ("quotes nobody", "may be a machine
    translation: ..."), each one line, each with its reason; those about the wording itself
    are ``doubts``, too, with the places.
    """

    article: int
    heading: str
    title: str | None
    lede: Span | None
    dates: Dates
    words: int
    quoted_words: int
    remarks: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A passage of one column in an aligned row. ``lit``: words no other article uses, figures
    no other cell of the row has."""

    start: int
    end: int
    lit: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Closest passages side by side: one cell a column, None where nothing is close.

    ``score`` is the mean similarity of the filled cells, 0.0 for a row with one cell.
    """

    cells: tuple[Cell | None, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """An article that is compared, and why it was chosen.

    ``copies`` are the other articles that print the same text and are not compared.
    ``reason`` is "all" where every independent text is compared; else "asked" for, "central":
    closest to the rest, or "different": least like those chosen before.
    """

    article: int
    reason: Literal["all", "asked", "central", "different"]
    copies: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """Which of many articles are compared.

    ``articles`` and ``texts`` count what was asked for, ``texts`` with copies as one.
    ``chosen`` are compared, in their order; ``left`` are not: one article a text, in their
    order; ``Library.compare`` with ``include`` puts them in. ``why`` is one line that tells
    how was chosen, empty where everything asked for is compared.
    """

    articles: int
    texts: int
    chosen: tuple[Chosen, ...]
    left: tuple[int, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An event's articles side by side. ``event`` is None for articles picked by hand.

    ``articles``, ``columns`` and ``families`` run in the same order; ``families`` says which
    print the same text (equal numbers). ``independent_texts`` counts the texts that were
    asked for, copies as one; ``selection`` tells which of them are compared where they are
    many (None: all).
    """

    event: str | None
    label: str
    articles: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wording: tuple[Wording, ...]
    voices: tuple[Voice, ...]
    unheard: tuple[Unheard, ...]
    sources: tuple[Source, ...]
    only_here: tuple[OnlyHere, ...]
    shared: tuple[Shared, ...]
    contradictions: tuple[Contradiction, ...]
    independent_texts: int
    labels: tuple[Label, ...] = ()
    marking: tuple[MarkingWord, ...] = ()
    families: tuple[int, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    same_quotations: tuple[SameQuotation, ...] = ()
    selection: Selection | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """How far two articles are from each other, and by what.

    ``aligned`` of ``rows`` are rows in which both have a passage; ``worded`` counts wording
    sets that both use, ``differing`` those of them in which no form is common to both;
    ``common`` of ``speakers`` speak in both. ``distance`` is the mean of those shares that
    can be told, from 0.0 to 1.0.
    """

    articles: tuple[int, int]
    aligned: int
    rows: int
    differing: int
    worded: int
    common: int
    speakers: int
    distance: float
