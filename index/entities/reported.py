"""Reported speech: "X said that ...", "..., according to X", "X denounced the plan"."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from index.article import Quote, Span
from index.entities.attribution import Cue, Paragraph
from index.entities.lexicon import CALENDAR
from index.entities.speakers import Floor
from index.entities.speech import Verb, verbs
from index.entities.tokens import Token
from index.entities.voices import introductions

_FEWEST = 2
_LEAD = 7
_WHOLE_CLAUSE = 4
_LOOKED_AT = 12
_TAIL = 9
_LONG_TAIL = 40
_SHORT_TAIL = 5
_TRIM = ' ,;:–—-.!?…"”“’‘'
_WITH_INFINITIVE = frozenset(
    "vow promise refuse threaten pledge offer propose demand swear".split()
)
_WITH_TOPIC = frozenset("warn complain speak protest testify boast".split())
_WITHOUT_THAT = frozenset(
    """say add insist argue warn claim maintain state suggest allege reply explain indicate
    contend predict""".split()
)
_CONTRAST = frozenset("but while although though whereas and".split())


def reported(
    paragraph: Paragraph, floor: Floor, used: set[int], direct: Sequence[Quote]
) -> list[Quote]:
    """The paraphrases of one paragraph; ``used`` cues already have their quotation."""
    found: list[Quote] = []
    taken = [(quote.start, quote.end) for quote in direct]
    spans = _sentence_spans(paragraph)
    for number, cue in enumerate(paragraph.cues):
        if cue.first in used or (cue.verb is not None and cue.verb.kind == "inner"):
            continue
        start, end = spans[paragraph.sentence[cue.first]]
        following = paragraph.cues[number + 1] if number + 1 < len(paragraph.cues) else None
        content = _content(paragraph, cue, following, start, end)
        if content is None or not _free(content, taken):
            continue
        name, anonymous, span = floor.resolve(paragraph, cue.voice)
        if name is None:
            continue
        said = paragraph.text[content.start : content.end]
        quote = Quote(
            content.start,
            content.end,
            said,
            name,
            "paraphrase",
            cue.text,
            anonymous,
            span,
            cue.stance,
        )
        bisect.insort(taken, (content.start, content.end))
        found.append(quote)
        floor.speaker = (name, anonymous, span)
    return found


def _sentence_spans(paragraph: Paragraph) -> dict[int, tuple[int, int]]:
    """First and last (exclusive) token of each sentence of a paragraph."""
    spans: dict[int, tuple[int, int]] = {}
    for index, number in enumerate(paragraph.sentence):
        first = spans.get(number, (index, index))[0]
        spans[number] = (first, index + 1)
    return spans


def _free(content: Span, taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect.bisect_left(taken, (content.start, content.end))
    before, after = taken[at - 1 : at], taken[at : at + 1]
    return all(end <= content.start for _, end in before) and all(
        start >= content.end for start, _ in after
    )


def _content(
    paragraph: Paragraph, cue: Cue, following: Cue | None, start: int, end: int
) -> Span | None:
    if cue.verb is None and cue.first - start <= 1:
        return _after_comma(paragraph, cue, end)
    if _trails(paragraph, cue, start, end):
        return _before(paragraph, cue, start)
    if cue.verb is None or cue.voice.first >= cue.first:
        return None
    first = _clause(paragraph, cue, end)
    if first is None:
        return None
    return _span(paragraph, first, _stop(paragraph, first, following, end))


def _after_comma(paragraph: Paragraph, cue: Cue, end: int) -> Span | None:
    """ "According to X, ..." """
    for index in range(max(cue.last, cue.voice.last), min(end, cue.voice.last + 14)):
        if paragraph.tokens[index].gap.startswith(","):
            return _span(paragraph, index, end)
    return None


def _trails(paragraph: Paragraph, cue: Cue, start: int, end: int) -> bool:
    """Whether speaker and verb stand behind what was said."""
    edge = _edge(paragraph, cue, start)
    rest = end - max(cue.last, cue.voice.last)
    if edge is None or edge - start < _FEWEST + 3:
        return False
    if cue.verb is None:
        return rest <= (_LONG_TAIL if paragraph.tokens[edge].gap.startswith(",") else _TAIL)
    return cue.verb.tense != "ing" and rest <= _SHORT_TAIL


def _edge(paragraph: Paragraph, cue: Cue, start: int) -> int | None:
    """Where what was said ends before a trailing attribution; None where none trails."""
    first = min(cue.first, cue.voice.first)
    for index in range(first, max(start, first - _LEAD), -1):
        if paragraph.tokens[index].gap.startswith(","):
            return index
        if paragraph.tokens[index - 1].lower == "as" and cue.voice.first >= cue.last:
            return index - 1
        if not _belongs(paragraph, index - 1):
            break
    return first if cue.verb is None else None


def _belongs(paragraph: Paragraph, index: int) -> bool:
    """Whether a word before a speaker's name is part of how he is introduced."""
    token = paragraph.tokens[index]
    return token.cap or token.lower == "the" or token.lower in introductions()


def _before(paragraph: Paragraph, cue: Cue, start: int) -> Span | None:
    """What stands before "X said": from where an earlier attribution of the sentence ends."""
    edge = _edge(paragraph, cue, start)
    if edge is None:
        return None
    at = bisect.bisect_left(paragraph.starts, edge)
    for other in paragraph.cues[max(0, at - _LOOKED_AT) : at]:
        if other.verb is not None and start <= other.voice.first < other.first:
            start = other.last
            start += start < edge and paragraph.tokens[start].lower == "that"
    return _span(paragraph, start, edge)


def _clause(paragraph: Paragraph, cue: Cue, end: int) -> int | None:
    """The token where the reported clause begins, None where nothing is reported."""
    tokens, last = paragraph.tokens, cue.last
    if last >= end or cue.verb is None:
        return None
    if tokens[last].lower in CALENDAR and last + 1 < end:
        last += 1
    after = tokens[last].lower
    if after == "to":
        return last if _acts(tokens, last, end, cue.verb) else None
    for index in range(last, min(end, last + _LEAD)):
        token = tokens[index]
        if index > last and any(mark in token.gap for mark in ",:;"):
            break
        if token.lower == "that" and index + 1 < end:
            return index + 1
    if tokens[last].gap.startswith((",", ".", ";", ":", ")")):
        return None
    return last if _reports(cue.verb, after, end - last) else None


def _acts(tokens: Sequence[Token], last: int, end: int, verb: Verb) -> bool:
    """Whether an infinitive tells what was said: "vowed to stay", not "refused to say"."""
    follows = tokens[last + 1].lower if last + 1 < end else ""
    return verb.lemma in _WITH_INFINITIVE and follows not in verbs()


def _reports(verb: Verb, after: str, length: int) -> bool:
    """Whether what follows without "that" is what was said, ``after`` its first word."""
    if verb.plain:
        return verb.lemma != "call" or after in ("for", "on")
    if after in ("about", "of", "against"):
        return verb.lemma in _WITH_TOPIC
    if after in ("on", "in", "at", "with", "for", "as"):
        return False
    return verb.lemma in _WITHOUT_THAT and length >= _WHOLE_CLAUSE


def _stop(paragraph: Paragraph, first: int, following: Cue | None, end: int) -> int:
    """The clause ends with the sentence, or where the next attribution has its own."""
    if following is None or following.first >= end or following.first <= first:
        return end
    tokens = paragraph.tokens
    edge = following.first
    if following.verb is not None and following.verb.tense == "ing":
        return edge if tokens[edge].gap.startswith(",") else end
    edge = min(edge, following.voice.first)
    for index in range(edge, max(first, edge - 4), -1):
        if tokens[index].gap.startswith((",", ";")) and (
            index == edge or tokens[index].lower in _CONTRAST
        ):
            return index
    return end


def _span(paragraph: Paragraph, first: int, last: int) -> Span | None:
    if last - first < _FEWEST or first >= len(paragraph.tokens):
        return None
    start = paragraph.tokens[first].start
    token = paragraph.tokens[last - 1]
    end = token.end + (2 if token.owns else 0)
    while end > start and paragraph.text[end - 1] in _TRIM:
        end -= 1
    return Span(start, end)
