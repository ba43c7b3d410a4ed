"""Word pieces and their vectors: cut as the teacher's were, opened only when compared."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from index.framing.similarity import meaning
from index.framing.vectors import WordPiece, shipped


def cut(text: str) -> list[str]:
    names = list(shipped().cutter.ids)
    return [names[piece] for piece in shipped().cutter.pieces(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Zelensky's kyiv-visit", "ze ##len ##sky ' s kyiv - visit"),
        ("The €500m  package!", "the € ##500 ##m package !"),
        ("Genève, naïveté", "gene ##ve , naive ##te"),
        ("北京 said", "北 京 said"),
        ("“Yes…”", "“ yes … ”"),
        ("soft\u00adhyphen zero\u200bwidth", "soft ##hy ##ph ##en zero ##wi ##dt ##h"),
        ("a_b", "a _ b"),
        ("🙂", "[UNK]"),
        ("x" * 101, "[UNK]"),
        ("", ""),
    ],
)
def test_text_is_cut_as_the_teacher_cuts_it(text: str, pieces: str) -> None:
    assert cut(text) == pieces.split()


def test_a_long_line_without_spaces_takes_linear_time_and_no_memory() -> None:
    cutter = WordPiece.of(["[UNK]", "a", "##a", "."])
    assert len(cutter.pieces("a." * 300_000)) == 600_000
    assert cutter.known == {}
    assert cutter.pieces("a" * 1_000_000) == [0]


def test_every_piece_has_a_row_and_special_ones_weigh_nothing() -> None:
    vectors = shipped()
    assert vectors.rows.shape[0] == vectors.scales.shape[0] == len(vectors.cutter.ids)
    assert vectors.scales[vectors.cutter.ids["[UNK]"], 1] == 0.0
    common, rare = (vectors.scales[vectors.cutter.ids[word], 1] for word in ("the", "treaty"))
    assert common < 0.1 < 0.5 < rare


def test_the_rows_stay_on_the_disk_until_they_are_used() -> None:
    assert isinstance(shipped().rows, np.memmap)


def test_different_words_for_one_thing_are_close() -> None:
    told = [
        "The soldiers fired rockets at the town.",
        "Troops launched missiles against the city.",
        "The central bank left interest rates unchanged.",
    ]
    table = meaning(told)
    assert table[0, 1] > 0.5 > table[0, 2] + 0.2


def test_what_has_no_pieces_is_close_to_nothing() -> None:
    table = meaning(["", "🙂", "Rockets hit the town."])
    assert not table[0].any()
    assert not table[1].any()
    assert table[2, 2] == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("module", ["index", "index.framing", "tui.cli", "tui.commands.compare"])
def test_nothing_is_opened_before_a_comparison(module: str) -> None:
    code = (
        f"import sys, {module}; "
        "found = sys.modules.get('index.framing.vectors'); "
        "assert found is None or not found.shipped.cache_info().currsize; "
        "assert 'index.framing.model' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
