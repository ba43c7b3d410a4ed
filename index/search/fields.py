"""The Whoosh schema of the index: its field type and how it keeps positions."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from whoosh import fields, formats

from index.search.words import ENGLISH, analyzer


class MachinePositions(formats.Positions):  # type: ignore[misc]
    """Word positions as plain machine integers, as the parts of the index keep them."""

    def encode(self, poslist: list[int]) -> bytes:
        """Ascending positions as bytes, four for each."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions that ``encode`` packed."""
        positions = array("I")
        positions.frombytes(valuestring)
        return positions.tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many positions ``encode`` packed."""
        return len(valuestring) // 4


class Words(fields.FieldType):  # type: ignore[misc]
    """Text as this index cuts, folds and stems it, with positions."""

    scorable = True

    def __init__(self, languages: tuple[str, ...] = (ENGLISH,)) -> None:
        self.format = MachinePositions()
        self.languages = languages

    def _stems(self, text: str) -> Iterator[str]:
        for term in analyzer(self.languages).terms(text):
            yield term.stems[0] if term.stems else ""

    def index(self, value: str, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(stem, frequency, weight, encoded positions) of each stem, as Whoosh asks for."""
        places: dict[str, list[int]] = {}
        for at, stem in enumerate(self._stems(value)):
            if stem:
                places.setdefault(stem, []).append(at)
        for stem, positions in places.items():
            count = len(positions)
            yield (
                stem.encode("utf-8", "replace"),
                count,
                float(count),
                self.format.encode(positions),
            )

    def process_text(self, qstring: str, mode: str = "", **_: object) -> Iterator[str]:
        """The stems of a query's text."""
        return (stem for stem in self._stems(qstring) if stem)

    def to_bytes(self, value: str | bytes) -> bytes:
        """A stem as the index keeps it."""
        return value if isinstance(value, bytes) else value.encode("utf-8", "replace")

    def from_bytes(self, bs: bytes) -> str:
        """A stem as text."""
        return bs.decode()


def schema(languages: tuple[str, ...] = (ENGLISH,)) -> fields.Schema:
    """The fields: ``text`` is title and body together; only ``id`` is stored."""
    return fields.Schema(text=Words(languages), title=Words(languages), id=fields.STORED())
