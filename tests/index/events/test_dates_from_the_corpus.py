"""The second pass: events named in dated articles date the articles that name no year."""

from __future__ import annotations

from tests.index.events.telling import implied, placed, told

PREVIEW = (
    "Ministers are split over fishing quotas ahead of the Tromso summit, which will be held "
    "in Tromso on May 21-22. On Monday the envoys failed to agree on a draft."
)
LATER = "At last year's summit in Tromso the ministers agreed on quotas, and trawlers obeyed."
REPORT = "The Tromso summit ended on May 22, 2018 with a deal on quotas, delegates said."


def test_last_years_summit_in_a_dated_article_gives_an_undated_one_its_year() -> None:
    placement = placed(told(1, PREVIEW), told(2, LATER, stated="2019-03-10"))
    dates = placement.dates[1]
    assert implied(dates) == "2018-05-14..2018-05-20"
    assert any("tromso summit" in found.method for found in dates.evidence)


def test_a_full_date_in_an_undated_article_does_so_too() -> None:
    placement = placed(told(1, PREVIEW), told(2, REPORT))
    assert implied(placement.dates[1]) == "2018-05-14..2018-05-20"


def test_alone_the_same_text_has_no_year() -> None:
    assert implied(placed(told(1, PREVIEW)).dates[1]) == "none"


def test_a_coming_month_is_the_next_one_after_a_trusted_date() -> None:
    undated = (
        "Farmers hope that the Geneva summit in Geneva, planned for October, will lift tariffs."
    )
    dated = "The Geneva summit slated for October will talk of tariffs."
    placement = placed(told(1, undated), told(2, dated, stated="2021-06-15"))
    first, last = implied(placement.dates[1]).split("..")
    assert first >= "2020-09-01"
    assert last <= "2021-10-31"


def test_one_wrong_stated_date_is_outvoted_and_shown_as_conflict() -> None:
    articles = [
        told(1, REPORT, stated="2018-05-23"),
        told(2, LATER, stated="2019-03-10"),
        told(3, PREVIEW, stated="2020-11-30"),
        told(4, PREVIEW.replace("Ministers", "Skippers")),
    ]
    placement = placed(*articles)
    assert placement.dates[3].conflict
    assert implied(placement.dates[3]) == "2018-05-14..2018-05-20"
    assert implied(placement.dates[4]) == "2018-05-14..2018-05-20"
    assert not placement.dates[1].conflict
    assert not placement.dates[2].conflict


def test_one_article_alone_is_not_enough_to_doubt_the_date_of_another() -> None:
    placement = placed(told(1, LATER, stated="2019-03-10"), told(2, PREVIEW, stated="2021-05-01"))
    assert not placement.dates[1].conflict
    assert not placement.dates[2].conflict


def test_editions_of_many_years_under_one_name_date_nothing() -> None:
    yearly = [
        told(year, f"The Davos forum in Davos ended on January 25, {year}, delegates said.")
        for year in (2012, 2014, 2016, 2018)
    ]
    undated = told(1, "The Davos forum will be held in Davos on January 22-25, organizers say.")
    assert implied(placed(undated, *yearly).dates[1]) == "none"


def test_a_text_does_not_confirm_itself() -> None:
    circular = (
        "The Oslo summit, which will be held in Oslo on June 3, is near. The Oslo summit looms."
    )
    assert implied(placed(told(1, circular)).dates[1]) == "none"


def test_the_order_of_articles_does_not_matter() -> None:
    articles = [told(1, PREVIEW), told(2, LATER, stated="2019-03-10"), told(3, REPORT)]
    assert placed(*articles) == placed(*reversed(articles))
