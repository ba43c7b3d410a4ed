"""What to know about one article before judging it, each remark with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.article import Span
from index.comparison.table import Doubt
from index.framing.telling import Telling

_QUOTE_MARKS = re.compile('["“”„«»]')
NAMED = 3
"""How many columns with the same text a remark names."""


def remarks(
    telling: Telling,
    body: Sequence[Span],
    twins: Sequence[str],
    copies: int,
    alone: bool,
    doubted: Sequence[Doubt],
) -> tuple[str, ...]:
    """The remarks on one article.

    ``twins`` are the headings of the first few of its ``copies``, columns with the same
    text; ``alone`` tells that there is no other article, ``doubted`` are its ``doubts``.
    """
    if not body:
        return ("empty: no text besides its title or page furniture",)
    found = [
        "the only article here: nothing to compare it with yet" if alone else None,
        _same_text(twins, copies),
        _conflict(telling),
        _no_quotes(telling),
        _no_source(telling),
        *(f"{doubt.about}: {doubt.reason}" for doubt in doubted),
        _language(telling),
    ]
    return tuple(remark for remark in found if remark)


def _same_text(twins: Sequence[str], copies: int) -> str | None:
    if not twins:
        return None
    named = ", ".join(twins[:NAMED])
    rest = f" and {copies - NAMED} more" if copies > NAMED else ""
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
