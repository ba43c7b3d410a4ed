"""Dates, sums of money and quantities, by patterns. Every pattern is linear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.article import MentionType, Span
from index.entities.marks import Mark

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_DAY = r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\."
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DOM = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_PERIOD = "(?:year|month|week|weekend|decade|century|quarter|spring|summer|autumn|fall|winter|season|night|morning|afternoon|evening)"
_NUMBER_WORD = (
    "(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Tt]hirteen|[Ff]ourteen|[Ff]ifteen|[Ss]ixteen|[Ss]eventeen"
    "|[Ee]ighteen|[Nn]ineteen|[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety)"
)
_DIGITS = r"\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|mn|bn|tn)"

_DATE = re.compile(
    rf"""\b(?:
      (?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -])?
      (?:
        (?:{_DAY},?\ )?{_MONTH}\ {_DOM}(?:\ ?[-–]\ ?(?:{_MONTH}\ )?{_DOM}|\ (?:and|to)\ {_DOM})?(?:,?\ {_YEAR}(?!\d))?
      | (?:{_DAY},?\ )?(?:the\ )?{_DOM}(?:\ ?[-–]\ ?{_DOM})?\ (?:of\ )?{_MONTH}(?:,?\ {_YEAR}(?!\d))?
      | {_MONTH}(?:,)?\ (?:of\ )?{_YEAR}(?!\d)
      | {_MONTH}\ of\ (?:last\ year|this\ year|next\ year|the\ (?:previous|following|same)\ year)
      | {_YEAR}-\d\d-\d\d(?!\d)
      | \d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?!\d)
      | (?:(?:[Ll]ast|[Tt]his|[Nn]ext|[Ll]ate|[Ee]arly)\ )?{_DAY}(?:\ (?:morning|afternoon|evening|night))?\b
      | {_SHORT_DAY}
      | (?:[Ll]ate|[Ee]arly|[Ll]ater|[Ee]arlier)\ (?:last|this|next)\ {_PERIOD}\b
      | (?:[Ll]ast|[Tt]his|[Nn]ext|[Tt]he\ previous|[Tt]he\ following|[Tt]he\ past|[Tt]he\ same)\ (?:{_MONTH}|{_PERIOD})\b
      | (?:[Yy]esterday|[Tt]omorrow|[Tt]oday|[Tt]onight)\b
      | (?:{_DIGITS}|{_NUMBER_WORD}|[Aa]n?|[Ss]everal|[Aa]\ few|[Ss]ome|[Mm]any)\ (?:days?|weeks?|months?|years?|decades?|hours?|minutes?)\ (?:ago|earlier|later)\b
      | (?:the\ )?(?:1[5-9]|20)\d0s\b
      | (?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Ff]rom|until|[Bb]efore|[Aa]fter|of)\ (?P<year>{_YEAR})(?![\d%]|,\d|\.\d)
    ))""",
    re.VERBOSE,
)
_BARE_MONTH = re.compile(
    rf"\b(?:(?:early|late|mid)[ -])?(?P<month>{_MONTH})(?![\w])"
)
_PLAIN_YEAR = re.compile(rf"(?<![\w$€£.,-]){_YEAR}(?![\w%]|[.,-]\d)")
_UNCERTAIN_MONTHS = frozenset({"May", "March", "August", "Mar", "Mar.", "Jan", "Jun", "Dec", "Sept", "Sep"})
_MONTH_LEAD = re.compile(
    r"(?:\b(?:in|since|by|until|till|during|of|for|from|through|before|after|to|early|late|mid|last|next|this|between|on|and|or|every|each)[ -])$"
)

_UNIT_MONEY = (
    r"(?:dollars?|euros?|pounds?|cents?|yen|yuan|renminbi|rubles?|roubles?|rupees?|pesos?|francs?|marks?|crowns?|hryvnias?"
    r"|shekels?|lira|rand|won|reais|real|krona|kroner|zlotys?|forints?|riyals?|dinars?|dirhams?|ringgit|baht|bitcoins?|USD|EUR|GBP)"
)
_VAGUE = r"(?:tens|hundreds|thousands|millions|billions|trillions|dozens)"
_MONEY = re.compile(
    rf"""(?:
      (?:\b(?:US|A|C|NZ|HK|S)|(?<!\w))[$€£¥₹₽₴]\ ?{_DIGITS}(?:[ -]?{_SCALE}\b|[KMBT]\b|[kmb]n?\b)?(?:\ (?:US\ )?(?:dollars|euros)\b)?
    | \b(?:USD|EUR|GBP|CHF|JPY|Rs\.?)\ ?{_DIGITS}(?:[ -]{_SCALE}\b)?
    | \b(?:{_DIGITS}|{_NUMBER_WORD}|half\ a|a|several|a\ few)(?:[ -]{_SCALE}){{0,2}}\ (?:US\ |U\.S\.\ |American\ |Canadian\ |Australian\ |Swiss\ )?{_UNIT_MONEY}\b
    | \b{_VAGUE}(?:\ of\ {_VAGUE}){{0,2}}\ of\ {_UNIT_MONEY}\b
    )""",
    re.VERBOSE,
)
_UNIT = (
    r"(?:per\ ?cent(?:age\ points?)?|percentage\ points?|pct|points?|basis\ points|kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|feet|foot|inches|inch|yards?"
    r"|square\ (?:miles|kilomet(?:er|re)s|feet|met(?:er|re)s)|hectares?|acres?|tonnes?|tons?|kilograms?|kilos?|kg|grams?|pounds|ounces|lit(?:er|re)s?"
    r"|gallons?|barrels?(?:\ (?:a|per)\ day)?|degrees(?:\ (?:Celsius|Fahrenheit))?|mph|kph|km/h|megawatts?|gigawatts?|MW|GW|watts?|volts?|bytes|gigabytes"
    r")"
)
_COUNTED = (
    r"(?:years?(?:-old|\ old)?|months?|weeks?|days?|hours?|minutes?|seconds?|people|persons|men|women|children|soldiers|troops|civilians|deaths"
    r"|votes?|seats?|jobs|homes|houses|shares|members|countries|nations|states|students|workers|employees|refugees|migrants|cases|patients"
    r"|tanks|missiles|aircraft|jets|drones|ships|vehicles|goals?|runs?|wickets?|games|matches|times|units|copies|pages|words)"
)
_NUMBER = re.compile(
    rf"""(?<![\w$€£¥.,/-])(?:
      {_DIGITS}\ ?%
    | (?:{_DIGITS}|{_NUMBER_WORD})(?:[ -]{_SCALE}){{0,2}}(?:\ |-){_UNIT}\b
    | {_DIGITS}(?:[ -]{_SCALE}){{0,2}}(?:\ |-){_COUNTED}\b
    | (?:{_DIGITS}|{_NUMBER_WORD}|a|several)(?:[ -]{_SCALE}){{1,2}}\b
    | {_VAGUE}\ of\ {_VAGUE}\b | {_VAGUE}\b(?=\ of\ [a-z])
    | \d{{1,3}}(?:,\d{{3}}){{1,5}}(?:\.\d+)?(?![\w%])
    | \d{{2,15}}(?:\.\d{{1,6}})?(?![\w%/:]|[.,]\d|-\w)
    )""",
    re.VERBOSE,
)


def recognise_numbers(text: str, paragraphs: Sequence[Span]) -> list[Mark]:
    """DATE, MONEY and NUMBER marks of the given paragraphs, in order, not overlapping."""
    found: list[Mark] = []
    for paragraph in paragraphs:
        money = list(_all(_MONEY, text, paragraph, "MONEY"))
        dates = [*_dates(text, paragraph), *_months(text, paragraph)]
        years = _all(_PLAIN_YEAR, text, paragraph, "DATE")
        numbers = _all(_NUMBER, text, paragraph, "NUMBER")
        found.extend(first_come([money, dates, years, numbers]))
    return found


def first_come(groups: Sequence[Iterable[Mark]]) -> list[Mark]:
    """Marks of all groups in text order; where two overlap, the earlier group's stays."""
    order = [(rank, mark) for rank, group in enumerate(groups) for mark in group]
    order.sort(key=lambda item: (item[1].start, item[0], -item[1].end))
    kept: list[tuple[int, Mark]] = []
    for rank, mark in order:
        if kept and kept[-1][1].end > mark.start:
            if rank < kept[-1][0]:
                kept[-1] = (rank, mark)
            continue
        kept.append((rank, mark))
    return [mark for _, mark in kept]


def _all(pattern: re.Pattern[str], text: str, part: Span, kind: MentionType) -> Iterator[Mark]:
    for found in pattern.finditer(text, part.start, part.end):
        yield Mark(found.start(), found.end(), found.group(), kind, 3)


def _dates(text: str, part: Span) -> Iterator[Mark]:
    for found in _DATE.finditer(text, part.start, part.end):
        start, end = found.span("year") if found.group("year") else found.span()
        if text[start : start + 4].lower() == "the ":
            start += 4
        yield Mark(start, end, text[start:end], "DATE", 3)


def _months(text: str, part: Span) -> Iterator[Mark]:
    for found in _BARE_MONTH.finditer(text, part.start, part.end):
        month, start = found.group("month"), found.start()
        if month in _UNCERTAIN_MONTHS or not month[-1].isalpha():
            lead = text[max(part.start, start - 12) : start]
            if not _MONTH_LEAD.search(lead):
                continue
            if month == "May" and text[found.end() : found.end() + 2].strip()[:1].isupper():
                continue
        yield Mark(start, found.end(), found.group(), "DATE", 3)
