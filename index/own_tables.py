"""What is written to the reader's own tables beside the library, as lines of the log.

A table lies in a file that may be edited by hand, so the log has the very text that was written:
it is taken back where it stands as it did, and else nothing is.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from index import outlets
from index.appending import append, take_off
from index.framing import own_sets
from index.store import Connections, corrections
from index.text import clean_line

Table = Literal["label", "wording"]
FILES: Mapping[Table, str] = {"label": outlets.FILE, "wording": own_sets.FILE}
"""The file of each, beside the library. The log names none: it may have come in a backup."""
_LONGEST = 300


def write(connections: Connections, kind: Table, text: str, said: str) -> None:
    """Writes an entry at the end of a table, and to the log that it was: both or nothing.

    ``said`` is what was done, in words. Raises RashomonError where it cannot be written.
    """
    path = connections.path.parent / FILES[kind]
    now = datetime.datetime.now(datetime.UTC)
    with connections.writing() as connection:
        data = {"text": text, "made": not path.exists()}
        corrections.record(connection, kind, data, clean_line(said, _LONGEST), now)
        append(path, text)


def take_back(folder: Path, kind: Table, data: Mapping[str, Any]) -> str:
    """Takes an entry off a table again; answers why not where it does not stand there as it was
    written, and changes nothing then. Raises RashomonError where that cannot be written."""
    path = folder / FILES[kind]
    if take_off(path, data["text"], data["made"]):
        return ""
    return f"{path.name} was changed by hand since; take it out there"


def write_again(folder: Path, kind: Table, data: Mapping[str, Any]) -> None:
    """Writes an entry that was taken back. Raises RashomonError where the table is wrong now, or
    has one of that name, or cannot be written."""
    path = folder / FILES[kind]
    if kind == "label":
        outlets.own_entries(path)
    else:
        own_sets.check_new(path, data["text"])
    append(path, data["text"])
