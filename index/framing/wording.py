"""Wording sets: different words for the same thing, and who uses which how often."""

from __future__ import annotations

import functools
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from index.article import Span
from index.comparison import Wording, WordingUse
from index.errors import RashomonError
from index.framing.inflection import Inflection, inflected
from index.framing.telling import Telling, base_of
from index.text import clean_line, words


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
    """Different words for one thing. ``apart`` are phrases that look alike and do not count."""

    id: str
    title: str
    forms: tuple[Form, ...]
    source: str = ""
    apart: tuple[str, ...] = ()


@functools.cache
def shipped_sets() -> tuple[WordingSet, ...]:
    """The sets that come with the program."""
    folder = resources.files("index.framing") / "wording_sets"
    files = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda f: f.name
    )
    return tuple(
        found for file in files for found in _read(file.read_text(encoding="utf-8"), file.name)
    )


def load_sets(path: Path) -> tuple[WordingSet, ...]:
    """A reader's own sets from a TOML file of the shipped files' shape.

    Raises ``RashomonError`` with the place and the reason where it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RashomonError(f"cannot be read ({error})", str(path), "check the file") from error
    return _read(text, str(path))


def _read(text: str, where: str) -> tuple[WordingSet, ...]:
    try:
        tables = tomllib.loads(text).get("set", [])
        return tuple(_set_of(table) for table in tables)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise RashomonError(
            f"not a file of wording sets ({error})", where, "each [[set]] needs id, title, forms"
        ) from error


def _set_of(table: Mapping[str, Any]) -> WordingSet:
    inflect = table.get("inflect", "noun")
    forms = tuple(_form_of(form, inflect) for form in table["forms"])
    return WordingSet(
        id=clean_line(str(table["id"])),
        title=clean_line(str(table["title"])),
        forms=forms,
        source=clean_line(str(table.get("source", ""))),
        apart=tuple(str(phrase) for phrase in table.get("apart", ())),
    )


def _form_of(form: str | Mapping[str, Any], inflect: str) -> Form:
    if isinstance(form, str):
        form = {"name": form}
    wanted = form.get("inflect", inflect)
    if wanted not in ("noun", "verb", "none"):
        raise ValueError(f"inflect is noun, verb or none, not {wanted!r}")
    name = clean_line(str(form["name"]))
    phrases = tuple(str(phrase) for phrase in form.get("phrases", (name,)))
    return Form(name, phrases, wanted, bool(form.get("case", False)))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase as its words; ``form`` is None where it must not count for ``set``."""

    bases: tuple[str, ...]
    set: int
    form: str | None
    printed: tuple[str, ...] | None


_Lexicon = dict[str, list[_Phrase]]


@functools.lru_cache(maxsize=8)
def _lexicon(sets: tuple[WordingSet, ...]) -> _Lexicon:
    """Every phrase under its first word, longest first."""
    lexicon: _Lexicon = defaultdict(list)
    for number, each in enumerate(sets):
        for form in each.forms:
            for phrase in form.phrases:
                for printed in inflected(phrase, form.inflect):
                    _enter(lexicon, printed, number, form.name, form.case)
        for phrase in each.apart:
            for printed in inflected(phrase, "noun"):
                _enter(lexicon, printed, number, None, False)
    for phrases in lexicon.values():
        phrases.sort(key=lambda phrase: -len(phrase.bases))
    return dict(lexicon)


def _enter(lexicon: _Lexicon, phrase: str, number: int, form: str | None, case: bool) -> None:
    printed = tuple(phrase[span.start : span.end] for span in words(phrase))
    if printed:
        bases = tuple(base_of(word) for word in printed)
        lexicon[bases[0]].append(_Phrase(bases, number, form, printed if case else None))


def wording(tellings: Sequence[Telling], sets: Sequence[WordingSet]) -> tuple[Wording, ...]:
    """The uses of every set that is used at all: first those that show a difference.

    Inside that, sets keep the order they have in ``sets``.

    The longest phrase wins inside a set, so "military bloc" is not also "bloc"; a word
    may count for several sets. Spans are without possessive endings.
    """
    lexicon = _lexicon(tuple(sets))
    found: dict[int, list[WordingUse]] = defaultdict(list)
    for telling in tellings:
        for (number, form), spans in _uses(telling, lexicon).items():
            quoted = sum(telling.is_quoted(span.start) for span in spans)
            found[number].append(WordingUse(telling.id, form, tuple(spans), quoted))
    ranks = [{form.name: at for at, form in enumerate(each.forms)} for each in sets]
    result = [
        Wording(sets[number].id, sets[number].title, _ordered(uses, tellings, ranks[number]))
        for number, uses in sorted(found.items())
    ]
    return tuple(sorted(result, key=lambda each: _likeness(each, len(tellings))))


def _uses(telling: Telling, lexicon: _Lexicon) -> dict[tuple[int, str], list[Span]]:
    uses: dict[tuple[int, str], list[Span]] = defaultdict(list)
    taken: dict[int, int] = {}
    for at, base in enumerate(telling.bases):
        for phrase in lexicon.get(base, ()):
            if taken.get(phrase.set, 0) > at or not _stands(telling, at, phrase):
                continue
            last = at + len(phrase.bases)
            taken[phrase.set] = last
            if phrase.form is not None:
                start, end = telling.words[at].start, telling.words[last - 1].end
                uses[phrase.set, phrase.form].append(Span(start, _unpossessed(telling, end)))
    return uses


def _stands(telling: Telling, at: int, phrase: _Phrase) -> bool:
    last = at + len(phrase.bases)
    if telling.bases[at:last] != phrase.bases:
        return False
    text = telling.article.text
    if any(
        "\n" in text[telling.words[i].end : telling.words[i + 1].start] for i in range(at, last - 1)
    ):
        return False
    if phrase.printed is None:
        return True
    return all(
        text.startswith(word, telling.starts[at + number])
        for number, word in enumerate(phrase.printed)
    )


def _unpossessed(telling: Telling, end: int) -> int:
    return end - 2 if telling.article.text[end - 2 : end] in ("'s", "’s") else end


def _ordered(
    uses: Iterable[WordingUse], tellings: Sequence[Telling], rank: Mapping[str, int]
) -> tuple[WordingUse, ...]:
    column = {telling.id: at for at, telling in enumerate(tellings)}
    return tuple(sorted(uses, key=lambda use: (rank[use.form], column[use.article])))


def _likeness(each: Wording, columns: int) -> int:
    """0 where articles differ in the forms they use, 1 where several forms or not all
    articles use the set, 2 where all use one form."""
    by_article: dict[int, set[str]] = defaultdict(set)
    for use in each.uses:
        by_article[use.article].add(use.form)
    forms = {use.form for use in each.uses}
    if len(forms) > 1 and len({frozenset(used) for used in by_article.values()}) > 1:
        return 0
    return 1 if len(forms) > 1 or len(by_article) < columns else 2
