"""A few trials of every attack on files and processes; ``tools/torture.py`` runs hundreds.

A trial that breaks here is run again alone by its seed, which is in the test's name:
``python -m tools.torture --again kill:3``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.attacks import clocks, disk, full, kill, many, own_files, slow, versions
from tools.attacks.trial import Attack

FEW = (
    (kill.ATTACK, (93, 106, 9, 2)),
    (disk.ATTACK, (14, 126, 148, 5)),
    (full.ATTACK, (5, 2, 4)),
    (slow.ATTACK, (4,)),
    (many.ATTACK, (0, 2)),
    (versions.ATTACK, (0, 1, 2, 3)),
    (clocks.ATTACK, (1,)),
    (own_files.ATTACK, (0, 1, 2, 3, 4)),
)
"""Seeds that broke something once come first."""
TRIALS = [(attack, seed) for attack, seeds in FEW for seed in seeds]


@pytest.mark.parametrize(
    ("attack", "seed"), TRIALS, ids=[f"{attack.name}:{seed}" for attack, seed in TRIALS]
)
def test_the_promise_holds(
    attack: Attack, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "SECONDS", 0.7)
    monkeypatch.setattr(slow, "WAIT", 0.05)
    folder = tmp_path / "trial"
    folder.mkdir()
    assert attack.trial(seed, folder)
