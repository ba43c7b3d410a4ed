"""JSONL and CSV tables: one article a row, and a bad row costs only itself."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from index.ingest import Declared, Limits, read
from tests.index.ingest.taking import drafts, only_refusal, pipe, refusals, take


def rows(*cells: dict[str, object] | str) -> bytes:
    lines = [cell if isinstance(cell, str) else json.dumps(cell) for cell in cells]
    return ("\n".join(lines) + "\n").encode()


@pytest.mark.parametrize("name", ["text", "body", "content", "Text", "Full Text"])
def test_the_text_column_has_the_usual_names(name: str) -> None:
    (draft,) = drafts(pipe(rows({name: "A gale."})))
    assert draft.text == "A gale."


@pytest.mark.parametrize(
    ("columns", "title", "outlet", "date"),
    [
        (["headline_text", "publisher", "content_text", "publish_date"], 0, 1, 3),
        (["Titel", "Quelle", "Volltext", "Datum"], 0, 1, 3),
        (["titre", "source", "texte", "date_publication"], 0, 1, 3),
        (["Título", "Medio", "Contenido", "Fecha"], 0, 1, 3),
        (["Article Title", "source.name", "articleBody", "publishedAt"], 0, 1, 3),
        (["webTitle", "newspaper", "bodyText", "webPublicationDate"], 0, 1, 3),
        (["заголовок", "источник", "текст", "дата"], 0, 1, 3),
    ],
)
def test_columns_have_usual_names_in_many_languages_and_spellings(
    columns: list[str], title: int, outlet: int, date: int
) -> None:
    cells = ["Gale", "Northern Post", "A gale tore at the wall.", "2021-03-04"]
    sheet = "\ufeff" + ";".join(columns) + "\n" + ";".join(cells) + "\n"
    for data in (sheet.encode(), rows(dict(zip(columns, cells, strict=True)))):
        (draft,) = drafts(pipe(data))
        assert draft.text == "A gale tore at the wall."
        told = draft.declared
        assert (told.title, told.outlet, told.date) == (cells[title], cells[outlet], cells[date])


def test_what_the_columns_declare_comes_along_clean() -> None:
    (draft,) = drafts(
        pipe(
            rows(
                {
                    "id": 17,
                    "headline": "Gale \x1b[31mcloses\n harbor",
                    "source": {"id": None, "name": "Northern Post"},
                    "published_at": "2021-03-04",
                    "link": "https://post.example/gale",
                    "authors": ["Ada Quill", "Jon Marsh"],
                    "lang": "en",
                    "content": "A gale.\r\nIt blew.",
                    "unknown": {"what": ["ever"]},
                }
            )
        )
    )
    assert draft.declared == Declared(
        title="Gale closes harbor",
        outlet="Northern Post",
        date="2021-03-04",
        url="https://post.example/gale",
        byline="Ada Quill, Jon Marsh",
        language="en",
    )
    assert draft.origin.key == "17"
    assert draft.text == "A gale.\nIt blew."


def test_of_two_columns_for_one_thing_the_first_filled_one_counts() -> None:
    (draft,) = drafts(pipe(rows({"source": "wire", "outlet": "Post", "body": "", "text": "A."})))
    assert (draft.declared.outlet, draft.text) == ("Post", "A.")
    (draft,) = drafts(pipe(rows({"source": "wire", "outlet": " ", "body": "B.", "text": ""})))
    assert (draft.declared.outlet, draft.text) == ("wire", "B.")


DEEP = '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "broken', "not JSON"),
        ('{"text": "a"} {"text": "b"}', "not JSON"),
        ('{"text": NaN}', "NaN"),
        ('{"text": "a", "date": Infinity}', "Infinity"),
        ("[1, 2]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ("17", "not a JSON object"),
        ("null", "not a JSON object"),
        ('{"text": 17}', "text is a number, not text"),
        ('{"text": ["a"]}', "text is a list, not text"),
        ('{"text": "a", "title": {"en": "b"}}', "title is an object, not text"),
        ('{"text": "a", "title": true}', "title is true or false, not text"),
        ('{"text": "a", "id": 1e999}', "id is a number, not text"),
        ('{"title": "no text"}', "no text"),
        ("{}", "no text"),
        (DEEP, "nested too deeply"),
        ('{"id": ' + "9" * 10_000 + ', "text": "a"}', "not JSON"),
    ],
)
def test_a_bad_row_is_refused_with_file_and_line_and_the_rest_goes_in(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = tmp_path / "table.jsonl"
    path.write_bytes(rows({"text": "one"}, line, {"text": "three"}))
    items = take(path)
    assert [(draft.text, draft.origin.line) for draft in drafts(items)] == [
        ("one", 1),
        ("three", 3),
    ]
    (refusal,) = refusals(items)
    assert (refusal.path, refusal.line, refusal.skipped) == (str(path), 2, False)
    assert reason in refusal.reason
    assert refusal.reason.isprintable()


def test_an_empty_text_is_skipped_with_its_line() -> None:
    (refusal,) = refusals(pipe(rows({"text": "one"}, {"text": " \n"})))
    assert (refusal.line, refusal.skipped) == (2, True)


def test_blank_lines_are_no_rows_but_count_as_lines() -> None:
    found = drafts(pipe(b'\n{"text": "one"}\n\n   \n{"text": "two"}'))
    assert [(draft.text, draft.origin.line) for draft in found] == [("one", 2), ("two", 5)]


def test_a_lone_surrogate_becomes_a_replacement_mark() -> None:
    (draft,) = drafts(pipe(b'{"text": "a\\ud800b", "title": "c\\udfffd"}\n'))
    assert draft.text == "a\ufffdb"
    assert draft.declared.title == "c\ufffdd"


def test_a_table_is_known_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(rows({"text": "one"}, {"text": "two"}))
    assert [draft.text for draft in drafts(take(path))] == ["one", "two"]
    path = tmp_path / "prose.jsonl"
    path.write_text("This is not a table at all.\nIt only has the name of one.\n")
    assert len(drafts(take(path))) == 1


def test_a_table_whose_first_row_is_broken_is_still_a_table(tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_bytes(rows('{"text": broken}', {"text": "two"}))
    items = take(path)
    assert [draft.text for draft in drafts(items)] == ["two"]
    assert [refusal.line for refusal in refusals(items)] == [1]


def test_a_table_of_something_else_is_given_up_after_a_while() -> None:
    items = pipe(rows(*[{"price": 1}] * 5_000), Limits(hopeless_rows=50))
    assert len(items) == 4
    assert "no article in the first 50 rows" in refusals(items)[-1].reason


def test_tables_stream_in_the_memory_of_a_row(tmp_path: Path) -> None:
    row = json.dumps({"text": "word " * 2_000, "title": "gale"}) + "\n"
    table, sheet = tmp_path / "big.jsonl", tmp_path / "big.csv"
    with table.open("w") as file:
        file.writelines(row for _ in range(3_000))
    with sheet.open("w") as file:
        file.write("title,text\n")
        file.writelines('gale,"' + "word " * 2_000 + '"\n' for _ in range(3_000))
    tracemalloc.start()
    try:
        counts = [sum(1 for _ in read([str(path)])) for path in (table, sheet)]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert counts == [3_000, 3_000]
    assert peak < 4_000_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_tables_come_in_every_unicode_encoding(encoding: str) -> None:
    lines = '{"text": "Ein Sturm über Köln"}\n{"text": "Zwei Stürme"}\n'
    assert [draft.text for draft in drafts(pipe(lines.encode(encoding)))] == [
        "Ein Sturm über Köln",
        "Zwei Stürme",
    ]
    sheet = "id;title;text\n1;Köln;Ein Sturm\n".encode(encoding)
    assert [draft.text for draft in drafts(pipe(sheet))] == ["Ein Sturm"]


def test_a_broken_byte_in_a_table_costs_one_letter() -> None:
    data = '{"text": "Köln"}\n'.encode() + b'{"text": "K\xf6ln und mehr"}\n'
    first, second = drafts(pipe(data))
    assert first.text == "Köln"
    assert second.text == "K\ufffdln und mehr"
    assert (first.replaced, second.replaced) == (0, 1)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_sheets_with_any_usual_delimiter(delimiter: str) -> None:
    lines = [["id", "title", "text"], ["7", "Gale", '"A ""wild"" gale,\nit blew; and | blew."']]
    data = "\n".join(delimiter.join(line) for line in lines).encode()
    (draft,) = drafts(pipe(data + b"\n"))
    assert draft.text == 'A "wild" gale,\nit blew; and | blew.'
    assert (draft.declared.title, draft.origin.key, draft.origin.line) == ("Gale", "7", 2)


@pytest.mark.parametrize("told", ["sep=;", "\ufeffsep=;", '"sep=;"', "SEP=;"])
def test_excels_line_above_a_header_is_no_row(told: str) -> None:
    sheet = f"{told}\r\ntitle;text\r\nGale;A gale, at last.\r\n"
    (draft,) = drafts(pipe(sheet.encode()))
    assert (draft.declared.title, draft.text, draft.origin.line) == ("Gale", "A gale, at last.", 3)


def test_the_line_of_a_row_is_its_first_line_in_the_file() -> None:
    data = b'title,text\na,"one\nover\nlines"\nb,two\n\nc,three\n'
    assert [draft.origin.line for draft in drafts(pipe(data))] == [2, 5, 7]


def test_a_sheets_row_keeps_its_header_so_that_it_can_be_read_again() -> None:
    second = drafts(pipe(b"title,text\r\na,one\r\nb,two\r\n"))[1]
    assert second.raw == b"title,text\r\nb,two\r\n"
    (again,) = drafts(pipe(second.raw))
    assert (again.text, again.declared) == (second.text, second.declared)


def test_an_unclosed_quote_costs_its_own_row_only() -> None:
    data = b'title,text\na,one\nb,"never closed\nc,three\nd,"four"\ne,five\n'
    items = pipe(data)
    assert [draft.text for draft in drafts(items)] == ["one", "three", "four", "five"]
    assert [(one.line, one.reason) for one in refusals(items)] == [
        (3, "an unclosed or misplaced quotation mark")
    ]


def test_an_unclosed_quote_in_a_long_sheet_does_not_eat_it() -> None:
    data = b'title,text\nb,"never closed\n' + b"c,more words in here\n" * 20_000
    items = pipe(data, Limits(row=100_000))
    assert (len(drafts(items)), len(refusals(items))) == (20_000, 1)


def test_a_huge_cell_is_refused_alone() -> None:
    data = b"title,text\na," + b"x" * 300_000 + b"\nb," + b"y" * 2_000_000 + b"\nc,three\n"
    items = pipe(data, Limits(row=1_000_000))
    assert [len(draft.text) for draft in drafts(items)] == [300_000, 5]
    assert [one.line for one in refusals(items)] == [3]


def test_a_row_with_too_many_cells_is_refused() -> None:
    items = pipe(b"title,text\na,one\nb,two,and,more\nc,three\n")
    assert len(drafts(items)) == 2
    assert [(one.line, one.reason) for one in refusals(items)] == [(3, "4 cells under 2 columns")]


def test_a_sheet_without_a_text_column_is_refused_once(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("item,price\nrope,2\nsail,90\n")
    assert "no column is named text" in only_refusal(take(path)).reason


def test_prose_with_commas_is_no_sheet() -> None:
    text = b"Title, text and date were missing, he said.\nHe went on, and on, and on.\n"
    assert drafts(pipe(text))[0].text.startswith("Title, text")


def test_nul_bytes_in_a_sheet_are_cleaned_away() -> None:
    (draft,) = drafts(pipe(b"title,text\na,o\0ne and some more text to be read\n"))
    assert draft.text == "one and some more text to be read"


def test_markup_in_a_cell_is_read_as_the_words_it_shows() -> None:
    cell = "<p>A gale &amp; a <b>flood</b> came.</p><p>Engineers said nothing.</p>"
    (draft,) = drafts(pipe(rows({"content": cell})))
    assert draft.text.split("\n")[0] == "A gale & a flood came."
    assert "<" not in draft.text and "Engineers said nothing." in draft.text
    (draft,) = drafts(pipe(rows({"content": "He wrote </b> and 3 < 4 on the wall."})))
    assert draft.text == "He wrote </b> and 3 < 4 on the wall."
