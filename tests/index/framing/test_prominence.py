"""Where a text has what an event is about: headline, lede, middle or end."""

from __future__ import annotations

from index.article import Article, Finding, Mention, MentionType, Span, Zone
from index.framing.prominence import MOST_NAMES, prominence

BODY = (
    "Bridge closed\nAnn Lee shut it.\nIt rained. Ben Cole drove home.\n"
    "Nobody else came by that day, and 140 cars waited for hours.\nCarla left."
)


def mention(text: str, words: str, kind: MentionType = "PER", entity: str = "") -> Mention:
    """The first place of some words as a mention."""
    at = text.index(words)
    return Mention(at, at + len(words), words, kind, entity or words)


def article(number: int, text: str, *mentions: Mention) -> Article:
    """An article whose first line is its headline."""
    end = text.index("\n")
    return Article(
        number, text, title=Finding(text[:end], "first line", text[:end], Span(0, end)),
        zones=(Zone(0, end, "title", "first line"),), entities=mentions,
    )  # fmt: skip


def test_the_first_place_tells_the_part_of_the_text() -> None:
    names = [("Bridge", "headline"), ("Ann Lee", "lede"), ("Ben Cole", "middle"), ("Carla", "end")]
    mentions = [mention(BODY, name) for name, _ in names]
    found = prominence([article(1, BODY, *mentions), article(2, BODY, *mentions)])
    told = {one.text: [each.part for each in one.appearances] for one in found}
    assert told == {name: [part, part] for name, part in names}


def test_a_text_of_one_paragraph_has_its_first_sentence_as_lede() -> None:
    text = "Title\nAnn Lee went. Then for a long time nothing happened at all. Ben Cole came."
    mentions = mention(text, "Ann Lee"), mention(text, "Ben Cole")
    found = prominence([article(1, text, *mentions), article(2, text, *mentions)])
    assert [one.appearances[0].part for one in found] == ["lede", "end"]


def test_only_what_several_texts_have_is_listed_most_texts_first() -> None:
    ann, ben = mention(BODY, "Ann Lee"), mention(BODY, "Ben Cole")
    carla = mention(BODY, "Carla")
    found = prominence(
        [article(1, BODY, ann, ben, carla), article(2, BODY, ben), article(3, BODY, ann, ben)]
    )
    assert [(one.text, len(one.appearances)) for one in found] == [("Ben Cole", 3), ("Ann Lee", 2)]


def test_spellings_of_one_name_are_one_and_every_span_is_kept() -> None:
    one = mention(BODY, "Ann Lee", entity="Ann Lee")
    other = mention(BODY, "Ann", entity="Ann Lee")
    (found,) = prominence([article(1, BODY, one), article(2, BODY, other)])
    assert [BODY[e.spans[0].start : e.spans[0].end] for e in found.appearances] == [
        "Ann Lee",
        "Ann",
    ]


def test_figures_follow_names_and_small_numbers_are_left_out() -> None:
    many = mention(BODY, "140", "NUMBER")
    text = BODY.replace("Nobody", "7 boys")
    few = mention(text, "7", "NUMBER")
    ann = mention(text, "Ann Lee")
    many = mention(text, "140", "NUMBER")
    found = prominence([article(1, text, few, many, ann), article(2, text, few, many, ann)])
    assert [one.text for one in found] == ["Ann Lee", "140"]


def test_a_page_of_names_is_cut_and_empty_texts_are_fine() -> None:
    text = "T\n" + " ".join(f"Name{at}" for at in range(900))
    mentions = [mention(text, f"Name{at}") for at in range(100, 900)]
    assert len(prominence([article(1, text, *mentions), article(2, text, *mentions)])) == MOST_NAMES
    assert prominence([]) == ()
    assert prominence([Article(1, ""), Article(2, "")]) == ()
