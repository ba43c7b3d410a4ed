"""What is said in an article, by whom: direct quotations first, then reported speech."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from index.article import Mention, Quote, Span
from index.entities.attribution import Cue, Paragraph
from index.entities.holders import Holders
from index.entities.lexicon import FUNCTION_WORDS
from index.entities.quotation import Quotation, quotations
from index.entities.reported import reported
from index.entities.speakers import Floor
from index.entities.tokens import Token
from index.entities.voices import voices
from index.text import words

_SCARE = 3
_CROSSHEAD = 8
_UNSPOKEN = 5
# How many attributions around a quotation are considered.
_LOOKED_AT = 12


def find_quotes(
    text: str, parts: Sequence[Span], lines: Sequence[Sequence[Token]], mentions: Sequence[Mention]
) -> tuple[Quote, ...]:
    """The quotes of an article in text order, none overlapping another.

    ``lines`` are the tokens of ``parts``; ``mentions`` must be canonical and in order. A
    stretch of fewer than three words in marks counts only behind a verb of attribution; a
    line that is nothing but a few words in marks is a heading.
    """
    floor = Floor(Holders(lines, mentions))
    found: list[Quote] = []
    at = 0
    for part, tokens in zip(parts, lines, strict=True):
        first = at
        while at < len(mentions) and mentions[at].start < part.end:
            at += 1
        own = mentions[first:at]
        quoted = quotations(text, part)
        paragraph = Paragraph(text, part, tokens, voices(text, tokens, own), quoted)
        floor.enter()
        if not (len(quoted) == 1 and _heading(text, part, quoted[0])):
            direct, used = _direct(paragraph, floor)
            found.extend(direct)
            found.extend(reported(paragraph, floor, used, direct))
        floor.leave(paragraph)
    return tuple(sorted(found, key=lambda quote: quote.start))


def _heading(text: str, part: Span, quote: Quotation) -> bool:
    whole = quote.outer.start <= part.start + 2 and quote.outer.end >= part.end - 1
    few = len(words(text, quote.start, quote.end)) <= _CROSSHEAD
    return whole and few and text[quote.end - 1] not in ".!?…,"


def _direct(paragraph: Paragraph, floor: Floor) -> tuple[list[Quote], set[int]]:
    """The direct quotations of a paragraph and the cues (by first token) they used."""
    found: list[Quote] = []
    used: set[int] = set()
    spans = _token_ranges(paragraph)
    for quote, (first, last) in zip(paragraph.quoted, spans, strict=True):
        said = paragraph.text[quote.start : quote.end]
        count = len(words(said))
        cue = _cue(paragraph, quote, first, last)
        if _title(said, count):
            continue
        if count < _SCARE and not _announced(paragraph, quote, cue, first):
            continue
        if cue is not None:
            used.add(cue.first)
            name, anonymous, span = floor.resolve(paragraph, cue.voice)
            made = Quote(
                quote.start,
                quote.end,
                said,
                name,
                "direct",
                cue.text,
                anonymous,
                span,
                cue.stance,
            )
        else:
            made = _without_cue(paragraph, quote, floor, said, bool(found), first)
            if made.speaker is None and not _spoken(said, count):
                continue
        floor.heard(made, quote.closed)
        found.append(made)
    return found, used


def _title(said: str, count: int) -> bool:
    """Whether words in marks are the title of a work: capitals throughout, no full stop."""
    if count < 2 or said[-1:] in ".!?…," or said.isupper():
        return False
    weighty = [word for word in said.split() if word.lower() not in FUNCTION_WORDS]
    return len(weighty) > 1 and all(not word[0].islower() for word in weighty)


def _announced(paragraph: Paragraph, quote: Quotation, cue: Cue | None, first: int) -> bool:
    """Whether a word or two in marks are said: behind a verb of speech, or "“Stop,” he said"."""
    if cue is None or cue.verb is None:
        return False
    return cue.first < first or paragraph.text[quote.end - 1] in ",?!"


def _cue(paragraph: Paragraph, quote: Quotation, first: int, last: int) -> Cue | None:
    """The attribution of a quotation: right before it, else behind it where it hands over."""
    left = _left(paragraph, first)
    if left is not None and max(left.last, left.voice.last) >= first - 2:
        return left
    right = _right(paragraph, quote, last)
    return right or left if _hands_over(paragraph, quote) else left or right


def _token_ranges(paragraph: Paragraph) -> list[tuple[int, int]]:
    ranges, at = [], 0
    tokens = paragraph.tokens
    for quote in paragraph.quoted:
        while at < len(tokens) and tokens[at].start < quote.outer.start:
            at += 1
        first = at
        while at < len(tokens) and tokens[at].start < quote.outer.end:
            at += 1
        ranges.append((first, at))
    return ranges


def _hands_over(paragraph: Paragraph, quote: Quotation) -> bool:
    """Whether the quotation ends so that the speaker is named behind it."""
    after = paragraph.text[quote.outer.end : quote.outer.end + 2]
    return quote.closed and (paragraph.text[quote.end - 1] in ",?!…—–-" or after.startswith(","))


def _left(paragraph: Paragraph, first: int) -> Cue | None:
    """The last cue before token ``first`` in its sentence."""
    if first >= len(paragraph.tokens):
        return None
    number = paragraph.sentence[first]
    at = bisect.bisect_left(paragraph.starts, first)
    for cue in reversed(paragraph.cues[max(0, at - _LOOKED_AT) : at]):
        if paragraph.sentence[cue.first] != number:
            return None
        if cue.voice.first < first:
            return cue
    return None


def _right(paragraph: Paragraph, quote: Quotation, last: int) -> Cue | None:
    """The first cue behind the quotation in the sentence that it ends."""
    if last >= len(paragraph.tokens) or last == 0:
        return None
    between = paragraph.text[quote.outer.end : paragraph.tokens[last].start]
    if any(mark in between for mark in ".;") or (
        paragraph.tokens[last].first
        and not between.strip(" ,")
        and paragraph.text[quote.end - 1] == "."
    ):
        return None
    number = paragraph.sentence[last]
    at = bisect.bisect_left(paragraph.starts, last)
    for cue in paragraph.cues[at : at + _LOOKED_AT]:
        if min(cue.first, cue.voice.first) >= last and paragraph.sentence[cue.first] == number:
            direct = cue.first - last <= 14 and not any(paragraph.inside[last : cue.first])
            return cue if direct or cue.verb is None else None
    return None


def _without_cue(
    paragraph: Paragraph, quote: Quotation, floor: Floor, said: str, follows: bool, first: int
) -> Quote:
    """A quotation that nothing announces: whole sentences go on with whoever spoke."""
    opening = quote.outer.start - paragraph.part.start < 4
    whole = said[:1].isupper() and said[-1:] in ".!?…,"
    if floor.open and opening:
        return floor.same(quote.start, quote.end, said)
    if paragraph.text[max(0, quote.outer.start - 4) : quote.outer.start].rstrip().endswith(":"):
        voice = floor.subject(paragraph, first)
        if voice is not None:
            name, anonymous, span = floor.resolve(paragraph, voice)
            return Quote(quote.start, quote.end, said, name, "direct", None, anonymous, span)
    if whole and (follows or opening):
        return floor.same(quote.start, quote.end, said)
    return Quote(quote.start, quote.end, said, None, "direct", None)


def _spoken(said: str, count: int) -> bool:
    """Whether words in marks that nobody is named for look like speech, not like a title."""
    capitals = sum(word[0].isupper() for word in said.split() if word[0].isalpha())
    return count >= _UNSPOKEN and capitals < 0.6 * count
