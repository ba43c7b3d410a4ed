"""Who speaks, at what length and with which verbs, and quotations cut differently."""

from __future__ import annotations

import pytest

from index.article import Article, Quote, Span
from index.comparison.table import Comparison
from index.comparison.voices import SameQuotation
from index.framing import compare
from tests.index.framing.by_hand import article, said


def told(id: int, text: str, *quotes: Quote) -> Article:
    return article(id, text, quotes=quotes)


def side_by_side(*articles: Article, families: dict[int, int] | None = None) -> Comparison:
    return compare(articles, event=None, label="", families=families or {})


def printed(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_the_share_of_a_voice_is_its_part_of_the_body() -> None:
    text = "Rain\nIt rains. “We shall stay here,” Ann Lee said."
    one = article(1, text, title="Rain", quotes=[said(text, "We shall stay here,", "Ann Lee")])
    [voice] = side_by_side(one).voices
    assert (voice.words, voice.share) == (4, 4 / 9)


def test_verbs_are_counted_where_they_stand() -> None:
    text = (
        "He said little. “We stay,” Ann Lee said. Ann Lee claimed that rain helps. “We go,” she "
        "said, “if we must.”"
    )
    quotes = [
        said(text, "We stay,", "Ann Lee"),
        Quote(59, 73, "that rain helps", "Ann Lee", "paraphrase", "claimed", verb_class="doubting"),
        said(text, "We go,", "Ann Lee"),
        said(text, "if we must.", "Ann Lee"),
    ]
    found = side_by_side(told(1, text, *quotes)).attributions
    assert [(each.verb, each.verb_class) for each in found] == [
        ("said", "neutral"),
        ("claimed", "doubting"),
    ]
    assert printed(text, found[0].spans) == ["said", "said"]
    assert found[0].spans[0].start > text.index("Ann")


LONG = "“We will never leave the valley where our fathers built these houses,” Ann Lee said."
SHORT = "Ann Lee said they would “never leave the valley where our fathers” lived."


def long(id: int) -> Article:
    words = "We will never leave the valley where our fathers built these houses,"
    return told(id, LONG, said(LONG, words, "Ann Lee"))


def short(id: int, speaker: str | None = "Ann Lee") -> Article:
    return told(id, SHORT, said(SHORT, "never leave the valley where our fathers", speaker))


def test_the_same_words_at_different_length() -> None:
    [same] = side_by_side(long(1), short(2)).same_quotations
    assert (same.speaker, same.words) == ("Ann Lee", 7)
    assert same.text == "never leave the valley where our fathers"
    whole, part = same.versions
    assert printed(LONG, whole.kept) == ["never leave the valley where our fathers"]
    assert printed(LONG, whole.own) == ["We will", "built these houses"]
    assert (whole.words, whole.kept_words, part.own) == (12, 7, ())


def test_words_left_out_inside_a_quotation_part_what_is_kept() -> None:
    text = "“We will never leave the valley … built these houses,” Ann Lee said."
    words = "We will never leave the valley … built these houses,"
    [same] = side_by_side(long(1), told(2, text, said(text, words, "Ann Lee"))).same_quotations
    whole, cut = same.versions
    assert printed(LONG, whole.own) == ["where our fathers"]
    assert printed(text, cut.kept) == ["We will never leave the valley … built these houses"]


def test_a_quotation_inside_a_paraphrase() -> None:
    text = "Ann Lee said they will never leave the valley where our fathers lived."
    words = "they will never leave the valley where our fathers lived"
    other = told(2, text, said(text, words, "Ann Lee", kind="paraphrase"))
    [same] = side_by_side(long(1), other).same_quotations
    assert [version.kind for version in same.versions] == ["direct", "paraphrase"]


def test_a_quotation_goes_on_after_an_attribution() -> None:
    text = "“We will never leave the valley,” Ann Lee said, “where our fathers built these houses.”"
    parts = ("We will never leave the valley,", "where our fathers built these houses.")
    quotes = [said(text, part, "Ann Lee") for part in parts]
    assert side_by_side(long(1), told(2, text, *quotes)).same_quotations == ()
    [same] = side_by_side(told(1, text, *quotes), short(2)).same_quotations
    assert printed(text, same.versions[0].kept) == [
        "never leave the valley", "where our fathers"
    ]  # fmt: skip


def none(*articles: Article, families: dict[int, int] | None = None) -> bool:
    found: tuple[SameQuotation, ...] = side_by_side(*articles, families=families).same_quotations
    return found == ()


def test_what_is_no_quotation_cut_differently() -> None:
    assert none(long(1), long(2)), "the same words throughout"
    assert none(long(1), short(2, "Bob Ray")), "another speaker, and too short to be sure"
    assert none(long(1), short(2), families={1: 1, 2: 1}), "copies of one text"
    one = "“What I want to do is to be with you,” Ann Lee said."
    other = "“All I want to do is to be off,” Ann Lee said."
    assert none(
        told(1, one, said(one, "What I want to do is to be with you,", "Ann Lee")),
        told(2, other, said(other, "All I want to do is to be off,", "Ann Lee")),
    ), "words anybody says"


def test_a_speaker_not_told_may_be_the_same() -> None:
    [same] = side_by_side(long(1), short(2, None)).same_quotations
    assert same.speaker == "Ann Lee"


@pytest.mark.parametrize("words", ["ab " * 8_000, "we will go on " * 3_000], ids=["one", "four"])
def test_quotations_that_repeat_themselves_take_no_more_than_their_length(words: str) -> None:
    texts = [f"“{words}” Ann Lee said.", f"“{words} x” Ann Lee said."]
    found = side_by_side(*(
        told(id, text, Quote(1, len(text) - 15, text[1:-15], "Ann Lee", "direct", "said"))
        for id, text in enumerate(texts)
    ))  # fmt: skip
    assert len(found.voices) == 2
