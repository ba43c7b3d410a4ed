"""Short ways to take something in, for the tests of this folder."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

from index.article import Article, Origin
from index.ingest import Declared, Draft, Limits, describe, read
from index.reports import Refusal
from index.text import paragraphs

TODAY = datetime.date(2026, 11, 21)


def take(*sources: Path | str, limits: Limits | None = None) -> list[Draft | Refusal]:
    """Everything that ``read`` gives for the sources."""
    return list(read([str(source) for source in sources], limits or Limits()))


def pipe(data: bytes, limits: Limits | None = None) -> list[Draft | Refusal]:
    """Everything that ``read`` gives for bytes on standard input."""
    return list(read(["-"], limits or Limits(), stdin=io.BytesIO(data)))


def drafts(items: list[Draft | Refusal]) -> list[Draft]:
    return [item for item in items if isinstance(item, Draft)]


def refusals(items: list[Draft | Refusal]) -> list[Refusal]:
    return [item for item in items if isinstance(item, Refusal)]


def only_refusal(items: list[Draft | Refusal]) -> Refusal:
    assert len(items) == 1 and isinstance(items[0], Refusal), items
    return items[0]


def article(text: str, **declared: str) -> Article:
    """The article that a text becomes, with what a table declared of it."""
    draft = Draft(text.encode(), text, Declared(**declared), Origin(), len(text))
    return describe(draft, TODAY)


def body(found: Article) -> str:
    """What is left of an article's text without its zones, one paragraph a line."""
    spans = paragraphs(found.text, found.zones)
    return "\n".join(found.text[span.start : span.end] for span in spans)


def zoned(found: Article) -> dict[str, str]:
    """The text of the zones by rule (the last one, where a rule found several)."""
    return {zone.rule: found.text[zone.start : zone.end] for zone in found.zones}
