"""Cuts a run of capitals into known names, offices and single words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from index.dataclass import dataclass
from index.entities.evidence import Evidence
from index.entities.gazetteer import Gazetteer, Known
from index.entities.lexicon import addresses, first_names, offices
from index.entities.tokens import Token, joins

PieceKind = Literal["known", "office", "first", "initial", "small", "word"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens ``first``..``last`` (exclusive) of a run and what they are."""

    kind: PieceKind
    first: int
    last: int
    known: Known | None = None


class Cutter:
    """Cuts the runs of one paragraph. ``shape`` as in ``tokens.shape``."""

    def __init__(
        self, tokens: Sequence[Token], shape: str, evidence: Evidence, names: Gazetteer
    ) -> None:
        self.tokens, self.shape, self.evidence, self.names = tokens, shape, evidence, names

    def pieces(self, at: int, end: int) -> list[Piece]:
        """The pieces of the run ``at``..``end``; a known name may reach beyond its end."""
        found: list[Piece] = []
        while at < end:
            match = self.match(at)
            if match and self._begins_person(at, match[0], end):
                match = None
            if match:
                found.append(Piece("known", at, *match))
            elif (stop := self._office(at)) > at:
                found.append(Piece("office", at, stop))
            else:
                found.append(Piece(self._kind(self.tokens[at]), at, at + 1))
            at = found[-1].last
        return found

    def match(self, at: int) -> tuple[int, Known] | None:
        """A known name at ``at``, unless it is one ordinary word that begins a sentence."""
        match = self.names.match(self.tokens, at, len(self.tokens))
        token = self.tokens[at]
        if match is None and token.upper:
            match = self._in_capitals(at)
        if match and match[0] - at == 1:
            doubtful = token.first or self.shape == "title"
            if doubtful and self.evidence.common(token) and not self.evidence.starts_name(token):
                return None
        return match

    def _in_capitals(self, at: int) -> tuple[int, Known] | None:
        """A known name in capitals ("NEW YORK"), unless it is one short or ordinary word."""
        tokens, phrase = self.tokens, ""
        best: tuple[int, Known] | None = None
        for stop in range(at, min(len(tokens), at + 3)):
            if not tokens[stop].upper or (stop > at and tokens[stop].gap != " "):
                break
            phrase = f"{phrase} {tokens[stop].lower}".strip()
            known = self.names.folded.get(phrase)
            whole = stop > at or (len(phrase) > 3 and not self.evidence.ordinary(phrase))
            if known and whole:
                best = stop + 1, known
        return best

    def _begins_person(self, at: int, stop: int, end: int) -> bool:
        """Whether a known name is only the start of a person's ("Jordan Smith")."""
        tokens = self.tokens
        if stop - at > 1 or stop >= end or tokens[at].word not in first_names():
            return False
        after = tokens[stop]
        if after.gap != " " or not after.cap:
            return False
        return not self.evidence.common(after) and after.word not in self.names.longest

    def _kind(self, token: Token) -> PieceKind:
        if len(token.word) == 1:
            return "initial"
        if token.word in first_names():
            return "first"
        return "word" if token.cap else "small"

    def _office(self, at: int) -> int:
        """Past an office or a form of address at ``at``; ``at`` where there is none."""
        tokens = self.tokens
        if tokens[at].word in addresses():
            # "General Motors" is no general; a form of address needs a name after it.
            return at + 1 if at + 1 < len(tokens) and tokens[at + 1].cap else at
        phrase, best = "", at
        for stop in range(at, min(len(tokens), at + 5)):
            if stop > at and not joins(tokens[stop - 1], tokens[stop]):
                break
            phrase = f"{phrase} {tokens[stop].lower}".strip()
            if phrase in offices():
                best = stop + 1
        return best


def trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without small words at either end."""
    kept = list(pieces)
    while kept and kept[0].kind == "small":
        kept.pop(0)
    while kept and kept[-1].kind == "small":
        kept.pop()
    return kept
