"""A wire text and its copies: whole, cut at the end and in the middle, reworded, half own."""

from __future__ import annotations

import json
from pathlib import Path

from index import Library

LEAD = (
    "The government will raise the retirement age by two years, Prime Minister Anne Dupont told "
    "parliament on Monday. The reform would save 12 billion euros a year, she said."
)
UNIONS = (
    "Unions said they would strike on Thursday. “We will not accept this,” said Marc Leroy, head "
    "of the largest union, who led the protests of 2010."
)
POLICE = (
    "Police expect 200,000 people in the streets of the capital. Schools and trains will be "
    "affected, the ministry of transport said, and half of all flights are cancelled."
)
LAST = (
    "The last reform brought a million people out. It was withdrawn after three months of marches "
    "in every large town."
)
OWN = "Lucie has come with her two children and a drum. She teaches in a village school."

COPIES = {
    "Agence France-Presse": ("Strike ahead", [LEAD, UNIONS, POLICE, LAST]),
    "The Harbour Post": ("Strike ahead", [LEAD, UNIONS, POLICE, "Source: AFP"]),
    "Morning Ledger": ("Thursday without trains", [LEAD, POLICE, LAST]),
    "Southern Star": (
        "Strike ahead",
        [LEAD.replace("will raise", "plans to lift"), UNIONS, POLICE, LAST],
    ),
    "City Voice": ("On the square", [OWN, UNIONS, POLICE]),
}


def copied(library: Library, folder: Path) -> None:
    """Puts the five copies in as articles 1 to 5, and another text as article 6."""
    rows = [
        {"title": title, "outlet": outlet, "date": "2024-05-06", "text": "\n\n".join(parts)}
        for outlet, (title, parts) in COPIES.items()
    ]
    other = "Wolves killed forty sheep on the alpine pastures in spring, herders say. " * 3
    rows.append({"title": "Wolves", "outlet": "Upland", "date": "2021-03-02", "text": other})
    path = folder / "copies.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    library.add([str(path)])
    library.analyse()
