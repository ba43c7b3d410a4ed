"""The outlets that are known, under every spelling: names, sections, addresses.

Read from two tables that ship: the names by which outlets are found in text
(``index/ingest/outlets.toml``) and the facts about them (``facts.toml``).
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import field
from importlib import resources
from typing import Any

from index.dataclass import dataclass
from index.profile import Fact
from index.text import clean_line, fold

_MODELS = {
    "SC": "state-controlled media",
    "CaPu": "captured public or state-managed media",
    "CaPr": "captured private media",
    "ISFM": "independent media, state-funded and state-managed",
    "ISF": "independent media, state-funded",
    "ISM": "independent media, state-managed",
    "IP": "independent public media",
}
"""The models of state media that State Media Monitor tells apart, by its codes."""

_SECTION = re.compile(
    r"(?:\s+[-–—|:]\s+|\s*[(\[]\s*|\s+)"
    r"(?:(?:the\s+)?(?:online|web|digital|print)\s+news|news|opinions?|editorials?|online|digital|"
    r"commentary|blogs?|fact\s+check)(?:\s*[)\]])?",
    re.IGNORECASE,
)
"""What a spelling may have behind an outlet's name: a section, an edition."""
_LONGEST = 200
_WIDEST_SUFFIX = 40
_SECTIONS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """An outlet of a table. ``own`` tells that the reader's own table has it."""

    name: str
    spellings: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """Known outlets by the keys of their spellings and by their domains."""

    names: Mapping[str, Known] = field(default_factory=dict)
    domains: Mapping[str, Known] = field(default_factory=dict)

    def find(self, spelling: str) -> Known | None:
        """The outlet a spelling means: by name, by address, or by name and section."""
        line = clean_line(spelling, _LONGEST)
        found = self.names.get(key_of(line)) or self._at(line)
        return found or next(
            (self.names[key] for key in map(key_of, without_section(line)) if key in self.names),
            None,
        )

    def _at(self, line: str) -> Known | None:
        labels = line.casefold().rstrip(".").split(".")
        if len(labels) < 2 or " " in line:
            return None
        parents = (".".join(labels[at:]) for at in range(len(labels) - 1))
        return next((self.domains[one] for one in parents if one in self.domains), None)

    def joined(self, entries: Iterable[Known]) -> Directory:
        """This directory with further entries, which come before those it has.

        An entry of a name that is there adds its spellings and facts to it.
        """
        names, domains = dict(self.names), dict(self.domains)
        for entry in entries:
            old = names.get(key_of(entry.name))
            if old is not None and key_of(old.name) == key_of(entry.name):
                entry = _one(old, entry)
            for spelling in (entry.name, *entry.spellings):
                names[key_of(spelling)] = entry
            domains.update((domain, entry) for domain in entry.domains)
        return Directory(names, domains)


def _one(old: Known, new: Known) -> Known:
    return Known(
        old.name,
        (*old.spellings, *new.spellings),
        (*old.domains, *new.domains),
        (*old.facts, *new.facts),
        old.own or new.own,
    )


def key_of(name: str) -> str:
    """What all ways to write one name have in common: no case, accents, dots, no "the"."""
    folded = " ".join(fold(name).replace(".", "").split())
    return folded.removeprefix("the ") or folded


def without_section(name: str) -> list[str]:
    """What may be the outlet's name before a section or an edition, longest first."""
    found: list[str] = []
    shorter: str | None = name
    while shorter and len(found) < _SECTIONS:
        shorter = _unsectioned(shorter)
        found += [shorter] if shorter else []
    return found


def _unsectioned(name: str) -> str | None:
    at = max(1, len(name) - _WIDEST_SUFFIX)
    ends = (found for found in _SECTION.finditer(name, at) if found.end() == len(name))
    match = next(ends, None)
    return name[: match.start()] if match else None


@functools.cache
def directory() -> Directory:
    """The outlets of the tables that ship."""
    names = _table("ingest", "outlets.toml")
    facts = _table("outlets", "facts.toml")
    basic = [_basic(entry) for entry in names["outlet"]]
    return (
        Directory()
        .joined(basic)
        .joined(_detailed(entry, facts["source"]) for entry in facts["outlet"])
    )


def _table(room: str, file: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("index") / room / file).read_text("utf-8"))


_OWN_TABLE = ("Rashomon's table of outlets", "", "2026-11")


def _basic(entry: Mapping[str, Any]) -> Known:
    kind = Fact("kind", str(entry["kind"]), *_OWN_TABLE)
    return Known(
        entry["name"], tuple(entry.get("aliases", ())), tuple(entry.get("domains", ())), (kind,)
    )


def _detailed(entry: Mapping[str, Any], sources: Mapping[str, Mapping[str, str]]) -> Known:
    facts = []
    if "kind" in entry:
        facts.append(Fact("kind", entry["kind"], *_OWN_TABLE))
    if "country" in entry:
        facts.append(_fact("country", entry["country"], sources[entry["country_source"]]))
    if "model" in entry:
        facts.append(_fact("state", _MODELS[entry["model"]], sources[entry["model_source"]]))
    if "sanctioned" in entry:
        said = "broadcasting in the European Union suspended"
        facts.append(_fact("sanctions", said, sources[entry["sanctioned"]]))
    return Known(
        entry["name"],
        tuple(entry.get("variants", ())),
        tuple(entry.get("domains", ())),
        tuple(facts),
    )


def _fact(about: str, text: str, source: Mapping[str, str]) -> Fact:
    return Fact(about, text, source["title"], source["url"], source["date"])
