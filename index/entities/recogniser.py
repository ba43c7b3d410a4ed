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
from index.entities.lexicon import FUNCTION_WORDS, heads, never_bodies, safe_small
from index.entities.marks import Mark
from index.entities.pieces import Cutter, Piece, trimmed
from index.entities.runs import nameable, run_end
from index.entities.tokens import Token, joins

_DIRECTIONS = frozenset(
    """Northern Southern Eastern Western Central Greater Upper Lower North South East West
    Northeast Northwest Southeast Southwest""".split()
)
SUFFIXES = frozenset("Jr Sr Inc Corp Co Ltd".split())
_LONGEST_PERSON = 5
_LONGEST_ACRONYM = 6


def recognise(text: str, tokens: Sequence[Token], shape: str, evidence: Evidence) -> list[Mark]:
    """The marks of one paragraph in text order, not overlapping.

    ``shape`` is the paragraph's (``tokens.shape``): in capitals only known names are
    marked; in a headline, where every word has a capital, only known names and persons.
    """
    return _Line(text, tokens, shape, evidence).marks()


class _Line:
    def __init__(self, text: str, tokens: Sequence[Token], shape: str, evidence: Evidence) -> None:
        self.text, self.tokens, self.shape, self.evidence = text, tokens, shape, evidence
        self.names = gazetteer()
        self.cutter = Cutter(tokens, shape, evidence, self.names)
        self.found: list[Mark] = []

    def marks(self) -> list[Mark]:
        at = 0
        while at < len(self.tokens):
            at = self._from(at)
        return self.found

    def _from(self, at: int) -> int:
        """Reads what begins at token ``at``; gives the token to go on with."""
        token = self.tokens[at]
        if self.shape == "upper":
            return self._capitals(at)
        if not token.cap:
            return self._small(at)
        if not nameable(self.tokens, at):
            match = self.cutter.match(at) if token.lower in FUNCTION_WORDS else None
            if match and match[0] - at > 1:
                return self._known(at, match)
            return at + 1
        end = run_end(self.tokens, at)
        self._cut(at, end)
        while end < len(self.tokens) and self.found and self.tokens[end].start < self.found[-1].end:
            end += 1
        return end

    def _known(self, at: int, match: tuple[int, Known]) -> int:
        self._mark(at, match[0], match[1].type, 3, match[1])
        return match[0]

    def _small(self, at: int) -> int:
        """Small letters: names that can be nothing else, and names with small beginnings."""
        token = self.tokens[at]
        if token.lower in safe_small() and token.gap != "." and token.gap[-1:] not in "@/#":
            known = self.names.folded.get(token.lower)
            if known:
                return self._known(at, (at + 1, known))
        if token.word in self.names.longest:
            match = self.names.match(self.tokens, at, len(self.tokens))
            if match and any(inner.cap for inner in self.tokens[at : match[0]]):
                return self._known(at, match)
        return at + 1

    def _capitals(self, at: int) -> int:
        """A line of capitals: only whole known names, and no single ordinary word."""
        match = self.names.match(self.tokens, at, len(self.tokens))
        if match and (match[0] - at > 1 or not self.evidence.ordinary(self.tokens[at].lower)):
            return self._known(at, match)
        for stop in range(min(at + 4, len(self.tokens)), at, -1):
            phrase = " ".join(token.lower for token in self.tokens[at:stop])
            known = self.names.folded.get(phrase)
            sure = stop - at > 1 or (len(phrase) > 3 and not self.evidence.ordinary(phrase))
            if known and sure:
                return self._known(at, (stop, known))
        return at + 1

    def _cut(self, at: int, end: int) -> None:
        """Cuts a run into pieces, then into groups between offices and forms of address."""
        pieces = self.cutter.pieces(at, end)
        group: list[Piece] = []
        titled = context.office_before(self.tokens, at)
        for index, piece in enumerate(pieces):
            if piece.kind == "office" and not self._surname(pieces, index):
                self._group(group, titled)
                group, titled = [], True
            else:
                group.append(piece)
        self._group(group, titled)

    def _surname(self, pieces: Sequence[Piece], index: int) -> bool:
        """Whether an office word is a family name here ("Martin Luther King", "John Major")."""
        piece = pieces[index]
        if piece.last - piece.first > 1 or not index or index + 1 < len(pieces):
            return False
        return pieces[index - 1].kind in ("first", "initial")

    def _group(self, group: list[Piece], titled: bool) -> None:
        """Types what stands between two offices."""
        group = self._without_sentence_start(trimmed(group))
        if not group:
            return
        if len(group) == 1 and group[0].known is not None:
            self._place_or_edition(group[0], group[0].known)
        elif kind := self._head(group, titled):
            self._mark(group[0].first, group[-1].last, kind, 2.5)
        elif count := self._person(group, titled):
            self._group(group[count:], False)
        else:
            self._mixed(group)

    def _without_sentence_start(self, group: list[Piece]) -> list[Piece]:
        """Drops ordinary words that have their capital from the start of a sentence."""
        for index, piece in enumerate(group):
            token = self.tokens[piece.first]
            alone, after = len(group) == index + 1, group[index + 1 : index + 2]
            keeps = (
                piece.kind not in ("word", "first")
                or not (token.first or self.shape == "title")
                or self.evidence.starts_name(token)
                or (alone and context.said_by(self.tokens, piece.first))
                or (piece.kind == "first" and bool(after) and after[0].kind in ("word", "initial"))
            )
            if keeps:
                return group[index:]
        return []

    def _head(self, group: Sequence[Piece], titled: bool) -> MentionType | None:
        """What the head word of a longer name tells: body, place or event."""
        tokens = self.tokens[group[0].first : group[-1].last]
        plain = self.shape == "title" and not any(piece.known for piece in group)
        if len(tokens) < 2 or plain:
            return None
        links = (i for i, t in enumerate(tokens) if not t.cap and t.lower in ("of", "for"))
        if inner := next(links, 0):
            head = tokens[inner - 1].word
            if head in heads("before_of"):
                return "ORG"
            return "LOC" if head in heads("place_of") else None
        last, given = tokens[-1].word, group[0].kind == "first"
        person = titled or (given and len(group) == 2)
        if last in heads("organisation") and (not person or (not given and len(tokens) > 2)):
            return "ORG"
        if person:
            return None
        return self._place_or_event(tokens, last, group[-1])

    def _place_or_event(
        self, tokens: Sequence[Token], last: str, piece: Piece
    ) -> MentionType | None:
        if last in heads("place"):
            return "LOC"
        if last in heads("event") and not all(map(self.evidence.common, tokens)):
            return "EVENT"
        if tokens[0].word in heads("event_first") and len(tokens) == 2:
            return "EVENT"
        if tokens[0].word in heads("place_always") and len(tokens) == 2:
            return "LOC"
        opens = tokens[0].word in heads("place_first") and len(tokens) == 2
        if opens and piece.kind != "first" and not self.evidence.common(tokens[-1]):
            return "LOC"
        return None

    def _person(self, group: Sequence[Piece], titled: bool) -> int:
        """Marks a person at the start of the group; gives how many pieces it took."""
        first = group[0]
        alone = len(group) == 1
        other = first.known is not None and first.known.type != "PER"
        if titled and other and (alone or group[1].kind != "initial"):
            return 0
        spelled = any(not token.upper and len(token.word) > 1 for token in self._of(group))
        named = spelled and (first.kind == "first" or (first.kind == "initial" and not alone))
        if not (titled or named):
            return 0
        count = 1
        while count < len(group) and group[count].last - first.first <= _LONGEST_PERSON:
            if group[count].known and group[count].last - group[count].first > 1:
                break
            count += 1
        while count > 1 and self._trailing(group[count - 1]):
            count -= 1
        if count == 1 and not titled and context.before(self.tokens, first.first) == "LOC":
            return 0
        weight = 3.0 if titled else (2.0 if count > 1 else 0.8)
        self._mark(first.first, group[count - 1].last, "PER", weight, titled=titled)
        return count

    def _trailing(self, piece: Piece) -> bool:
        """Whether the last word of a person's name is none ("Amy Moll Endorses" in a title)."""
        headline = self.shape == "title" and self.evidence.common(self.tokens[piece.first])
        return piece.kind == "small" or (headline and piece.kind == "word")

    def _of(self, group: Sequence[Piece]) -> Sequence[Token]:
        return self.tokens[group[0].first : group[-1].last]

    def _mixed(self, group: Sequence[Piece]) -> None:
        """Known names one by one; what is left between them by context."""
        loose: list[Piece] = []
        for piece in group:
            if piece.known is None:
                loose.append(piece)
            elif self._direction(loose, piece.known):
                self._mark(loose[0].first, piece.last, "LOC", 2.5)
                loose = []
            else:
                self._loose(loose)
                self._place_or_edition(piece, piece.known)
                loose = []
        self._loose(loose)

    def _direction(self, loose: Sequence[Piece], known: Known) -> bool:
        place = len(loose) == 1 and known.type == "LOC"
        return place and self.tokens[loose[0].first].word in _DIRECTIONS

    def _place_or_edition(self, piece: Piece, known: Known) -> None:
        """A known name; a place before "summit" and the like is a named edition of an event."""
        end = piece.last
        whole = self.tokens[piece.first].gap != "-"
        if known.type == "LOC" and whole and end < len(self.tokens):
            after = self.tokens[end]
            close = after.gap == " " and joins(self.tokens[end - 1], after)
            if close and after.lower in heads("edition"):
                self._mark(piece.first, end + 1, "EVENT", 3)
                return
        self._mark(piece.first, end, known.type, 3, known)

    def _loose(self, loose: Sequence[Piece]) -> None:
        """A stretch of unknown capitals: typed by what stands around it, or left untyped."""
        loose = trimmed(loose)
        if not loose:
            return
        start, end = loose[0].first, loose[-1].last
        tokens = self.tokens[start:end]
        if len(tokens) == 1 and (tokens[0].upper or context.said_by(self.tokens, start)):
            self._single(start, tokens[0])
            return
        common = sum(map(self.evidence.common, tokens))
        if self.shape == "title" or common == len(tokens) == 1:
            return
        kind, weight = context.judge(self.tokens, start, end)
        if common == len(tokens) and kind != "LOC":
            return
        unknown = not common and not any(token.upper for token in tokens)
        if kind is None and len(tokens) in (2, 3) and unknown:
            kind, weight = "PER", 0.9
        self._mark(start, end, kind, weight)

    def _single(self, start: int, token: Token) -> None:
        if not token.upper:
            self._mark(start, start + 1, "PER", 1.5)
            return
        short = len(token.word) <= _LONGEST_ACRONYM and token.word.isalpha()
        if short and not self.evidence.ordinary(token.lower) and token.word not in never_bodies():
            self._mark(start, start + 1, "ORG", 0.7)

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
        begin, stop = tokens[start].start, tokens[end - 1].end
        if tokens[end - 1].word in SUFFIXES and self.text[stop : stop + 1] == ".":
            stop += 1
        placed = context.after_place_word(tokens, start)
        words = self.text[begin:stop]
        self.found.append(Mark(begin, stop, words, kind, weight, known, titled, placed))
