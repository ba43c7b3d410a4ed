"""Short texts about the program, a file a topic, for ``rashomon help TOPIC``.

A text begins with ``# `` and its title; ``## `` begins a part; lines of four spaces stay as
they are; other lines are paragraphs.
"""

from __future__ import annotations

from importlib import resources

TOPICS: dict[str, str] = {
    "start": "first steps",
    "keys": "every key of the reader",
    "queries": "what can be searched for, and how",
    "dates": "stated and proven days, and the marks ~ and !",
    "events": "what an event is, and how articles come together",
    "comparison": "reading outlets side by side",
    "names": "people, bodies, places, and their spellings",
    "corrections": "putting right what was taken wrong",
    "keeping": "stars, tags, notes, saved searches, and taking them along",
    "copying": "copies, links and the browser, also over SSH",
    "feeds": "following sites, and fetching what is new",
    "files": "where everything lies",
    "settings": "colors, width, keys, browser",
    "privacy": "what leaves this machine, and who can read what",
    "accessibility": "screen readers, braille, no color, big letters",
    "scripts": "JSON, exit codes, pipes",
}
"""Every topic in the order of the list, each with a line about it."""


def text(topic: str) -> str:
    """The text of a topic of ``TOPICS``; that of the keys is made from the action table."""
    if topic == "keys":
        return _keys()
    return resources.files(__name__).joinpath(f"{topic}.md").read_text(encoding="utf-8")


def _keys() -> str:
    from tui.actions import SCOPES, in_scope
    from tui.key_words import keys_shown, worded

    intro = worded(
        "In the reader {anywhere.help} shows the keys that work where you are,"
        " {anywhere.palette} finds any."
    )
    parts = ["# Keys", intro]
    for scope, heading in SCOPES.items():
        rows = [f"    {keys_shown(action):<20}  {action.help}" for action in in_scope(scope)]
        parts += [f"## {heading}", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"
