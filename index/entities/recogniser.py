"""Finds names by rules: runs of capitals, cut at offices and known names, typed by their words.

The one public function, ``recognise``, gives marks with a weight; ``repair`` makes them
consistent over the article. Another recogniser can take its place behind the same face.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.article import MentionType
from index.entities import context
from index.entities.evidence import Evidence
from index.entities.gazetteer import Known, gazetteer
from index.entities.lexicon import (
    CALENDAR,
    FUNCTION_WORDS,
    addresses,
    first_names,
    heads,
    offices,
    safe_small,
)
from index.entities.marks import Mark
from index.entities.tokens import Token, joins

_PARTICLES = frozenset("de da do dos du del della di la le van von der den ter bin ibn al el ul ur y e abu".split())
_DIRECTIONS = frozenset("Northern Southern Eastern Western Central Greater Upper Lower North South East West Northeast Northwest Southeast Southwest".split())
_NEVER_ORG = frozenset(
    """TV CEO CFO COO DNA RNA AIDS HIV COVID PDF USD EUR GBP AM PM BC AD GMT EST EDT PST UTC IV III II VI VII
    VIII IX XI XII XIV XVI PC IT HR PR MP MPs MEP PM FM VIP DVD CD UFO GDP IPO LGBT LGBTQ OK ID IQ SUV GPS ATM FAQ CCTV
    SMS USB WMD MD PhD BA MA MBA JR SR NO AK AR ADHD PTSD AI AR VR EV PPE PCR ICU ER CPI GPA SAT""".split()
)
_MAX_PERSON = 5

Piece = tuple[str, int, int, Known | None]


def recognise(text: str, tokens: Sequence[Token], shape: str, evidence: Evidence) -> list[Mark]:
    """The marks of one paragraph in text order, not overlapping.

    ``shape`` is the paragraph's (``tokens.shape``): in capitals only known names are
    marked; in a headline, where every word has a capital, only known names and persons.
    """
    return _Line(text, list(tokens), shape, evidence).marks()


class _Line:
    def __init__(self, text: str, tokens: list[Token], shape: str, evidence: Evidence) -> None:
        self.text, self.tokens, self.shape, self.evidence = text, tokens, shape, evidence
        self.known = gazetteer()
        self.found: list[Mark] = []

    def marks(self) -> list[Mark]:
        at = 0
        while at < len(self.tokens):
            at = self._from(at)
        return self.found

    def _from(self, at: int) -> int:
        token = self.tokens[at]
        if self.shape == "upper":
            return self._upper(at)
        if not token.cap:
            return self._small(at)
        if not self._nameable(at):
            if token.first or token.lower in FUNCTION_WORDS:
                match = self._match(at, len(self.tokens))
                if match and match[0] - at > 1:
                    self._mark(at, match[0], match[1].type, 3, match[1])
                    return match[0]
            return at + 1
        end = self._run(at)
        self._cut(at, end)
        return max(end, at + 1) if not self.found else max(end, at + 1, self._passed(end))

    def _passed(self, end: int) -> int:
        while end < len(self.tokens) and self.tokens[end].start < self.found[-1].end:
            end += 1
        return end

    def _small(self, at: int) -> int:
        token = self.tokens[at]
        if token.lower in safe_small():
            known = self.known.folded.get(token.lower)
            if known and (token.gap != "." and not token.gap.endswith(("@", "/", "#"))):
                self._mark(at, at + 1, known.type, 3, known)
                return at + 1
        if token.word in self.known.longest:
            match = self.known.match(self.tokens, at, len(self.tokens))
            if match and any(t.cap for t in self.tokens[at : match[0]]):
                self._mark(at, match[0], match[1].type, 3, match[1])
                return match[0]
        return at + 1

    def _upper(self, at: int) -> int:
        """In a line of capitals only whole known names count, places, groups and bodies."""
        if match := self.known.match(self.tokens, at, len(self.tokens)):
            self._mark(at, match[0], match[1].type, 3, match[1])
            return match[0]
        for stop in range(min(at + 4, len(self.tokens)), at, -1):
            phrase = " ".join(token.lower for token in self.tokens[at:stop])
            known = self.known.folded.get(phrase)
            if known and (stop - at > 1 or (not self._common_in(phrase) and len(phrase) > 3)):
                self._mark(at, stop, known.type, 3, known)
                return stop
        return at + 1

    def _common_in(self, word: str) -> bool:
        return word in self.evidence._common

    def _nameable(self, at: int) -> bool:
        """Whether a capital token may be part of a name at all."""
        token = self.tokens[at]
        if token.lower in FUNCTION_WORDS and not (token.upper and len(token.word) > 1):
            if token.lower not in ("may", "will"):
                return False
            before = self.tokens[at - 1] if at else None
            return bool(before and before.word in first_names() and joins(before, token))
        if token.lower in CALENDAR:
            before = self.tokens[at - 1] if at else None
            return bool(before and before.word in first_names() and joins(before, token))
        return not token.word[0].isdigit()

    def _run(self, at: int) -> int:
        tokens, end = self.tokens, at + 1
        while end < len(tokens):
            token = tokens[end]
            if not joins(tokens[end - 1], token):
                break
            if token.cap and self._nameable(end):
                end += 1
            elif token.word.isdigit() and tokens[end - 1].upper and token.gap == "-":
                end += 1
            elif bridge := self._bridge(at, end):
                end = bridge
            else:
                break
        return end

    def _bridge(self, at: int, end: int) -> int:
        """Past small words inside a name ("of", "bin", "for the"); 0 where the name ends."""
        tokens, word = self.tokens, self.tokens[end].lower
        before = tokens[end - 1].word
        stop = end
        if word in ("of", "for"):
            if before not in heads("before_of") and not (word == "of" and before in heads("place_of")):
                return 0
            stop = end + 1
            if stop < len(tokens) and tokens[stop].lower == "the" and not tokens[stop].cap:
                stop += 1
        elif word == "and":
            if not any(t.lower in ("of", "for") and not t.cap for t in tokens[at:end]):
                return 0
            if tokens[at].word not in ("Ministry", "Department", "Office", "Center", "Centre", "Committee", "Commission", "Institute", "Bureau"):
                return 0
            stop = end + 1
        elif word in _PARTICLES:
            while stop < len(tokens) and stop - end < 3 and tokens[stop].lower in _PARTICLES:
                stop += 1
        else:
            return 0
        if stop < len(tokens) and tokens[stop].cap and self._nameable(stop):
            span = tokens[end : stop + 1]
            if all(joins(left, right) for left, right in zip(span, span[1:], strict=False)):
                return stop + 1
        return 0

    def _cut(self, at: int, end: int) -> None:
        """Cut a run into pieces, then into groups between offices and forms of address."""
        pieces = self._pieces(at, end)
        group: list[Piece] = []
        titled = context.office_before(self.tokens, at)
        for index, piece in enumerate(pieces):
            if piece[0] == "office" and not self._surname(pieces, index):
                self._group(group, titled)
                group, titled = [], True
            else:
                group.append(piece)
        self._group(group, titled)

    def _surname(self, pieces: list[Piece], index: int) -> bool:
        """Whether an office word is a family name here ("Martin Luther King", "John Major")."""
        _, start, stop, _ = pieces[index]
        if stop - start > 1 or not index or index + 1 < len(pieces):
            return False
        return pieces[index - 1][0] in ("first", "initial")

    def _pieces(self, at: int, end: int) -> list[Piece]:
        pieces: list[Piece] = []
        while at < end:
            token = self.tokens[at]
            match = self._match(at, len(self.tokens))
            if match and self._inside_other(at, match[0], end):
                match = None
            if match:
                pieces.append(("known", at, match[0], match[1]))
                at = match[0]
            elif (stop := self._office(at, end)) > at:
                pieces.append(("office", at, stop, None))
                at = stop
            else:
                pieces.append((self._kind(token), at, at + 1, None))
                at += 1
        return pieces

    def _inside_other(self, at: int, stop: int, end: int) -> bool:
        """Whether a known name is only the start of a person's ("Jordan Smith")."""
        tokens = self.tokens
        if stop - at > 1 or stop >= end or tokens[at].word not in first_names():
            return False
        after = tokens[stop]
        if after.gap != " " or not after.cap:
            return False
        return not self.evidence.common(after) and after.word not in self.known.longest

    def _match(self, at: int, end: int) -> tuple[int, Known] | None:
        match = self.known.match(self.tokens, at, end)
        if match and match[0] - at == 1:
            token = self.tokens[at]
            doubtful = token.first or self.shape == "title"
            if doubtful and self.evidence.common(token) and not self.evidence.starts_name(token):
                return None
        return match

    def _kind(self, token: Token) -> str:
        if len(token.word) == 1:
            return "initial"
        if token.word in first_names():
            return "first"
        return "small" if not token.cap else "word"

    def _office(self, at: int, end: int) -> int:
        """Past an office or a form of address that starts at ``at``; ``at`` where there is none."""
        tokens = self.tokens
        if tokens[at].word in addresses():
            # "General Motors" is no general; a form of address needs a name after it.
            return at + 1 if at + 1 < len(tokens) and tokens[at + 1].cap else at
        phrase, best = "", at
        for stop in range(at, min(len(tokens), at + 5)):
            if stop > at and not joins(tokens[stop - 1], tokens[stop]):
                break
            phrase = f"{phrase} {tokens[stop].lower}".strip()
            if phrase in _office_phrases():
                best = stop + 1
        return best

    def _group(self, group: list[Piece], titled: bool) -> None:
        while group and group[0][0] == "small":
            group = group[1:]
        while group and group[-1][0] == "small":
            group = group[:-1]
        group = self._without_sentence_start(group)
        if not group:
            return
        start, end = group[0][1], group[-1][2]
        if len(group) == 1 and group[0][3] is not None:
            self._place_or_edition(start, end, group[0][3])
        elif kind := self._head(group, titled):
            self._mark(start, end, kind, 2.5)
        elif self._person(group, titled):
            return
        else:
            self._mixed(group, titled)

    def _without_sentence_start(self, group: list[Piece]) -> list[Piece]:
        while group and group[0][0] in ("word", "first"):
            token = self.tokens[group[0][1]]
            loose = token.first or self.shape == "title"
            if not loose or self.evidence.starts_name(token):
                break
            if group[0][0] == "first" and len(group) > 1 and group[1][0] in ("word", "initial"):
                break
            group = group[1:]
        return group

    def _head(self, group: list[Piece], titled: bool) -> MentionType | None:
        """What the head word of a longer name tells: body, place or event."""
        start, end = group[0][1], group[-1][2]
        tokens = self.tokens[start:end]
        if len(tokens) < 2 or (self.shape == "title" and not any(p[0] == "known" for p in group)):
            return None
        last, first = tokens[-1].word, tokens[0].word
        inner = next((i for i, t in enumerate(tokens) if not t.cap and t.lower in ("of", "for")), 0)
        head = tokens[inner - 1].word if inner else last
        person = group[0][0] == "first" and len(group) == 2 or titled
        if inner and head in heads("place_of") and head not in heads("before_of"):
            return "LOC"
        if (inner and head in heads("before_of")) or (head in heads("organisation") and not person):
            return "ORG"
        if head in heads("organisation") and group[0][0] != "first" and len(tokens) > 2:
            return "ORG"
        if last in heads("place") and not person:
            return "LOC"
        if last in heads("event") and not person and not all(map(self.evidence.common, tokens)):
            return "EVENT"
        if first in heads("place_first") and not titled and len(tokens) == 2 and group[-1][0] != "first":
            return "LOC" if not self.evidence.common(tokens[-1]) else None
        return None

    def _person(self, group: list[Piece], titled: bool) -> bool:
        kinds = [piece[0] for piece in group]
        if titled and kinds[0] == "known":
            known = group[0][3]
            if known and known.type != "PER" and (len(group) == 1 or kinds[1] != "initial"):
                return False
        named = kinds[0] == "first" or (kinds[0] == "initial" and len(group) > 1)
        if not (titled or named):
            return False
        stop = 0
        while stop < len(group) and group[stop][2] - group[0][1] <= _MAX_PERSON:
            known = group[stop][3]
            if known and stop and group[stop][2] - group[stop][1] > 1:
                break
            stop += 1
        while stop and kinds[stop - 1] == "small":
            stop -= 1
        if not stop:
            return False
        weight = 3.0 if titled else (2.0 if stop > 1 else 0.8)
        if stop == 1 and not titled and context.before(self.tokens, group[0][1]) == "LOC":
            return False
        self._mark(group[0][1], group[stop - 1][2], "PER", weight, titled=titled)
        if group[stop:]:
            self._group(group[stop:], False)
        return True

    def _mixed(self, group: list[Piece], titled: bool) -> None:
        """Known names one by one; what is left between them by context."""
        loose: list[Piece] = []
        for piece in group:
            if piece[3] is None:
                loose.append(piece)
                continue
            if loose and self._direction(loose, piece):
                self._mark(loose[0][1], piece[2], "LOC", 2.5)
                loose = []
                continue
            self._loose(loose, titled)
            loose = []
            self._place_or_edition(piece[1], piece[2], piece[3])
        self._loose(loose, titled)

    def _direction(self, loose: list[Piece], piece: Piece) -> bool:
        return (
            len(loose) == 1
            and piece[3] is not None
            and piece[3].type == "LOC"
            and self.tokens[loose[0][1]].word in _DIRECTIONS
        )

    def _place_or_edition(self, start: int, end: int, known: Known) -> None:
        """A known name; a place before "summit" and the like is a named edition of an event."""
        if known.type == "LOC" and end < len(self.tokens):
            after = self.tokens[end]
            if after.lower in heads("edition") and joins(self.tokens[end - 1], after) and after.gap == " ":
                self._mark(start, end + 1, "EVENT", 3)
                return
        self._mark(start, end, known.type, 3, known)

    def _loose(self, loose: list[Piece], titled: bool) -> None:
        """A stretch of unknown capitals: typed by what stands around it, or left untyped."""
        while loose and loose[-1][0] == "small":
            loose = loose[:-1]
        while loose and loose[0][0] == "small":
            loose = loose[1:]
        if not loose:
            return
        start, end = loose[0][1], loose[-1][2]
        tokens = self.tokens[start:end]
        common = sum(map(self.evidence.common, tokens))
        token = tokens[0]
        if (self.shape == "title" and not token.upper) or (common == 1 and len(tokens) == 1):
            return
        if len(tokens) == 1 and token.upper:
            if 2 <= len(token.word) <= 6 and token.word.isalpha() and token.word not in _NEVER_ORG:
                self._mark(start, end, "ORG", 0.7)
            return
        kind, weight = context.judge(self.tokens, start, end)
        if common and kind != "LOC" and common == len(tokens):
            return
        if kind is None and len(tokens) in (2, 3) and not common and not any(t.upper for t in tokens):
            kind, weight = "PER", 0.9
        self._mark(start, end, kind, weight)

    def _mark(
        self,
        start: int,
        end: int,
        kind: MentionType | None,
        weight: float,
        known: Known | None = None,
        titled: bool = False,
    ) -> None:
        tokens = self.tokens
        if end - start > 1 and tokens[start].word == "The":
            start += 1
        stop = tokens[end - 1].end
        if tokens[end - 1].word in ("Jr", "Sr", "Inc", "Corp", "Co", "Ltd") and self.text[stop : stop + 1] == ".":
            stop += 1
        begin = tokens[start].start
        self.found.append(Mark(begin, stop, self.text[begin:stop], kind, weight, known, titled))


def _office_phrases() -> frozenset[str]:
    return offices()


__all__ = ["recognise"]
