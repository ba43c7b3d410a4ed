"""What in a text says that its wording may not be the outlet's own, or is damaged.

Each sign is one that ordinary English news does not show; style that only seems odd
("income" for entry) is no sign, since nothing in the text tells it from a writer's choice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.article import Span
from index.comparison.table import Doubt
from index.framing.countries import countries
from index.framing.stopwords import STOPWORDS
from index.framing.telling import Telling
from index.text import fold

TRANSLATED = "may be a machine translation"
DAMAGED = "may be damaged in copying"
CUT = "may be cut short"

_SHOWN = 3
_LEAST_NAMES = 2
_OPENED = re.compile("“[^“”\n]{1,1000}+(“)(?=[\\s,.;:!?)]|$)", re.MULTILINE)
_FOREIGN = re.compile("„[^„“”\n]{1,1000}+[“”]|«[^«»\n]{1,1000}+»")
_MOJIBAKE = re.compile("\N{REPLACEMENT CHARACTER}|â€[™œ“”˜¦\x9d]?|Ã[©¨¡³±¼¶¤§ª¢]|Â[ £©®°«»]")
_MARKED_CUT = re.compile(r"\[\+\d+ chars?\]\s*+$|(?:\.\.\.|…)?\s\[(?:\.\.\.|…|&hellip;)\]\s*+$")
_TAGS = ("#", "@", ".", "/", "-", "_")
_AMBIGUOUS = frozenset(
    "turkey china georgia jordan chad japan guinea turk pole dane swede polish finn lima rome "
    "manila wellington sofia havana panama san santo mali".split()
)


def doubts(telling: Telling) -> tuple[Doubt, ...]:
    """The doubts about the wording of one article, each with its reason and places.

    Signs of machine translation are names printed in lower case (Spanish engines write
    "kyiv"), at least twice, and quotations in marks that English does not use; quotations
    closed with their opening mark are told beside them, never alone.
    """
    found = [_translated(telling), _damaged(telling), _cut(telling)]
    return tuple(doubt for doubt in found if doubt is not None)


def _translated(telling: Telling) -> Doubt | None:
    reasons: list[str] = []
    spans: list[Span] = []
    names = _lower_names(telling)
    if sum(len(places) for places in names.values()) >= _LEAST_NAMES:
        ranked = sorted(names.items(), key=lambda each: -len(each[1]))[:_SHOWN]
        shown = ", ".join(f"“{name}” {len(places)} times" for name, places in ranked)
        reasons.append(f"proper names in lower case ({shown})")
        spans += [span for places in names.values() for span in places]
    foreign = [span for span in _places(telling, _FOREIGN) if _reads_english(telling, span)]
    if foreign:
        reasons.append(f"quotations in foreign marks ({len(foreign)})")
        spans += foreign
    if not reasons:
        return None
    opened = _places(telling, _OPENED, 1)
    if len(opened) > 1:
        reasons.append(f"quotations closed with an opening mark ({len(opened)})")
        spans += opened
    return Doubt(TRANSLATED, ", ".join(reasons), _sorted(spans))


def _damaged(telling: Telling) -> Doubt | None:
    spans = _places(telling, _MOJIBAKE)
    if not spans:
        return None
    text = telling.article.text
    shown = dict.fromkeys(text[span.start : span.end] for span in spans)
    named = ", ".join(f"“{marks}”" for marks in list(shown)[:_SHOWN])
    return Doubt(DAMAGED, f"characters of a wrong encoding ({named})", _sorted(spans))


def _cut(telling: Telling) -> Doubt | None:
    text = telling.article.text
    for part in telling.paragraphs[-1:]:
        found = _MARKED_CUT.search(text, max(part.start, part.end - 40), part.end)
        if found is not None:
            span = Span(*found.span())
            return Doubt(CUT, f"it ends with “{found[0].strip()}”", (span,))
    return None


def _reads_english(telling: Telling, span: Span) -> bool:
    """Whether enough of the words are small English ones, so that nobody quotes a foreigner."""
    inside = telling.word_range(span.start, span.end)
    small = sum(telling.bases[at] in STOPWORDS for at in inside)
    return small >= max(2, len(inside) / 4)


def _places(telling: Telling, pattern: re.Pattern[str], group: int = 0) -> list[Span]:
    text = telling.article.text
    return [
        Span(*found.span(group))
        for part in telling.paragraphs
        for found in pattern.finditer(text, part.start, part.end)
    ]


def _sorted(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans), key=lambda span: (span.start, span.end)))


def _lower_names(telling: Telling) -> dict[str, list[Span]]:
    """Where capitals and countries are printed in lower case, in a text that has capitals."""
    text = telling.article.text
    capitals = sum(text[start].isupper() for start in telling.starts)
    found: dict[str, list[Span]] = defaultdict(list)
    if capitals * 20 >= len(telling.starts):
        for name, span in _in_lower_case(telling):
            found[name].append(span)
    if not any(_in_sentence(telling, span) for places in found.values() for span in places):
        return {}
    return found


def _in_sentence(telling: Telling, name: Span) -> bool:
    """Whether a small word leads up to a name ("in kyiv"): a list of labels has none."""
    before = telling.word_range(0, name.start)[-1:]
    return any(telling.bases[at] in STOPWORDS for at in before)


def _in_lower_case(telling: Telling) -> Iterator[tuple[str, Span]]:
    text, table = telling.article.text, countries()
    for word, base, root in zip(telling.words, telling.bases, telling.stems, strict=True):
        if not text[word.start].islower() or base in _AMBIGUOUS:
            continue
        if text[word.start - 1 : word.start] in _TAGS:
            continue
        if base in table.capitals or fold(table.names.get((root,), "")) == base:
            name = text[word.start : word.start + len(base)]
            yield name, Span(word.start, word.start + len(base))
