"""An article, what is found in it, and the event it tells: what the rooms hand to one another.

Offsets are Unicode code points into ``Article.text``, ends exclusive. Dates are
``datetime.date``. Nothing here reads, writes or computes beyond its own fields.
"""

from __future__ import annotations

import datetime
from dataclasses import field
from typing import Literal

from index.dataclass import dataclass

ZoneKind = Literal["stamp", "title", "dateline", "byline", "credit", "boilerplate"]
MentionType = Literal["PER", "ORG", "LOC", "NORP", "EVENT", "DATE", "MONEY", "NUMBER"]
QuoteKind = Literal["direct", "paraphrase"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text, ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that was found, how, and the words that prove it.

    ``span`` is None where the proof is not in the text (a table's column, a file's name).
    """

    value: str
    method: str
    evidence: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the text that is not body: page furniture, title, dateline and the like.

    ``rule`` names the rule that found it. Zones never overlap and are in text order.
    """

    start: int
    end: int
    kind: ZoneKind
    rule: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from: a file, a row of a table (``line`` from 1, ``key``), a page."""

    path: str | None = None
    line: int | None = None
    key: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """A closed interval of days."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Dates:
    """The date written on an article and the interval its content proves.

    ``conflict`` is true where the stated day cannot be right: it lies outside the days its
    content proves by more than the events room tolerates, after the day of reading, or
    outside what a reader set. ``implied`` are the days known instead; None where only the
    stated one is known to be wrong ("from 1 November 2020 or later"). ``evidence`` proves the
    interval, or else the conflict.
    """

    stated: Finding | None = None
    implied: DateRange | None = None
    conflict: bool = False
    evidence: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something. ``entity`` is the canonical name it stands for."""

    start: int
    end: int
    text: str
    type: MentionType
    entity: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What a voice says in an article.

    ``start``/``end`` cover the words said (without quotation marks for ``direct``; the
    reported clause for ``paraphrase``). ``speaker`` is the canonical name, or the words
    that stand for the unnamed ("U.S. officials"), or None where the text does not tell.
    ``anonymous`` is true where the speaker has no name. ``verb`` is the attribution verb
    or phrase as printed ("said", "according to"), ``verb_class`` what it tells about the
    reporter's stance: ``neutral``, ``doubting`` ("claimed"), ``emphatic`` ("insisted"),
    ``negative`` ("denied", "warned"), ``concession`` ("admitted") or ``inner`` ("believes");
    None where there is no verb.
    """

    start: int
    end: int
    text: str
    speaker: str | None
    kind: QuoteKind
    verb: str | None
    anonymous: bool = False
    speaker_span: Span | None = None
    verb_class: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One text as one outlet published it, with everything known about it.

    ``text`` is everything that came, cleaned but complete: title line, body, page
    furniture. ``zones`` says which parts are not body. ``title`` is None where the text
    has no headline; it may stand outside ``text`` (a table's column). ``id`` is 0 until
    the article is stored. ``cautions`` say what a reader should know of how it came in
    ("only the teaser of a feed", "a paywall cuts it here"): value the kind, evidence the words.
    """

    id: int
    text: str
    title: Finding | None = None
    outlet: Finding | None = None
    credits: tuple[Finding, ...] = ()
    cites: tuple[Finding, ...] = ()
    byline: Finding | None = None
    language: str | None = None
    url: str | None = None
    dates: Dates = field(default_factory=Dates)
    zones: tuple[Zone, ...] = ()
    cautions: tuple[Finding, ...] = ()
    origins: tuple[Origin, ...] = ()
    family: int | None = None
    event: str | None = None
    entities: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """What a list shows of an article, without its text.

    ``label`` is the title, or else the first words of the body; ``titled`` tells which.
    ``day`` is the day it is sorted by: implied where stated and implied conflict or
    nothing is stated (the middle of the interval, the first day of a wide one), else
    stated. ``day_basis`` names it. ``doubted`` is the stated date as found where it is in
    conflict and no other day is known: ``day`` is None then. ``starred``, ``tags`` and
    ``notes`` (their number) are what the reader keeps of it.
    """

    id: int
    label: str
    titled: bool
    outlet: str | None
    credit: str | None
    day: datetime.date | None
    day_basis: Literal["stated", "implied", "unknown"]
    conflict: bool
    words: int
    event: str | None
    read: bool
    doubted: str | None = None
    starred: bool = False
    tags: tuple[str, ...] = ()
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, told by one or more articles, under a stable id like ``e3``.

    ``outlets`` are names (or "outlet unknown"), each once, in article order.
    ``independent_texts`` counts text families, so wire copies count once.
    ``why_related`` gives the evidence of each related event, in the order of ``related``,
    ``related_labels`` what lists call it.
    """

    id: str
    label: str
    first: datetime.date | None
    last: datetime.date | None
    articles: tuple[int, ...]
    outlets: tuple[str, ...]
    independent_texts: int
    related: tuple[str, ...] = ()
    why_related: tuple[str, ...] = ()
    unread: int = 0
    related_labels: tuple[str, ...] = ()
