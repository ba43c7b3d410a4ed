"""What is chosen, on either side: words for one thing, speakers, sources, words that mark."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from index.framing.log_odds import log_odds
from index.framing.wording import shipped_sets
from index.profile import Part, ProfileLine, Side
from index.profiles.events import Sides, Text
from index.text import fold

SHOWN = 12
"""Voices, sources and marking words that are told, of either side."""
LEAST_SAID = 2
"""Texts in which somebody must speak, or be cited, to be told."""
LEAST_USES = 8
"""Uses of a wording set on both sides together, from which on it is told."""
LEAST_EVENTS = 3
"""Events in which a choice must have been made to be told."""
MARKS = 3.29
"""The z-score from which a word is told to mark a side: one in a thousand is so by chance."""

Counted = Mapping[int, Mapping[tuple[str, ...], int]]
"""How often each key is counted in each text."""


def side(key: tuple[str, ...], texts: Iterable[Text], counted: Counted) -> Side:
    """A key's count over texts, and the texts that have it."""
    having = [one.id for one in texts if counted[one.id].get(key)]
    return Side(sum(counted[number][key] for number in having), tuple(having))


def voices(sides: Sides, joined: Callable[[str], str]) -> list[ProfileLine]:
    """Those who speak by name, first those in most of the outlet's texts, then of the others'.

    A speaker in small letters alone ("campaign") is no name.
    """
    counted: dict[int, Counter[tuple[str, ...]]] = {}
    for one in sides.both:
        counted[one.id] = Counter()
        for spoken in one.counts.spoken:
            if spoken.speaker is not None and not spoken.unnamed and not spoken.speaker.islower():
                counted[one.id][(joined(spoken.speaker),)] += spoken.words
    return _largest("voices", sides, counted)


def sources(sides: Sides, own: Iterable[str], joined: Callable[[str], str]) -> list[ProfileLine]:
    """Outlets and agencies credited or cited, by texts; the outlet itself is none."""
    left_out = set(own)
    counted: Counted = {
        one.id: {(name,): 1 for name in map(joined, one.counts.sources) if name not in left_out}
        for one in sides.both
    }
    return _largest("sources", sides, counted)


def _largest(part: Part, sides: Sides, counted: Counted) -> list[ProfileLine]:
    """Those in most texts of the outlet, then those in most texts of the others."""
    here, there = _texts_with(sides.here, counted), _texts_with(sides.there, counted)
    first = _most(here, SHOWN)
    then = [key for key in _most(there, SHOWN) if key not in first][: SHOWN // 2]
    return [
        ProfileLine(
            part, key, key[0], side(key, sides.here, counted), side(key, sides.there, counted)
        )
        for key in [*first, *then]
    ]


def _most(found: Mapping[tuple[str, ...], tuple[int, int]], limit: int) -> list[tuple[str, ...]]:
    """By texts, then by count; those of a single text say nothing of an outlet."""
    several = [key for key, (texts, _) in found.items() if texts >= LEAST_SAID]
    return sorted(several, key=lambda key: (-found[key][0], -found[key][1], key))[:limit]


def _texts_with(texts: Iterable[Text], counted: Counted) -> dict[tuple[str, ...], tuple[int, int]]:
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for one in texts:
        for key, number in counted[one.id].items():
            had = found.get(key, (0, 0))
            found[key] = (had[0] + 1, had[1] + number)
    return found


def wording(sides: Sides) -> list[ProfileLine]:
    """Each set's forms, in the events where both sides use the set; largest difference first.

    Tested is in how many texts each form stands: a text that says one a hundred times has
    chosen it once.
    """
    used: dict[str, dict[int, dict[tuple[str, ...], int]]] = defaultdict(lambda: defaultdict(dict))
    for one in sides.both:
        for (set_, form), number in one.counts.wording.items():
            used[set_][one.id][(set_, form)] = number
    found = []
    for each in shipped_sets():
        lines = _forms(each.id, each.title, [form.name for form in each.forms], sides,
                       used.get(each.id, {}))  # fmt: skip
        if lines:
            found.append(lines)
    found.sort(key=lambda lines: -max(abs(line.z or 0.0) for line in lines))
    return [line for lines in found for line in lines]


def _forms(
    set_: str, title: str, forms: Sequence[str], sides: Sides, used: Counted
) -> list[ProfileLine]:
    using = {one.event for one in sides.here if one.id in used}
    using &= {one.event for one in sides.there if one.id in used}
    here = [one for one in sides.here if one.event in using and one.id in used]
    there = [one for one in sides.there if one.event in using and one.id in used]
    keys = [(set_, form) for form in forms]
    both = [(key, side(key, here, used), side(key, there, used)) for key in keys]
    both = [each for each in both if each[1].number + each[2].number]
    uses = sum(ours.number + theirs.number for _, ours, theirs in both)
    if len(both) < 2 or uses < LEAST_USES or len(using) < LEAST_EVENTS:
        return []
    marked = log_odds(
        {key[1]: len(ours.texts) for key, ours, _ in both},
        {key[1]: len(theirs.texts) for key, _, theirs in both},
        {key[1]: 1.0 for key, _, _ in both},
        strength=float(len(both)),
    )
    z = {one.word: one.z for one in marked}
    return [
        ProfileLine("wording", key, key[1], ours, theirs, title, z.get(key[1]))
        for key, ours, theirs in both
    ]


def words(sides: Sides, own: str) -> tuple[list[ProfileLine], int]:
    """Words that mark a side over many events, and how many were tested.

    A text counts a word once. Of every event both sides weigh the same, the larger scaled
    down, so that what an event is about marks nobody. Told are words in several events
    whose z-score is far from chance; not those of the outlet's own name.
    """
    weights = _balanced(sides)
    here, there = _weighed(sides.here, weights), _weighed(sides.there, weights)
    spread: dict[str, set[int]] = defaultdict(set)
    for one in sides.both:
        for word in one.counts.terms:
            spread[word].add(one.event)
    tested = {word for word, events in spread.items() if len(events) >= LEAST_EVENTS}
    general = {word: float(len(events)) for word, events in spread.items()}
    marked = log_odds(here, there, general)
    wanted = tested - set(fold(own).split())
    told = [one for one in marked if abs(one.z) >= MARKS and one.word in wanted]
    chosen = [one for one in told if one.z > 0][:SHOWN] + [one for one in told if one.z < 0][
        -SHOWN:
    ]
    counted: Counted = {
        one.id: {(each.word,): one.counts.terms.get(each.word, 0) for each in chosen}
        for one in sides.both
    }
    lines = [
        ProfileLine(
            "words", (each.word,), each.word,
            side((each.word,), sides.here, counted), side((each.word,), sides.there, counted),
            z=each.z,
        )
        for each in chosen
    ]  # fmt: skip
    return [line for line in lines if _events_of(line, sides) >= LEAST_EVENTS], len(tested)


def _events_of(line: ProfileLine, sides: Sides) -> int:
    """In how many events the side that a word marks has it."""
    texts = set(line.here.texts if (line.z or 0) > 0 else line.there.texts)
    return len({one.event for one in sides.both if one.id in texts})


def _balanced(sides: Sides) -> dict[int, float]:
    """A weight for each text, so that an event counts alike on both sides."""
    here = Counter(one.event for one in sides.here)
    there = Counter(one.event for one in sides.there)
    weights = {}
    for texts, own in ((sides.here, here), (sides.there, there)):
        for one in texts:
            weights[one.id] = min(here[one.event], there[one.event]) / own[one.event]
    return weights


def _weighed(texts: Iterable[Text], weights: Mapping[int, float]) -> dict[str, int]:
    found: dict[str, float] = defaultdict(float)
    for one in texts:
        weight = weights[one.id]
        if weight:
            for word in one.counts.terms:
                found[word] += weight
    return {word: round(number) for word, number in found.items() if round(number)}


def unnamed(texts: Iterable[Text]) -> Iterator[tuple[Text, int, int]]:
    """Each text with the words of those who speak without a name, and of all who speak."""
    for one in texts:
        all_words = sum(spoken.words for spoken in one.counts.spoken)
        if all_words:
            yield one, sum(s.words for s in one.counts.spoken if s.unnamed and s.speaker), all_words
