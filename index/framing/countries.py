"""Which country or body a name stands for: its capital, its people, its leaders.

The table is plain data in ``countries.txt``. "Moscow", "Kremlin", "Russians" and
"Vladimir Putin" all stand for Russia where a text lets them speak.
"""

from __future__ import annotations

import functools
from importlib import resources

from index.dataclass import dataclass
from index.framing.telling import base_of
from index.text import fold, stem, words

_SHORT = 60


@dataclass(frozen=True, slots=True)
class Countries:
    """``names``: words of a name, folded -> party. ``people``: the same for persons.

    ``capitals`` are the folded capitals, which stand for their country's government only
    where something is said or done, and ``longest`` is the longest key in words.
    """

    names: dict[tuple[str, ...], str]
    people: dict[tuple[str, ...], str]
    surnames: dict[str, str]
    capitals: frozenset[str]
    longest: int

    def party_of(self, phrase: str) -> str | None:
        """The country or body that a phrase names first ("Russia's permanent representative")."""
        keys = key_of(phrase)
        for at in range(len(keys)):
            for size in range(min(self.longest, len(keys) - at), 0, -1):
                party = self.names.get(keys[at : at + size])
                if party is not None and not _pronoun(keys[at : at + size], phrase):
                    return party
        return None

    def person_of(self, name: str) -> str | None:
        """The country or body a person of this name leads or led; surname alone if unmistakable."""
        keys = key_of(name)
        found = self.people.get(keys)
        if found is None and len(keys) == 1:
            return self.surnames.get(keys[0])
        return found


def _pronoun(key: tuple[str, ...], phrase: str) -> bool:
    return key == ("us",) and "US" not in phrase


def key_of(phrase: str) -> tuple[str, ...]:
    """A phrase as stems, each word folded and without possessive ending."""
    return _kept_key(phrase) if len(phrase) <= _SHORT else _key(phrase)


@functools.lru_cache(maxsize=20_000)
def _kept_key(phrase: str) -> tuple[str, ...]:
    return _key(phrase)


def _key(phrase: str) -> tuple[str, ...]:
    spans = words(phrase)
    return tuple(stem(base_of(phrase[span.start : span.end])) for span in spans)


@functools.cache
def countries() -> Countries:
    """The shipped table."""
    text = (resources.files("index.framing") / "countries.txt").read_text(encoding="utf-8")
    names: dict[tuple[str, ...], str] = {}
    people: dict[tuple[str, ...], str] = {}
    capitals: set[str] = set()
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        party, cities, demonyms, others, leaders = (part.split(";") for part in line.split("|"))
        for name in [*party, *cities, *demonyms, *others]:
            if name:
                names.setdefault(key_of(name), party[0])
        for name in leaders:
            if name:
                people.setdefault(key_of(name), party[0])
        capitals.update(fold(city) for city in cities if city)
    return Countries(
        names, people, _surnames(people), frozenset(capitals), max(len(key) for key in names)
    )


def _surnames(people: dict[tuple[str, ...], str]) -> dict[str, str]:
    parties: dict[str, set[str]] = {}
    for key, party in people.items():
        parties.setdefault(key[-1], set()).add(party)
    return {name: next(iter(found)) for name, found in parties.items() if len(found) == 1}
