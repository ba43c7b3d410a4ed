"""The text of a page: what a reader would read of it, and nothing of what stands around."""

from __future__ import annotations

import pytest

from index.ingest.pages import plain_of
from tests.index.ingest.pages.writing import PARAGRAPHS, document, linked, read


def test_a_page_becomes_its_paragraphs() -> None:
    assert read(document()).text == "\n\n".join(PARAGRAPHS)


def test_headings_and_lists_keep_lines_of_their_own() -> None:
    listed = (
        "<h2>What closes when</h2><ul><li>The pier: on Friday</li><li>The kiosk: today</li></ul>"
    )
    body = f"<p>{PARAGRAPHS[0]}</p>{listed}" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:])
    lines = read(document(body=body)).text.split("\n")
    assert {"What closes when", "The pier: on Friday", "The kiosk: today"} <= {
        line.removeprefix("- ") for line in lines
    }


def test_line_breaks_part_paragraphs() -> None:
    body = f"<p>{'<br><br>'.join(PARAGRAPHS)}</p>"
    assert read(document(body=body)).text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "furniture",
    [
        "<p>Sign up for our free newsletter</p>",
        "<p>Read more: Lighthouse keeper retires after forty years</p>",
        "<figure><img src='p.jpg'><figcaption>In May. Photo: A. Lens</figcaption></figure>",
        "<aside><h3>Related articles</h3><ul><li><a href='/a'>A storm</a></li></ul></aside>",
        "<div class='share'><button>Share this article</button></div>",
        "<script>var words = '<p>not for readers</p>';</script><style>p { color: red }</style>",
        "<!-- a note of the editors -->",
        "<p>Advertisement</p>",
    ],
)
def test_furniture_inside_the_article_stays_out(furniture: str) -> None:
    parts = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    body = "".join((*parts[:3], furniture, *parts[3:]))
    assert read(document(body=body)).text == "\n\n".join(PARAGRAPHS)


STANDFIRST = "Two of its piles are hollow; the ferry to the islands moves to the new quay."


@pytest.mark.parametrize(
    ("head", "printed"),
    [
        ("", f"<p class='article__standfirst'>{STANDFIRST}</p>"),
        ("", f"<div class='chapo'>{STANDFIRST}</div>"),
        (f"<meta name='description' content='{STANDFIRST}'>", f"<h2>{STANDFIRST}</h2>"),
    ],
)
def test_the_standfirst_stands_above_the_text(head: str, printed: str) -> None:
    heading = "<header><h1>Old pier to close before winter</h1>" + printed + "</header>"
    page = read(document(head, heading=heading))
    assert page.text == "\n\n".join((STANDFIRST, *PARAGRAPHS))


@pytest.mark.parametrize(
    "printed",
    [
        "<figure><p class='lead'>The pier in the spring of last year, by A. Lens</p></figure>",
        "<aside><p class='summary'>A storm took the boat of the keeper on Monday.</p></aside>",
        "<div class='author-bio'><p class='intro'>Ada Quill writes about harbors, ships.</p></div>",
        "<p class='subtitle'>Old pier to close before winter</p>",
    ],
)
def test_what_stands_beside_the_headline_is_no_standfirst(printed: str) -> None:
    heading = "<header><h1>Old pier to close before winter</h1>" + printed + "</header>"
    assert read(document(heading=heading)).text == "\n\n".join(PARAGRAPHS)


def test_an_article_in_two_containers_is_whole() -> None:
    chunk = "<div class='grid'><div class='body text'>{}</div></div>"
    first, second = (
        "".join(f"<p>{text}</p>" for text in texts) for texts in (PARAGRAPHS[:3], PARAGRAPHS[3:])
    )
    body = chunk.format(first) + "<div class='ad'>Advertisement</div>" + chunk.format(second)
    assert read(document(body=body)).text == "\n\n".join(PARAGRAPHS)


def test_a_text_that_only_json_ld_holds_whole_is_taken_from_there() -> None:
    whole = "\n".join(PARAGRAPHS)
    page = read(document(linked(articleBody=whole), body=f"<p>{PARAGRAPHS[0]}</p>"))
    assert page.text == "\n\n".join(PARAGRAPHS)


def test_deep_nesting_loses_no_text_and_is_said() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    page = read(document(body="<div>" * 400 + paragraphs + "</div>" * 400))
    assert page.text == "\n\n".join(PARAGRAPHS)
    assert [caution.value for caution in page.cautions] == ["furniture may remain"]


def test_a_nul_does_not_end_the_text() -> None:
    html = document().replace("on Tuesday", "on \0Tuesday")
    assert read(html).text == "\n\n".join(PARAGRAPHS)


RUSSIAN = (
    "Совет порта решил во вторник закрыть старый причал до начала зимних штормов на побережье.",
    "Инженеры ещё весной предупреждали, что две из одиннадцати свай прогнили насквозь и что "
    "любое судно может обрушить остальные, если заденет их в неудачном месте.",
    "Паром на острова будет отходить от новой пристани в полумиле к северу, где капитан порта "
    "нашёл место для двух судов и для павильона, в котором можно дождаться рейса.",
)


@pytest.mark.parametrize(
    ("encoding", "declared", "http"),
    [
        ("utf-8", "", None),
        ("utf-8", "iso-8859-1", None),
        ("cp1251", "windows-1251", None),
        ("cp1251", "", "windows-1251"),
        ("cp1251", "", None),
        ("cp1251", "utf-8", None),
        ("koi8-r", "koi8-r", None),
        ("utf-16", "", None),
        ("utf-8-sig", "windows-1251", None),
    ],
)
def test_an_encoding_is_found(encoding: str, declared: str, http: str | None) -> None:
    body = "".join(f"<p>{text}</p>" for text in RUSSIAN)
    html = document(body=body, language="ru", heading="<h1>Причал закроют</h1>")
    meta = f'<meta charset="{declared}">' if declared else ""
    page = read(
        html.replace('<meta charset="utf-8">', meta).encode(encoding, "replace"), None, http
    )
    assert page.text == "\n\n".join(RUSSIAN)
    assert page.replaced == 0


def test_names_of_codecs_that_are_no_encodings_are_not_believed() -> None:
    for name in ("unicode_escape", "utf-7", "zip", "base64", "idna"):
        assert read(document().encode(), None, name).text == "\n\n".join(PARAGRAPHS)


def test_xhtml_with_a_declaration_is_read() -> None:
    html = document().replace("<!DOCTYPE html>", "<?xml version='1.0' encoding='utf-8'?>")
    assert read(html).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>One <b>wo</b>rd &amp; more.</p><p>Two.</p>", "One word & more.\n\nTwo."),
        ("Line<br>line<br/>line", "Line\nline\nline"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a<script>if (a<b) alert('x')</script>b<style>p{}</style>", "ab"),
        ("<p title='a > b' onclick=\"x='</p>'\">text</p>", "text"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<![CDATA[kept]]> &#8364; &euro; &nbsp; &bogus;", "kept € € &bogus;"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ("<select><option>one</select>text", "text"),
        ("<button>never closed and then text", "never closed and then text"),
        ("", ""),
        ("plain words", "plain words"),
        ("\x1b[31mred\x1b[0m <p>\u202eright", "red\n\nright"),
    ],
)
def test_a_fragment_is_plain_text(fragment: str, text: str) -> None:
    assert plain_of(fragment) == text
