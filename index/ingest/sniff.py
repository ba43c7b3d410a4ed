"""What a file is, judged by its first bytes; its name only breaks ties."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Literal

from index.dataclass import dataclass
from index.ingest.columns import field_of, recognised
from index.ingest.decode import decode, wide_encoding

Kind = Literal[
    "empty",
    "text",
    "jsonl",
    "json",
    "delimited",
    "page",
    "gzip",
    "bzip2",
    "xz",
    "zip",
    "tar",
    "mail",
    "mbox",
    "warc",
    "feed",
    "other",
]


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A kind; for ``other`` what it is and what to do; for ``delimited`` its delimiter."""

    kind: Kind
    what: str = ""
    advice: str = ""
    delimiter: str = ","


_AS_TEXT = "save its text as plain text, or as a row of a JSONL or CSV table, and add that"
LIST_OF_FEEDS = "a list of feeds (OPML)"
_SUBSCRIBE = "subscribe to them: rashomon subscribe FILE"
_UNPACK = "unpack it and add the folder"
_CONVERT = "convert it to plain text and add that"

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", "add its text, not its picture"),
    (b"\xff\xd8\xff", "a JPEG picture", "add its text, not its picture"),
    (b"GIF87a", "a GIF picture", "add its text, not its picture"),
    (b"GIF89a", "a GIF picture", "add its text, not its picture"),
    (b"II*\x00", "a TIFF picture", "add its text, not its picture"),
    (b"MM\x00*", "a TIFF picture", "add its text, not its picture"),
    (b"%PDF-", "a PDF document", _CONVERT),
    (b"{\\rtf", "an RTF document", _CONVERT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document", _CONVERT),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", "export its texts as JSONL or CSV"),
    (b"\x7fELF", "a program (ELF)", "add articles"),
    (b"\xca\xfe\xba\xbe", "a program (Mach-O or Java)", "add articles"),
    (b"\xcf\xfa\xed\xfe", "a program (Mach-O)", "add articles"),
    (b"\x00asm", "a program (WebAssembly)", "add articles"),
    (b"ID3", "an MP3 recording", "add its transcript"),
    (b"OggS", "an Ogg recording", "add its transcript"),
    (b"fLaC", "a FLAC recording", "add its transcript"),
    (b"wOFF", "a font", "add articles"),
    (b"wOF2", "a font", "add articles"),
)
_PACKED: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"WARC/1.", "warc"),
)
_BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}"
    r"<(?:!doctype\s+html|html|head|body|article|main|div|section|meta|title|p|h1)\b[^<]{0,2000}",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
_OPML = re.compile(r"<opml\b", re.IGNORECASE)
_MBOX = re.compile(r"From \S{1,200} +\w{3} +\w{3} +\d{1,2} ")
_MAIL_FIELD = re.compile(r"([A-Za-z][\w-]{1,40}):")
_MAIL_FIELDS = frozenset(
    """received message-id mime-version delivered-to return-path dkim-signature x-mailer
    list-unsubscribe list-id content-transfer-encoding arc-seal newsgroups""".split()
)
_LETTER_FIELDS = frozenset("from to subject date".split())
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1b")
_LINES_TRIED = 12
_TABLE_NAMES = (".jsonl", ".ndjson", ".jsonlines", ".json-lines")
_DELIMITED_NAMES = (".csv", ".tsv", ".tab", ".psv")


def sniff(head: bytes, name: str) -> Sniffed:
    """The kind of a file from its head (some 64 KiB) and its name."""
    if not head:
        return Sniffed("empty")
    for magic, what, advice in _MAGIC:
        if head.startswith(magic):
            return Sniffed("other", what, advice)
    packed = _packed(head)
    if packed is not None:
        return Sniffed(packed)
    binary = _binary(head)
    if binary is not None:
        return binary
    text = decode(head).text.lstrip("\ufeff")
    if not text.strip("\x00 \t\r\n\v\f\xa0"):
        return Sniffed("empty")
    ending = Path(name).suffix.lower()
    return _marked_up(text) or _json(text, ending) or _delimited(text, ending) or Sniffed("text")


def _packed(head: bytes) -> Kind | None:
    for magic, kind in _PACKED:
        if head.startswith(magic):
            return kind
    if _BZIP2.match(head):
        return "bzip2"
    return "tar" if is_tar_header(head[:512]) else None


def is_tar_header(block: bytes) -> bool:
    """Whether 512 bytes are the header of a file in a TAR archive: its check sum tells."""
    if len(block) < 512 or not block[0]:
        return False
    digits = block[148:156].strip(b" \0")
    if not digits.isdigit() or digits.translate(None, b"01234567"):
        return False
    return int(digits, 8) == sum(block[:148]) + 8 * 32 + sum(block[156:512])


def _binary(head: bytes) -> Sniffed | None:
    if wide_encoding(head) is not None:
        return None
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return Sniffed("other", "a picture, recording or film (RIFF)", "add its text")
    if head[4:8] == b"ftyp":
        return Sniffed("other", "a film or picture (MP4)", "add its transcript")
    if head[:2] == b"MZ" and b"\x00" in head[:64]:
        return Sniffed("other", "a program (Windows)", "add articles")
    sample = head[:8192]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    limit = 0.3 if _valid_utf8(sample) else 0.04
    if controls > max(2, len(sample) * limit):
        return Sniffed("other", "binary data", "add plain text, JSONL or CSV")
    return None


def _valid_utf8(sample: bytes) -> bool:
    try:
        sample[: max(1, len(sample) - 4)].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(sample) - 8
    return True


def _marked_up(text: str) -> Sniffed | None:
    start = text.lstrip()[:4096]
    if start.startswith("<"):
        if _FEED.search(start):
            return Sniffed("feed")
        if _OPML.search(start):
            return Sniffed("other", LIST_OF_FEEDS, _SUBSCRIBE)
        if _HTML.match(start):
            return Sniffed("page")
        if start.startswith("<?xml"):
            return Sniffed("other", "an XML document", _AS_TEXT)
    if start.startswith("{") and _JSON_FEED.search(text):
        return Sniffed("feed")
    if _MBOX.match(start):
        return Sniffed("mbox")
    if _is_mail(start):
        return Sniffed("mail")
    return None


def _is_mail(start: str) -> bool:
    """Header fields from the first line on: one that only mail has, or all that a letter has."""
    seen: set[str] = set()
    for line in start.split("\n", 60)[:60]:
        field = _MAIL_FIELD.match(line)
        if field is not None:
            seen.add(field.group(1).lower())
            if not seen.isdisjoint(_MAIL_FIELDS) and len(line) < 4_096:
                return True
        elif not seen or not line.startswith((" ", "\t")):
            break
    return seen >= _LETTER_FIELDS


def _json(text: str, ending: str) -> Sniffed | None:
    start = text.lstrip()
    if not start or (start[0] not in "[{" and ending not in _TABLE_NAMES):
        return None
    lines = [line.strip() for line in text.split("\n", 400)]
    complete = len(lines) > 1 and len(text) >= 60_000
    tried = [line for line in (lines[:-1] if complete else lines) if line][:_LINES_TRIED]
    if start[0] == "[" and not _is_json(tried[0]) and _LIST.match(start):
        return Sniffed("json")
    if start[0] == "{" and _OBJECT.match(start) and _goes_on(tried, start, ending):
        return Sniffed("json")
    if any(_is_object(line) for line in tried):
        return Sniffed("jsonl")
    if ending in _TABLE_NAMES and (start[0] == "{" or any(_is_json(line) for line in tried)):
        return Sniffed("jsonl")
    if start[0] == "{" and _OBJECT.match(start):
        return Sniffed("jsonl" if len(lines) == 1 else "json")
    if start[0] == "[" and (_LIST.match(start) or (ending == ".json" and _is_json(start))):
        return Sniffed("json")
    return None


def _goes_on(tried: list[str], start: str, ending: str) -> bool:
    """An object that its first line does not end, or the only line and no article itself."""
    if tried[0][-1] in "{[,":
        return True
    if ending in _TABLE_NAMES or len(tried) > 1:
        return False
    if not _is_json(tried[0]):
        return _HOLDS_LIST.search(start) is not None
    names = json.loads(tried[0])
    return not any(field_of(name) == "text" for name in names)


LISTS = tuple(
    """articles items docs documents data results result rows records entries stories news hits
    posts list response artikel noticias value""".split()
)
"""Names under which an object usually holds its list of articles."""

_LIST = re.compile(r'\[\s*+(?:\{\s*+["}]|\]\s*+\Z)')
_OBJECT = re.compile(r'\{\s*+(?:"(?:[^"\\]|\\.){0,100}+"\s*+:|\}\s*+\Z)')
_HOLDS_LIST = re.compile(rf'"(?:{"|".join(LISTS)})"\s*+:\s*+[\[{{]', re.IGNORECASE)


def _is_object(line: str) -> bool:
    return line.startswith("{") and _is_json(line)


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


TELLS_DELIMITER = re.compile(rb'(?:\xef\xbb\xbf)?"?sep=[,;\t|]"?[\r\n]*+', re.IGNORECASE)
"""The line that Excel writes above a table's header."""


def _delimited(text: str, ending: str) -> Sniffed | None:
    lines = text.lstrip("\r\n").replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = lines.partition("\n")
    if TELLS_DELIMITER.fullmatch(first.encode()):
        first, _, rest = rest.partition("\n")
    if len(first) > 4_000:
        return None
    best, names, columns = ",", 0, 1
    for delimiter in ",;\t|":
        header = next(csv.reader([first], delimiter=delimiter), [])
        known = recognised(header)
        if (known, len(header)) > (names, columns):
            best, names, columns = delimiter, known, len(header)
    has_text = "text" in columns_of(first, best)
    a_table = (columns >= 2 and names >= 2) or ending in _DELIMITED_NAMES
    if has_text and a_table and rest.strip():
        return Sniffed("delimited", delimiter=best)
    if ending in _DELIMITED_NAMES and columns >= 2 and rest.count(best) >= columns - 1:
        return Sniffed("delimited", delimiter=best)
    return None


def columns_of(line: str, delimiter: str) -> set[str]:
    """The fields that a header line names."""
    header = next(csv.reader([line], delimiter=delimiter), [])
    return {name for cell in header if (name := field_of(cell)) is not None}
