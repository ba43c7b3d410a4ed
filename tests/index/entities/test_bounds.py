"""Any text is read in time that grows with its length, without harm.

None of these watches a clock: a step that grew faster than the text would not end.
"""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.entities import read_closely
from tests.hostile import HOSTILE

LONG = 100_000
REPEATED = 40_000


def sound(text: str) -> None:
    """Reads a text and checks that every span lies in it, in order."""
    reading = read_closely(Article(id=0, text=text))
    end = 0
    for mention in reading.mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
    for quote in reading.quotes:
        assert 0 <= quote.start < quote.end <= len(text)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "A",
        "1",
        "1,",
        "1.",
        "$",
        "“",
        '"',
        "‘",
        "'",
        "-",
        ". ",
        "“a ” ",
        "Z\u0301",
        "\u200d",
        " ",
    ],
)
def test_one_long_line_of_one_thing(unit: str) -> None:
    sound(unit * (LONG // len(unit)))


@pytest.mark.parametrize(
    "unit",
    [
        "Adam ",
        "ADAM ",
        "Adam Varga ",
        "Ministry of Adam and ",
        "University of the ",
        "he said that ",
        "X said, “no no no,” he said. ",
        "“no ” ",
        "officials of the officials ",
        "Monday 1 May 2024 ",
        "one hundred million ",
        "tens of thousands of ",
        "A.B.",
        "Jean-Pierre-",
        "according to X, ",
        "NATO's ",
    ],
)
def test_a_line_of_repeats(unit: str) -> None:
    sound(unit * (REPEATED // len(unit)))


def test_thousands_of_names() -> None:
    letters = "bcdfgklmnprstvz"
    names = [
        f"Ba{letters[n % 15]}o V{letters[n // 15 % 15]}a{letters[n // 225 % 15]}e{n % 7 * 'r'}n"
        for n in range(4_000)
    ]
    sound(", ".join(names))
    sound("\n".join(names))


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_strings(name: str) -> None:
    sound(HOSTILE[name])
    sound(f"Olena Marchuk said: “{HOSTILE[name]}” in Kyiv on Friday.")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Olena", "Marchuk", "NATO", "said", "that", "according", "to", "officials", "“", "”",
             '"', ",", ".", "\n", "the", "of", "in", "Kyiv", "May", "5", "$", "%", "he", "’s", "-"]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_any_order_of_words_and_marks(words: list[str]) -> None:
    sound(" ".join(words))
    sound("".join(words))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    sound(text)


def test_a_reading_travels_between_processes() -> None:
    reading = read_closely(Article(id=0, text="Olena Marchuk said Kyiv was calm on Friday."))
    assert pickle.loads(pickle.dumps(reading)) == reading


def test_nothing_is_read_from_disk_until_an_article_is() -> None:
    program = (
        "import index.entities, index.entities.gazetteer as g, index.entities.lexicon as l;"
        "assert g.gazetteer.cache_info().currsize == 0;"
        "assert l._words.cache_info().currsize == l._toml.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
