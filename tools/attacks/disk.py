"""Damages files as disks do: flipped bits, torn and swapped pages, files cut short.

What is shown afterwards is what was shown before, or is refused with advice. What lists show
may be wrong only as long as nobody asks the doctor, who finds it.
"""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from pathlib import Path

from tools.attacks.stage import STAGE, Played
from tools.attacks.stories import dice, prepared
from tools.attacks.trial import Attack, demand

PAGE = 4096
FLIPS = 16
NEVER = {"article", "original", "log", "search"}
"""What is checked whenever it is shown: it may never be wrong."""
Seen = list[tuple[str, str]]


def trial(seed: int, folder: Path) -> str:
    """One damage to one file of a small library."""
    chance = dice(seed, "rot")
    place = prepared(folder / "library")
    whole = _whole()
    path = _file(place, chance)
    how = damage(path, chance)
    what = "index" if path.parent.name == "index" else "library"
    seen = STAGE.play("look", place)
    wrong = _wrong(seen, whole)
    if what == "index":
        demand(seen.ended == "done" and not _refused(seen), f"{how}: not rebuilt: {_said(seen)}")
        demand(not wrong, f"{how}: wrong in silence: {sorted(wrong)}")
        return f"index, {how}: rebuilt"
    found = STAGE.play("examine", place)
    ill = [value[0] for word, value in found.said if word == "ill"]
    noticed = bool(ill) or found.ended == "refused"
    demand(noticed or not wrong, f"{how}: wrong in silence: {sorted(wrong)}")
    demand(not NEVER & wrong.keys(), f"{how}: wrong though checked: {sorted(NEVER & wrong.keys())}")
    _mended(place, whole, how)
    if wrong:
        return f"library, {how}: in {', '.join(sorted(wrong))}, found by the doctor"
    return f"library, {how}: {'refused or found' if noticed or _refused(seen) else 'no harm'}"


def _mended(place: Path, whole: Seen, how: str) -> None:
    """After mending nothing is wrong that the doctor does not find. Raises Broken."""
    mended = STAGE.play("examine", place, options={"mend": True})
    demand(mended.ended in ("done", "refused"), f"{how}: mending: {mended.ended}: {mended.why}")
    ill = {value[0] for word, value in mended.said if word == "ill"}
    seen = STAGE.play("look", place)
    wrong = _wrong(seen, whole)
    demand(ill or mended.ended == "refused" or not wrong, f"{how}: mended wrongly: {sorted(wrong)}")


@cache
def _whole() -> Seen:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        seen = STAGE.play("look", prepared(Path(folder) / "library"))
        demand(seen.ended == "done" and not _refused(seen), f"undamaged: {_said(seen)}")
        return [(value[0], value[1]) for word, value in seen.said if word == "seen"]


def _wrong(seen: Played, whole: Seen) -> Counter[str]:
    """What was shown otherwise than of the sound library, by kind. Raises Broken for faults."""
    demand(seen.ended in ("done", "refused"), f"{seen.ended}: {seen.why}")
    shown = [(word, value) for word, value in seen.said if word in ("seen", "refused piece")]
    return Counter(
        value[0]
        for (word, value), right in zip(shown, whole, strict=seen.ended == "done")
        if word == "seen" and (value[0], value[1]) != right
    )


def _refused(seen: Played) -> bool:
    return seen.ended == "refused" or any(word == "refused piece" for word, _ in seen.said)


def _said(seen: Played) -> str:
    first = next((value for word, value in seen.said if word == "refused piece"), "")
    return f"{seen.ended} {seen.why} {first}"


def _file(place: Path, chance: random.Random) -> Path:
    index = [*place.glob("index/part-*"), place / "index" / "index.json"]
    return chance.choice(sorted(index)) if chance.random() < 0.25 else place / "library.db"


def damage(path: Path, chance: random.Random) -> str:
    """Damages a file in one of the ways in which files are; answers which."""
    data = bytearray(path.read_bytes())
    pages = max(1, len(data) // PAGE)
    how = chance.choice(("one flip", "flips", "flips", "flips in a page", "torn", "swapped", "cut"))
    at = chance.randrange(pages) * PAGE
    if how == "one flip":
        _flip(data, chance, 1, 0, len(data))
    elif how == "flips":
        _flip(data, chance, FLIPS, 0, len(data))
    elif how == "flips in a page":
        _flip(data, chance, FLIPS, at, min(at + PAGE, len(data)))
    elif how == "torn":
        end = min(at + PAGE, len(data))
        middle = (at + end) // 2
        data[middle:end] = chance.choice((bytes(end - middle), chance.randbytes(end - middle)))
    elif how == "swapped" and pages > 1:
        other = chance.choice([page * PAGE for page in range(pages) if page * PAGE != at])
        data[at : at + PAGE], data[other : other + PAGE] = (
            data[other : other + PAGE],
            data[at : at + PAGE],
        )
    else:
        how = "cut"
        del data[chance.randrange(len(data)) :]
    path.write_bytes(data)
    return how


def _flip(data: bytearray, chance: random.Random, times: int, start: int, end: int) -> None:
    for _ in range(times):
        data[chance.randrange(start, end)] ^= 1 << chance.randrange(8)


ATTACK = Attack("rot", "damage is noticed, rebuilt or refused; never wrong in silence", trial, 200)
