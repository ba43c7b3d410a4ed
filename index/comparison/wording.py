"""How the articles word it: sets of words, what each calls the same, words that mark one."""

from __future__ import annotations

from typing import Literal

from index.article import MentionType, Span
from index.dataclass import dataclass


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
