"""What is known about articles. Everything public stands here; the rest is private.

>>> from index import Library
>>> with Library.sample() as library:
...     [event.label for event in library.events()]
"""

from typing import TYPE_CHECKING

from index.lazily import lazily

if TYPE_CHECKING:
    from index.answers import Entity, EntityPage, EntityPlace, Hit, Results, Share, Snippet
    from index.article import (
        Article,
        ArticleLine,
        DateRange,
        Dates,
        Event,
        Finding,
        Mention,
        Origin,
        Quote,
        Span,
        Zone,
    )
    from index.comparison.copies import Copy, Credited, Difference, Family
    from index.comparison.coverage import Coverage, Missing
    from index.comparison.table import Cell, Chosen, Column, Comparison, Row, Selection
    from index.comparison.told import Claim, Contradiction, OnlyHere, Passage, Shared, Source
    from index.comparison.voices import Unheard, Voice
    from index.comparison.wording import Wording, WordingUse
    from index.errors import (
        Lengthy,
        LibraryBusy,
        LibraryError,
        NotFound,
        QueryError,
        RashomonError,
        Stopped,
        Unsure,
    )
    from index.library import Library
    from index.lists import Events, Paged
    from index.profile import Fact, Measure, OutletLine, Profile, ProfileLine, Side
    from index.reports import Already, Check, ImportReport, PastImport, Progress, Refusal
    from index.store.kept import Marks, Note, SavedSearch, Tag
    from index.store.marks import Counts

__all__ = [
    "Already",
    "Article",
    "ArticleLine",
    "Cell",
    "Check",
    "Chosen",
    "Claim",
    "Column",
    "Comparison",
    "Contradiction",
    "Copy",
    "Counts",
    "Coverage",
    "Credited",
    "DateRange",
    "Dates",
    "Difference",
    "Entity",
    "EntityPage",
    "EntityPlace",
    "Event",
    "Events",
    "Fact",
    "Family",
    "Finding",
    "Hit",
    "ImportReport",
    "Lengthy",
    "Library",
    "LibraryBusy",
    "LibraryError",
    "Marks",
    "Measure",
    "Mention",
    "Missing",
    "NotFound",
    "Note",
    "OnlyHere",
    "Origin",
    "OutletLine",
    "Paged",
    "Passage",
    "PastImport",
    "Profile",
    "ProfileLine",
    "Progress",
    "QueryError",
    "Quote",
    "RashomonError",
    "Refusal",
    "Results",
    "Row",
    "SavedSearch",
    "Selection",
    "Share",
    "Shared",
    "Side",
    "Snippet",
    "Source",
    "Span",
    "Stopped",
    "Tag",
    "Unheard",
    "Unsure",
    "Voice",
    "Wording",
    "WordingUse",
    "Zone",
]

__getattr__ = lazily(
    __name__,
    {
        "answers": "Entity EntityPage EntityPlace Hit Results Share Snippet",
        "article": (
            "Article ArticleLine DateRange Dates Event Finding Mention Origin Quote Span Zone"
        ),
        "comparison.copies": "Copy Credited Difference Family",
        "comparison.coverage": "Coverage Missing",
        "comparison.table": "Cell Chosen Column Comparison Row Selection",
        "comparison.told": "Claim Contradiction OnlyHere Passage Shared Source",
        "comparison.voices": "Unheard Voice",
        "comparison.wording": "Wording WordingUse",
        "errors": "Lengthy LibraryBusy LibraryError NotFound QueryError RashomonError Stopped"
        " Unsure",
        "library": "Library",
        "lists": "Events Paged",
        "profile": "Fact Measure OutletLine Profile ProfileLine Side",
        "reports": "Already Check ImportReport PastImport Progress Refusal",
        "store.kept": "Marks Note SavedSearch Tag",
        "store.marks": "Counts",
    },
)
