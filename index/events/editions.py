"""Named editions of recurring events: "the Vilnius summit", "COP28", "the Rio Olympics".

Which place names make an edition is proven by the texts themselves: a key counts as
``placed`` where a text also says that it is held *in* that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from index.dataclass import dataclass
from index.text import fold

MOST = 40
"""Mentions of one form read in one paragraph."""
_KIND = (
    "[Ss]ummit|(?:(?:Winter|Summer) )?(?:Olympics|Olympic Games)|World Cup|[Cc]onference|[Ff]orum"
    "|[Cc]onvention|Expo|[Pp]eace talks"
)
_BEFORE = re.compile(
    rf"\b(?P<place>[A-Z][\w’'-]{{2,30}}(?: [A-Z][a-z][\w-]{{1,30}})?) (?P<kind>{_KIND})(?!\w)"
)
_AFTER = re.compile(
    rf"\b(?P<kind>{_KIND})(?: meeting)?(?:,? [a-z]{{1,15}}){{0,6}}? (?:in|at) (?:the )?"
    r"(?:[A-Z]\w{1,30}[’']s )?(?P<place>[A-Z][\w-]{2,30}(?: [A-Z][a-z]{2,30})?)"
)
_GATES = (
    "ummit", "lympic", "World Cup", "onference", "orum", "onvention", "Expo", "eace talks",
    "COP", "Super Bowl",
)  # fmt: skip
_NUMBERED = re.compile(r"\b(?P<place>COP ?\d\d|Super Bowl (?:[IVXLC]{1,8}|\d\d))(?!\w)")
_NO_PLACE = frozenset(
    """the this that their his her its our last next annual global special joint emergency
    international world economic climate nuclear peace security democratic republican party
    national european american british german french chinese russian arab african asian atlantic
    alliance nato press news media major high-level first second third virtual historic
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday western eastern northern southern
    trump obama biden putin clinton congress parliament senate house libertarian green labour
    conservative liberal""".split()
)
_ADJECTIVE = re.compile(r"(?:ean|ian|ish|ese|can)$")


@dataclass(frozen=True, slots=True)
class Edition:
    """One mention of a named edition. ``key`` is the same for every wording of the same name."""

    start: int
    end: int
    key: str
    kind: str
    placed: bool


def may_hold(text: str) -> bool:
    """Whether a text can name an edition at all; cheap."""
    return any(gate in text for gate in _GATES)


def find_editions(text: str, start: int, end: int) -> Iterator[Edition]:
    """Named editions of ``text[start:end]``; one mention may come in two overlapping forms."""
    if not may_hold(text):
        return
    for pattern in (_BEFORE, _AFTER):
        for found in islice(pattern.finditer(text, start, end), MOST):
            edition = _edition(found, text, pattern is _AFTER)
            if edition is not None:
                yield edition
    for found in islice(_NUMBERED.finditer(text, start, end), MOST):
        key = fold(found.group("place")).replace("cop ", "cop")
        yield Edition(*found.span(), key, key.rstrip("0123456789ivxlc "), True)


def _edition(found: re.Match[str], text: str, placed: bool) -> Edition | None:
    place = found.group("place").removesuffix("'s").removesuffix("’s")
    names = fold(place).split()
    if any(name in _NO_PLACE for name in names[-1:]) or place.isupper():
        return None
    if _ADJECTIVE.search(names[-1]) and not placed:
        return None
    if len(names) == 2 and not placed and names[0] in _NO_PLACE:
        names = names[1:]
    kind = fold(found.group("kind")).removeprefix("winter ").removeprefix("summer ")
    kind = "olympics" if kind.startswith("olympic") else kind
    start = found.start()
    if placed and len(names) == 2 and f"{place} {found.group('kind')}" not in text:
        # "in Vilnius Tuesday" and the like: the first name is the place.
        names = names if names[1] not in _NO_PLACE else names[:1]
    vouched = placed or f" in {place}" in text or f"In {place}" in text
    return Edition(start, found.end(), f"{' '.join(names)} {kind}", kind, vouched)
