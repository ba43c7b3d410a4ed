"""A small index to search in."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

from index.errors import QueryError
from index.search import Document, SearchIndex

Make = Callable[..., Document]


def article(
    id: int,
    title: str = "",
    body: str = "",
    outlet: str = "Reuters",
    day: str | None = None,
    language: str | None = "en",
) -> Document:
    """An article as the index takes it."""
    date = datetime.date.fromisoformat(day) if day else None
    return Document(id, title, body, outlet, date, language)


ARTICLES = (
    article(
        1,
        "Allies gather in Vilnius",
        "Leaders spoke of immigration at the summit.",
        day="2023-07-11",
    ),
    article(
        2,
        "A quiet day",
        "An ally of the White House, Köln said. Immigrants waited.",
        "BBC News",
        "2023-07-12",
    ),
    article(
        3, "House prices", "The house was white. The summit was far.", "Fox News", "2024-01-05"
    ),
    article(
        4,
        "Run-up to a vote",
        "U.S. senators met; the state of the union was weak.",
        "BBC World",
        "2022-12-31",
    ),
    article(5, "", "Immigrating birds. Nobody knows the day.", "The Guardian"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an index may be put."""
    return tmp_path / "search"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five articles above, indexed once. To be copied, not opened."""
    folder = tmp_path_factory.mktemp("built") / "search"
    index = SearchIndex(folder)
    index.add(ARTICLES)
    index.close()
    return folder


@pytest.fixture
def index(folder: Path, built: Path) -> Iterator[SearchIndex]:
    """An index of the five articles, free to change."""
    shutil.copytree(built, folder)
    opened = SearchIndex(folder)
    yield opened
    opened.close()


class Known:
    """Filters that know one person and the articles that name him."""

    def ids(self, field: str, value: str) -> Collection[int]:
        if (field, value) == ("entity", "Jens Stoltenberg"):
            return (1, 3, 99)
        if (field, value) == ("is", "unread"):
            return {1, 2, 3, 4}
        raise QueryError(f"nobody is called {value}", advice="try Jens Stoltenberg")
