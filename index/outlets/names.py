"""Which of a library's outlet names are one outlet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from index.outlets.directory import Directory, Known, key_of, without_section
from index.profile import Fact


class Names:
    """The outlet names of one library, joined: ``counted`` says how many texts each has.

    Spellings are one outlet where a table says so; where they differ in case, accents, dots
    or "the" alone; and where one is another with a section behind it ("… - Opinion").
    """

    def __init__(self, counted: Mapping[str, int], directory: Directory) -> None:
        self._known: dict[str, Known] = {}
        self._keys: dict[str, str] = {}
        plain = {key_of(name) for name in counted}
        for name in counted:
            known = directory.find(name)
            key = key_of(known.name) if known else _unsectioned(name, plain)
            self._keys[name] = key
            if known:
                self._known[key] = known
        groups: dict[str, dict[str, int]] = defaultdict(dict)
        for name in sorted(counted, key=lambda name: (-counted[name], name)):
            groups[self._keys[name]][name] = counted[name]
        self.groups: Mapping[str, Mapping[str, int]] = {
            self._shown(key, names): names for key, names in groups.items()
        }
        """Every outlet's spellings with their texts, most texts first."""
        self._names = {
            self._keys[name]: one for one, names in self.groups.items() for name in names
        }
        self._one = {name: one for one, names in self.groups.items() for name in names}
        self._spelt = {key_of(name): one for name, one in self._one.items()}
        self._directory = directory

    def _shown(self, key: str, names: Mapping[str, int]) -> str:
        if key in self._known:
            return self._known[key].name
        return next((name for name in names if key_of(name) == key), next(iter(names)))

    def one(self, spelling: str) -> str:
        """The name under which all spellings of an outlet go; an unknown one is itself."""
        return self._one.get(spelling, spelling)

    def spellings(self, name: str) -> tuple[str, ...]:
        """The spellings that the library has of an outlet."""
        return tuple(self.groups.get(name, ()))

    def find(self, typed: str) -> str | None:
        """The library's outlet that somebody means: by any spelling, in any case."""
        key = key_of(typed)
        if key in self._spelt:
            return self._spelt[key]
        known = self._directory.find(typed)
        if known is not None and key_of(known.name) in self._names:
            return self._names[key_of(known.name)]
        counted = Counter(
            {name: sum(names.values()) for name, names in self.groups.items()
             if key and key in key_of(name)}
        )  # fmt: skip
        return counted.most_common(1)[0][0] if len(counted) == 1 else None

    def facts(self, name: str) -> tuple[Fact, ...]:
        """What the tables say of an outlet."""
        known = self._known.get(key_of(name))
        return known.facts if known else ()


def _unsectioned(name: str, plain: set[str]) -> str:
    keys = (key_of(one) for one in without_section(name))
    return next((key for key in keys if key in plain), key_of(name))
