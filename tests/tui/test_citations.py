"""References for researchers: BibTeX and CSL-JSON say what is known, and nothing breaks out."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace

import pytest

from index import Article, DateRange, Dates, Finding, Origin
from tests.hostile import HOSTILE, foreign
from tui.citations import bibtex, csl, reference

STATED = Dates(Finding("2023-07-11", "date line", "11 July 2023"))
PROVED = Dates(implied=DateRange(datetime.date(2023, 6, 1), datetime.date(2023, 7, 10)))
ARTICLE = Article(
    7,
    "Leaders met in Vilnius.",
    title=Finding("A summit & its 100% cost", "title", ""),
    outlet=Finding("Daily Wire", "header", ""),
    credits=(Finding("AFP", "credit line", ""),),
    byline=Finding("Ann O'Hara", "byline", ""),
    language="en",
    url="https://wire.example/a_b?c=1%20d",
    dates=STATED,
)


def entry(article: Article) -> str:
    return bibtex([reference(article, "2024-01-02")])


def item(article: Article) -> dict[str, object]:
    (found,) = json.loads(csl([reference(article, "2024-01-02")]))
    assert isinstance(found, dict)
    return found


def test_a_bibtex_entry_has_everything_known() -> None:
    assert entry(ARTICLE) == (
        "@article{dailywire2023summit-7,\n"
        "  title = {{A summit \\& its 100\\% cost}},\n"
        "  author = {{Ann O'Hara}},\n"
        "  journal = {Daily Wire},\n"
        "  year = {2023},\n"
        "  month = jul,\n"
        "  date = {2023-07-11},\n"
        "  url = {https://wire.example/a_b?c=1%20d},\n"
        "  urldate = {2024-01-02},\n"
        "  langid = {en},\n"
        "  note = {text: AFP; date: 11 Jul 2023 stated}\n"
        "}\n"
    )


def test_a_csl_item_has_everything_known() -> None:
    assert item(ARTICLE) == {
        "id": "dailywire2023summit-7",
        "type": "article-newspaper",
        "title": "A summit & its 100% cost",
        "author": [{"literal": "Ann O'Hara"}],
        "container-title": "Daily Wire",
        "issued": {"date-parts": [[2023, 7, 11]]},
        "accessed": {"date-parts": [[2024, 1, 2]]},
        "URL": "https://wire.example/a_b?c=1%20d",
        "language": "en",
        "note": "text: AFP; date: 11 Jul 2023 stated",
    }


def test_days_that_only_the_content_proves_are_a_range_and_marked() -> None:
    proved = replace(ARTICLE, dates=PROVED)
    assert "date = {2023-06-01/2023-07-10}" in entry(proved)
    assert "month" not in entry(proved), "two months are none"
    assert item(proved)["issued"] == {
        "date-parts": [[2023, 6, 1], [2023, 7, 10]],
        "circa": True,
    }
    assert "by its content" in str(item(proved)["note"])


def test_in_conflict_the_days_proved_are_cited_and_both_are_told() -> None:
    both = replace(PROVED, stated=STATED.stated, conflict=True)
    cited = item(replace(ARTICLE, dates=both))
    assert cited["issued"] == item(replace(ARTICLE, dates=PROVED))["issued"]
    assert "11 Jul 2023 stated" in str(cited["note"])


def test_a_date_known_to_be_wrong_is_told_and_not_cited() -> None:
    later = Finding("from 2024-02-11", "known event", "COVID-19")
    wrong = replace(ARTICLE, dates=replace(STATED, conflict=True, evidence=(later,)))
    assert "issued" not in item(wrong) and "year" not in entry(wrong)
    assert str(item(wrong)["note"]).endswith(
        "11 Jul 2023 stated · its content is from 11 Feb 2024 or later (these conflict)"
    )


def test_each_author_of_a_byline_is_one_of_the_reference() -> None:
    two = replace(ARTICLE, byline=Finding("By Jo {B} King, Jr. and Ada Quill", "byline", ""))
    braced = r"{{Jo \textbraceleft{}B\textbraceright{} King, Jr.} and {Ada Quill}}"
    assert f"author = {braced}," in entry(two)
    assert item(two)["author"] == [{"literal": "Jo {B} King, Jr."}, {"literal": "Ada Quill"}]


def test_what_is_unknown_is_left_out_never_guessed() -> None:
    bare = Article(3, "Nobody signed this text about a long summit.")
    assert entry(bare) == (
        "@misc{anonnobody-3,\n"
        "  title = {{Nobody signed this text about a long summit.}},\n"
        "  urldate = {2024-01-02},\n"
        "  note = {date unknown; no headline; its first words are given}\n"
        "}\n"
    )
    assert set(item(bare)) == {"id", "type", "title", "accessed", "note"}
    assert json.loads(csl([])) == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "http://", "x y"])
def test_only_web_addresses_are_cited(url: str) -> None:
    bad = replace(ARTICLE, url=url, origins=(Origin(url=url),))
    assert "url =" not in entry(bad)
    assert "URL" not in item(bad)


def test_the_address_of_an_origin_stands_in() -> None:
    found = replace(
        ARTICLE, url=None, origins=(Origin(path="a.html"), Origin(url="http://a.example/"))
    )
    assert item(found)["URL"] == "http://a.example/"


BREAKING = ["}{", "}},\n @book{x,", "\\input{/etc/passwd}"]


@pytest.mark.parametrize("words", [*HOSTILE.values(), *BREAKING])
def test_no_text_ends_its_field_or_commands_tex(words: str) -> None:
    bad = replace(
        ARTICLE,
        title=Finding(words, "title", ""),
        outlet=Finding(words, "header", ""),
        byline=Finding(words, "byline", ""),
        url=f"https://a.example/{words}",
    )
    made = entry(bad)
    depth = 0
    for at, letter in enumerate(made):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth > 0 or at == 0 or letter in "}\n@articlemisc", "a field ended too early"
    assert depth == 0
    assert made.count("\n@") == 0
    commands = set(re.findall(r"\\([a-z]+)", made))
    assert commands <= {
        "textbackslash", "textbraceleft", "textbraceright", "textasciitilde", "textasciicircum",
    }  # fmt: skip
    assert not any(foreign(line) for line in made.splitlines())
    assert item(bad)["id"] == reference(bad, None).key


def test_keys_are_plain_and_no_two_articles_share_one() -> None:
    greek = replace(ARTICLE, outlet=Finding("Καθημερινή", "header", ""))
    assert re.fullmatch(r"[a-z0-9]+-7", reference(greek, None).key)
    assert reference(ARTICLE, None).key != reference(replace(ARTICLE, id=8), None).key


def test_one_day_that_only_the_content_proves_is_no_range() -> None:
    assert PROVED.implied is not None
    day = replace(PROVED.implied, last=PROVED.implied.first)
    proved = replace(ARTICLE, dates=replace(PROVED, implied=day))
    assert "date = {2023-06-01}," in entry(proved)
    assert item(proved)["issued"] == {"date-parts": [[2023, 6, 1]], "circa": True}
