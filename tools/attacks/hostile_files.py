"""Hostile files, each made when it is needed: bombs, deep nests, lying archives, entities."""

# ruff: noqa: E501 - one hostile file, one line

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

from tests.index.ingest import everything

TOLD = everything.told("file").encode()
_ZEROS = bytes(20_000_000)


def _lying_zip(raw: bytes, place: int, value: int) -> bytes:
    """A zip whose directory says something else of sizes than there is."""
    at = raw.rindex(b"PK\x01\x02") + place
    return raw[:at] + struct.pack("<I", value) + raw[at + 4 :]


def _zip(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def _overlapping() -> bytes:
    """Many names in the directory that lead to one and the same packed text."""
    one = _zip(("a.txt", bytes(5_000_000)))
    at, end = one.rindex(b"PK\x01\x02"), one.rindex(b"PK\x05\x06")
    entry, count = one[at:end], 2_000
    tail = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(entry) * count, at, 0)
    return one[:at] + entry * count + tail


def _tar(*infos: tuple[tarfile.TarInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for info, data in infos:
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def _info(name: str, size: int = 0, **more: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    for key, value in more.items():
        setattr(info, key, value)
    return info


def _endless_tar() -> bytes:
    raw = bytearray(_tar((_info("a.txt", len(TOLD)), TOLD)))
    raw[124:136] = b"77777777777\0"
    raw[148:156] = b"        "
    raw[148:156] = b"%06o\0 " % sum(raw[:512])
    return bytes(raw)


def _links_tar() -> bytes:
    links = [
        (_info(f"l{n}", type=kind, linkname=where), b"")
        for n, kind in enumerate(
            (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)
        )
        for where in ("/etc/passwd", "../../../etc/passwd")
    ]
    return _tar(
        *links, (_info("../../evil.txt", len(TOLD)), TOLD), (_info("/abs.txt", len(TOLD)), TOLD)
    )


def _greedy_xz() -> bytes:
    """A small text that asks for a dictionary of 1.5 GB to be unpacked with."""
    raw = bytearray(lzma.compress(TOLD, preset=0))
    block = raw[12 : 12 + (raw[12] + 1) * 4]
    block[block.index(b"\x21\x01") + 2] = 37
    block[-4:] = struct.pack("<I", zlib.crc32(block[:-4]))
    return bytes(raw[:12] + block + raw[12 + len(block) :])


def _entities(system: str) -> bytes:
    return (
        f"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM '{system}'><!ENTITY % p SYSTEM"
        f" '{system}'> %p;]><rss version='2.0'><channel><title>&x;</title><item><title>&x;</title>"
        f"<description>&x; {TOLD.decode()}</description></item></channel></rss>"
    ).encode()


def _quadratic() -> bytes:
    big = "a" * 60_000
    uses = "&a;" * 20_000
    return (
        f"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a '{big}'>]><rss version='2.0'><channel>"
        f"<title>{uses}</title><item><description>{uses}</description></item></channel></rss>"
    ).encode()


def _multipart(depth: int) -> bytes:
    head = b"From: a@e.example\nSubject: s\nMessage-ID: <1@x>\nMIME-Version: 1.0\n"
    nests = b"".join(
        b"Content-Type: message/rfc822\n\nMessage-ID: <%d@x>\n" % n for n in range(depth)
    )
    return head + nests + b"\n" + TOLD


MORE: dict[str, Callable[[], bytes]] = {
    "overlap.zip": _overlapping,
    "lying-small.zip": lambda: _lying_zip(_zip(("a.txt", _ZEROS)), 24, 100),
    "lying-big.zip": lambda: _lying_zip(_zip(("a.txt", TOLD)), 24, 0xFFFFFFF0),
    "lying-offset.zip": lambda: _lying_zip(_zip(("a.txt", TOLD)), 42, 0x7FFFFFF0),
    "crc.zip": lambda: _lying_zip(_zip(("a.txt", TOLD)), 16, 1),
    "many.zip": lambda: _zip(*((f"{n}.txt", b"x") for n in range(3_000))),
    "names.zip": lambda: _zip((("d/" * 15_000) + "a.txt", TOLD), ("\x1b[2J.txt", TOLD), ("C:\\x.txt", TOLD)),
    "quine.gz": lambda: gzip.compress(gzip.compress(gzip.compress(TOLD))),
    "streams.gz": lambda: gzip.compress(b"") * 100_000 + gzip.compress(TOLD),
    "bz2-bomb.bz2": lambda: bz2.compress(_ZEROS * 5),
    "xz-dictionary.xz": _greedy_xz,
    "tar-bomb.tar.gz": lambda: gzip.compress(_tar((_info("a.txt", len(_ZEROS)), _ZEROS))),
    "endless.tar": _endless_tar,
    "links.tar": _links_tar,
    "tar-names.tar": lambda: _tar((_info("x" * 60_000 + ".txt", len(TOLD)), TOLD)),
    "sparse.tar": lambda: _tar((_info("a.txt", len(TOLD), pax_headers={"GNU.sparse.major": "1", "GNU.sparse.size": "9" * 12}), TOLD)),
    "pax.tar": lambda: _tar((_info("a.txt", len(TOLD), pax_headers={f"k{n}": "v" * 100 for n in range(5_000)}), TOLD)),
    "passwd.xml": lambda: _entities("file:///etc/passwd"),
    "zero.xml": lambda: _entities("file:///dev/zero"),
    "net.xml": lambda: _entities("http://127.0.0.1:1/x"),
    "quadratic.xml": _quadratic,
    "deep.xml": lambda: b"<?xml version='1.0'?><rss version='2.0'><channel>" + b"<item>" * 200_000,
    "deep-atom.xml": lambda: b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>" + b"<div>" * 100_000,
    "huge-tag.html": lambda: b"<html><body><p " + b"x" * 4_000_000 + b">" + TOLD,
    "attributes.html": lambda: b"<html><body>" + b"<p a='" + b"b" * 3_000_000 + b"'>" + TOLD,
    "tables.html": lambda: b"<html><body>" + b"<table><tr><td>" * 30_000 + TOLD,
    "entities.html": lambda: b"<html><body><article><p>" + b"&amp;&#x26;&nope;" * 150_000 + TOLD,
    "comments.html": lambda: b"<html><body>" + b"<!--" * 500_000 + TOLD,
    "scripts.html": lambda: b"<html><head>" + b"<script type='application/ld+json'>{" * 20_000,
    "json-ld.html": lambda: b"<html><head><script type='application/ld+json'>" + b'{"a":' * 50_000 + b"</script></head><body><p>" + TOLD,
    "forms.html": lambda: b"<html><body>" + b"<b><i><a><font>" * 30_000 + TOLD,
    "nul.html": lambda: b"<html><body>" + b"\0<\0p\0>\0" * 100_000 + TOLD,
    "meta.html": lambda: b"<html><head>" + b"<meta property='og:title' content='x'>" * 60_000 + b"</head><body><p>" + TOLD,
    "numbers.json": lambda: b'[{"text": ' + b"9" * 2_000_000 + b"}]",
    "floats.jsonl": lambda: b'{"text": "a", "n": 1e' + b"9" * 100_000 + b"}\n",
    "keys.jsonl": lambda: json.dumps({f"k{n}": "v" for n in range(100_000)} | {"text": TOLD.decode()}).encode(),
    "objects.jsonl": lambda: b'{"text": {"a": ' * 30_000,
    "escapes.jsonl": lambda: b'{"text": "' + b"\\u0041" * 700_000 + b'"}\n',
    "quotes.csv": lambda: b'title,text\n"' + b'""' * 1_500_000 + b'"\n',
    "columns.csv": lambda: b",".join(b"c%d" % n for n in range(200_000)) + b"\n" + b"x," * 200_000,
    "carriage.csv": lambda: b"title,text\r" * 300_000,
    "formula.csv": lambda: b"title,text\n=cmd|'/C calc'!A0," + TOLD.replace(b",", b" ") + b"\n",
    "headers.eml": lambda: b"Message-ID: <1@x>\n" + b"X-A: " + b"y" * 3_000_000 + b"\n\n" + TOLD,
    "folded.eml": lambda: b"Message-ID: <1@x>\nSubject: a\n" + b" b\n" * 300_000 + b"\n" + TOLD,
    "words.eml": lambda: b"Message-ID: <1@x>\nSubject: " + b"=?utf-8?q?=41?= " * 50_000 + b"\n\n" + TOLD,
    "addresses.eml": lambda: b"Message-ID: <1@x>\nFrom: " + b"(" * 100_000 + b"a@b\n\n" + TOLD,
    "nested.eml": lambda: _multipart(2_000),
    "base64.eml": lambda: b"Message-ID: <1@x>\nContent-Transfer-Encoding: base64\n\n" + b"A" * 4_000_001,
    "many.mbox": lambda: (b"From a@x Tue Jul 11 10:09:25 2023\nSubject: s\n\n" + b"x\n") * 30_000,
    "from.mbox": lambda: b"From a@x Tue Jul 11 10:09:25 2023\nSubject: s\n\n" + b">>>>From x\n" * 200_000,
    "dates.txt": lambda: b"On 99 February 99999 and 2023-99-99T99:99:99+99:99 " * 20_000,
    "names.txt": lambda: b"Anna Lindqvist " * 60_000,
    "initials.txt": lambda: b"A. B. C. D. " * 80_000,
    "quotes.txt": lambda: "“ " .encode() * 300_000 + TOLD,
    "stops.txt": lambda: b"." * 2_000_000 + TOLD,
    "brackets.txt": lambda: b"(" * 900_000 + TOLD,
    "lines.txt": lambda: b"By Ada Quill\n" * 80_000,
    "urls.txt": lambda: b"http://www.e.example/" * 60_000,
    "marks.txt": lambda: ("Z" + "\u0301" * 900_000).encode() + TOLD,
    "escapes.txt": lambda: b"\x1b]0;" * 400_000 + TOLD,
    "upper.txt": lambda: b"OSLO (AP) - " * 90_000,
    "front.md": lambda: b"---\n" + b"title: a\n" * 200_000 + b"---\n" + TOLD,
    "yaml.md": lambda: b"---\na: &a [x]\n" + b"b: [*a,*a,*a]\n" * 9_000 + b"---\n" + TOLD,
    "utf16.txt": lambda: b"\xff\xfe" + b"\xd8\x00" * 500_000,
    "utf7.txt": lambda: b"+ADw-script+AD4-" * 90_000,
    "warc.warc": lambda: b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n" + b"x" * 100_000,
    "warcs.warc.gz": lambda: gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * 40_000),
    "raw-deflate.gz": lambda: b"\x1f\x8b\x08\0\0\0\0\0\0\0" + zlib.compress(TOLD)[2:],
}  # fmt: skip
"""Hostile files besides those of the suite, each made when it is needed."""


def damaged(rolled: random.Random) -> tuple[str, bytes]:
    """A good file with bytes changed, doubled or taken out."""
    name, (data, _) = rolled.choice(sorted(everything.good().items()))
    for _ in range(rolled.randrange(1, 8)):
        at, length = rolled.randrange(len(data) + 1), rolled.randrange(200)
        instead = rolled.choice([b"", rolled.randbytes(9), data[at : at + 50] * 20, b"\0", b"\xff"])
        data = data[:at] + instead + data[at + length :]
    return f"damaged-{name}", data
