"""What a comparison of articles holds. Every count is a tuple of spans, so each can be opened."""

from __future__ import annotations

from typing import Literal

from index.article import ArticleLine, Dates, Finding, MentionType, Span
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
class WordingUse:
    """One form of a wording set in one article. ``quoted`` of the spans are in quotations."""

    article: int
    form: str
    spans: tuple[Span, ...]
    quoted: int = 0


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording set with every use of its forms in the articles compared.

    ``about`` is the name beside which the forms count ("Floyd" for the killing, the death
    of Floyd), "" where the set asks for none. ``differs`` tells that an article uses a form
    that another one, which uses the set, does not. ``source`` says why these words are set
    against each other, ``own`` marks a set of the reader's.
    """

    set: str
    title: str
    uses: tuple[WordingUse, ...]
    about: str = ""
    differs: bool = False
    source: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class LabelUse:
    """What one article calls an entity, in one form. ``quoted`` of the spans are quoted."""

    article: int
    form: str
    kind: Literal["name", "title", "description"]
    spans: tuple[Span, ...]
    quoted: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """What the articles call the same entity: its names, titles and descriptions.

    ``differs`` tells that an article uses a form that another one, which names the entity,
    does not. ``kind`` of a use: a spelling of the name, what stands before a name
    ("Secretary-General"), or a phrase that stands for it ("US-led military bloc").
    """

    entity: str
    type: MentionType
    uses: tuple[LabelUse, ...]
    differs: bool = False


@dataclass(frozen=True, slots=True)
class MarkingWord:
    """A word that marks one article against the others: log-odds with a prior, z its score.

    ``here`` counts it in ``article``, ``elsewhere`` in all others. ``word`` is its most
    printed form there, ``spans`` are its places.
    """

    article: int
    word: str
    here: int
    elsewhere: int
    z: float
    significant: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker in one article, direct or paraphrased. ``spans`` are the words said.

    ``words`` counts the words inside ``spans``, ``share`` is their part of the words of
    the body, from 0 to 1; ``verbs`` are as printed.
    """

    speaker: str
    article: int
    kind: Literal["direct", "paraphrase"]
    anonymous: bool
    words: int
    spans: tuple[Span, ...]
    verbs: tuple[str, ...] = ()
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """One verb by which an article lets others speak, every time it does.

    ``verb`` is folded ("according to"); ``verb_class`` is that of ``Quote``, for putting
    like beside like. ``spans`` are the verbs themselves, or the words said where the verb
    cannot be pointed at.
    """

    article: int
    verb: str
    verb_class: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Cutting:
    """One article's version of words that another quotes, too.

    ``span`` is the whole of what this article prints of the saying, ``kept`` the runs that
    another version has as well, ``own`` the rest; ``words`` and ``kept_words`` count all
    the words said and those kept. ``kind`` tells whether it stands as a quotation or as a
    paraphrase.
    """

    article: int
    kind: Literal["direct", "paraphrase"]
    span: Span
    kept: tuple[Span, ...]
    own: tuple[Span, ...]
    words: int = 0
    kept_words: int = 0


@dataclass(frozen=True, slots=True)
class SameQuotation:
    """The same words of one speaker in several articles, cut differently.

    ``words`` counts the longest run they share, ``text`` is that run as first printed, " … "
    where other words stand between.
    """

    speaker: str
    text: str
    words: int
    versions: tuple[Cutting, ...]


@dataclass(frozen=True, slots=True)
class Unheard:
    """A party much named in the event that has no voice in one article; ``named`` proves it."""

    party: str
    article: int
    named: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or agency that an article credits or leans on.

    ``via`` is set for a chain: the article's own credit through which it comes
    (FT cited inside a text credited to RT).
    """

    article: int
    name: str
    kind: Literal["credit", "cited"]
    spans: tuple[Span, ...]
    via: str | None = None


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """A name, number, date or sum that one text alone has, or a sentence to which no other
    text has a close passage.

    Copies of one text count as one; the first of them that has it stands for all.
    """

    article: int
    text: str
    kind: Literal["name", "number", "date", "money", "sentence"]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one article; ``quoted`` where all of it stands in a direct quotation."""

    article: int
    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """The same run of words in two or more articles; ``words`` long, ``text`` as first printed.

    ``texts`` counts the independent texts among them.
    """

    text: str
    words: int
    passages: tuple[Passage, ...]
    texts: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a contradiction: the value as printed, where it stands, its sentence.

    ``published`` is the stated date of the article as found (with its time where it has
    one), None where there is none or its content speaks against it: later may be newer.
    """

    article: int
    value: str
    span: Span
    sentence: Span
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The same kind of figure with different values beside shared words (``about``)."""

    kind: Literal["year", "date", "number", "money"]
    about: tuple[str, ...]
    claims: tuple[Claim, ...]


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
class Difference:
    """One passage in which a copy departs from the reference text of its family.

    ``reference`` and ``copy`` are where it stands in either text, None where it does not:
    ``cut`` stands in the reference alone, ``added`` in the copy alone. ``reworded`` gives
    the sentences on both sides, ``moved`` the same words at another place. ``gone`` and
    ``new`` are the words that only the reference, only the copy has there; a passage may
    stand in the place of a few words of the other text. ``words`` counts the passage, of a
    reworded one the larger of ``gone`` and ``new``.
    """

    kind: Literal["cut", "added", "reworded", "moved"]
    reference: Span | None
    copy: Span | None
    words: int
    gone: tuple[Span, ...] = ()
    new: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a wire text beside the reference text of its family.

    ``words`` counts its body, ``common_words`` those of them in ``common``: runs of words
    that the reference prints, too. ``own_headline`` tells that both have a headline and
    they differ. ``differences`` are in the order of the reference, then of the copy.
    """

    article: int
    reference: int
    headline: str | None
    own_headline: bool
    words: int
    common_words: int
    common: tuple[Span, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Credited:
    """An agency whose text one copy says it carries, with the proof."""

    name: str
    article: int
    proof: Finding


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that print the same text: they count as one.

    ``reference`` is the copy that holds most of what the others print and least of its
    own; of equals the agency's, then the longest. ``copies`` are all of them, the
    reference first, then by day. ``credits`` are what copies say of whose text it is; a
    copy may say nothing.
    """

    id: int
    reference: int
    copies: tuple[ArticleLine, ...]
    credits: tuple[Credited, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """An outlet that usually tells events like one, and has no article in it here.

    ``of`` are the events like it that have enough other outlets, ``covered`` those of them
    that this outlet told. ``held`` are articles of the outlet from the days of the event
    (the first of ``articles_then`` in all), by which the library is known to hold it then.
    ``nearest`` is an event of those days, near in topic, that the outlet did tell.
    """

    outlet: str
    covered: tuple[str, ...]
    of: tuple[str, ...]
    held: tuple[int, ...]
    articles_then: int
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who has no article in an event though the numbers say that they usually do.

    ``compared`` are the events like it, nearest in topic first. ``unclear`` tells in one
    line why nothing can be said, None where it can: then no ``missing`` means that no
    outlet is shown to tell more than half of such events without telling this one.
    """

    event: str
    compared: tuple[str, ...]
    missing: tuple[Missing, ...]
    unclear: str | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """Something named in one article: ``spans`` in text order, ``part`` where the first stands.

    A headline, the lede (the first paragraph), the last quarter of the body, or the middle.
    """

    article: int
    part: Literal["headline", "lede", "middle", "end"]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Prominence:
    """A name or figure that several articles have, with its place in each, in their order."""

    text: str
    kind: MentionType
    appearances: tuple[Appearance, ...]


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
