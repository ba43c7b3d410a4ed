"""Cleaning, paragraphs, sentences and words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Span, Zone
from index.text import (
    TOLD,
    clean_line,
    clean_text,
    count_words,
    enclosing,
    fold,
    paragraphs,
    sentences,
    stem,
    words,
    words_in,
)
from tests.hostile import HOSTILE, foreign


def cut(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


class TestCleaning:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_nothing_a_terminal_could_obey_survives(self, name: str) -> None:
        assert not foreign(clean_line(HOSTILE[name]))

    @given(st.text(max_size=200))
    def test_nothing_foreign_survives_whatever_the_text(self, text: str) -> None:
        assert not foreign(clean_line(text))

    @given(st.text(max_size=200))
    def test_cleaning_twice_is_cleaning_once(self, text: str) -> None:
        assert clean_text(clean_text(text)) == clean_text(text)

    @given(st.text(alphabet="\x1b\x9b\x9d\u200d\u0301[]0;m\\\x07a é\n", max_size=60))
    def test_cleaning_twice_is_cleaning_once_even_among_escapes(self, text: str) -> None:
        assert clean_text(clean_text(text)) == clean_text(text)

    def test_ordinary_text_is_left_alone_to_the_letter(self) -> None:
        text = "“Kyiv’s path” — 500 million € [sic]\n\n日本語\tنص 👩‍👩‍👧 naïve"
        assert clean_text(text) == text

    def test_every_line_end_becomes_a_newline(self) -> None:
        assert clean_text("a\r\nb\rc\x85d\u2028e\x0bf") == "a\nb\nc\nd\ne\nf"

    def test_the_words_after_an_escape_that_never_ends_are_kept(self) -> None:
        assert (
            clean_text("before \x1b]0;the rest of the article")
            == "before 0;the rest of the article"
        )

    def test_a_letter_keeps_a_few_marks_not_a_tower(self) -> None:
        assert clean_text("Z" + "\u0301" * 200 + "Q") == "Z" + "\u0301" * 4 + "Q"

    def test_a_line_is_folded_and_cut(self) -> None:
        assert clean_line("  one\n two\tthree ") == "one two three"
        assert clean_line("word " * 1000, limit=10) == "word word…"

    @pytest.mark.parametrize(
        "piece", ["\x1b]", "\x1b[", "\x9b1", "\x1b]a", "\u0301", "\u200d", "x"]
    )
    def test_a_megabyte_of_one_thing_is_cleaned(self, piece: str) -> None:
        assert not foreign(clean_text(piece * (1_000_000 // len(piece)))[:10_000])


class TestParagraphs:
    def test_they_are_the_trimmed_lines(self) -> None:
        text = "One.\n\n  Two.  \n\n\n\nThree."
        assert cut(text, paragraphs(text)) == ["One.", "Two.", "Three."]

    def test_furniture_is_left_out_and_a_line_may_be_cut_by_it(self) -> None:
        text = "date 2024-04-05 As NATO met.\nSubscribe!\nThe end."
        zones = (Zone(0, 15, "stamp", "file stamp"), Zone(29, 39, "boilerplate", "cue"))
        assert cut(text, paragraphs(text, zones)) == ["As NATO met.", "The end."]

    def test_a_title_inside_the_text_can_be_kept(self) -> None:
        text = "A title\nA body."
        zones = (Zone(0, 7, "title", "headline"),)
        assert cut(text, paragraphs(text, zones)) == ["A body."]
        assert cut(text, paragraphs(text, zones, TOLD)) == ["A title", "A body."]


class TestSentences:
    @pytest.mark.parametrize(
        "parts",
        [
            ["He left.", "She stayed."],
            ["Gov. Smith met Dr. Jones at 5 p.m. in St. Louis."],
            ["He lives in the U.S.", "The house is small."],
            ["U.S. officials said so.", "Others did not."],
            ["“We will not,” he said.", "“Never.”", "Then he left."],
            ["It cost $3.5 million.", "That is 2.1 percent more."],
            ["J. R. R. Tolkien wrote it.", "Who else?", "Nobody!"],
            ["The Vilnius Summit will be important… President Zelensky will raise it."],
            ["彼は言った。", "彼女は去った。"],
            ['A stray mark is no sentence. "'],
            ["It is known. —"],
        ],
    )
    def test_they_end_where_a_reader_would_stop(self, parts: list[str]) -> None:
        text = " ".join(parts)
        if "…" in text:
            assert cut(text, sentences(text)) in (parts, text.replace("… ", "…|").split("|"))
        else:
            assert cut(text, sentences(text)) == parts

    def test_a_line_end_always_ends_one(self) -> None:
        text = "A headline without a stop\nThe body begins."
        assert cut(text, sentences(text)) == text.split("\n")

    @given(st.text(max_size=300))
    def test_they_lie_in_order_inside_the_text_and_lose_no_word(self, text: str) -> None:
        spans = sentences(text)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        assert "".join("".join(cut(text, spans)).split()) == "".join(text.split())

    def test_the_one_around_an_offset_is_found(self) -> None:
        text = "One here. Two there. Three."
        spans = sentences(text)
        assert cut(text, [span for span in [enclosing(spans, 12)] if span]) == ["Two there."]
        assert enclosing(spans, 9) is None

    @pytest.mark.parametrize("piece", [".", ". ", "a.", "Mr. ", "“", "A. B. "])
    def test_a_long_text_of_one_thing_is_split(self, piece: str) -> None:
        assert sentences(piece * (200_000 // len(piece)))


class TestWords:
    def test_inner_marks_belong_to_a_word(self) -> None:
        text = "The U.S. didn’t pay €3.5 million to NATO-Ukraine’s council."
        assert cut(text, words(text)) == [
            "The", "U.S.", "didn’t", "pay", "3.5", "million", "to", "NATO-Ukraine’s", "council",
        ]  # fmt: skip

    def test_they_are_counted_in_the_spans_given(self) -> None:
        assert count_words("one two three four", [Span(0, 7), Span(14, 18)]) == 3

    @given(st.text(st.characters() | st.sampled_from("ab Z9.,'’-_\n“é中\u0301·"), max_size=60))
    def test_as_many_are_counted_as_are_found(self, text: str) -> None:
        assert words_in(text) == len(words(text))

    def test_folding_forgets_case_and_accents(self) -> None:
        assert fold("KÖLN") == fold("koln") == "koln"
        assert fold("Straße") == "strasse"
        assert fold("İstanbul") == "istanbul"

    @pytest.mark.parametrize(
        ("word", "expected"),
        [("allies", "ally"), ("attacks", "attack"), ("war's", "war"), ("crises", "crise"),
         ("bus", "bus"), ("press", "press"), ("series", "sery"), ("gas", "gas")],
    )  # fmt: skip
    def test_a_stem_only_loses_a_plural(self, word: str, expected: str) -> None:
        assert stem(word) == expected
