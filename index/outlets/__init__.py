"""What is known about outlets, and which spellings are one: tables that ship, and the reader's."""

from __future__ import annotations

from index.outlets.directory import Directory, Known, directory, key_of
from index.outlets.names import Names
from index.outlets.own import FILE, known, label_entry, own_entries

__all__ = [
    "FILE",
    "Directory",
    "Known",
    "Names",
    "directory",
    "key_of",
    "known",
    "label_entry",
    "own_entries",
]
