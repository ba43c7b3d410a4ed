"""Every attack there is, in the order in which they are run."""

from __future__ import annotations

from tools.attacks import kill
from tools.attacks.trial import Attack

ATTACKS: tuple[Attack, ...] = (kill.ATTACK,)
