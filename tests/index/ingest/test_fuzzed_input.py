"""Every reader, given files that were good before somebody changed them: nothing is raised."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.ingest import Draft, Limits, describe
from tests.index.ingest import everything
from tests.index.ingest.taking import TODAY, pipe

PAGES = ("page.html", "misnamed.txt", "feed.xml", "many.zip")  # parsed elsewhere, tried there
FILES = {name: data for name, (data, _) in everything.good().items() if name not in PAGES}
SMALL = Limits(article=50_000, row=50_000, unpacked=500_000, members=50, hopeless_rows=20)
PIECES = [b"\0", b"\xff", b"\n\n", b'"', b"{", b"]", b"--b\n", b"---"]
CHANGE = st.tuples(
    st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12) | st.sampled_from(PIECES)
)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=25, deadline=None)
@given(st.lists(CHANGE, min_size=1, max_size=4))
def test_a_changed_file_is_read_or_refused(
    name: str, changes: list[tuple[float, int, bytes]]
) -> None:
    data = FILES[name]
    for place, length, instead in changes:
        at = int(place * len(data))
        data = data[:at] + instead + data[at + length :]
    for item in pipe(data, SMALL):
        if isinstance(item, Draft):
            assert len(item.text.encode()) <= 60_000
            describe(item, TODAY)
        else:
            assert item.reason and item.advice
