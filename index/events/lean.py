"""Does a passage speak of something behind it or ahead of it?

Judged from the words around an expression, inside its sentence. Doubt is no lean.
"""

from __future__ import annotations

import re
from typing import Literal

Lean = Literal["past", "future", ""]

_AHEAD = re.compile(
    r"\b(?:will|to be held|to take place|slated|scheduled (?:for|to|on|in)|(?:is|are) (?:set|due) "
    r"(?:to|for|on)|upcoming|forthcoming|ahead of|in the run-up to|run-up to|eve of"
    r"|approach(?:es|ing)|prepar(?:es|ing|ations?) for|gear(?:s|ing) up for|looming"
    r"|next month[’']s|kicks? off"
    r"|opens? on|later this (?:year|month)|planned for|set for|days before the)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:will|would|could|may|might|should|shall|must|to be|going to|by|until|till|before|through"
    r"|next|plans?|planned|expect(?:s|ed)?|aims?|goals?|targets?|deadline|forecasts?|project(?:s|ed"
    r"|ions?)|estimates?|promis(?:es|ed)|pledg(?:es|ed)|vow(?:s|ed)|upcoming|ahead|slated|scheduled"
    r"|due|set to|set for|expires?|re-?election|elections?|race|bid|candidates?|campaigns?"
    r"|primary|nominee|nomination"
    r"|hopefuls?"
    r"|run for|running|contenders?|midterms?|budget|fiscal|model|season|if|unless|prevent|end of"
    r"|propos(?:es|ed|als?)|possible|potential|future|long-term|decade|cycle|census|vision"
    r"|agenda|strategy)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|did|been|ago|since|after|following|said|told|won|lost|took|began"
    r"|made|came|went"
    r"|gave|met|held|left|became|got|saw|found|led|died|fell|rose|grew|ran|struck|hit|broke|brought"
    r"|sent|spoke|wrote|kept|paid|shot"
    r"|(?!slated|scheduled|planned|expected)\w{2,}ed)\b"
)
_RETOLD = re.compile(
    r"\b(?:(?:was|were|had been|been|originally|initially) (?:\w+ )?(?:due|set|scheduled|slated"
    r"|expected|planned|supposed|to be|ahead)|would|had|last year|years? ago)\b"
)
_GOVERNS = re.compile(
    r"\b(?:will(?: [\w’']+){1,4}|slated|scheduled|set|due|to be held|to take place|planned|begins?"
    r"|opens?|starts?|kicks? off|running)(?: [\w’']+){0,3},?(?: (?:for|on|in|from|between|the))* ?$"
)
_VERB = re.compile(r"\b(?:will|would|is|are|has|have|could|may|might|to)\b")
_BORDERS = ';“”"()—'
REACH = 90


def window(sentence: str, start: int, end: int) -> str:
    """The words of ``sentence`` around ``start:end``, not beyond quotation marks or dashes."""
    low, high = max(0, start - REACH), min(len(sentence), end + REACH * 2 // 3)
    before, after = sentence[low:start], sentence[end:high]
    cut = max(before.rfind(mark) for mark in _BORDERS)
    stops = [at for at in (after.find(mark) for mark in _BORDERS) if at >= 0]
    return before[cut + 1 :] + sentence[start:end] + (after[: min(stops)] if stops else after)


def lean_of(sentence: str, start: int, end: int, opening: bool = True) -> Lean:
    """The lean of the expression at ``start:end`` of its sentence.

    "future" needs a word that looks ahead beside it and none that retells an old
    expectation; "past" needs a past tense beside it and nothing open in the whole sentence.
    With ``opening`` a time that opens the sentence goes by its first verb ("In April, ...").
    """
    if opening and start <= 12 and _opens_past(sentence, end):
        return "past"
    near = window(sentence, start, end)
    if _AHEAD.search(near):
        return "" if _RETOLD.search(near) else "future"
    return "past" if _BEHIND.search(near) and not _OPEN.search(sentence) else ""


def _opens_past(sentence: str, end: int) -> bool:
    """Does "In April, ... confirmed that ..." go on with a past tense as its first verb?"""
    rest = sentence[end : end + REACH]
    told = _BEHIND.search(rest)
    other = _VERB.search(rest)
    return told is not None and (other is None or told.start() < other.start())


def governed_ahead(sentence: str, start: int) -> bool:
    """Is the date at ``start`` itself what is to come ("will be held in Oslo on ...")?"""
    return _GOVERNS.search(sentence[max(0, start - REACH) : start]) is not None
