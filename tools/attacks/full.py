"""Disks that are full, read-only, over quota or failing, while a library is written to.

Where a small file system can be mounted, a real one; else limits on the size of files; and,
where processes can be traced, calls that fail as those of such disks do.
"""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from index import backing
from tools.attacks import kill, tracing
from tools.attacks.picture import agree, facts, opened, tidy, well
from tools.attacks.stage import STAGE, Played
from tools.attacks.stories import dice
from tools.attacks.tracing import Fault
from tools.attacks.trial import Attack, Broken, demand

ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
FOR_EVER = 1_000_000
ACTS = tuple(act for act in kill.ACTS if act not in kill.FINAL)


def trial(seed: int, folder: Path) -> str:
    """One act on a disk that lets it down; then the disk is well again and it is finished."""
    chance = dice(seed, "full")
    act = ACTS[seed % len(ACTS)]
    whole = kill.undisturbed(act)
    way = chance.choice((*(["mounted"] if mountable() else []), "limited", "failing", "read-only"))
    if way == "failing" and not tracing.able():
        way = "limited"
    with _disk(way, folder, act, chance) as disk:
        place = kill.laid_out(act, disk / "own")
        if way == "read-only":
            return _read_only(place, act, disk)
        hindered = _hindered(way, act, place, chance, whole, disk)
        demand(hindered.ended in ("done", "refused"), f"{act}, {way}: {hindered.why}")
        advised = hindered.ended == "done" or ";" in hindered.why
        demand(advised, f"{act}, {way}: no advice: {hindered.why}")
        beside = STAGE.play("look", place)
        demand(beside.ended in ("done", "refused"), f"{act}, {way}: looking: {beside.why}")
        (disk / "ballast").unlink(missing_ok=True)
        done = hindered.last("step", 0)
        kill.nothing_lost(place, whole.states[done : done + 2], act)
        for file in place.parent.glob("*.rashomon"):
            backing.check(file)
        rest = STAGE.play(act, place, options={"from": done})
        demand(rest.ended == "done", f"{act}, {way}: cannot be finished: {rest.why}")
        _as_ever(place, whole, f"{act}, {way}")
    return f"{way}: {act}: {hindered.ended}"


def _as_ever(place: Path, whole: kill.Whole, what: str) -> None:
    with opened(place) as library:
        library.analyse()
        agree(library)
        library.care.mend()
        well(library)
        demand(facts(library) == whole.states[-1], f"{what}: finished, it is not as undisturbed")
    tidy(place)


def _hindered(
    way: str, act: str, place: Path, chance: random.Random, whole: kill.Whole, disk: Path
) -> Played:
    if way == "failing":
        how, more = chance.choice(ERRORS), chance.choice((0, 0, 3, FOR_EVER))
        return STAGE.play(act, place, Fault(chance.randint(1, whole.calls), how, more))
    if way == "limited":
        return STAGE.play(act, place, largest=chance.randrange(1_000, 700_000))
    left = shutil.disk_usage(disk).free
    with contextlib.suppress(OSError), (disk / "ballast").open("wb") as ballast:
        ballast.write(bytes(max(0, left - chance.randrange(0, 600_000))))
    return STAGE.play(act, place)


def _read_only(place: Path, act: str, disk: Path) -> str:
    """Read as before, and written to with a reason."""
    whole = kill.undisturbed(act)
    user = None
    if mountable():
        _run("mount", "-o", "remount,ro", str(disk))
    else:
        user = 65_534 if os.geteuid() == 0 else None
        for path in (place, place / "index"):
            path.chmod(0o555)
    try:
        seen = STAGE.play("look", place, user=user)
        written = STAGE.play("mark", place, user=user)
    finally:
        for path in (place, place / "index"):
            with contextlib.suppress(OSError):
                path.chmod(0o700)
        if mountable():
            _run("mount", "-o", "remount,rw", str(disk))
    demand(seen.ended in ("done", "refused"), f"read-only: {seen.why}")
    demand(written.ended == "refused" and ";" in written.why, f"read-only: {written.why}")
    kill.nothing_lost(place, whole.states[:1], act)
    return f"read-only: {'read' if seen.ended == 'done' else 'refused with advice'}"


@contextlib.contextmanager
def _disk(way: str, folder: Path, act: str, chance: random.Random) -> Iterator[Path]:
    disk = folder / "disk"
    disk.mkdir()
    if way not in ("mounted", "read-only") or not mountable():
        yield disk
        return
    _run("mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", str(disk))
    try:
        yield disk
    finally:
        _run("umount", "-l", str(disk))


@cache
def mountable() -> bool:
    """Whether small file systems can be mounted here."""
    import tempfile

    if os.geteuid():
        return False
    with tempfile.TemporaryDirectory() as folder:
        try:
            _run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder)
            _run("umount", folder)
        except Broken:
            return False
    return True


def _run(*words: str) -> None:
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=20, check=False)
    except OSError as error:
        raise Broken(f"{words[0]}: {error}") from error
    demand(not done.returncode, f"{' '.join(words)}: {done.stderr}")


ATTACK = Attack(
    "full", "a disk that is full, failing or read-only loses nothing, and is told", trial, 120
)
