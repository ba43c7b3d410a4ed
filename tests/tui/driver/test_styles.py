"""Pens: what an SGR sequence makes of them, and the way from one to another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.driver.styles import LOST, PLAIN, Pen, after, change

COLORS = ["5;9", "5;255", "2;1;2;3", "2;255;0;10"]


def color(base: int) -> st.SearchStrategy[str]:
    """Nothing, one of the sixteen, or an extended color."""
    extended = [f"{base + 8};{code}" for code in COLORS]
    return st.sampled_from(["", str(base + 1), str(base + 67), *extended])


flags = st.sets(st.sampled_from("12345789")).map(lambda on: tuple(sorted(on)))
pens = st.builds(Pen, flags, color(30), color(40), st.just(""))


@given(pens, pens)
def test_the_way_from_one_pen_to_another_leads_there(old: Pen, new: Pen) -> None:
    way = re.fullmatch(r"(?:\x1b\[([0-9;]*)m)?", change(old, new))
    assert way is not None
    assert (after(old, way[1]) if way[1] is not None else old) == new


def test_taking_faint_away_keeps_bold() -> None:
    assert change(Pen(("1", "2")), Pen(("1",))) in ("\x1b[22;1m", "\x1b[0;1m")


def test_a_pen_that_is_not_known_is_reset_first() -> None:
    assert change(LOST, Pen(("1",))) == "\x1b[0;1m"
    assert change(LOST, PLAIN) == "\x1b[m"


@pytest.mark.parametrize("codes", ["21", "53", "38", "38;5", "38;5;256", "38;2;1;2", "48;9;1", "x"])
def test_codes_it_does_not_know_are_not_guessed(codes: str) -> None:
    assert after(PLAIN, codes) is None
    assert after(PLAIN, ";".join(["1"] * 10_000)) is None
