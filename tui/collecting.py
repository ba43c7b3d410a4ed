"""When Python looks for garbage: through everything only while the keys rest.

A full look goes through every line of every list, a tenth of a second where they are long, and
Python would begin it in the middle of whichever key happens to make one object too many.
"""

from __future__ import annotations

import gc

REST = 1.0
"""Seconds without a key after which there is time for a full look."""
_YOUNG, _OLDER = 2_000, 10
_OLD = 1_000
"""Looks at what is young, at what is older, before the next generation is looked at as well: a
full look by itself comes with long work only, which may make garbage while no key is pressed."""

_FEW = 100
"""Objects that a key leaves, at most, which changed nothing; others leave hundreds."""


def begin() -> None:
    """From now on look through everything ``at_rest``; what was loaded so far stays for good."""
    gc.freeze()
    gc.set_threshold(_YOUNG, _OLDER, _OLD)


def worth_it() -> bool:
    """Whether enough was made since the last look: a key at the end of a text makes nothing."""
    young, *looks = gc.get_count()
    return young >= _FEW or any(looks)


def at_rest(stays: bool) -> None:
    """Look through everything that does not stay for good; ``stays`` tells that all that is
    there now will: it is not looked through again."""
    gc.collect()
    if stays:
        gc.freeze()


def begin_anew() -> None:
    """What was to stay goes after all: the next look is through everything."""
    gc.unfreeze()
