"""From a query to a page of articles."""

from __future__ import annotations

import datetime

from index.errors import QueryError
from index.search import rank, spelling
from index.search.dates import Days
from index.search.document import Filters, Found
from index.search.evaluate import Evaluation
from index.search.light import Light, Pattern, Wanted
from index.search.query import All, Any, Ask, Clause, Not, Outlet, Query, Slot, parse, scored
from index.search.snapshot import Docs, Snapshot
from index.search.words import is_unspaced

BEST_OF_ANY = "no article has all words: best of any"
NONE_HAS_ALL = "no article has all words"
_ENDINGS_LIT = 64


def find(
    snapshot: Snapshot,
    query: str,
    limit: int,
    offset: int,
    typing: bool,
    sort: str,
    filters: Filters | None,
    today: datetime.date | None,
) -> Found:
    """The answer to a query. Raises QueryError, BlockDamaged."""
    read = parse(query, typing, snapshot.languages, today)
    evaluation = Evaluation(snapshot, filters)
    docs, notes = _evaluate(evaluation, read)
    beyond = [read.unread] if read.unread else []
    suggestion = None
    if not docs.any():
        suggestion = _suggestion(snapshot, evaluation, read, typing, today)
        docs = _any_instead(snapshot, evaluation, read.clause)
        if docs.any():
            notes.append(BEST_OF_ANY)
            beyond.append(NONE_HAS_ALL)
    elif not read.text and "*" not in query:
        beyond.append("no word of it could be read")
    total = int(docs.sum())
    order = read.sort or sort
    stop = max(offset, 0) + max(limit, 0)
    ids, scores = _page(snapshot, docs, read.clause, order, max(offset, 0), stop)
    note = "; ".join([*notes, *evaluation.notes]) or None
    lit = light(snapshot, read.clause)
    beyond += evaluation.notes
    return Found(ids, scores, total, note, suggestion, lit, "; ".join(beyond) or None)


def _evaluate(evaluation: Evaluation, read: Query) -> tuple[Docs, list[str]]:
    notes = list(read.notes)
    docs = evaluation.docs(read.clause if read.text.strip("* ") else All(()))
    if docs is None:
        notes.append("there is no word here to search for (or only words every article has)")
        docs = evaluation.none()
    return docs, notes


def _any_instead(snapshot: Snapshot, evaluation: Evaluation, clause: Clause) -> Docs:
    """What has any of the words, where nothing has all."""
    nothing = snapshot.nothing()
    if not isinstance(clause, All):
        return nothing
    wanted = tuple(scored(clause))
    others = [one for one in clause.clauses if isinstance(one, Ask | Outlet | Days | Not)]
    if len(wanted) < 2:
        return nothing
    docs = evaluation.docs(All((Any(wanted), *others)))
    return nothing if docs is None else docs


def _page(
    snapshot: Snapshot,
    docs: Docs,
    clause: Clause,
    sort: str,
    start: int,
    stop: int,
) -> tuple[tuple[int, ...], tuple[float, ...]]:
    words = list(scored(clause))
    if sort == "date" or not words:
        numbers = rank.newest(snapshot, docs, stop)[start:]
        scores = [0.0] * len(numbers)
    else:
        numbers, scores = rank.best(snapshot, docs, words, stop)
        numbers, scores = numbers[start:], scores[start:]
    return tuple(snapshot.ids[numbers].tolist()), tuple(scores)


def light(snapshot: Snapshot, clause: Clause) -> Light:
    """What a query's words match in a text."""
    patterns = []
    for words in scored(clause):
        patterns.append(Pattern(tuple(_wanted(snapshot, slot) for slot in words.slots)))
    return Light(tuple(dict.fromkeys(patterns)), snapshot.languages)


def _wanted(snapshot: Snapshot, slot: Slot) -> Wanted:
    if slot.begins and is_unspaced(slot.surface):
        return Wanted(frozenset(slot.stems), slot.surface)
    if slot.begins:
        endings = snapshot.stems_of(slot, _ENDINGS_LIT) | frozenset(slot.stems)
        return Wanted(endings, slot.surface)
    if slot.mistakes:
        return Wanted(snapshot.stems_of(slot, 1_000) | frozenset(slot.stems))
    return Wanted(frozenset(slot.stems))


def _suggestion(
    snapshot: Snapshot,
    evaluation: Evaluation,
    read: Query,
    typing: bool,
    today: datetime.date | None,
) -> str | None:
    """The query with its unknown words put right, if that finds anything."""
    text = read.text
    unknown = {
        slot.start: slot
        for words in scored(read.clause)
        for slot in words.slots
        if not slot.idle and not len(snapshot.listed(slot).docs)
    }
    if not unknown or len(unknown) > _MOST_PUT_RIGHT:
        return None
    for at in sorted(unknown, reverse=True):
        slot = unknown[at]
        better = spelling.nearest(slot.surface, snapshot)
        if better is None:
            return None
        text = text[: slot.start] + better + text[slot.end :]
    try:
        docs = evaluation.docs(parse(text, typing, snapshot.languages, today).clause)
    except QueryError:
        return None
    return text if docs is not None and docs.any() else None


_MOST_PUT_RIGHT = 4
"""Queries with more unknown words get no suggestion: finding near words takes its time."""
