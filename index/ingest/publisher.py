"""Who published it, by the best evidence there is; nobody where there is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.article import Finding, Span
from index.ingest.layout import Line
from index.ingest.outlets import Outlet, by_domain, by_name
from index.ingest.web import host_of

_COPYRIGHT = re.compile(
    r"(?:copyright\s?)?(?:©|\(c\))?\s?(?:copyright\s)?(?:\d{4}(?:\s?[-–]\s?\d{4})?,?\s?)?(?:by\s)?"
    r"(?P<name>[A-Z][\w&.'’ -]{1,50}?)"
    r"(?:,? (?:LLC|L\.L\.C|Inc|Ltd|Limited|LP|Co|Company|Corp|Corporation|Media|Group|Network)\b.*|"
    r"\s?[.,|;].*|\s?\bAll rights reserved.*|\s?\d{4}.*)?",
    re.IGNORECASE,
)
_LEAST_STAFF = 2


def from_address(address: str | None) -> Finding | None:
    """The outlet of an address: by its domain's entry in the table, else the host itself."""
    host = host_of(address) if address else None
    if host is None or address is None:
        return None
    outlet = by_domain(host)
    if outlet is not None and outlet.kind != "agency":
        return Finding(outlet.name, "address", address)
    return Finding(outlet.name if outlet else host, "address", address)


def from_copyright(line: Line) -> tuple[Finding, Outlet] | None:
    """The known outlet that a copyright line names, with its entry."""
    match = _COPYRIGHT.fullmatch(line.text)
    outlet = by_name(match["name"].strip(" .")) if match else None
    if match is None or outlet is None:
        return None
    span = Span(line.start, line.end)
    return Finding(outlet.name, "copyright line", line.text, span), outlet


def from_staff(staff: tuple[tuple[str, Line], ...]) -> Finding | None:
    """The site whose staff signs its own list of articles ("Tribune Staff", twice or more)."""
    counts = Counter(name for name, _ in staff)
    for name, times in counts.most_common(1):
        if times >= _LEAST_STAFF:
            line = next(line for signed, line in staff if signed == name)
            known = by_name(name)
            value = known.name if known else name
            return Finding(value, "staff bylines", line.text, Span(line.start, line.end))
    return None


def from_credits(credits: Sequence[Finding]) -> Finding | None:
    """The one unknown name that a source line gives beside a known agency.

    "Source: Reuters and Valley Times" credits the wire and signs for the house; a guess
    with its ground, so the method says how sure it is.
    """
    listed = [found for found in credits if found.method.startswith("source line")]
    known = [by_name(found.value, in_credit=True) for found in listed]
    unknown = [found for found, outlet in zip(listed, known, strict=True) if outlet is None]
    agencies = [outlet for outlet in known if outlet is not None and outlet.kind == "agency"]
    if len(unknown) != 1 or not agencies or len(agencies) + 1 != len(listed):
        return None
    (own,) = unknown
    return Finding(own.value, "credited beside an agency, not certain", own.evidence, own.span)
