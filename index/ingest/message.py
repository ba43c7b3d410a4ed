"""One mail message as an article: its words, and what its header declares.

The standard library's parser is used in its older manner ("compat32"): the newer one parses
addresses in time that grows with the square of a header's length, and raises on some.
"""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from index.article import Finding
from index.dataclass import dataclass
from index.ingest.decode import decode
from index.ingest.draft import Declared
from index.ingest.layout import unwrapped
from index.ingest.outlets import by_domain
from index.ingest.pages import plain_of
from index.text import clean_line, clean_text

_NESTING = re.compile(rb"\bboundary\s{0,9}=|^content-type:\s{0,9}message/", re.IGNORECASE | re.M)
_MOST_NESTED = 100
_MOST_WORK = 3_000_000
_LONGEST_HEADER = 2_000
_MOST_PARTS = 1_000
_SHARE = 0.5
_SLOW = ("punycode", "idna")
_LIST_HEADERS = ("List-Id", "List-Unsubscribe", "List-Post", "List-Help")
_BAD_BYTES = (ValueError, LookupError, TypeError, AssertionError, AttributeError, IndexError)
_FROM = "mail header From"


class NoMessage(Exception):
    """A message that is no article: ``reason`` and ``advice``."""

    def __init__(self, reason: str, advice: str) -> None:
        self.reason, self.advice = reason, advice
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message's text, cleaned; its header's declarations; its id; what was left out."""

    text: str
    declared: Declared
    key: str | None
    cautions: tuple[Finding, ...]
    encoding: str = "utf-8"
    replaced: int = 0


def letter_of(raw: bytes) -> Letter:
    """Reads one message. Raises ``NoMessage`` alone; time is in step with its length."""
    nested = sum(1 for _ in _NESTING.finditer(raw))
    if nested > _MOST_NESTED or (nested + 1) * raw.count(b"\n") > _MOST_WORK:
        reason = f"a message of more than {_MOST_NESTED} parts inside parts"
        raise NoMessage(reason, "save its text and add that")
    try:
        message = email.message_from_bytes(raw.removeprefix(b"\xef\xbb\xbf"))
        plain, marked_up, left_out, encoding, replaced = _parts(message)
    except (*_BAD_BYTES, RecursionError, KeyError):
        raise NoMessage("a message that is damaged", "save its text and add that") from None
    text = clean_text(_better(plain, marked_up)).strip("\n")
    if not text.strip():
        advice = "add its attachments by themselves" if left_out else "nothing to do"
        raise NoMessage("a message without text", advice)
    cautions = _left_out(left_out)
    declared = _declared(message)
    return Letter(
        text + "\n", declared, _header(message, "Message-ID"), cautions, encoding, replaced
    )


def _parts(message: Message) -> tuple[str, str, list[str], str, int]:
    plain: list[str] = []
    marked_up: list[str] = []
    left_out: list[str] = []
    encoding, replaced = "utf-8", 0
    for number, part in enumerate(_leaves(message)):
        kind = part.get_content_type()
        name = part.get_filename()
        attached = part.get_content_disposition() == "attachment"
        if number >= _MOST_PARTS:
            left_out.append("further parts")
            break
        if attached or kind not in ("text/plain", "text/html"):
            if attached or (name and not kind.startswith("image/")):
                left_out.append(clean_line(str(name or kind), 80))
            continue
        text, used, lost = _words(part)
        encoding, replaced = (used if used != "utf-8" else encoding), replaced + lost
        (plain if kind == "text/plain" else marked_up).append(text)
    return "\n".join(plain), "\n".join(marked_up), left_out, encoding, replaced


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something; of an attached message its own parts are passed over."""
    pending = [message]
    while pending:
        part = pending.pop()
        held = part.get_payload() if part.is_multipart() else None
        if part is not message and part.get_content_type() == "message/rfc822":
            yield part
        elif isinstance(held, list):
            pending.extend(inner for inner in reversed(held) if isinstance(inner, Message))
        else:
            yield part


def _words(part: Message) -> tuple[str, str, int]:
    data = _payload(part)
    try:
        charset = part.get_content_charset() or "utf-8"
        text, encoding, replaced = data.decode(_quick(charset)), charset, 0
    except (LookupError, ValueError):
        guessed = decode(data)
        text, encoding, replaced = guessed.text, guessed.encoding, guessed.replaced
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text.replace("\r\n", "\n"))
    return text, encoding, replaced


def _quick(charset: str) -> str:
    """The name of a charset. Raises LookupError for those that take quadratic time."""
    if codecs.lookup(charset).name in _SLOW:
        raise LookupError(charset)
    return charset


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _BAD_BYTES:  # the charset is one that cannot be asked for
        del part["Content-Type"]
        payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _unflowed(text: str) -> str:
    """Lines that a mail program broke, joined (RFC 3676): a space at the end says so."""
    lines = text.split("\n")
    return "".join(line if line.endswith(" ") and line != "-- " else line + "\n" for line in lines)


def _better(plain: str, marked_up: str) -> str:
    """The plain part, unless it only says that there is another."""
    if not marked_up:
        return unwrapped(plain)
    shown = plain_of(marked_up)
    return unwrapped(plain) if len(plain.split()) >= _SHARE * len(shown.split()) > 0 else shown


def _left_out(names: list[str]) -> tuple[Finding, ...]:
    if not names:
        return ()
    listed = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return (Finding("attachments were not read", "mail attachments", listed),)


def _declared(message: Message) -> Declared:
    name, address = _sender(_raw_header(message, "From"))
    sender = clean_line(_decoded(name), 200).strip("\"' ")
    outlet = by_domain(address.rpartition("@")[2].lower()) if "@" in address else None
    hows = {"title": "mail header Subject", "date": "mail header Date", "author": _FROM}
    publisher = byline = None
    if outlet is not None:
        publisher, hows["outlet"] = outlet.name, "address in the mail header From"
        byline = sender if sender and sender.lower() != outlet.name.lower() else None
    elif sender and any(message.get(header) for header in _LIST_HEADERS):
        publisher, hows["outlet"] = sender, f"{_FROM} of a newsletter"
    else:
        byline = sender or None
    archived = (_header(message, "Archived-At") or "").strip("<> ")
    return Declared(
        title=_header(message, "Subject"),
        outlet=publisher,
        date=_date(message),
        url=archived or None,
        byline=byline,
        language=_header(message, "Content-Language"),
        hows={**hows, "url": "mail header Archived-At", "language": "mail header Content-Language"},
    )


def _sender(value: str) -> tuple[str, str]:
    """Name and address of a From header; both empty where it is nested beyond reading."""
    try:
        return parseaddr(value)
    except (*_BAD_BYTES, RecursionError):
        return "", ""


def _date(message: Message) -> str | None:
    """The moment in the Date header, with its zone, as ISO 8601."""
    try:
        return parsedate_to_datetime(_raw_header(message, "Date")).isoformat()
    except (*_BAD_BYTES, OverflowError):
        return None


def _header(message: Message, name: str) -> str | None:
    return clean_line(_decoded(_raw_header(message, name)), 500) or None


def _raw_header(message: Message, name: str) -> str:
    """A header as it stands in its one line; bytes beyond ASCII are UTF-8, or guessed."""
    name = name.lower()
    value = next((value for key, value in message.raw_items() if key.lower() == name), "")
    value = str(value)[:_LONGEST_HEADER]
    if not value.isascii():
        value = decode(value.encode("utf-8", "surrogateescape")).text
    return " ".join(value.split())


def _decoded(value: str) -> str:
    """A header's words, whatever they were encoded in, and however badly."""
    try:
        pieces = decode_header(value)
    except _BAD_BYTES:
        return value
    return "".join(
        piece if isinstance(piece, str) else _in_charset(piece, charset)
        for piece, charset in pieces
    )


def _in_charset(piece: bytes, charset: str | None) -> str:
    try:
        return piece.decode(_quick(charset or "utf-8"))
    except (LookupError, ValueError):
        return decode(piece).text
