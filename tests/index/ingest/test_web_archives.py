"""Web archives: the pages in them, with their addresses; half an archive gives half the pages."""

from __future__ import annotations

import gzip
import sys

import pytest

from tests.index.ingest.taking import drafts, only_refusal, pipe, refusals

PARAGRAPHS = "".join(
    f"<p>Paragraph {number}: the ferry company cancelled every crossing on Monday after a gale "
    "tore at the harbor wall, and islanders were told to wait.</p>"
    for number in range(6)
)


def page(title: str) -> bytes:
    head = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    return f"{head}{PARAGRAPHS}</article></body></html>".encode()


def record(url: str, status: str, kind: str, body: bytes, coding: str = "") -> bytes:
    more = f"Content-Encoding: {coding}\r\n" if coding else ""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2021-03-04T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def archive(*answers: tuple[str, str, str, bytes], packed: bool = False) -> bytes:
    records = [record(*answer) for answer in answers]
    return b"".join(gzip.compress(one) if packed else one for one in records)


GALE = ("https://post.example/gale.php", "200 OK", "text/html; charset=utf-8", page("A gale comes"))


@pytest.mark.parametrize("packed", [False, True])
def test_every_page_is_an_article_with_its_address(packed: bool) -> None:
    second = ("https://post.example/two", "200 OK", "text/html", page("Two gales come"))
    items = pipe(
        archive(
            GALE,
            ("https://post.example/x.png", "200 OK", "image/png", b"\x89PNG"),
            ("https://post.example/gone", "404 Not Found", "text/html", page("Gone")),
            second,
            packed=packed,
        )
    )
    assert refusals(items) == []
    found = drafts(items)
    assert [draft.origin.url for draft in found] == [GALE[0], second[0]]
    assert found[0].origin.path == f"-!/{GALE[0]}"
    assert "told to wait" in found[0].text and found[0].raw == GALE[3]


@pytest.mark.parametrize("packed", [False, True])
def test_half_an_archive_gives_the_pages_before_the_break(packed: bool) -> None:
    one, data = archive(GALE, packed=packed), archive(GALE, GALE, packed=packed)
    items = pipe(data[: len(one) + (len(data) - len(one)) // 2])
    assert len(drafts(items)) >= 1
    assert len(drafts(pipe(data[: len(one)]))) == 1


def test_an_answer_that_is_a_bomb_is_refused_alone() -> None:
    bomb = gzip.compress(b"<p>" + b"0" * 60_000_000)
    data = record("https://post.example/b", "200 OK", "text/html", bomb, coding="gzip")
    items = pipe(data + archive(GALE))
    assert len(drafts(items)) == 1
    assert len(refusals(items)) == 1


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    refusal = only_refusal(pipe(archive(GALE)))
    assert "WARC" in refusal.reason
    assert refusal.advice == "pip install 'rashomon[warc]'"
