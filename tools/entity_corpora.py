"""Reads texts whose names people have tagged (a token a line, BIO), as running text with spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_NO_SPACE_BEFORE = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "'", "n't", "’s"])
_NO_SPACE_AFTER = frozenset(["(", "[", "$", "£", "€", "#", "@"])


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text, one sentence a line, and what people marked in it: ``(start, end, type)``."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


def conll(path: Path) -> list[Tagged]:
    """The documents of CoNLL-2003: token first, tag last, ``-DOCSTART-`` between articles."""
    return _articles(_sentences(path, 0))


def wikigold(path: Path) -> list[Tagged]:
    """The articles of Wikigold: a number, the token and its tag."""
    return _articles(_sentences(path, 1))


def tweets(path: Path) -> list[Tagged]:
    """The Broad Twitter Corpus, each message on its own."""
    return [_document([sentence]) for sentence in _sentences(path, 0)]


def split(documents: list[Tagged], every: int = 5) -> tuple[list[Tagged], list[Tagged]]:
    """Documents to learn from, and every fifth, which is kept back for scoring."""
    learn = [document for at, document in enumerate(documents) if at % every]
    return learn, documents[::every]


def _articles(sentences: Iterable[list[tuple[str, str]]]) -> list[Tagged]:
    articles: list[list[list[tuple[str, str]]]] = [[]]
    for sentence in sentences:
        if sentence[0][0] == "-DOCSTART-":
            articles.append([])
        else:
            articles[-1].append(sentence)
    return [_document(article) for article in articles if article]


def _sentences(path: Path, column: int) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split()
        if len(cells) > column:
            sentence.append((cells[column], cells[-1]))
        elif sentence:
            yield sentence
            sentence = []


def _document(sentences: Iterable[list[tuple[str, str]]]) -> Tagged:
    pieces: list[str] = []
    marks: list[tuple[int, int, str]] = []
    at, before = 0, ""
    for sentence in sentences:
        for index, (word, tag) in enumerate(sentence):
            close = word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER
            space = "" if not pieces else "\n" if not index else "" if close else " "
            pieces += [space, word]
            start, at = at + len(space), at + len(space) + len(word)
            before = word
            if tag == "O":
                continue
            kind, inside = tag[2:], tag.startswith("I-")
            if inside and index and marks and marks[-1][2] == kind and marks[-1][1] >= start - 1:
                marks[-1] = (marks[-1][0], at, kind)
            else:
                marks.append((start, at, kind))
    return Tagged("".join(pieces), tuple(marks))
