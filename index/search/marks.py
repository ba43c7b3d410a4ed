"""By which articles an index is known again as that of its library.

An index lies apart from its library and knows articles by number. When the library's file is
replaced by another one, copied over it or brought back by some other program, the numbers may
well be the same. So a few numbers are kept beside the index with what those articles are.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from index.search.folder import MARKS, MARKS_DRAFT


def read(folder: Path) -> dict[int, str]:
    """Article -> what it is; empty where nothing is kept that can be read."""
    try:
        kept = json.loads((folder / MARKS).read_bytes())
        return {int(number): str(what) for number, what in kept.items()}
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


def write(folder: Path, marks: Mapping[int, str]) -> None:
    """Keep them. Where that cannot be, the index is believed as before."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    draft = folder / MARKS_DRAFT
    try:
        with os.fdopen(os.open(draft, flags, 0o600), "w", encoding="ascii") as sink:
            json.dump(marks, sink)
        draft.replace(folder / MARKS)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
