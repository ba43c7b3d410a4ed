"""A paste is words: nothing in it is a key, wherever the terminal's writes are cut."""

from __future__ import annotations

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from tests.hostile import HOSTILE, foreign
from tui.driver.pasting import END, START, Pastes


def told(*pieces: str) -> list[Message]:
    """What the app is told of input that comes in these pieces."""
    parser, pastes = XTermParser(), Pastes()
    return [message for piece in pieces if (data := pastes.cleaned(piece))
            for message in parser.feed(data)]  # fmt: skip


def words(messages: list[Message]) -> list[str]:
    return [
        f"paste {message.text}" if isinstance(message, events.Paste) else f"key {message.key}"
        for message in messages
        if isinstance(message, events.Paste | events.Key)
    ]


def test_a_pasted_escape_is_no_key() -> None:
    pasted = f"{START}nato \x1b[31mred\x1b[0m \x1b[A\x1b{END}"
    assert words(told(f"a{pasted}b")) == ["key a", "paste nato red", "key b"]


def test_pasted_lines_are_one() -> None:
    assert words(told(f"{START}one\r\ntwo\nthree\t\x07four\n{END}")) == ["paste one two three four"]


def test_a_paste_may_be_cut_anywhere() -> None:
    whole = f"x{START}one\x1b[Htwo{END}{START}three{END}y"
    for at in range(1, len(whole)):
        assert words(told(whole[:at], whole[at:])) == [
            "key x", "paste onetwo", "paste three", "key y",
        ]  # fmt: skip
    assert words(told(*whole)) == words(told(whole))


def test_hostile_pastes_hold_nothing_a_terminal_obeys() -> None:
    for text in HOSTILE.values():
        if END in text:
            continue
        for message in told(f"{START}{text}{END}"):
            assert isinstance(message, events.Paste)
            assert not foreign(message.text)


def test_a_paste_without_end_costs_no_more_than_it_may() -> None:
    pastes = Pastes()
    assert pastes.cleaned(START) == START
    for _ in range(1000):
        assert pastes.cleaned("x" * 4096) == ""
    assert len(pastes.cleaned(END)) < 5000
