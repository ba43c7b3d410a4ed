"""A report as one HTML page that needs nothing else and prints well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from index.article import Article
from index.comparison import Comparison
from index.text import clean_text
from tui import phrases
from tui.report_parts import (
    Anchors,
    Line,
    Link,
    Lit,
    Part,
    Section,
    Sentence,
    Table,
    Text,
    heads,
    linked,
    web_address,
)

_STYLE = """
:root { color-scheme: light dark; --dim: #667; --line: #ccd; --lit: #fe9; --link: #0645ad; }
@media (prefers-color-scheme: dark) {
  :root { --dim: #99a; --line: #445; --lit: #554a00; --link: #8ab4f8; }
}
body { font: 16px/1.5 Georgia, "Times New Roman", serif; margin: 2rem auto; max-width: 75rem;
  padding: 0 1rem; overflow-wrap: anywhere; }
h1, h2, h3, th, nav { font-family: system-ui, sans-serif; line-height: 1.25; }
h1 { font-size: 1.6rem; } h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
.dim, .furniture { color: var(--dim); } nav a { margin-right: 1rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; }
table.wide { table-layout: fixed; width: 100%; min-width: calc(var(--columns) * 14rem); }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem .3rem 0; text-align: left;
  vertical-align: top; overflow-wrap: normal; }
th { font-size: .85rem; } mark { background: var(--lit); color: inherit; }
:target { outline: 2px solid var(--link); outline-offset: 2px; }
@media print {
  body { font-size: 10pt; margin: 0; max-width: none; } nav { display: none; }
  a { color: inherit; } .scroll { overflow: visible; } table.wide { min-width: 0; }
  thead { display: table-header-group; } tr, p { break-inside: avoid; }
}
""".strip()


def page(
    comparison: Comparison,
    sections: Sequence[Section],
    articles: Mapping[int, Article],
    anchors: Anchors,
    note: str,
) -> str:
    """The whole page. Everything from an article is escaped; nothing is loaded."""
    count = phrases.count(len(comparison.articles), "article")
    independent = phrases.count(comparison.independent_texts, "independent text")
    used = linked(sections)
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{_text(comparison.label)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{_text(comparison.label)}</h1>",
        f'<p class="dim">{count}, {independent}. {_text(note)}</p>',
        "<nav>" + "".join(f'<a href="#{each.id}">{each.title}</a>' for each in sections) + "</nav>",
        *(_section(section) for section in sections),
        '<h2 id="sentences">Sentences</h2>',
        *(
            _article(articles[id], head, anchors, used)
            for id, head in zip(comparison.articles, heads(comparison), strict=True)
        ),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _text(text: str) -> str:
    return escape(clean_text(text), quote=True)


def _section(section: Section) -> str:
    body = "\n".join(_part(part) for part in section.parts) or '<p class="dim">none found</p>'
    return f'<section><h2 id="{section.id}">{section.title}</h2>\n{body}\n</section>'


def _part(part: Part) -> str:
    return _table(part) if isinstance(part, Table) else f"<p>{_line(part)}</p>"


def _table(table: Table) -> str:
    head = "".join(f"<th>{_text(each)}</th>" for each in table.head)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{_line(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    kind = f' class="wide" style="--columns: {len(table.head)}"' if table.wide else ""
    return (
        f'<div class="scroll"><table{kind}><thead><tr>{head}</tr></thead>'
        f"<tbody>\n{rows}\n</tbody></table></div>"
    )


def _line(line: Line) -> str:
    return "".join(_piece(piece) for piece in line)


def _piece(piece: Text | Lit | Link) -> str:
    if isinstance(piece, Link):
        return f'<a href="#{piece.anchor}">{_text(piece.text)}</a>'
    if isinstance(piece, Lit):
        return f"<mark>{_text(piece.text)}</mark>"
    return _text(piece.text)


def _article(article: Article, head: str, anchors: Anchors, used: set[str]) -> str:
    """The text itself, each sentence with its anchor; page furniture only where it is linked."""
    lines = [f'<article><h3 id="a{article.id}">{_text(head)}</h3>']
    if address := web_address(article.url):
        lines.append(f'<p><a href="{_text(address)}" rel="noreferrer">{_text(address)}</a></p>')
    for line in anchors.sentences(article):
        shown = [each for each in line if not each.furniture or each.anchor in used]
        if shown:
            lines.append("<p>" + " ".join(_sentence(article, each) for each in shown) + "</p>")
    return "\n".join([*lines, "</article>"])


def _sentence(article: Article, sentence: Sentence) -> str:
    kind = ' class="furniture"' if sentence.furniture else ""
    text = _text(article.text[sentence.span.start : sentence.span.end])
    return f'<span id="{sentence.anchor}"{kind}>{text}</span>'
