"""Pages made to hang, burst or fool a reader: each a right text or a clear refusal, soon.

The parsing is done by real worker processes with less time and memory than they have in use.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.ingest import describe
from index.ingest.pages import NoArticle, Page, extract, plain_of
from index.ingest.pages.markup import defuse
from index.ingest.worker import Workshop
from index.text import clean_text
from tests.hostile import HOSTILE
from tests.index.ingest.pages.writing import PARAGRAPHS, document, linked, read
from tests.index.ingest.taking import TODAY, drafts, only_refusal, pipe, take

TEXT = "\n\n".join(PARAGRAPHS)
STORY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with Workshop(deadline=10, memory=500_000_000) as shop:
        yield shop


WHOLE = {
    "100,000 attributes": "<div " + " ".join(f"a{n}='>'" for n in range(100_000)) + ">" + STORY,
    "100,000 divs deep": "<div>" * 100_000 + STORY,
    "3,000 tables deep": "<table><tr><td>" * 3_000 + STORY,
    "a data address of a megabyte": f"<img src='data:image/png;base64,{'A' * 1_000_000}'>" + STORY,
    "a huge table": STORY + "<table>" + "<tr><td>1</td><td>2</td></tr>" * 20_000 + "</table>",
    "20,000 links": STORY + "</article>" + "<a href='/x'>elsewhere</a> " * 20_000,
    "100,000 empty lines": "\n" * 100_000 + STORY,
    "100,000 comments": "<!-- -->" * 100_000 + STORY,
    "a comment that never ends": STORY + "<!--" * 100_000,
    "a script that never ends": STORY + "<script>" * 100_000,
    "100,000 forms": "<form><select><option>" * 30_000 + STORY,
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_swollen_page_still_gives_its_text(name: str, shop: Workshop) -> None:
    page = extract(document(body=WHOLE[name]).encode(), shop=shop)
    assert PARAGRAPHS[1] in page.text


def test_entities_that_multiply_do_not(shop: Workshop) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    html = f"<?xml version='1.0'?><!DOCTYPE html [{laughs}]>" + document(body="&l9;" + STORY)
    page = extract(html.encode(), shop=shop)
    assert len(page.text) < 2 * len(TEXT)


def test_an_entity_opens_no_file(shop: Workshop, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the words of the secret file")
    html = (
        f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
        + document(body=f"<p>&x;</p><iframe src='{secret.as_uri()}'></iframe>" + STORY)
    )
    assert "secret" not in extract(html.encode(), shop=shop).text


@pytest.mark.parametrize(
    "block", ['{"a":' * 200_000, "[" * 500_000, '{"@type":"Article"},' * 9_999]
)
def test_swollen_json_ld_is_passed_over(block: str, shop: Workshop) -> None:
    html = document(f'<script type="application/ld+json">{block}</script>')
    assert extract(html.encode(), shop=shop).text == TEXT


def test_a_page_over_the_limits_is_refused_with_its_size(shop: Workshop) -> None:
    with pytest.raises(NoArticle, match="more than 10 MB"):
        extract(b" " * 10_000_001, shop=shop)
    with pytest.raises(NoArticle, match="more than 4 MB"):
        extract(document(body="<p>" + "word " * 900_000).encode(), shop=shop)


def test_a_page_that_hangs_the_parser_is_refused_and_the_next_is_read() -> None:
    with Workshop(deadline=0.001) as hurried, pytest.raises(NoArticle, match="takes more than"):
        extract(document().encode(), shop=hurried)
    with Workshop(memory=20_000_000) as narrow, pytest.raises(NoArticle) as refused:
        extract(document().encode(), shop=narrow)
    assert refused.value.advice


FLOODS = ("<a '", '<a x="', "<", "<!--", "<script", "&", "<![CDATA[", "<p>", "<br>", "</", "<a =")


@pytest.mark.parametrize("piece", FLOODS)
def test_a_megabyte_of_broken_markup_takes_no_longer_than_its_size(piece: str) -> None:
    flood = piece * (1_000_000 // len(piece))
    plain_of(flood)
    defuse(flood)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_string_survives_in_a_page(name: str) -> None:
    hostile = HOSTILE[name]
    html = document(
        linked(headline=hostile, author={"name": hostile}, datePublished=hostile)
        + f"<meta property='og:site_name' content='{hostile}'>",
        body=f"<p>{hostile}</p>{STORY}",
        title=hostile,
    )
    page = read(html.encode("utf-8", "surrogatepass"))
    for value in (page.text, page.title, page.outlet, page.byline, page.date, page.url):
        assert value is None or clean_text(value) == value


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div class='body'>", "</div>", "<article>", "</article>", "<table><tr><td>",
        "<script type='application/ld+json'>", "</script>", "<script>", "<!--", "-->", "<title>",
        "{\"@type\":\"NewsArticle\",\"headline\":\"A\",", "\"author\":[{\"name\":", "}]}", "<h1>",
        "<meta property='og:title' content='", "'>", "<time datetime='2024-05-14'>", "<ul><li>",
        "<a href='http://a.example/2024/05/14/'>", "</a>", "&#0;", "&#xD800;", "\0", "<![CDATA[",
        "<base href='//'>", "<html lang='xx'>", "<body>", "<frameset>", "<template>", "<svg>",
        PARAGRAPHS[1], PARAGRAPHS[2], "Subscribe to continue reading", "We use cookies",
        "<link rel=canonical href='http://[::1'>", "<span itemprop='author'>", "<pre>", "<br>",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=30), max_size=30))
def test_any_markup_is_a_page_or_a_refusal(pieces: list[str]) -> None:
    try:
        page = read("".join(pieces).encode("utf-8", "surrogatepass"))
    except NoArticle as none:
        assert none.reason
        assert none.advice
        return
    assert isinstance(page, Page)
    assert clean_text(page.text) == page.text


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.none() | st.text(max_size=20), st.none() | st.text(max_size=40))
def test_any_bytes_are_a_page_or_a_refusal(
    data: bytes, charset: str | None, url: str | None
) -> None:
    for html in (data, b"<html><body><p>" + data, b"\xff\xfe" + data):
        try:
            read(html, url, charset)
        except NoArticle as none:
            assert none.reason


def test_pages_are_read_from_files_whatever_their_names(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(document(linked(headline="Old pier to close")))
    (tmp_path / "text.html").write_text(TEXT)
    (tmp_path / "shell.html").write_text("<html><body><div id=root></div></body></html>")
    shell, *found = sorted(take(tmp_path), key=lambda item: getattr(item, "raw", b""))
    assert only_refusal([shell]).reason == "an empty shell that a browser fills by script"
    assert [draft.text for draft in drafts(found)] == [TEXT, TEXT]
    page = next(draft for draft in drafts(found) if draft.raw.startswith(b"<!DOCTYPE"))
    assert page.raw == (tmp_path / "page.txt").read_bytes()
    assert page.declared.title == "Old pier to close before winter"


def test_what_a_page_states_reaches_the_article_with_its_evidence() -> None:
    head = linked(
        headline="Old pier to close",
        datePublished="2024-05-14T10:00:00Z",
        author={"name": "Ada Quill"},
        isAccessibleForFree=False,
    )
    (draft,) = drafts(pipe(document(head, heading="", title="").encode()))
    found = describe(draft, TODAY)
    assert found.title is not None
    assert (found.title.value, found.title.method) == ("Old pier to close", "JSON-LD headline")
    assert found.dates.stated is not None
    assert found.dates.stated.value == "2024-05-14"
    assert found.dates.stated.method == "JSON-LD datePublished"
    assert found.dates.stated.evidence == "2024-05-14T10:00:00Z"
    assert found.byline is not None
    assert found.byline.value == "Ada Quill"
    assert [caution.value for caution in found.cautions] == ["a paywall may cut this text"]


def test_reading_pages_loads_no_parser_into_the_program() -> None:
    run = (
        "import sys, index.ingest.pages, index.ingest.readers, index.ingest.worker\n"
        f"page = index.ingest.pages.extract({document()!r}.encode())\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'trafilatura', 'lxml', 'htmldate', 'courlan', 'justext'}))\n"
        "print(page.title)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", run],
        cwd=Path(__file__).parents[4],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "[]\nOld pier to close before winter\n", done.stderr


def test_no_pattern_of_a_wall_is_slow() -> None:
    from index.ingest.pages.barriers import paywall

    for piece in ("subscribe to ", "you have read all ", "a " * 40, "mit abo ", "enable "):
        paywall(piece * (1_500 // len(piece)), None, lambda: piece * (200_000 // len(piece)))  # noqa: B023
