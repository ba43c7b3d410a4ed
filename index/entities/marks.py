"""What the rules hand to one another, and what they hand out in the end."""

from __future__ import annotations

from index.article import Mention, MentionType, Quote
from index.dataclass import dataclass
from index.entities.gazetteer import Known


@dataclass(slots=True)
class Mark:
    """A stretch of text that some rule takes for a name.

    ``weight`` tells how much the rule knows: 3 and more is proof (a known name, a form of
    address before it), about 1 a good reason, below that a guess that needs company.
    ``type`` is None where only the capital speaks for it. ``titled`` tells of an office or
    form of address before it, ``placed`` of a preposition of place.
    """

    start: int
    end: int
    text: str
    type: MentionType | None
    weight: float
    known: Known | None = None
    titled: bool = False
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading an article closely gives: mentions and quotes, each in text order."""

    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
