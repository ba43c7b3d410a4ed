"""Does a passage speak of something behind it or ahead of it?

Judged from the words around an expression, inside its sentence. Doubt is no lean.
"""

from __future__ import annotations

import functools
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
_OPEN_WORDS = frozenset(
    "will would could might should shall must by until till before through next plan plans planned"
    " expect expects expected aim aims goal goals target targets deadline forecast forecasts"
    " projects projected projections projection estimate estimates promises promised"
    " pledges pledged vows vowed upcoming ahead slated scheduled due expire expires reelection"
    " election elections race bid candidate candidates campaign campaigns primary"
    " nominee nomination hopeful hopefuls running contender contenders midterm midterms budget"
    " fiscal model season if unless prevent proposes proposed proposal proposals possible potential"
    " future decade cycle census vision agenda strategy can cannot imagine suppose hopes hoped"
    " hoping predict predicts predicted prediction predictions odds chance chances bet bets betting"
    " postpone postpones postponed postponing delay delays delayed delaying defer defers defered"
    " defering deferr deferrs deferred deferring reschedule reschedules rescheduled rescheduling"
    " extend extends extended extending effective ticket tickets ballot ballots primaries"
    " caucus caucuses"
    " challenger challengers frontrunner frontrunners host expiring maturing sights eye eyes eyeing"
    " eyed await awaits awaited awaiting".split()
)
"""What leaves open whether a thing was done; "may" as well, but never the month."""
_OPEN_STARTS = frozenset(
    "going set run end long push pushes pushed pushing put puts putting front presidential look"
    " looks looked looking".split()
)
_OPEN_PHRASE = re.compile(
    r"\b(?:going to|set to|set for|run for|end of|long-term|push(?:es|ed|ing)? back"
    r"|put(?:s|ting)? off|front-runners?|presidential run"
    r"|look(?:s|ed|ing)? (?:ahead|forward|toward|to))\b",
    re.IGNORECASE,
)
_TO_BE = re.compile(r"\bto be\b")
_WORD = re.compile(r"\w+")
_BEHIND = re.compile(
    r"\b(?:was|were|had|did|been|ago|since|after|following|said|told|won|lost|took|began"
    r"|made|came|went"
    r"|gave|met|held|left|became|got|saw|found|led|died|fell|rose|grew|ran|struck|hit|broke|brought"
    r"|sent|spoke|wrote|kept|paid|shot|sank|stood|sat|drove|flew|fled|threw|taught|bought|sold"
    r"|caught|chose|drew|fought|shook|stole|swore|felt|built|burnt|spent|knew|rode|withdrew"
    r"|(?!(?:slated|scheduled|planned|expected|United|need|indeed|hundred|speed|seed|feed|breed"
    r"|bleed|greed|exceed|proceed|succeed|sacred|naked)\b)\w{2,}ed)\b"
)
_RETOLD = re.compile(
    r"\b(?:(?:was|were|had been|been|originally|initially) (?:\w+ )?(?:due|set|scheduled|slated"
    r"|expected|planned|supposed|to be|ahead)|would|had|last year|years? ago)\b"
)
_GOVERNS = re.compile(
    r"\b(?:will(?: [\w’']+){1,4}|slated|scheduled|set|due|to be held|to take place|planned|begins?"
    r"|opens?|starts?|kicks? off|running)(?: [\w’']+){0,3},?(?: (?:for|on|in|from|between|the))* ?$"
)
_BOUND = re.compile(
    r"\b(?:(?:to|until|till|by|before|for|through|thru|towards?|into|than|versus|is|are|now and"
    r"|(?:beginn?|start|commenc|end|expir|matur|open|clos|arriv|com|runn)(?:s|es|ing)"
    r"|due|effective|as of|eye|eyes|eyeing|eyed|sights|bets?|takes effect|taking effect"
    r"|(?:for|of) (?:delivery|completion|release|departure|retirement|publication|sale|trial)"
    r"|(?:start|opening|closing|launch|release|election|expiration|target|trial|due) date|deadline"
    r"|(?:set|fix|book|sav|reserv|mov|nam|schedul|announc|propos|call)(?:t?ed|ing)?(?: \w+){0,3})"
    r"(?: (?:in|on|for|from|of|at least|about|around|the|its|their|his|her|a|early|late|mid))*"
    r"[ -]?)$",
    re.IGNORECASE,
)
"""What stands before a date that somebody set, however long ago: "moved it to", "expiring in"."""
_TO_COME = re.compile(
    r"(?:[’']s?)?(?: (?:\w[\w-]{0,20} ){0,3}(?:re-?elections?|elections?|vote|ballots?|polls"
    r"|referendum|midterms?|race|campaigns?|bids?|run|chances|hopes|prospects|ambitions"
    r"|nomination|convention|primary|primaries|caucus(?:es)?|deadline|targets?|goals?|launch"
    r"|opening|start|release|season|[Gg]ames|Olympics|World Cup|[Cc]ensus|budget|cycle|contest"
    r"|showdown|matchup|rematch|term|plans?|tickets?|slate|contenders?|hopefuls?|field|map)\b"
    r"|,? (?:rolls?|comes?|arrives?|approaches|nears|looms|is|will|would|or|may|might|could)\b)"
)
"""What is dated long before it is held, so that its date proves nothing."""
_OPENER = re.compile(
    r"\W*(?:(?:and|but|then|later|back|also|so|as|when),? )?"
    r"(?:(?:in|on|by|since|after|during|early|late|mid)[ -])*\W*",
    re.IGNORECASE,
)
_TOLD_IN = re.compile(
    r"\b(?:in|on|since|after|during|around)(?: (?:about|around))?(?: (?:early|late|mid))?[ -]$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r",? (?:[\w’']{1,20} ){0,3}(?:tweets?|interviews?|reports?|letters?|memos?|articles?|e-?mails?"
    r"|statements?|op-eds?|columns?|essays?|posts?|attacks?|shootings?|crash(?:es)?|massacres?"
    r"|bombings?|raids?|murders?|killings?|print edition)\b"
)
"""What is called by its date only when it is over: "a June 22, 2018 tweet"."""
_REPORTING = frozenset("said told added announced noted reported showed confirmed warned".split())
_REPORTED_IN = re.compile(
    rf"\b(?:{'|'.join(sorted(_REPORTING))}) (?:in|on) (?:early |late |mid-)?$"
)
_MODAL = re.compile(r"\b(?:will|would|could|can|may|might|should|must|is to|are to)\b")
_ATTRIBUTE = re.compile(
    r"\b(?:an?|the|his|her|its|their|our|your|my|this|that|these|those|of|for|most|more|so-called"
    r"|newly|long|be|who|which|to)(?: \w+ly)? $",
    re.IGNORECASE,
)
"""What stands before a past form that tells no past: "the promised", "those who backed"."""
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
    return "past" if _BEHIND.search(near) and not _is_open(sentence) else ""


def told_past(sentence: str, start: int, end: int) -> bool:
    """Is the date at ``start:end`` itself told as past, not as one that somebody set or awaits?

    A coming vote, season or deadline is named by its date long before: beside it, a past
    tense ("raised money for the 2020 race", "moved the vote to May 2021") proves nothing.
    """
    if _TO_COME.match(sentence, end):
        return False
    if start <= 16 and _OPENER.fullmatch(sentence, 0, start):
        rest = sentence[end : end + REACH]
        told = _finite(rest, reporting=True)
        modal = _MODAL.search(rest)
        return told is not None and (modal is None or told < modal.start())
    if _DONE.match(sentence, end):
        return _finite(window(sentence, start, end), reporting=True) is not None
    low = max(0, start - REACH)
    if not _TOLD_IN.search(sentence, low, start) or _BOUND.search(sentence, low, start):
        return False
    reported = _REPORTED_IN.search(sentence, low, start) is not None
    return reported or _finite(window(sentence, start, end), reporting=False) is not None


def _finite(words: str, reporting: bool) -> int | None:
    """Where the first past form stands that is a verb of its own, not a mere attribute.

    "The bank said" beside a date dates nothing unless ``reporting`` verbs count as well.
    """
    for found in _BEHIND.finditer(words):
        attribute = _ATTRIBUTE.search(words, max(0, found.start() - 24), found.start())
        if attribute is None and (reporting or found.group() not in _REPORTING):
            return found.start()
    return None


@functools.lru_cache(maxsize=8)
def _is_open(sentence: str) -> bool:
    """Whether anything in a sentence is undecided; asked for each of its dates in turn."""
    lowered = sentence.lower()
    words = set(_WORD.findall(lowered))
    if not _OPEN_WORDS.isdisjoint(words):
        return True
    if "may" in words and re.search(r"\bmay\b", sentence):
        return True
    if "to be" in lowered and _TO_BE.search(lowered):
        return True
    return not _OPEN_STARTS.isdisjoint(words) and _OPEN_PHRASE.search(sentence) is not None


def _opens_past(sentence: str, end: int) -> bool:
    """Does "In April, ... confirmed that ..." go on with a past tense as its first verb?"""
    rest = sentence[end : end + REACH]
    told = _BEHIND.search(rest)
    other = _VERB.search(rest)
    return told is not None and (other is None or told.start() < other.start())


def governed_ahead(sentence: str, start: int) -> bool:
    """Is the date at ``start`` itself what is to come ("will be held in Oslo on ...")?"""
    return _GOVERNS.search(sentence[max(0, start - REACH) : start]) is not None
