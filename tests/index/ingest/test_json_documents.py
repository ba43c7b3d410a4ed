"""JSON that is no table: lists and documents, of any size, and a broken element alone."""

from __future__ import annotations

import json
import time
import tracemalloc
from pathlib import Path

import pytest

from index.ingest import Limits, read
from tests.index.ingest.taking import drafts, only_refusal, pipe, refusals

GALE = {"title": "Gale", "text": "A gale."}


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_of_objects_is_as_many_articles(indent: int | None) -> None:
    rows = [{**GALE, "id": number} for number in range(3)]
    found = drafts(pipe(json.dumps(rows, indent=indent).encode()))
    assert [(row.declared.title, row.origin.key) for row in found] == [
        ("Gale", "0"), ("Gale", "1"), ("Gale", "2"),
    ]  # fmt: skip
    assert [json.loads(row.raw) for row in found] == rows
    assert [row.origin.line for row in found] == ([1, 1, 1] if indent is None else [2, 7, 12])


def test_an_object_over_several_lines_is_one_article() -> None:
    (draft,) = drafts(pipe(json.dumps({**GALE, "authors": [{"name": "Ada"}]}, indent=2).encode()))
    assert (draft.text, draft.declared.byline, draft.origin.line) == ("A gale.", "Ada", 1)


@pytest.mark.parametrize(
    "document",
    [
        {"status": "ok", "totalResults": 2, "articles": [GALE, GALE]},
        {"response": {"docs": [GALE, GALE], "meta": {"hits": 2}}},
        {"version": 7, "data": [{"attributes": GALE}, {"attributes": GALE}]},
        {"hits": {"total": 2, "hits": [{"_id": "a", "_source": GALE}, {"_source": GALE}]}},
        {"results": [{"webTitle": "Gale", "fields": {"bodyText": "A gale."}}] * 2},
        {"a": GALE, "b": GALE},
        {"corpus": {"north": [GALE, GALE]}},
        [{"title": {"rendered": "Gale"}, "content": {"rendered": "A gale."}}] * 2,
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_articles_are_found_wherever_interfaces_put_them(
    document: dict[str, object], indent: int | None
) -> None:
    found = drafts(pipe(json.dumps(document, indent=indent).encode()))
    assert [(row.text, row.declared.title) for row in found] == [("A gale.", "Gale")] * 2


def test_an_interfaces_answer_is_read_with_its_names() -> None:
    row = {
        "source": {"id": None, "name": "Northern Post"}, "author": "Ada Quill", "title": "Gale",
        "description": "Short.", "url": "https://post.example/gale", "urlToImage": None,
        "publishedAt": "2021-03-04T08:00:00Z", "content": "A gale tore at the wall.",
    }  # fmt: skip
    (draft,) = drafts(pipe(json.dumps({"status": "ok", "articles": [row]}).encode()))
    told = draft.declared
    assert (told.outlet, told.byline, told.title) == ("Northern Post", "Ada Quill", "Gale")
    assert (told.url, told.date) == ("https://post.example/gale", "2021-03-04T08:00:00Z")


def test_documents_one_behind_the_other_are_all_read() -> None:
    data = json.dumps(GALE, indent=2) + "\n" + json.dumps([GALE, GALE], indent=2)
    assert len(drafts(pipe(data.encode()))) == 3


DEEP = '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}"


@pytest.mark.parametrize(
    ("element", "reason"),
    [
        ('{"text": "a" "b": 1}', "not JSON"),
        ('{"text": NaN}', "NaN"),
        ('{"text": 1e999, "id": Infinity}', "Infinity"),
        ("[1, 2]", "not a JSON object"),
        ("17", "not a JSON object"),
        ('{"text": 17}', "text is a number"),
        ('{"title": "none"}', "no text"),
        (DEEP, "nested too deeply"),
        ('{"text": "a", }', "not JSON"),
    ],
)
def test_a_bad_element_is_refused_with_its_line_and_the_rest_goes_in(
    element: str, reason: str
) -> None:
    data = f"[\n{json.dumps(GALE)},\n{element},\n{json.dumps(GALE)}\n]"
    items = pipe(data.encode())
    assert [draft.origin.line for draft in drafts(items)] == [2, 4]
    assert [refusal.line for refusal in refusals(items)] == [3]
    assert reason in refusals(items)[0].reason and refusals(items)[0].advice


def test_a_list_that_breaks_off_keeps_what_came_before() -> None:
    data = json.dumps([GALE, GALE, GALE], indent=1)
    for cut in (len(data) - 1, len(data) - 20):
        items = pipe(data[:cut].encode())
        assert len(drafts(items)) == (3 if cut == len(data) - 1 else 2)
        assert len(refusals(items)) == 1


def test_lone_surrogates_nul_and_other_encodings() -> None:
    (draft,) = drafts(pipe(b'[{"text": "a\\ud800b\\u0000c"}]'))
    assert draft.text == "a\ufffdbc"
    german = {"text": "Ein Sturm über Köln, sagte der Kapitän der Fähre am Montag."}
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        data = json.dumps([german], ensure_ascii=False, indent=1).encode(encoding)
        assert drafts(pipe(data))[0].text == german["text"]


def test_a_document_without_articles_is_refused_with_advice() -> None:
    refusal = only_refusal(pipe(b'{\n "name": "settings",\n "port": 80\n}'))
    assert refusal.reason == "no text" and "text" in refusal.advice
    assert "not JSON" in only_refusal(pipe(b'{\n "name": "settings\n}')).reason


def test_a_list_of_something_else_is_given_up() -> None:
    items = pipe(json.dumps([{"price": 1}] * 5_000).encode(), Limits(hopeless_rows=50))
    assert len(items) == 4


def test_text_in_brackets_is_text() -> None:
    for text in (
        "[Editor's note] The gale came.\n",
        "{Draft} The gale came.\n",
        "[[Gale]] came.\n",
    ):
        assert drafts(pipe(text.encode()))[0].text == text


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_long_list_streams_in_the_memory_of_a_few_elements(tmp_path: Path, wrapped: bool) -> None:
    path = tmp_path / "big.json"
    row = json.dumps({"text": "word " * 2_000, "title": "gale"})
    with path.open("w") as file:
        file.write('{"status": "ok", "articles": [' if wrapped else "[")
        file.write(",\n".join([row] * 1_500))
        file.write("]}" if wrapped else "]")
    tracemalloc.start()
    try:
        count = sum(1 for _ in read([str(path)], Limits(row=1_000_000)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 1_500
    assert peak < 12_000_000


@pytest.mark.parametrize("piece", ['{"a":', "[", '{"text": "', '"', "[{},", "{} ", '[{"a": 1} '])
def test_a_megabyte_of_broken_json_takes_no_long_time(piece: str) -> None:
    began = time.process_time()
    for data in (piece * (1_000_000 // len(piece)), "[" + piece * (1_000_000 // len(piece))):
        pipe(data.encode())
    assert time.process_time() - began < 10
