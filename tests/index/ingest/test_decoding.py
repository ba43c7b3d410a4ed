"""Bytes become text in the encoding they were written in, and nothing is fatal."""

from __future__ import annotations

import pytest

from index.ingest.decode import decode
from tests.index.ingest.taking import drafts, pipe

GERMAN = "Die Fähre nach Köln fuhr früh; „schön“, sagte der Kapitän, und aß weiter Äpfel. " * 5
RUSSIAN = "Паром отменил все рейсы после того, как шторм разрушил стену порта в понедельник. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_unicode_with_or_without_a_mark(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)).text == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(GERMAN, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")],
)
def test_other_encodings_are_guessed(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding != "utf-8"


def test_one_broken_byte_does_not_make_utf8_another_encoding() -> None:
    broken = GERMAN.encode().replace("ß".encode(), b"\xdf", 1)
    decoded = decode(broken)
    assert (decoded.encoding, decoded.replaced) == ("utf-8", 1)
    assert decoded.text == GERMAN.replace("ß", "\ufffd", 1)


def test_any_bytes_at_all_become_text() -> None:
    for data in (b"\xff", b"\xff\xfe\x00", b"\xc3", b"abc\xff\xff\xff", bytes(range(128, 256))):
        assert isinstance(decode(data).text, str)


def test_line_ends_and_marks_do_not_change_the_text() -> None:
    forms = [b"one\ntwo\n", b"one\r\ntwo\r\n", b"one\rtwo\r", b"\xef\xbb\xbfone\ntwo\n"]
    assert {draft.text for form in forms for draft in drafts(pipe(form))} == {"one\ntwo\n"}


def test_nul_bytes_in_text_are_dropped() -> None:
    (draft,) = drafts(pipe(b"A gale tore\0 at the harbor wall on Monday.\n"))
    assert draft.text == "A gale tore at the harbor wall on Monday.\n"
