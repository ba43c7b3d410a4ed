"""Wording sets as files: what they hold, and what is wrong with one, by its line."""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Any, Literal, cast

from index.dataclass import dataclass
from index.framing.inflection import Inflection
from index.reports import Refusal
from index.text import clean_line, words

Anchor = Literal["", "before", "around"]

MOST_FORMS = 60
MOST_PHRASES = 60
LONGEST_PHRASE = 12
"""Words in a phrase."""
LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Form:
    """One way of saying it: the name shown, and the phrases counted under that name.

    ``inflect`` tells which endings each phrase's last word ("noun") or first word
    ("verb") may also take. ``case`` asks for the very capitals of the phrase.
    """

    name: str
    phrases: tuple[str, ...]
    inflect: Inflection = "noun"
    case: bool = False


@dataclass(frozen=True, slots=True)
class WordingSet:
    """Different words for one thing, and when they are that.

    ``apart`` are phrases that look alike and do not count. ``needs`` are groups of words:
    one of each group must stand in an article before anything counts there. ``anchor``
    counts a form only beside a name and keeps names apart: "before" takes the name that
    precedes ("Syrian regime"), "around" also one that follows ("the killing of Floyd").
    ``own`` marks a reader's set.
    """

    id: str
    title: str
    forms: tuple[Form, ...]
    source: str = ""
    apart: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    anchor: Anchor = ""
    own: bool = False


@functools.cache
def shipped_sets() -> tuple[WordingSet, ...]:
    """The sets that come with the program. Raises ValueError where one is wrong."""
    folder = resources.files("index.framing") / "wording_sets"
    files = sorted((e for e in folder.iterdir() if e.name.endswith(".toml")), key=lambda f: f.name)
    found: list[WordingSet] = []
    for file in files:
        sets, faults = read_sets(file.read_text(encoding="utf-8"), file.name)
        if faults:
            raise ValueError(f"{faults[0].path}:{faults[0].line}: {faults[0].reason}")
        found += sets
    return tuple(found)


_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(\w*)[ \t]*\]\]", re.MULTILINE)


def read_sets(
    text: str, where: str, own: bool = False
) -> tuple[tuple[WordingSet, ...], tuple[Refusal, ...]]:
    """The sets of a TOML file, and what is wrong with those that are not taken.

    Each ``[[set]]`` is read by itself, so that one that is wrong leaves the others alone.
    """
    sets: list[WordingSet] = []
    faults: list[Refusal] = []
    taken: set[str] = set()
    for line, piece in _pieces(text):
        try:
            table = _table_of(piece)
            found = _set_of(table, own)
            if found.id in taken:
                raise _Wrong("id", f"a set of the id {found.id!r} stands above", "choose another")
            taken.add(found.id)
            sets.append(found)
        except _Wrong as wrong:
            at = line + _line_of(piece, wrong.key)
            faults.append(Refusal(where, at, wrong.reason, wrong.advice))
    return tuple(sets), tuple(faults)


class _Wrong(Exception):
    """What is wrong, under which key."""

    def __init__(self, key: str | int, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.key, self.reason, self.advice = key, clean_line(reason, LONGEST_LINE), advice


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Every table with the line it begins on; what stands above the first, if it is more
    than remarks."""
    starts = [found.start() for found in _HEADER.finditer(text)]
    above = text[: starts[0]] if starts else text
    if any(line.strip() and not line.strip().startswith("#") for line in above.split("\n")):
        yield 1, above
    line, at = 1, 0
    for start, end in zip(starts, [*starts, len(text)][1:], strict=True):
        line += text.count("\n", at, start)
        at = start
        yield line, text[start:end]


def _line_of(piece: str, key: str | int) -> int:
    """Lines from the head of a table to a key in it, 0 where the key is not there."""
    if isinstance(key, int):
        return key - 1
    lines = piece.split("\n")
    written = re.compile(rf"[\s{{,]*\"?{re.escape(key)}\"?\s*=")
    return next((at for at, line in enumerate(lines) if key and written.match(line)), 0)


_AT_LINE = re.compile(r"\(at line (\d+)")


def _table_of(piece: str) -> Mapping[str, Any]:
    try:
        read = tomllib.loads(piece)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else max(1, piece.rstrip().count("\n") + 1)
        raise _Wrong(line, f"not TOML: {error}", "quote every word and close every [") from error
    except RecursionError as error:
        raise _Wrong("", "nested too deep", 'forms are a list: ["war", "conflict"]') from error
    for key, value in read.items():
        if key != "set" or not _tables(value):
            advice = "each set begins with a line [[set]]"
            raise _Wrong(key, f"{key!r} stands outside a set", advice)
    return cast(Mapping[str, Any], read["set"][0])


def _tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


_KEYS = ("id", "title", "forms", "source", "note", "inflect", "case", "apart", "needs", "anchor")
_FORM_KEYS = ("name", "phrases", "inflect", "case")


def _set_of(table: Mapping[str, Any], own: bool) -> WordingSet:
    _known(table, _KEYS)
    title = _line(table, "title")
    forms = _listed(table, "forms", MOST_FORMS)
    inflect = _choice(table, "inflect", ("noun", "verb", "none"), "noun")
    case = _yes(table, "case", False)
    found = tuple(_form_of(form, inflect, case) for form in forms)
    if len({form.name for form in found}) < 2:
        advice = 'give two or more: forms = ["war", "conflict"]'
        raise _Wrong("forms", "one form alone cannot differ", advice)
    return WordingSet(
        id=_line(table, "id") if "id" in table else _id_of(title),
        title=title,
        forms=found,
        source=clean_line(str(table.get("source", table.get("note", "")))),
        apart=tuple(_phrase("apart", each) for each in _listed(table, "apart", 500, ())),
        needs=tuple(_phrases("needs", each) for each in _listed(table, "needs", 20, ())),
        anchor=cast(Anchor, _choice(table, "anchor", ("", "before", "around"), "")),
        own=own,
    )


def _id_of(title: str) -> str:
    return "-".join(title[a.start : a.end].lower() for a in words(title)) or "set"


def _form_of(form: object, inflect: str, case: bool) -> Form:
    if isinstance(form, str):
        form = {"name": form.split("|")[0], "phrases": form.split("|")}
    if not isinstance(form, dict):
        raise _Wrong("forms", f"{form!r} is no form", 'give words in quotes: "war"')
    _known(form, _FORM_KEYS)
    name = _line(form, "name")
    phrases = _listed(form, "phrases", MOST_PHRASES, (name,))
    wanted = cast(Inflection, _choice(form, "inflect", ("noun", "verb", "none"), inflect))
    return Form(
        name, tuple(_phrase("forms", each) for each in phrases), wanted, _yes(form, "case", case)
    )


def _known(table: Mapping[str, Any], keys: Sequence[str]) -> None:
    for key in table:
        if key not in keys:
            near = difflib.get_close_matches(key[:40], keys, 1, 0.5)
            advice = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(keys)}"
            raise _Wrong(key, f"no such key: {key[:40]!r}", advice)


def _line(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not clean_line(value, LONGEST_LINE):
        what = "is missing" if value is None else "must be words in quotes"
        raise _Wrong(key, f"{key!r} {what}", f'write {key} = "..."')
    return clean_line(value, LONGEST_LINE)


def _listed(
    table: Mapping[str, Any], key: str, most: int, default: Sequence[object] | None = None
) -> Sequence[object]:
    value = table.get(key, default)
    if not isinstance(value, (list, tuple)) or (default is None and not value):
        what = "is missing" if value is None else "must be a list"
        raise _Wrong(key, f"{key!r} {what}", f'write {key} = ["...", "..."]')
    if len(value) > most:
        raise _Wrong(key, f"{key!r} has {len(value)} entries, more than {most}", "make two sets")
    return value


def _choice(table: Mapping[str, Any], key: str, choices: Sequence[str], default: str) -> str:
    value = table.get(key, default)
    if value not in choices:
        advice = f"{key} is one of " + ", ".join(choice for choice in choices if choice)
        raise _Wrong(key, f"{key} cannot be {value!r}", advice)
    return str(value)


def _yes(table: Mapping[str, Any], key: str, default: bool) -> bool:
    value = table.get(key, default)
    if not isinstance(value, bool):
        raise _Wrong(key, f"{key!r} is true or false", f"write {key} = true")
    return value


def _phrase(key: str, value: object) -> str:
    phrase = clean_line(value, LONGEST_LINE) if isinstance(value, str) else ""
    count = len(words(phrase))
    if not 0 < count <= LONGEST_PHRASE:
        reason = f"{str(value)[:40]!r} is no phrase of 1 to {LONGEST_PHRASE} words"
        raise _Wrong(key, reason, "forms are plain words, no patterns")
    return phrase


def _phrases(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, str):
        raise _Wrong(key, f"{str(value)[:40]!r} is no word", 'write needs = ["Russia | Moscow"]')
    return tuple(_phrase(key, each) for each in value.split("|"))
