"""What each article calls the same entity: spellings, titles, phrases beside or for a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from index.article import Mention, MentionType, Span
from index.comparison.wording import Label, LabelUse
from index.dataclass import dataclass
from index.framing.label_forms import ARTICLES, apposition, standing_for, title
from index.framing.telling import Telling
from index.text import fold

MOST = 16
"""Entities told about, at most."""
_TYPES = frozenset(("PER", "ORG", "LOC"))

Kind = Literal["name", "title", "description"]


@dataclass(frozen=True, slots=True)
class _Use:
    entity: str
    kind: Kind
    form: str
    span: Span


def labels(tellings: Sequence[Telling]) -> tuple[Label, ...]:
    """What each article calls the entities that two articles name, or one with two forms.

    Those that are called differently come first, of them those with a phrase beside their
    name, then those named in most articles and most often. Linear in the length of the texts.
    """
    types: dict[str, Counter[MentionType]] = defaultdict(Counter)
    found: dict[str, list[tuple[Telling, _Use]]] = defaultdict(list)
    for telling in tellings:
        for mention in _named(telling):
            types[mention.entity][mention.type] += 1
        for use in _uses_in(telling):
            found[use.entity].append((telling, use))
    made = [_label(name, types[name].most_common(1)[0][0], found[name]) for name in found]
    told = [each for each in made if _worth(each, len(tellings))]
    told.sort(
        key=lambda each: (
            not each.differs,
            not _described(each),
            -_articles(each),
            -_times(each),
            each.entity,
        )
    )
    return tuple(told[:MOST])


def _worth(label: Label, columns: int) -> bool:
    if len({(use.kind, use.form) for use in label.uses}) < 2:
        return False
    return _articles(label) > 1 or columns == 1


def _described(label: Label) -> bool:
    return any(use.kind == "description" for use in label.uses)


def _articles(label: Label) -> int:
    return len({use.article for use in label.uses})


def _times(label: Label) -> int:
    return sum(len(use.spans) for use in label.uses)


def _label(entity: str, type: MentionType, uses: Sequence[tuple[Telling, _Use]]) -> Label:
    spans: dict[tuple[int, Kind, str], list[Span]] = defaultdict(list)
    quoted: Counter[tuple[int, Kind, str]] = Counter()
    shown: dict[tuple[Kind, str], str] = {}
    for telling, use in uses:
        form = shown.setdefault((use.kind, _alike(use.form)), use.form)
        key = (telling.id, use.kind, form)
        spans[key].append(use.span)
        quoted[key] += telling.is_quoted(use.span.start)
    kinds = ("name", "title", "description")
    ordered = sorted(spans, key=lambda key: kinds.index(key[1]))
    made = tuple(
        LabelUse(id, form, kind, tuple(spans[id, kind, form]), quoted[id, kind, form])
        for id, kind, form in ordered
    )
    return Label(entity, type, made, _differs(made))


def _alike(form: str) -> str:
    """A form as it is compared: "the US-led bloc" is "U.S.-led bloc"."""
    key = fold(form).replace(".", "").replace("united states", "us").replace("-", " ")
    return " ".join(word for word in key.split() if word not in ARTICLES)


def _differs(uses: Sequence[LabelUse]) -> bool:
    """Whether spellings or phrases differ between articles, or titles of those that give one."""
    by_kind: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for use in uses:
        by_kind["title" if use.kind == "title" else ""][use.article].add(use.form)
    return any(
        len({frozenset(forms) for forms in by_article.values()}) > 1
        for by_article in by_kind.values()
    )


def _uses_in(telling: Telling) -> Iterator[_Use]:
    named = _named(telling)
    for at, mention in enumerate(named):
        yield _Use(mention.entity, "name", _name_of(mention), Span(mention.start, mention.end))
        before = named[at - 1].end if at else 0
        if mention.type == "PER" and (span := title(telling, mention, before)):
            yield _Use(mention.entity, "title", _text(telling, span), span)
        if span := apposition(telling, mention):
            yield _Use(mention.entity, "description", _bare(telling, span), span)
    for entity, span in standing_for(telling, named):
        yield _Use(entity, "description", _text(telling, span), span)


def _named(telling: Telling) -> list[Mention]:
    found = [m for m in telling.article.entities if m.type in _TYPES]
    return [m for m in found if telling.sentence_of(m.start) is not None]


def _name_of(mention: Mention) -> str:
    """The spelling, or the name itself where the spelling only shortens it."""
    if mention.type == "PER":
        full, printed = fold(mention.entity).split(), fold(mention.text).split()
        return mention.entity if set(printed) & set(full) else mention.text
    if _shortens(mention.text, mention.entity) or _shortens(mention.entity, mention.text):
        return mention.entity
    return mention.text[:1].upper() + mention.text[1:]


def _shortens(short: str, long: str) -> bool:
    letters = fold(short).replace(".", "").replace(" ", "")
    parts = fold(long).replace("-", " ").split()
    initials = "".join(part[0] for part in parts if part not in ("of", "the", "and"))
    return letters == initials or set(fold(short).split()) <= set(parts)


def _text(telling: Telling, span: Span) -> str:
    return " ".join(telling.article.text[span.start : span.end].split())


def _bare(telling: Telling, span: Span) -> str:
    """The phrase without its article."""
    first, _, rest = _text(telling, span).partition(" ")
    return rest if fold(first) in ARTICLES and rest else _text(telling, span)
