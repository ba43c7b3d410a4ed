"""Who holds the floor: resolves pronouns and goes on with the last speaker."""

from __future__ import annotations

from index.article import Quote, Span
from index.entities.attribution import Paragraph
from index.entities.holders import Holders
from index.entities.lexicon import pronoun_of
from index.entities.voices import Voice

_STEPS = 40
_FURTHER_BACK = 3
Resolved = tuple[str | None, bool, Span | None]


class Floor:
    """What the quotation rules remember from paragraph to paragraph of one article."""

    def __init__(self, holders: Holders) -> None:
        self._holders = holders
        self.open = False
        self.speaker: Resolved = (None, False, None)
        self.person: str | None = None
        self._quotes = 0
        self._fresh = False

    def enter(self) -> None:
        """Begins a paragraph."""
        self._quotes = 0

    def leave(self, paragraph: Paragraph) -> None:
        """Ends a paragraph: remembers its last person and whether somebody was speaking."""
        people = [voice.name for voice in paragraph.voices if voice.kind == "PER"]
        if people:
            self.person = people[-1]
        self.open = self.open and self._quotes > 0
        self._fresh = self._quotes > 0 or (self._fresh and not people)

    def heard(self, quote: Quote, closed: bool) -> None:
        """Notes a quotation that was found."""
        self.open = not closed
        self._quotes += 1
        if quote.speaker is not None:
            self.speaker = (quote.speaker, quote.anonymous, quote.speaker_span)

    def same(self, start: int, end: int, said: str) -> Quote:
        """A quotation of whoever spoke last, if somebody did just before."""
        if not (self._fresh or self._quotes or self.open):
            return Quote(start, end, said, None, "direct", None)
        name, anonymous, _ = self.speaker
        return Quote(start, end, said, name, "direct", None, anonymous, None)

    def subject(self, paragraph: Paragraph, index: int) -> Voice | None:
        """The first voice of the sentence that token ``index`` ends or follows."""
        at, best, steps = index, None, 0
        number = paragraph.sentence[index] if index < len(paragraph.sentence) else -1
        while (voice := paragraph.last_voice[at]) is not None:
            if paragraph.sentence[voice.first] != number or steps > _STEPS:
                break
            best, at, steps = voice, voice.first, steps + 1
        return best

    def resolve(self, paragraph: Paragraph, voice: Voice) -> Resolved:
        """The name behind a voice, whether it is unnamed, and where it is printed.

        An office is the one person the article names with it, if there is one; "the
        alliance" is the body so called.
        "he" and "she" are the last person named outside quotations earlier in the
        sentence, else in the sentence before, else whoever spoke last. "it" and "they" go
        on with the last speaker only.
        """
        span = Span(voice.start, voice.end)
        if voice.kind != "pronoun":
            person = self._body(voice) if voice.kind == "body" else self._holder(voice)
            return person or voice.name, voice.anonymous and person is None, span
        if voice.name in ("i", "we", "you", "who"):
            return None, False, span
        if voice.name in ("he", "she"):
            name = self._person_before(paragraph, voice)
            if name is not None:
                return name, False, span
        speaker, anonymous, _ = self.speaker
        if voice.name in ("he", "she") and (speaker is None or _other(speaker, voice.name)):
            person = self.person if self.person and not _other(self.person, voice.name) else None
            return person, False, span
        return speaker, anonymous, span

    def _body(self, voice: Voice) -> str | None:
        """The body behind "the alliance", nothing longer."""
        return self._holders.body(voice.name) if " " not in voice.name else None

    def _holder(self, voice: Voice) -> str | None:
        """The person an office stands for: "the president", "the NATO chief", nothing longer."""
        words = voice.name.split()
        longer = voice.of is None and len(words) > 1
        if voice.kind != "role" or voice.anonymous or longer:
            return None
        return self._holders.person(words[-1], voice.of)

    def _person_before(self, paragraph: Paragraph, voice: Voice) -> str | None:
        number = paragraph.sentence[voice.first]
        at, steps, reach = voice.first, 0, 1
        nearest: dict[int, str] = {}
        while (other := paragraph.last_voice[at]) is not None:
            distance = number - paragraph.sentence[other.first]
            steps += 1
            if distance > reach or steps > _STEPS:
                break
            if other.kind == "PER" and _other(other.name, voice.name):
                # Somebody else stands between: the one meant was named further back.
                reach = _FURTHER_BACK
            elif other.kind == "PER":
                # The first person of a sentence is its subject; a later one rarely is.
                nearest[distance] = other.name
            at = other.first
        return nearest[min(nearest)] if nearest else None


def _other(name: str, pronoun: str) -> bool:
    """Whether a person's given name tells that the pronoun means somebody else."""
    told = pronoun_of(name.split(" ", 1)[0]) if " " in name else None
    return told is not None and told != pronoun
