"""A name for an event that a reader understands: the best of its headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.events.vectors import Vector, dot, mean

LONGEST = 160
_BAIT = re.compile(
    r"\?\s*$|!\s*$|^(?:watch|video|live|breaking|opinion|podcast|photos|listen|exclusive"
    r"|report|poll|analysis|commentary|editorial)\b[^a-z]"
    r"|you won[’']t believe|what happened next|here[’']s"
    r" (?:why|what|how)|this is (?:why|what|how)|\b\d+ (?:things|reasons|ways|times)\b"
    r"|^(?:why|how|what|who|when|where) ",
    re.IGNORECASE,
)


def choose_label(members: Sequence[tuple[str | None, str, Vector]]) -> str:
    """The label of an event from its members' (title, lede, vector), first published first.

    The headline nearest the event's centroid wins; shouting and teasing ones lose ground.
    Without any title it is the lede nearest the centroid, without any words "Untitled".
    """
    if len(members) == 1:
        title, lede, _ = members[0]
        return _cut((title or "").strip() or lede or "Untitled")
    centroid = mean(vector for _, _, vector in members)
    titled = [(title.strip(), vector) for title, _, vector in members if title and title.strip()]
    texts = titled or [(lede, vector) for _, lede, vector in members if lede]
    if not texts:
        return "Untitled"
    scored = [
        (dot(centroid, vector) - (_faults(text) if titled else 0.0), -at, text)
        for at, (text, vector) in enumerate(texts)
    ]
    return _cut(max(scored)[2])


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _faults(title: str) -> float:
    letters = [letter for letter in title if letter.isalpha()]
    shouting = bool(letters) and sum(letter.isupper() for letter in letters) > 0.7 * len(letters)
    return (
        (0.5 if shouting else 0.0)
        + (0.25 if _BAIT.search(title) else 0.0)
        + (0.25 if len(title.split()) < 4 else 0.0)
        + (0.1 if len(title) > 110 else 0.0)
    )
