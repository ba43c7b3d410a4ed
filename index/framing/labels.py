"""What each article calls the same entity: spellings, titles before a name, and phrases
that stand beside or for a name.

Precision goes before recall: a phrase counts only where the text itself ties it to a name
(before it, or after it between commas), or where it can stand for few names of a table, of
which the article names one far more than the others.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Literal

from index.article import Mention, MentionType, Span
from index.comparison.wording import Label, LabelUse
from index.dataclass import dataclass
from index.framing.countries import countries, key_of
from index.framing.parties import LINKS, is_role
from index.framing.telling import Telling, base_of
from index.text import fold, words

MOST = 16
"""Entities told about, at most."""
_LONGEST = 8
_CLEARLY = 2
"""So many times as often as the next must a name be met that a phrase is to stand for."""
_TYPES = frozenset(("PER", "ORG", "LOC"))
_DETERMINERS = frozenset("the this that".split())
_ARTICLES = frozenset("the a an one another".split())
_FORMER = frozenset("former ex late one-time onetime longtime self-styled fellow veteran".split())
_PERSONS = frozenset(
    """activist actor actress agent artist athlete attorney author ayatollah banker billionaire
    boss boy businessman businesswoman candidate celebrity cleric coach comedian commentator
    congressman conservative consultant contender critic daughter democrat designer developer
    dissident doctor donor economist editor engineer entrepreneur executive expert father
    financier founder friend girl host husband immigrant industrialist investor jihadist
    journalist judge lawyer liberal lobbyist loyalist magnate man militant millionaire mogul
    mother nominee officer oligarch operative owner partner pastor philanthropist playwright
    poet pollster preacher priest producer professor progressive rapper reporter republican
    researcher scholar scientist senator sheriff singer socialist soldier son spy star
    strategist strongman student successor survivor suspect teenager terrorist tycoon veteran
    whistleblower widow wife woman writer""".split()
)
_BODIES = frozenset(
    """agency alliance arm bank bloc body broadcaster capital channel chamber charity city coalition
    committee company conglomerate council country court department enclave faction firm force
    giant government group island kingdom lobby maker militia ministry movement nation network
    newspaper nonprofit organisation organization outlet party peninsula province publisher
    region regulator republic service site startup state superpower tabloid territory think-tank
    town union university watchdog website""".split()
)
_STOPS = frozenset("who whom whose which that where when is was are were has had said".split())

Kind = Literal["name", "title", "description"]


@dataclass(frozen=True, slots=True)
class _Use:
    entity: str
    kind: Kind
    form: str
    span: Span


def labels(tellings: Sequence[Telling]) -> tuple[Label, ...]:
    """What each article calls the entities that two articles name, or one with two forms.

    Those that are called differently come first, of them those with a phrase beside their
    name, then those named in most articles and most often. Linear in the length of the texts.
    """
    types: dict[str, Counter[MentionType]] = defaultdict(Counter)
    found: dict[str, list[tuple[Telling, _Use]]] = defaultdict(list)
    for telling in tellings:
        for mention in _named(telling):
            types[mention.entity][mention.type] += 1
        for use in _uses_in(telling):
            found[use.entity].append((telling, use))
    made = [_label(name, types[name].most_common(1)[0][0], found[name]) for name in found]
    told = [each for each in made if _worth(each, len(tellings))]
    told.sort(
        key=lambda each: (
            not each.differs,
            not _described(each),
            -_articles(each),
            -_times(each),
            each.entity,
        )
    )
    return tuple(told[:MOST])


def _worth(label: Label, columns: int) -> bool:
    if len({(use.kind, use.form) for use in label.uses}) < 2:
        return False
    return _articles(label) > 1 or columns == 1


def _described(label: Label) -> bool:
    return any(use.kind == "description" for use in label.uses)


def _articles(label: Label) -> int:
    return len({use.article for use in label.uses})


def _times(label: Label) -> int:
    return sum(len(use.spans) for use in label.uses)


def _label(entity: str, type: MentionType, uses: Sequence[tuple[Telling, _Use]]) -> Label:
    spans: dict[tuple[int, Kind, str], list[Span]] = defaultdict(list)
    quoted: Counter[tuple[int, Kind, str]] = Counter()
    shown: dict[tuple[Kind, str], str] = {}
    for telling, use in uses:
        form = shown.setdefault((use.kind, _alike(use.form)), use.form)
        key = (telling.id, use.kind, form)
        spans[key].append(use.span)
        quoted[key] += telling.is_quoted(use.span.start)
    kinds = ("name", "title", "description")
    ordered = sorted(spans, key=lambda key: kinds.index(key[1]))
    made = tuple(
        LabelUse(id, form, kind, tuple(spans[id, kind, form]), quoted[id, kind, form])
        for id, kind, form in ordered
    )
    return Label(entity, type, made, _differs(made))


def _alike(form: str) -> str:
    """A form as it is compared: "the US-led bloc" is "U.S.-led bloc"."""
    key = fold(form).replace(".", "").replace("united states", "us").replace("-", " ")
    return " ".join(word for word in key.split() if word not in _ARTICLES)


def _differs(uses: Sequence[LabelUse]) -> bool:
    """Whether spellings or phrases differ between articles, or titles of those that give one."""
    by_kind: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for use in uses:
        by_kind["title" if use.kind == "title" else ""][use.article].add(use.form)
    return any(
        len({frozenset(forms) for forms in by_article.values()}) > 1
        for by_article in by_kind.values()
    )


def _uses_in(telling: Telling) -> Iterator[_Use]:
    named = _named(telling)
    starts = [mention.start for mention in named]
    for at, mention in enumerate(named):
        yield _Use(mention.entity, "name", _name_of(mention), Span(mention.start, mention.end))
        before = named[at - 1].end if at else 0
        if mention.type == "PER" and (span := _title(telling, mention, before)):
            yield _Use(mention.entity, "title", _text(telling, span), span)
        if span := _apposition(telling, mention):
            yield _Use(mention.entity, "description", _bare(telling, span), span)
    yield from _standing_for(telling, named, starts)


def _named(telling: Telling) -> list[Mention]:
    found = [m for m in telling.article.entities if m.type in _TYPES]
    return [m for m in found if telling.sentence_of(m.start) is not None]


def _name_of(mention: Mention) -> str:
    """The spelling, or the name itself where the spelling only shortens it."""
    if mention.type == "PER":
        full, printed = fold(mention.entity).split(), fold(mention.text).split()
        return mention.entity if set(printed) & set(full) else mention.text
    if _shortens(mention.text, mention.entity) or _shortens(mention.entity, mention.text):
        return mention.entity
    return mention.text[:1].upper() + mention.text[1:]


def _shortens(short: str, long: str) -> bool:
    letters = fold(short).replace(".", "").replace(" ", "")
    parts = fold(long).replace("-", " ").split()
    initials = "".join(part[0] for part in parts if part not in ("of", "the", "and"))
    return letters == initials or set(fold(short).split()) <= set(parts)


def _text(telling: Telling, span: Span) -> str:
    return " ".join(telling.article.text[span.start : span.end].split())


def _bare(telling: Telling, span: Span) -> str:
    """The phrase without its article."""
    first, _, rest = _text(telling, span).partition(" ")
    return rest if fold(first) in _ARTICLES and rest else _text(telling, span)


def _title(telling: Telling, mention: Mention, after: int) -> Span | None:
    """The title or the lower-case description printed right before a person's name."""
    text = telling.article.text
    sentence = telling.sentence_of(mention.start)
    low = max(after, sentence.start if sentence else 0)
    start: int | None = None
    right, head = mention.start, True
    for at in reversed(telling.word_range(low, mention.start)[-_LONGEST:]):
        word = telling.words[at]
        gap = text[word.end : right].strip()
        if gap not in ("", "," if head else "", "." if _abbreviated(text, word) else ""):
            break
        stem, base = telling.stems[at], telling.bases[at]
        heads = is_role(stem) or stem in _PERSONS or _abbreviated(text, word)
        if head and (not heads or base != stem):
            return None
        if not head and not _continues(text, word, base, stem):
            break
        start, right, head = word.start, word.start, False
    if start is None:
        return None
    first = telling.word_range(start, mention.start)[0]
    while telling.bases[first] in _BETWEEN:
        first += 1
    start = telling.starts[first]
    return Span(start, telling.words[telling.word_range(start, mention.start)[-1]].end)


_BETWEEN = frozenset("of to for in at from with by than on about as".split())
_SHORT = frozenset("gov sen rep dr gen lt col pres prof rev sgt capt maj adm amb".split())


def _abbreviated(text: str, word: Span) -> bool:
    return fold(text[word.start : word.end]) in _SHORT


def _continues(text: str, word: Span, base: str, stem: str) -> bool:
    """Whether a word still belongs to the title that ends to its right."""
    if base in _DETERMINERS or base in _ARTICLES:
        return False
    if is_role(stem) or stem in _PERSONS or base in _FORMER or stem in LINKS - _ARTICLES:
        return base == stem and stem not in ("and", "at", "in", "its", "then", "to")
    if text[word.end - 2 : word.end] in ("'s", "’s"):
        return False
    country = countries().names.get((stem,)) is not None
    return country or "-" in text[word.start : word.end] or base in _TRADES


_TRADES = frozenset(
    """reality television tv radio film movie talk show tech media real estate oil software casino
    football basketball baseball hip-hop pop rock investigative federal state district house
    white conservative liberal right-wing left-wing far-right far-left populist independent
    opposition progressive hardline""".split()
)


def _apposition(telling: Telling, mention: Mention) -> Span | None:
    """The noun phrase between commas after a name: ", the US-led military bloc,"."""
    text = telling.article.text
    start = mention.end + 2
    if not text.startswith(", ", mention.end):
        return None
    inside = telling.word_range(start, start + 120)[: _LONGEST + 4]
    if not inside or telling.words[inside[0]].start != start:
        return None
    if telling.bases[inside[0]] not in _ARTICLES and telling.bases[inside[0]] not in _FORMER:
        return None
    heads = _PERSONS if mention.type == "PER" else _BODIES
    headed = False
    for number, at in enumerate(inside):
        word, stem = telling.words[at], telling.stems[at]
        if telling.bases[at] in _STOPS:
            return None
        if not headed and telling.bases[at] in _BETWEEN:
            return None
        headed = headed or stem in heads or (mention.type == "PER" and is_role(stem))
        if text[word.end : word.end + 1] in (",", ".", ";", ")", "—") and (
            not _abbreviated(text, word)
        ):
            ended = headed and number > 0
            return Span(start, word.end) if ended else None
    return None


def _standing_for(
    telling: Telling, named: Sequence[Mention], starts: Sequence[int]
) -> Iterator[_Use]:
    """Definite phrases of the table that can stand for one much named name only."""
    table, text = _descriptions(), telling.article.text
    times: Counter[str] | None = None
    for at, base in enumerate(telling.bases):
        for phrase, candidates in table.get(base, ()):
            last = at + len(phrase)
            if telling.bases[at:last] != phrase:
                continue
            times = _times_named(named) if times is None else times
            entity = _meant(candidates, times)
            first = _from(telling, at)
            if entity is None or first is None or _beside(starts, telling.words[last - 1].end):
                continue
            span = Span(telling.words[first].start, telling.words[last - 1].end)
            if "\n" not in text[span.start : span.end]:
                yield _Use(entity, "description", _text(telling, span), span)
            break


def _from(telling: Telling, at: int) -> int | None:
    """The first word of the phrase with what describes it ("United States-led"), after its
    article; None for a phrase that is not definite."""
    for place in range(at, max(-1, at - 5), -1):
        if place and telling.bases[place - 1] in _DETERMINERS:
            return place
    return None


def _beside(starts: Sequence[int], end: int) -> bool:
    """Whether a name follows at once: "the military alliance NATO" is told as it is."""
    at = bisect_left(starts, end)
    return at < len(starts) and starts[at] == end + 1


def _times_named(named: Sequence[Mention]) -> Counter[str]:
    """How often each party is named, a country by its capital, too."""
    times: Counter[str] = Counter()
    for mention in named:
        party = countries().names.get(key_of(mention.entity))
        times[party or mention.entity] += 1
    return times


def _meant(candidates: tuple[str, ...], times: Counter[str]) -> str | None:
    """The one candidate that an article clearly names most, else None."""
    ranked = sorted(((times[name], name) for name in candidates if times[name]), reverse=True)
    if not ranked or ranked[0][0] < _CLEARLY:
        return None
    if len(ranked) > 1 and ranked[0][0] < _CLEARLY * ranked[1][0]:
        return None
    return ranked[0][1]


@functools.cache
def _descriptions() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Phrases by their first word, each with whom it can stand for."""
    text = (resources.files("index.framing") / "descriptions.txt").read_text(encoding="utf-8")
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        phrases, names = line.split(" = ")
        for phrase in phrases.split(";"):
            bases = tuple(base_of(phrase[w.start : w.end]) for w in words(phrase))
            table[bases[0]].append((bases, tuple(names.split(";"))))
    return table
