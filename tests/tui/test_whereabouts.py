"""The lens on coverage: who had what first as far as dates tell, and where in the text."""

from __future__ import annotations

import json
from pathlib import Path

from index import Library
from tests.tui.screen import opened
from tui.screens.compare import CompareScreen
from tui.screens.places import SentencesScreen
from tui.screens.whereabouts import Whereabouts, whereabouts
from tui.widgets.table import Row

TEXTS = {
    "The Post": ("2024-05-02", "Harbor master Ann Lee closed the port of Rotterdam.\n\n"
                 "Ships waited off the coast while Joe Biden spoke in Washington.\n\n"
                 "The port takes 140 ships a day, and many more on Sundays in the summer.\n\n"
                 "Nobody knew how long it would take."),
    "Harbor News": ("2024-05-04", "Joe Biden spoke about Rotterdam on Saturday in Washington.\n\n"
                    "The port takes 140 ships a day.\n\nMany captains were angry about it."),
}  # fmt: skip


def added(library: Library, tmp_path: Path, dated: bool = True) -> None:
    """Two texts, two days apart."""
    path = tmp_path / "port.jsonl"
    rows = [
        {"title": f"Port shut, says {outlet}", "outlet": outlet, "text": text}
        | ({"date": day} if dated or outlet == "The Post" else {})
        for outlet, (day, text) in TEXTS.items()
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    library.add([str(path)])
    library.analyse()


def rows_of(library: Library) -> dict[str, Row]:
    """The rows of the lens by their labels."""
    from index.framing.prominence import prominence

    comparison = library.compare((1, 2))
    lines = {line.id: line for line in library.lines((1, 2))}
    found = prominence([library.article(1), library.article(2)])
    known = Whereabouts(lines, library.moments((1, 2)), found)
    return {row.label: row for row in whereabouts(comparison, known)}


def said(row: Row) -> list[str]:
    """The words of its cells."""
    return [cell.text if cell else "" for cell in row.cells]


def test_it_tells_who_came_first_and_how_long_each_text_is(
    library: Library, tmp_path: Path
) -> None:
    added(library, tmp_path)
    rows = rows_of(library)
    assert said(rows["published (* first)"]) == ["* 2 May 2024", "4 May 2024"]
    words = [column.words for column in library.compare((1, 2)).columns]
    assert said(rows["length in words"]) == [str(number) for number in words]


def test_it_tells_who_had_a_name_first_and_where_it_stands(
    library: Library, tmp_path: Path
) -> None:
    added(library, tmp_path)
    rows = rows_of(library)
    assert [" ".join(one.split()) for one in said(rows["Joe Biden"])] == ["* middle 1", "lede 1"]
    for row in rows.values():
        for cell in row.cells:
            if cell and cell.spans:
                text = library.article(cell.article).text
                assert all(text[span.start : span.end].strip() for span in cell.spans)


def test_where_one_text_states_no_date_nobody_is_said_to_have_had_a_name_first(
    library: Library, tmp_path: Path
) -> None:
    added(library, tmp_path, dated=False)
    assert not any("*" in word for word in said(rows_of(library)["Joe Biden"]))


async def test_enter_on_a_name_opens_its_sentences(library: Library, tmp_path: Path) -> None:
    added(library, tmp_path)
    async with opened(library) as driven:
        screen = CompareScreen(library, (1, 2))
        driven.app.push_screen(screen)
        await driven.settle()
        await driven.press("8", "tab")
        while screen.query_one("#table").row().label != "Joe Biden":  # type: ignore[attr-defined]
            await driven.press("j")
        await driven.press("enter")
        assert isinstance(driven.app.screen, SentencesScreen)
        assert "Joe Biden spoke in Washington" in driven.glass
