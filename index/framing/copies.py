"""Copies of one wire text: which is the reference, and what each other cut, added, reworded."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from index.article import Article, ArticleLine, Finding, Span
from index.comparison.copies import Copy, Credited, Difference, Family
from index.framing.agencies import short_name
from index.framing.body import Body, Part, body_of
from index.framing.runs import LEAST, Run, common_runs
from index.framing.telling import base_of, merged
from index.text import words

IN_PLACE = 8
"""Words on either side up to which a change in the same place is a rewording."""
ALIKE = 0.4
"""Share of equal words from which on longer ones are, too."""


def family_of(
    number: int,
    lines: Iterable[ArticleLine],
    sketches: Mapping[int, Collection[int]],
    names: Mapping[int, tuple[Finding | None, Sequence[Finding]]],
) -> Family:
    """The family ``number`` out of its articles and their sampled 5-grams.

    ``names`` are the outlet and the credits of an article. An outlet that is the agency
    which others credit says so by being it.
    Nothing is read here, so that a family of thousands answers at once.
    """
    copies = list(lines)
    agencies = {short_name(each.value) for _, credits in names.values() for each in credits}
    spread = Counter(gram for line in copies for gram in set(sketches.get(line.id, ())))

    def rank(line: ArticleLine) -> tuple[int, int, bool, int, int]:
        mine = set(sketches.get(line.id, ()))
        own = sum(spread[gram] == 1 for gram in mine)
        covered = sum(spread[gram] - 1 for gram in mine)
        outlet = names.get(line.id, (None, ()))[0]
        itself = outlet is not None and short_name(outlet.value) in agencies
        return -covered, own, not itself, -line.words, line.id

    reference = min(copies, key=rank)
    undated = datetime.date.max
    rest = sorted(
        (line for line in copies if line.id != reference.id),
        key=lambda line: (line.day or undated, line.id),
    )
    ordered = (reference, *rest)
    return Family(number, reference.id, ordered, tuple(_credits(ordered, names, agencies)))


def _credits(
    lines: Iterable[ArticleLine],
    names: Mapping[int, tuple[Finding | None, Sequence[Finding]]],
    agencies: Collection[str],
) -> Iterator[Credited]:
    for line in lines:
        outlet, credits = names.get(line.id, (None, ()))
        own = [outlet] if outlet and short_name(outlet.value) in agencies else []
        said = {short_name(proof.value): proof for proof in (*own, *credits)}
        yield from (Credited(name, line.id, proof) for name, proof in said.items())


def copy_of(reference: Article, article: Article) -> Copy:
    """One copy beside the reference. Zones (title, credit, furniture) are not compared.

    Linear in the length of the texts, give or take a logarithm; no texts raise.
    """
    one, other = body_of(reference), body_of(article)
    kept, moved = common_runs(one.bases, other.bases)
    common = merged(
        Span(other.words[run.there].start, other.words[run.there_end - 1].end)
        for run in (*kept, *moved)
    )
    title = article.title.value if article.title else None
    given = reference.title.value if reference.title else None
    return Copy(
        article=article.id,
        reference=reference.id,
        headline=title,
        own_headline=title is not None and given is not None and _plain(title) != _plain(given),
        words=len(other.words),
        common_words=sum(run.length for run in (*kept, *moved)),
        common=common,
        differences=tuple(_differences(one, other, kept, moved)),
    )


def _plain(title: str) -> list[str]:
    return [base_of(title[word.start : word.end]) for word in words(title)]


def _differences(
    one: Body, other: Body, kept: Sequence[Run], moved: Sequence[Run]
) -> Iterator[Difference]:
    """Gap after gap in the common text; at the end what was moved."""
    reworded: list[tuple[Part, Part]] = []
    here = there = 0
    away = _united((run.here, run.here_end) for run in moved)
    came = [(run.there, run.there_end) for run in moved]
    for run in (*kept, Run(len(one.words), len(other.words), 0)):
        gone = list(_pieces(one, (here, run.here), away))
        new = list(_pieces(other, (there, run.there), came))
        changed = _in_place(one, other, gone, new, (here, run.here), (there, run.there))
        if changed is None or not _continues(one, other, reworded, changed):
            yield from _rewording(one, other, reworded)
            reworded = []
        if changed is not None:
            reworded.append(changed)
        else:
            yield from _cuts_and_additions(one, other, gone, new)
        here, there = run.here_end, run.there_end
    yield from _rewording(one, other, reworded)
    for run in moved:
        before, after = (run.here, run.here_end), (run.there, run.there_end)
        yield Difference("moved", one.span(before), other.span(after), run.length)


def _united(parts: Iterable[Part]) -> list[Part]:
    """Parts sorted, overlapping ones as one: a passage may be printed elsewhere twice."""
    found: list[Part] = []
    for start, end in sorted(parts):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _pieces(body: Body, gap: Part, taken: Sequence[Part]) -> Iterator[Part]:
    """What is left of a gap without the sorted stretches ``taken``, in parts that hang together."""
    at, end = gap
    first = max(0, bisect_right(taken, (at, at)) - 1)
    stops = [part for part in _until(taken, first, end) if part[1] > at]
    for start, stop in (*stops, (end, end)):
        yield from _unparted(body, (at, min(start, end)))
        at = max(at, stop)


def _until(taken: Sequence[Part], first: int, end: int) -> Iterator[Part]:
    while first < len(taken) and taken[first][0] < end:
        yield taken[first]
        first += 1


def _unparted(body: Body, part: Part) -> Iterator[Part]:
    at, end = part
    if at >= end:
        return
    for sentence in range(body.of(at) + 1, body.of(end - 1) + 1):
        if sentence in body.parted:
            yield at, body.first[sentence]
            at = body.first[sentence]
    yield at, end


def _in_place(
    one: Body,
    other: Body,
    gone: Sequence[Part],
    new: Sequence[Part],
    here: Part,
    there: Part,
) -> tuple[Part, Part] | None:
    """The two parts where a gap is a change of words in one place, else None."""
    if len(gone) > 1 or len(new) > 1 or not (gone or new) or not (one.words and other.words):
        return None
    before = gone[0] if gone else (here[0], here[0])
    after = new[0] if new else (there[0], there[0])
    least, most = sorted((before[1] - before[0], after[1] - after[0]))
    if least == 0:
        return _beside(one, other, before, after)
    ours, theirs = Counter(one.bases[slice(*before)]), Counter(other.bases[slice(*after)])
    if 2 * (ours & theirs).total() >= ALIKE * (least + most):
        return before, after
    sentences_both = one.whole(before) and other.whole(after)
    return (before, after) if most <= IN_PLACE and not sentences_both else None


def _beside(one: Body, other: Body, before: Part, after: Part) -> tuple[Part, Part] | None:
    """A few words that one side alone has, with the place on the other where they would be.

    That is next to the word that stands beside them in their sentence.
    """
    gone = before[0] < before[1]
    body, part, at = (one, before, after[0]) if gone else (other, after, before[0])
    if not _few(body, part):
        return None
    at = max(0, at if body.starts(part[0]) else at - 1)
    return (part, (at, at)) if gone else ((at, at), part)


def _continues(
    one: Body, other: Body, sofar: Sequence[tuple[Part, Part]], changed: tuple[Part, Part]
) -> bool:
    """Whether a change falls into a sentence that one before it changed already."""
    if not sofar:
        return True
    before, after = sofar[-1]
    return (
        one.around(changed[0])[0] < one.around(before)[1]
        or other.around(changed[1])[0] < other.around(after)[1]
    )


def _rewording(
    one: Body, other: Body, changes: Sequence[tuple[Part, Part]]
) -> Iterator[Difference]:
    """The changes of neighboring sentences as one difference, each changed word in its span."""
    if not changes:
        return
    gone: list[int] = []
    new: list[int] = []
    for before, after in changes:
        ours, theirs = Counter(one.bases[slice(*before)]), Counter(other.bases[slice(*after)])
        only = ours != theirs  # else the same words in another order
        gone += _not_in(one, before, theirs) if only else range(*before)
        new += _not_in(other, after, ours) if only else range(*after)
    first, last = changes[0], changes[-1]
    yield Difference(
        "reworded",
        one.span((one.around(first[0])[0], one.around(last[0])[1])),
        other.span((other.around(first[1])[0], other.around(last[1])[1])),
        max(len(gone), len(new)),
        tuple(_joined(one, gone)),
        tuple(_joined(other, new)),
    )


def _not_in(body: Body, part: Part, others: Counter[str]) -> list[int]:
    """The words of a part beyond those that ``others`` has, too."""
    left = Counter(others)
    own: list[int] = []
    for word in range(*part):
        if left[body.bases[word]] > 0:
            left[body.bases[word]] -= 1
        else:
            own.append(word)
    return own


def _joined(body: Body, numbers: Sequence[int]) -> Iterator[Span]:
    """Neighboring words as one span."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield Span(body.words[numbers[start]].start, body.words[numbers[at - 1]].end)
            start = at


def _cuts_and_additions(
    one: Body, other: Body, gone: Sequence[Part], new: Sequence[Part]
) -> Iterator[Difference]:
    """Passages of their own; a few words in the place of a passage go with that passage."""
    cut = [part for part in gone if not _few(one, part)]
    added = [part for part in new if not _few(other, part)]
    lost = [one.span(part) for part in gone if _few(one, part)]
    put = [other.span(part) for part in new if _few(other, part)]
    if not added:
        cut, lost = list(gone), []
    if not cut:
        added, put = list(new), []
    for part in cut:
        span = one.span(part)
        yield Difference("cut", span, None, part[1] - part[0], (span,), tuple(put))
        put = []
    for part in added:
        span = other.span(part)
        yield Difference("added", None, span, part[1] - part[0], tuple(lost), (span,))
        lost = []


def _few(body: Body, part: Part) -> bool:
    """Whether a part is less than a passage: a few words of a sentence."""
    return part[1] - part[0] < LEAST and not body.whole(part)
