"""Dataclasses as plain JSON values, and JSON text of which a terminal obeys nothing.

Offsets are Unicode code points into an article's ``text``; a span is ``[start, end]``, ends
exclusive; dates are ISO 8601 strings; what is unknown is ``null``.
"""

from __future__ import annotations

import datetime
import functools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from index.article import DateRange, Span

Record = dict[str, Any]
"""One JSON object."""

_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0"
    "\ufff9-\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def dumps(record: Record, *, ascii_only: bool = False, indent: int | None = None) -> str:
    """One JSON text. Whatever a terminal could obey leaves as ``\\uXXXX``, so no data changes."""
    text = json.dumps(record, ensure_ascii=ascii_only, indent=indent)
    return text if ascii_only else _UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text)


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def json_value(value: Any) -> Any:
    """A value as JSON has it; a dataclass becomes an object of its own fields."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, DateRange):
        return [value.first.isoformat(), value.last.isoformat()]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {name: json_value(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {key: json_value(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [json_value(one) for one in value]
    return value
