"""Random screens and the frames in which Textual writes them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.control import Control
from rich.style import Style

ASCII = [*"abcdefghijklmnop ABC.,-'", "  ", "   "]
WIDE = list("漢字日本語한국어、。「」")
FRAGILE = ["🎉", "👍", "e\u0301", "o\u0308", "👩\u200d🔬", "✔", "→", "שָ", "⌚"]
OTHER = list("“”—…éüжщ│─█·×αβ")
LOOKS = [
    Style(),
    Style(color="#e0e0e0", bgcolor="#101418"),
    Style(color="#e0e0e0", bgcolor="#242f38"),
    Style(color="#e0e0e0", bgcolor="#101418", bold=True),
    Style(color="color(9)", underline=True),
    Style(color="red", bgcolor="bright_blue", reverse=True),
    Style(bold=True, italic=True, strike=True),
    Style(color="#00ff00", underline=True, link="https://example.org/a"),
    Style(link="https://example.org/b"),
    Style(link="https://example.org/a;b;"),
]

Segment = tuple[str, Style]


@dataclass
class Model:
    """A screen as a program holds it: the segments of each row, beside a pane that stands still."""

    width: int
    height: int
    chance: random.Random
    still: int = 0
    left: list[list[Segment]] = field(default_factory=list)
    rows: list[list[Segment]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.left = [self.line(self.still) for _ in range(self.height)]
        self.rows = [self.new() for _ in range(self.height)]

    def new(self) -> list[Segment]:
        """A random row of the part that moves."""
        return self.line(self.width - self.still)

    def line(self, width: int) -> list[Segment]:
        """A random row; one in four holds more than plain letters."""
        chance = self.chance
        letters = chance.choice([ASCII, ASCII, ASCII + OTHER, ASCII + WIDE, OTHER + WIDE + FRAGILE])
        line: list[Segment] = []
        room = width
        while room:
            wanted = min(room, chance.choice([1, 3, 9, 20]))
            text = self.text(letters, wanted)
            line.append((text, chance.choice(LOOKS)))
            room -= cell_len(text)
        return line

    def text(self, letters: list[str], width: int) -> str:
        """Random letters that fill ``width`` cells."""
        pieces: list[str] = []
        while width:
            piece = self.chance.choice(letters)
            if cell_len(piece) > width:
                piece = " " * width
            pieces.append(piece)
            width -= cell_len(piece)
        return "".join(pieces)

    def frame(self, rows: list[int] | None = None) -> str:
        """The frame that paints these rows, all of them by default, as Textual's compositor."""
        lines = [
            Control.move_to(0, y).segment.text
            + "".join(look.render(t) for t, look in self.left[y] + self.rows[y])
            for y in (range(self.height) if rows is None else rows)
        ]
        return "\n".join(lines) + Control.move_to(0, 0).segment.text

    def patch(self) -> str:
        """Changes a piece of a row and answers the frame that paints just that."""
        y = self.chance.randrange(self.height)
        number = self.chance.randrange(len(self.rows[y]))
        x = self.still + cell_len("".join(text for text, _ in self.rows[y][:number]))
        width = cell_len(self.rows[y][number][0])
        piece = (self.text(ASCII + WIDE, width), self.chance.choice(LOOKS))
        self.rows[y][number] = piece
        place = Control.move_to(self.chance.randrange(self.width), y).segment.text
        return Control.move_to(x, y).segment.text + piece[1].render(piece[0]) + place

    def scroll(self, top: int, bottom: int, rows: int) -> None:
        """Moves the rows of a region up, or down where negative; random ones come in."""
        band = self.rows[top:bottom]
        new = [self.new() for _ in range(min(abs(rows), len(band)))]
        kept = band[rows:] + new if rows > 0 else new + band[: len(band) + rows]
        self.rows[top:bottom] = kept[: len(band)]

    def step(self) -> str:
        """One random change and the frame for it."""
        chance = self.chance
        kind = chance.choice("scroll scroll patch patch rows all again looks".split())
        if kind == "patch":
            return self.patch()
        if kind == "scroll":
            top = chance.randrange(self.height)
            bottom = chance.randrange(top, self.height) + 1
            self.scroll(top, bottom, chance.choice([-9, -2, -1, 1, 1, 1, 2, 9]))
        elif kind == "rows":
            ys = sorted(chance.sample(range(self.height), min(3, self.height)))
            for y in ys:
                self.rows[y] = self.new()
            return self.frame(ys)
        elif kind == "looks":
            y = chance.randrange(self.height)
            self.rows[y] = [(text, chance.choice(LOOKS)) for text, _ in self.rows[y]]
        elif kind == "all":
            self.rows = [self.new() for _ in range(self.height)]
        return self.frame()
