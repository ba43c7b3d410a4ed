"""The JSON others build on: the documented fields, in the documented shapes."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from index import (
    Already,
    Article,
    ArticleLine,
    Cell,
    Check,
    Claim,
    Column,
    Comparison,
    Contradiction,
    Copy,
    Coverage,
    Credited,
    DateRange,
    Dates,
    Difference,
    Entity,
    EntityPage,
    EntityPlace,
    Event,
    Family,
    Finding,
    Hit,
    ImportReport,
    Mention,
    Missing,
    OnlyHere,
    Origin,
    Passage,
    Quote,
    Refusal,
    Results,
    Row,
    Share,
    Shared,
    Snippet,
    Source,
    Span,
    Unheard,
    Voice,
    Wording,
    WordingUse,
    Zone,
)
from tui import json_values, records, work_records
from tui.json_values import Record

TEXT = "AFP - Kyiv waits. “We wait,” Ms Bond said.\nSubscribe"
DATES = Dates(
    Finding("2024-12-21", "date line", "December 21, 2024", Span(0, 3)),
    DateRange(datetime.date(2023, 6, 1), datetime.date(2023, 7, 10)),
    True,
    (Finding("2023-07", "named edition", "the Vilnius summit"),),
)
ARTICLE = Article(
    7,
    TEXT,
    title=Finding("Kyiv waits", "table column", "title"),
    outlet=Finding("SGP", "credit line", "Source: SGP"),
    credits=(Finding("AFP", "dateline", "AFP -", Span(0, 5)),),
    cites=(Finding("RT", "according to", "according to RT"),),
    dates=DATES,
    zones=(Zone(0, 6, "dateline", "agency dateline"), Zone(43, 52, "boilerplate", "subscribe")),
    origins=(Origin("a.jsonl", 3, "k3"), Origin("b.txt")),
    family=7,
    event="e2",
    entities=(Mention(6, 10, "Kyiv", "LOC", "Kyiv"),),
    quotes=(Quote(19, 26, "We wait", "Bond", "direct", "said", speaker_span=Span(31, 35)),),
)
LINE = ArticleLine(
    7, "Kyiv waits", True, "SGP", "AFP", datetime.date(2023, 6, 20), "implied", True, 9, "e2", False
)
EVENT = Event(
    "e2", "Run-up", datetime.date(2023, 6, 1), None, (7, 8), ("SGP", "RT"), 2, ("e3",), ("same",)
)
ENTITY = Entity("Kyiv", "LOC", 2, 3, {"Kyiv": 2, "Kiev": 1})
COMPARISON = Comparison(
    "e2",
    "Run-up",
    (7, 8),
    (Column(7, "SGP · text AFP", "Kyiv waits", None, DATES, 9, 2, ("quotes one",)),),
    (Row((Cell(6, 17, (Span(6, 10),)), None), 0.0),),
    (Wording("capital", "the capital", (WordingUse(7, "Kyiv", (Span(6, 10),), 1),)),),
    (Voice("Bond", 7, "direct", False, 2, (Span(19, 26),), ("said",)),),
    (Unheard("Russia", 7, (Span(0, 3),)),),
    (Source(7, "AFP", "credit", (Span(0, 3),), None),),
    (OnlyHere(7, "Bond", "name", (Span(31, 35),)),),
    (Shared("Kyiv waits", 2, (Passage(7, 6, 16), Passage(8, 0, 10))),),
    (Contradiction("year", ("pledge",), (Claim(7, "2014", Span(1, 5), Span(0, 9)),)),),
    2,
)
REPORT = ImportReport(
    (7,),
    (Already(Origin("b.txt"), 7),),
    (Refusal("c.csv", 4, "no text", "name the column"),),
    (Refusal("d.txt", None, "empty", "", True),),
)
RESULTS = Results("kyiv", 1, (Hit(LINE, 3.25, Snippet("Kyiv waits", (Span(0, 4),))),), 1.23456)

CUT = Difference("cut", Span(0, 9), None, 2, (Span(0, 9),))
COPY = Copy(1, 2, "Kyiv waits", True, 9, 3, (Span(0, 9),), (CUT,))
FOUND = Finding("AFP", "credit line", "AFP -", Span(0, 3))

EVERYTHING: dict[str, Record] = {
    "article": records.article(ARTICLE),
    "add": work_records.import_report(REPORT),
    "list": records.articles([LINE]),
    "search": records.results(RESULTS),
    "entities": records.entities([ENTITY]),
    "entity page": records.entity_page(
        EntityPage(
            ENTITY,
            (EntityPlace(7, "Kyiv waits", "SGP", Span(6, 17), "Kyiv waits.", (Span(6, 10),)),),
            (7,),
            (Share("SGP", 1, 1),),
            (Share("2023-07", 1, 1),),
            (Share("NATO", 2, 1),),
        )
    ),
    "events": records.events([EVENT]),
    "one event": records.told(
        EVENT,
        Coverage("e2", ("e1",), (Missing("AFP", ("e1",), ("e1",), (9,), 1, "e3"),), None),
        {7: datetime.datetime(2023, 7, 1, 9, 10, tzinfo=datetime.UTC)},
    ),
    "compare": records.comparison(COMPARISON),
    "copies": records.family(
        Family(7, 9, (replace(LINE, id=9), LINE), (Credited("AFP", 7, FOUND),)),
        lambda number, reference: replace(COPY, article=number, reference=reference),
    ),
    "doctor": work_records.checks([Check("database", True, "5 articles")]),
}


def keys(value: object) -> set[str]:
    """Every field name inside, but for the spellings that ``variants`` maps."""
    if isinstance(value, dict):
        inner = (keys(one) for name, one in value.items() if name != "variants")
        return set(value).union(*inner)
    return set[str]().union(*map(keys, value)) if isinstance(value, list) else set()


def test_an_article_has_the_promised_fields_and_shapes() -> None:
    record = records.article(ARTICLE)
    assert record["id"] == 7
    assert record["origin"] == {"path": "a.jsonl", "line": 3, "key": "k3", "url": None}
    assert record["title"] == "Kyiv waits"
    assert record["text"] == TEXT
    assert record["outlet"] == {"name": "SGP", "evidence": "Source: SGP"}
    assert (record["credits"], record["cites"]) == (["AFP"], ["RT"])
    assert {"byline", "language", "url"} <= set(record)
    assert record["dates"]["stated"] == "2024-12-21"
    assert record["dates"]["implied"] == ["2023-06-01", "2023-07-10"]
    assert record["dates"]["conflict"] is True
    assert record["dates"]["evidence"][0]["evidence"] == "the Vilnius summit"
    assert record["boilerplate"] == [
        {"text": "Subscribe", "rule": "subscribe", "start": 43, "end": 52}
    ]
    assert (record["family"], record["event"]) == (7, "e2")
    assert record["entities"] == [
        {"start": 6, "end": 10, "text": "Kyiv", "type": "LOC", "entity": "Kyiv"}
    ]
    said = record["quotes"][0]
    assert TEXT[said["start"] : said["end"]] == said["text"] == "We wait"
    assert (said["speaker"], said["kind"], said["verb"]) == ("Bond", "direct", "said")


def test_what_is_unknown_is_null_and_never_missing() -> None:
    record = records.article(Article(1, "A text."))
    for name in ("title", "outlet", "byline", "language", "url", "family", "event"):
        assert record[name] is None
    assert record["origin"] == {"path": None, "line": None, "key": None, "url": None}
    assert record["dates"] == {"stated": None, "implied": None, "conflict": False, "evidence": []}
    assert set(record) == set(records.article(ARTICLE))


def test_a_search_has_the_promised_fields() -> None:
    record = records.results(RESULTS)
    assert (record["query"], record["total"], record["took_ms"]) == ("kyiv", 1, 1.235)
    hit = record["hits"][0]
    assert {"id", "title", "outlet", "date", "score", "snippet"} <= set(hit)
    assert (hit["date"], hit["snippet"]) == ("2023-06-20", "Kyiv waits")


def test_a_hit_without_headline_has_no_title_but_a_label() -> None:
    record = records.line(replace(LINE, titled=False))
    assert (record["title"], record["label"]) == (None, "Kyiv waits")


def test_an_event_has_the_promised_fields() -> None:
    event = records.events([EVENT])["events"][0]
    promised = ["id", "label", "from", "to", "articles", "outlets", "independent_texts", "related"]
    assert list(event)[:4] == promised[:4]
    assert set(promised) <= set(event)
    assert (event["from"], event["to"], event["articles"]) == ("2023-06-01", None, [7, 8])


def test_a_comparison_has_the_promised_fields_with_spans_as_pairs() -> None:
    record = records.comparison(COMPARISON)
    assert (record["event"], record["articles"]) == ("e2", [7, 8])
    use = record["wording"][0]["uses"][0]
    assert (use["article"], use["form"], use["spans"]) == (7, "Kyiv", [[6, 10]])
    voice = record["voices"][0]
    assert (voice["speaker"], voice["article"], voice["kind"]) == ("Bond", 7, "direct")
    assert (voice["words"], voice["spans"]) == (2, [[19, 26]])
    assert record["only_here"][0]["text"] == "Bond"
    assert record["shared"][0]["passages"][1] == {
        "article": 8, "start": 0, "end": 10, "quoted": False
    }  # fmt: skip
    assert record["contradictions"][0]["claims"][0]["value"] == "2014"
    assert record["rows"][0]["cells"] == [{"start": 6, "end": 17, "lit": [[6, 10]]}, None]
    assert record["columns"][0]["dates"]["implied"] == ["2023-06-01", "2023-07-10"]


def test_a_family_tells_each_copy_beside_the_reference() -> None:
    record = EVERYTHING["copies"]
    assert [copy["id"] for copy in record["copies"]] == [9, 7]
    reference, copy = record["copies"]
    assert reference["beside"] is None
    assert copy["beside"]["common"] == [[0, 9]]
    (found,) = copy["beside"]["differences"]
    assert (found["kind"], found["reference"], found["copy"]) == ("cut", [0, 9], None)
    assert record["credits"][0]["proof"]["span"] == [0, 3]


def test_a_report_says_what_became_of_each_input() -> None:
    record = work_records.import_report(REPORT)
    assert record["imported"] == [7]
    assert record["already"] == [
        {"origin": {"path": "b.txt", "line": None, "key": None, "url": None}, "article": 7}
    ]
    assert record["refused"] == [
        {"path": "c.csv", "line": 4, "reason": "no text", "advice": "name the column"}
    ]
    assert record["skipped"][0]["path"] == "d.txt"


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_field_is_documented(name: str) -> None:
    document = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    documented = set(re.findall(r'[`"]([a-z_]+)[`"]', document))
    assert keys(EVERYTHING[name]) <= documented


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_record_is_json_that_comes_back_the_same(name: str) -> None:
    record = EVERYTHING[name]
    for ascii_only in (False, True):
        assert json.loads(json_values.dumps(record, ascii_only=ascii_only)) == record


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b[31m", "\x9b31m", "\x9d0;x\x9c", "\u202e", "\u2028", "\x7f", "\U000e0041", "\udcff",
        "\u180e", "\u0600", "\U000110bd", "\U0001ffff", "\U0010fffe",
    ],
)  # fmt: skip
def test_nothing_a_terminal_could_obey_leaves_as_json_and_no_data_is_lost(hostile: str) -> None:
    text = json_values.dumps({"text": f"a{hostile}b"})
    assert not set(hostile) & set(text) - set("[31m0;x")
    assert json.loads(text) == {"text": f"a{hostile}b"}


def test_letters_stay_readable() -> None:
    assert json_values.dumps({"text": "Köln, 東京"}) == '{"text": "Köln, 東京"}'
