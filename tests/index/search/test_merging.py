"""Parts are merged beside everything else, and nothing is lost or found twice."""

from __future__ import annotations

import itertools
import random
import tempfile
import tracemalloc
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.search import Document, SearchIndex, build, keeper, merger, merging, postings
from index.search.folder import PartEntry
from index.search.keeper import Weight, plan
from index.search.parts import Part
from index.search.words import analyzer
from tests.index.search.conftest import article


class TestThePlan:
    @given(st.lists(st.integers(1, 70_000), max_size=200))
    @example([30_001, 30_000, 30_000, 30_000, 30_000])
    @example([32_767] * 5)
    @settings(deadline=None)
    def test_ends_with_few_parts_and_touches_none_too_often(self, sizes: list[int]) -> None:
        lying = [Weight(str(n), size, size) for n, size in enumerate(sizes)]
        written = 0
        while chosen := plan(lying):
            assert len(chosen) > 1
            live = sum(part.live for part in chosen)
            assert live <= keeper.MOST_DOCS or len(chosen) == 1
            written += live
            lying = [part for part in lying if part not in chosen]
            lying.insert(0, Weight(chosen[0].name, live, live))
        large = sum(sizes) // 30_000 + 2
        assert len(lying) <= 3 * keeper.MOST_ALIKE + 2 * large
        assert written <= 4 * sum(sizes)

    def test_rewrites_a_part_of_which_most_was_removed(self) -> None:
        holed = Weight("holed", 10, 100)
        assert plan([Weight("whole", 100, 100), holed]) == [holed]
        assert plan([Weight("whole", 100, 100)]) == []


WORDS = "alpha alphas beta gamma gammas delta alpaca bet".split()


def naive(texts: dict[int, Document], word: str) -> set[int]:
    """Who has a word, found the slow way."""
    terms = analyzer(("en",)).terms
    wanted = {stem for term in terms(word) for stem in term.stems}
    return {
        number
        for number, text in texts.items()
        if wanted & {s for term in terms(f"{text.title} {text.body}") for s in term.stems}
    }


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_in_whatever_order_the_answers_are_right(
    folder: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(keeper, "MOST_ALIKE", 2)
    monkeypatch.setattr(merging, "STEP", 7)
    dice = random.Random(seed)
    index, texts = SearchIndex(folder), dict[int, Document]()
    for _ in range(25):
        new = [
            article(
                dice.randrange(1, 60),
                " ".join(dice.choices(WORDS, k=dice.randrange(4))),
                " ".join(dice.choices(WORDS, k=dice.randrange(12))),
                day=dice.choice([None, "2023-07-11"]),
            )
            for _ in range(dice.randrange(1, 6))
        ]
        index.add(new)
        texts.update({one.id: one for one in new})
        gone = dice.sample(sorted(texts), k=min(len(texts), dice.randrange(3)))
        index.remove(gone)
        for number in gone:
            texts.pop(number)
    index.settle()
    assert index.parts() <= 2 + 1
    for view in (index, SearchIndex(folder)):
        assert view.ids() == texts.keys()
        for word in WORDS:
            assert set(view.search(word, limit=99).ids) == naive(texts, word)
        rows = {n for n, t in texts.items() if "beta gamma" in t.body or "beta gamma" in t.title}
        rows |= {n for n, t in texts.items() if "beta gammas" in t.body or "beta gammas" in t.title}
        rows |= {n for n, t in texts.items() if "bet gamma" in t.body or "bet gamma" in t.title}
        assert set(view.search('"beta gamma"', limit=99).ids) <= rows
        titled = {n for n, t in texts.items() if "delta" in t.title.split()}
        assert set(view.search("title:delta", limit=99).ids) == titled
        begun = set().union(*(naive(texts, word) for word in ("alpha", "alpaca")))
        assert set(view.search("al", typing=True, limit=99).ids) == begun
        view.verify()


LISTS = ("ids", "days", "lengths", "titles", "stems", "stems_starts", "starts", "docs", "counts",
         "position_starts", "positions", "title_starts", "title_docs", "rows",
         "row_prefixes")  # fmt: skip


def part_of(path: Path, texts: list[Document]) -> Part:
    """A part built of articles at once."""
    builder = build.PartBuilder(build.Vocabulary())
    for one in texts:
        builder.add(one)
    return Part(path.parent, PartEntry(path.name, builder.write(path)))


def merge_of(path: Path, parts: list[Part], gone: list[frozenset[int]]) -> Part:
    """A part made of several."""
    steps = merging.merge(path, parts, gone)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return Part(path.parent, PartEntry(path.name, done.value))


@given(st.data())
@settings(deadline=None, max_examples=20)
def test_a_merged_part_is_the_same_file_as_one_built_at_once(data: st.DataObject) -> None:
    words = st.lists(st.sampled_from([*WORDS, "día", "北京", "U.S."]), max_size=9).map(" ".join)
    piles = data.draw(st.lists(st.lists(st.tuples(words, words), min_size=1, max_size=5),
                               min_size=1, max_size=4))  # fmt: skip
    numbers = itertools.count(1)
    split = [[article(next(numbers), *text) for text in pile] for pile in piles]
    with pytest.MonkeyPatch.context() as small, tempfile.TemporaryDirectory() as name:
        for module, limit in ((merging, "STEP"), (postings, "_WORTH_ROWS")):
            small.setattr(module, limit, data.draw(st.integers(1, 9)))
        small.setattr(postings, "_COUNTED", 3)
        folder = Path(name)
        parts = [part_of(folder / f"part-{n:06}", pile) for n, pile in enumerate(split)]
        everything = [one for pile in split for one in pile]
        merged = merge_of(folder / "merged", parts, [frozenset()] * len(parts))
        part_of(folder / "fresh", everything)
        assert (folder / "merged").read_bytes() == (folder / "fresh").read_bytes()

        gone = data.draw(st.sets(st.sampled_from([one.id for one in everything])))
        merged = merge_of(folder / "less", parts, [frozenset(gone)] * len(parts))
        fresh = part_of(folder / "left", [one for one in everything if one.id not in gone])
        for each in LISTS:
            assert merged.blocks.whole(each).tolist() == fresh.blocks.whole(each).tolist()


def test_merging_takes_hardly_more_memory_for_more_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "STEP", 5_000)
    most = []
    for size in (100, 600):
        parts = [
            part_of(tmp_path / f"{size}-{n}", [mixed(n * size + m) for m in range(size)])
            for n in range(3)
        ]
        tracemalloc.start()
        merge_of(tmp_path / f"merged-{size}", parts, [frozenset({7}), frozenset(), frozenset()])
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert most[1] < 3 * most[0], "six times the articles"


def mixed(number: int) -> Document:
    """An article that shares words with many others."""
    return article(number, "", " ".join(f"word{number * step % 701}" for step in range(120)))


def merged_after(monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    """Run ``change`` in the middle of the next merge."""
    merge = merging.merge

    def slowly(*args: Any) -> Generator[None, None, Any]:
        steps = merge(*args)
        yield next(steps)
        change()
        return (yield from steps)

    monkeypatch.setattr(merger, "merge", slowly)


class TestWhatHappensDuringAMerge:
    @pytest.fixture
    def index(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> SearchIndex:
        """Four parts, to be merged as soon as three may not lie side by side."""
        index = SearchIndex(folder)
        for number in range(1, 5):
            index.add([article(number, "Summit", f"word{number}")])
        monkeypatch.setattr(keeper, "MOST_ALIKE", 3)
        return index

    def test_removed_articles_stay_removed(
        self, index: SearchIndex, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = SearchIndex(folder)
        other._merger.tidy_up = lambda: None  # type: ignore[method-assign]
        merged_after(monkeypatch, lambda: other.remove([1, 2]))
        index.settle()
        assert index.parts() == 1
        assert index.ids() == SearchIndex(folder).ids() == {3, 4}

    def test_replaced_articles_are_the_new_ones(
        self, index: SearchIndex, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = SearchIndex(folder)
        other._merger.tidy_up = lambda: None  # type: ignore[method-assign]
        merged_after(monkeypatch, lambda: other.add([article(2, "Storm")]))
        index.settle()
        assert index.search("storm").ids == (2,)
        assert sorted(index.search("summit").ids) == [1, 3, 4]

    def test_searches_see_a_whole_state(
        self, index: SearchIndex, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[int] = []
        merged_after(monkeypatch, lambda: seen.append(index.search("summit").total))
        index.settle()
        assert (seen, index.search("summit").total) == ([4], 4)

    def test_a_merge_under_way_is_left_alone_by_other_writers(
        self, index: SearchIndex, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = SearchIndex(folder)
        other._merger.tidy_up = lambda: None  # type: ignore[method-assign]

        def add_two() -> None:
            other.add([article(8)])
            other.add([article(9)])

        merged_after(monkeypatch, add_two)
        index.settle()
        assert index.ids() == {1, 2, 3, 4, 8, 9}
        assert len(list(folder.glob("part-*"))) == index.parts() == 3


def test_when_there_are_too_many_parts_the_writer_merges_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "MOST_PARTS", 6)
    monkeypatch.setattr(keeper.Background, "start", lambda *_: None)
    index = SearchIndex(folder)
    for number in range(1, 40):
        index.add([article(number, "Summit")])
        assert index.parts() <= 6 + 1
    assert index.search("summit").total == 39
