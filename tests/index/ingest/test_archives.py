"""Archives and packed files: read where they lie, guarded, and a broken one costs only itself."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import stat
import struct
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from index.ingest import Limits, measure, read
from tests.index.ingest.taking import drafts, only_refusal, pipe, refusals, take

TEXT = b"The ferry company cancelled every crossing on Monday after a gale.\n"
NOISE = json.dumps({"text": os.urandom(30_000).hex()}).encode() + b"\n"


def zipped(*members: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def tarred(*members: tuple[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


PACK = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


@pytest.mark.parametrize("ending", PACK)
def test_a_packed_file_is_read_as_what_is_in_it(tmp_path: Path, ending: str) -> None:
    rows = b'{"text": "one", "id": 7}\n{"text": "two"}\n'
    path = put(tmp_path / f"news.jsonl.{ending}", PACK[ending](rows))
    found = drafts(take(path))
    assert [(row.text, row.origin.line) for row in found] == [("one", 1), ("two", 2)]
    assert {row.origin.path for row in found} == {str(path)}
    assert found[0].raw == b'{"text": "one", "id": 7}\n'
    assert found[-1].done == measure([str(path)])


@pytest.mark.parametrize("ending", [None, *PACK])
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_is_read_however_it_is_packed(tmp_path: Path, ending: str | None, form: int) -> None:
    deep = "d" * 80 + "/" + "e" * 80 + "/grün.txt"
    data = tarred(("a.txt", TEXT), (deep, b"two\n"), ("t.csv", b"title,text\na,three\n"), form=form)
    path = put(tmp_path / "news", PACK[ending](data) if ending else data)
    found = drafts(take(path))
    assert [draft.text for draft in found] == [TEXT.decode(), "two\n", "three"]
    assert [draft.origin.path for draft in found] == [
        f"{path}!/a.txt", f"{path}!/{deep}", f"{path}!/t.csv",
    ]  # fmt: skip


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_a_zip_is_read_member_by_member(tmp_path: Path, packing: int) -> None:
    path = put(
        tmp_path / "news.zip",
        zipped(("a.txt", TEXT), ("in/t.jsonl", b'{"text": "two"}\n'), packing=packing),
    )
    found = drafts(take(path))
    assert [(draft.text, draft.origin.path) for draft in found] == [
        (TEXT.decode(), f"{path}!/a.txt"),
        ("two", f"{path}!/in/t.jsonl"),
    ]
    assert [draft.raw for draft in found] == [TEXT, b'{"text": "two"}\n']


@pytest.mark.parametrize("name", ["picture.png", "words.txt", "none", "a.jsonl"])
def test_the_name_of_an_archive_does_not_matter(tmp_path: Path, name: str) -> None:
    for data in (zipped(("a", TEXT)), tarred(("a", TEXT)), gzip.compress(TEXT)):
        assert [draft.text for draft in drafts(take(put(tmp_path / name, data)))] == [TEXT.decode()]


def test_archives_come_on_standard_input_too() -> None:
    for data in (zipped(("a", TEXT)), tarred(("a", TEXT)), gzip.compress(tarred(("a", TEXT)))):
        (draft,) = drafts(pipe(data))
        assert (draft.text, draft.origin.path) == (TEXT.decode(), "-!/a")


def test_names_that_point_out_of_the_archive_are_only_shown(tmp_path: Path) -> None:
    inner = tmp_path / "in"
    inner.mkdir()
    names = ["../../out.txt", "/etc/out.txt", "\x1b[31mred\n.txt", "C:\\out.txt"]
    for data in (zipped(*[(name, TEXT) for name in names]), tarred(*[(n, TEXT) for n in names])):
        found = drafts(take(put(inner / "slip.zip", data)))
        assert len(found) == 4
        assert all(draft.origin.path and draft.origin.path.isprintable() for draft in found)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["slip.zip"]


def test_an_archive_in_an_archive_is_read_and_no_deeper(tmp_path: Path) -> None:
    once = zipped(("a.txt", TEXT))
    twice = zipped(("b.txt", b"two\n"), ("one.zip", once))
    path = put(tmp_path / "t.zip", zipped(("c.txt", b"three\n"), ("two.zip", twice)))
    items = take(path)
    assert [draft.text for draft in drafts(items)] == ["three\n", "two\n"]
    (refusal,) = refusals(items)
    assert refusal.path == f"{path}!/two.zip!/one.zip"
    assert refusal.reason == "packed more than 2 times over"


def test_thirty_times_gzip_is_refused_at_once() -> None:
    data = TEXT
    for _ in range(30):
        data = gzip.compress(data)
    assert "packed more than 2 times over" in only_refusal(pipe(data)).reason


@pytest.mark.parametrize("ending", PACK)
def test_a_bomb_stops_at_its_ratio_and_the_rest_goes_in(tmp_path: Path, ending: str) -> None:
    bomb = PACK[ending](b'{"text": "' + b"0" * 40_000_000 + b'"}')
    for name, data in (
        ("alone", bomb),
        ("zip", zipped(("bomb", bomb), packing=zipfile.ZIP_STORED)),
        ("tar", tarred(("bomb", bomb))),
    ):
        put(tmp_path / name, data)
    put(tmp_path / "zz.txt", TEXT)
    tracemalloc.start()
    try:
        items = take(tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(drafts(items)) == 1
    assert len(refusals(items)) == 3
    for refusal in refusals(items):
        assert "more than 200 times its size" in refusal.reason or "row of more" in refusal.reason
    assert peak < 60_000_000


def test_a_zip_whose_members_are_bombs_stops_at_the_total(tmp_path: Path) -> None:
    rows = b"".join(json.dumps({"text": f"{n} {'word ' * 30}"}).encode() + b"\n" for n in range(50))
    path = put(tmp_path / "a.zip", zipped(*[(f"{n}.jsonl", rows) for n in range(30)]))
    items = take(path, limits=Limits(unpacked=50_000))
    assert 100 < len(drafts(items)) < 350
    (refusal,) = refusals(items)
    assert "unpacks to more than 50 kB; the rest was not read" in refusal.reason


def test_an_archive_of_too_many_files_is_read_so_far(tmp_path: Path) -> None:
    many = [(f"{n}.txt", TEXT) for n in range(20)]
    for data in (zipped(*many), tarred(*many)):
        items = take(put(tmp_path / "a", data), limits=Limits(members=7))
        assert len(drafts(items)) == 7
        assert "more than 7 files" in refusals(items)[0].reason


@pytest.mark.parametrize("ending", PACK)
def test_rows_before_a_break_are_kept(tmp_path: Path, ending: str) -> None:
    packed = PACK[ending](
        NOISE * 3
        + b'{"text": "a"}\n'
        + b"".join(
            json.dumps({"text": os.urandom(20_000).hex()}).encode() + b"\n" for _ in range(30)
        )
    )
    items = take(put(tmp_path / "cut.jsonl", packed[: len(packed) * 2 // 3]))
    assert len(drafts(items)) >= (3 if ending == "bz2" else 10)
    (refusal,) = refusals(items)
    assert "breaks off; what came before was read" in refusal.reason
    assert refusal.advice


def test_a_few_rows_before_a_break_are_kept(tmp_path: Path) -> None:
    packer = io.BytesIO()
    with gzip.GzipFile(fileobj=packer, mode="w") as file:
        file.write(b'{"text": "one"}\n{"text": "two"}\n{"te')
        file.flush()
        cut = packer.tell()
        file.write(b'xt": "three"}\n')
    items = pipe(packer.getvalue()[:cut])
    assert [draft.text for draft in drafts(items)] == ["one", "two"]
    assert "breaks off" in refusals(items)[0].reason


def test_half_a_text_is_no_text() -> None:
    packed = gzip.compress(os.urandom(40_000).hex().encode())
    assert "breaks off" in only_refusal(pipe(packed[: len(packed) // 2])).reason


def test_members_before_a_break_in_a_tar_are_kept(tmp_path: Path) -> None:
    data = tarred(("a.txt", TEXT), ("b.txt", b"two\n"), ("c.txt", TEXT * 40))
    for cut in (2_700, 3_500):
        items = take(put(tmp_path / "cut.tar", data[:cut]))
        assert [draft.text for draft in drafts(items)] == [TEXT.decode(), "two\n"]
        assert len(refusals(items)) == 1
    packed = gzip.compress(tarred(("a.txt", TEXT), ("n.jsonl", NOISE * 5)))
    items = take(put(tmp_path / "cut.tgz", packed[:-9_000]))
    assert len(drafts(items)) >= 2
    assert ["breaks off" in refusal.reason for refusal in refusals(items)] == [True]


def test_a_zip_that_is_cut_short_is_refused_by_what_it_is() -> None:
    data = zipped(("a.txt", TEXT * 20))
    refusal = only_refusal(pipe(b"PK\3\4" + data[100:-30]))
    assert "ZIP archive, damaged or cut short" in refusal.reason
    assert "again" in refusal.advice


PACKINGS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]


class Piped(io.BytesIO):
    """A file that cannot be gone back in: sizes and checksums come behind the data."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


@pytest.mark.parametrize("piped", [False, True])
@pytest.mark.parametrize("packing", PACKINGS)
def test_of_a_zip_that_is_cut_short_the_whole_files_are_read(
    tmp_path: Path, packing: int, piped: bool
) -> None:
    if piped and packing == zipfile.ZIP_STORED:
        return  # such files have no length of their own
    file = Piped() if piped else io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("in/", b"")
        archive.writestr("in/t.jsonl", b'{"text": "two"}\n{"text": "three"}\n')
        archive.writestr("last.txt", NOISE)
    data = file.getvalue()
    path = put(tmp_path / "news.zip", data[: data.index(b"last.txt") + 9_000])
    items = take(path)
    assert [draft.text for draft in drafts(items)] == [TEXT.decode(), "two", "three"]
    lost, rest = refusals(items)
    assert lost.path == f"{path}!/last.txt" and "breaks off" in lost.reason
    assert rest.path == str(path) and "2 whole files were read" in rest.reason
    assert "again" in lost.advice and "again" in rest.advice


def test_a_lost_list_alone_costs_no_file(tmp_path: Path) -> None:
    data = zipped(("a.txt", TEXT), ("b.txt", b"two\n"))
    for cut in (data.index(b"PK\1\2"), len(data) - 30):
        items = take(put(tmp_path / "a.zip", data[:cut]))
        assert [draft.text for draft in drafts(items)] == [TEXT.decode(), "two\n"]
        assert len(refusals(items)) == 1


def test_a_wrong_checksum_in_a_cut_zip_costs_only_its_file(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.txt", b"A" * 50), ("b.txt", b"two\n"), packing=PACKINGS[0]))
    at = data.index(b"A" * 50)
    data[at : at + 50] = b"X" * 50
    items = take(put(tmp_path / "a.zip", bytes(data[:-30])))
    assert [draft.text for draft in drafts(items)] == ["two\n"]
    assert refusals(items)[0].path.endswith("!/a.txt")


def test_of_a_cut_document_nothing_is_taken_for_an_article() -> None:
    data = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>"))
    assert "cut short" in only_refusal(pipe(data[:-30])).reason


def test_a_cut_zip_with_a_bomb_stops_at_the_ratio(tmp_path: Path) -> None:
    data = zipped(("bomb.jsonl", b'{"text": "%s"}' % (b"x" * 30_000_000)), ("b.txt", TEXT))
    items = take(put(tmp_path / "a.zip", data[:-30]))
    assert any("bombs" in one.reason for one in refusals(items))


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.txt", TEXT), ("b.txt", b"B" * 50), ("c.txt", b"three\n"),
                            packing=zipfile.ZIP_STORED))  # fmt: skip
    at = data.index(b"B" * 50)
    data[at : at + 50] = b"X" * 50
    items = take(put(tmp_path / "a.zip", bytes(data)))
    assert [draft.text for draft in drafts(items)] == [TEXT.decode(), "three\n"]
    assert [(one.path[-5:], one.reason) for one in refusals(items)] == [
        ("b.txt", "damaged: it cannot be unpacked")
    ]


def test_encrypted_and_strangely_packed_members_are_refused_with_advice(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.txt", TEXT), ("b.txt", TEXT), ("c.txt", b"three\n")))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    struct.pack_into("<H", data, first + 8, 1)
    struct.pack_into("<H", data, second + 10, 97)
    items = take(put(tmp_path / "a.zip", bytes(data)))
    assert [draft.text for draft in drafts(items)] == ["three\n"]
    assert [(one.reason, one.advice) for one in refusals(items)] == [
        ("encrypted", "unpack it with its password and add what comes out"),
        ("packed by method 97, which is not read here", "unpack it and add what comes out"),
    ]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("word/document.xml", "DOCX"),
        ("xl/workbook.xml", "XLSX"),
        ("content.xml", "OpenDocument"),
        ("META-INF/container.xml", "EPUB"),
    ],
)
def test_documents_that_are_zips_inside_are_refused_by_name(name: str, what: str) -> None:
    refusal = only_refusal(pipe(zipped(("[Content_Types].xml", b"<Types/>"), (name, b"<x/>"))))
    assert what in refusal.reason and "save it as" in refusal.advice


def test_links_and_devices_in_archives_are_never_followed(tmp_path: Path) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "s"), (tarfile.LNKTYPE, "l"), (tarfile.FIFOTYPE, "f")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        link = zipfile.ZipInfo("s")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
    put(tmp_path / "b.tar", file.getvalue())
    items = take(tmp_path)
    assert drafts(items) == []
    assert len(refusals(items)) == 4


def test_what_no_one_misses_in_a_folder_no_one_misses_in_an_archive(tmp_path: Path) -> None:
    data = zipped(
        ("news/a.txt", TEXT), ("__MACOSX/news/._a.txt", b"\0\5"), (".DS_Store", b"\0\0\0\1"),
        ("news/logo.png", b"\x89PNG\r\n\x1a\n" + bytes(50)), ("make.py", b"print()"),
        ("e.txt", b""),
    )  # fmt: skip
    items = take(put(tmp_path / "a.zip", data))
    assert len(drafts(items)) == 1
    assert [(Path(one.path).name, one.skipped) for one in refusals(items)] == [
        ("logo.png", True), ("make.py", True), ("e.txt", True),
    ]  # fmt: skip


def test_a_packed_table_streams_in_the_memory_of_a_row(tmp_path: Path) -> None:
    row = json.dumps({"text": "word " * 2_000, "title": "gale"}).encode() + b"\n"
    path = tmp_path / "big.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for number in range(2_000):
            file.write(row.replace(b"gale", str(number).encode()))
    tracemalloc.start()
    try:
        count = sum(1 for _ in read([str(path)]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 2_000
    assert peak < 4_000_000


def test_a_tar_that_is_no_tar_any_more_ends_in_a_refusal() -> None:
    data = tarred(("a.txt", TEXT))
    items = pipe(data[:1024] + b"rubbish " * 100)
    assert len(drafts(items)) == 1
    assert "damaged" in refusals(items)[0].reason
    huge = bytearray(tarred(("x" * 200, TEXT), form=tarfile.GNU_FORMAT))
    huge[124:136] = b"\x80" + (10**15).to_bytes(11, "big")
    huge[148:156] = b" " * 8
    huge[148:156] = b"%06o\0 " % sum(huge[:512])
    assert "damaged" in only_refusal(pipe(bytes(huge))).reason


def test_an_archive_without_files_is_skipped_and_said() -> None:
    for data in (zipped(), zipped(("folder/", b"")), tarred(("folder/", b""))):
        refusal = only_refusal(pipe(data))
        assert (refusal.reason, refusal.skipped) == ("no articles in it", True)
