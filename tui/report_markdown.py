"""A report as Markdown that any reader of CommonMark with tables shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from index.text import clean_text
from tui.report_parts import Group, Link, Quoted, Report, Section, Table
from tui.report_rendering import Rendering

_SPECIAL = re.compile(
    r"([\\`*_{}\[\]()#+!|<>~&$^=@]|(?<!\S)[-.](?=\s)|(?<=\d)\.(?=\s)"
    r"|(?<=:)/|(?<=[Ww]{3})\.)"  # some readers make links of bare addresses
)


class Markdown(Rendering):
    """Everything from an article is escaped, and keeps to its own line."""

    between: ClassVar[str] = "\n\n"

    def opening(self, report: Report) -> str:
        """Title and what the report is."""
        return "\n\n".join([f"# {self.text(report.title)}", *map(self.text, report.told)])

    def closing(self) -> str:
        """The last end of line."""
        return ""

    def heading(self, anchor: str, title: str) -> str:
        """A heading of the second level."""
        return f"## {self.text(title)}"

    def section(self, section: Section, parts: Sequence[str]) -> str:
        """A section out of its parts."""
        note = [self.text(section.note)] if section.note else []
        return "\n\n".join([self.heading(section.id, section.title), *note, *parts])

    def nothing(self, told: str) -> str:
        """The only line of an empty section."""
        return told

    def item(self, line: str) -> str:
        """One line of a section."""
        return f"- {line}"

    def table(self, table: Table) -> str:
        """A table with pipes; the title of a group is a row of its own."""
        rows = [
            self._row([self.text(each) for each in table.head]),
            "|" + " --- |" * len(table.head),
        ]
        for row in table.rows:
            if isinstance(row, Group):
                rows.append(self._row([self.lit(row.title), *[""] * (len(table.head) - 1)]))
            else:
                rows.append(self._row([self.line(cell) for cell in row]))
        return "\n".join(rows)

    def _row(self, cells: Sequence[str]) -> str:
        return f"| {' | '.join(cells)} |"

    def group(self, title: str) -> str:
        """A heading above cards."""
        return self.lit(title)

    def card(self, label: str, cells: Sequence[tuple[str, str]]) -> str:
        """One row of a wide table as one item of a list."""
        told = "; ".join(f"{head}: {content}" for head, content in cells)
        return f"- {label}: {told}" if label else f"- {told}"

    def article(self, quoted: Quoted) -> str:
        """An article with its sentences, numbered."""
        told = f"{self.text(quoted.title)} · {self.text(quoted.when)}"
        parts = [f'### <a id="{quoted.anchor}"></a>{self.text(quoted.head)}', told]
        if quoted.address:
            parts.append(f"<{_address(quoted.address)}>")
        parts += [
            f'<a id="{each.anchor}"></a>§{each.number} {self.text(each.text)}'
            for each in quoted.sentences
        ]
        return "\n\n".join(parts)

    def text(self, text: str) -> str:
        """Plain words, on one line."""
        return _SPECIAL.sub(r"\\\1", clean_text(text).replace("\n", " "))

    def lit(self, text: str) -> str:
        """Bold words."""
        return f"**{self.text(text)}**" if text.strip() else self.text(text)

    def link(self, link: Link) -> str:
        """Words that lead to a sentence."""
        return f"[{self.text(link.text)}](#{link.anchor})"


def _address(address: str) -> str:
    """An address as an autolink may hold it: no space, no angle bracket."""
    return re.sub(r"[\s<>]", lambda found: f"%{ord(found[0]):02X}", clean_text(address))
