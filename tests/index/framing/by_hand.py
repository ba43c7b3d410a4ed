"""Articles made by hand: what the rooms below would find, written down by string search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources

from index.article import (
    Article,
    Dates,
    Finding,
    Mention,
    MentionType,
    Quote,
    QuoteKind,
    Span,
    Zone,
)

Names = Mapping[str, tuple[MentionType, Sequence[str]]]


def mentions(text: str, names: Names) -> tuple[Mention, ...]:
    """Every spelling of every name, longest spellings first, never one inside another."""
    taken: list[Mention] = []
    spellings = [(each, entity, kind) for entity, (kind, all_) in names.items() for each in all_]
    for spelling, entity, kind in sorted(spellings, key=lambda each: -len(each[0])):
        for found in re.finditer(rf"(?<!\w){re.escape(spelling)}(?!\w)", text):
            start, end = found.span()
            if all(end <= other.start or other.end <= start for other in taken):
                taken.append(Mention(start, end, spelling, kind, entity))
    return tuple(sorted(taken, key=lambda mention: mention.start))


def said(
    text: str,
    words: str,
    speaker: str | None,
    verb: str | None = "said",
    kind: QuoteKind = "direct",
    anonymous: bool = False,
) -> Quote:
    """What a voice says, found in the text by its words."""
    start = text.index(words)
    return Quote(start, start + len(words), words, speaker, kind, verb, anonymous)


def finding(text: str, value: str, printed: str | None = None) -> Finding:
    """A value with the place where it is printed, if it is."""
    start = text.find(printed or value)
    span = Span(start, start + len(printed or value)) if start >= 0 else None
    return Finding(value, "by hand", printed or value, span)


def article(
    id: int,
    text: str,
    *,
    names: Names | None = None,
    quotes: Iterable[Quote] = (),
    title: str | None = None,
    outlet: str | None = None,
    credits: Sequence[tuple[str, str]] = (),
    cites: Sequence[tuple[str, str]] = (),
    furniture: Sequence[str] = (),
    dates: Dates | None = None,
    language: str | None = "en",
) -> Article:
    """An article; ``credits`` and ``cites`` are (name, as printed), ``furniture`` is zoned out."""
    zones = [_zone(text, piece, "boilerplate") for piece in furniture]
    if title and title in text:
        zones.append(_zone(text, title, "title"))
    return Article(
        id=id,
        text=text,
        title=finding(text, title) if title else None,
        outlet=Finding(outlet, "by hand", outlet) if outlet else None,
        credits=tuple(finding(text, *each) for each in credits),
        cites=tuple(finding(text, *each) for each in cites),
        language=language,
        dates=dates or Dates(),
        zones=tuple(sorted(zones, key=lambda zone: zone.start)),
        entities=mentions(text, names or {}),
        quotes=tuple(sorted(quotes, key=lambda quote: quote.start)),
    )


def _zone(text: str, piece: str, kind: str) -> Zone:
    start = text.index(piece)
    return Zone(start, start + len(piece), kind, "by hand")  # type: ignore[arg-type]


NAMES: Names = {
    "Kyiv": ("LOC", ["Kyiv", "Kiev", "kyiv"]),
    "Ukraine": ("LOC", ["Ukraine"]),
    "Ukrainian": ("NORP", ["Ukrainian", "Ukrainians"]),
    "Russia": ("LOC", ["Russia"]),
    "Russian": ("NORP", ["Russian"]),
    "Moscow": ("LOC", ["Moscow"]),
    "United States": ("LOC", ["United States", "U.S.", "US"]),
    "Washington": ("LOC", ["Washington"]),
    "White House": ("ORG", ["White House"]),
    "Germany": ("LOC", ["Germany"]),
    "German": ("NORP", ["German"]),
    "Berlin": ("LOC", ["Berlin"]),
    "France": ("LOC", ["France"]),
    "United Kingdom": ("LOC", ["United Kingdom"]),
    "Georgia": ("LOC", ["Georgia"]),
    "Lithuania": ("LOC", ["Lithuania"]),
    "Lithuanian": ("NORP", ["Lithuanian"]),
    "Vilnius": ("LOC", ["Vilnius"]),
    "Bucharest": ("LOC", ["Bucharest"]),
    "Kharkiv": ("LOC", ["Kharkiv"]),
    "European Union": ("ORG", ["European Union"]),
    "UN": ("ORG", ["UN"]),
    "NATO": (
        "ORG",
        ["NATO", "The North Atlantic Treaty Organization", "North Atlantic Treaty Organization",
         "Atlantic Alliance"],
    ),
    "NATO-Ukraine Council": ("ORG", ["NATO-Ukraine Council"]),
    "CNN": ("ORG", ["CNN"]),
    "Bundestag": ("ORG", ["Bundestag"]),
    "Jens Stoltenberg": ("PER", ["Jens Stoltenberg", "Stoltenberg"]),
    "Volodymyr Zelensky": ("PER", ["Volodymyr Zelensky", "Zelensky"]),
    "Boris Pistorius": ("PER", ["Boris Pistorius"]),
    "Karine Jean-Pierre": ("PER", ["Karine Jean-Pierre"]),
    "Vladimir Putin": ("PER", ["Putin"]),
    "Joe Biden": ("PER", ["Joe Biden", "Biden"]),
    "Jake Sullivan": ("PER", ["Jake Sullivan"]),
    "Olaf Scholz": ("PER", ["Olaf Scholz", "Scholz"]),
    "Vasily Nebenzia": ("PER", ["Vasily Nebenzia"]),
}  # fmt: skip


def seed(number: int) -> str:
    """The text of one of the five articles that come with the program."""
    folder = resources.files("seeds")
    name = next(each for each in folder.iterdir() if each.name.startswith(f"{number:03}_"))
    return name.read_text(encoding="utf-8")


def anniversary() -> Article:
    """000, on the 75th anniversary of NATO."""
    text = seed(0)
    return article(
        1,
        text,
        names=NAMES,
        cites=[("The New York Times", "The New York Times")],
        furniture=["date 2024-04-05"],
        quotes=[
            said(text, "remain opposed to offering Ukraine a start to membership negotiations in "
                 "Brussels as they did at last year’s summit in Vilnius, and they want that issue "
                 "off the table in July, despite a similar process at the European Union that was "
                 "approved last winter.", "The New York Times", "According to"),
            said(text, "I didn’t want to spoil the birthday party", "Ukraine's Foreign Minister",
                 "commented", anonymous=True),
            said(text, "It is up to allies themselves", "Ukraine's Foreign Minister", "said",
                 anonymous=True),
            said(text, "If NATO allies deliver what we should", "Jens Stoltenberg", "saying"),
        ],
    )  # fmt: skip


def visit() -> Article:
    """001, on a visit to Kyiv."""
    text = seed(1)
    return article(
        2,
        text,
        names=NAMES,
        outlet="MENAFN",
        furniture=["date 2024-04-30", "(MENAFN)"],
        quotes=[
            said(text, "that the country is unlikely to secure membership", "Jens Stoltenberg",
                 "indicating", "paraphrase"),
            said(text, "the delays in Western assistance", "Jens Stoltenberg", "lamented",
                 "paraphrase"),
            said(text, "about NATO's expansion towards its borders", "Russia", "voiced concerns",
                 "paraphrase"),
        ],
    )  # fmt: skip


def agency() -> Article:
    """002, from AFP and SGP, before the Vilnius summit."""
    text = seed(2)
    return article(
        3,
        text,
        names=NAMES,
        title="NATO aims to strengthen ties with Ukraine at summit, no membership offer",
        outlet="SGP",
        credits=[("Agence France-Presse", "Agence France-Presse")],
        furniture=["December 21, 2024", "Source: Agence France-Presse and SGP",
                   text[text.index("About The Author"):]],
        dates=Dates(Finding("2024-12-21", "by hand", "December 21, 2024"), None, True,
                    (Finding("2023", "by hand", "the Vilnius Summit lies ahead"),)),
        quotes=[
            said(text, "At the Vilnius Summit, we will not be discussing an invitation, but "
                 "rather how we can bring Ukraine closer to NATO.", "Jens Stoltenberg", "stated"),
            said(text, "certain membership requirements could potentially be relaxed",
                 "Boris Pistorius", "suggested", "paraphrase"),
            said(text, "as an interim measure before full membership, allies are discussing",
                 "Diplomats", "indicate", "paraphrase", True),
            said(text, "currently leading these discussions", "diplomats", "according to",
                 "paraphrase", True),
        ],
    )  # fmt: skip


def relay() -> Article:
    """003, from CDM and Tsarizm, before the Vilnius summit."""
    text = seed(3)
    return article(
        4,
        text,
        names=NAMES,
        title="NATO Divided On How To Upgrade Ukraine’s Status During Summit",
        outlet="CDM",
        cites=[("Zerohedge", "Zerohedge")],
        furniture=["Eastern Europe", "Zelensky with Stoltenberg",
                   text[text.index("Please Follow") : text.index("As the North")],
                   text[text.index("‘NO AD’") : text.index("The member states resisting")],
                   text[text.index("Related articles"):]],
        quotes=[
            said(text, "The Vilnius Summit will be important for many reasons… President Zelensky "
                 "will raise the issue of membership, of security guarantees, and this will be "
                 "high on the agenda of the meeting,", "Jens Stoltenberg"),
            said(text, "Ukraine’s future is in NATO. All Allies agree on that,",
                 "Jens Stoltenberg", "added"),
            said(text, "Membership and potential security guarantees as matters that should be "
                 "addressed as part of an eventual settlement to the war.", "U.S. officials",
                 anonymous=True),
            said(text, "up to NATO", "Karine Jean-Pierre"),
            said(text, "push back against Russian aggression.", "Karine Jean-Pierre",
                 "reaffirmed"),
            said(text, "something of a ping-pong between Germany, France, and the U.S.,",
                 "an Eastern European official", "According to", anonymous=True),
            said(text, "Kyiv seeking NATO membership", "Vladimir Putin", "denounced",
                 "paraphrase"),
        ],
    )  # fmt: skip


def translated() -> Article:
    """004, credited to RT, before the Vilnius summit."""
    text = seed(4)
    return article(
        5,
        text,
        names=NAMES,
        credits=[("RT", "RT")],
        cites=[("Financial Times", "The Financial Times"), ("CNN", "CNN")],
        furniture=["Source: RT"],
        quotes=[
            said(text, "qualification", "Joe Biden", "told"),
            said(text, "democratization and some other issues", "Joe Biden", "told"),
            said(text, "Ukraine will not join NATO as a result of that summit.", "Jake Sullivan",
                 "responded"),
            said(text, "all the allies agree that Ukraine will become a member of NATO",
                 "Jens Stoltenberg", "declared"),
            said(text, "bring Ukraine closer to NATO", "Jens Stoltenberg", "specified"),
            said(text, "reinforce actual combat effectiveness", "Olaf Scholz", "stated"),
            said(text, "that Zelensky would not participate in the summit",
                 "the top diplomatic adviser to the Ukrainian leader", "warned", "paraphrase",
                 True),
            said(text, "that the Atlantic Alliance participates directly", "Moscow", "denounced",
                 "paraphrase"),
            said(text, "‘secretly’ finances its military corporations and gets fabulous benefits",
                 "Vasily Nebenzia", "declared"),
            said(text, "there are not enough places left in the cemeteries", "Vasily Nebenzia",
                 "declared"),
        ],
    )  # fmt: skip


def vilnius() -> list[Article]:
    """The three articles of one event."""
    return [agency(), relay(), translated()]
