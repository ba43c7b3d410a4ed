"""Signs for terminals that have no UTF-8: one table, cell for cell."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len

from tui.glyphs import ON_ERROR, SIGNS, spelled

TUI = Path(__file__).parents[2] / "tui"


def test_every_sign_of_the_table_is_as_wide_as_what_stands_for_it() -> None:
    for sign, plain in SIGNS.items():
        assert plain.isascii() and plain.isprintable()
        assert cell_len(sign) == len(plain), sign


def test_every_sign_that_the_screens_draw_has_a_counterpart() -> None:
    drawn = "".join(path.read_text(encoding="utf-8") for path in TUI.rglob("*.py"))
    for sign in sorted({sign for sign in drawn if not sign.isascii()}):
        if unicodedata.category(sign) in ("So", "Sm", "Po", "Pd", "Pi", "Pf", "Sk"):
            assert spelled(sign, "ascii") != "?" or sign in "¿？", sign


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“Kyiv”—no…", '"Kyiv"-no~'),
        ("Erdoğan, Łódź, Søren", "Erdogan, Lodz, Soren"),
        ("▌● 3–9 Jul │", ">* 3-9 Jul |"),
        ("北京 and 👍", "???? and ??"),
        ("e\u0301", "e"),
    ],
)
def test_text_keeps_its_width(text: str, plain: str) -> None:
    assert spelled(text, "ascii") == plain
    assert len(plain) == cell_len(text)


def test_letters_that_the_encoding_holds_stay() -> None:
    assert spelled("Müller sagt „ja“", "iso8859-1") == 'Müller sagt "ja"'


def test_any_text_comes_out_in_ascii() -> None:
    everything = "".join(chr(code) for code in range(0, 0x20000, 7) if not 0xD800 <= code < 0xE000)
    assert spelled(everything, "ascii").isascii()
    assert len(spelled("…" * 100_000, "ascii")) == 100_000


def test_streams_write_by_the_same_table() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", errors=ON_ERROR)
    stream.write("SGP · “summit”")
    stream.flush()
    assert raw.getvalue() == b'SGP . "summit"'
