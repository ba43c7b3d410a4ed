"""Any string whatever is a query, or is refused in one line with a valid form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.search import SearchIndex, evaluate
from tests.hostile import HOSTILE
from tests.index.search.conftest import ARTICLES, Known


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """One index for all: searching changes nothing."""
    index = SearchIndex(tmp_path_factory.mktemp("any") / "search")
    index.add(ARTICLES)
    yield index
    index.close()


def ask(index: SearchIndex, text: str) -> None:
    """Ask in every way, and check what every answer must be."""
    for typing in (False, True):
        try:
            answer = index.search(text, typing=typing, filters=Known(), limit=3)
        except QueryError as error:
            assert "\n" not in str(error)
            assert error.advice
            continue
        assert len(set(answer.ids)) == len(answer.ids) == len(answer.scores) <= 3
        assert len(answer.ids) == min(3, answer.total) <= index.count()
        assert answer.note is None or "\n" not in answer.note
        spans = answer.light.spans(text)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


PIECES = st.sampled_from(
    """summit the house white Köln 峰會 AND OR NOT ANDNOT ANDMAYBE REQUIRE TO - + * ~ ^2 " “ ' ( )
    [ ] { } : , \\ / ? 😀 title: outlet: date: after: before: entity: is: titel: x: 2023 2023-07 -07
    unread u.s. run-up 1,000.5 Stoltenberg last week yesterday sort: date ~ ~2 summmit~""".split()
)
SPACES = st.sampled_from(["", " ", "\0", "\u202e", "\ud800", "\n"])


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150
)
@given(st.lists(st.tuples(PIECES, SPACES), max_size=14))
def test_made_of_what_the_language_knows(
    shared: SearchIndex, pieces: list[tuple[str, str]]
) -> None:
    ask(shared, "".join(piece + gap for piece, gap in pieces))


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100
)
@given(st.text(st.characters(), max_size=60))
def test_made_of_anything(shared: SearchIndex, text: str) -> None:
    ask(shared, text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_ones(shared: SearchIndex, text: str) -> None:
    ask(shared, text)


@pytest.mark.parametrize(
    "unit",
    ["a* OR ", "(", ")", '"', '"" ', "-", "NOT ", "AND ", "a", "a ", "*", "* ", "*a ", "title:",
     "title:a ", 'entity:"a ', "\0", "😀", "\u202e", "((a) ", "a:", ":", "'", "x* ", '"a b* ', 
     "abcdef~ ", "峰 ", "last week "],
)  # fmt: skip
def test_ten_thousand_characters_take_no_more_work_than_a_thousand(
    shared: SearchIndex, unit: str
) -> None:
    ask(shared, unit * (10_000 // len(unit)))


def test_what_was_not_read_is_said(shared: SearchIndex) -> None:
    assert "1,000 characters" in str(shared.search("summit " * 1000).note)
    assert "32 words" in str(shared.search("summit " * 100).note)
    assert "8 beginnings" in str(shared.search("s* OR " * 9 + "s*").note)
    assert "end of a word" in str(shared.search("*ummit").note)
    assert "4 words" in str(shared.search(" ".join(f"sum{n}it~" for n in range(5))).note)


def test_common_phrases_are_checked_as_far_as_there_is_time(
    shared: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluate, "MOST_READ", 3)
    answer = shared.search('"house white"')
    assert answer.ids
    assert "not in a row" in str(answer.note)
