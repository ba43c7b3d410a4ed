"""More like this."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.search import SearchIndex
from tests.index.search.conftest import article

FLOOD = "The river rose over the dam and the flood reached the village by night."
VOTE = "Parliament passed the budget after a long vote, said the minister of finance."


@pytest.fixture
def news(folder: Path) -> SearchIndex:
    """Two stories told twice, and others."""
    index = SearchIndex(folder)
    index.add(
        [
            article(1, "Flood at the dam", FLOOD),
            article(2, "Village under water", "A flood. The dam on the river did not hold."),
            article(3, "Budget passed", VOTE),
            article(4, "Minister wins vote", "The finance minister's budget got its vote."),
            *(article(n, f"Sports {n}", "The match ended without a goal.") for n in range(5, 30)),
        ]
    )
    return index


def test_an_article_finds_the_other_of_its_story_and_not_itself(news: SearchIndex) -> None:
    assert news.like(1).ids[0] == 2
    assert news.like(4).ids[0] == 3
    found = news.like(1, limit=50)
    assert 1 not in found.ids
    assert list(found.scores) == sorted(found.scores, reverse=True)
    assert found.total == len(found.ids)


def test_any_text_finds_its_like(news: SearchIndex) -> None:
    assert set(news.like("floods and dams").ids[:2]) == {1, 2}
    assert news.like("").ids == news.like("zzzz the of").ids == ()


def test_removed_and_unknown_articles_are_like_nothing(news: SearchIndex) -> None:
    news.remove([2])
    assert 2 not in news.like(1).ids
    assert news.like(2).total == news.like(99).total == 0


def test_it_is_the_same_however_the_index_is_cut(news: SearchIndex, tmp_path: Path) -> None:
    apart = SearchIndex(tmp_path / "apart")
    apart.add([article(1, "Flood at the dam", FLOOD)])
    apart.add([article(2, "Village under water", "A flood. The dam on the river did not hold.")])
    apart.add([article(n, f"Sports {n}", "The match ended without a goal.") for n in range(5, 30)])
    assert apart.like(1).ids[0] == 2


def test_words_left_over_from_an_earlier_putting_in_speak_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.search.merger.Merger.tidy_up", lambda _: None)
    index = SearchIndex(tmp_path / "again")
    own = " ".join(f"lonely{n}" for n in range(40))
    first = article(1, body=f"{own} flood dam")
    texts = [first, article(2, body="flood dam"), article(3, body="goal")]
    index.add(texts)
    index.add(texts[:1])
    assert index.like(1).ids == (2,)
