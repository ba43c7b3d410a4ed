"""Verbs of attribution: their forms, classes and what they may be followed by."""

from __future__ import annotations

import functools

from index.dataclass import dataclass
from index.entities.lexicon import verb_table

CLASSES = ("neutral", "doubting", "emphatic", "negative", "concession", "inner")


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb of attribution.

    ``kind`` is its class in ``verbs.toml``; ``plain`` tells that it reports with a plain
    object ("denounced the plan"); ``tense`` is ``base``, ``third``, ``past`` or ``ing``.
    """

    lemma: str
    kind: str
    plain: bool
    tense: str


@functools.cache
def verbs() -> dict[str, Verb]:
    """All forms of all verbs, in lower case; "goes on" stands under "goes"."""
    table = verb_table()
    forms: dict[str, Verb] = {}
    for kind in CLASSES:
        for entry in table[kind].split():
            lemma, plain = entry.rstrip("*"), entry.endswith("*")
            for form, tense in _forms(lemma, table["irregular"].get(lemma)):
                if "~" not in lemma:
                    forms.setdefault(form, Verb(lemma, kind, plain, tense))
    return forms


@functools.cache
def phrasal() -> dict[str, tuple[str, Verb]]:
    """First words of two-word verbs: "pointed" -> ("out", the verb)."""
    table = verb_table()
    found: dict[str, tuple[str, Verb]] = {}
    for kind in CLASSES:
        for entry in table[kind].split():
            lemma = entry.rstrip("*")
            if "~" not in lemma:
                continue
            first, second = lemma.split("~")
            for form, tense in [(first, "base"), *_forms(lemma, table["irregular"].get(lemma))[1:]]:
                found[form.split(" ")[0]] = (second, Verb(lemma, kind, True, tense))
    return found


def _forms(lemma: str, irregular: list[str] | None) -> list[tuple[str, str]]:
    if irregular:
        third, *past, ing = irregular
        return [(lemma, "base"), (third, "third"), *((form, "past") for form in past), (ing, "ing")]
    stem, doubled = lemma, lemma
    if lemma.endswith("e"):
        return [
            (lemma, "base"),
            (lemma + "s", "third"),
            (lemma + "d", "past"),
            (lemma[:-1] + "ing", "ing"),
        ]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        stem = lemma[:-1] + "i"
        return [
            (lemma, "base"),
            (stem + "es", "third"),
            (stem + "ed", "past"),
            (lemma + "ing", "ing"),
        ]
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "ss")) else "s")
    return [(lemma, "base"), (third, "third"), (stem + "ed", "past"), (doubled + "ing", "ing")]
