"""One name for each thing inside an article: acronyms, surnames, case, known spellings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from index.entities.gazetteer import fold_name, lookup
from index.entities.lexicon import heads
from index.entities.marks import Mark
from index.entities.metaphone import distance

_ACRONYM_LINK = re.compile(r"\s?\(\s?(?:the\s|or\s)?$")
_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SHORTEST = 6
_SURNAME_PARTS = 3
_SMALL = frozenset("of the and for in on de du la et".split())


def canonical(text: str, marks: Sequence[Mark]) -> list[str]:
    """The name each mark stands for, in the order of ``marks`` (text order).

    Known names get the table's form. "North Atlantic Treaty Organization (NATO)" joins the
    two; an acronym joins the one body whose initials it has; a surname joins the one
    person who bears it; spellings that differ only in case or marks become the commonest.
    """
    names = [_known(mark) for mark in marks]
    _acronyms(text, marks, names)
    _short_bodies(marks, names)
    _slips(marks, names)
    _persons(marks, names)
    _same_fold(marks, names)
    return names


def _known(mark: Mark) -> str:
    if mark.type in ("DATE", "MONEY", "NUMBER"):
        return mark.text
    if mark.known is not None and mark.known.type == mark.type:
        return mark.known.name
    if mark.type == "EVENT":
        return _edition(mark.text)
    found = lookup(mark.text) if mark.type in ("LOC", "ORG", "NORP") or " " in mark.text else None
    return found.name if found is not None and found.type == mark.type else _plain(mark.text)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def _edition(text: str) -> str:
    """ "Vilnius Summit" and "kyiv summit" as place plus small head: "Vilnius summit"."""
    place, _, head = text.rpartition(" ")
    if head.lower() not in heads("edition") or not place:
        return _plain(text)
    found = lookup(place)
    return f"{found.name if found else place} {head.lower()}"


def initials(name: str) -> str:
    """The initials of the words of a name that count for an acronym, in capitals."""
    return "".join(
        word[0] for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _SMALL
    ).upper()


def _acronyms(text: str, marks: Sequence[Mark], names: list[str]) -> None:
    """Joins ``Long Name (LN)`` and, for one body alone, an acronym to its long name."""
    long_by_acronym: defaultdict[str, set[str]] = defaultdict(set)
    alias: dict[str, str] = {}
    for index, mark in enumerate(marks):
        if mark.type != "ORG":
            continue
        if " " in mark.text:
            long_by_acronym[initials(mark.text)].add(names[index])
        before = marks[index - 1] if index else None
        if (
            before is not None
            and before.type == "ORG"
            and mark.text.isupper()
            and mark.known is None
        ):
            between = text[before.end : mark.start]
            if len(between) <= 6 and _ACRONYM_LINK.fullmatch(between):
                alias[mark.text] = names[index - 1]
    for index, mark in enumerate(marks):
        if mark.type != "ORG" or mark.known is not None or not mark.text.isupper():
            continue
        full = long_by_acronym.get(mark.text, set())
        if mark.text in alias:
            names[index] = alias[mark.text]
        elif len(full) == 1 and len(mark.text) > 2:
            names[index] = next(iter(full))


def _slips(marks: Sequence[Mark], names: list[str]) -> None:
    """A misspelling joins the known name it is one letter away from, if the article has both."""
    known = {names[i] for i, mark in enumerate(marks) if mark.type == "LOC" and lookup(names[i])}
    known = {name for name in known if len(name) >= _SHORTEST and " " not in name}
    for index, mark in enumerate(marks):
        name = names[index]
        if mark.type != "LOC" or len(name) < _SHORTEST - 1 or name in known or lookup(name):
            continue
        near = {other for other in known if other[0] == name[0] and distance(name, other, 1) == 1}
        if len(near) == 1:
            names[index] = near.pop()


def _parts(name: str) -> list[str]:
    return [part for part in fold_name(name).split() if part not in _SUFFIX]


def _persons(marks: Sequence[Mark], names: list[str]) -> None:
    """A surname, or a given name alone, joins the one person of the article who bears it."""
    people = [index for index, mark in enumerate(marks) if mark.type == "PER"]
    full = _merge_full(Counter(names[index] for index in people if " " in names[index]))
    by_surname: defaultdict[str, set[str]] = defaultdict(set)
    by_given: defaultdict[str, set[str]] = defaultdict(set)
    for name, chief in full.items():
        parts = _parts(name)
        by_given[parts[0] if parts else name].add(chief)
        for length in range(1, min(len(parts), _SURNAME_PARTS + 1)):
            by_surname[" ".join(parts[-length:])].add(chief)
    for index in people:
        names[index] = full.get(names[index], names[index])
        spelling = fold_name(marks[index].text)
        bearers = by_surname.get(spelling) or by_given.get(spelling, set())
        whole = " " in marks[index].text and spelling not in by_surname
        if not whole and len(bearers) == 1:
            names[index] = next(iter(bearers))


def _short_bodies(marks: Sequence[Mark], names: list[str]) -> None:
    """ "Halvorsen" joins "Halvorsen Technologies", and "Rovers" "Gothenburg Rovers"."""
    bodies = {names[i] for i, mark in enumerate(marks) if mark.type == "ORG" and mark.known is None}
    by_word: defaultdict[str, set[str]] = defaultdict(set)
    for name in bodies:
        words = name.split()
        if len(words) > 1:
            for word in {words[0], words[-1]}:
                by_word[word].add(name)
    for index, mark in enumerate(marks):
        if mark.type == "ORG" and mark.known is None and len(by_word.get(mark.text, ())) == 1:
            names[index] = next(iter(by_word[mark.text]))


def _merge_full(counts: Counter[str]) -> dict[str, str]:
    """Full names that differ by a middle name or suffix only, each under the commonest."""
    buckets: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name in counts:
        parts = _parts(name)
        if len(parts) > 1:
            buckets[parts[0], parts[-1]].append(name)
    groups = {name: name for name in counts}
    for same in buckets.values():
        middles = {" ".join(part[:1] for part in _parts(name)[1:-1]) for name in same}
        if len(middles - {""}) <= 1:
            chief = max(same, key=lambda name: (counts[name], -len(name)))
            groups.update(dict.fromkeys(same, chief))
    return groups


def _same_fold(marks: Sequence[Mark], names: list[str]) -> None:
    """Spellings of one type that fold to the same key become the commonest of them."""
    spellings: defaultdict[tuple[str | None, str], Counter[str]] = defaultdict(Counter)
    for mark, name in zip(marks, names, strict=True):
        if mark.type not in ("DATE", "MONEY", "NUMBER"):
            spellings[mark.type, fold_name(name)][name] += 1
    for index, mark in enumerate(marks):
        tally = spellings.get((mark.type, fold_name(names[index]))) if names[index] else None
        if tally and len(tally) > 1:
            names[index] = max(tally, key=lambda name: (tally[name], not name.isupper(), name))
