"""Reads ``gold_seeds.txt``: what a careful reader marks in the five bundled articles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.article import Article, Zone, ZoneKind

_SEEDS = Path(__file__).parents[3] / "seeds"
_KINDS: dict[str, ZoneKind] = {
    "stamp": "stamp",
    "title": "title",
    "dateline": "dateline",
    "credit": "credit",
    "boilerplate": "boilerplate",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark of the reader: where, its type and the name it stands for."""

    start: int
    end: int
    type: str
    entity: str
    optional: bool


def read_gold() -> list[tuple[Article, list[Marked]]]:
    """Each bundled article with its furniture as zones, and the reader's marks."""
    lines = (Path(__file__).parent / "gold_seeds.txt").read_text(encoding="utf-8").splitlines()
    found: list[tuple[Article, list[Marked]]] = []
    block: list[str] = []
    for line in [*lines, "@"]:
        if line.startswith("@"):
            if block:
                found.append(_article(block))
            block = [line[1:].strip()]
        elif not line.startswith("#"):
            block.append(line)
    return found


def _article(block: list[str]) -> tuple[Article, list[Marked]]:
    text = (_SEEDS / block[0]).read_text(encoding="utf-8")
    plain = text.replace("\xa0", " ")
    zones, marks, at = [], [], 0
    for line in block[1:]:
        if line.startswith("-"):
            zones.append(_zone(plain, line))
            continue
        kind, words, *name = (cell.strip() for cell in line.lstrip("?").split("|"))
        start = _outside(plain, words, at, zones)
        at = start + len(words)
        marks.append(Marked(start, at, kind, name[0] if name else words, line.startswith("?")))
    return Article(id=0, text=text, zones=tuple(zones)), marks


def _zone(text: str, line: str) -> Zone:
    kind, words = (cell.strip() for cell in line[1:].split("|"))
    start = text.index(words.removesuffix("..."))
    end = len(text) if words.endswith("...") else start + len(words)
    return Zone(start, end, _KINDS[kind], "gold")


def _outside(text: str, words: str, at: int, zones: list[Zone]) -> int:
    """Where the words come next as whole words, outside furniture."""
    start = text.index(words, at)
    while (text[start - 1 : start].isalnum() or text[start + len(words)].isalnum()) or any(
        zone.start <= start < zone.end and zone.kind != "title" for zone in zones
    ):
        start = text.index(words, start + 1)
    return start
