"""The first pass: what one text says about the day it was written, and what it never says."""

from __future__ import annotations

import datetime

import pytest

from index.events import days as d
from tests.index.events.telling import dates_of, implied, place, placed, told

AGREEING = [
    # (what the text says, stated date, the implied interval)
    (
        "The harbor bridge collapsed on Tuesday after a barge struck it, officials said.",
        "2021-03-12",
        "2021-03-09..2021-03-12",
    ),
    (
        "Voters on Thursday approved the new water tax, the county clerk said.",
        "2019-05-02",
        "2019-05-02..2019-05-02",
    ),
    (
        "The United Nations marked its 70th anniversary on Saturday with a concert in New York.",
        "2015-10-25",
        "2015-10-24..2015-10-25",
    ),
    ("The orchestra played to a full house and the critics were kind.", "2018-02-03", "none"),
    ("Mills reopened and orders rose, the trade body said.", "2018", "none"),
]


@pytest.mark.parametrize(("text", "stated", "expected"), AGREEING)
def test_a_stated_date_is_narrowed_to_the_day_told_of(
    text: str, stated: str, expected: str
) -> None:
    dates = dates_of(text, stated)
    assert implied(dates) == expected
    assert not dates.conflict


CONTRADICTED = [
    # (what the text says, stated date, first day that is possible, last one: None if any later)
    (
        "Since Russia's invasion of Ukraine in February last year, grain prices have doubled.",
        "2024-11-02",
        "2023-01-01",
        "2023-12-31",
    ),
    (
        "The hospital said it had treated 40 patients with COVID-19 by the end of the week.",
        "2016-04-02",
        "2020-02-11",
        None,
    ),
    (
        "A court fined the mine in March 2019 and closed it, the ministry said.",
        "2014-06-01",
        "2019-03-01",
        None,
    ),
    (
        "The ferry sank on 14 August 2021 with 30 people on board, the coast guard said.",
        "2020-01-05",
        "2021-08-14",
        None,
    ),
    (
        "NATO celebrated its 60th anniversary on Saturday in Strasbourg.",
        "2019-04-05",
        "2009-04-04",
        "2009-04-10",
    ),
    (
        "Last year, in 2016, the mill made 300 workers redundant.",
        "2021-02-02",
        "2017-01-01",
        "2017-12-31",
    ),
    (
        "The senator has spoken of little else since the killing of George Floyd.",
        "2013-07-07",
        "2020-05-25",
        None,
    ),
    (
        "Events marking the 20th anniversary of the Good Friday Agreement were held in Belfast.",
        "2009-05-05",
        "2017-03-06",
        "2019-04-11",
    ),
]


@pytest.mark.parametrize(("text", "stated", "first", "last"), CONTRADICTED)
def test_a_stated_date_that_the_content_disproves_is_a_conflict(
    text: str, stated: str, first: str, last: str | None
) -> None:
    dates = dates_of(text, stated)
    assert dates.conflict
    assert dates.stated is not None and dates.stated.value == stated
    assert implied(dates) == (f"{first}..{last}" if last else "none")
    assert last or dates.evidence[0].value == f"from {first}"


UNDISTURBED = [
    # True dates beside wordings that only look like proof of another.
    ("Candidates for the 2020 election raised 40 million dollars, filings showed.", "2018-04-24"),
    ("The plan would have cut emissions by 2030, the minister said.", "2019-09-20"),
    ("The tax relief expires on December 31, 2025, under the law that passed.", "2017-12-20"),
    ("The Made in China 2025 policy was attacked by the trade office.", "2018-06-15"),
    ("Russia's invasion of Ukraine and the seizure of Crimea were condemned.", "2014-09-01"),
    ("The treaty of 1815 was signed after the war. It held until 1914.", "2016-05-05"),
    ("Woodrow Wilson won the vote in 1912 and again in 1916.", "2016-05-27"),
    ("The parts weighed 2019 grams, cost $2021 and were made by 2022 people.", "2015-01-01"),
    ("Sales may rise. March on, the general said. April Jones and June Smith won.", "2016-08-08"),
    ("He said the Paris Agreement was negotiated for years before it came.", "2014-02-02"),
    ("The ministry said that the games would be held in September 2020.", "2018-03-03"),
    ("She raised money for the November 2020 presidential election, filings showed.", "2019-03-03"),
    ("The overturning of Roe would please his voters, the senator said.", "2019-07-16"),
    ("Officials warned of a Taliban takeover if the troops left.", "2019-02-02"),
    ("Black Friday sales rose, and Good Friday was quiet.", "2017-12-01"),
    ("Article 5, the G20 and the G7, 12 percent, 500 million: none is a date.", "2019-01-01"),
]


@pytest.mark.parametrize(("text", "stated"), UNDISTURBED)
def test_plans_history_and_plain_numbers_are_held_against_no_date(text: str, stated: str) -> None:
    assert not dates_of(text, stated).conflict


UNDATED = [
    (
        "Since Russia's full-scale invasion in February of the previous year, aid has flowed.",
        "2023-01-01..2023-12-31",
    ),
    (
        "Germany marked 20 years since unification. The 20th anniversary of German reunification "
        "on Sunday was celebrated in Bremen.",
        "2010-10-03..2010-10-09",
    ),
    ("The summit takes place in July. In April the ministers met.", "none"),
    ("On Tuesday the council met and on Friday it met again.", "none"),
    ("Last month the mayor resigned; last year she had won by a landslide.", "none"),
    ("Nothing happened.", "none"),
    ("", "none"),
]


@pytest.mark.parametrize(("text", "expected"), UNDATED)
def test_an_undated_text_is_dated_only_as_far_as_its_words_reach(text: str, expected: str) -> None:
    dates = dates_of(text)
    assert implied(dates) == expected
    assert not dates.conflict


def test_a_bound_on_one_side_is_told_even_where_it_makes_no_interval() -> None:
    dates = dates_of("A flood destroyed the old mill in March 2019, the mayor said.")
    assert dates.implied is None
    assert [found.value for found in dates.evidence] == ["from 2019-03-01"]


def test_every_finding_quotes_the_words_that_prove_it() -> None:
    text = "Orders fell.\n\nSince Russia's invasion of Ukraine in February last year, all waits."
    dates = dates_of(text, "2024-11-02")
    assert dates.evidence
    for found in dates.evidence:
        assert found.span is not None
        assert text[found.span.start : found.span.end] == found.evidence
    assert "2022-02-24 (known event)" in dates.evidence[0].method


def test_proofs_that_contradict_each_other_are_held_against_nobody() -> None:
    text = (
        "NATO celebrated its 60th anniversary on Saturday in Strasbourg. "
        "A court fined the mine in March 2019 and closed it, the ministry said."
    )
    assert not dates_of(text, "2015-04-05").conflict


@pytest.mark.parametrize(
    "stated", ["1689-02-13", "0001-01-01", "soon", "", "0000-00-00", "2024-13-45"]
)
def test_odd_stated_dates_are_kept_as_they_are(stated: str) -> None:
    dates = dates_of("The old mill burnt down.", stated)
    assert (dates.stated.value if dates.stated else "") == stated
    assert dates.implied is None
    assert not dates.conflict


@pytest.mark.parametrize("stated", ["2199-01-01", "9999-12-31", "2199", "2026-03-03"])
def test_a_date_in_the_future_is_doubted_and_the_reason_said(stated: str) -> None:
    article = told(1, "The old mill burnt down on Tuesday.", stated=stated)
    dates = place([article], today=datetime.date(2026, 3, 1)).dates[1]
    assert dates.conflict
    assert dates.stated is not None and dates.stated.value == stated
    assert dates.implied is None
    assert dates.evidence[0].value == "until 2026-03-01"
    assert dates.evidence[0].method == "no article is from after the day it is read"


def test_tomorrow_is_today_elsewhere() -> None:
    article = told(1, "The old mill burnt down.", stated="2026-03-02")
    assert not place([article], today=datetime.date(2026, 3, 1)).dates[1].conflict


EDGES = """
The Tromso summit, which will be held in Tromso on May 21-22, looms; on Tuesday envoys met.
At last year's summit in Tromso, and at next year's, the ministers agreed on Monday.
In February last year, on February 29 and on June 31, 30 February and 31 April, they met.
NATO marked its 999th anniversary on Saturday, 999 years after the attacks of 9/11.
The mill burned on February 29, 2019, on 31 June 2017 and on December 30-January 2, 2019.
Last year, in 1900, and next year, in 2099, it rained; the dates were 1900-02-29 and 2000-02-30.
""".strip().splitlines()


@pytest.mark.parametrize("stated", ["0001-01-01", "0001", "1689-02-13", "9999-12-31", "9999", None])
def test_the_ends_of_the_calendar_break_nothing(stated: str | None) -> None:
    texts = [*EDGES, "\n".join(EDGES)]
    placement = placed(*(told(at, text, stated=stated) for at, text in enumerate(texts, start=1)))
    assert len(placement.dates) == len(texts)


def test_a_leap_day_without_its_year_is_of_a_leap_year() -> None:
    days = d.yearly(2, 29, 0, 0)
    assert {d.iso(first)[5:] for first, _ in days} == {"02-29"}
    assert [d.iso(first)[:4] for first, _ in days][:3] == ["1988", "1992", "1996"]


def test_a_stay_over_new_year_begins_in_the_year_before_the_one_it_names() -> None:
    dates = dates_of("The fair, which was held on December 30-January 2, 2019, made a loss.")
    assert [found.value for found in dates.evidence] == ["from 2018-12-30"]


def test_captions_of_a_gallery_that_goes_on_growing_are_not_the_article() -> None:
    caption = (
        "A woman was buried in Monrovia on March 11, 2015. Hide Caption 5 of 45 Photos: Ebola."
    )
    assert not dates_of(f"Nurses were sent home.\n\n{caption}", "2014-10-30").conflict


def test_content_that_only_proves_from_then_on_is_no_date_to_sort_by() -> None:
    dates = dates_of("A court fined the mine in March 2019 and closed it.", "2014-06-01")
    assert dates.conflict
    assert dates.implied is None
    assert [found.value for found in dates.evidence] == ["from 2019-03-01"]


def test_an_anniversary_is_told_of_again_years_later_but_never_years_before() -> None:
    text = "He was arrested on the 50th anniversary of the assassination of Martin Luther King Jr."
    assert not dates_of(text, "2020-06-05").conflict
    assert dates_of(text, "2013-06-05").conflict


def test_page_furniture_is_not_read_for_dates() -> None:
    from index.article import Article, Finding, Zone
    from index.events import trace
    from tests.index.events.telling import Told, place

    body = "The mill burnt down.\n"
    furniture = "Copyright: published in March 2021, it was said."
    zone = Zone(len(body), len(body) + len(furniture), "boilerplate", "test")
    article = Article(id=1, text=body + furniture, zones=(zone,))
    stated = Finding("2011-01-01", "test", "2011-01-01")
    placement = place([Told(1, None, None, stated, trace(article))])
    assert not placement.dates[1].conflict
