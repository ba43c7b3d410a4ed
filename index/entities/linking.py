"""One name for each thing across the library, where nothing else could be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from index.article import MentionType
from index.entities.gazetteer import fold_name, lookup
from index.entities.metaphone import distance, sound

_NUMERIC = frozenset({"DATE", "MONEY", "NUMBER"})
_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SHORTEST = 6
_CLOSE = 2
_COMPARED = 40


@dataclass(frozen=True, slots=True)
class Naming:
    """A canonical name as some articles have it: its type and how many articles name it."""

    name: str
    type: MentionType
    articles: int


def link(names: Iterable[Naming]) -> dict[tuple[MentionType, str], str]:
    """The names that stand for another one: ``(type, name) -> name`` of the same type.

    Joined are: spellings of a known name; spellings that differ in case, accents or marks
    only; transliterations of a person's name (surname of six letters and more, same sound,
    at most two letters apart, given names that agree); a surname alone with the one person
    in the library who bears it. Anything that could be two is left apart.
    """
    namings = sorted(names, key=lambda naming: (-naming.articles, naming.name))
    chief: dict[tuple[MentionType, str], str] = {}
    current = _known_and_folded([n for n in namings if n.type not in _NUMERIC], chief)
    people = [naming for naming in current if naming.type == "PER"]
    full = [naming for naming in people if len(_parts(naming.name)) > 1]
    _transliterations(full, chief)
    _middle_names(full, chief)
    _surnames([naming for naming in people if len(_parts(naming.name)) == 1], full, chief)
    return {key: name for key, _ in list(chief.items()) if (name := _end(chief, key)) != key[1]}


def _end(chief: dict[tuple[MentionType, str], str], key: tuple[MentionType, str]) -> str:
    seen = {key[1]}
    name = chief.get(key, key[1])
    while (key[0], name) in chief and name not in seen:
        seen.add(name)
        name = chief[key[0], name]
    return name


def _known_and_folded(
    namings: list[Naming], chief: dict[tuple[MentionType, str], str]
) -> list[Naming]:
    """Joins spellings of known names and equal folds; gives the names that remain."""
    by_fold: dict[tuple[MentionType, str], str] = {}
    remaining: list[Naming] = []
    counted: set[tuple[MentionType, str]] = set()
    for naming in namings:
        known = lookup(naming.name)
        # A bare surname may be somebody else's; only several words or a non-person are sure.
        sure = (
            known is not None
            and known.type == naming.type
            and (naming.type != "PER" or " " in naming.name)
        )
        name = known.name if known is not None and sure else naming.name
        key = (naming.type, fold_name(name))
        first = by_fold.setdefault(key, name)
        if first != naming.name:
            chief[naming.type, naming.name] = first
        if key not in counted:
            counted.add(key)
            remaining.append(Naming(first, naming.type, naming.articles))
    return remaining


def _parts(name: str) -> list[str]:
    return [part for part in fold_name(name).split() if part not in _SUFFIX]


def _agree(left: list[str], right: list[str]) -> bool:
    """Whether given names are the same, or sound so at most two letters apart."""
    a, b = (" ".join(parts).replace("x", "ks") for parts in (left, right))
    return a == b or (
        len(a) > 3 and len(b) > 3 and sound(a) == sound(b) and distance(a, b, _CLOSE) <= _CLOSE
    )


def _alike(left: str, right: str) -> bool:
    """Whether two surnames that sound the same are transliterations of one."""
    return left == right or (
        min(len(left), len(right)) >= _SHORTEST and distance(left, right, _CLOSE) <= _CLOSE
    )


def _transliterations(full: list[Naming], chief: dict[tuple[MentionType, str], str]) -> None:
    buckets: defaultdict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for naming in full:
        parts = _parts(naming.name)
        bucket = buckets[sound(parts[-1]) + " " + sound(parts[0])]
        for other, name in bucket:
            if _alike(parts[-1], other[-1]) and _agree(parts[:-1], other[:-1]):
                chief.setdefault(("PER", naming.name), name)
                break
        else:
            if len(bucket) < _COMPARED:
                bucket.append((parts, naming.name))


def _middle_names(full: list[Naming], chief: dict[tuple[MentionType, str], str]) -> None:
    """ "Donald J. Trump" joins "Donald Trump" unless the library knows another middle name."""
    buckets: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for naming in full:
        parts = _parts(naming.name)
        buckets[parts[0], parts[-1]].append(naming.name)
    for same in buckets.values():
        if len(same) < 2:
            continue
        plain = [name for name in same if len(_parts(name)) == 2]
        middles = {"".join(part[0] for part in _parts(name)[1:-1]) for name in same} - {""}
        if plain and len(middles) == 1:
            for name in same:
                if name != plain[0]:
                    chief.setdefault(("PER", name), plain[0])


def _surnames(
    bare: list[Naming], full: list[Naming], chief: dict[tuple[MentionType, str], str]
) -> None:
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for naming in full:
        bearers[sound(_parts(naming.name)[-1])].add(_end(chief, ("PER", naming.name)))
    for naming in bare:
        surname = _parts(naming.name)[0] if _parts(naming.name) else ""
        sounding = bearers.get(sound(surname), set())
        if len(sounding) > _COMPARED:
            continue
        same = {name for name in sounding if _alike(surname, _parts(name)[-1])}
        known = lookup(naming.name)
        if len(same) == 1:
            chief[("PER", naming.name)] = same.pop()
        elif not same and known is not None and known.type == "PER":
            chief[("PER", naming.name)] = known.name
