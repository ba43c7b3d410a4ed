"""Sources of every kind with hostile strings in them: tables, pages, mail, feeds, lists."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import random
import zipfile
from html import escape
from pathlib import Path
from urllib.parse import quote

from tools.attacks.strings import encoded, file_name, hostile, one_line

TOLD = (
    "Dockers in Portville walked past the gates again as their harbor strike went on. Anna"
    " Lindqvist of the union said the quarrel would be put to a vote. “Nobody asked for less,”"
    " Lindqvist said on Monday. Peter Holm, a director, refused to say what it would cost."
)


class Strings:
    """The strings of a trial, one after the other; ``shown`` are those that were taken."""

    def __init__(self, dice: random.Random, count: int) -> None:
        self.dice = dice
        self.left = [hostile(dice) for _ in range(count)]
        self.shown: list[str] = []

    def __call__(self) -> str:
        """The next string; one that was given before where all were."""
        one = self.left.pop() if self.left else self.dice.choice(self.shown)
        self.shown.append(one)
        return one


def _story(one: str, number: int) -> str:
    return f"Number {number}. {TOLD}\n\n{one}\n\n“{one}” said {one[:40]} of {one[:40]} on Friday."


def _row(draw: Strings, number: int) -> dict[str, str]:
    return {
        "id": draw(), "title": f"Case {number} {draw()}", "outlet": draw()[:80], "author": draw(),
        "url": draw.dice.choice(("", "http://e.example/", "javascript:", "https://")) + draw(),
        "date": draw.dice.choice(("2019-03-04", draw())), "text": _story(draw(), number),
    }  # fmt: skip


def sources(folder: Path, draw: Strings) -> None:
    """Writes a source of every kind."""
    root = os.fsencode(folder)
    rows = [_row(draw, number) for number in range(5)]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, list(rows[0]))
    writer.writeheader()
    writer.writerows([{k: v.replace("\0", "") for k, v in _row(draw, 5).items()}])
    (folder / "sheet.csv").write_bytes(encoded(sheet.getvalue()))
    for number, ending in ((6, ".txt"), (7, ".md"), (8, ".html"), (9, ".eml")):
        raw = {".html": _page, ".eml": _letter}.get(ending, _plain)(draw, number)
        with contextlib.suppress(OSError):  # a name the file system does not take
            Path(os.fsdecode(root + b"/" + file_name(draw(), ending))).write_bytes(raw)
    with contextlib.suppress(ValueError), zipfile.ZipFile(folder / "many.zip", "w") as archive:
        archive.writestr(f"{draw()}.txt", encoded(_story(draw(), 10)))
    (folder / "feed.xml").write_bytes(_feed(draw))
    (folder / "feed.json").write_text(json.dumps(_json_feed(draw)), "utf-8")


def _plain(draw: Strings, number: int) -> bytes:
    return encoded(_story(draw(), number))


def _page(draw: Strings, number: int) -> bytes:
    raw = draw.dice.random() < 0.5
    said = (lambda: draw()) if raw else (lambda: escape(draw()))
    return encoded(
        f"<!DOCTYPE html><html><head><title>{said()}</title><meta name=author content='{said()}'>"
        f"<meta property='og:site_name' content='{said()}'><meta property='og:title' content="
        f"'{said()}'><link rel=canonical href='{said()}'></head><body><article><h1>{said()}</h1>"
        f"<p>Number {number}. {TOLD}</p><p>{said()}</p><p>{TOLD}</p></article></body></html>"
    )


def _letter(draw: Strings, number: int) -> bytes:
    heads = [f"{name}: {one_line(draw())}" for name in ("Subject", "From", "List-Id", "Message-ID")]
    head = "\n".join([*heads, "Date: Tue, 11 Jul 2023 10:00:00 +0200"])
    return encoded(f"Return-Path: <a@e.example>\n{head}\n\n{_story(draw(), number)}\n")


def _feed(draw: Strings) -> bytes:
    items = "".join(
        f"<item><guid>{escape(draw())}</guid><title>{escape(draw())}</title>"
        f"<link>{escape(draw())}</link><author>{escape(draw())}</author>"
        f"<description>{escape(draw())} {TOLD} {number}</description></item>"
        for number in (11, 12)
    )
    return encoded(
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>{escape(draw())}</title>"
        f"{items}</channel></rss>"
    )


def _json_feed(draw: Strings) -> dict[str, object]:
    item = {"id": draw(), "url": draw(), "title": draw(), "content_text": _story(draw(), 13)}
    version = "https://jsonfeed.org/version/1.1"
    return {"version": version, "title": draw(), "items": [item], "feed_url": draw()}


def outlines(folder: Path, draw: Strings) -> Path:
    """A list of feeds, to be followed."""

    def said() -> str:
        return escape("".join(one for one in draw() if one.isprintable()), quote=True)

    lines = "".join(
        f'<outline text="{said()}"><outline type="rss" text="{said()}"'
        f' xmlUrl="http://feeds{number}.example/?{quote(said())}"/></outline>'
        for number in range(2)
    )
    path = folder / "list.opml"
    path.write_bytes(
        encoded(f"<?xml version='1.0'?><opml version='2.0'><body>{lines}</body></opml>")
    )
    return path
