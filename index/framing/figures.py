"""Numbers, years, dates and sums of money as a text prints them, with their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from index.article import Span
from index.dataclass import dataclass
from index.framing.telling import Telling

FigureKind = Literal["year", "date", "number", "money"]

MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mn": 1e6, "m": 1e6, "bn": 1e9, "b": 1e9, "k": 1e3, "tn": 1e12,
}  # fmt: skip
_CURRENCIES = {
    "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "usd": "USD",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR",
    "£": "GBP", "pound": "GBP", "pounds": "GBP", "gbp": "GBP",
    "¥": "JPY", "yen": "JPY", "yuan": "CNY", "ruble": "RUB", "rubles": "RUB", "roubles": "RUB",
    "rupees": "INR", "₹": "INR", "francs": "CHF", "shekels": "ILS", "₽": "RUB",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})++(?:\.\d+)?|\d++(?:\.\d+)?"
_SPELT = "|".join([*_ONES, *_TENS])
_SCALE = "hundred|thousand|million|billion|trillion"
_PATTERN = re.compile(
    rf"""
    (?P<date>\b(?P<m1>{_MONTH})\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?
        (?:\s?[-–]\s?(?P<e1>\d{{1,2}}))?(?:,?\s(?P<y1>(?:19|20)\d\d))?\b
      |\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m2>{_MONTH})(?:,?\s(?P<y2>(?:19|20)\d\d))?\b)
    |(?P<monthyear>\b(?P<m3>{_MONTH}),?\s(?P<y3>(?:19|20)\d\d)\b)
    |(?P<money>(?:US)?(?P<sign>[$€£¥₹₽])\s?(?P<amount>{_NUMBER})
        (?:[\s-]?(?P<scale1>{_SCALE}|bn|mn|tn|[mbkMBK])\b)?)
    |(?P<number>(?<![\w.,:$€£])(?:(?P<digits>{_NUMBER})|(?P<spelt>\b(?:{_SPELT})(?:-(?:{_SPELT}))?\b))
        (?:[\s-](?P<scale2>{_SCALE})\b)?(?P<percent>\s?%|\spercent\b|\sper\scent\b)?
        (?:\s(?P<unit>dollars|euros|pounds|yen|yuan|rubles|roubles|rupees|francs|shekels)\b)?
        (?![\w%]|:\d))
    """,
    re.VERBOSE,
)
_YEAR = re.compile(r"(?:1[789]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure where it stands: ``value`` is comparable inside one ``kind`` and ``unit``.

    ``unit`` is a currency, "%" or "" for plain numbers, "day" or "month" for dates.
    """

    span: Span
    kind: FigureKind
    value: str
    unit: str


def figures_of(telling: Telling) -> tuple[Figure, ...]:
    """Every figure in what an article tells, in text order. Linear in its length."""
    text = telling.article.text
    return tuple(
        figure
        for part in telling.paragraphs
        for found in _PATTERN.finditer(text, part.start, part.end)
        for figure in _figure(text, found)
    )


def _figure(text: str, found: re.Match[str]) -> Iterator[Figure]:
    span = Span(*found.span())
    if found["date"]:
        month, day, year = found["m1"] or found["m2"], found["d1"] or found["d2"], None
        year = found["y1"] or found["y2"]
        if 1 <= int(day) <= 31:
            number = _month(month)
            yield Figure(
                span, "date", f"{number:02}-{int(day):02}" + (f" {year}" if year else ""), "day"
            )
    elif found["monthyear"]:
        yield Figure(span, "year", found["y3"], f"month {_month(found['m3']):02}")
    elif found["money"]:
        amount = _scaled(found["amount"], found["scale1"])
        yield Figure(span, "money", amount, _CURRENCIES[found["sign"]])
    elif found["unit"]:
        amount = _scaled(found["digits"] or found["spelt"], found["scale2"])
        yield Figure(span, "money", amount, _CURRENCIES[found["unit"]])
    elif found["digits"] and _is_year(found):
        yield Figure(span, "year", found["digits"], "")
    elif found["digits"] or found["scale2"] or found["percent"] or _counts(found["spelt"]):
        amount = _scaled(found["digits"] or found["spelt"], found["scale2"])
        yield Figure(span, "number", amount, "%" if found["percent"] else "")


def _month(name: str) -> int:
    return next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


def _is_year(found: re.Match[str]) -> bool:
    bare = not found["scale2"] and not found["percent"]
    return bare and _YEAR.fullmatch(found["digits"]) is not None


def _counts(spelt: str) -> bool:
    """Spelt numbers up to two are mostly pronouns and articles, not figures."""
    return spelt not in ("zero", "one", "two")


def _scaled(number: str, scale: str | None) -> str:
    value = _value(number) * _SCALES.get((scale or "").lower(), 1.0)
    return f"{value:.6g}" if value < 1e6 else f"{value:.9g}"


def _value(number: str) -> float:
    if number[0].isdigit():
        return float(number.replace(",", "")[:30])
    return float(sum(_ONES.get(part, _TENS.get(part, 0)) for part in number.lower().split("-")))
