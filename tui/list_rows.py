"""The rows of the library's lists, as words and the roles they are drawn in.

No screen is needed: the first picture is drawn before one is there.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len

from index.article import ArticleLine, Event, Span
from tui.phrases import count, days, published, when
from tui.runs import clip
from tui.widgets.wrap import wrap

Piece = tuple[str, str]
"""Words and the role whose style they are drawn in."""
Sides = tuple[list[Piece], list[Piece]]
"""What stands at the left of a row, and at its right."""
ROOMY = 42
"""From this width on an event says its outlets."""
EVENT_LINES = ARTICLE_LINES = 3
"""Lines that each takes, so that its place is known unread: two of label and one of what else
is known, or one of label and then perhaps a blank one."""
_TAGS = 2
_OUTLET, _LEAST_OUTLET, _RELATED = 20, 10, 22
"""Cells that a single outlet gets behind the days at most and at least, and those without which
nothing related is told there."""


@lru_cache(maxsize=128)
def two_lines(words: str, width: int) -> tuple[Span, ...]:
    """``words`` on one line, or on two; what two cannot hold is cut by the drawing."""
    lines = wrap(words, 0, len(words), width)[:2]
    if len(lines) < 2:
        return tuple(lines) or (Span(0, 0),)
    return lines[0], Span(lines[1].start, len(words))


def event_rows(event: Event, width: int, here: bool, roomy: bool) -> list[Sides]:
    """The ``EVENT_LINES`` of an event: its label on one line or two, days and outlets, and the
    related where a line is left, else behind the days."""
    label = two_lines(event.label, width)
    role = "title" if here else "strong" if event.unread else "dim"
    rows: list[Sides] = [([(event.label[one.start : one.end], role)], []) for one in label]
    said = days(event.first, event.last) if event.first and event.last else "undated"
    left: list[Piece] = [(f" {said} ", "dim")]
    if len(label) < 2:
        return [*rows, (left, _told(event, roomy, left, width)), (_related(event), _unread(event))]
    return [*rows, _in_one(event, left, roomy, width)]


def _in_one(event: Event, left: list[Piece], roomy: bool, width: int) -> Sides:
    """All that is known on one line, as far as there is room."""
    related, unread = _related(event), _unread(event)
    also = sum(cell_len(words) for words, _ in unread) + len(" ·") + 1 if unread else 0
    told = _told(event, roomy and not unread, left, width, also)
    if len(event.articles) == 1 and related and _room(left, width) > _RELATED:
        told = [("●", "accent")]  # the outlet stands beside, what is related nowhere else
    unread = [(" ·", "dim"), *unread] if unread else []
    room = _room([*left, *told, *unread], width)
    return [*left, *(related if room >= _RELATED else [])], [*told, *(unread if room > 0 else [])]


def _told(event: Event, roomy: bool, left: list[Piece], width: int, also: int = 0) -> list[Piece]:
    """How many outlets and texts, or of a single text the outlet, if it can be made out beside
    what stands at the ``left``; of copies as far as ``also`` so many cells are left."""
    outlets = len(event.outlets)
    dots = "●" * min(outlets, 5) + ("+" if outlets > 5 else "")
    room = _room(left, width) - cell_len(f"{dots} ")
    if len(event.articles) == 1:
        room = min(_OUTLET, room)
        fits = event.outlets and room >= min(_LEAST_OUTLET, cell_len(event.outlets[0]))
        said = clip(event.outlets[0], room) if fits else ""
    else:
        said = count(event.independent_texts, "text")
        dots = dots if cell_len(said) <= room else ""  # a day that is cut tells another
        said = f"{count(outlets, 'outlet')} {said}" if roomy else said
        said += _copied(event, room - cell_len(said) - also)
    return [(dots, "accent"), (f" {said}" if said else "", "dim")]


def _copied(event: Event, room: int) -> str:
    """How many articles are copies of the texts counted: with them the figures add up to what
    may be unread."""
    if (copies := len(event.articles) - event.independent_texts) <= 0:
        return ""
    forms = (f" +{count(copies, 'copy', 'copies')}", f" +{copies:,}")
    return next((form for form in forms if cell_len(form) <= room), "")


def _room(pieces: list[Piece], width: int) -> int:
    """Cells that are left of ``width``."""
    return width - sum(cell_len(words) for words, _ in pieces)


def _unread(event: Event) -> list[Piece]:
    """How many of several texts are unread; of a single one the label's weight tells."""
    if not event.unread or len(event.articles) == 1:
        return []
    return [(f" {event.unread:,} unread", "dim")]


def _related(event: Event) -> list[Piece]:
    told = " · ".join(event.related_labels)
    return [(f" └ related: {told}", "faint")] if told else []


def label_role(article: ArticleLine, here: bool) -> str:
    """The role in which an article's label is drawn."""
    return "title" if here else "dim" if article.read else "strong"


def article_row(article: ArticleLine, picked: bool, width: int) -> Sides:
    """The row under an article's label: whether it is picked, star, outlet, what is kept if it
    can be told whole; day."""
    day = when(article)
    mark = [("+", "head")] if picked else []
    star = [(" ★", "accent")] if article.starred else []
    room = _room([*mark, *star, (day, "")], width) - 2
    told = (f" {clip(published(article), room)}", "dim")
    kept = [(f" {said}", "accent")] if (said := _kept(article)) else []
    if _room([*mark, *star, told, *kept, (day, "")], width) < 1:
        kept = []
    return [*mark, *star, told, *kept], [(day, "warn" if article.conflict else "dim")]


def _kept(article: ArticleLine) -> str:
    """What the reader keeps of an article besides its star: how many notes, tags."""
    notes = [count(article.notes, "note")] if article.notes else []
    tags = [f"#{tag}" for tag in article.tags[:_TAGS]]
    more = [f"+{len(article.tags) - _TAGS}"] if len(article.tags) > _TAGS else []
    return " ".join([*notes, *tags, *more])
