"""What is lit in a text, and which line of it is shown."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import Span
from index.search import Light, SearchIndex, snippet


def lit(index: SearchIndex, query: str, text: str, typing: bool = False) -> list[str]:
    """The words a query lights."""
    return [text[span.start : span.end] for span in index.light(query, typing).spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("allies", "An ally, the ALLIES’ allied forces", ["ally", "ALLIES", "allied"]),
        ("koln", "Köln and Ko\u0308ln and Kolner", ["Köln", "Ko\u0308ln"]),
        (
            '"white house"',
            "white house, White  House; house white",
            ["white house", "White  House"],
        ),
        ('"state of the union"', "State of the Union. state union", ["State of the Union"]),
        ("run-up", "the run-up, a run up, run", ["run-up", "run up"]),
        ("immigr*", "immigrants, Immigration, immune", ["immigrants", "Immigration"]),
        ("title:summit", "Summit", ["Summit"]),
        ("summit -house", "the summit of the house", ["summit"]),
        ("NATO's", "NATO, Nato’s", ["NATO", "Nato’s"]),
        ("us", "the U.S. and us, the U.S.’s, U.S.-led, uses", ["U.S.", "us", "U.S.’s", "U.S."]),
        ("kennedy", "John F.Kennedy, J.F.K.", ["Kennedy"]),
        ("3,000", "3,000 or 3,000.50 or 3000", ["3,000"]),
        ("峰會", "北約峰會", ["峰會"]),
        ("date:2023", "in 2023", []),
        ("the", "the end", []),
        ("", "anything", []),
        ("date:nonsense", "nonsense", []),
    ],
)
def test_words_are_lit_as_they_are_found(
    index: SearchIndex, query: str, text: str, words: list[str]
) -> None:
    assert lit(index, query, text) == words


def test_an_unfinished_word_lights_what_begins_so_and_what_it_finds(index: SearchIndex) -> None:
    text = "immigration, immigrants, immune"
    assert lit(index, "imm", text, typing=True) == ["immigration", "immigrants", "immune"]
    assert lit(index, "immigrati", text, typing=True) == ["immigration", "immigrants"]
    assert lit(index, "imm ", text, typing=True) == []
    assert lit(index, '"white ho', "white horses, white", typing=True) == ["white horses"]


def test_a_search_hands_out_its_light(index: SearchIndex) -> None:
    text = "allies in vilnius"
    assert index.search("ally vil", typing=True).light.spans(text) == (Span(0, 6), Span(10, 17))


def test_offsets_are_code_points_of_the_whole_text(index: SearchIndex) -> None:
    text = "😀 summit 😀 summit"
    light = index.light("summit")
    assert light.spans(text) == (Span(2, 8), Span(11, 17))
    assert light.spans(text, 5) == (Span(11, 17),)
    assert light.spans(text, 0, 9) == (Span(2, 8),)


def test_overlapping_matches_become_one(index: SearchIndex) -> None:
    assert lit(index, '"white house" house white', "a white house b") == ["white house"]


@pytest.mark.parametrize(
    "unit", ["a", "a.", "1,", "é", "e\u0301", "'", "a'", "_", "ally ", "峰", "\u200d", "1.1"]
)
def test_a_long_text_of_anything_is_no_trouble(index: SearchIndex, unit: str) -> None:
    text = unit * (200_000 // len(unit))
    spans = index.light('ally "white house" vil*').spans(text)
    assert len(spans) in (0, text.count("ally"))


class TestSnippets:
    BODY = "One two. " * 30 + "The allies gather in\nVilnius today. " + "More words. " * 30

    def line(self, index: SearchIndex, query: str, width: int, text: str = BODY) -> str:
        """A snippet, with what is lit in brackets."""
        made = snippet(text, index.light(query), width, [Span(0, len(text))])
        out, at = "", 0
        for span in made.matches:
            out += made.text[at : span.start] + "[" + made.text[span.start : span.end] + "]"
            at = span.end
        return out + made.text[at:]

    def test_show_most_of_what_matched_on_one_line(self, index: SearchIndex) -> None:
        line = self.line(index, "vilnius ally", 60)
        assert "[allies] gather in [Vilnius] today" in line

    @pytest.mark.parametrize("width", [20, 60, 120, 300])
    def test_keep_to_the_width_and_to_whole_words(self, index: SearchIndex, width: int) -> None:
        made = snippet(self.BODY, index.light("vilnius"), width, [Span(0, len(self.BODY))])
        assert len(made.text) <= width
        assert "\n" not in made.text
        words = made.text.strip("…").split()
        assert set(words) <= set(self.BODY.split())
        assert made.text.startswith("…") and made.text.endswith("…")

    def test_are_the_beginning_where_nothing_matched(self, index: SearchIndex) -> None:
        assert self.line(index, "zebra", 30) == "One two. One two. One two.…"

    def test_are_the_whole_body_if_it_is_short(self, index: SearchIndex) -> None:
        assert self.line(index, "ally", 80, "Two\n\nallies.") == "Two [allies]."

    def test_leave_out_what_is_not_body(self, index: SearchIndex) -> None:
        text = "Allies ADVERT allies"
        made = snippet(text, index.light("allies"), 80, [Span(0, 6), Span(14, 20)])
        assert (made.text, made.matches) == ("Allies allies", (Span(0, 6), Span(7, 13)))

    def test_of_nothing_are_empty(self) -> None:
        assert snippet("", Light(), 80, []).text == ""

    def test_cope_with_one_endless_word(self, index: SearchIndex) -> None:
        text = "x" * 1_000_000
        assert len(snippet(text, index.light("ally"), 80, [Span(0, len(text))]).text) <= 80


LINES = st.lists(
    st.sampled_from(
        """ally allies Allied, vilnius. U.S. u.s the white house House’s white-house köln Köln
        immigrants, immune “imm dying die skies “sky” s. a.b. — 1,000 usa""".split()
    ),
    max_size=25,
)
QUERIES = st.sampled_from(
    ["ally", "us", "koln vilnius", '"white house"', "imm*", "die OR sky", '"the white house" ally',
     "usa", "s*", "vilnus~", "house 1,000", '"ally vilnius" us'],
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, QUERIES)
def test_looking_only_where_there_may_be_matches_misses_none(
    index: SearchIndex, words: list[str], query: str
) -> None:
    line, light = " ".join(words), index.light(query)
    assert sorted(light.matches_in_line(line)) == sorted(light.matches(line))
