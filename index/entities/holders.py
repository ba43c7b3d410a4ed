"""Who holds which office in an article, so that "the president said" finds its person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from index.article import Mention
from index.entities.context import office_tails
from index.entities.gazetteer import lookup
from index.entities.tokens import Token, joins

# Words for whoever leads a body, whatever the office is called there.
_LEADING = frozenset("chief leader head boss".split())
_LONGEST_OFFICE = 5
_BY_FAR = 2


class Holders:
    """Persons by the office printed before their name, and by the body or country they serve."""

    def __init__(self, lines: Sequence[Sequence[Token]], mentions: Sequence[Mention]) -> None:
        self._by_office: defaultdict[str, set[str]] = defaultdict(set)
        self._by_body: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._bodies = _bodies(mentions)
        starts = {mention.start: mention for mention in mentions if mention.type == "PER"}
        ends = {mention.end: mention for mention in mentions if mention.type != "PER"}
        for tokens in lines:
            for index, token in enumerate(tokens):
                if index and token.start in starts:
                    self._note(tokens, index, starts[token.start].entity, ends)

    def _note(
        self, tokens: Sequence[Token], index: int, person: str, ends: dict[int, Mention]
    ) -> None:
        office = tokens[index - 1]
        if office.lower not in office_tails() or tokens[index].gap not in (" ", ", "):
            return
        self._by_office[office.lower].add(person)
        for at in range(index - 1, max(0, index - 1 - _LONGEST_OFFICE), -1):
            body = ends.get(tokens[at - 1].end)
            if body is not None:
                self._by_body[body.entity, office.lower].add(person)
                self._by_body[body.entity, "*"].add(person)
                return
            if not joins(tokens[at - 1], tokens[at]):
                return

    def body(self, noun: str) -> str | None:
        """The body that "the alliance" stands for: the one, or by far the most named, so called."""
        ranked = self._bodies.get(noun.lower(), Counter()).most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < _BY_FAR * ranked[1][1]):
            return None
        return ranked[0][0]

    def person(self, office: str, body: str | None) -> str | None:
        """The one person who holds an office ("president"), if a body is given, there."""
        office = office.lower()
        if body is None:
            found = self._by_office.get(office, set())
        else:
            found = self._by_body.get((body, office), set())
            if not found and office in _LEADING:
                found = self._by_body.get((body, "*"), set())
        return next(iter(found)) if len(found) == 1 else None


def _bodies(mentions: Sequence[Mention]) -> dict[str, Counter[str]]:
    """How often the article names each body that a noun may stand for."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.type != "ORG":
            continue
        known = lookup(mention.entity)
        nouns = known.heads if known is not None else ()
        for noun in nouns or (mention.entity.rsplit(" ", 1)[-1].lower(),):
            found[noun][mention.entity] += 1
    return dict(found)
