"""The plain reading of a query and the parser's never differ."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.search import grammar
from index.search.grammar import Group, Leaf
from index.search.tidy import tidy
from tests.hostile import HOSTILE
from tests.index.search.test_any_string import PIECES, SPACES


def same(text: str) -> None:
    """Reads a query both ways."""
    for typing in (False, True):
        try:
            tidied = tidy(text, typing).text
        except QueryError:
            continue
        if tidied:
            assert grammar.read(tidied) == grammar.parsed(tidied)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(PIECES, SPACES), max_size=14))
def test_of_what_the_language_knows(pieces: list[tuple[str, str]]) -> None:
    same("".join(piece + gap for piece, gap in pieces))


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=40))
def test_of_any_text(text: str) -> None:
    same(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_of_hostile_strings(text: str) -> None:
    same(text)


@pytest.mark.parametrize(
    "text",
    ["a b", "title:x", 'title:"a b" c', "title:title:x", 'x"y"z', "AND: y", '"AND" x', '""', "a:b"],
)
def test_of_words_quotations_and_fields(text: str) -> None:
    same(text)


@pytest.mark.parametrize(
    "text",
    [
        "a NOT b", "NOT a", "NOT a NOT b", "a NOT NOT b", "a NOT", "NOT", "a OR b c", "OR a",
        "a OR", 'a OR"b c"', 'NOT"b"', '"a"OR b', "a NOT(b",
        "a OR b OR c", "a OR OR b", "NOT a OR b", "a OR NOT b", "a NOT OR b", 'title:a OR "b OR c"',
        "a AND b", "a OR b AND c", "(a OR b) c", "a OR(b", 'a "x"OR b', "outlet:x OR NOT title:y z",
    ],
)  # fmt: skip
def test_of_operators(text: str) -> None:
    same(text)
    assert grammar.read(text) == grammar.parsed(text)


def test_operators_and_brackets_are_the_parsers() -> None:
    one, other = Leaf(None, "a", 0, 0), Leaf(None, "b", 5, 5)
    assert grammar.read("a OR b") == Group("all", (Group("any", (one, other)),))


def test_words_alone_do_not_load_the_parser() -> None:
    program = (
        "import sys\n"
        "from index.search.query import parse\n"
        "parse('title:\"the summit\" outlet:rt kyiv*')\n"
        "print('whoosh.qparser' in sys.modules)\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert told.stdout == "False\n", told.stderr
