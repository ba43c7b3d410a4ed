"""Files and folders as they are found in the world: read, or refused in one clear line."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from index.ingest import Draft, Limits, measure
from index.ingest.locate import shown
from tests.index.ingest.taking import drafts, only_refusal, pipe, refusals, take

TEXT = "The ferry company cancelled every crossing on Monday after a gale.\n"


def unshown(path: str) -> bytes:
    """The bytes of a file name, back from its shown form."""

    def plain(found: re.Match[bytes]) -> bytes:
        byte, short, long = found.groups()
        if byte:
            return bytes([int(byte, 16)])
        return chr(int(short or long, 16)).encode() if short or long else b"\\"

    return re.sub(rb"\\(?:\\|x(..)|u(.{4})|U(.{8}))", plain, path.encode())


def put(path: Path, data: bytes | str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text_file_is_one_draft_with_its_bytes_and_place(tmp_path: Path) -> None:
    (draft,) = drafts(take(put(tmp_path / "gale.txt")))
    assert draft.text == TEXT
    assert draft.raw == TEXT.encode()
    assert draft.origin.path == str(tmp_path / "gale.txt")
    assert (draft.origin.line, draft.origin.key) == (None, None)
    assert draft.done == len(TEXT)


def test_a_folder_is_read_with_its_sub_folders_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "c.md", "a/deep/er/0.txt", "noending"):
        put(tmp_path / name, f"{name} {TEXT}")
    found = [draft.text.split()[0] for draft in drafts(take(tmp_path))]
    assert found == ["b.txt", "c.md", "noending", "a/1.txt", "a/2.txt", "a/deep/er/0.txt"]


def test_hidden_files_are_passed_over_in_folders_but_read_when_named(tmp_path: Path) -> None:
    hidden = put(tmp_path / ".draft.txt")
    put(tmp_path / ".git" / "config.txt")
    put(tmp_path / "seen.txt")
    assert len(take(tmp_path)) == 1
    assert len(drafts(take(hidden))) == 1


def test_progress_counts_to_the_very_size_that_was_measured(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 500)
    put(tmp_path / "c.jsonl", f'{{"text": "{TEXT.strip()}"}}\n' * 3)
    put(tmp_path / "d.txt")
    items = take(tmp_path)
    done = [draft.done for draft in drafts(items)]
    assert done == sorted(done)
    assert done[-1] == measure([str(tmp_path)])


@pytest.mark.parametrize(
    ("name", "reason"),
    [("absent.txt", "no such file or folder"), ("a\0b.txt", "not a file name")],
)
def test_what_is_not_there_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    refusal = only_refusal(take(f"{tmp_path}/{name}"))
    assert (refusal.reason, refusal.skipped) == (reason, False)
    assert "\0" not in refusal.path
    assert measure([f"{tmp_path}/{name}"]) == 0


def test_a_folder_without_files_is_skipped_and_said(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    refusal = only_refusal(take(tmp_path))
    assert refusal.skipped and "no articles" in refusal.reason


def test_a_file_that_may_not_be_read_does_not_stop_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "a.txt")
    locked = put(tmp_path / "b.txt")
    put(tmp_path / "c.txt")
    real = os.open

    def guarded(path: str, *rest: int) -> int:
        if path == str(locked):
            raise PermissionError(13, "Permission denied", path)
        return real(path, *rest)

    monkeypatch.setattr(os, "open", guarded)
    items = take(tmp_path)
    assert len(drafts(items)) == 2
    (refusal,) = refusals(items)
    assert refusal.path == str(locked) and "no permission" in refusal.reason


def test_a_folder_that_may_not_be_listed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def guarded(path: str) -> object:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert "no permission" in only_refusal(take(tmp_path)).reason


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 100, b"\xc2\xa0\n" * 9]
)
def test_a_blank_file_is_skipped(tmp_path: Path, data: bytes) -> None:
    refusal = only_refusal(take(put(tmp_path / "blank.txt", data)))
    assert refusal.skipped or "binary" in refusal.reason


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"\x7fELF\x02\x01\x01", "ELF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"MZ\x90\x00\x03" + b"\x00" * 60, "Windows"),
        (b"{\\rtf1\\ansi", "RTF"),
        (bytes(range(256)) * 40, "binary data"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel>", "feed"),
        (b"<?xml version='1.0'?><opml version='2.0'>", "OPML"),
    ],
)
def test_what_is_no_plain_text_is_refused_by_what_it_is(
    tmp_path: Path, head: bytes, what: str
) -> None:
    refusal = only_refusal(take(put(tmp_path / "article.txt", head)))
    assert what in refusal.reason
    assert refusal.advice and not refusal.skipped


def test_a_picture_among_articles_is_skipped_unless_it_claims_to_be_text(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"\0" * 50
    put(tmp_path / "gale.png", picture)
    put(tmp_path / "gale.txt", picture)
    by_name = {Path(refusal.path).name: refusal.skipped for refusal in refusals(take(tmp_path))}
    assert by_name == {"gale.png": True, "gale.txt": False}


def test_programs_beside_articles_are_skipped(tmp_path: Path) -> None:
    put(tmp_path / "make.py", "print('gale')\n")
    put(tmp_path / "gale.txt")
    items = take(tmp_path)
    assert len(drafts(items)) == 1
    assert [refusal.skipped for refusal in refusals(items)] == [True]


def test_a_text_that_only_mentions_markup_is_text(tmp_path: Path) -> None:
    text = "The tag <html> opens a page, the manual says. From here on it is easy: read it.\n"
    assert drafts(take(put(tmp_path / "a.html", text)))[0].text == text


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    text = (
        "# A gale\n\n**NATO** said *nothing* of [the gale](https://post.example/gale).\n\n"
        "![The wall](wall.png)\n\n## Next\n\n2 * 3 * 4 and snake_case_name stay.\n"
    )
    (draft,) = drafts(take(put(tmp_path / "a.md", text)))
    assert draft.text == (
        "A gale\n\nNATO said nothing of [the gale](https://post.example/gale).\n\nThe wall\n\n"
        "Next\n\n2 * 3 * 4 and snake_case_name stay.\n"
    )
    assert draft.raw == text.encode()
    fenced = "# A gale\n\n```\n# no heading\n```\n"
    assert drafts(take(put(tmp_path / "b.md", fenced)))[0].text == fenced


def test_paragraphs_wrapped_at_a_fixed_width_are_joined_and_nothing_else(tmp_path: Path) -> None:
    wrapped = (
        "The ferry company cancelled every crossing on Monday after a gale tore\n"
        "at the harbor wall and left the island without food, fuel or medicine\n"
        "for the first time since the war.\n"
        "   Engineers said on Tuesday that repairs would take at least three or\n"
        "four weeks to finish, and that nobody could say what the winter might\n"
        "bring to a wall that was built for smaller ships and for calmer seas.\n"
        "\n- a list stays\n- as it is\n"
    )
    (draft,) = drafts(take(put(tmp_path / "a.txt", wrapped)))
    lines = draft.text.split("\n")
    assert lines[0].endswith("for the first time since the war.")
    assert lines[1].endswith("for calmer seas.")
    assert lines[2:] == ["", "- a list stays", "- as it is", ""]
    poem = "The sea is grey\nThe sky is low\nThe boats lie still\nThe gulls all know\n" * 3
    assert drafts(take(put(tmp_path / "b.txt", poem)))[0].text == poem


def test_a_hundred_megabytes_in_one_line_are_refused_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"a" * 1_000_000)
    table = tmp_path / "huge.jsonl"
    with table.open("wb") as file:
        file.write(b'{"text": "good"}\n{"text": "')
        for _ in range(100):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n{"text": "good again"}\n')
    tracemalloc.start()
    try:
        refusal = only_refusal(take(path))
        items = take(table)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "more than 5 MB" in refusal.reason
    assert [draft.text for draft in drafts(items)] == ["good", "good again"]
    assert [(one.line, "12 MB" in one.reason) for one in refusals(items)] == [(2, True)]
    assert peak < 60_000_000


def test_the_limit_can_be_set(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "word " * 100)
    assert "more than 400 bytes" in only_refusal(take(path, limits=Limits(article=400))).reason
    assert len(drafts(take(path, limits=Limits(article=500)))) == 1


def test_pipes_sockets_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path)  # socket names are short
        try:
            server.bind("b.txt")
        finally:
            os.chdir(here)
        put(tmp_path / "c.txt")
        items = take(tmp_path)
        named = [only_refusal(take(tmp_path / name)) for name in ("a.txt", "b.txt")]
    assert len(drafts(items)) == 1
    reasons = [refusal.reason for refusal in refusals(items)]
    assert reasons == ["a named pipe, not a file", "a socket, not a file"]
    assert [refusal.reason for refusal in named] == reasons
    assert "a device" in only_refusal(take("/dev/zero")).reason


def test_a_pipe_swapped_in_after_the_look_does_not_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "a.txt")
    real = os.open

    def swapped(name: str, *rest: int) -> int:
        if name == str(path):
            path.unlink()
            os.mkfifo(path)
        return real(name, *rest)

    monkeypatch.setattr(os, "open", swapped)
    assert "a named pipe" in only_refusal(take(path)).reason


def test_links_are_followed_inside_the_folder_and_nowhere_else(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside" / "secret.txt", "out of the tree\n")
    inside = tmp_path / "inside"
    put(inside / "a.txt", "real\n")
    (inside / "b-same.txt").symlink_to("a.txt")
    (inside / "c-out.txt").symlink_to(outside)
    (inside / "d-dangling.txt").symlink_to("nowhere.txt")
    (inside / "e-loop.txt").symlink_to("e-loop.txt")
    (inside / "f-up").symlink_to("..")
    (inside / "g-self").symlink_to(".")
    (inside / "h-zero.txt").symlink_to("/dev/zero")
    items = take(inside)
    assert [draft.text for draft in drafts(items)] == ["real\n", "real\n"]
    reasons = {Path(one.path).name[0]: one.reason for one in refusals(items)}
    assert reasons == {
        "c": "a link that leads out of the folder",
        "d": "a link that leads nowhere",
        "e": "a link that leads round in a circle",
        "f": "a link that leads out of the folder",
        "g": "a link to a folder that is read anyway",
        "h": "a link that leads out of the folder",
    }
    assert drafts(take(inside / "c-out.txt"))[0].text == "out of the tree\n"


def test_a_very_deep_folder_is_no_problem(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 60)
    put(deep / "a.txt")
    assert len(drafts(take(tmp_path))) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
@pytest.mark.parametrize(
    "name",
    [
        b"two\nlines.txt",
        b"tab\there.txt",
        b"\x1b[31mred\x1b[0m.txt",
        b"\xff\xfe\xe9.txt",
        b"[bold]x[bold].txt",
        b"-n",
        b" lead.txt",
        b"back\\slash\\n.txt",
        b"\xe2\x80\xaeoverride.txt",
        b"x" * 250,
        "grün 新聞.txt".encode(),
    ],
)
def test_hostile_names_are_read_shown_harmless_and_found_again(tmp_path: Path, name: bytes) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123 - pathlib takes no bytes
        file.write(TEXT.encode())
    for source in (str(tmp_path), os.fsdecode(path)):
        (draft,) = drafts(take(source))
        printed = draft.origin.path
        assert printed is not None
        assert printed.isprintable() and printed.encode()
        assert unshown(printed) == path


@pytest.mark.parametrize("name", ["a", "a\\b", "\x1b\n\t", "\udcff\udc80", "\u202e", "\U000e0041é"])
def test_shown_names_can_be_turned_back(name: str) -> None:
    assert unshown(shown(name)) == os.fsencode(name)


def test_many_sources_in_the_order_they_were_named(tmp_path: Path) -> None:
    second, first = put(tmp_path / "a.txt", "second\n"), put(tmp_path / "b.txt", "first\n")
    items = take(first, tmp_path / "none.txt", second)
    assert [draft.text for draft in drafts(items)] == ["first\n", "second\n"]
    assert isinstance(items[0], Draft) and not isinstance(items[1], Draft)


def test_standard_input_is_text_or_table_by_what_it_holds() -> None:
    (text,) = drafts(pipe(TEXT.encode()))
    assert (text.text, text.origin.path) == (TEXT, "-")
    rows = drafts(pipe(b'{"text": "one", "id": 7}\n{"text": "two"}\n'))
    assert [(row.text, row.origin.line, row.origin.key) for row in rows] == [
        ("one", 1, "7"),
        ("two", 2, None),
    ]
    assert only_refusal(pipe(b"")).skipped
    assert "PNG" in only_refusal(pipe(b"\x89PNG\r\n\x1a\n")).reason
    assert "more than 5 MB" in only_refusal(pipe(b"a" * 6_000_000)).reason


def test_the_processs_own_standard_input_is_the_default(tmp_path: Path) -> None:
    program = "from index.ingest import read; print([d.text for d in read(['-'])])"
    ran = subprocess.run(
        [sys.executable, "-c", program], input="gale\n", capture_output=True, text=True, check=True
    )
    assert ran.stdout == "['gale\\n']\n"
