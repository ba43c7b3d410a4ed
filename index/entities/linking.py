"""One name for each thing across the library, where nothing else could be meant."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.article import MentionType
from index.dataclass import dataclass
from index.entities.gazetteer import fold_name, lookup
from index.entities.metaphone import distance, sound

Key = tuple[MentionType, str]
Merge = tuple[MentionType, str, str]
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


def link(
    names: Iterable[Naming],
    aliases: Mapping[str, str] | None = None,
    merges: Iterable[Merge] = (),
    splits: Iterable[Key] = (),
) -> dict[Key, str]:
    """The names that stand for another one: ``(type, name) -> name`` of the same type.

    Joined are: spellings of a known name; spellings that differ in case, accents or marks
    only; transliterations of a person's name (surname of six letters and more, same sound,
    at most two letters apart, given names that agree); a surname alone with the one person
    in the library who bears it. Anything that could be two is left apart.

    The reader's word is law: ``aliases`` (``load_aliases``) are further spellings of a name,
    whatever its type; a name in ``splits`` stands for itself and for no other; ``merges``
    are ``(type, name, into)``, obeyed in order, each with all that stands for ``name``.
    Without a merge or split the result is as if it had never been: nothing is remembered.
    """
    apart = frozenset(splits)
    namings = sorted(names, key=lambda naming: (-naming.articles, naming.name))
    namings = [naming for naming in namings if (naming.type, naming.name) not in apart]
    aliased = _aliased(namings, aliases or {})
    chief: dict[Key, str] = {}
    _join([naming for naming in namings if (naming.type, naming.name) not in aliased], chief)
    joined = {key: name for key in list(chief) if (name := _end(chief, key)) != key[1]}
    _parts.cache_clear()
    _enthrone(joined, {(kind, name) for (kind, _), name in aliased.items()})
    return _merged(joined | aliased, merges)


def _aliased(namings: Iterable[Naming], aliases: Mapping[str, str]) -> dict[Key, str]:
    """The names that the reader's own table gives another name."""
    folded = {fold_name(alias): name for alias, name in aliases.items()}
    if not folded:
        return {}
    return {
        (naming.type, naming.name): name
        for naming in namings
        if naming.type not in _NUMERIC
        and (name := folded.get(fold_name(naming.name), naming.name)) != naming.name
    }


def _enthrone(joined: dict[Key, str], chosen: set[Key]) -> None:
    """Names that the reader chose to show stand for whatever stood for them."""
    roots = {(key[0], joined.pop(key)): key[1] for key in chosen if key in joined}
    for key, name in list(joined.items()):
        joined[key] = roots.get((key[0], name), name)
    joined.update(roots)


def _merged(joined: dict[Key, str], merges: Iterable[Merge]) -> dict[Key, str]:
    for kind, name, into in merges:
        old, root = joined.get((kind, name), name), joined.get((kind, into), into)
        if old == root:
            continue
        for key in [key for key, other in joined.items() if key[0] == kind and other == old]:
            joined[key] = root
        joined[kind, old] = root
        joined.pop((kind, root), None)
    return joined


def _join(namings: list[Naming], chief: dict[Key, str]) -> None:
    current = _known_and_folded([n for n in namings if n.type not in _NUMERIC], chief)
    people = [naming for naming in current if naming.type == "PER"]
    full = [naming for naming in people if len(_parts(naming.name)) > 1]
    _transliterations(full, chief)
    _middle_names(full, chief)
    _surnames([naming for naming in people if len(_parts(naming.name)) == 1], full, chief)


def _end(chief: dict[Key, str], key: Key) -> str:
    seen = {key[1]}
    name = chief.get(key, key[1])
    while (key[0], name) in chief and name not in seen:
        seen.add(name)
        name = chief[key[0], name]
    return name


def _known_and_folded(namings: list[Naming], chief: dict[Key, str]) -> list[Naming]:
    """Joins spellings of known names and equal folds; gives the names that remain."""
    by_fold: dict[Key, str] = {}
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


@functools.lru_cache(maxsize=1 << 17)
def _parts(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded; kept while one library is linked."""
    return tuple(part for part in fold_name(name).split() if part not in _SUFFIX)


def _agree(left: Sequence[str], right: Sequence[str]) -> bool:
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


def _transliterations(full: list[Naming], chief: dict[Key, str]) -> None:
    buckets: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
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


def _middle_names(full: list[Naming], chief: dict[Key, str]) -> None:
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


def _surnames(bare: list[Naming], full: list[Naming], chief: dict[Key, str]) -> None:
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
