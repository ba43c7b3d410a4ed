"""One walk over a report; each format says how its pieces are written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from tui.report_parts import Group, Line, Link, Lit, Part, Quoted, Report, Section, Table, Text

NOTHING = "none found"
MOST_COLUMNS = 7
"""A table of more columns is written as a list of its filled cells, row by row."""


class Rendering(ABC):
    """Writes a report in one format. Every method answers text that is already escaped."""

    between: ClassVar[str] = "\n"

    def write(self, report: Report) -> str:
        """The whole report."""
        blocks = [self.opening(report)]
        for section in report.sections:
            blocks.append(self.section(section, self._parts(section.parts)))
        blocks.append(self.heading("sentences", "Sentences"))
        blocks.extend(self.article(quoted) for quoted in report.quoted)
        return self.between.join([*blocks, self.closing()])

    def _parts(self, parts: Sequence[Part]) -> list[str]:
        return [self._part(part) for part in parts] or [self.nothing(NOTHING)]

    def _part(self, part: Part) -> str:
        if not isinstance(part, Table):
            return self.item(self.line(part))
        return self.table(part) if len(part.head) <= MOST_COLUMNS else self._listed(part)

    def _listed(self, table: Table) -> str:
        """A table too wide for any page: of each row only the cells that hold something."""
        rows = []
        for row in table.rows:
            if isinstance(row, Group):
                rows.append(self.group(row.title))
                continue
            label = " ".join(filter(None, (self.line(cell) for cell in row[: table.labels])))
            cells = [
                (self.text(head), self.line(cell))
                for head, cell in zip(table.head, row, strict=True)
                if cell
            ][sum(map(bool, row[: table.labels])) :]
            rows.append(self.card(label, cells))
        return self.between.join(rows)

    def line(self, line: Line) -> str:
        """A line of words and links."""
        return "".join(self._piece(piece) for piece in line)

    def _piece(self, piece: Text | Lit | Link) -> str:
        if isinstance(piece, Link):
            return self.link(piece)
        return self.lit(piece.text) if isinstance(piece, Lit) else self.text(piece.text)

    @abstractmethod
    def opening(self, report: Report) -> str:
        """What stands above the first section."""

    @abstractmethod
    def closing(self) -> str:
        """What stands at the very end."""

    @abstractmethod
    def heading(self, anchor: str, title: str) -> str:
        """A heading that can be linked to."""

    @abstractmethod
    def section(self, section: Section, parts: Sequence[str]) -> str:
        """A section out of its parts."""

    @abstractmethod
    def nothing(self, told: str) -> str:
        """The only line of an empty section."""

    @abstractmethod
    def item(self, line: str) -> str:
        """One line of a section."""

    @abstractmethod
    def table(self, table: Table) -> str:
        """A table of few columns."""

    @abstractmethod
    def group(self, title: str) -> str:
        """A heading above cards."""

    @abstractmethod
    def card(self, label: str, cells: Sequence[tuple[str, str]]) -> str:
        """One row of a table of many columns: its label, and head and content of its cells."""

    @abstractmethod
    def article(self, quoted: Quoted) -> str:
        """An article with its sentences."""

    @abstractmethod
    def text(self, text: str) -> str:
        """Plain words."""

    @abstractmethod
    def lit(self, text: str) -> str:
        """Words that stand out."""

    @abstractmethod
    def link(self, link: Link) -> str:
        """Words that lead to a sentence."""
