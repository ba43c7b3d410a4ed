"""When an article was published, to the minute: only from a time with its zone."""

from __future__ import annotations

import pytest

from index.events.moments import moment


@pytest.mark.parametrize(
    ("words", "day", "utc"),
    [
        ("2018-10-01T09:10:00Z", "2018-10-01", "2018-10-01T09:10"),
        ("2018-10-01 23:30:00-04:00", "2018-10-01", "2018-10-02T03:30"),
        ("Mon, 01 Oct 2018 09:10:00 GMT", "2018-10-01", "2018-10-01T09:10"),
        ("Mon, 01 Oct 2018 09:10:00 -0500", "2018-10-01", "2018-10-01T14:10"),
        ("1538385000", "2018-10-01", "2018-10-01T09:10"),
        ("1538385000000", "2018-10-01", "2018-10-01T09:10"),
    ],
)
def test_a_time_with_a_zone_is_a_moment(words: str, day: str, utc: str) -> None:
    found = moment(words, day)
    assert found is not None
    assert found.isoformat()[:16] == utc


@pytest.mark.parametrize(
    "words",
    [
        "2018-10-01",
        "2018-10-01T09:10:00",
        "2018-10-01T00:00:00Z",
        "October 1, 2018",
        "Published 9:10 on 1 October 2018",
        "99:99 9:99 +99:99",
        "1538385000" * 9,
        "",
    ],
)
def test_anything_less_is_none(words: str) -> None:
    assert moment(words, "2018-10-01") is None


def test_words_that_tell_another_day_than_was_read_from_them_are_not_believed() -> None:
    assert moment("2018-10-01T09:10:00Z", "2018-10-02") is None
    assert moment("0001-01-01T01:00:00+14:00", "0001-01-01") is None
