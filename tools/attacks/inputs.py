"""Hostile files, all at once and each alone: bombs, deep nests, lying archives, entities.

Every one is read in a process of its own, with its memory measured and its time limited; and
all of them lie in one folder with good files, whose articles must come in as if alone.
"""

# ruff: noqa: E501 - one hostile file, one line

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import random
import resource
import struct
import subprocess
import sys
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.hostile import foreign
from tests.index.ingest import everything
from tools.attacks.stories import dice
from tools.attacks.trial import Attack, demand

MOST_SECONDS = 10.0
MOST_KB = 500_000
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


def _damaged(rolled: random.Random) -> tuple[str, bytes]:
    """A good file with bytes changed, doubled or taken out."""
    name, (data, _) = rolled.choice(sorted(everything.good().items()))
    for _ in range(rolled.randrange(1, 8)):
        at, length = rolled.randrange(len(data) + 1), rolled.randrange(200)
        instead = rolled.choice([b"", rolled.randbytes(9), data[at : at + 50] * 20, b"\0", b"\xff"])
        data = data[:at] + instead + data[at + length :]
    return f"damaged-{name}", data


def measured(sources: list[Path]) -> dict[str, object]:
    """What a process of its own made of the sources, its seconds and its kilobytes."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tools.attacks.inputs", *map(str, sources)],
        capture_output=True, cwd=Path(__file__).parents[2], timeout=300, check=False,
    )  # fmt: skip
    demand(
        done.returncode == 0, f"{sources[0].name}: {done.stderr.decode('utf-8', 'replace')[-900:]}"
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def _read(sources: list[str]) -> dict[str, object]:
    """Reads sources as an import does, in this process."""
    import datetime

    from index.ingest import Draft, describe, read

    began, slowest, last = time.monotonic(), 0.0, time.monotonic()
    texts, reasons, bad = [], [], []
    for item in read(sources):
        if isinstance(item, Draft):
            article = describe(item, datetime.date(2026, 11, 22))
            texts.append(item.origin.path or "")
            bad += (
                [] if not foreign(article.text.replace("\n", "").replace("\t", "")) else texts[-1:]
            )
            bad += texts[-1:] if "root:" in article.text else []
        else:
            reasons.append(item.path)
            said = f"{item.path}{item.reason}{item.advice}"
            bad += [] if item.reason and item.advice and not foreign(said) else [said]
        now = time.monotonic()
        slowest, last = max(slowest, now - last), now
    status = Path("/proc/self/status").read_text("ascii")
    own = int(status.partition("VmHWM:")[2].split()[0])  # ru_maxrss counts what forked us, too
    return {
        "texts": texts, "reasons": reasons, "bad": bad, "seconds": time.monotonic() - began,
        "slowest": slowest, "kb": own,
        "worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
    }  # fmt: skip


def one_alone(name: str, data: bytes, folder: Path) -> str:
    """One hostile file in a process of its own. Raises Broken."""
    path = folder / name
    path.write_bytes(data)
    found = measured([path])
    demand(not found["bad"], f"{name}: {found['bad']}")
    for what, most in (("seconds", MOST_SECONDS), ("kb", MOST_KB)):
        value = found[what]
        assert isinstance(value, (int, float))
        demand(value < most, f"{name}: {value:.0f} {what}")
    path.unlink()
    return name


def all_at_once(folder: Path, rolled: random.Random) -> str:
    """All of it in one folder, in any order. Raises Broken where a good file is not read."""
    articles, _ = everything.write(folder)
    more = folder / "hostile" / "more"
    more.mkdir()
    for name in rolled.sample(sorted(MORE), 25):
        (more / name).write_bytes(MORE[name]())
    for number in range(10):
        name, data = _damaged(rolled)
        (more / f"{number}-{name}").write_bytes(data)
    found = measured([folder])
    good = [path for path in _paths(found["texts"]) if "/hostile/" not in path]
    demand(len(good) == articles, f"{len(good)} of {articles} good articles were read")
    strange = [path for path in _paths(found["reasons"]) if "/hostile/" not in path]
    demand(not strange, f"good files were refused: {strange[:3]}")
    demand(not found["bad"], f"{found['bad']}")
    kilobytes, slowest = found["kb"], found["slowest"]
    assert isinstance(kilobytes, int) and isinstance(slowest, float)
    demand(kilobytes < MOST_KB, f"{kilobytes} KB for all")
    demand(slowest < 3 * MOST_SECONDS, f"{slowest:.0f} s until the next article or reason")
    return f"{articles} good articles among hostile ones"


def _paths(value: object) -> list[str]:
    assert isinstance(value, list)
    return value


def trial(seed: int, folder: Path) -> str:
    """Some files alone, or all of them at once (every fourth seed)."""
    rolled = dice(seed, "inputs")
    if seed % 4 == 0:
        return all_at_once(folder, rolled)
    names = sorted(MORE)
    done = [
        one_alone(name, MORE[name](), folder)
        for name in (names[(seed * 4 + at) % len(names)] for at in range(4))
    ]
    done += [one_alone(*_damaged(rolled), folder) for _ in range(2)]
    return f"{len(done)} hostile files"


ATTACK = Attack(
    "inputs",
    f"text or reason within {MOST_SECONDS:.0f} s and {MOST_KB // 1000} MB; good files as if alone",
    trial,
    60,
)

if __name__ == "__main__":
    print(json.dumps(_read(sys.argv[1:])))
    sys.stdout.flush()
    os._exit(0)
