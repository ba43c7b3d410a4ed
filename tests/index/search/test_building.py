"""A part is the same file however its articles were gathered, in memory that is bounded."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index.search import build
from index.search.build import PartBuilder, Vocabulary
from index.search.document import Document
from tests.index.search.conftest import article

PIECES = "“Alpha” alpha, beta—gamma don't U.S. 3,000.5 the The 北京大学 día alphas. run-up —"


def some(dice: random.Random, size: int) -> list[Document]:
    """Articles of the same few words, and of some that no other has."""
    words = PIECES.split()
    return [
        article(
            number + 1,
            " ".join(dice.choices(words, k=dice.randrange(3))),
            " ".join([*dice.choices(words, k=dice.randrange(20)), f"x{dice.random()}"]),
            language=dice.choice(["en", "de", None]),
        )
        for number in range(size)
    ]


def written(path: Path, vocabulary: Vocabulary, articles: list[Document]) -> bytes:
    builder = PartBuilder(vocabulary)
    for one in articles:
        builder.add(one)
    builder.write(path)
    return path.read_bytes()


def test_words_forgotten_between_parts_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "_PIECES_KEPT", 12)
    dice, shared = random.Random(7), Vocabulary()
    for number in range(8):
        articles = some(dice, dice.randrange(1, 9))
        alone = written(tmp_path / f"alone-{number}", Vocabulary(), articles)
        assert written(tmp_path / f"shared-{number}", shared, articles) == alone
        PartBuilder(shared)
        assert len(shared.starts) <= 12 + 1


def test_articles_are_laid_out_some_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = some(random.Random(1), 40)
    at_once = written(tmp_path / "at-once", Vocabulary(), articles)
    monkeypatch.setattr(build, "_AT_ONCE", 30)
    assert written(tmp_path / "some", Vocabulary(), articles) == at_once
