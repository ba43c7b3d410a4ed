"""What to know about one article before judging it, each remark with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.article import Span
from index.framing.countries import countries
from index.framing.telling import Telling
from index.text import fold

_QUOTE_MARKS = re.compile('["“”„«»]')
_OPENED = re.compile("“[^“”\n]{1,1000}+(“)(?=[\\s,.;:!?)]|$)", re.MULTILINE)
_SHOWN = 3
_AMBIGUOUS = frozenset(
    "turkey china georgia jordan chad japan guinea turk pole dane swede polish finn lima rome "
    "manila wellington sofia havana panama san santo mali".split()
)


def remarks(
    telling: Telling, body: Sequence[Span], twins: Sequence[str], tellings: Sequence[Telling]
) -> tuple[str, ...]:
    """The remarks on one article. ``twins`` are the headings of columns with the same text."""
    if not body:
        return ("empty: no text besides its title or page furniture",)
    found = [
        _alone(tellings),
        _same_text(twins),
        _conflict(telling),
        _no_quotes(telling),
        _no_source(telling),
        machine_translation(telling),
        _language(telling),
    ]
    return tuple(remark for remark in found if remark)


def _alone(tellings: Sequence[Telling]) -> str | None:
    return None if len(tellings) > 1 else "the only article here: nothing to compare it with yet"


def _same_text(twins: Sequence[str]) -> str | None:
    if not twins:
        return None
    named = ", ".join(twins[:_SHOWN])
    rest = f" and {len(twins) - _SHOWN} more" if len(twins) > _SHOWN else ""
    return f"same text as {named}{rest}"


def _conflict(telling: Telling) -> str | None:
    dates = telling.article.dates
    if not dates.conflict or dates.stated is None:
        return None
    proof = next((f"“{finding.evidence}”" for finding in dates.evidence if finding.evidence), "")
    reason = f": {proof}" if proof else ""
    return f"stated date {dates.stated.value} contradicts its content{reason}"


def _no_quotes(telling: Telling) -> str | None:
    if telling.quoted:
        return None
    text = telling.article.text
    marks = any(_QUOTE_MARKS.search(text, part.start, part.end) for part in telling.paragraphs)
    reason = "no direct quotation found" if marks else "no quotation mark in the text"
    return f"quotes nobody: {reason}"


def _no_source(telling: Telling) -> str | None:
    article = telling.article
    if article.cites or article.credits or article.quotes:
        return None
    return "names no source: no credit, cited outlet or voice found"


def _language(telling: Telling) -> str | None:
    language = telling.article.language
    if language is None or language.lower().split("-")[0] == "en":
        return None
    return f"language is {language}: the wording sets are English"


def machine_translation(telling: Telling) -> str | None:
    """The remark that a text may be a machine translation, with the words that suggest it.

    Rests on names printed in lower case (Spanish engines write "kyiv"), at least twice;
    quotations closed with their opening mark are told beside it, never alone.
    """
    lower = _lower_names(telling)
    if sum(lower.values()) < 2:
        return None
    names = ", ".join(f"“{name}” {count} times" for name, count in lower.most_common(_SHOWN))
    reason = f"proper names in lower case ({names})"
    text = telling.article.text
    odd = sum(
        sum(1 for _ in _OPENED.finditer(text, part.start, part.end)) for part in telling.paragraphs
    )
    also = f", quotations closed with an opening mark ({odd})" if odd > 1 else ""
    return f"may be a machine translation: {reason}{also}"


def _lower_names(telling: Telling) -> Counter[str]:
    """Capitals and countries printed in lower case in a text that has capital letters."""
    text = telling.article.text
    capitals = sum(text[start].isupper() for start in telling.starts)
    if capitals * 20 < len(telling.starts):
        return Counter()
    table = countries()
    found: Counter[str] = Counter()
    for start, base, root in zip(telling.starts, telling.bases, telling.stems, strict=True):
        if not text[start].islower() or base in _AMBIGUOUS:
            continue
        if base in table.capitals or fold(table.names.get((root,), "")) == base:
            found[text[start : start + len(base)]] += 1
    return found
