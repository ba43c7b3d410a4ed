"""A running story of invented outlets: rounds of a strike, told by three of them or by four."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from index import Library

PLACES = ("cranes", "pensions", "tugboats", "overtime", "containers", "warehouses", "customs")
USUAL = ("Morning Star", "Daily Wire", "Evening Post")
OTHER = "Harbor Times"

Rows = list[dict[str, str]]


WORDS = {
    "Morning Star": "Dockers in Portville walked past the gates again as their harbor strike went"
    " on. Unions said the quarrel over {about} would be put to a vote, and that no member had"
    " asked for less. On the quay somebody read out a list of demands, with {about} at its head.",
    "Daily Wire": "The company that runs the harbor of Portville called its new offer on {about}"
    " the last before summer. Managers who met the strike leaders spoke of patience wearing thin"
    " and refused to say what {about} would cost them if dockers held out.",
    "Evening Post": "Shops near the docks fear the strike will empty them. Portville lives from"
    " its harbor, and the row between dockers and company over {about} has cafes closing early."
    " One baker had never heard of {about} until her customers stayed away.",
    "Harbor Times": "Pilots and brokers waited while dockers and the company argued about {about}."
    " Nine ships lay at anchor off Portville harbor, a strike record. Insurers want to know by"
    " Friday whether {about} can be settled without an arbiter from the capital.",
}


def story(outlet: str, day: str, about: str) -> dict[str, str]:
    """A text of one outlet on one round of a strike; every outlet tells it in its own words."""
    title = f"Portville harbor strike: dockers and company meet over {about}"
    return {
        "title": title,
        "outlet": outlet,
        "date": day,
        "text": WORDS[outlet].format(about=about),
    }


def strikes(rounds: int, without: int | None = None, every: int = 1) -> Rows:
    """One event every ten days, told by three outlets and, each ``every``-th time, a fourth."""
    rows = []
    for at in range(rounds):
        day = datetime.date(2019, 3, 1) + datetime.timedelta(days=10 * at)
        about = PLACES[at % len(PLACES)]
        outlets = [*USUAL, *([OTHER] if at != without and at % every == 0 else [])]
        rows += [story(outlet, day.isoformat(), about) for outlet in outlets]
    return rows


def elsewhere(day: str) -> dict[str, str]:
    """A text of the fourth outlet about something else."""
    words = "The museum of clocks opened a hall of sundials, and children drew shadows in chalk."
    return {"title": "Sundials at the museum", "outlet": OTHER, "date": day, "text": words * 3}


def library_of(rows: Rows, folder: Path) -> Library:
    """A library of these texts, every article placed."""
    table = folder / "rows.jsonl"
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    library = Library.open(folder / "library")
    library.add([str(table)])
    library.analyse()
    return library
