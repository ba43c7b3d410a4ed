"""The comparison as a file: every number links to its sentence, nothing hostile gets in."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import pytest

from index.article import Article
from index.comparison.table import Comparison, Selection
from index.framing import compare
from tests.index.framing.by_hand import article, said, vilnius, visit
from tui.report import comparison_record, to_html, to_markdown
from tui.report_markdown import Markdown

HOSTILE = (
    "<script>alert(1)</script> & <img src=x onerror=alert(2)> “Quoted <b>words</b>,” she said.\n"
    "[click](javascript:alert(3)) | a | table | `code` # not a heading\n"
    "# heading\n- item\n</td></table><h1>mine</h1> \u202eright to left"
)


def told(articles: list[Article], label: str = "Run-up") -> tuple[Comparison, dict[int, Article]]:
    found = compare(articles, event="e1", label=label, families={})
    return found, {each.id: each for each in articles}


@pytest.fixture(scope="module")
def page() -> str:
    return to_html(*told(vilnius()))


class Seen(HTMLParser):
    """Tags, ids and links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        self.ids.extend(value or "" for name, value in attrs if name == "id")
        self.links.extend(value or "" for name, value in attrs if name in ("href", "src"))
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_loads_nothing(page: str) -> None:
    seen = Seen(page)
    assert seen.open == []
    assert not {"script", "link", "img", "iframe", "object"} & set(seen.tags)
    assert all(link.startswith("#") for link in seen.links)
    assert "@import" not in page
    assert "url(" not in page


def test_every_link_of_the_page_leads_to_one_sentence(page: str) -> None:
    seen = Seen(page)
    assert len(seen.ids) == len(set(seen.ids))
    assert {link[1:] for link in seen.links} <= set(seen.ids)


def sentence_at(page: str, anchor: str) -> str:
    """The sentence that an anchor names."""
    [sentence] = re.findall(rf'<blockquote id="{anchor}"[^>]*>(.*?)</blockquote>', page)
    return str(sentence)


def test_a_count_leads_to_its_sentence(page: str) -> None:
    wording = page[page.index('id="wording"') :]
    row = re.findall(r'<tr><th scope="row">Kiev</th>(.*?)</tr>', wording)[0]
    [anchor] = re.findall(r'<a href="#([^"]+)">1</a>', row)
    assert "by supplying Kiev with weapons" in sentence_at(page, anchor)


def test_a_source_line_is_there_although_it_is_no_body(page: str) -> None:
    [anchor] = re.findall(r'<a href="#([^"]+)">RT</a>', page)
    assert "Source: RT" in sentence_at(page, anchor)
    assert "Subscribe to our evening newsletter" not in page


def test_what_only_one_cell_has_is_marked(page: str) -> None:
    found = told(vilnius())[0]
    lit = [
        vilnius()[at].text[span.start : span.end]
        for row in found.rows
        for at, cell in enumerate(row.cells)
        for span in (cell.lit if cell else ())
    ]
    assert lit
    assert all(f"<mark>{escape(each)}</mark>" in page for each in lit)


def test_each_sentence_stands_under_its_article_with_headline_and_day(page: str) -> None:
    [block] = re.findall(r'<article><h3 id="a3">(.*?)</article>', page, re.DOTALL)
    assert "SGP" in block
    assert "NATO aims to strengthen ties with Ukraine at summit" in block
    assert "21 Dec 2024 stated" in block
    assert re.search(r'<blockquote id="a3-s\d+"', block)


def test_the_policy_of_the_page_allows_its_style_and_nothing_else(page: str) -> None:
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'", f"style-src 'sha256-{digest}'", "base-uri 'none'",
        "form-action 'none'",
    ]  # fmt: skip
    assert "style" not in Seen(page).attributes


def test_the_page_has_a_form_for_paper_for_phones_and_for_the_night(page: str) -> None:
    for medium in ("@media print", "(max-width:", "(prefers-color-scheme: dark)"):
        assert medium in page
    assert "width=device-width" in page


@pytest.mark.parametrize("write", [to_html, to_markdown])
def test_many_columns_become_a_list_of_what_is_there(write: object) -> None:
    assert callable(write)
    found, articles = told([replace(visit(), id=id) for id in range(1, 31)])
    text = write(found, articles)
    assert not re.search(r"(\|[^|\n]*){15}", text)
    assert text.count("<td") < 500
    use = found.wording[0].uses[0]
    assert f"a{use.article}-s" in text


def test_a_report_says_which_articles_were_left_out_and_why() -> None:
    found, articles = told(vilnius())
    why = "2 of 90 independent texts are compared"
    found = replace(found, selection=Selection(90, 90, (), (), why))
    assert why in to_html(found, articles)
    assert why in to_markdown(found, articles)


def test_an_address_that_is_more_than_an_address_stays_inside_its_attribute() -> None:
    url = 'https://example.org/"><script>alert(1)</script>'
    seen = Seen(to_html(*told([Article(1, "A bridge opened.", url=url)])))
    assert "script" not in seen.tags
    assert url in seen.links


@pytest.mark.parametrize("write", [to_html, to_markdown])
def test_the_report_says_no_voice_found_and_never_omitted(write: object) -> None:
    assert callable(write)
    text = write(*told(vilnius()))
    assert "no voice found for Ukraine" in text
    assert not re.search(r"\b(omit|omitted|bias|biased)\b", text)


def test_hostile_text_stays_text_in_html() -> None:
    bad = article(1, HOSTILE, quotes=[said(HOSTILE, "Quoted <b>words</b>,", "<i>she</i>")],
                  title="# heading", outlet="<u>Outlet</u>")  # fmt: skip
    seen = Seen(page := to_html(*told([bad, *vilnius()], "</title><script>1</script>")))
    assert not {"script", "img", "b", "i", "u"} & set(seen.tags)
    assert not any(name.startswith("on") for name in seen.attributes)
    assert seen.tags.count("h1") == 1
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page


def test_hostile_text_stays_text_in_markdown() -> None:
    bad = article(1, HOSTILE, title="# heading", outlet="a | b")
    text = to_markdown(*told([bad, *vilnius()], "Label\n# forged"))
    assert not re.search(r"(?<!\\)<(?!a id=\"[a0-9s-]+\"></a>|/a>)", text)
    assert "](javascript" not in text
    assert [line for line in text.splitlines() if line.startswith("# ")] == ["# Label \\# forged"]
    tables = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in tables} <= {6, 7, 5}


def test_a_bare_address_is_no_link_in_markdown() -> None:
    for bare in ("www.evil.example", "WWW.evil.example", "http://evil.example", "me@evil.example"):
        assert bare not in Markdown().text(f"see {bare} now")


def test_every_link_of_the_markdown_leads_to_one_sentence() -> None:
    text = to_markdown(*told(vilnius()))
    anchors = re.findall(r'<a id="([^"]+)"', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://[", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, linked: bool) -> None:
    one = Article(1, "A bridge opened.", url=url)
    seen = Seen(to_html(*told([one])))
    assert (url in seen.links) is linked
    assert all(link.startswith(("#", "https://")) for link in seen.links)


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["One."], ["Same."] * 5])
def test_the_least_comparison_still_makes_a_report(texts: list[str]) -> None:
    found, articles = told([Article(id, text) for id, text in enumerate(texts, 1)])
    assert "none found" in to_html(found, articles)
    assert "none found" in to_markdown(found, articles)


def test_the_record_is_the_documented_json() -> None:
    record = json.loads(json.dumps(comparison_record(*told(vilnius()))))
    assert record["event"] == "e1"
    assert record["articles"] == [3, 4, 5]
    assert record["texts"][0] == {
        "id": 3,
        "outlet": "SGP",
        "title": "NATO aims to strengthen ties with Ukraine at summit, no membership offer",
        "url": None,
    }
    [capital] = [each for each in record["wording"] if each["set"] == "kyiv"]
    [use] = [each for each in capital["uses"] if each["form"] == "Kiev"]
    start, end = use["spans"][0]
    assert (use["article"], vilnius()[2].text[start:end]) == (5, "Kiev")
    assert {"speaker", "article", "kind", "words", "spans"} <= set(record["voices"][0])
    assert {"article", "text", "spans"} <= set(record["only_here"][0])
    assert {"article", "start", "end"} <= set(record["shared"][0]["passages"][0])
