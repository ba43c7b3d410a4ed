"""Wording: different words for the same thing, and who uses which how often."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from index.article import Span
from index.comparison.wording import Wording, WordingUse
from index.dataclass import dataclass
from index.framing.countries import countries
from index.framing.inflection import inflected
from index.framing.sets import Form, WordingSet
from index.framing.sets import shipped_sets as shipped_sets  # asked for here by other rooms
from index.framing.stopwords import STOPWORDS
from index.framing.telling import Telling, base_of
from index.text import stem, words

_NAMED = frozenset(("PER", "ORG", "LOC", "NORP"))
_REACH = 4
"""Words from a form to the name that follows it: "the war in eastern Ukraine"."""
_TOWARDS = frozenset("of in on against the eastern western northern southern".split())
_NO_NAMES = STOPWORDS | frozenset(
    """january february march april may june july august september october november december
    north south east west northern southern eastern western president former mr mrs""".split()
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase as its words; ``form`` is None where it must not count for ``set``."""

    bases: tuple[str, ...]
    set: int
    form: str | None
    printed: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Every phrase under its first word, longest first, and what each set needs."""

    phrases: dict[str, list[_Phrase]] = field(default_factory=dict)
    needs: dict[int, tuple[frozenset[tuple[str, ...]], ...]] = field(default_factory=dict)


@functools.lru_cache(maxsize=8)
def _lexicon(sets: tuple[WordingSet, ...]) -> _Lexicon:
    phrases: dict[str, list[_Phrase]] = defaultdict(list)
    lexicon = _Lexicon(phrases)
    for number, each in enumerate(sets):
        for form in each.forms:
            _enter_form(phrases, number, form)
        for phrase in each.apart:
            for printed in inflected(phrase, "noun"):
                _enter(phrases, printed, number, None, False)
        if each.needs:
            lexicon.needs[number] = tuple(
                frozenset(_bases(word) for word in group) for group in each.needs
            )
    for entered in phrases.values():
        entered.sort(key=lambda phrase: -len(phrase.bases))
    return lexicon


def _enter_form(phrases: dict[str, list[_Phrase]], number: int, form: Form) -> None:
    for phrase in form.phrases:
        for printed in inflected(phrase, form.inflect):
            _enter(phrases, printed, number, form.name, form.case)


def _enter(
    phrases: dict[str, list[_Phrase]], phrase: str, number: int, form: str | None, case: bool
) -> None:
    printed = tuple(phrase[span.start : span.end] for span in words(phrase))
    if printed:
        bases = tuple(base_of(word) for word in printed)
        phrases[bases[0]].append(_Phrase(bases, number, form, printed if case else None))


def _bases(phrase: str) -> tuple[str, ...]:
    return tuple(base_of(phrase[span.start : span.end]) for span in words(phrase))


_Key = tuple[int, str]
"""A set and the name beside which its forms count, "" for sets that ask for none."""


def wording(tellings: Sequence[Telling], sets: Sequence[WordingSet]) -> tuple[Wording, ...]:
    """The uses of every set that is used at all: first those that show a difference.

    Inside that, sets keep the order they have in ``sets``. A set that counts beside names
    gives a wording for each name that is met with two forms or more.

    The longest phrase wins inside a set, so "military bloc" is not also "bloc"; a word
    may count for several sets. Spans are without possessive endings. Each text is gone
    through once, however many sets there are.
    """
    lexicon = _lexicon(tuple(sets))
    found: dict[_Key, list[WordingUse]] = defaultdict(list)
    for telling in tellings:
        for (number, about, form), spans in _uses(telling, lexicon, sets).items():
            quoted = sum(telling.is_quoted(span.start) for span in spans)
            found[number, about].append(WordingUse(telling.id, form, tuple(spans), quoted))
    column = {telling.id: at for at, telling in enumerate(tellings)}
    ranks = [{form.name: at for at, form in enumerate(each.forms)} for each in sets]
    made = [
        (number, _made(sets[number], about, uses, ranks[number], column))
        for (number, about), uses in found.items()
        if not about or len({use.form for use in uses}) > 1
    ]
    made.sort(key=lambda one: (not one[1].differs, one[0], one[1].about))
    return tuple(wording for _, wording in made)


def forms_used(telling: Telling, sets: Sequence[WordingSet]) -> dict[tuple[str, str], list[Span]]:
    """Where one text uses each form, by ``(set, form)``, beside whatever name it counts."""
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for (number, _, form), spans in _uses(telling, _lexicon(tuple(sets)), sets).items():
        found[sets[number].id, form] += spans
    return found


def _made(
    each: WordingSet,
    about: str,
    uses: Iterable[WordingUse],
    rank: Mapping[str, int],
    column: Mapping[int, int],
) -> Wording:
    ordered = tuple(sorted(uses, key=lambda use: (rank[use.form], column[use.article])))
    return Wording(
        set=each.id,
        title=f"{each.title}: {about}" if about else each.title,
        uses=ordered,
        about=about,
        differs=_differs(ordered),
        source=each.source,
        own=each.own,
    )


def _uses(
    telling: Telling, lexicon: _Lexicon, sets: Sequence[WordingSet]
) -> dict[tuple[int, str, str], list[Span]]:
    uses: dict[tuple[int, str, str], list[Span]] = defaultdict(list)
    taken: dict[int, int] = {}
    without: set[int] | None = None
    for at, base in enumerate(telling.bases):
        for phrase in lexicon.phrases.get(base, ()):
            if taken.get(phrase.set, 0) > at or not _stands(telling, at, phrase):
                continue
            if without is None:
                without = _without(telling, lexicon)
            last = at + len(phrase.bases)
            taken[phrase.set] = last
            if phrase.form is None or phrase.set in without:
                continue
            anchor = sets[phrase.set].anchor
            about = _anchor(telling, at, last, anchor == "around") if anchor else ""
            if about is not None:
                start, end = telling.words[at].start, telling.words[last - 1].end
                span = Span(start, _unpossessed(telling, end))
                uses[phrase.set, about, phrase.form].append(span)
    return uses


def _without(telling: Telling, lexicon: _Lexicon) -> set[int]:
    """The sets that miss a word they need in this article."""
    held = set(telling.bases)
    missing: set[int] = set()
    for number, groups in lexicon.needs.items():
        if not all(any(held.issuperset(word) for word in group) for group in groups):
            missing.add(number)
    return missing


def _stands(telling: Telling, at: int, phrase: _Phrase) -> bool:
    last = at + len(phrase.bases)
    if len(phrase.bases) > 1 and telling.bases[at:last] != phrase.bases:
        return False
    text = telling.article.text
    if any(
        "\n" in text[telling.words[i].end : telling.words[i + 1].start] for i in range(at, last - 1)
    ):
        return False
    if phrase.printed is None:
        return True
    return all(
        text.startswith(word, telling.starts[at + number])
        for number, word in enumerate(phrase.printed)
    )


def _anchor(telling: Telling, at: int, last: int, around: bool) -> str | None:
    """The name a form stands beside, as countries, people and bodies are called."""
    text = telling.article.text
    if at and text[telling.words[at - 1].end : telling.words[at].start] == " ":
        found = _name(telling, at - 1)
        if found is not None or not around:
            return found
    if not around:
        return None
    for place in range(last, min(last + _REACH, len(telling.words))):
        if text[telling.words[place - 1].end : telling.words[place].start] != " ":
            return None
        if (found := _name(telling, place)) is not None:
            return found
        if telling.bases[place] not in _TOWARDS:
            return None
    return None


def _name(telling: Telling, at: int) -> str | None:
    """The name that a word is part of, if it is: whom or what the mention there stands for."""
    base, span = telling.bases[at], telling.words[at]
    if not telling.article.text[span.start].isupper() or base in _NO_NAMES or len(base) < 2:
        return None
    country = countries().names.get((stem(base),))
    if country is not None:
        return country
    mentions = telling.article.entities
    before = bisect_right(mentions, span.start, key=lambda mention: mention.start) - 1
    if before >= 0 and span.start < mentions[before].end:
        mention = mentions[before]
        return mention.entity if mention.type in _NAMED else None
    return telling.article.text[span.start : _unpossessed(telling, span.end)]


def _unpossessed(telling: Telling, end: int) -> int:
    return end - 2 if telling.article.text[end - 2 : end] in ("'s", "’s") else end


def _differs(uses: Iterable[WordingUse]) -> bool:
    """Whether an article uses a form that another one, which uses the set, does not."""
    by_article: dict[int, set[str]] = defaultdict(set)
    for use in uses:
        by_article[use.article].add(use.form)
    return len({frozenset(used) for used in by_article.values()}) > 1
