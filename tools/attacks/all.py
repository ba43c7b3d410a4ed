"""Every attack there is, in the order in which they are run."""

from __future__ import annotations

from tools.attacks import disk, full, kill, many, own_files, versions
from tools.attacks.trial import Attack

ATTACKS: tuple[Attack, ...] = (
    kill.ATTACK,
    disk.ATTACK,
    full.ATTACK,
    many.ATTACK,
    versions.ATTACK,
    own_files.ATTACK,
)
