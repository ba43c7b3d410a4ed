"""What a list tells of an event on its three lines, however long the label is."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from index import ArticleLine, Event
from tui.list_rows import EVENT_LINES, article_row, event_rows
from tui.runs import clip

DAY = datetime.date(2024, 4, 30)
SHORT, LONG = "Ministers meet", "Ministers meet in the capital to weigh what the port is to become"
ALONE = Event(
    "e1", SHORT, DAY, DAY, (1,), ("Daily Courier",), 1, ("e2",), ("a port",), 1, ("Ports",)
)  # fmt: skip
SEVERAL = Event("e2", SHORT, DAY, DAY, (1, 2, 3), ("A", "B"), 2, unread=2)
WIDE = 42


def told(event: Event, width: int = WIDE) -> list[str]:
    """The lines of ``event``, what stands at the right behind what stands at the left."""
    rows = event_rows(event, width, here=False, roomy=width >= WIDE)
    assert len(rows) == EVENT_LINES
    return ["".join(words for side in row for words, _ in side) for row in rows]


@pytest.mark.parametrize("label", [SHORT, LONG, "", "x" * 400])
@pytest.mark.parametrize("width", [4, 28, WIDE, 90])
def test_an_event_takes_the_same_number_of_lines_whatever_it_is_called(
    label: str, width: int
) -> None:
    for event in (ALONE, SEVERAL, Event("e3", label, None, None, (), (), 0)):
        assert told(replace(event, label=label), width)


def test_a_single_text_is_told_by_its_outlet_and_several_by_their_numbers() -> None:
    assert told(replace(ALONE, related_labels=()))[1] == " 30 Apr 2024 ● Daily Courier"
    assert told(replace(ALONE, related_labels=()), 28)[1] == " 30 Apr 2024 ● Daily Courier"
    assert told(replace(ALONE, label=LONG), 28)[2] == " 30 Apr 2024 ● Daily Courier"
    assert told(replace(ALONE, outlets=("The Courier of the Port",)), 28)[1].endswith(
        "The Courier…"
    )
    assert told(ALONE, 20)[1] == " 30 Apr 2024 ●", "a few letters tell nothing"
    assert told(SEVERAL)[1] == " 30 Apr 2024 ●● 2 outlets 2 texts +1 copy"


def test_copies_are_counted_beside_the_texts_so_that_the_figures_add_up() -> None:
    copied = Event("e4", SHORT, DAY, DAY, (1, 2), ("Daily Courier",), 1, unread=2)
    assert told(copied, 46)[1:] == [" 30 Apr 2024 ● 1 outlet 1 text +1 copy", " 2 unread"]
    line = told(replace(copied, label=LONG))[2]
    assert line == " 30 Apr 2024 ● 1 text +1 copy · 2 unread"
    assert told(replace(SEVERAL, independent_texts=3))[1].endswith("2 outlets 3 texts")
    assert told(copied, 30)[1] == " 30 Apr 2024 ● 1 text +1 copy"


def test_days_stay_whole_where_outlets_and_texts_leave_no_room_for_both() -> None:
    many = replace(SEVERAL, outlets=tuple("ABCDEF"), first=datetime.date(2024, 4, 28), unread=0)
    assert told(many, 30)[1] == " 28–30 Apr 2024 ●●●●●+ 2 texts"
    assert told(many, 29)[1] == " 28–30 Apr 2024  2 texts"


def test_under_a_long_label_all_is_told_on_one_line() -> None:
    assert told(replace(SEVERAL, label=LONG))[2] == " 30 Apr 2024 ●● 2 texts +1 · 2 unread"
    assert told(replace(ALONE, label=LONG))[2] == " 30 Apr 2024  └ related: Ports●"


def test_the_related_stand_under_a_short_label() -> None:
    assert told(ALONE)[2] == " └ related: Ports"
    assert told(SEVERAL)[2] == " 2 unread"


def test_nothing_stands_where_nothing_can_be_read_of_it() -> None:
    line = told(replace(SEVERAL, label=LONG, related_labels=("Ports",)))[2]
    assert "related" not in line and "2 unread" in line


def test_of_an_outlet_as_many_letters_are_told_as_there_is_room_for() -> None:
    assert clip("The Daily Caller", 14) == "The Daily Cal…", "another is The Daily Mail"
    assert clip("The Daily Caller", 16) == "The Daily Caller"


def test_what_is_kept_of_an_article_is_told_whole_or_not_at_all() -> None:
    line = ArticleLine(
        1, SHORT, True, "Daily Courier", None, DAY, "stated", False, 9, None, False, notes=1
    )
    for width, said in ((80, "Daily Courier 1 note"), (28, "Daily Courier")):
        left, _ = article_row(line, False, width)
        assert " ".join("".join(words for words, _ in left).split()) == said
