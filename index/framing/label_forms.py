"""What stands beside a name or for it: titles, phrases between commas, phrases of a table.

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

from index.article import Mention, Span
from index.framing.countries import countries, key_of
from index.framing.parties import LINKS, is_role
from index.framing.telling import Telling, base_of
from index.text import fold, words

_LONGEST = 8
_CLEARLY = 2
"""So many times as often as the next must a name be met that a phrase is to stand for."""
_DETERMINERS = frozenset("the this that".split())
ARTICLES = frozenset("the a an one another".split())
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
_BETWEEN = frozenset("of to for in at from with by than on about as".split())
_SHORT = frozenset("gov sen rep dr gen lt col pres prof rev sgt capt maj adm amb".split())
_TRADES = frozenset(
    """reality television tv radio film movie talk show tech media real estate oil software casino
    football basketball baseball hip-hop pop rock investigative federal state district house
    white conservative liberal right-wing left-wing far-right far-left populist independent
    opposition progressive hardline""".split()
)


def title(telling: Telling, mention: Mention, after: int) -> Span | None:
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


def _abbreviated(text: str, word: Span) -> bool:
    return fold(text[word.start : word.end]) in _SHORT


def _continues(text: str, word: Span, base: str, stem: str) -> bool:
    """Whether a word still belongs to the title that ends to its right."""
    if base in _DETERMINERS or base in ARTICLES:
        return False
    if is_role(stem) or stem in _PERSONS or base in _FORMER or stem in LINKS - ARTICLES:
        return base == stem and stem not in ("and", "at", "in", "its", "then", "to")
    if text[word.end - 2 : word.end] in ("'s", "’s"):
        return False
    country = countries().names.get((stem,)) is not None
    return country or "-" in text[word.start : word.end] or base in _TRADES


def apposition(telling: Telling, mention: Mention) -> Span | None:
    """The noun phrase between commas after a name: ", the US-led military bloc,"."""
    text = telling.article.text
    start = mention.end + 2
    if not text.startswith(", ", mention.end):
        return None
    inside = telling.word_range(start, start + 120)[: _LONGEST + 4]
    if not inside or telling.words[inside[0]].start != start:
        return None
    if telling.bases[inside[0]] not in ARTICLES and telling.bases[inside[0]] not in _FORMER:
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


def standing_for(telling: Telling, named: Sequence[Mention]) -> Iterator[tuple[str, Span]]:
    """Definite phrases of the table that can stand for one much named name only, with the name.

    ``named`` are the names of the article, in text order.
    """
    starts = [mention.start for mention in named]
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
                yield entity, span
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
