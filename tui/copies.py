"""Copies of one text in words: who prints it, and what each cut, added, reworded and moved.

The same words on the screen and in a command's answer; no terminal library is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.article import Article, ArticleLine, Span
from index.dataclass import dataclass
from index.text import paragraphs
from tui.phrases import NO_OUTLET, count, percent

if TYPE_CHECKING:
    from index.comparison.copies import Copy, Difference, Family

NAMED = 12
"""Outlets that are named; of more, their number."""
WHOLE = "word for word the same"
REFERENCE = "holds most of what the others print: they are laid beside it"
ALONE = "no other article here prints this text"


def same_text(family: Family) -> str:
    """``same AFP text at 5 outlets, counts as one: ...``; the agency only as copies credit it."""
    copies = family.copies
    credited: dict[str, set[int]] = {}
    for credit in family.credits:
        credited.setdefault(credit.name, set()).add(credit.article)
    outlets = [line.outlet or NO_OUTLET for line in copies]
    return said(outlets, {name: len(by) for name, by in credited.items()})


def said(outlets: Sequence[str], credited: Mapping[str, int]) -> str:
    """One line about copies by the outlet of each; ``credited``: how many name which agency."""
    names = list(dict.fromkeys(outlets))
    every = sorted(name for name, by in credited.items() if by == len(outlets))
    some = "" if every else _by_some(credited, len(outlets))
    whose = f"{every[0]} text" if every else "text"
    if len(names) == 1:
        return f"same {whose} {len(outlets):,} times at {names[0]}, counts as one{some}"
    named = ", ".join(names[:NAMED])
    rest = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    where = f"{count(len(names), 'outlet')}, counts as one{some}: {named}{rest}"
    return f"same {whose} at {where}"


def _by_some(credited: Mapping[str, int], copies: int) -> str:
    told = sorted(credited.items(), key=lambda each: (-each[1], each[0]))[:3]
    parts = [f"{name} credited by {by:,} of {copies:,}" for name, by in told]
    return f" ({', '.join(parts)})" if parts else ""


def changed(copy: Copy) -> str:
    """``cut 3 passages (120 words), added 1 (40 words), reworded 2``."""
    told: list[str] = []
    for kind in ("cut", "added", "reworded", "moved"):
        found = [each for each in copy.differences if each.kind == kind]
        if found:
            passages = f"{len(found):,}" if told else count(len(found), "passage")
            words = f" ({count(sum(each.words for each in found), 'word')})"
            told.append(f"{kind} {passages}{words}")
    return ", ".join(told) or WHOLE


def in_common(copy: Copy) -> str:
    """``82 % of its words in common``; nothing of a text without words."""
    if not copy.words:
        return "no words"
    share = percent(copy.common_words, copy.words)
    if share == "100 %" and copy.common_words < copy.words:
        share = "nearly all"
    return f"{share} of its words in common"


def headline(line: ArticleLine, copy: Copy | None) -> str:
    """The headline as printed, or that there is none; an own one is said to be one."""
    if not line.titled:
        return f"(no headline) {line.label}"
    return f"own headline: {line.label}" if copy and copy.own_headline else line.label


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a difference: ``mark`` is − for what is gone, + for what is new, = for both.

    ``parts`` are its paragraphs as spans of ``article``'s text, ``lit`` the changed words;
    ``broken`` tells that it begins inside a sentence.
    """

    mark: str
    article: Article
    parts: tuple[Span, ...]
    lit: tuple[Span, ...] = ()
    broken: bool = False


def sides(found: Difference, reference: Article, article: Article) -> Iterator[Side]:
    """What to show of a difference: one side, or of a rewording both."""
    changes = found.kind == "reworded"
    if found.kind == "moved" and found.copy:
        yield _side("=", article, found.copy, ())
        return
    if found.reference:
        yield _side("−", reference, found.reference, found.gone if changes else ())
    if found.copy:
        yield _side("+", article, found.copy, found.new if changes else ())


def _side(mark: str, article: Article, span: Span, lit: tuple[Span, ...]) -> Side:
    before = article.text[max(0, span.start - 8) : span.start].rstrip(" \t“”\"'’)]")
    broken = bool(before) and before[-1] not in ".!?…:\n。！？"
    return Side(mark, article, _parts(article, span), lit, broken)


def _parts(article: Article, span: Span) -> tuple[Span, ...]:
    """The paragraphs of a passage, without what is no body."""
    inside = [
        replace(zone, start=max(0, zone.start - span.start), end=zone.end - span.start)
        for zone in article.zones
        if zone.end > span.start and zone.start < span.end
    ]
    found = paragraphs(article.text[span.start : span.end], inside)
    return tuple(Span(span.start + part.start, span.start + part.end) for part in found)
