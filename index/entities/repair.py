"""Makes the marks of one article agree: one type a spelling, surnames, missed occurrences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from index.article import MentionType
from index.dataclass import dataclass
from index.entities.context import said_by
from index.entities.evidence import Evidence
from index.entities.gazetteer import lookup
from index.entities.marks import Mark
from index.entities.tokens import Token, joins

_ENOUGH = 0.65
_SOUND = 0.7
_FULL = 1.2
_LONGEST = 6
_PERSON_PARTS = 2


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A spelling to look for. ``shy`` ones are ordinary words, too: only inside sentences."""

    type: MentionType
    weight: float
    shy: bool


def repair(
    text: str, lines: Sequence[Sequence[Token]], marks: Sequence[Mark], evidence: Evidence
) -> list[Mark]:
    """The marks that stay, each with a type, in text order, none overlapping another.

    ``marks`` must be in text order. An unknown spelling gets the one type that speaks most
    for it over the article; a bare surname becomes a person once the full name was read;
    spellings that stay untyped are dropped.
    """
    people = _people(marks)
    votes = _votes(marks)
    kept: list[Mark] = []
    for mark in marks:
        kind = _decide(mark, votes, people)
        if kind is not None:
            mark.type = kind
            kept.append(mark)
    return _missed(text, lines, kept, evidence)


def _people(marks: Sequence[Mark]) -> dict[str, float]:
    """Words of persons' full names (first and last), with the best weight behind them."""
    words: dict[str, float] = {}
    for mark in marks:
        if mark.type != "PER":
            continue
        parts = mark.text.replace("-", " ").split()
        if len(parts) >= _PERSON_PARTS and mark.weight >= 0.9:
            for part in (parts[-1], mark.text.split()[-1], parts[0]):
                words[part] = max(words.get(part, 0), mark.weight)
        elif mark.weight >= 3:
            words[mark.text] = max(words.get(mark.text, 0), 2.0)
    return words


def _votes(marks: Sequence[Mark]) -> dict[str, Counter[MentionType]]:
    votes: defaultdict[str, Counter[MentionType]] = defaultdict(Counter)
    for mark in marks:
        if mark.type is not None:
            votes[mark.text][mark.type] += mark.weight  # type: ignore[assignment]
    return votes


def _decide(
    mark: Mark, votes: dict[str, Counter[MentionType]], people: dict[str, float]
) -> MentionType | None:
    single = " " not in mark.text
    if single and mark.text in people and not mark.titled:
        strength = people[mark.text]
        other = mark.known is not None and mark.known.type not in ("PER", "NORP")
        if mark.known is None or (other and not mark.placed and strength >= _FULL):
            return "PER"
    if mark.known is not None or mark.weight >= 2.5:
        return mark.type
    tally = votes.get(mark.text)
    if not tally:
        return None
    kind, total = tally.most_common(1)[0]
    return kind if total >= _ENOUGH else None


def _missed(
    text: str, lines: Sequence[Sequence[Token]], kept: list[Mark], evidence: Evidence
) -> list[Mark]:
    """Adds occurrences of spellings that were marked elsewhere in the article."""
    known = _spellings(kept, evidence)
    if not known:
        return kept
    covered = iter(kept)
    current = next(covered, None)
    added: list[Mark] = []
    for tokens in lines:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            while current is not None and current.end <= token.start:
                current = next(covered, None)
            limit = current.start if current is not None else len(text)
            stop = _occurrence(tokens, at, limit, known) if token.cap else 0
            if stop:
                spelling = known[" ".join(inner.lower for inner in tokens[at:stop])]
                begin, end = token.start, tokens[stop - 1].end
                added.append(Mark(begin, end, text[begin:end], spelling.type, spelling.weight))
            at = stop or at + 1
    return sorted(kept + added, key=lambda mark: mark.start)


def _spellings(kept: Sequence[Mark], evidence: Evidence) -> dict[str, _Spelling]:
    """What to look for, by its words in small letters; persons under their surname, too."""
    known: dict[str, _Spelling] = {}
    for mark in kept:
        if mark.type is None or mark.weight < _SOUND or mark.type == "EVENT":
            continue
        form = _key(mark.text)
        shy = " " not in form and (evidence.ordinary(form) or len(form) < 3)
        if not shy:
            known.setdefault(form, _Spelling(mark.type, mark.weight, False))
        if mark.type == "PER" and " " in form and mark.weight >= _FULL:
            surname = form.rsplit(" ", 1)[-1]
            if len(surname) > 2:
                known.setdefault(surname, _Spelling("PER", 2.0, evidence.ordinary(surname)))
        if mark.type == "ORG" and mark.known is None and form.count(" ") == 1:
            for word in form.split():
                if len(word) > 3 and not evidence.ordinary(word) and not lookup(word):
                    known.setdefault(word, _Spelling("ORG", 1.0, False))
    return known


def _key(text: str) -> str:
    return " ".join(text.replace(".", "").replace("-", " ").replace("’", "'").lower().split())


def _occurrence(tokens: Sequence[Token], at: int, limit: int, known: dict[str, _Spelling]) -> int:
    """The end of the longest known spelling at token ``at`` that ends before ``limit``."""
    form, best = "", 0
    for stop in range(at, min(len(tokens), at + _LONGEST)):
        token = tokens[stop]
        if token.end > limit or (stop > at and not joins(tokens[stop - 1], token)):
            break
        form = f"{form} {token.lower}" if form else token.lower
        spelling = known.get(form)
        if spelling and not (spelling.shy and _unsure(tokens, at)):
            best = stop + 1
    return best


def _unsure(tokens: Sequence[Token], at: int) -> bool:
    """Whether an ordinary word has its capital from its place, not from a person."""
    before = tokens[at - 1] if at else None
    headline = before is not None and before.cap and tokens[at].gap == " "
    return (tokens[at].first or headline) and not said_by(tokens, at)
