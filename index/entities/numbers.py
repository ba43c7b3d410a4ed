"""Dates, sums of money and quantities, by patterns. Every pattern is linear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.article import MentionType, Span
from index.entities.marks import Mark


def _any(words: str) -> str:
    """The words as alternatives; ``~`` stands for a space inside one."""
    return "(?:" + "|".join(word.replace("~", r"\ ") for word in words.split()) + ")"


def _either_case(words: str) -> str:
    return _any(" ".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words.split()))


_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_DAY = r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\."
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?!\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_PERIOD = _any(
    """year month week weekend decade century quarter spring summer autumn fall winter season
    night morning afternoon evening"""
)
_SPELLED = _either_case(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"""
)
_DIGITS = r"\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?"
_SCALE = "(?:hundred|thousand|million|billion|trillion|mn|bn|tn)"
_VAGUE = "(?:tens|hundreds|thousands|millions|billions|trillions|dozens)"
_WHICH = _either_case("last this next")
_WHICH_LONG = rf"(?:{_WHICH}|[Tt]he\ (?:previous|following|past|same))"
_SOON = _either_case("early late earlier later")
_SPAN = "(?:day|week|month|year|decade|hour|minute)s?"

_SEASON = "(?:spring|summer|autumn|fall|winter)"
_PART = r"""(?:(?:start|beginning|middle|end|close|spring|summer|autumn|fall|winter|night|morning
    |afternoon|evening|early\ hours|week|weekend|day|turn|rest|(?:first|second)\ half
    |(?:first|second|third|fourth|last|final)\ (?:quarter|week|day|weekend|months)))"""
_WHOLE = rf"""(?:(?:{_WEEKDAY},?\ )?{_MONTH}\ {_DAY}(?:,\ {_YEAR})?
    |{_DAY}\ {_MONTH}(?:,?\ {_YEAR})?|(?:{_MONTH}\ )?{_YEAR}|{_MONTH}|{_WEEKDAY}
    |(?:last|this|next)\ (?:year|month|week|season)
    |the\ (?:year|month|week|decade|century|season))"""
_FEW = rf"(?:{_DIGITS}|{_SPELLED}|few|several|couple\ of)"
_DATE = re.compile(
    rf"""\b(?:
      [Tt]he\ {_PART}\ (?:of|in)\ {_WHOLE}(?!\w)
    | [Tt]he\ (?:last|past|next|coming|previous|following|first|final)\ {_FEW}\ {_SPAN}\b
    | [Tt]he\ (?:coming|last|next)\ (?:days|weeks|months|years)\b
    | [Rr]ecent\ (?:days|weeks|months|years|decades)\b
    | [Tt]he\ (?:following|previous|next|same)\ (?:day|morning|evening|night)\b
    | (?:[Tt]he\ )?(?:1\d|20|21|[5-9])(?:st|th)\ century\b
    | (?:[Ll]ater|[Ee]arlier)\ that\ (?:day|week|month|year|night)\b
    | {_SPELLED}\ {_SPAN}\ (?:earlier|later|before)\b
    | (?:[Ee]arly|[Ll]ate|[Mm]id|[Ff]iscal)[ -]{_YEAR}(?!\w)
    | (?:[Tt]he\ )?(?:[Ee]arly|[Ll]ate|[Mm]id)[ -]{_SEASON}\b
    | 20[0-4]\d[-–/]\d\d(?![\w-])
    | 9/11(?!\w)
    | (?<=[Ii]n\ )the\ {_SEASON}(?=[.,;])
    | [Tt]he\ (?:weekend|end\ of\ the\ (?:year|month|week))\b
    | {_DAY}\ (?:to|and|or)\ {_DAY}\ {_MONTH}(?!\w)(?:,?\ {_YEAR})?
    | {_DAY}\ (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?:\ {_YEAR})?
    | (?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -])?(?:
        (?:{_WEEKDAY},?\ )?{_MONTH}\ {_DAY}
          (?:\ ?[-–]\ ?(?:{_MONTH}\ )?{_DAY}|\ (?:and|to)\ {_DAY})?(?:,?\ {_YEAR})?
      | (?:{_WEEKDAY},?\ )?(?:the\ )?{_DAY}(?:\ ?[-–]\ ?{_DAY})?\ (?:of\ )?{_MONTH}\b
          (?:,?\ {_YEAR})?
      | {_MONTH},?\ (?:of\ )?{_YEAR}
      | {_MONTH}\ of\ (?:(?:last|this|next)\ year|the\ (?:previous|following|same)\ year)
      | {_YEAR}-\d\d-\d\d(?!\d)
      | \d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?!\d)
      | (?:(?:{_WHICH}|[Ll]ate|[Ee]arly)\ )?{_WEEKDAY}
          (?:\ (?:morning|afternoon|evening|night))?\b
      | {_SHORT_DAY}
      | {_SOON}\ (?:last|this|next)\ {_PERIOD}\b
      | {_WHICH_LONG}\ (?:{_MONTH}|{_PERIOD})\b
      | {_either_case("yesterday tomorrow today tonight")}\b
      | (?:{_DIGITS}|{_SPELLED}|[Aa]n?|[Ss]everal|[Aa]\ few|[Ss]ome|[Mm]any)\ {_SPAN}
          \ (?:ago|earlier|later)\b
      | (?:the\ )?(?:(?:early|late|mid)[ -])?(?:1[5-9]|20)\d0s\b
      )
    )""",
    re.VERBOSE,
)
_LONE_YEAR = re.compile(rf"(?<![\w$€£.,-]){_YEAR}(?![\w%]|[.,-]\d)")
_LONE_MONTH = re.compile(rf"\b(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -])?(?P<month>{_MONTH})(?!\w)")
_AMBIGUOUS = frozenset({"May", "March", "August"})
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|during|of|for|from|through|before|after|to|early|late|mid"
    r"|last|next|this|between|on|and|or|every|each)[ -]$",
    re.IGNORECASE,
)

_CURRENCY = _any(
    """dollars? euros? pounds? cents? yen yuan renminbi rubles? roubles? rupees? pesos? francs?
    marks? crowns? hryvnias? shekels? lira rand won reais krona kronor kroner naira bucks
    shillings? zlotys? forints? riyals? dinars? dirhams? ringgit baht bitcoins? USD EUR GBP"""
)
_ISSUER = r"(?:(?:US|U\.S\.|American|Canadian|Australian|Swiss|Swedish|Norwegian|Danish)\ )?"
_MONEY = re.compile(
    rf"""(?:
      (?:\b(?:US|HK|NZ|[ACS])|(?<!\w))[$€£¥₹₽₴]\ ?{_DIGITS}
        (?:(?:\ to\ |-|–)[$€£]?{_DIGITS}(?=[ -]?{_SCALE}\b))?
        (?:[ -]?{_SCALE}\b|[KMBT]\b|[kmb]n?\b)?(?:\ (?:US\ )?(?:dollars|euros)\b)?
    | \b(?:USD|EUR|GBP|CHF|JPY|Rs\.?)\ ?{_DIGITS}(?:[ -]{_SCALE}\b)?
    | \b(?:{_DIGITS}|{_SPELLED}|half\ a|a|several|a\ few)(?:[ -]{_SCALE}){{0,2}}
        \ {_ISSUER}{_CURRENCY}\b
    | \b{_VAGUE}(?:\ of\ {_VAGUE}){{0,2}}\ of\ {_CURRENCY}\b
    )""",
    re.VERBOSE,
)
_MEASURE = _any(
    r"""per~?cent(?:age~points?)? percentage~points? pct points? basis~points
    kilomet(?:er|re)s? km miles? met(?:er|re)s? feet foot inch(?:es)? yards? hectares? acres?
    square~(?:miles|kilomet(?:er|re)s|feet|met(?:er|re)s) tonnes? tons? kilograms? kilos? kg
    grams? pounds ounces lit(?:er|re)s? gallons? barrels?(?:~(?:a|per)~day)? mph kph km/h
    degrees(?:~(?:Celsius|Fahrenheit))? megawatts? gigawatts? MW GW watts? volts? gigabytes"""
)
_COUNTED = _any(
    """years?(?:-old|~old)? months? weeks? days? hours? minutes? seconds? people persons men
    women children soldiers troops civilians deaths votes? seats? jobs homes houses shares
    members countries nations states students workers employees refugees migrants cases
    patients tanks missiles aircraft jets drones ships vehicles goals? runs? wickets? games
    matches times units copies pages words"""
)
_NUMBER = re.compile(
    rf"""(?<![\w$€£¥.,:/-])(?:
      {_DIGITS}\ ?%
    | (?:{_DIGITS}|{_SPELLED})(?:[ -]{_SCALE}){{0,2}}[ -]{_MEASURE}\b
    | {_DIGITS}(?:[ -]{_SCALE}){{0,2}}[ -]{_COUNTED}\b
    | (?:{_DIGITS}|{_SPELLED}|a|several)(?:[ -]{_SCALE}){{1,2}}\b
    | {_VAGUE}\ of\ {_VAGUE}\b | {_VAGUE}\b(?=\ of\ [a-z])
    | \d{{1,3}}(?:,\d{{3}}){{1,5}}(?:\.\d+)?(?![\w%])
    | \d{{2,15}}(?:\.\d{{1,6}})?(?![\w%/:]|[.,]\d|-\w)
    )""",
    re.VERBOSE,
)


def recognise_numbers(text: str, paragraphs: Sequence[Span]) -> list[Mark]:
    """DATE, MONEY and NUMBER marks of the given paragraphs, in order, not overlapping."""
    found: list[Mark] = []
    for part in paragraphs:
        money = _all(_MONEY, text, part, "MONEY")
        dates = [*_dates(text, part), *_months(text, part)]
        years = _all(_LONE_YEAR, text, part, "DATE")
        numbers = _all(_NUMBER, text, part, "NUMBER")
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
        start, end = found.span()
        if text[start : start + 4].lower() == "the ":
            start += 4
        yield Mark(start, end, text[start:end], "DATE", 3)


def _months(text: str, part: Span) -> Iterator[Mark]:
    """Months alone; one that is a word or a name, too, or is cut short, needs "in" before it."""
    for found in _LONE_MONTH.finditer(text, part.start, part.end):
        month, start = found.group("month"), found.start()
        named = text[found.end() : found.end() + 2].strip()[:1].isupper()
        after = _BEFORE_MONTH.search(text[max(part.start, start - 12) : start])
        if named and not after:
            continue
        if (month in _AMBIGUOUS or len(month.rstrip(".")) < 4) and (named or not after):
            continue
        yield Mark(start, found.end(), found.group(), "DATE", 3)
