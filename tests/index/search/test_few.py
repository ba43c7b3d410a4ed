"""A search without NumPy answers what one with it answers, to the last bit, or leaves it to it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.search import Found, Glance, SearchIndex, TooMuch, few_matching
from tests.index.search.conftest import ARTICLES, Known, article

PIECES = """
    summit,house,white,ally,allies,the,of,immigration,maison,was,title:house,title:summit,
    outlet:bbc,outlet:fox,-house,NOT,OR,(,),"white house","the white house","summit was far",
    "state of the union",title:"white house","white walls",date:2023,since:2023-07-12,is:unread,
    sort:date,u.s.,run-up,hou*,summmit~,nothingness,entity:nobody,*
"""


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of several parts and languages, from which some articles were taken out."""
    folder = tmp_path_factory.mktemp("few") / "search"
    index = SearchIndex(folder)
    index.add(ARTICLES)
    index.add([article(9, "Le sommet", "Les alliés de la maison blanche", language="fr")])
    index.add([article(7, "White house", "The white house spoke. White walls."), ARTICLES[2]])
    index.add([article(8, "Summit", "The summit of the allies. Summit, summit!", day="2023-07-12")])
    index.remove([1])
    index.close()
    return folder


def told(found: Found) -> tuple[object, ...]:
    """All of an answer."""
    notes = found.note, found.suggestion, found.beyond
    return found.ids, found.scores, found.total, notes, found.light.patterns


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(PIECES.split(",")), min_size=1, max_size=5),
    st.sampled_from(["relevance", "date"]),
)
def test_both_answer_alike(several: Path, pieces: list[str], sort: str) -> None:
    query = " ".join(map(str.strip, pieces))
    index, glance = SearchIndex(several), Glance(several)
    try:
        whole = told(index.search(query, sort=sort, filters=Known()))
    except QueryError as error:
        with pytest.raises((QueryError, TooMuch)):
            glance.search(query, sort=sort, filters=Known())
        assert error.what
        return
    with contextlib.suppress(TooMuch):
        assert told(glance.search(query, sort=sort, filters=Known())) == whole


@pytest.mark.parametrize(
    "query",
    """summit;white house;"white house";house -walls;summit OR walls;title:house;outlet:fox house;
    date:2023 summit;house is:unread;maison;-summit;u.s.""".split(";"),
)
def test_what_is_common_is_answered(several: Path, query: str) -> None:
    assert Glance(several).search(query, filters=Known()).total


def test_a_page_further_down_is_the_same(several: Path) -> None:
    index, glance = SearchIndex(several), Glance(several)
    for offset in range(4):
        one = glance.search("summit OR house", limit=2, offset=offset)
        assert told(one) == told(index.search("summit OR house", limit=2, offset=offset))


def test_both_count_alike(several: Path) -> None:
    index, glance = SearchIndex(several), Glance(several)
    assert glance.count() == index.count()
    assert glance.tally() == index.tally()
    assert glance.serial() == index.serial()


def test_many_postings_are_left_to_the_other(
    several: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(few_matching, "FEW", 3)
    with pytest.raises(TooMuch):
        Glance(several).search("summit")


def test_what_was_written_since_makes_a_glance_stale(folder: Path) -> None:
    index = SearchIndex(folder)
    index.add(ARTICLES)
    glance = Glance(folder)
    assert not glance.stale()
    index.remove([1])
    assert glance.stale()


def test_a_damaged_index_is_left_to_the_other(folder: Path) -> None:
    SearchIndex(folder).add(ARTICLES)
    part = next(folder.glob("part-*"))
    raw = bytearray(part.read_bytes())
    raw[10] ^= 1
    part.write_bytes(raw)
    with pytest.raises(TooMuch):
        Glance(folder)
