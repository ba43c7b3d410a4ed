"""Makes the marks of one article agree: one type a spelling, surnames, missed occurrences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from index.article import MentionType
from index.entities.evidence import Evidence
from index.entities.marks import Mark
from index.entities.tokens import Token, joins

_ENOUGH = 0.65
_PERSON_PARTS = 2


def repair(text: str, lines: Sequence[Sequence[Token]], marks: Sequence[Mark], evidence: Evidence) -> list[Mark]:
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


def _decide(mark: Mark, votes: dict[str, Counter[MentionType]], people: dict[str, float]) -> MentionType | None:
    single = " " not in mark.text
    if single and mark.text in people and not mark.titled:
        strength = people[mark.text]
        if mark.known is None or (mark.known.type != "PER" and strength >= 3 and mark.known.type != "NORP"):
            return "PER"
    if mark.known is not None or mark.weight >= 2.5:
        return mark.type
    tally = votes.get(mark.text)
    if not tally:
        return None
    kind, total = tally.most_common(1)[0]
    return kind if total >= _ENOUGH else None


def _missed(text: str, lines: Sequence[Sequence[Token]], kept: list[Mark], evidence: Evidence) -> list[Mark]:
    """Adds occurrences of spellings that were marked elsewhere in the article."""
    known = _spellings(kept)
    if not known:
        return kept
    covered = iter(sorted(kept, key=lambda mark: mark.start))
    current = next(covered, None)
    added: list[Mark] = []
    for tokens in lines:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            while current is not None and current.end <= token.start:
                current = next(covered, None)
            limit = current.start if current is not None else len(text)
            if token.end > limit or not token.cap:
                at += 1
                continue
            stop = _occurrence(text, tokens, at, limit, known)
            if stop:
                kind, weight = known[_form(tokens, at, stop)]
                begin, end = token.start, tokens[stop - 1].end
                added.append(Mark(begin, end, text[begin:end], kind, weight))
            at = stop or at + 1
    return sorted(kept + added, key=lambda mark: mark.start)


def _spellings(kept: Sequence[Mark]) -> dict[str, tuple[MentionType, float]]:
    """Spellings safe to look for: several words, or one that is no ordinary word."""
    known: dict[str, tuple[MentionType, float]] = {}
    for mark in kept:
        if mark.type is not None and mark.weight >= 0.7 and mark.type != "EVENT":
            form = _key(mark.text)
            known.setdefault(form, (mark.type, mark.weight))
            if mark.type == "PER" and " " in form and mark.weight >= 2:
                known.setdefault(form.rsplit(" ", 1)[-1], (mark.type, 2.0))
    from index.entities.lexicon import small_words

    return {form: value for form, value in known.items() if " " in form or (form not in small_words() and len(form) > 2)}


def _key(text: str) -> str:
    return " ".join(text.replace(".", "").replace("-", " ").replace("’", "'").lower().split())


def _form(tokens: Sequence[Token], at: int, stop: int) -> str:
    return " ".join(token.lower for token in tokens[at:stop])


def _occurrence(text: str, tokens: Sequence[Token], at: int, limit: int, known: dict[str, tuple[MentionType, float]]) -> int:
    form, best = "", 0
    for stop in range(at, min(len(tokens), at + 6)):
        token = tokens[stop]
        if token.end > limit or (stop > at and not joins(tokens[stop - 1], token)):
            break
        form = f"{form} {token.lower}" if form else token.lower
        if form in known:
            best = stop + 1
    return best
