"""Making any string a query the parser takes: short, balanced, without stray operators."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.dataclass import dataclass
from index.errors import QueryError
from index.search.mistakes import mistakes
from index.text import fold

ASKED = ("entity", "person", "place", "org", "event", "feed", "tag", "is", "lang")
"""Fields answered by whoever knows more than the index."""

DATED = ("date", "after", "before", "since", "until")
FIELDS = ("title", "outlet", "sort", *ASKED, *DATED)
LONGEST = 1_000
MOST_CLAUSES = 32
_DEEPEST = 8
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+"
)
_PIECE = re.compile(r'"[^"]*"|[()]|[^\s()"]+')
_RELATIVE = re.compile(
    r"(?<![^\s(-])(?:(?:last|this|past) {1,4}(?:week|month|year)|yesterday)(?![^\s)])",
    re.IGNORECASE,
)
_DAY = r"\d{4}-\d{1,2}(?:-\d{1,2})?"
_DATES = (
    (re.compile(rf"(?<![^\s(-])({_DAY}\.\.{_DAY})(?![^\s)])"), r"date:\1"),
    (re.compile(rf"(?<![^\s(-])(?:from|since) {{1,4}}({_DAY})(?![^\s)])", re.IGNORECASE),
     r"since:\1"),
    (re.compile(rf"(?<![^\s(-])(?:to|till|until) {{1,4}}({_DAY})(?![^\s)])", re.IGNORECASE),
     r"until:\1"),
)  # fmt: skip
"""Dates as one says them: ``from 2018-10-01 to 2018-10-31``; a year alone stays a word."""

_FIELD = re.compile(r"([^\W\d_]{2,12}):(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tidy:
    """A query the parser takes. ``open`` tells that its last word may be unfinished.

    ``unread`` is why a part of it that says something was left out, None where none was.
    """

    text: str
    open: bool
    notes: tuple[str, ...]
    unread: str | None = None


def tidy(text: str, typing: bool) -> Tidy:
    """Close quotation marks and brackets, drop what means nothing, limit the length.

    While ``typing``, a field still without its value is left out. Raises QueryError for a
    field without a value and for a misspelt field.
    """
    notes: list[str] = []
    unread: list[str] = []
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(None, 1)[0]
        unread.append(f"only the first {LONGEST:,} characters were read")
    text = _INVISIBLE.sub(" ", text).translate(_QUOTES)
    unfinished = bool(text) and (text[-1].isalnum() or text[-1] in "_'’")
    if text.count('"') % 2:
        text += '"'
        if not typing:
            notes.append("closed the quotation mark")
    text = _as_dates(text)
    builder = _Builder(typing)
    for found in _PIECE.finditer(text):
        if not builder.take(
            found.group(), glued=found.end() < len(text) and text[found.end()] in '"('
        ):
            unread.append(f"only the first {MOST_CLAUSES} words were read")
            break
    if builder.too_deep:
        unread.append(f"brackets inside {_DEEPEST} others were not read")
    notes += _no_field(builder.no_fields)
    told = "; ".join(unread) or None
    return Tidy(builder.finish(), unfinished and typing, (*unread, *notes), told)


def _as_dates(text: str) -> str:
    """The query with "last week", "from 2018-10" and the like as dates, but for quotations."""
    pieces = text.split('"')
    pieces[::2] = [_dated(piece) for piece in pieces[::2]]
    return '"'.join(pieces)


def _dated(text: str) -> str:
    text = _RELATIVE.sub(lambda found: "date:" + "-".join(found.group().split()), text)
    for said, field in _DATES:
        text = said.sub(field, text)
    return text


class _Builder:
    """Puts pieces together again so that every operator has what it joins."""

    def __init__(self, typing: bool) -> None:
        self._typing = typing
        self._out: list[str] = []
        self._joiner = ""
        self._negated = False
        self._field = ""
        self._open: list[int] = []
        self._skipped = 0
        self._clauses = 0
        self.too_deep = False
        self.no_fields: dict[str, None] = {}
        """What stood before a colon as a field does, but is none: searched as words."""

    def take(self, piece: str, glued: bool) -> bool:
        """Add a piece; False where there are too many. ``glued``: a quote or bracket follows."""
        if piece in ("AND", "OR"):
            self._joiner = piece
        elif piece == "NOT":
            self._negated = True
        elif piece == "(":
            self._enter()
        elif piece == ")":
            self._leave()
        else:
            return self._word(piece, glued)
        return True

    def _word(self, piece: str, glued: bool) -> bool:
        if piece.startswith("-") and len(piece) + glued > 1:
            self._negated = True
        if not piece.startswith('"'):
            piece = self._with_field(piece.lstrip("-+"), glued)
        if piece:
            self._clauses += 1
            if self._clauses > MOST_CLAUSES:
                return False
            self._operand(piece)
        return True

    def _with_field(self, word: str, glued: bool) -> str:
        found = _FIELD.fullmatch(word)
        if found is None:
            return word
        name, value = fold(found.group(1)), found.group(2)
        if name not in FIELDS:
            _complain_if_misspelt(name, value)
            if value[:1].isalpha() and len(name) >= _SHORTEST_FIELD:
                self.no_fields[name] = None
            return word
        if value:
            return f"{name}:{value}"
        if glued:
            self._field = f"{name}:"
        elif not self._typing:
            raise QueryError(f"{name}: needs a value", advice=f"as in {example(name)}")
        return ""

    def _operand(self, piece: str) -> None:
        last = self._out[-1] if self._out else "("
        if self._joiner and not last.endswith("("):
            self._out.append(self._joiner)
        if self._negated:
            self._out.append("NOT")
        self._out.append(self._field + piece)
        self._joiner = self._field = ""
        self._negated = False

    def _enter(self) -> None:
        if len(self._open) >= _DEEPEST:
            self._skipped += 1
            self.too_deep = True
            return
        self._operand("(")
        self._open.append(len(self._out))

    def _leave(self) -> None:
        if self._skipped:
            self._skipped -= 1
        elif self._open:
            self._joiner = self._field = ""
            self._negated = False
            if self._open.pop() == len(self._out):
                self._unwind()
            else:
                self._out.append(")")

    def _unwind(self) -> None:
        """Take back brackets with nothing in them, and the operators before them."""
        self._out.pop()
        while self._out and self._out[-1] in ("AND", "OR", "NOT"):
            self._out.pop()

    def finish(self) -> str:
        """The tidied query."""
        while self._open:
            self._leave()
        return " ".join(self._out)


def _no_field(names: Iterable[str]) -> list[str]:
    """That these are no fields, and which there are; nothing for none."""
    named = ", ".join(f"“{name}:”" for name in names)
    return [f"{named} is no field, searched as words; fields are {_SOME}"] if named else []


_SOME = "title: outlet: person: place: org: since: until: tag: is:"
_SHORTEST_FIELD = 3


def _complain_if_misspelt(name: str, value: str) -> None:
    if len(name) < _SHORTEST_FIELD or value.startswith("//"):
        return
    limit = 1 if len(name) < 5 else 2
    near = min(FIELDS, key=lambda field: mistakes(name, field))
    if mistakes(name, near) <= limit:
        raise QueryError(f"there is no field “{name}:”", advice=f"try {near}:{value[:40]}")


def example(field: str) -> str:
    """A valid use of a field, for advice."""
    return {
        "title": "title:summit",
        "outlet": "outlet:reuters",
        "is": "is:unread",
        "lang": "lang:en",
        "tag": "tag:important",
        "event": "event:e3",
        "feed": "feed:3",
        "entity": "entity:Kyiv",
        "person": 'person:"Jens Stoltenberg"',
        "place": "place:Vilnius",
        "org": "org:NATO",
        "sort": "sort:date",
    }.get(field, f"{field}:2023-07")
