"""Page furniture is marked, never deleted, and body is never taken for it."""

from __future__ import annotations

import pytest

from tests.index.ingest.taking import article, body, zoned

FIRST = "The ferry company cancelled every crossing on Monday after a gale tore at the harbor wall."
LAST = "Engineers said on Tuesday that repairs would take at least three weeks to finish."


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Subscribe to our evening newsletter to stay informed!!", "newsletter"),
        ("Sign up for Daily Newsletters", "newsletter"),
        ("Please Follow us on GabTelegramTruth Social", "follow us"),
        ("Follow Ada Quill on Twitter", "follow us"),
        ("Leave a Comment", "comments"),
        ("Your email address will not be published. Required fields are marked *", "comments"),
        ("12 comments", "comments"),
        ("ADVERTISEMENT", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("Story Continued Below", "advertisement"),
        ("Share this article", "share"),
        ("RELATED: Mayor knew of the crack", "related link"),
        ("Read more:", "related articles"),
        ("Copyright © 2021 Northern Post Ltd. All rights reserved.", "copyright"),
        ("CLICK HERE TO GET THE NORTHERN POST APP", "app"),
        ("Tags: harbor, gale, ferries", "tags"),
        ("4 min read", "reading time"),
        ("‘NO AD’ subscription for NPM! Sign up here and support real journalism!", "promotion"),
        ("The wall after the gale. (Photo: Ada Quill, AP)", "caption"),
        ("FILE PHOTO: The harbor wall in summer. REUTERS/Ada Quill", "caption"),
        ("Ada Quill/AFP via Getty Images", "caption"),
        ("The wall on Monday, as seen from the school. (Ada Quill/Reuters)", "caption"),
        ("Image copyright EPA Image caption The wall after the gale", "caption"),
        ("This article is more than 2 years old", "notice"),
        ("3 months ago", "reading time"),
        ("Support independent journalism with a gift to our newsroom today", "support"),
    ],
)
def test_furniture_lines_are_marked_with_their_rule(line: str, rule: str) -> None:
    found = article(f"{FIRST}\n\n{line}\n\n{LAST}\n")
    assert zoned(found) == {rule: line}
    assert body(found) == f"{FIRST}\n{LAST}"
    assert found.text == f"{FIRST}\n\n{line}\n\n{LAST}\n"


@pytest.mark.parametrize(
    "line",
    [
        "The newsletter that the company sends to islanders said nothing of the crack in the wall.",
        "Subscribers to the island newspaper said that they had read about it first in the summer.",
        "Follow the money, the mayor said on Monday, and you will find out who built the wall.",
        "“Join us,” the mayor said.",
        "Related companies on the mainland had offered to mend the wall for half the price.",
        "Share prices of the ferry company fell by a tenth on Monday morning in Edinburgh.",
        "Comment was not available from the company at the time of writing on Monday night.",
        "More than forty people spent the night in the school, the council said.",
        "Read aloud in parliament, the letter drew laughter from both sides of the house.",
        "Copyright law would not allow it, the company's lawyer told the court on Monday.",
        "Advertising brings the ferry company a tenth of what it earns, its report says.",
        "Support for the mayor has fallen by half since the wall gave way, a poll shows.",
        "Photographs of the wall, taken by islanders in May, show the crack growing wide.",
        "Sign up sheets for the rescue boats were full within an hour of the mayor's call.",
        "About the author of the report nothing is known, the council said on Tuesday.",
        "Watch towers along the coast were manned all night by volunteers from the island.",
        "Donate to the wall or leave the island, said a banner that hung from the school.",
        "The picture was taken by an islander (and sold to Reuters) before anyone could stop her.",
        "Image is everything, the mayor told his friends after the gale, and then he was gone.",
        "Two years ago the council had voted against a new wall by a margin of one.",
        "Tags on the rescued sheep helped their owners to find them, the council said.",
    ],
)
def test_sentences_with_the_same_words_stay_body(line: str) -> None:
    found = article(f"{FIRST}\n\n{line}\n\n{LAST}\n")
    assert body(found) == f"{FIRST}\n{line}\n{LAST}"


def test_headlines_under_related_articles_go_with_it_until_text_runs_again() -> None:
    found = article(
        f"{FIRST}\n\nRelated articles\n\nMayor Knew Of The Crack In The Wall\n\n"
        f"Northpost Staff\n\nWho Built The Pier?\n\n{LAST}\n"
    )
    assert body(found) == f"{FIRST}\n{LAST}"
    assert [zone.rule for zone in found.zones] == ["related articles"]


def test_a_cross_head_after_a_lone_read_more_stays() -> None:
    found = article(f"{FIRST}\n\nRead more\n\nA wall too old\n\n{LAST}\n")
    assert body(found) == f"{FIRST}\nA wall too old\n{LAST}"


def test_a_note_about_the_author_is_no_part_of_the_story() -> None:
    note = "Ada Quill has written about the islands for the Northern Post since she left school."
    found = article(f"{FIRST}\n\n{LAST}\n\n{LAST}\n\nAbout the author\n\n{note}\n")
    assert note not in body(found)


def test_zones_are_in_order_and_never_overlap() -> None:
    found = article(
        "News\n\nGale closes harbor for weeks\n\nBy Ada Quill, Reuters\n\nShare this article\n\n"
        f"LERWICK (Reuters) - {FIRST}\n\nADVERTISEMENT\n\n{LAST}\n\nSource: Reuters\n\n"
        "Related\n\nMayor knew of the crack\n\nLeave a comment\n"
    )
    ends = [0]
    for zone in found.zones:
        assert ends[-1] <= zone.start < zone.end
        ends.append(zone.end)
    assert body(found) == f"{FIRST}\n{LAST}"


@pytest.mark.parametrize(
    "note",
    [
        "Ada Quill is a reporter for the Northern Post. Follow her on Twitter.",
        "Jon van Dyke is an award-winning writer and the author of “Gales”.",
        "Mary Ann Smith, a native of Lerwick, is a senior editor at the Northern Post.",
    ],
)
def test_a_last_line_on_who_wrote_it_is_not_the_story(note: str) -> None:
    story = [f"{FIRST} It was gale number {number}." for number in range(6)]
    found = article("\n\n".join([*story, note]) + "\n")
    assert zoned(found) == {"about the author": note}


def test_a_writer_of_whom_the_story_tells_stays_in_it() -> None:
    story = [f"{FIRST} Ms Quill saw gale number {number}." for number in range(6)]
    found = article("\n\n".join([*story, "Ada Quill is a reporter for the Post."]) + "\n")
    assert not zoned(found)
