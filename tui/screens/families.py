"""The same text at several outlets, in words: such texts count as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index import Article
from tui.phrases import NO_OUTLET, count


def families(articles: Iterable[Article]) -> Iterator[str]:
    """``same AFP text at 5 outlets, counts as one: SGP, ...``, the largest family first."""
    found: dict[int, list[Article]] = {}
    for article in articles:
        found.setdefault(article.family or article.id, []).append(article)
    for family in sorted(found.values(), key=lambda family: -len(family)):
        if len(family) > 1:
            yield _said(family)


def _said(family: list[Article]) -> str:
    outlets = list(dict.fromkeys(one.outlet.value if one.outlet else NO_OUTLET for one in family))
    credits = [{credit.value for credit in one.credits} for one in family]
    shared = sorted(set.intersection(*credits))
    whose = f"{shared[0]} text" if shared else "text"
    where = count(len(outlets), "outlet") if len(outlets) > 1 else f"{outlets[0]}"
    times = f" {len(family)} times" if len(outlets) == 1 else ""
    named = f": {', '.join(outlets)}" if len(outlets) > 1 else ""
    return f"same {whose}{times} at {where}, counts as one{named}"
