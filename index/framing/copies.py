"""Copies of one wire text: which is the reference, and what each other cut, added, reworded."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.article import Article, ArticleLine, Finding, Span
from index.comparison import Copy, Credited, Difference, Family
from index.framing.columns import short_name
from index.framing.runs import LEAST, Run, common_runs
from index.framing.telling import base_of, merged
from index.text import paragraphs, sentences, words

IN_PLACE = 8
"""Words on either side up to which a change in the same place is a rewording."""
ALIKE = 0.4
"""Share of equal words from which on longer ones are, too."""

_Part = tuple[int, int]
"""Words from, to."""


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


@dataclass(frozen=True, slots=True)
class _Body:
    """An article's body as words and sentences. ``of`` is the sentence of each word, ``first``
    the first word of each sentence (and one past the last), ``parted`` the sentences before
    which something else than body stands."""

    text: str
    words: list[Span]
    bases: list[str]
    sentences: list[Span]
    first: list[int]
    parted: frozenset[int]

    def of(self, word: int) -> int:
        """The number of the sentence that holds a word."""
        return bisect_right(self.first, word) - 1

    def starts(self, word: int) -> bool:
        return self.first[self.of(word)] == word

    def ends(self, word: int) -> bool:
        """Whether a sentence ends before ``word``."""
        return word > 0 and self.first[self.of(word - 1) + 1] == word

    def whole(self, part: _Part) -> bool:
        """Whether a part is one sentence or more."""
        return self.starts(part[0]) and self.ends(part[1])

    def span(self, part: _Part) -> Span:
        """Where a part stands; with its marks where it begins or ends a sentence."""
        first, last = part[0], part[1] - 1
        start = self.sentences[self.of(first)].start if self.starts(first) else None
        end = self.sentences[self.of(last)].end if self.ends(part[1]) else None
        return Span(
            self.words[first].start if start is None else start,
            self.words[last].end if end is None else end,
        )

    def around(self, part: _Part) -> _Part:
        """The words of the sentences that hold a part, of the nearest where it is empty."""
        last = max(part[0], part[1] - 1)
        last = min(last, len(self.words) - 1)
        return self.first[self.of(min(part[0], last))], self.first[self.of(last) + 1]


def _body(article: Article) -> _Body:
    text = article.text
    found: list[Span] = []
    at: list[Span] = []
    first: list[int] = []
    parted: set[int] = set()
    end = 0
    for part in paragraphs(text, article.zones):
        for sentence in sentences(text, part.start, part.end):
            inside = words(text, sentence.start, sentence.end)
            if not inside:
                continue
            if text[end : sentence.start].strip():
                parted.add(len(found))
            end = sentence.end
            found.append(sentence)
            first.append(len(at))
            at += inside
    bases = [base_of(text[word.start : word.end]) for word in at]
    return _Body(text, at, bases, found, [*first, len(at)], frozenset(parted))


def copy_of(reference: Article, article: Article) -> Copy:
    """One copy beside the reference. Zones (title, credit, furniture) are not compared.

    Linear in the length of the texts, give or take a logarithm; no texts raise.
    """
    one, other = _body(reference), _body(article)
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
    one: _Body, other: _Body, kept: Sequence[Run], moved: Sequence[Run]
) -> Iterator[Difference]:
    """Gap after gap in the common text; at the end what was moved."""
    reworded: list[tuple[_Part, _Part]] = []
    here = there = 0
    away = sorted((run.here, run.here_end) for run in moved)
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
            yield from (_cut(one, part) for part in gone)
            yield from (_added(other, part) for part in new)
        here, there = run.here_end, run.there_end
    yield from _rewording(one, other, reworded)
    for run in moved:
        before, after = (run.here, run.here_end), (run.there, run.there_end)
        yield Difference("moved", one.span(before), other.span(after), run.length)


def _pieces(body: _Body, gap: _Part, taken: Sequence[_Part]) -> Iterator[_Part]:
    """What is left of a gap without the sorted stretches ``taken``, in parts that hang together."""
    at, end = gap
    first = max(0, bisect_right(taken, (at, at)) - 1)
    stops = [part for part in _until(taken, first, end) if part[1] > at]
    for start, stop in (*stops, (end, end)):
        yield from _unparted(body, (at, min(start, end)))
        at = max(at, stop)


def _until(taken: Sequence[_Part], first: int, end: int) -> Iterator[_Part]:
    while first < len(taken) and taken[first][0] < end:
        yield taken[first]
        first += 1


def _unparted(body: _Body, part: _Part) -> Iterator[_Part]:
    at, end = part
    if at >= end:
        return
    for sentence in range(body.of(at) + 1, body.of(end - 1) + 1):
        if sentence in body.parted:
            yield at, body.first[sentence]
            at = body.first[sentence]
    yield at, end


def _in_place(
    one: _Body,
    other: _Body,
    gone: Sequence[_Part],
    new: Sequence[_Part],
    here: _Part,
    there: _Part,
) -> tuple[_Part, _Part] | None:
    """The two parts where a gap is a change of words in one place, else None."""
    if len(gone) > 1 or len(new) > 1 or not (gone or new) or not (one.words and other.words):
        return None
    before = gone[0] if gone else (here[0], here[0])
    after = new[0] if new else (there[0], there[0])
    least, most = sorted((before[1] - before[0], after[1] - after[0]))
    if least == 0:
        body, part = (one, before) if gone else (other, after)
        return (before, after) if most < LEAST and not body.whole(part) else None
    ours, theirs = Counter(one.bases[slice(*before)]), Counter(other.bases[slice(*after)])
    if 2 * (ours & theirs).total() >= ALIKE * (least + most):
        return before, after
    sentences_both = one.whole(before) and other.whole(after)
    return (before, after) if most <= IN_PLACE and not sentences_both else None


def _continues(
    one: _Body, other: _Body, sofar: Sequence[tuple[_Part, _Part]], changed: tuple[_Part, _Part]
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
    one: _Body, other: _Body, changes: Sequence[tuple[_Part, _Part]]
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


def _not_in(body: _Body, part: _Part, others: Counter[str]) -> list[int]:
    """The words of a part beyond those that ``others`` has, too."""
    left = Counter(others)
    own: list[int] = []
    for word in range(*part):
        if left[body.bases[word]] > 0:
            left[body.bases[word]] -= 1
        else:
            own.append(word)
    return own


def _joined(body: _Body, numbers: Sequence[int]) -> Iterator[Span]:
    """Neighboring words as one span."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield Span(body.words[numbers[start]].start, body.words[numbers[at - 1]].end)
            start = at


def _cut(one: _Body, part: _Part) -> Difference:
    span = one.span(part)
    return Difference("cut", span, None, part[1] - part[0], gone=(span,))


def _added(other: _Body, part: _Part) -> Difference:
    span = other.span(part)
    return Difference("added", None, span, part[1] - part[0], new=(span,))
