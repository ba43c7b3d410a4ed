"""Every attack there is, in the order in which they are run."""

from __future__ import annotations

from tools.attacks import (
    clocks,
    disk,
    full,
    fuzz,
    inputs,
    kill,
    many,
    own_files,
    previous,
    servers,
    slow,
    texts,
    versions,
)
from tools.attacks.trial import Attack

ATTACKS: tuple[Attack, ...] = (
    kill.ATTACK,
    disk.ATTACK,
    full.ATTACK,
    slow.ATTACK,
    many.ATTACK,
    many.LONG,
    previous.ATTACK,
    clocks.ATTACK,
    versions.ATTACK,
    own_files.ATTACK,
    texts.ATTACK,
    inputs.ATTACK,
    servers.ATTACK,
    fuzz.ATTACK,
)
