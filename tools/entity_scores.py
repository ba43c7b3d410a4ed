"""Counts what a reader of names and quotations got right, exactly to the letter."""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from entity_corpora import Tagged

from index.article import Article, Quote, Span
from index.entities import read_closely

NAMES = ("PER", "ORG", "LOC")
Reader = Callable[[str], set[tuple[int, int, str]]]
_MARKED = re.compile(r"\{([dm]) ([^}]*)\}")
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,2000})[”\"]")
_EVERY = 5


@dataclass(slots=True)
class Tally:
    """Right, wrong and missing marks, by type."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)

    def add(self, found: set[tuple[int, int, str]], wanted: set[tuple[int, int, str]]) -> None:
        """Counts one text."""
        self.right.update(kind for *_, kind in found & wanted)
        self.wrong.update(kind for *_, kind in found - wanted)
        self.missing.update(kind for *_, kind in wanted - found)

    def scores(self, *kinds: str) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent over the given types."""
        right, wrong, missing = (
            sum(counted[kind] for kind in kinds)
            for counted in (self.right, self.wrong, self.missing)
        )
        precision = 100 * right / max(1, right + wrong)
        recall = 100 * right / max(1, right + missing)
        return precision, recall, 200 * right / max(1, 2 * right + wrong + missing)


def ours(text: str) -> set[tuple[int, int, str]]:
    """What this project marks."""
    return {(m.start, m.end, m.type) for m in read_closely(Article(id=0, text=text)).mentions}


def names(documents: Iterable[Tagged], reader: Reader) -> Tally:
    """PER, ORG and LOC of tagged texts; a leading article and a possessive ending don't count."""
    tally = Tally()
    for document in documents:
        text = document.text
        found, wanted = (
            {(*_bare(text, start, end), kind) for start, end, kind in marks if kind in NAMES}
            for marks in (reader(text), document.marks)
        )
        tally.add(found, wanted)
    return tally


def numbers(path: Path) -> Tally:
    """DATE and MONEY of a file of sentences marked like ``on {d 5 May} it cost {m $5}``."""
    tally = Tally()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, wanted, at = "", set(), 0
        for mark in _MARKED.finditer(line):
            text += line[at : mark.start()]
            kind = "DATE" if mark[1] == "d" else "MONEY"
            wanted.add((*_bare(text + mark[2], len(text), len(text) + len(mark[2])), kind))
            text, at = text + mark[2], mark.end()
        text += line[at:]
        found = {
            (*_bare(text, start, end), kind)
            for start, end, kind in ours(text)
            if kind in ("DATE", "MONEY")
        }
        tally.add(found, wanted)
    return tally


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    if text[start:end].lower().startswith("the "):
        start += 4
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, end


def quotations(path: Path) -> tuple[int, int, int]:
    """Of every fifth article of PolNeAR: quotations, those found whole, and right speakers.

    A quotation is what stands between double marks, three words and more, in a content
    that has a source. A speaker is right where our span meets the source's, or our name
    shares a word with it; where we only go on with a speaker, his last span counts.
    """
    every = found = right = 0
    for text, wanted in _attributions(path):
        quotes = read_closely(Article(id=0, text=text)).quotes
        direct = [quote for quote in quotes if quote.kind == "direct"]
        for start, end, sources in wanted:
            every += 1
            hit = next(
                (q for q in direct if abs(q.start - start) < 3 and abs(q.end - end) < 3), None
            )
            found += hit is not None
            right += hit is not None and _spoken_by(text, hit, _last_span(direct, hit), sources)
    return every, found, right


def _attributions(path: Path) -> Iterator[tuple[str, list[tuple[int, int, list[tuple[int, int]]]]]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows[::_EVERY]:
        wanted = []
        for relation in row["rel"].values():
            parts = [part.split(":") for part in relation.split()]
            spans = {
                role: [
                    span for name, key in parts if name == role for span in row["ann"][key]["spans"]
                ]
                for role in ("Content", "Source")
            }
            if not spans["Source"]:
                continue
            for start, end in spans["Content"]:
                # The marks may stand just outside of the content.
                for quoted in _QUOTED.finditer(row["text"], max(0, start - 1), end + 1):
                    if len(quoted[1].split()) >= 3:
                        wanted.append((*quoted.span(1), [tuple(span) for span in spans["Source"]]))
        yield row["text"], wanted


def _last_span(quotes: list[Quote], quote: Quote) -> Span | None:
    """Where the speaker of a quotation was last printed as such."""
    earlier = [q for q in quotes if q.start <= quote.start and q.speaker == quote.speaker]
    return next((q.speaker_span for q in reversed(earlier) if q.speaker_span), None)


def _spoken_by(text: str, quote: Quote, span: Span | None, sources: list[tuple[int, int]]) -> bool:
    if span is not None and any(span.start < end and start < span.end for start, end in sources):
        return True
    if quote.speaker_span is not None:
        return False
    named = {word for word in re.findall(r"\w+", quote.speaker or "") if word[0].isupper()}
    return any(named & set(re.findall(r"\w+", text[start:end])) for start, end in sources)
