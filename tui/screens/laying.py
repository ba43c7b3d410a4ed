"""What the comparison screen lays out: fetched in one go, and what is odd about it in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field, replace

from index import Article, ArticleLine, Comparison, Event, Library, Marks, Progress
from index.comparison.told import Prominence
from index.dataclass import dataclass
from tui.key_words import worded
from tui.phrases import NO_OUTLET, count
from tui.screens.families import families
from tui.standing import load
from tui.telling import Moments, absent

Note = tuple[str, str]
"""A line about the texts, and the key that tells more of it."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A comparison with all that the screen shows beside it.

    ``articles`` are those compared, ``lines`` all that were asked for, ``kept`` the texts
    that the reader chose for the columns last time, ``marks`` what is kept of each article.
    """

    comparison: Comparison
    articles: Mapping[int, Article]
    event: Event | None
    lines: Mapping[int, ArticleLine]
    moments: Moments
    prominent: tuple[Prominence, ...]
    absent: str
    kept: tuple[int, ...] = ()
    marks: Mapping[int, Marks] = field(default_factory=dict)


def lay(
    library: Library,
    what: str | tuple[int, ...],
    include: Collection[int],
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> Laid:
    """Fetch it. Raises NotFound, and Stopped where ``cancelled`` answers True."""
    from index.framing.prominence import prominence

    kept = load(library.recall(key_of(what)))
    comparison = _unsaid(
        library.compare(what, include={*include, *kept}, progress=progress, cancelled=cancelled)
    )
    articles = {number: library.article(number) for number in comparison.articles}
    event = library.event(what) if isinstance(what, str) else None
    asked = event.articles if event else what
    assert not isinstance(asked, str)
    return Laid(
        comparison,
        articles,
        event,
        {line.id: line for line in library.lines(asked)},
        library.moments(asked),
        prominence(list(articles.values())),
        absent(library.coverage(event.id)) if event else "",
        kept,
        {number: library.kept.of(number) for number in articles},
    )


def _unsaid(comparison: Comparison) -> Comparison:
    """Without the remark that there is one text only: ``notes`` say it, and what to do."""
    if len(comparison.columns) != 1:
        return comparison
    column = comparison.columns[0]
    others = tuple(one for one in column.remarks if not one.startswith("the only "))
    return replace(comparison, columns=(replace(column, remarks=others),))


def key_of(what: str | tuple[int, ...]) -> str:
    """Under which key the texts chosen for an event's columns are remembered."""
    return f"columns {what}" if isinstance(what, str) else ""


def notes(laid: Laid) -> Iterator[Note]:
    """What to know before comparing, the most telling first."""
    comparison = laid.comparison
    if len(laid.lines) < 2:
        yield (
            "the only text here: nothing to compare yet",
            worded("{comparison.more} finds texts to lay beside it"),
        )
    elif comparison.independent_texts == 1:
        told = f"one text, printed {len(laid.lines):,} times: nothing to compare in it"
        yield told, worded("{comparison.copies} shows what each changed")
    else:
        yield from _alike(laid)
    if comparison.selection and comparison.selection.why:
        yield comparison.selection.why, worded("{comparison.texts} chooses texts")
    shared = list(families(laid.articles.values()))
    if shared:
        yield " · ".join(shared), worded("{comparison.copies} shows what each changed")
    if laid.absent:
        yield laid.absent, worded("{comparison.coverage} shows why")


def _alike(laid: Laid) -> Iterator[Note]:
    """That the texts speak several languages, or come from one outlet."""
    languages = Counter(one.language for one in laid.articles.values() if one.language)
    if len(languages) > 1:
        told = ", ".join(f"{many} {name}" for name, many in languages.most_common())
        yield f"in several languages ({told}): passages of two are seldom found close", ""
    outlets = {line.outlet or NO_OUTLET for line in laid.lines.values()}
    if len(outlets) == 1 and NO_OUTLET not in outlets:
        told = f"all {count(len(laid.lines), 'text')} are from {outlets.pop()}"
        yield (
            f"{told}: this compares an outlet with itself",
            worded("{comparison.more} finds others"),
        )
