"""What the statistical recogniser sees of each token: its word, its neighbours, its article.

The same function makes the features to learn from and the features to read by; whoever
changes it must train again (``tools/train_entities.py``). All of it is linear in the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.entities.context import office_tails, speech_forms
from index.entities.evidence import Evidence
from index.entities.gazetteer import gazetteer
from index.entities.lexicon import (
    FUNCTION_WORDS,
    addresses,
    first_names,
    heads,
)
from index.entities.marks import Mark
from index.entities.model import name_lexicon
from index.entities.tokens import Token, joins
from index.entities.word_features import Word, word_of

_LONGEST_NAME = 4
_HEAD_KINDS = ("organisation", "place", "event", "before_of")
_PLACE_WORDS = frozenset("in near outside around across throughout at from".split())
_MARKS = frozenset(".,;:!?()[]\"'“”‘’«»-–—/&@#$€£%…*|")
# Runs of capitals are cut here, so that a text of nothing but capitals stays linear.
_LONGEST_RUN = 12


class Sight:
    """Features of the tokens of one article.

    ``lines`` are the tokens of its paragraphs, ``shapes`` how these are written
    (``tokens.shape``) and ``ruled`` the marks that the rules made of each.
    """

    def __init__(
        self,
        lines: Sequence[Sequence[Token]],
        shapes: Sequence[str],
        ruled: Sequence[Sequence[Mark]],
        evidence: Evidence,
    ) -> None:
        self._lines, self._shapes, self._ruled, self._evidence = lines, shapes, ruled, evidence
        self._runs = [_runs(tokens) for tokens in lines]
        self._told: defaultdict[str, set[str]] = defaultdict(set)
        for tokens, runs in zip(lines, self._runs, strict=True):
            for start, end in runs:
                self._note(tokens, start, end)

    def _note(self, tokens: Sequence[Token], start: int, end: int) -> None:
        """Remembers what one run of capitals tells about its words wherever they stand."""
        before = tokens[start - 1].lower if start and tokens[start].gap in (" ", ". ") else ""
        after = tokens[end].lower if end < len(tokens) and tokens[end].gap == " " else ""
        last = tokens[end - 1]
        told = self._told
        if end - start > 1:
            if tokens[start].word in first_names():
                told[last.lower].add("D=given")
            if tokens[start].word in addresses():
                told[last.lower].add("D=titled")
            if last.word in heads("organisation"):
                told[tokens[start].lower].add("D=body")
        if end - start <= 2:
            if after in speech_forms():
                told[last.lower].add("D=says")
            if before in _PLACE_WORDS:
                told[tokens[start].lower].add("D=in")
            if before in office_tails():
                told[last.lower].add("D=office")
            if before == "the":
                told[tokens[start].lower].add("D=the")

    def line(self, index: int) -> list[list[str]]:
        """The features of each token of line ``index``."""
        tokens, shape = self._lines[index], self._shapes[index]
        words = [word_of(token.word) for token in tokens]
        near = _near(tokens, self._runs[index])
        found: list[list[str]] = []
        for at, token in enumerate(tokens):
            if at not in near:
                found.append([words[at].whole[0]])
                continue
            features = _beside(tokens, words, at)
            if token.first:
                features.append("F")
            if token.owns:
                features.append("'s")
            if token.end - token.start > len(token.word):
                features.append("dots")
            features += sorted(self._told.get(token.lower, ()))
            if token.cap:
                features.append(self._usual(token))
            if shape != "normal":
                features.append("L=" + shape)
            found.append(features)
        self._runs_told(index, words, found)
        self._names_told(tokens, found)
        self._rules_told(index, found)
        return found

    def _usual(self, token: Token) -> str:
        """How the article itself writes the word inside sentences."""
        capital = self._evidence.capital[token.lower]
        small = self._evidence.small[token.lower]
        return f"U={min(capital, 2)}{'<' if small > capital else '=' if small else '>'}"

    def _runs_told(self, index: int, words: Sequence[Word], found: list[list[str]]) -> None:
        """Adds to each capital what the whole run of capitals around it tells."""
        tokens = self._lines[index]
        for start, end in self._runs[index]:
            first, last = tokens[start], tokens[end - 1]
            shared = [
                f"rn={min(end - start, 4)}",
                "rl=" + words[end - 1].lower,
                "rf=" + words[start].lower,
                "rk=" + words[end - 1].coarse,
            ]
            shared += [f"rh={kind}" for kind in _HEAD_KINDS if last.word in heads(kind)]
            if first.word in first_names():
                shared.append("rgiven")
            if start and tokens[start].gap in (" ", ", ", ". "):
                shared += ["rb=" + words[start - 1].lower, "rbk=" + words[start - 1].coarse]
            if end < len(tokens) and tokens[end].gap in (" ", ", ", "-"):
                shared += [
                    f"ra={tokens[end].gap[0]}{words[end].lower}",
                    f"rak={tokens[end].gap[0]}{words[end].coarse}",
                ]
            for at in range(start, end):
                found[at] += shared
                found[at].append(f"rp={min(at - start, 3)}{min(end - 1 - at, 3)}")

    def _names_told(self, tokens: Sequence[Token], found: list[list[str]]) -> None:
        """Adds which known names and which names common in the news begin or go on here."""
        known, common = gazetteer(), name_lexicon()
        until, until_common = 0, 0
        for at, token in enumerate(tokens):
            if not token.cap:
                continue
            if at >= until and (match := known.match(tokens, at, len(tokens))):
                until = match[0]
                _spread(found, at, until, "g=" + match[1].type)
            if at >= until_common:
                stop, kind = _common_name(tokens, at, common)
                if stop:
                    until_common = stop
                    _spread(found, at, stop, "n=" + kind)

    def _rules_told(self, index: int, found: list[list[str]]) -> None:
        """Adds what the rules marked here, and how sure they were."""
        tokens, at = self._lines[index], 0
        for mark in self._ruled[index]:
            while at < len(tokens) and tokens[at].start < mark.start:
                at += 1
            first = at
            while at < len(tokens) and tokens[at].start < mark.end:
                at += 1
            sure = "!" if mark.weight >= 3 else "+" if mark.weight >= 1.2 else "?"
            _spread(found, first, at, f"m={mark.type}{sure}")


def _beside(tokens: Sequence[Token], words: Sequence[Word], at: int) -> list[str]:
    """What a token's word tells, the words beside it, and what stands between them."""
    last = len(tokens) - 1
    features = [*words[at].whole]
    if at:
        features += words[at - 1].before
        if at > 1:
            features += words[at - 2].earlier
    else:
        features.append("<")
    if at < last:
        features += words[at + 1].after
        features.append("G+" + _gap(tokens[at + 1].gap))
        if at + 1 < last:
            features += words[at + 2].later
    else:
        features.append(">")
    features.append("G" + _gap(tokens[at].gap))
    return features


def _spread(found: list[list[str]], start: int, end: int, feature: str) -> None:
    for at in range(start, min(end, len(found))):
        found[at].append(("B" if at == start else "I") + feature)


def _common_name(tokens: Sequence[Token], at: int, common: dict[str, str]) -> tuple[int, str]:
    """The longest name common in the news that begins at ``at``: its end and kind, or 0."""
    phrase, best = "", (0, "")
    for stop in range(at, min(len(tokens), at + _LONGEST_NAME)):
        if stop > at and not joins(tokens[stop - 1], tokens[stop]):
            break
        phrase = f"{phrase} {tokens[stop].lower}" if phrase else tokens[stop].lower
        if phrase in common:
            best = stop + 1, common[phrase]
    return best


def _runs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Stretches of capitals that stand together, small words not included."""
    found: list[tuple[int, int]] = []
    start = -1
    for at, token in enumerate(tokens):
        named = token.cap and (token.lower not in FUNCTION_WORDS or token.upper)
        if start >= 0 and not (
            named and joins(tokens[at - 1], token) and at - start < _LONGEST_RUN
        ):
            found.append((start, at))
            start = -1
        if named and start < 0:
            start = at
    if start >= 0:
        found.append((start, len(tokens)))
    return found


def _near(tokens: Sequence[Token], runs: Sequence[tuple[int, int]]) -> set[int]:
    """The tokens that may belong to a name: capitals, and small words right beside them."""
    near: set[int] = set()
    for start, end in runs:
        near.update(range(max(0, start - 1), min(len(tokens), end + 2)))
    return near


def _gap(gap: str) -> str:
    """What stands between two tokens, as one of a few kinds."""
    bare = gap.strip()
    if not bare:
        return "_" if gap else "|"
    return "".join(mark if mark in _MARKS else "*" for mark in {bare[0]: 0, bare[-1]: 0})
