"""The lens on words: what differs first, then what they call the same, then words of one text."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Comparison, Library
from tests.tui.screen import opened, presses
from tui.screens.compare import CompareScreen
from tui.screens.wording_lens import words
from tui.widgets.table import Row, Table


@pytest.fixture(scope="module")
def compared(sample: Library) -> Comparison:
    return sample.compare((3, 4, 5))


def heads(rows: list[Row]) -> list[str]:
    return [row.label for row in rows if row.kind == "head"]


def test_differences_first_and_what_is_alike_folded_at_the_bottom(compared: Comparison) -> None:
    found = heads(list(words(compared)))
    assert found[0] == "Ukraine's capital"
    assert "What they call NATO" in found
    order = [found.index("Ukraine's capital"), found.index("What they call NATO")]
    assert order == sorted(order)


def test_a_word_of_one_text_tells_its_counts(compared: Comparison) -> None:
    cells = [cell for row in words(compared) for cell in row.cells if cell and ":" in cell.text]
    assert cells
    for cell in cells:
        here = int(cell.text.removeprefix("* ").split(":")[0])
        assert here == len(cell.spans)


def test_only_the_surest_words_on_demand(compared: Comparison) -> None:
    cells = [c for row in words(compared, significant=True) for c in row.cells if c]
    assert all(cell.text.startswith("*") for cell in cells if ":" in cell.text)


def test_sets_of_ones_own_are_counted_first_and_told_as_such(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        one, other = tmp_path / "one.txt", tmp_path / "two.txt"
        one.write_text("The levy rose.\n\nMinisters defended the levy on Monday.\n")
        other.write_text("The duty rose.\n\nMinisters defended the duty on Tuesday again.\n")
        library.add([str(one), str(other)])
        library.analyse()
        assert not library.compare((1, 2)).wording
        library.wording.add("the tax", ["levy", "duty"])
        [found] = library.compare((1, 2)).wording
        assert (found.own, found.differs) == (True, True)
        assert heads(list(words(library.compare((1, 2)))))[0] == "the tax (yours)"


@presses("comparison.surely", "comparison.add_set")
async def test_a_set_is_added_on_screen_and_the_surest_words_are_shown(five: Library) -> None:
    try:
        async with opened(five, (120, 60)) as driven:
            screen = CompareScreen(five, (3, 4, 5))
            driven.app.push_screen(screen)
            await driven.settle()
            await driven.press("A", *"the door: accession, membership", "enter")
            assert "the door (yours)" in driven.glass
            await driven.press("S")
            assert any("only where chance" in row.label for row in screen.query_one(Table).rows)
            await driven.press("A", *"the door: x, y", "enter")
            assert any("is there" in one for one in driven.told)
            await driven.press("u")
            assert "the door (yours)" not in driven.glass
            assert driven.told[-1] == "undone: wording set the door"
            await driven.press("U")
            assert "the door (yours)" in driven.glass
    finally:
        five.wording.path.unlink(missing_ok=True)
