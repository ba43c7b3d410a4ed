"""Word lists of the room, read from ``data/`` once, when first needed."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

FUNCTION_WORDS = frozenset(
    """the a an and or but nor of in on at by for with from to into onto upon over under after
    before between among against during through about as than that this these those it its
    he his him she her they their them we our us you your i my me who whom whose which
    what when where why how if while because although though since until unless is are was
    were be been being has have had do does did will would shall should can could may
    might must not no yes so then there here now also only just even still yet such some
    any all each every both either neither many much more most other another same own very
    too again once meanwhile however nevertheless moreover furthermore therefore thus
    hence despite amid according""".split()
)

CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december""".split()
)


def read_data(name: str) -> str:
    """The text of a file of ``index/entities/data``."""
    return resources.files("index.entities").joinpath("data", name).read_text(encoding="utf-8")


def rows(name: str) -> list[list[str]]:
    """The lines of a table: cells between ``|``, comments and empty lines left out."""
    lines = (line for line in read_data(name).splitlines() if line and not line.startswith("#"))
    return [[cell.strip() for cell in line.split("|")] for line in lines]


@functools.cache
def _words(name: str) -> frozenset[str]:
    lines = read_data(name).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@functools.cache
def _toml(name: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(read_data(name))


@functools.cache
def _set(name: str, key: str) -> frozenset[str]:
    value = _toml(name)[key]
    return frozenset(value.split() if isinstance(value, str) else value)


@functools.cache
def small_words() -> frozenset[str]:
    """Words that are common nouns, verbs and so on rather than names, in lower case."""
    return _words("words.txt") | FUNCTION_WORDS


def first_names() -> frozenset[str]:
    """Given names, as written."""
    return _words("firstnames.txt")


def pronoun_of(given: str) -> str | None:
    """ "she" or "he" for a given name that tells, else None."""
    if given in _words("women.txt"):
        return None if given in _words("either.txt") else "she"
    known = given in first_names() and given not in _words("either.txt")
    return "he" if known else None


def safe_small() -> frozenset[str]:
    """Lower-case forms that can only be a name ("kyiv")."""
    return _words("lowercase.txt")


def addresses() -> frozenset[str]:
    """Forms of address without the full stop ("Mr", "Gen")."""
    return _set("roles.toml", "address")


def offices() -> frozenset[str]:
    """Phrases that name an office, in lower case ("defense minister")."""
    return _set("roles.toml", "office")


def unnamed_heads() -> frozenset[str]:
    """Nouns by which somebody is quoted without a name ("officials")."""
    return _set("roles.toml", "unnamed")


def body_heads() -> frozenset[str]:
    """Nouns by which a body is quoted without a name ("the ministry")."""
    return _set("roles.toml", "bodies")


def never_bodies() -> frozenset[str]:
    """Words in capitals that are no body's acronym ("CEO", "DNA")."""
    return _set("heads.toml", "no_body")


def heads(kind: str) -> frozenset[str]:
    """The head words of ``heads.toml`` under ``kind``."""
    return _set("heads.toml", kind)


def verb_table() -> dict[str, Any]:
    """``verbs.toml`` as it stands."""
    return _toml("verbs.toml")
