"""How well closest passages are found: sentences ranked, rows aligned, and how fast.

    python tools/bench_alignment.py [--labels LABELS.json --articles ARTICLES.jsonl.xz]

Labels are passages on the same fact. Those of the bundled articles are in
``tests/index/framing/same_facts.toml``; LABELS holds more, for articles that are not ours to
give away: a list of {"articles": [id, id], "same": [[[start, end], [start, end]], ..],
"related": ..} with offsets into the ``text`` of the lines of ARTICLES that have these ids.
Related passages count neither way. A query is a sentence with at least one such passage in
another article, the answers are all sentences of that article.
"""

from __future__ import annotations

import argparse
import datetime
import json
import lzma
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

_ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(_ROOT))

from index.article import Article, Span  # noqa: E402
from index.framing import similarity  # noqa: E402
from index.framing.alignment import align  # noqa: E402
from index.framing.contradictions import contradictions  # noqa: E402
from index.framing.figures import figures_of  # noqa: E402
from index.framing.telling import Telling, telling  # noqa: E402
from index.framing.vectors import shipped  # noqa: E402
from index.ingest import describe, read  # noqa: E402
from index.reports import Refusal  # noqa: E402

Pair = frozenset[tuple[int, int]]
"""Two sentences, each as (column, number of the sentence)."""
Read = Sequence[tuple[Telling, Span]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Articles of one event with the pairs of their sentences that tell the same fact."""

    tellings: list[Telling]
    same: set[Pair]
    related: set[Pair]

    def read(self) -> list[tuple[Telling, Span]]:
        """Every sentence with the article it is in, in order."""
        return [(each, span) for each in self.tellings for span in each.sentences]


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--labels", type=Path, help="labelled pairs of passages (.json)")
    wanted.add_argument("--articles", type=Path, help="the articles they are in (.jsonl.xz)")
    given = wanted.parse_args()
    sets = {"bundled": [_bundled()]}
    if given.labels and given.articles:
        sets["labelled"] = list(_labelled(given.labels, given.articles))
    for name, events in sets.items():
        pairs = sum(len(event.same) for event in events)
        print(f"\n{name}: {pairs} pairs of sentences on the same fact")
        print("  method                       queries  R@1   R@3   MRR   AP    best F1")
        for method, score in METHODS.items():
            print(f"  {method:28} {_ranked(events, score)}")
        print(f"  rows: {_aligned(events)}")
    _speed([event for events in sets.values() for event in events])


METHODS: dict[str, Callable[[Read], Any]] = {
    "TF-IDF, words as printed": lambda read: _plain(read),
    "terms, over the event": lambda read: similarity.shared_terms(read),
    "sentence vectors": lambda read: similarity.meaning(
        [each.article.text[span.start : span.end] for each, span in read]
    ),
    "both, above background": lambda read: similarity.closeness(read),
}


def _plain(read: Read) -> Any:
    """The textbook: words in small letters, weighted by the sentences of all articles."""
    bags = [each.article.text[span.start : span.end].lower().split() for each, span in read]
    words = {word: at for at, word in enumerate(sorted({word for bag in bags for word in bag}))}
    table = np.zeros((len(bags), len(words)))
    for row, bag in enumerate(bags):
        for word in bag:
            table[row, words[word]] += 1
    table *= np.log(len(bags) / (table > 0).sum(axis=0))
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    return table @ table.T


def _ranked(events: Sequence[Labelled], score: Callable[[Read], Any]) -> str:
    ranks: list[int] = []
    scored: list[tuple[float, bool]] = []
    for event in events:
        table = score(event.read())
        for one, others in _queries(event):
            row = {each: float(table[_place(event, one), _place(event, each)]) for each in others}
            right = [each for each in others if frozenset((one, each)) in event.same]
            if one < others[0]:
                scored += [(row[each], each in right) for each in others]
            if right:
                best = max(row[each] for each in right)
                ranks.append(sum(row[each] > best for each in others))
    found = np.array(ranks)
    scored.sort(key=lambda each: -each[0])
    hits = np.cumsum([right for _, right in scored])
    place = np.arange(1, len(scored) + 1)
    precision = (hits / place)[[right for _, right in scored]].mean()
    most = (2 * hits / (place + hits[-1])).max()
    shares = (*((found < most).mean() for most in (1, 3)), (1 / (found + 1)).mean())
    return f"{len(ranks):6}   " + "  ".join(f"{each:.2f}" for each in (*shares, precision, most))


def _queries(event: Labelled) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Every sentence with the sentences of every other article, without what is related."""
    for column, each in enumerate(event.tellings):
        for number in range(len(each.sentences)):
            one = (column, number)
            for other, theirs in enumerate(event.tellings):
                answers = [(other, at) for at in range(len(theirs.sentences))]
                fair = [at for at in answers if frozenset((one, at)) not in event.related]
                if other != column and fair:
                    yield one, fair


def _place(event: Labelled, sentence: tuple[int, int]) -> int:
    before = event.tellings[: sentence[0]]
    return sum(len(each.sentences) for each in before) + sentence[1]


def _aligned(events: Sequence[Labelled]) -> str:
    """Of pairs side by side in one row how many are labelled; of labelled sentences how many
    stand beside one on the same fact. Unlabelled pairs count as wrong, related ones not."""
    right = wrong = met = asked = 0
    for event in events:
        pairs = set(_beside(event))
        right += len(pairs & event.same)
        wrong += len(pairs - event.same - event.related)
        asking = {(one, other[0]) for pair in event.same for one, other in _both(pair)}
        met += sum(
            any(
                frozenset((one, other)) in pairs
                for pair in event.same
                for mine, other in _both(pair)
                if mine == one and other[0] == column
            )
            for one, column in asking
        )
        asked += len(asking)
    precision, recall = right / max(1, right + wrong), met / max(1, asked)
    hit = f"{right} of {right + wrong}"
    return f"precision {precision:.2f} ({hit}), recall {recall:.2f} ({met} of {asked})"


def _both(pair: Pair) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    one, other = sorted(pair)
    return [(one, other), (other, one)]


def _beside(event: Labelled) -> Iterator[Pair]:
    tellings = event.tellings
    figures = [figures_of(each) for each in tellings]
    against = contradictions(tellings, figures, [each.id for each in tellings])
    for row in align(tellings, against):
        held = [
            (
                column,
                [at for at, s in enumerate(each.sentences) if cell.start <= s.start < cell.end],
            )
            for column, (each, cell) in enumerate(zip(tellings, row.cells, strict=True))
            if cell
        ]
        for at, (column, numbers) in enumerate(held):
            for other, theirs in held[at + 1 :]:
                if row.score:
                    yield from (
                        frozenset({(column, a), (other, b)}) for a in numbers for b in theirs
                    )


def _bundled() -> Labelled:
    """The three bundled articles of one event, described as an import describes them."""
    names = ("002", "003", "004")
    tellings = [telling(_described(name, at)) for at, name in enumerate(names, 1)]
    path = _ROOT / "tests" / "index" / "framing" / "same_facts.toml"
    given = tomllib.loads(path.read_text(encoding="utf-8"))

    def pairs(kind: str) -> set[Pair]:
        return {
            frozenset(
                (names.index(name), _at(tellings[names.index(name)], words))
                for name, words in zip(each["articles"], each["passages"], strict=True)
            )
            for each in given[kind]
        }

    return Labelled(tellings, pairs("same"), pairs("related"))


def _described(name: str, number: int) -> Article:
    file = next(each for each in resources.files("seeds").iterdir() if each.name.startswith(name))
    with resources.as_file(file) as path:
        [draft] = read([str(path)])
    if isinstance(draft, Refusal):
        sys.exit(f"{file} cannot be read")
    return replace(describe(draft, datetime.date(2024, 12, 31)), id=number)


def _at(each: Telling, words: str) -> int:
    offset = each.article.text.index(words)
    return [span.start for span in each.sentences].index(offset)


def _labelled(labels: Path, articles: Path) -> Iterator[Labelled]:
    with lzma.open(articles, "rt") as lines:
        texts = {each["id"]: each["text"] for each in map(json.loads, lines)}
    for event in json.loads(labels.read_text()):
        tellings = [
            telling(Article(id=at, text=texts[name], language="en"))
            for at, name in enumerate(event["articles"], 1)
        ]

        def pairs(kind: str, event: Any = event, tellings: Any = tellings) -> set[Pair]:
            return {
                frozenset(
                    (column, [s.start for s in tellings[column].sentences].index(span[0]))
                    for column, span in enumerate(pair)
                )
                for pair in event[kind]
            }

        yield Labelled(tellings, pairs("same"), pairs("related"))


def _speed(events: Sequence[Labelled]) -> None:
    every = [each for event in events for each in event.tellings]
    texts = [each.article.text[s.start : s.end] for each in every for s in each.sentences]
    cutter = shipped().cutter
    cutter.known.clear()
    begun = time.process_time()
    for text in texts:
        cutter.pieces(text)
    took = time.process_time() - begun
    print(f"\nword pieces, nothing remembered: {len(texts) / took:,.0f} sentences a CPU second")
    begun = time.process_time()
    similarity.meaning(texts)
    took = time.process_time() - begun
    print(f"vectors, words remembered: {len(texts) / took:,.0f} sentences a CPU second")
    for many in (4, 40):
        chosen = [every[at % len(every)] for at in range(many)]
        chosen = [telling(_numbered(each.article, at)) for at, each in enumerate(chosen)]
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            align(chosen)
            times.append(time.perf_counter() - begun)
        count = sum(len(each.sentences) for each in chosen)
        print(f"{many} articles, {count} sentences: {1000 * min(times):.0f} ms again")
    print(f"the same in a new process, 3 articles: {_cold()} ms")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _numbered(article: Article, number: int) -> Article:
    return Article(id=number, text=article.text, language=article.language, zones=article.zones)


_COLD = """
import sys, time
sys.path[:0] = ["tools"]
import numpy
import bench_alignment as bench
tellings = bench._bundled().tellings
begun = time.perf_counter()
bench.align(tellings)
print(round(1000 * (time.perf_counter() - begun)))
"""


def _cold() -> str:
    done = subprocess.run(
        [sys.executable, "-c", _COLD], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    main()
