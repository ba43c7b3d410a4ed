"""The rows of the library's lists, as words and the roles they are drawn in.

No screen is needed: the first picture is drawn before one is there.
"""

from __future__ import annotations

from index.article import ArticleLine, Event, Span
from tui.phrases import count, days, published, when
from tui.widgets.wrap import wrap

Piece = tuple[str, str]
"""Words and the role whose style they are drawn in."""
Sides = tuple[list[Piece], list[Piece]]
"""What stands at the left of a row, and at its right."""
ROOMY, HIGH = 42, 24
"""From this width on an event says its outlets; from this height on a blank line follows it."""
_TAGS = 2


def two_lines(words: str, width: int) -> list[Span]:
    """``words`` on one line, or on two; what two cannot hold is cut by the drawing."""
    lines = wrap(words, 0, len(words), width)[:2]
    if len(lines) < 2:
        return lines or [Span(0, 0)]
    return [lines[0], Span(lines[1].start, len(words))]


def event_row(event: Event, line: int, width: int, here: bool, roomy: bool) -> Sides:
    """Line ``line`` of an event: its label, days and outlets, the related."""
    label = two_lines(event.label, width)
    if line < len(label):
        words = event.label[label[line].start : label[line].end]
        return [(words, "title" if here or event.unread else "strong")], []
    if line == len(label):
        said = days(event.first, event.last) if event.first and event.last else "undated"
        return [(f" {said} ", "dim")], _told(event, roomy)
    if line > len(label) + 1:
        return [], []
    return _related(event), _unread(event)


def _told(event: Event, roomy: bool) -> list[Piece]:
    outlets, texts = len(event.outlets), event.independent_texts
    said = count(texts, "text")
    if roomy:
        said = f"{count(outlets, 'outlet')} {said}"
    dots = "●" * min(outlets, 5) + ("+" if outlets > 5 else "")
    return [(f"{dots} ", "accent"), (said, "dim")]


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


def article_row(article: ArticleLine, picked: bool) -> Sides:
    """The row under an article's label: whether it is picked, star, outlet, what is kept; day."""
    mark = [("+", "head")] if picked else []
    star = [(" ★", "accent")] if article.starred else []
    told = (f" {published(article)} ", "dim")
    left = [*mark, *star, told, (_kept(article), "accent")]
    return left, [(when(article), "warn" if article.conflict else "dim")]


def _kept(article: ArticleLine) -> str:
    """What the reader keeps of an article besides its star: how many notes, tags."""
    notes = [count(article.notes, "note")] if article.notes else []
    tags = [f"#{tag}" for tag in article.tags[:_TAGS]]
    more = [f"+{len(article.tags) - _TAGS}"] if len(article.tags) > _TAGS else []
    return " ".join([*notes, *tags, *more])
