"""English stems are whoosh's Porter2, word for word."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.lang import porter2

from index.search.english import stem

ENDINGS = [
    *(end for end, _, _ in (*porter2.s2_triples, *porter2.s3_triples)),
    *porter2.s4_delete_list,
    *("s", "'s", "'s'", "'", "us", "sses", "ied", "ies", "y", "e", "ll", "sion", "tion", ""),
    *("ed", "edly", "eed", "eedly", "ing", "ingly", "ating", "hopping", "fixed"),
]
SYLLABLES = st.text("aeiouybcdlrstngmvx'", max_size=7)


def test_common_words() -> None:
    assert stem("generations") == stem("generation")
    assert [stem(word) for word in ("allies", "dying", "news", "is", "y")] == [
        *("alli", "die", "news", "is", "y")
    ]


def test_exceptions_are_those_of_porter() -> None:
    for word in (*porter2.exceptional_forms, *porter2.exceptional_early_exit_post_1a):
        assert stem(word) == porter2.stem(word)


@settings(max_examples=200)
@given(SYLLABLES, st.sampled_from(ENDINGS), st.sampled_from(ENDINGS))
def test_every_ending_goes_as_in_porter(head: str, inner: str, end: str) -> None:
    word = head + inner + end
    try:
        expected = porter2.stem(word)
    except IndexError:
        return
    assert stem(word) == expected
