"""Kills processes that change a library: nothing that was said to be done may be lost.

A trial plays an act on a copy of a small library and kills it: at one change of a file, before
it, after it or in the middle of what it writes; or, sometimes, after some milliseconds. Where
processes cannot be traced, always the latter.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

from index import Library, backing
from tools.attacks import tracing
from tools.attacks.acts import analysing, importing, merging
from tools.attacks.picture import Fact, agree, facts, opened, tidy, well
from tools.attacks.stage import STAGE, Played
from tools.attacks.stories import dice, prepared
from tools.attacks.tracing import Fault
from tools.attacks.trial import Attack, Broken, demand

ACTS = (
    "import", "analyse", "merge", "reindex", "mark", "correct", "forget", "undo", "back up",
    "restore", "fetch",
)  # fmt: skip
FINAL = ("undo",)
"""Acts whose steps mean something else the second time."""


def trial(seed: int, folder: Path) -> str:
    """One act, killed once, looked over, mended and finished."""
    act = ACTS[seed % len(ACTS)]
    whole = undisturbed(act)
    place = laid_out(act, folder)
    killed = _killed(act, place, dice(seed, "kill"), whole)
    done = killed.last("step", 0)
    demand(killed.ended in ("killed", "done"), f"{act}: {killed.ended}: {killed.why}")
    demand(not killed.strays, f"{act}: {killed.strays} processes outlive the killed one")
    nothing_lost(place, whole.states[done : done + 2], act)
    _backups_are_whole(folder)
    mended = _mended(place)
    if act not in FINAL:
        rest = STAGE.play(act, place, options={"from": done})
        demand(rest.ended == "done", f"{act} cannot be finished: {rest.ended}: {rest.why}")
    _whole_again(place, None if act in FINAL else whole.states[-1], act)
    where = killed.met or killed.ended
    return f"{act}: {where}{', then mended: ' + mended if mended else ''}"


class Whole:
    """An act as it goes undisturbed: the facts after each step, its changes and its length."""

    def __init__(self, played: Played) -> None:
        self.states = [
            frozenset(map(_tuple, value)) for word, value in played.said if word == "facts"
        ]
        self.calls, self.seconds = played.calls, played.seconds


def _tuple(value: Any) -> Fact:
    return tuple(_tuple(one) if isinstance(one, list) else one for one in value)


@cache
def undisturbed(act: str) -> Whole:
    """The act on the prepared library, from its beginning to its end. Raises Broken."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        seen = STAGE.play(act, laid_out(act, Path(folder) / "a"), options={"facts": True})
        if seen.ended != "done":
            raise Broken(f"{act} undisturbed: {seen.ended}: {seen.why}")
        counted = STAGE.play(act, laid_out(act, Path(folder) / "b"), traced=True)
        return Whole(Played(seen.said, "done", calls=counted.calls, seconds=counted.seconds))


def laid_out(act: str, folder: Path) -> Path:
    """A copy of the prepared library in ``folder``, with what the act needs beside it."""
    folder.mkdir(exist_ok=True)
    place = prepared(folder / "library")
    for steps in (importing, analysing, merging):
        steps(folder)  # the files to be added lie there before any harm is done
    if act == "restore":
        with Library.open(place) as library:
            library.care.backup(folder / "whole.rashomon")
            library.kept.star([7])
            library.forgetting.forget([3], even_kept=True)
    return place


def _killed(act: str, place: Path, chance: random.Random, whole: Whole) -> Played:
    if tracing.able() and chance.random() < 0.8:
        how = chance.choice(("before", "after", "torn"))
        return STAGE.play(act, place, Fault(chance.randint(1, whole.calls), how))
    return STAGE.play(act, place, after=chance.uniform(0.0, whole.seconds))


def nothing_lost(place: Path, between: list[frozenset[Fact]], act: str) -> None:
    """The library opens at once and holds what the steps done left in it; of the next one,
    some. Raises Broken."""
    with opened(place) as library:
        found = facts(library)
        agree(library)
    kept = frozenset.intersection(*between)
    demand(kept <= found, f"{act}: lost {sorted(kept - found, key=str)[:3]}")
    strange = found - frozenset.union(*between)
    demand(not strange, f"{act}: nobody did {sorted(strange, key=str)[:3]}")


def _backups_are_whole(folder: Path) -> None:
    for file in folder.glob("*.rashomon"):
        backing.check(file)


def _mended(place: Path) -> str:
    """What the doctor mended, in its words; then it finds nothing. Raises Broken."""
    with Library.open(place) as library:
        mended = library.care.mend()
        well(library)
    tidy(place)
    return ", ".join(mended)


def _whole_again(place: Path, state: frozenset[Fact] | None, act: str) -> None:
    with opened(place) as library:
        library.analyse()
        agree(library)
        well(library)
        found = facts(library)
    demand(state is None or found == state, f"{act}: finished, it is not as undisturbed")
    tidy(place)
    left = [path.name for path in place.parent.iterdir() if path.name.startswith(".")]
    demand(not left, f"{act}: left lying beside the library: {left}")


ATTACK = Attack("kill", "what was acknowledged is there, and the rest can be finished", trial, 200)
