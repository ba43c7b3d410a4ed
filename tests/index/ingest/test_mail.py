"""Saved mail and mailboxes: newsletters become articles, and a bad message costs only itself."""

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from index.ingest import Limits, describe
from tests.index.ingest.taking import TODAY, drafts, only_refusal, pipe, refusals, take

WORDS = "The ferry company cancelled every crossing on Monday after a gale.\n"
PAGE = f"<html><body><p>{WORDS}</p><p>Engineers said &amp; wrote nothing.</p></body></html>"


def letter(text: str | None = WORDS, html: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    headers = {
        "Subject": "Gale closes harbor", "From": "Ada Quill <ada@mail.example>",
        "Date": "Tue, 11 Jul 2023 10:00:00 +0200 (CEST)", "Message-ID": "<1@mail.example>",
        **headers,
    }  # fmt: skip
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text)
    if html is not None:
        (message.add_alternative if text is not None else message.set_content)(html, subtype="html")
    return message


def test_a_message_is_an_article_with_what_its_header_says() -> None:
    raw = letter().as_bytes()
    (draft,) = drafts(pipe(raw))
    assert draft.text == WORDS
    assert draft.raw == raw
    told = draft.declared
    assert (told.title, told.byline, told.outlet) == ("Gale closes harbor", "Ada Quill", None)
    assert (told.date, told.how("date")) == ("2023-07-11T10:00:00+02:00", "mail header Date")
    assert told.how("author") == "mail header From"
    assert draft.origin.key == "<1@mail.example>"
    found = describe(draft, TODAY)
    assert found.dates.stated is not None and found.dates.stated.value == "2023-07-11"


def test_a_newsletter_is_signed_by_its_outlet() -> None:
    raw = letter(List_Unsubscribe="<https://x.example>", From="Northern Post <a@b.example>")
    told = drafts(pipe(raw.as_bytes()))[0].declared
    assert (told.outlet, told.byline) == ("Northern Post", None)
    assert told.how("outlet") == "mail header From of a newsletter"
    raw = letter(From='"First Edition" <info@email.theguardian.com>')
    told = drafts(pipe(raw.as_bytes()))[0].declared
    assert (told.outlet, told.byline) == ("The Guardian", "First Edition")


def test_the_plain_part_is_read_unless_it_only_points_to_the_other() -> None:
    full = letter(WORDS * 3, PAGE)
    assert drafts(pipe(full.as_bytes()))[0].text == WORDS * 3
    stub = letter("View it in your browser.", PAGE)
    text = drafts(pipe(stub.as_bytes()))[0].text
    assert "Engineers said & wrote nothing." in text and "<p>" not in text
    only = letter(None, PAGE)
    assert "after a gale." in drafts(pipe(only.as_bytes()))[0].text


def test_attachments_are_not_read_but_said() -> None:
    message = letter()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="gale.pdf")
    (draft,) = drafts(pipe(message.as_bytes()))
    (caution,) = draft.cautions
    assert (caution.value, caution.evidence) == ("attachments were not read", "gale.pdf")
    assert draft.text == WORDS


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_transfer_encodings_and_charsets(encoding: str, charset: str) -> None:
    message = letter()
    message.set_content("Die Fähre nach Köln fuhr früh.\n", charset=charset, cte=encoding)
    assert drafts(pipe(message.as_bytes()))[0].text == "Die Fähre nach Köln fuhr früh.\n"


@pytest.mark.parametrize(
    "charset", ["x-unknown", "utf-99", "iso-8859-1;", "\x00", "undefined", "hex"]
)
def test_an_unknown_charset_is_guessed(charset: str) -> None:
    raw = b"Message-ID: <1@x>\nContent-Type: text/plain; charset=" + charset.encode()
    raw += b"\n\n" + ("Die Fähre nach Köln fuhr früh; schön, sagte der Kapitän. " * 5).encode(
        "cp1252"
    )
    (draft,) = drafts(pipe(raw))
    assert draft.text.startswith("Die Fähre nach Köln")


def test_encoded_and_broken_headers() -> None:
    base = b"Message-ID: <1@x>\nFrom: =?utf-8?q?J=C3=B6rg?= <j@x.example>\nSubject: "
    for subject, title in (
        (b"=?utf-8?b?R3LDvMOfZQ==?= aus =?iso-8859-1?q?K=F6ln?=", "Grüße aus Köln"),
        ("Grüße".encode(), "Grüße"),
        (b"=?nope?q?Gale?=", "Gale"),
        (b"=?utf-8?b?!!!?= \x1b[31m red", None),
    ):
        told = drafts(pipe(base + subject + b"\n\nA gale.\n"))[0].declared
        assert told.byline == "Jörg"
        assert title is None or told.title == title
        assert told.title is None or told.title.isprintable()


@pytest.mark.parametrize("sign", ["(", '"(', "<", "=?utf-8?q?", "a@b,("])
def test_a_sender_nested_beyond_reading_is_nobody(sign: str) -> None:
    (draft,) = drafts(pipe(b"Message-ID: <1@x>\nFrom: " + sign.encode() * 2_000 + b"\n\nA gale.\n"))
    assert draft.text == "A gale.\n"


@pytest.mark.parametrize("charset", ["punycode", "idna", "x\0y", "unicode_escape", "zlib"])
def test_a_charset_that_takes_long_is_not_believed(charset: str) -> None:
    head = f"Message-ID: <1@x>\nContent-Type: text/plain; charset={charset}\n\n".encode()
    began = time.process_time()
    (draft,) = drafts(pipe(head + b"words abc-" + b"a" * 200_000 + b"\n"))
    assert "words" in draft.text
    assert time.process_time() - began < 2


def test_text_that_a_mail_program_wrapped_is_joined_again() -> None:
    raw = (
        b"Message-ID: <1@x>\nContent-Type: text/plain; format=flowed\n\n"
        b"The ferry company cancelled every \ncrossing on Monday.\n\nEngineers came.\n"
    )
    assert drafts(pipe(raw))[0].text == (
        "The ferry company cancelled every crossing on Monday.\n\nEngineers came.\n"
    )


def nested(depth: int) -> bytes:
    parts = [b"Message-ID: <1@x>\nSubject: bomb\n"]
    for level in range(depth):
        parts.append(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level))
    return b"".join(parts) + b"\nA gale.\n"


def test_parts_inside_parts_inside_parts_are_refused_quickly() -> None:
    began = time.process_time()
    for raw in (
        nested(500),
        nested(50_000),
        b"Message-ID: <1@x>\n" + b"Content-Type: message/rfc822\n\n" * 5_000,
    ):
        assert "parts inside parts" in only_refusal(pipe(raw)).reason
    assert len(drafts(pipe(nested(20)))) == 1
    assert time.process_time() - began < 5


def divided(*messages: EmailMessage) -> bytes:
    line = b"From ada@mail.example Tue Jul 11 10:09:25 2023\n"
    return b"\n".join(line + message.as_bytes() for message in messages)


def test_a_mailbox_holds_as_many_articles_as_messages(tmp_path: Path) -> None:
    data = divided(letter("One gale.\n"), letter("Two gales.\n"), letter("Three gales.\n"))
    found = drafts(take(_put(tmp_path / "inbox", data)))
    assert [draft.text for draft in found] == ["One gale.\n", "Two gales.\n", "Three gales.\n"]
    lines = data.splitlines()
    for draft in found:
        assert draft.origin.line is not None
        assert lines[draft.origin.line - 1].startswith(b"From ada@")


def test_from_in_a_text_divides_nothing() -> None:
    text = "From here on it rained.\n\nFrom Monday to 2023 it rained.\n\n>From the sea, wind.\n"
    found = drafts(pipe(divided(letter(text), letter("Two.\n"))))
    assert len(found) == 2
    assert "From Monday to 2023" in found[0].text and "\nFrom the sea" in found[0].text


def test_a_bad_message_is_refused_alone_with_its_number_and_line() -> None:
    empty = letter(" \n")
    long = letter("word " * 3_000 + "\n")
    items = pipe(divided(letter(), empty, long, letter("Last.\n")), Limits(row=10_000))
    assert [draft.text for draft in drafts(items)] == [WORDS, "Last.\n"]
    reasons = [refusal.reason for refusal in refusals(items)]
    assert reasons == ["message 2: a message without text", "message 3: more than 10 kB"]
    assert [refusal.line is not None for refusal in refusals(items)] == [True, True]


def test_a_folder_of_mail_is_read_file_by_file(tmp_path: Path) -> None:
    for name in ("cur/1689062400.1.host:2,S", "new/1689062401.2.host", "tmp/x.eml"):
        path = tmp_path / name
        path.parent.mkdir()
        _put(path, letter(f"{name} is here.\n").as_bytes())
    assert len(drafts(take(tmp_path))) == 3


def test_a_letter_without_a_program_s_headers_is_mail_too() -> None:
    sent = "To: b@x.example\nDate: Tue, 11 Jul 2023 10:00:00 +0000\nSubject: Gale\n\n"
    raw = f"From: Ada <ada@x.example>\n{sent}{WORDS}"
    (draft,) = drafts(pipe(raw.encode()))
    assert (draft.text, draft.declared.title) == (WORDS, "Gale")


def _put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "piece",
    [b"A: b\n", b"--b\n", b"From a@b Tue Jul 11 10:09:25 2023\n", b"=?utf-8?q?", b"<", b"("],
)
def test_a_megabyte_of_anything_in_mail_takes_no_long_time(piece: bytes) -> None:
    flood = piece * (1_000_000 // len(piece))
    head = b"Message-ID: <1@x>\nContent-Type: multipart/mixed; boundary=b\n"
    began = time.process_time()
    for raw in (
        head + b"\n" + flood,
        head + b"From: " + flood.replace(b"\n", b" ") + b"\n\nx",
        head + flood,
    ):
        for draft in drafts(pipe(raw))[:1]:
            describe(draft, TODAY)
    assert time.process_time() - began < 10
