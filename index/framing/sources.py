"""Which outlets and agencies each article credits or leans on, and through whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.article import Finding, Span
from index.comparison.told import Source
from index.framing.telling import Telling, merged
from index.text import fold


def sources(tellings: Sequence[Telling]) -> tuple[Source, ...]:
    """Credits and cited sources in column order, each once an article, with every place.

    A source cited inside a text that carries someone else's credit came through that
    credit (``via``), unless the two are one.
    """
    return tuple(source for telling in tellings for source in _sources(telling))


def _sources(telling: Telling) -> list[Source]:
    article = telling.article
    credits = [finding.value for finding in article.credits]
    found = [
        Source(article.id, name, "credit", _places(telling, name, findings))
        for name, findings in _by_name(article.credits)
    ]
    own = {fold(name) for name in credits}
    via = next((name for name in credits if not _is_outlet(telling, name)), None)
    for name, findings in _by_name(article.cites):
        if fold(name) not in own and not _is_outlet(telling, name):
            found.append(Source(article.id, name, "cited", _places(telling, name, findings), via))
    return found


def _by_name(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.value, []).append(finding)
    return list(groups.items())


def _places(telling: Telling, name: str, findings: Iterable[Finding]) -> tuple[Span, ...]:
    """Where the findings stand, and every other mention of the same name."""
    spans = [finding.span for finding in findings if finding.span is not None]
    folded = fold(name)
    spans += [
        Span(mention.start, mention.end)
        for mention in telling.article.entities
        if folded == fold(mention.text)
        or (folded == fold(mention.entity) and _stands_for(mention.text, folded))
    ]
    return merged(spans)


def _stands_for(printed: str, name: str) -> bool:
    """Whether printed words can be a source's name: its letters, or no mere part of it."""
    return printed.isupper() or fold(printed) not in name


def _is_outlet(telling: Telling, name: str) -> bool:
    """Whether a name is the outlet's own, which may go on ("NPR" of "NPR Online News")."""
    outlet = telling.article.outlet
    return outlet is not None and f"{fold(outlet.value)} ".startswith(f"{fold(name)} ")
