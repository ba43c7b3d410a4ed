"""The Whoosh schema, and a text field that is fed with words already analysed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from whoosh import fields, formats

from index.search.words import TERMS, WORD

TITLE_WEIGHT = 2.0
"""What one occurrence in the title adds to a word's weight, on top of counting it once."""

_GAP = 16


@dataclass(frozen=True, slots=True)
class Analysed:
    """The words of a text: where each stem stands, how much it weighs, which forms it had.

    ``length`` counts indexed words, ``next`` is the first free position.
    """

    positions: dict[str, list[int]]
    weights: dict[str, float]
    surfaces: dict[str, str]
    length: int
    next: int


def analyse(text: str, start: int = 0) -> Analysed:
    """One pass over a text; stop words take a position but are not kept."""
    positions: dict[str, list[int]] = {}
    surfaces: dict[str, str] = {}
    at = start
    for printed in WORD.findall(text):
        for term in TERMS[printed]:
            stem = term.stem
            if stem:
                if stem in positions:
                    positions[stem].append(at)
                else:
                    positions[stem] = [at]
                surfaces[term.surface] = stem
            at += 1
    weights = {stem: float(len(places)) for stem, places in positions.items()}
    return Analysed(positions, weights, surfaces, sum(map(len, positions.values())), at)


def analyse_article(title: Analysed, body: str) -> Analysed:
    """Title and body as one text in which the title's words weigh more.

    No phrase runs from the title into the body: a gap of positions lies between.
    """
    told = analyse(body, title.next + _GAP)
    positions, weights = told.positions, told.weights
    for stem, places in title.positions.items():
        positions[stem] = places + positions.get(stem, [])
        weights[stem] = weights.get(stem, 0.0) + len(places) * (1.0 + TITLE_WEIGHT)
    told.surfaces.update(title.surfaces)
    return Analysed(positions, weights, told.surfaces, told.length + title.length, told.next)


class CompactPositions(formats.Positions):  # type: ignore[misc]
    """Word positions as plain machine integers: quicker and smaller than Whoosh's pickles."""

    def encode(self, poslist: list[int]) -> bytes:
        """Ascending positions as bytes: a type letter, then the numbers."""
        code = "H" if poslist[-1] < 65_536 else "I"
        return code.encode() + array(code, poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions that ``encode`` packed."""
        positions = array("H" if valuestring[0] == 72 else "I")
        positions.frombytes(valuestring[1:])
        return positions.tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many positions ``encode`` packed."""
        return (len(valuestring) - 1) // (2 if valuestring[0] == 72 else 4)


class Words(fields.FieldType):  # type: ignore[misc]
    """A field that takes ``Analysed`` in place of text and keeps positions, nothing else."""

    scorable = True

    def __init__(self) -> None:
        self.format = CompactPositions()

    def index(self, value: Analysed, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(term, frequency, weight, encoded positions) of each stem, as Whoosh asks for."""
        encode, weights = self.format.encode, value.weights
        for stem, places in value.positions.items():
            yield stem.encode(), len(places), weights[stem], encode(places)


SCHEMA = fields.Schema(
    text=Words(),
    title=Words(),
    outlet=fields.ID(),
    language=fields.ID(),
    day=fields.NUMERIC(int, 32, signed=False, shift_step=0, sortable=True, default=0),
    id=fields.NUMERIC(int, 32, signed=False, shift_step=0, unique=True, sortable=True, default=0),
)
"""``text`` is title and body together; ``day`` is YYYYMMDD, 0 where unknown. Nothing is stored."""
