"""Traces: small, stored without the text, the same after a round trip, safe on any input."""

from __future__ import annotations

import pytest

from index.article import Article, Finding
from index.events import dump, load, trace
from index.events.vectors import place_of
from index.store.sealing import RowDamaged
from tests.index.events.telling import Told, placed

TEXT = (
    "Ministers met on Monday ahead of the Tromso summit, which will be held in Tromso on May "
    "21-22. Since Russia's full-scale invasion in February last year, quotas have been in dispute. "
)


def test_a_trace_survives_the_round_trip() -> None:
    made = trace(Article(id=1, text=TEXT * 5, title=Finding("Ministers met", "test", "")))
    assert load(dump(made)) == made


def test_a_trace_of_a_usual_article_is_small() -> None:
    words = " ".join(f"word{number % 400} other{number % 211}" for number in range(400))
    assert len(dump(trace(Article(id=1, text=TEXT + words)))) < 3000


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 40, b"nonsense", dump(trace(Article(1, TEXT)))[:-1]]
)
def test_damaged_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(RowDamaged):
        load(data)


def test_titles_outside_the_text_count() -> None:
    made = trace(Article(id=1, text="It burnt.", title=Finding("Harrow Bridge mill", "test", "")))
    named = {place_of(word) for word in ("harrow", "bridge", "mill")}
    assert named <= {place for place, _ in made.terms}


REPEATED = [
    "July 11-12 ", "the Vilnius summit ", "summit in ", "Summit Summit ", "last year ", "a\n",
    "NATO its 75th anniversary of ", "Russia’s invasion in February of the previous year ",
    "upcoming summit ", "on Sunday. ", "COP28 ", "2023 ", "murder of a a a Jamal ", "北约",
    "“", "a",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_one_piece_over_and_over_is_read_and_placed(piece: str) -> None:
    """Cost must not grow with the square of the length: it would not end within the suite."""
    made = trace(Article(id=1, text=piece * (200_000 // len(piece))))
    placement = placed(Told(1, None, None, None, made))
    assert len(placement.events) == 1
    assert len(dump(made)) < 5000


def test_a_text_of_very_many_words_is_read() -> None:
    text = " ".join(f"w{number % 5000}" for number in range(200_000))
    made = trace(Article(id=1, text=text))
    assert made.words > 100_000
    assert len(dump(made)) < 5000


def test_lone_surrogates_and_controls_do_no_harm() -> None:
    load(
        dump(trace(Article(id=1, text="\ud800 mill \x00 burnt \x1b[31m in July 2019 it was said")))
    )
