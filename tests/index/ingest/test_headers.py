"""What stands above the body, in the many habits there are."""

from __future__ import annotations

import pytest

from tests.index.ingest.taking import article, body, zoned

FIRST = "The ferry company cancelled every crossing on Monday after a gale tore at the harbor wall."
SECOND = "Engineers said on Tuesday that repairs would take at least three weeks to finish."
BODY = f"{FIRST}\n\n{SECOND}\n"


def test_a_headline_is_a_first_line_that_does_not_end_as_a_sentence_does() -> None:
    found = article(f"Gale closes harbor for weeks\n\n{BODY}")
    assert found.title is not None and found.title.value == "Gale closes harbor for weeks"
    assert body(found) == f"{FIRST}\n{SECOND}"


def test_a_first_line_that_is_a_sentence_is_no_headline() -> None:
    found = article(BODY)
    assert found.title is None
    assert found.zones == ()


def test_a_standfirst_in_place_of_a_headline_stays_body() -> None:
    standfirst = "Islanders are surprised by the “slow” answer of the ferry company, officials say."
    found = article(f"{standfirst}\n{BODY}")
    assert found.title is None
    assert body(found).startswith(standfirst)


def test_a_question_may_be_a_headline() -> None:
    for question in (
        "Will the ferries sail again?",
        "Who built the wall that fell, and who will pay?",
    ):
        found = article(f"{question}\n\n{BODY}")
        assert found.title is not None and found.title.value == question


def test_an_abbreviation_at_its_end_does_not_make_a_headline_a_sentence() -> None:
    found = article(f"Ferry maker looks for buyers in the U.S.\n\n{BODY}")
    assert found.title is not None


def test_a_section_line_stands_above_the_headline_and_a_caption_below() -> None:
    found = article(f"Northern Isles\n\nGale closes harbor for weeks\n\nThe harbor wall\n\n{BODY}")
    assert found.title is not None and found.title.value == "Gale closes harbor for weeks"
    assert zoned(found)["section line"] == "Northern Isles"
    assert zoned(found)["caption"] == "The harbor wall"
    assert body(found) == f"{FIRST}\n{SECOND}"


def test_a_longer_line_under_the_headline_is_told_not_cut() -> None:
    deck = "Islanders wait for food and medicine as engineers look at the wall"
    found = article(f"Gale closes harbor for weeks\n\n{deck}\n\n{BODY}")
    assert body(found).startswith(deck)


def test_date_byline_and_headline_in_any_order() -> None:
    found = article(f"3 March 2021\n\nGale closes harbor\n\nBy Ada Quill and Jon Marsh\n\n{BODY}")
    assert found.dates.stated is not None and found.dates.stated.value == "2021-03-03"
    assert found.title is not None and found.title.value == "Gale closes harbor"
    assert found.byline is not None and found.byline.value == "Ada Quill, Jon Marsh"
    assert body(found) == f"{FIRST}\n{SECOND}"


def test_a_byline_may_name_an_agency_which_is_a_credit() -> None:
    found = article(f"Gale closes harbor for weeks\n\nBy Ada Quill, Reuters\n\n{BODY}")
    assert found.byline is not None and found.byline.value == "Ada Quill"
    assert [credit.value for credit in found.credits] == ["Reuters"]
    assert found.outlet is None


def test_a_name_alone_over_an_outlet_alone_is_a_byline() -> None:
    found = article(f"Gale closes harbor for weeks\n\nAda Quill\n\nUSA TODAY\n\n{BODY}")
    assert found.title is not None and found.title.value == "Gale closes harbor for weeks"
    assert found.byline is not None and found.byline.value == "Ada Quill"
    assert [credit.value for credit in found.credits] == ["USA Today"]
    assert body(found) == f"{FIRST}\n{SECOND}"


def test_an_hour_of_update_is_a_stamp_without_a_day() -> None:
    found = article(f"Gale closes harbor for weeks\n\nUpdated at 6:14 p.m. ET\n\n{BODY}")
    assert found.dates.stated is None
    assert body(found) == f"{FIRST}\n{SECOND}"


def test_a_sentence_that_starts_with_by_is_no_byline() -> None:
    found = article(f"By Tuesday Harbor Street Was Flooded And Nobody Had Come To Help\n\n{BODY}")
    assert found.byline is None


@pytest.mark.parametrize(
    "stamp",
    [
        "2021-03-03",
        "Published: March 3, 2021",
        "Posted on Wednesday, 3rd March 2021 at 10:15 GMT",
        "March 3, 2021 10:15 AM EST",
        "Wed 3 Mar 2021 10.15",
        "Date: 2021-03-03T10:15:00Z",
        "03.03.2021",
        "(March 3, 2021)",
    ],
)
def test_a_line_that_is_only_a_date_is_a_stamp(stamp: str) -> None:
    found = article(f"{stamp}\n\nGale closes harbor for weeks\n\n{BODY}")
    assert found.dates.stated is not None and found.dates.stated.value == "2021-03-03"
    assert found.dates.stated.evidence == stamp
    assert body(found) == f"{FIRST}\n{SECOND}"


def test_the_day_of_publication_goes_before_the_day_of_an_update() -> None:
    found = article(f"Updated: March 9, 2021\nPublished: March 3, 2021\n\n{BODY}")
    assert found.dates.stated is not None and found.dates.stated.value == "2021-03-03"


def test_a_file_stamp_opens_the_first_line_of_the_body() -> None:
    found = article(f"date 2021-03-03 {BODY}")
    assert found.dates.stated is not None and found.dates.stated.value == "2021-03-03"
    assert found.title is None
    assert body(found) == f"{FIRST}\n{SECOND}"


def test_a_file_stamp_and_a_dateline_may_follow_one_another() -> None:
    found = article(f"date 2021-03-03 LERWICK, March 2 (Reuters) - {BODY}")
    assert found.dates.stated is not None and found.dates.stated.value == "2021-03-03"
    assert [credit.value for credit in found.credits] == ["Reuters"]
    assert body(found) == f"{FIRST}\n{SECOND}"


def test_named_header_lines_are_taken_at_their_word() -> None:
    found = article(
        "Title: Gale closes harbor\nAuthor: Ada Quill\nPublisher: The Northern Post\n"
        f"URL: https://post.example/gale\nDate: 2021-03-03\nLanguage: English\n\n{BODY}"
    )
    assert found.title is not None and found.title.value == "Gale closes harbor"
    assert found.byline is not None and found.byline.value == "Ada Quill"
    assert found.outlet is not None and found.outlet.value == "The Northern Post"
    assert found.url == "https://post.example/gale"
    assert found.dates.stated is not None and found.dates.stated.value == "2021-03-03"
    assert found.language == "en"
    assert body(found) == f"{FIRST}\n{SECOND}"


def test_a_markdown_headline_loses_its_marks() -> None:
    found = article(f"# Gale closes harbor for weeks\n\n{BODY}")
    assert found.title is not None and found.title.value == "Gale closes harbor for weeks"


def test_text_wrapped_at_a_fixed_width_has_no_headline_in_mid_sentence() -> None:
    wrapped = "\n".join(
        [
            "The ferry company cancelled every crossing on Monday after a gale tore",
            "at the harbor wall and left the island without food, fuel or medicine",
            "for the first time since the war, its council said in a statement that",
            "blamed the national government for years of neglect of the old pier.",
            "",
            "Engineers said on Tuesday that repairs would take at least three weeks",
            "to finish, and that nobody could say what the winter would bring to a",
            "wall that was built for smaller ships and calmer seas a century ago by",
            "men who had never seen a ferry and would not have believed in one.",
        ]
    )
    found = article(wrapped)
    assert found.title is None
    assert found.zones == ()
    titled = article(
        "Gale closes harbor for weeks, and\nnobody knows what comes next\n\n" + wrapped
    )
    assert titled.title is not None
    assert titled.title.value == "Gale closes harbor for weeks, and nobody knows what comes next"


def test_a_list_of_short_lines_is_not_cut_into_headline_and_caption() -> None:
    poem = "The sea is grey\nThe sky is low\nThe boats lie still\nThe gulls all know\n"
    found = article(poem)
    assert found.title is None
    assert body(found) == poem.strip()


def test_a_declared_title_is_believed_and_its_repetition_marked() -> None:
    found = article(f"Gale closes Harbor\n\n{BODY}", title="Gale closes harbor")
    assert found.title is not None
    assert (found.title.value, found.title.span) == ("Gale closes harbor", None)
    assert zoned(found)["repeats the title"] == "Gale closes Harbor"
    assert body(found) == f"{FIRST}\n{SECOND}"


def test_with_a_declared_title_short_first_lines_are_body() -> None:
    found = article(f"A different first line\n\n{BODY}", title="Gale closes harbor")
    assert body(found).startswith("A different first line")


def test_an_article_in_chinese_has_a_headline_too() -> None:
    found = article(
        "大风迫使渡轮停航数周之久\n\n渡轮公司周一取消了所有航班，此前一场大风损坏了港口的防波堤，岛上居民的食品和药品供应因此中断。"
        "工程师周二表示，修复工作至少需要三周时间才能完成。\n\n政府表示将尽快派出船只向岛上运送物资，并承诺重建防波堤。\n"
    )
    assert found.title is not None
    assert found.language == "zh"
