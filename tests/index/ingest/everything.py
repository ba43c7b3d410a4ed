"""A folder with one of everything and many hostile files: ``write(folder)`` makes it.

Good files are named after what they are; hostile ones stand under ``hostile/``.
"""

from __future__ import annotations

import bz2
import functools
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

SENTENCES = (
    "The ferry company cancelled every crossing on Monday after a gale tore at the harbor wall. "
    "Engineers said on Tuesday that repairs would take at least three weeks to finish. "
    "Islanders wait for food and medicine, and the council blamed the government for it."
)
MARKUP = "".join(f"<p>{SENTENCES} Part {number} of the report.</p>" for number in range(5))


def told(what: str) -> str:
    """A text of its own, so that nothing is a copy of something else."""
    return f"This is the text of the {what}. {SENTENCES}"


def html(what: str) -> str:
    head = f"<!DOCTYPE html><html><head><title>The {what} in a gale</title></head>"
    body = f"<article><h1>The {what}</h1><p>{told(what)}</p>{MARKUP}</article>"
    return f"{head}<body>{body}</body></html>"


def _letter(what: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = f"The {what}", "Ada Quill <ada@post.example>"
    message["Date"], message["Message-ID"] = "Tue, 11 Jul 2023 10:00:00 +0200", f"<{what}@x>"
    message.set_content(told(what))
    return message


def _zip(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def _tar(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def _row(what: str) -> bytes:
    return json.dumps({"title": f"The {what}", "text": told(what)}).encode() + b"\n"


def good() -> dict[str, tuple[bytes, int]]:
    """Each file's bytes, and how many articles are in it."""
    mailbox = b"\n".join(
        b"From a@x Tue Jul 11 10:09:25 2023\n" + _letter(what).as_bytes() for what in ("m1", "m2")
    )
    rss = (
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Northern Post</title><item>"
        f"<title>The feed</title><description>{told('feed')}</description></item></channel></rss>"
    )
    front = f"---\ntitle: The front\ndate: 2023-07-11\n---\n\n{told('front')}\n"
    wide = told("wide").encode("utf-16")
    listed = [{"title": "The list", "text": told("list")}, {"text": told("list two")}]
    return {
        "plain.txt": (told("plain").encode(), 1),
        "wide.txt": (wide, 1),
        "western.txt": (("Die Fähre nach Köln fuhr früh, schön. " * 8).encode("cp1252"), 1),
        "front.md": (front.encode(), 1),
        "page.html": (html("page").encode(), 1),
        "misnamed.txt": (html("misnamed").encode(), 1),
        "feed.xml": (rss.encode(), 1),
        "rows.jsonl": (_row("row") + _row("row two"), 2),
        "list.json": (json.dumps(listed, indent=1).encode(), 2),
        "answer.json": (json.dumps({"articles": [{"content": told("answer")}]}).encode(), 1),
        "sheet.csv": (f'title;text\nsheet;"{told("sheet")}"\n'.encode(), 1),
        "tabs.tsv": (f"title\ttext\ntabs\t{told('tabs')}\n".encode(), 1),
        "letter.eml": (_letter("letter").as_bytes(), 1),
        "box.mbox": (mailbox, 2),
        "rows.jsonl.gz": (gzip.compress(_row("gz")), 1),
        "rows.jsonl.xz": (lzma.compress(_row("xz")), 1),
        "plain.bz2": (bz2.compress(told("bz2").encode()), 1),
        "many.zip": (_zip(("a.txt", told("zipped").encode()), ("p.html", html("zp").encode())), 2),
        "many.tar.gz": (gzip.compress(_tar(("a.txt", told("tarred").encode()))), 1),
    }  # fmt: skip


@functools.cache
def hostile() -> dict[str, bytes]:
    """Each file's bytes: none may stop the rest, hang, or fill the memory."""
    deep = "[" * 100_000
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(500)
    )
    packed = told("packed").encode()
    thirty = packed
    for _ in range(30):
        thirty = gzip.compress(thirty)
    zipped = _zip(("a.txt", packed))
    bomb = b"0" * 20_000_000
    return {
        "empty.txt": b"",
        "spaces.txt": b" \n" * 50,
        "mark.txt": b"\xef\xbb\xbf",
        "nul.txt": bytes(9_000),
        "nuls.bin": bytes(2_000_000),
        "line.txt": b"a" * 6_000_000,
        "lines.txt": b"\n" * 2_000_000,
        "words.txt": b"x" * 1_000_000,
        "invalid.txt": b"\xff\xfe\xfd" * 500,
        "random": os.urandom(9_000),
        "escapes.txt": b"\x1b[31mred\x1b[0m \x1b]0;taken over\x07 and more words to be read here\n",
        "bidi.txt": "The \u202ereversed\u202c words of a text that is to be read here.\n".encode(),
        "zalgo.txt": ("Z" + "\u0301" * 5_000 + " and words to be read.\n").encode(),
        "markup.txt": b"[bold]x[/bold] [link=file:///etc/passwd]y[/link] are words in a text.\n",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(500),
        "program.txt": b"\x7fELF\x02\x01" + bytes(500),
        "paper.txt": b"%PDF-1.7\n%\xe2\xe3",
        "word.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
        "rich.rtf": b"{\\rtf1\\ansi Gale}",
        "base.db": b"SQLite format 3\x00" + bytes(99),
        "film.mp4": b"\0\0\0\x18ftypmp42" + bytes(99),
        "sound.mp3": b"ID3\x04" + bytes(99),
        "seven.7z": b"7z\xbc\xaf\x27\x1c" + bytes(99),
        "rar.rar": b"Rar!\x1a\x07\0" + bytes(99),
        "zstd.zst": b"\x28\xb5\x2f\xfd" + bytes(99),
        "font.woff": b"wOFF" + bytes(99),
        "docx.docx": _zip(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")),
        "book.epub": _zip(
            ("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"<x/>")
        ),
        "office.odt": _zip(("mimetype", b"x"), ("content.xml", b"<x/>")),
        "sheet.xlsx": _zip(("xl/workbook.xml", b"<x/>")),
        "bomb.gz": gzip.compress(bomb),
        "bomb.xz": lzma.compress(bomb, preset=0),
        "bomb.bz2": bz2.compress(bomb),
        "bomb.zip": _zip(("b.txt", bomb)),
        "thirty.gz": thirty,
        "cut.gz": gzip.compress(packed)[:-30],
        "three.zip": _zip(("a.zip", _zip(("b.zip", zipped)))),
        "slip.zip": _zip(("../../s.txt", told("slip").encode())),
        "cut.zip": zipped[:-20],
        "none.zip": _zip(),
        "cut.tar": _tar(("a.txt", packed * 9))[:1_500],
        "notgz.gz": b"\x1f\x8b\x08" + b"nothing" * 20,
        "notxz.xz": b"\xfd7zXZ\x00" + b"nothing" * 20,
        "notzip.zip": b"PK\x03\x04" + b"nothing" * 20,
        "badtar.tar": _tar(("a.txt", packed))[:700] + b"x" * 900,
        "locked.zip": zipped.replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
        ),
        "deep.html": ("<html><body>" + "<div>" * 20_000 + told("deep page")).encode(),
        "attributes.html": (
            "<html><body><p " + "a=1 " * 100_000 + f">{told('attributes')}</p>"
        ).encode(),
        "tags.html": b"<html>" + b"<" * 500_000,
        "shell.html": b"<!DOCTYPE html><html><body></body></html>",
        "laughs.xml": (
            f"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY l0 'ha'>{laughs}]>"
            "<rss><channel><title>&l9;</title></channel></rss>"
        ).encode(),
        "entity.xml": (
            b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            b"<rss><channel><item><title>&x;</title></item></channel></rss>"
        ),
        "cutfeed.xml": b"<?xml version='1.0'?><rss version='2.0'><channel><item><title>a",
        "nofeed.xml": b"<?xml version='1.0'?><a><b/></a>",
        "subs.opml": (
            b"<?xml version='1.0'?><opml version='2.0'><body>"
            b"<outline xmlUrl='javascript:x'/></body></opml>"
        ),
        "deep.opml": b"<?xml version='1.0'?><opml>" + b"<outline>" * 50_000,
        "deep.json": ('{"text": ' + deep).encode(),
        "deeplist.json": ('[{"text": ' + deep).encode(),
        "broken.json": b'[{"text": "a" "b"}]',
        "cut.json": b'[{"text": "a',
        "settings.json": b'{\n "port": 80\n}',
        "nan.jsonl": b'{"text": NaN}\n',
        "types.jsonl": b'{"text": 17}\n[1]\nnull\n',
        "surrogate.jsonl": b'{"text": "A lone \\ud800 surrogate stands among these words."}\n',
        "hopeless.jsonl": b'{"price": 1}\n' * 3_000,
        "unclosed.csv": b'title,text\na,"never closed\n',
        "notext.csv": b"item,price\nrope,2\n",
        "huge.csv": b"title,text\na," + b"y" * 6_000_000 + b"\n",
        "parts.eml": b"Message-ID: <1@x>\n" + nested + b"\nA gale.\n",
        "empty.eml": b"Message-ID: <1@x>\nSubject: none\n\n",
        "charset.eml": (
            b"Message-ID: <1@x>\nContent-Type: text/plain; charset=nope-99\n\n"
            b"Words in no known charset, to be read.\n"
        ),
        "attached.eml": b"Message-ID: <1@x>\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n",
        "from.mbox": b"From a@x Tue Jul 11 10:09:25 2023\n" * 500,
        "cut.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\nHTTP/1.1 200",
        "newline\nname.txt": told("newline").encode(),
        "\x1b[31mname.txt": told("escape").encode(),
        "[bold]name.txt": told("bold").encode(),
        "-n.txt": told("dash").encode(),
        " lead.txt": told("lead").encode(),
        "x" * 240 + ".txt": told("long").encode(),
    }


def write(folder: Path) -> tuple[int, int]:
    """Writes all of it; how many articles are in the good files, and how many hostile files."""
    for name, (data, _) in good().items():
        (folder / name).write_bytes(data)
    hostile_folder = folder / "hostile"
    hostile_folder.mkdir()
    for name, data in hostile().items():
        (hostile_folder / name).write_bytes(data)
    os.mkfifo(hostile_folder / "pipe.txt")
    (hostile_folder / "loop.txt").symlink_to("loop.txt")
    (hostile_folder / "dangling.txt").symlink_to("nowhere.txt")
    (hostile_folder / "zero.txt").symlink_to("/dev/zero")
    (hostile_folder / "up").symlink_to("..")
    (hostile_folder / "folder.txt").mkdir()
    (hostile_folder / "copy.txt").hardlink_to(folder / "plain.txt")
    deep = hostile_folder.joinpath(*["d"] * 60)
    deep.mkdir(parents=True)
    (deep / "deep.txt").write_text(told("depth"))
    return sum(count for _, count in good().values()), len(hostile()) + 8
