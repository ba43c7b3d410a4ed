"""A report as one HTML page that needs nothing else: on a desk, on a phone and on paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from index.text import clean_text
from tui.report_parts import Group, Line, Link, Quoted, Report, Section, Sentence, Table
from tui.report_rendering import Rendering

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1c20; --paper: #fdfdfb; --dim: #62646c;
  --line: #d9dade; --card: #f4f4f1; --lit: #ffe9a3; --link: #0b4fa8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e4e0; --paper: #16171a; --dim: #a0a3ab; --line: #34363c; --card: #1e2024;
    --lit: #5a4a00; --link: #8ab4f8; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .75rem; max-width: 50rem; }
h2 { border-bottom: 2px solid var(--line); font-size: 1.2rem; margin: 3rem 0 .75rem;
  padding-bottom: .25rem; }
h3 { font-size: 1rem; margin: 2rem 0 .25rem; }
p { margin: .4rem 0; max-width: 50rem; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: 1rem; }
ul { margin: .4rem 0; padding-left: 1.1rem; }
li { margin: .3rem 0; }
.dim, .at { color: var(--dim); }
.at { font-size: .75rem; white-space: nowrap; }
mark { background: var(--lit); color: inherit; border-radius: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; overflow-wrap: break-word; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem 1rem .4rem 0; text-align: left;
  vertical-align: top; }
thead th { color: var(--dim); font-size: .8rem; line-height: 1.3; vertical-align: bottom; }
tbody th { font-weight: 500; }
tr.group th { border-bottom: 0; font-weight: 700; padding-top: 1.1rem; }
table.figures td { font-variant-numeric: tabular-nums; }
table.passages { overflow-wrap: anywhere; table-layout: fixed; }
table.passages td, blockquote { font-family: Georgia, "Times New Roman", serif; }
td:empty::after { color: var(--dim); content: "·"; }
blockquote { margin: .5rem 0; max-width: 46rem; padding-left: 2.75rem; position: relative; }
blockquote.gap { margin-top: 1rem; }
blockquote .at { left: 0; position: absolute; top: .2rem; }
.card { background: var(--card); border-radius: 6px; margin: .6rem 0; padding: .6rem .9rem; }
.card dl { margin: 0; }
.card dl div { display: flex; gap: 1rem; justify-content: space-between; }
.card dt { color: var(--dim); font-size: .85rem; }
.card dd { margin: 0; }
.card.passages dl div { display: block; margin: .4rem 0; }
:target { background: var(--lit); outline: 3px solid var(--lit); }
@media screen and (max-width: 46rem) {
  body { padding: 1.25rem 1rem 3rem; }
  h1 { font-size: 1.4rem; }
  h2 { margin-top: 2.25rem; }
  table, tbody, tr, th, td { display: block; width: 100%; }
  thead { display: none; }
  tr { background: var(--card); border-radius: 6px; margin: .6rem 0; padding: .6rem .9rem; }
  tr.group { background: none; margin: 1.2rem 0 0; padding: 0; }
  tr.group th { padding: 0; }
  th, td { border: 0; padding: .1rem 0; }
  td::before { color: var(--dim); content: attr(data-head);
    font: .85rem/1.5 system-ui, sans-serif; }
  table.figures td { display: flex; gap: 1rem; }
  td::before { flex: 0 0 38%; }
  table.passages td { padding: .35rem 0; }
  table.passages td::before { display: block; }
  table td:empty { display: none; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --dim: #555; --line: #bbb;
    --card: #fff; --lit: #eee; --link: #000; }
  @page { margin: 16mm 14mm; }
  .scroll { overflow: visible; }
  body { font-size: 9.5pt; line-height: 1.4; max-width: none; padding: 0; }
  h1 { font-size: 17pt; }
  h2 { font-size: 12.5pt; margin-top: 1.8rem; }
  h2, h3, tr.group { break-after: avoid; }
  nav { display: none; }
  thead { display: table-header-group; }
  tr, li, .card, blockquote { break-inside: avoid; }
  .card { border: 1px solid var(--line); }
  mark { background: none; font-weight: 700; }
  :target { background: none; outline: 0; }
}
""".strip()

_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"


class Page(Rendering):
    """Everything from an article is escaped; nothing is loaded, and the policy forbids it."""

    def opening(self, report: Report) -> str:
        """The head of the page, title, what the report is, and contents."""
        contents = [
            *((each.id, each.title) for each in report.sections),
            ("sentences", "Sentences"),
        ]
        return "\n".join(
            [
                "<!DOCTYPE html>",
                '<html lang="en"><head><meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="referrer" content="no-referrer">',
                f"<title>{self.text(report.title)}</title>",
                f"<style>{_STYLE}</style></head><body>",
                f"<header><h1>{self.text(report.title)}</h1>",
                *(f'<p class="dim">{self.text(each)}</p>' for each in report.told),
                "<nav>"
                + "".join(f'<a href="#{id}">{self.text(title)}</a>' for id, title in contents)
                + "</nav></header><main>",
            ]
        )

    def closing(self) -> str:
        """The end of the page."""
        return "</main></body></html>\n"

    def heading(self, anchor: str, title: str) -> str:
        """A heading of the second level."""
        return f'<h2 id="{anchor}">{self.text(title)}</h2>'

    def section(self, section: Section, parts: Sequence[str]) -> str:
        """A section out of its parts; lines that follow one another make a list."""
        note = f'<p class="dim">{self.text(section.note)}</p>' if section.note else ""
        body = "\n".join(parts).replace("</ul>\n<ul>", "\n")
        return f"<section>{self.heading(section.id, section.title)}{note}\n{body}\n</section>"

    def nothing(self, told: str) -> str:
        """The only line of an empty section."""
        return f'<p class="dim">{told}</p>'

    def item(self, line: str) -> str:
        """One line of a section."""
        return f"<ul><li>{line}</li></ul>"

    def table(self, table: Table) -> str:
        """A table; on a narrow screen each row is a card."""
        kind = "passages" if table.passages else "figures"
        head = "".join(f'<th scope="col">{self.text(each)}</th>' for each in table.head)
        rows = [
            self._group(row, len(table.head)) if isinstance(row, Group) else self._row(table, row)
            for row in table.rows
        ]
        body = "\n".join(rows)
        return (
            f'<div class="scroll"><table class="{kind}"><thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{body}\n</tbody></table></div>"
        )

    def _group(self, group: Group, columns: int) -> str:
        title = self.text(group.title)
        return f'<tr class="group"><th colspan="{columns}" scope="colgroup">{title}</th></tr>'

    def _row(self, table: Table, row: Sequence[Line]) -> str:
        cells = [f'<th scope="row">{self.line(cell)}</th>' for cell in row[: table.labels]]
        cells += [
            f'<td data-head="{self.text(head)}">{self._cell(cell)}</td>'
            for head, cell in zip(table.head[table.labels :], row[table.labels :], strict=True)
        ]
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, cell: Line) -> str:
        return f"<span>{self.line(cell)}</span>" if cell else ""

    def group(self, title: str) -> str:
        """A heading above cards."""
        return f"<h3>{self.text(title)}</h3>"

    def card(self, label: str, cells: Sequence[tuple[str, str]]) -> str:
        """One row of a wide table."""
        told = "".join(f"<div><dt>{head}</dt><dd>{content}</dd></div>" for head, content in cells)
        kind = "card" if label else "card passages"
        head = f"<strong>{label}</strong>" if label else ""
        return f'<div class="{kind}">{head}<dl>{told}</dl></div>'

    def article(self, quoted: Quoted) -> str:
        """An article with its sentences, numbered."""
        told = f"{self.text(quoted.title)} · {self.text(quoted.when)}"
        lines = [
            f'<article><h3 id="{quoted.anchor}">{self.text(quoted.head)}</h3>',
            f'<p class="dim">{told}</p>',
        ]
        if quoted.address:
            address = self.text(quoted.address)
            lines.append(f'<p><a href="{address}" rel="noreferrer">{address}</a></p>')
        lines += [self._sentence(each) for each in quoted.sentences]
        return "\n".join([*lines, "</article>"])

    def _sentence(self, sentence: Sentence) -> str:
        kind = ' class="gap"' if sentence.after_gap else ""
        return (
            f'<blockquote id="{sentence.anchor}"{kind}><span class="at">§{sentence.number}</span>'
            f"{self.text(sentence.text)}</blockquote>"
        )

    def text(self, text: str) -> str:
        """Plain words, as they may stand in an element or an attribute."""
        return escape(clean_text(text), quote=True)

    def lit(self, text: str) -> str:
        """Words that stand out."""
        return f"<mark>{self.text(text)}</mark>"

    def link(self, link: Link) -> str:
        """Words that lead to a sentence."""
        kind = ' class="at"' if link.small else ""
        return f'<a{kind} href="#{link.anchor}">{self.text(link.text)}</a>'
