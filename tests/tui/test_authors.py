"""Who a byline names: parted only where it surely lists names, never turned around."""

from __future__ import annotations

import pytest

from tui.authors import authors


@pytest.mark.parametrize(
    ("byline", "named"),
    [
        ("Ada Quill", ["Ada Quill"]),
        ("By REUTERS STAFF", ["REUTERS STAFF"]),
        ("John Smith Jr. and Ada Quill", ["John Smith Jr.", "Ada Quill"]),
        ("Martin Luther King, Jr.", ["Martin Luther King, Jr."]),
        ("Henry Gates III; Sammy Davis, Jr.", ["Henry Gates III", "Sammy Davis, Jr."]),
        ("Ann Bo, Cy van Do & Ed Fu", ["Ann Bo", "Cy van Do", "Ed Fu"]),
        ("Ann Bo, Cy Do, and Ed Fu", ["Ann Bo", "Cy Do", "Ed Fu"]),
        ("Ann Bo, Daily Wire", ["Ann Bo, Daily Wire"]),
        ("Ann Bo, science editor and Ed Fu", ["Ann Bo, science editor", "Ed Fu"]),
        ("Anderson Sandoval", ["Anderson Sandoval"]),
        ("Мария Иванова and 王小明", ["Мария Иванова", "王小明"]),
        ("and", ["and"]),
        ("By ", ["By"]),
        ("", []),
    ],
)
def test_the_names_of_a_byline(byline: str, named: list[str]) -> None:
    assert list(authors(byline)) == named


def test_a_byline_of_a_megabyte_takes_no_time_to_speak_of() -> None:
    assert authors("and " * 250_000) and authors("; " * 500_000) and authors(", " * 500_000)
