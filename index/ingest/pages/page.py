"""What a web page turned out to be: an article with what it says of itself, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from index.article import Finding
from index.dataclass import dataclass
from index.ingest.draft import Declared


class NoArticle(Exception):
    """A page without an article in it: ``reason`` and ``advice`` as the reader is told."""

    def __init__(self, reason: str, advice: str) -> None:
        self.reason, self.advice = reason, advice
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Page:
    """An article taken out of a page.

    ``text``: its body, paragraphs apart by an empty line. ``date`` begins with the ISO day,
    with the time and zone where those were given. ``url`` is the address that the page gives
    as its own (canonical), else the one it came from. ``hows`` names, by field (title,
    outlet, date, url, author, language), where a value was found. ``credits``: the news
    agencies that sign it. ``cautions``: what a reader should know ("a paywall cuts this
    text"). ``replaced``: undecodable places.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    byline: str | None = None
    language: str | None = None
    url: str | None = None
    credits: tuple[Finding, ...] = ()
    hows: Mapping[str, str] = field(default_factory=dict)
    cautions: tuple[Finding, ...] = ()
    encoding: str = "utf-8"
    replaced: int = 0

    def declared(self) -> Declared:
        """What the page says of itself, as describing wants it."""
        return Declared(
            title=self.title,
            outlet=self.outlet,
            date=self.date,
            url=self.url,
            byline=self.byline,
            language=self.language,
            hows=self.hows,
        )

    def as_json(self) -> dict[str, Any]:
        """For the pipe; ``page_of`` reads it again."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        for name in ("cautions", "credits"):
            fields[name] = [[note.value, note.method, note.evidence] for note in fields[name]]
        return fields | {"hows": dict(self.hows)}


def page_of(answer: Mapping[str, Any]) -> Page:
    """The page that ``as_json`` gave; raises ``NoArticle`` where the answer says so."""
    if "reason" in answer:
        raise NoArticle(str(answer["reason"]), str(answer["advice"]))
    findings = {
        name: tuple(Finding(*note) for note in answer[name]) for name in ("cautions", "credits")
    }
    return Page(**{**answer, **findings})
