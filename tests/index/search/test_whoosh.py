"""Whoosh's own searcher can read the index."""

from __future__ import annotations

from pathlib import Path

import pytest
from whoosh.qparser import QueryParser
from whoosh.searching import Searcher

from index.search import SearchIndex
from index.search.codec import open_reader
from tests.index.search.conftest import article


@pytest.mark.parametrize(
    "query",
    ["summit", '"white house"', "title:summit", "immigr*", "ally OR storm", "house NOT quiet"],
)
def test_finds_the_same(index: SearchIndex, folder: Path, query: str) -> None:
    index.add([article(6, "Storm at the summit", "The white house, the white house.")])
    index.remove([3])
    reader = open_reader(folder)
    with Searcher(reader) as searcher:
        hits = searcher.search(QueryParser("text", reader.schema).parse(query))
        assert {hit["id"] for hit in hits} == set(index.search(query).ids)


def test_of_nothing_is_nothing(folder: Path) -> None:
    SearchIndex(folder)
    assert open_reader(folder).doc_count() == 0


def test_words_can_be_listed(index: SearchIndex, folder: Path) -> None:
    reader = open_reader(folder)
    assert list(reader.expand_prefix("text", "vil")) == [b"vilnius"]
    assert reader.doc_frequency("text", "hous") == 2
    assert reader.doc_frequency("title", "hous") == 1
    assert reader.frequency("text", "hous") == 3
