"""Which articles tell the same event, under which id, and which events are related."""

from __future__ import annotations

from index.events.naming import assign_ids
from tests.index.events.telling import event_of, groups, placed, told

FIRE_A = (
    "A fire destroyed the cotton mill at Harrow Bridge, killing two night watchmen. "
    "Firefighters from Harrow Bridge fought the blaze until dawn. The mill, built "
    "by the Pender family, employed 300 spinners. Investigators suspect a faulty boiler."
)
FIRE_B = (
    "Two watchmen died when the Harrow Bridge cotton mill burnt to the ground overnight. The blaze "
    "began near the boiler, investigators said, and firefighters could not save the Pender "
    "family's mill. Some 300 spinners are out of work."
)
FIRE_C = (
    "Spinners mourned two watchmen killed in the blaze at the Pender mill in Harrow Bridge, as "
    "investigators searched the boiler house of the burnt cotton mill."
)
VOTE = (
    "Parliament voted to ban trawling in the northern bays, a victory for anglers. The fisheries "
    "bill passed with the votes of both coastal parties after a night of debate about quotas."
)
PLAIN = [
    told(1, FIRE_A, "Fire destroys Harrow Bridge cotton mill", "2020-03-02", "The Herald"),
    told(2, FIRE_B, "Two dead as Harrow Bridge mill burns", "2020-03-03", "The Post"),
    told(3, VOTE, "Parliament bans trawling in northern bays", "2020-03-02", "The Herald"),
]


def test_the_same_event_at_two_outlets_is_one_and_another_event_is_another() -> None:
    assert groups(placed(*PLAIN)) == [(1, 2), (3,)]


def test_the_same_words_a_year_later_are_another_event() -> None:
    late = told(4, FIRE_C, "Mourning at the Harrow Bridge mill", "2021-03-02", "The Post")
    assert groups(placed(*PLAIN, late)) == [(1, 2), (3,), (4,)]


def test_an_undated_article_joins_what_it_clearly_belongs_to() -> None:
    undated = told(4, FIRE_C, "Mourning at the Harrow Bridge mill")
    assert groups(placed(*PLAIN, undated)) == [(1, 2, 4), (3,)]


def test_a_disproven_date_does_not_keep_an_article_from_its_event() -> None:
    proof = " NATO celebrated its 75th anniversary on Thursday, a banner on the mill still read."
    dated = told(1, FIRE_A, "Fire destroys Harrow Bridge mill", "2024-04-05")
    wrong = told(2, FIRE_B + proof, "Two dead as Harrow Bridge mill burns", "2019-12-24")
    placement = placed(dated, wrong)
    assert placement.dates[2].conflict
    assert groups(placement) == [(1, 2)]


def test_articles_without_words_stand_alone() -> None:
    placement = placed(told(1, ""), told(2, "..."), told(3, "– – –", stated="2020-01-01"))
    assert groups(placement) == [(1,), (2,), (3,)]
    assert {event.label for event in placement.events} == {"Untitled", "– – –"}


def test_days_of_an_event_are_those_of_its_articles_whose_day_is_known() -> None:
    undated = told(4, FIRE_C, "Mourning at the Harrow Bridge mill")
    event = event_of(placed(*PLAIN, undated), 4)
    assert (str(event.first), str(event.last)) == ("2020-03-02", "2020-03-03")


def test_an_unknown_outlet_is_said_to_be_unknown() -> None:
    event = event_of(placed(told(1, FIRE_A), told(2, FIRE_B, outlet="The Post")), 1)
    assert event.outlets == ("outlet unknown", "The Post")


def test_dates_long_ago_are_placed_like_any_other() -> None:
    old = [told(1, FIRE_A, stated="1689-02-13"), told(2, FIRE_B, stated="1689-02-14")]
    later = [told(3, FIRE_A, stated="1999-01-01"), told(4, FIRE_B, stated="2001-12-31")]
    placement = placed(*old, *later)
    assert groups(placement) == [(1, 2), (3,), (4,)]
    assert str(event_of(placement, 1).first) == "1689-02-13"


def test_dates_in_the_future_are_not_believed_and_part_nobody() -> None:
    placement = placed(
        told(1, FIRE_A, stated="2020-02-13"),
        told(2, FIRE_B, stated="2199-01-01"),
        told(3, FIRE_A, stated="9999-12-31"),
    )
    assert groups(placement) == [(1, 2, 3)]
    assert str(event_of(placement, 1).last) == "2020-02-13"


def test_one_text_a_thousand_times_is_one_event() -> None:
    many = [told(number, FIRE_A, "Fire", "2020-03-02") for number in range(1, 1001)]
    placement = placed(*many)
    assert [len(event.articles) for event in placement.events] == [1000]
    assert placement.events[0].independent_texts == 1


def test_an_empty_library_has_no_events() -> None:
    assert placed().events == ()


# Ids


def test_new_events_count_from_the_next_id_in_the_order_of_their_articles() -> None:
    assert assign_ids([[3], [1, 2]], {}, 7) == ["e8", "e7"]


def test_an_event_keeps_its_id_when_articles_arrive() -> None:
    assert assign_ids([[1, 2, 4], [3]], {1: "e5", 2: "e5", 3: "e2"}, 9) == ["e5", "e2"]


def test_when_events_merge_the_id_of_the_majority_stays_and_the_oldest_on_ties() -> None:
    assert assign_ids([[1, 2, 4], [3]], {1: "e3", 2: "e9", 4: "e9", 3: "e2"}, 10)[0] == "e9"
    assert assign_ids([[1, 2], [3]], {1: "e9", 2: "e3", 3: "e2"}, 10)[0] == "e3"


def test_when_an_event_splits_no_id_is_used_twice() -> None:
    assert assign_ids([[1, 2], [3]], {1: "e1", 2: "e1", 3: "e1"}, 2) == ["e1", "e2"]


def test_a_next_id_that_is_too_low_never_reuses_a_known_id() -> None:
    assert assign_ids([[1, 2], [3]], {3: "e6"}, 1) == ["e7", "e6"]


# The same text again


def test_a_text_printed_again_weeks_later_is_an_event_of_its_own_tied_to_the_first() -> None:
    again = told(4, FIRE_A, "Fire destroys Harrow Bridge cotton mill", "2020-03-24", "The Post")
    placement = placed(*PLAIN, again)
    assert groups(placement) == [(1, 2), (3,), (4,)]
    assert event_of(placement, 4).related == (event_of(placement, 1).id,)


def test_a_copy_without_a_date_joins_the_event_of_its_text() -> None:
    copy = told(4, FIRE_A, "Fire destroys Harrow Bridge cotton mill", None, "The Post")
    placement = placed(*PLAIN, copy)
    assert groups(placement) == [(1, 2, 4), (3,)]
    assert placement.families[4] == 1


# Stories


def test_events_of_one_story_are_related_both_ways_with_a_reason() -> None:
    inquest = told(
        4, FIRE_C + " The inquest heard the Pender family.", "Inquest into Harrow Bridge mill fire",
        "2020-04-20",
    )  # fmt: skip
    placement = placed(*PLAIN, inquest)
    fire, later = event_of(placement, 1), event_of(placement, 4)
    assert fire.id != later.id
    assert fire.related == (later.id,)
    assert later.related == (fire.id,)
    assert "48 days apart" in fire.why_related[0]
    assert "Harrow" in fire.why_related[0]
    assert event_of(placement, 3).related == ()


def test_events_more_than_a_year_apart_are_not_related() -> None:
    later = told(4, FIRE_C, "Mourning at the Harrow Bridge mill", "2022-03-02")
    assert event_of(placed(*PLAIN, later), 4).related == ()


# Labels


def test_the_label_is_a_headline_that_neither_shouts_nor_teases() -> None:
    placement = placed(
        told(1, FIRE_A, "YOU WON'T BELIEVE WHAT BURNT DOWN!", "2020-03-02"),
        told(2, FIRE_B, "Two dead as Harrow Bridge mill burns", "2020-03-03"),
    )
    assert event_of(placement, 1).label == "Two dead as Harrow Bridge mill burns"


def test_without_headlines_the_label_is_the_opening_cut_at_a_word() -> None:
    label = event_of(placed(told(1, FIRE_A), told(2, FIRE_B)), 1).label
    assert 40 <= len(label) <= 81
    assert label.rstrip("…") in FIRE_A + FIRE_B
    assert label.rsplit(" ", 1)[1] not in ("the…", "to…", "of…")
