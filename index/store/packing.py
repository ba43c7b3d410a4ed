"""Dataclasses as compact JSON and back: how findings, readings and dates lie in the store."""

from __future__ import annotations

import datetime
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any, cast

from index.article import (
    Article,
    DateRange,
    Dates,
    Finding,
    Mention,
    MentionType,
    Quote,
    QuoteKind,
    Span,
    Zone,
    ZoneKind,
)
from index.inflating import inflate
from index.store.sealing import RowDamaged, seal, trusting, unseal

LINE_SUM = re.compile(r',"line":(\d{1,10}),"seal":"[0-9a-f]{8}"\}\Z')
"""How a packed header ends: with the checksum of the article's line, and its own."""


def pack_text(text: str) -> bytes:
    """Text as compressed UTF-8."""
    return zlib.compress(text.encode("utf-8"), 3)


def unpack_text(data: bytes) -> str:
    """The inverse of ``pack_text``. Raises RowDamaged, as all that unpacks here."""
    return unpack_bytes(data).decode("utf-8")


def unpack_bytes(data: bytes) -> bytes:
    """Bytes from their compressed form, which has a checksum, up to a size."""
    with trusting():
        return inflate(data)


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _finding(found: Finding | None) -> list[object] | None:
    if found is None:
        return None
    span = [found.span.start, found.span.end] if found.span else None
    return [found.value, found.method, found.evidence, span]


def _as_finding(row: Any) -> Finding | None:
    if row is None:
        return None
    value, method, evidence, span = row
    return Finding(value, method, evidence, Span(*span) if span else None)


def _as_findings(rows: Any) -> tuple[Finding, ...]:
    return tuple(cast(Finding, _as_finding(row)) for row in rows)


def pack_header(article: Article, line: int) -> str:
    """Everything found about an article at import, except its text and its dates.

    ``line`` is a checksum of what lists show of it, which lies in columns of its own.
    """
    return _sealed(
        {
            "title": _finding(article.title),
            "outlet": _finding(article.outlet),
            "credits": [_finding(found) for found in article.credits],
            "cites": [_finding(found) for found in article.cites],
            "byline": _finding(article.byline),
            "url": article.url,
            "zones": [[zone.start, zone.end, zone.kind, zone.rule] for zone in article.zones],
            "cautions": [_finding(found) for found in article.cautions],
            "line": line,
        }
    )


def _sealed(fields: Mapping[str, object]) -> str:
    return seal(_dumps(fields))


def unpack_header(header: str, line: int | None = None) -> dict[str, Any]:
    """The fields of ``pack_header`` as keyword arguments of ``Article``.

    ``line`` is the checksum that it must have been written with (None: any). Raises RowDamaged.
    """
    fields = unseal(header)
    if line is not None and fields.get("line", line) != line:
        raise RowDamaged("a row is not as it was written")
    with trusting():
        return _header(fields)


def is_line(header: str, line: int) -> bool:
    """Whether a packed header was written with this checksum of its article's line."""
    found = LINE_SUM.search(header)
    return found is not None and int(found[1]) == line


def _header(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": _as_finding(fields["title"]),
        "outlet": _as_finding(fields["outlet"]),
        "credits": _as_findings(fields["credits"]),
        "cites": _as_findings(fields["cites"]),
        "byline": _as_finding(fields["byline"]),
        "url": fields["url"],
        "zones": tuple(
            Zone(start, end, cast(ZoneKind, kind), rule)
            for start, end, kind, rule in fields["zones"]
        ),
        "cautions": _as_findings(fields.get("cautions", [])),
    }


def pack_dates(dates: Dates) -> str:
    """Dates as JSON."""
    implied = dates.implied
    return _sealed(
        {
            "stated": _finding(dates.stated),
            "implied": [implied.first.isoformat(), implied.last.isoformat()] if implied else None,
            "conflict": dates.conflict,
            "evidence": [_finding(found) for found in dates.evidence],
        }
    )


def unpack_dates(data: str) -> Dates:
    """The inverse of ``pack_dates``."""
    fields = unseal(data)
    with trusting():
        implied = fields["implied"]
        return Dates(
            _as_finding(fields["stated"]),
            DateRange(*map(datetime.date.fromisoformat, implied)) if implied else None,
            fields["conflict"],
            _as_findings(fields["evidence"]),
        )


def pack_reading(mentions: tuple[Mention, ...], quotes: tuple[Quote, ...]) -> bytes:
    """Mentions and quotes without their words, which the text has."""
    names: dict[str, int] = {}
    rows = [[m.start, m.end, m.type, names.setdefault(m.entity, len(names))] for m in mentions]
    said = [
        [q.start, q.end, q.speaker, q.kind, q.verb, int(q.anonymous)]
        + ([q.speaker_span.start, q.speaker_span.end] if q.speaker_span else [])
        + ([q.verb_class] if q.verb_class else [])
        for q in quotes
    ]
    return pack_text(_dumps([list(names), rows, said]))


def unpack_reading(data: bytes, text: str) -> tuple[tuple[Mention, ...], tuple[Quote, ...]]:
    """The inverse of ``pack_reading``, given the article's text."""
    with trusting():
        return _reading(data, text)


def unpack_spellings(data: bytes, text: str) -> list[tuple[str, str, str]]:
    """Kind, name and printed words of every mention in a packed reading, and nothing else."""
    with trusting():
        names, rows, _ = json.loads(unpack_text(data))
        return [(kind, names[name], text[start:end]) for start, end, kind, name in rows]


def _reading(data: bytes, text: str) -> tuple[tuple[Mention, ...], tuple[Quote, ...]]:
    names, rows, said = json.loads(unpack_text(data))
    mentions = tuple(
        Mention(start, end, text[start:end], cast(MentionType, kind), names[name])
        for start, end, kind, name in rows
    )
    quotes = tuple(
        Quote(
            start,
            end,
            text[start:end],
            speaker,
            cast(QuoteKind, kind),
            verb,
            bool(anonymous),
            Span(*rest[:2]) if len(rest) > 1 else None,
            rest[-1] if len(rest) % 2 else None,
        )
        for start, end, speaker, kind, verb, anonymous, *rest in said
    )
    return mentions, quotes
