"""A whole page copied as text: the article is told from the menus above and the lists below."""

from __future__ import annotations

from tests.index.ingest.taking import article, body

MENU = [f"Menu item {number}" for number in range(24)]
LISTS = [f"Another headline of the day, number {number}" for number in range(24)]
TEXT = [
    "The ferry company cancelled every crossing on Monday after a gale tore at the harbor wall.",
    "Engineers said on Tuesday that repairs would take at least three weeks to finish.",
    "A short cross-head",
    "Islanders wait for food and medicine, and the council blamed the government for it.",
    '"We have waited for years," said Inga Laurenson, who runs the shop at the pier.',
]


def page(*parts: list[str]) -> str:
    return "\n\n".join(line for part in parts for line in part) + "\n"


def test_menus_and_lists_around_an_article_are_not_its_body() -> None:
    head = ["Gale closes the harbor for many weeks", "By Ada Quill", "July 11, 2023"]
    found = article(page(MENU, head, TEXT, ["Related articles"], LISTS, ["© 2023 Northern Post"]))
    assert body(found) == "\n".join(TEXT)
    assert found.title is not None and found.title.value == head[0]
    assert found.byline is not None and found.byline.value == "Ada Quill"
    assert found.dates.stated is not None and found.dates.stated.value == "2023-07-11"


def test_comments_below_an_article_are_not_its_body() -> None:
    comments = ["I do not believe a word of this, and nobody who lives on the island does."] * 3
    found = article(page(MENU, TEXT, ["Leave a comment"], LISTS, comments))
    assert body(found) == "\n".join(TEXT)


def test_nothing_is_taken_from_an_article_that_stands_alone() -> None:
    for text in (page(TEXT), page(TEXT * 10), page(["A gale came"], TEXT * 4)):
        assert all(zone.rule != "around the article" for zone in article(text).zones)


def test_a_list_or_a_poem_is_left_whole() -> None:
    lines = [f"The sea is grey {number}" for number in range(60)]
    assert body(article(page(lines))) == "\n".join(lines)


def test_a_thread_of_comments_is_not_the_article_though_it_is_longer() -> None:
    said = "I do not believe a word of this, and nobody who lives on the island does, believe me."
    for head in (
        "Inga on September 13, 2023 at 5:23 pm said:",
        "12 July 2023, 17:05",
        "2 days ago at 07:52 am",
    ):
        thread = [line for _ in range(9) for line in ("Inga", head, said, said)]
        found = article(page(MENU, TEXT * 2, thread, LISTS))
        assert body(found) == "\n".join(TEXT * 2)


def test_a_count_of_comments_begins_them() -> None:
    said = ["I do not believe a word of this, and nobody who lives on the island does."] * 12
    found = article(page(MENU, TEXT * 2, ["10 thoughts on “Gale closes the harbor”"], said))
    assert body(found) == "\n".join(TEXT * 2)


def test_the_moments_of_a_live_report_are_no_comments() -> None:
    moments = [line for at in range(9) for line in (f"July 11, 2023 at 1{at}:05", *TEXT[:2])]
    found = article(page(TEXT, moments))
    assert TEXT[1] in body(found).split("\n")[-1]
