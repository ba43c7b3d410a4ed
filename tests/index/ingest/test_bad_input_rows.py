"""Files that swell, vanish or come twice while they are read: each is told, none does harm."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from index.ingest import read
from tests.index.ingest.taking import drafts, only_refusal, refusals, take

TEXT = "The ferry company cancelled every crossing on Monday after a gale.\n"


@pytest.fixture
def bounded() -> Iterator[None]:
    """Ten seconds, and little memory."""
    began = time.monotonic()
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 100_000_000
    assert time.monotonic() - began < 10


@pytest.mark.usefixtures("bounded")
def test_fifty_megabytes_of_nothing_are_refused_at_once(tmp_path: Path) -> None:
    for name in ("nul.txt", "nul.html", "nul.jsonl", "nul.csv"):
        path = tmp_path / name
        with path.open("wb") as file:
            file.truncate(50_000_000)
        assert only_refusal(take(path)).reason


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("line", [b"\n", b"a\n", b"{}\n"])
def test_ten_million_lines_are_refused_in_little_memory(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes(line * 10_000_000)
    items = take(path)
    assert not drafts(items)
    assert 1 <= len(refusals(items)) <= 4


def test_a_folder_called_like_a_text_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "x.txt"
    folder.mkdir()
    (folder / "in.txt").write_text(TEXT, encoding="utf-8")
    assert [draft.text for draft in drafts(take(tmp_path))] == [TEXT]


def test_a_file_that_vanishes_while_others_are_read_is_told(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{name}: {TEXT}", encoding="utf-8")
    reading = read([str(tmp_path)])
    items = [next(reading)]
    (tmp_path / "b.txt").unlink()
    items += reading
    assert [draft.text[0] for draft in drafts(items)] == ["a", "c"]
    (gone,) = refusals(items)
    assert gone.path.endswith("b.txt") and gone.advice


def test_a_table_that_grows_while_it_is_read_ends(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    row = '{"text": "A text of a few words."}\n'
    path.write_text(row * 3, encoding="utf-8")
    count = 0
    for _ in read([str(path)]):
        count += 1
        if count < 100:
            with path.open("a", encoding="utf-8") as file:
                file.write(row)
    assert 3 <= count < 300


def test_the_same_file_by_other_names_is_one_article(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "named"
    folder.mkdir()
    first = folder / "a.txt"
    first.write_text(TEXT, encoding="utf-8")
    (folder / "hard.txt").hardlink_to(first)
    (folder / "other.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    report = library.add([str(folder)])
    assert (len(report.imported), report.count("already")) == (1, 2)
    origins = library.article(1).origins
    assert {Path(one.path or "").name for one in origins} == {"a.txt", "hard.txt", "other.txt"}
