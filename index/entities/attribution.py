"""Which verb attributes words to whom, in one paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from index.article import Span
from index.dataclass import dataclass
from index.entities.context import office_tails
from index.entities.paragraph_tables import first_from, last_before, quoted_tokens, sentence_numbers
from index.entities.quotation import Quotation
from index.entities.speech import Verb, phrasal, verbs
from index.entities.tokens import Token
from index.entities.voices import Voice

_AUXILIARIES = frozenset(
    """has have had also then later once again now further would will could may might did is was
    are were be been""".split()
)
_PASSIVE = frozenset("was were is are be been being get got".split())
_PREPOSITIONS = frozenset(
    """of for in at with from to on by about against near between over under into through as than
    toward towards including like""".split()
)
_POST = _PREPOSITIONS | frozenset(
    "familiar close briefed who whose which and speaking working based".split()
)
_SPEECH_NOUNS = frozenset(
    """remarks comments words statement statements message speech letter announcement report
    testimony""".split()
)
_NOT_FINITE = frozenset(
    "to not never cannot can't didn't don't doesn't won't wouldn't hasn't haven't".split()
)
_FARTHEST = 16
_NAMED_WITHIN = 14


@dataclass(frozen=True, slots=True)
class Cue:
    """An attribution: the verb's tokens ``first``..``last`` and whose words it announces."""

    first: int
    last: int
    start: int
    end: int
    text: str
    verb: Verb | None
    voice: Voice

    @property
    def stance(self) -> str:
        """The class of the verb; "according to" takes no side."""
        return self.verb.kind if self.verb is not None else "neutral"


class Paragraph:
    """One paragraph as the quotation rules see it: tokens, voices and quotations."""

    def __init__(
        self,
        text: str,
        part: Span,
        tokens: Sequence[Token],
        found: Sequence[Voice],
        quoted: Sequence[Quotation],
    ) -> None:
        self.text, self.part, self.tokens, self.quoted = text, part, tokens, quoted
        self.inside = quoted_tokens(tokens, quoted)
        self.voices = [voice for voice in found if not self.inside[voice.first]]
        self.sentence = sentence_numbers(tokens, self.inside)
        self.last_voice = last_before(self.voices, len(tokens))
        self.first_voice = first_from(self.voices, len(tokens))
        self.cues = self._cues()
        self.starts = [cue.first for cue in self.cues]

    def _cues(self) -> list[Cue]:
        found: list[Cue] = []
        index = 0
        while index < len(self.tokens):
            cue = None if self.inside[index] else self._cue_at(index, found)
            if cue is not None:
                found.append(cue)
                index = cue.last
            index += 1
        return found

    def _cue_at(self, index: int, found: list[Cue]) -> Cue | None:
        tokens = self.tokens
        token = tokens[index]
        if (
            token.lower == "according"
            and index + 1 < len(tokens)
            and tokens[index + 1].lower == "to"
        ):
            voice = self._after(index + 2)
            return self._cue(index, index + 2, None, voice) if voice else None
        if token.owns:
            return None
        verb, last = verbs().get(token.lower), index + 1
        if verb is None or (token.cap and not token.first):
            two = phrasal().get(token.lower)
            if two is None or last >= len(tokens) or tokens[last].lower != two[0]:
                return None
            verb, last = two[1], index + 2
        elif verb.kind == "inner" and index and tokens[index - 1].lower in ("not", "n't"):
            return None
        before = tokens[index - 1].lower if index else ""
        if before in _NOT_FINITE or (
            verb.tense == "ing" and (before in _PREPOSITIONS or before == "without")
        ):
            return None
        if before == "and" and found and found[-1].last == index - 1 and found[-1].verb is not None:
            return self._cue(index, last, verb, found[-1].voice)
        if verb.tense == "past" and (by := self._by(index, last, verb)):
            return by
        if verb.tense == "past" and before in _PASSIVE:
            return None
        voice = self._subject(index, verb, found) or self._inverted(index, last, verb)
        return self._cue(index, last, verb, voice) if voice else None

    def _cue(self, first: int, last: int, verb: Verb | None, voice: Voice) -> Cue:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Cue(first, last, start, end, self.text[start:end], verb, voice)

    def _by(self, index: int, last: int, verb: Verb) -> Cue | None:
        if last < len(self.tokens) and self.tokens[last].lower == "by":
            voice = self._after(last + 1)
            return self._cue(index, last, verb, voice) if voice else None
        return None

    def _after(self, index: int) -> Voice | None:
        """The voice from ``index`` on: the person, where it says "NATO chief Jens X"."""
        limit = min(len(self.tokens), index + _NAMED_WITHIN)
        best: Voice | None = None
        at = index
        while at < limit:
            voice = self.first_voice[at]
            if (
                voice is None
                or voice.first >= limit
                or self._broken(index, voice.first, best is not None)
            ):
                break
            if (
                best is None
                or voice.kind == "PER"
                or (voice.kind == "role" and best.kind in ("ORG", "LOC", "NORP"))
            ):
                best = voice
            if voice.kind in ("PER", "pronoun"):
                break
            at = max(at + 1, voice.last)
        return None if best is None or best.owns else best

    def _broken(self, start: int, stop: int, have: bool) -> bool:
        """Whether a comma, verb or conjunction cuts the way from ``start`` to ``stop``."""
        for index in range(start, stop + 1):
            token = self.tokens[index]
            if index > start and any(mark in token.gap for mark in ",;:.?!"):
                titled = (
                    token.gap in (", ", ". ") and self.tokens[index - 1].lower in office_tails()
                )
                if not titled and not (not have and index == stop and token.gap == ". "):
                    return True
            if have and token.lower in _POST and index < stop:
                return True
        return False

    def _subject(self, index: int, verb: Verb, found: list[Cue]) -> Voice | None:
        voice = self.last_voice[index]
        while (
            voice is not None
            and self._same_sentence(voice, index)
            and index - voice.last <= _FARTHEST
        ):
            if self._reaches(voice, index, verb):
                return voice
            voice = self.last_voice[voice.first]
        if verb.tense == "ing":
            return self._main(index, found)
        return None

    def _same_sentence(self, voice: Voice, index: int) -> bool:
        return self.sentence[voice.first] == self.sentence[index]

    def _reaches(self, voice: Voice, index: int, verb: Verb) -> bool:
        """Whether nothing but helpers stands between a voice and its verb."""
        between = self.tokens[voice.last : index]
        if verb.tense == "ing":
            return False
        if voice.owns:
            return len(between) == 1 and between[0].lower in _SPEECH_NOUNS
        if self._after_preposition(voice):
            return False
        if voice.kind == "pronoun" and voice.name == "who":
            return False
        if any(self.inside[k] for k in range(voice.last, index)):
            return False
        if all(self._helper(token) for token in between):
            plain = all(token.gap in (" ", ", ") for token in between)
            aside = not between and voice.kind == "PER" and self.tokens[voice.first].gap == ", "
            return plain and (self.tokens[index].gap == " " or aside)
        first = between[0]
        present = verb.tense in ("base", "third")
        if present and len(between) > 4 and not first.gap.startswith((",", " (")):
            return first.lower in _POST and voice.kind in ("role", "body") and verb.plain is False
        aside = first.gap.startswith((",", " (", " –", " —")) and any(
            mark in self.tokens[index].gap for mark in ",)–—"
        )
        linked = first.lower in _POST or (first.lower.endswith("ing") and voice.kind == "role")
        post = (
            linked
            and voice.kind in ("role", "body", "PER", "ORG")
            and self.tokens[index].gap == " "
        )
        return aside or (post and not any("," in token.gap for token in between))

    def _helper(self, token: Token) -> bool:
        return token.lower in _AUXILIARIES or token.lower.endswith("ly")

    def _after_preposition(self, voice: Voice) -> bool:
        first = voice.first
        if not first or self.sentence[first - 1] != self.sentence[first]:
            return False
        before = self.tokens[first - 1]
        return before.lower in _PREPOSITIONS and self.tokens[first].gap == " "

    def _main(self, index: int, found: list[Cue]) -> Voice | None:
        """The subject of the sentence, for a participle: the last cue's, else the first voice."""
        number = self.sentence[index]
        if found and self.sentence[found[-1].first] == number:
            return found[-1].voice
        at = index
        best: Voice | None = None
        while (voice := self.last_voice[at]) is not None and self.sentence[voice.first] == number:
            fits = not self._after_preposition(voice) and not voice.owns and voice.kind != "NORP"
            if fits and (best is None or best.kind != "PER" or voice.kind == "PER"):
                best = voice
            at = voice.first
            if index - at > 60:
                break
        return best if best is None or best.kind != "LOC" else None

    def _inverted(self, index: int, last: int, verb: Verb) -> Voice | None:
        """The subject behind the verb ("..., said John Doe"; ", reports The Financial Times")."""
        token = self.tokens[index]
        after_quote = index > 0 and self.inside[index - 1]
        apart = after_quote or token.gap.startswith(",")
        if verb.tense == "ing" or not apart or last >= len(self.tokens):
            return None
        if self.tokens[last].gap != " ":
            return None
        return self._after(last)
