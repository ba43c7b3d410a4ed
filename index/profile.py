"""What is told of an outlet over all events of a library. Every number names its texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from index.dataclass import dataclass

Part = Literal["timing", "voices", "sources", "wording", "words"]
"""The parts of a profile, each a list of lines."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known about an outlet, and who says so, where and when.

    ``about`` is ``kind``, ``country``, ``state`` or ``sanctions``; or ``label`` for what the
    reader has written, whose ``source`` is the file it stands in. ``url`` may be empty.
    """

    about: str
    text: str
    source: str
    url: str
    date: str


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet in the list: its texts, the events they tell, those that others tell, too.

    ``spellings`` are the names under which it came, each with its texts, most texts first.
    """

    name: str
    spellings: Mapping[str, int]
    texts: int
    events: int
    shared: int
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A count and the texts it was counted in (article ids)."""

    number: int
    texts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """Something counted on both sides: in the outlet's texts, and in those beside them.

    ``key`` finds it again in a text. ``group`` is the title of the wording set it belongs
    to, else empty. ``number`` counts words (voices), uses (wording, words), texts (sources)
    or events (timing). ``z`` is how far the two differ, in standard deviations, where that
    was tested (Monroe et al. 2008): above 0 where the outlet has more.
    """

    part: Part
    key: tuple[str, ...]
    label: str
    here: Side
    there: Side
    group: str = ""
    z: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of both sides, None where there are too few texts to tell.

    ``key`` is ``length`` (median words), ``quoted`` (share of words inside quotation marks),
    ``unnamed`` (share of the words of all who speak that are of nobody named) or ``delay``
    (median hours after the first text, where times are known; only ``here``). ``here_texts``
    and ``there_texts`` were measured.
    """

    key: str
    label: str
    here: float | None
    there: float | None
    here_texts: tuple[int, ...]
    there_texts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """An outlet beside the others, in the events that both tell.

    ``beside`` is the one outlet it stands beside; None: all others. ``texts`` and ``events``
    count all the library has of it; ``shared`` are the events that were compared and
    ``here`` and ``there`` the texts of either side. ``copies`` are texts left out because
    another outlet prints the same. ``too_few`` says why words were not compared, or None.
    ``tested`` is how many words were. ``waiting`` texts are not read closely yet and count
    nowhere.
    """

    line: OutletLine
    beside: OutletLine | None
    texts: int
    events: int
    shared: tuple[str, ...]
    here: tuple[int, ...]
    there: tuple[int, ...]
    copies: tuple[int, ...]
    measures: tuple[Measure, ...]
    lines: tuple[ProfileLine, ...]
    too_few: str | None
    tested: int
    waiting: int = 0
