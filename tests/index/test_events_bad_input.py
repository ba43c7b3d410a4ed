"""Whatever comes in, everybody stands in one event, and nothing is counted twice."""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Library
from index.events import likelihood
from tests.index.events_of import placed, sound, write

FIRE = (
    "A fire destroyed the cotton mill at Harrow Bridge, killing two night watchmen. Firefighters "
    "from Harrow Bridge fought the blaze until dawn at the mill of the Pender family. The blaze "
    "began near the boiler, said the chief of the brigade, who had been called at two."
)
SECOND = (
    "Two watchmen died when the Harrow Bridge cotton mill burnt. The blaze began near the boiler "
    "of the Pender family's mill, said firefighters who fought it until dawn."
)
VOTE = (
    "Parliament voted to ban trawling in the northern bays, a victory for anglers. The fisheries "
    "bill passed with the votes of both coastal parties after a debate about quotas."
)
QUAKE = (
    "An earthquake shook the island of Lemara before noon. Roofs fell in three villages, and the "
    "harbour of Lemara was closed to ferries while divers looked at the piers."
)
Row = dict[str, object]


def row(number: int, text: str, date: str | None = "2024-03-02", **more: object) -> Row:
    outlet, url = f"Outlet {number}", f"https://outlet{number}.example/a"
    return {"id": number, "text": text, "date": date, "outlet": outlet, "url": url, **more}


def add(library: Library, folder: Path, rows: Sequence[Row]) -> None:
    """Imports the rows and places them."""
    name = f"{len(list(folder.iterdir()))}.jsonl"
    library.add([str(write(folder / name, rows))])
    placed(library)


def standing(library: Library) -> dict[str, tuple[int, ...]]:
    sound(library)
    return {event.id: event.articles for event in library.events()}


class TestCopies:
    def test_one_text_at_a_thousand_outlets_is_one_event_and_counts_once(
        self, library: Library, tmp_path: Path
    ) -> None:
        add(library, tmp_path, [row(number, FIRE) for number in range(1000)])
        (event,) = library.events()
        assert len(event.articles) == len(event.outlets) == 1000
        assert event.independent_texts == 1

    def test_the_same_rows_again_are_already_there_and_change_nothing(
        self, library: Library, tmp_path: Path
    ) -> None:
        table = str(write(tmp_path / "a.jsonl", [row(number, FIRE) for number in range(100)]))
        library.add([table])
        placed(library)
        before = standing(library)
        again = library.add([table])
        assert (len(again.imported), len(again.already)) == (0, 100)
        placed(library)
        assert standing(library) == before

    def test_one_text_from_one_outlet_a_thousand_times_is_one_article(
        self, library: Library, tmp_path: Path
    ) -> None:
        add(library, tmp_path, [{"text": FIRE, "date": "2024-03-02"} for _ in range(1000)])
        (event,) = library.events()
        assert event.articles == (1,)

    @pytest.mark.parametrize("compared", [300, 20])
    def test_copies_with_a_word_changed_are_one_family_and_one_event(
        self,
        library: Library,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        compared: int,
        count: int = 150,
    ) -> None:
        """Also where they are many more than one article is ever compared with."""
        monkeypatch.setattr(likelihood, "MOST", compared)
        words = f"{FIRE} {SECOND}".split()
        rows = []
        for number in range(count):
            changed = list(words)
            changed[number % len(words)] = f"word{number}"
            rows.append(row(number, " ".join(changed), title="Mill burns"))
        add(library, tmp_path, rows)
        sound(library)
        assert [(len(e.articles), e.independent_texts) for e in library.events()] == [(count, 1)]

    def test_copies_that_come_one_import_after_the_other_are_one_event(
        self, library: Library, tmp_path: Path
    ) -> None:
        for number in range(8):
            add(library, tmp_path, [row(number, FIRE, f"2024-03-0{number // 4 + 1}")])
            assert list(standing(library)) == ["e1"]
        (event,) = library.events()
        assert event.independent_texts == 1


class TestStrangeTexts:
    def test_articles_without_words_stand_in_events_and_tie_nobody(
        self, library: Library, tmp_path: Path
    ) -> None:
        texts = [
            "1234 5678 90",
            "... !!! ???",
            "🔥🔥🔥 🚒",
            "—",
            "0",
            "١٢٣",
            "$ 5 % 7",
            "the of and",
        ]
        add(library, tmp_path, [row(number, text) for number, text in enumerate(texts)])
        before = standing(library)
        assert len(before) == len(texts)
        add(library, tmp_path, [row(99, FIRE)])
        assert standing(library) == {**before, f"e{len(texts) + 1}": (len(texts) + 1,)}

    def test_a_million_words_are_placed_with_what_they_tell(
        self, library: Library, tmp_path: Path
    ) -> None:
        add(library, tmp_path, [row(1, FIRE, title="Harrow Bridge mill burns")])
        filler = "It went on and on as it had. " * 125_000
        (tmp_path / "long.txt").write_text(f"Trawling banned\n\n{VOTE}\n\n{filler}")
        library.add([str(tmp_path / "long.txt")])
        placed(library)
        assert standing(library) == {"e1": (1,), "e2": (2,)}


class TestStrangeDays:
    @pytest.mark.parametrize(
        "date",
        ["2999-01-01", "1689-02-13", "0001-01-01", "9999-12-31", "0000-00-00", "10000-01-01",
         "-0044-03-15", "1e99", "1970-01-01", "yesterday", None],
    )  # fmt: skip
    def test_a_day_nobody_believes_stops_nothing_and_moves_no_event(
        self, library: Library, tmp_path: Path, date: str | None
    ) -> None:
        add(library, tmp_path, [row(1, FIRE), row(2, VOTE)])
        before = standing(library)
        add(library, tmp_path, [row(3, QUAKE, date), row(4, QUAKE + " No one died.", date)])
        after = standing(library)
        assert {id_: after[id_] for id_ in before} == before
        assert {3, 4} in map(set, after.values())
        spans = [(event.first, event.last) for event in library.events() if event.first]
        assert all(first.year >= 1900 for first, _ in spans)

    def test_a_set_without_any_days_is_placed_and_joined_by_later_ones(
        self, library: Library, tmp_path: Path
    ) -> None:
        add(library, tmp_path, [row(n, text, None) for n, text in enumerate((FIRE, VOTE, QUAKE))])
        assert len(standing(library)) == 3
        add(library, tmp_path, [row(9, FIRE + " It rained.", None)])
        after = standing(library)
        assert after["e1"] == (1, 4)

    def test_news_joins_a_library_that_ended_long_ago(
        self, library: Library, tmp_path: Path
    ) -> None:
        add(library, tmp_path, [row(1, FIRE, "1911-03-02"), row(2, VOTE, "1911-03-02")])
        before = standing(library)
        add(library, tmp_path, [row(3, FIRE + " It rained.", "2024-03-02"), row(4, VOTE, None)])
        after = standing(library)
        assert 3 not in after["e1"]
        assert {id_: numbers[:1] for id_, numbers in after.items() if id_ in before} == before


def stories() -> list[Row]:
    """Fourteen articles of three events, copies and undated ones among them."""
    told = [(FIRE, "2024-03-02"), (SECOND, "2024-03-03"), (VOTE, "2024-03-02")]
    told += [(QUAKE, "2024-03-09"), (FIRE + " It rained.", "2024-03-04")]
    told += [(QUAKE + " No one died.", "2024-03-10"), (VOTE + " Boats stayed in.", "2024-03-02")]
    rows = [row(number, text, date) for number, (text, date) in enumerate(told)]
    rows += [row(10 + number, text, None) for number, (text, _) in enumerate(told[:4])]
    wire = row(20, FIRE, "2024-03-02"), row(21, FIRE, "2024-03-02"), row(22, QUAKE, "2024-03-09")
    return [*rows, *wire]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.randoms(use_true_random=False), cuts=st.sets(st.integers(1, 13), max_size=4))
def test_in_any_order_and_any_parts_everybody_is_in_one_event_and_ids_lead_on(
    folder: Path, seed: random.Random, cuts: set[int]
) -> None:
    rows = stories()
    seed.shuffle(rows)
    edges = [0, *sorted(cuts), len(rows)]
    seen: set[str] = set()
    with tempfile.TemporaryDirectory(dir=folder) as made, Library.open(Path(made) / "l") as library:
        for begin, end in itertools.pairwise(edges):
            if rows[begin:end]:
                add(library, Path(made), rows[begin:end])
            seen |= set(standing(library))
        assert sum(len(event.articles) for event in library.events()) == len(rows)
        living = {event.id for event in library.events()}
        assert {library.event(id_).id for id_ in seen} <= living
