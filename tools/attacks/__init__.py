"""Attacks on a library: each is a trial that can be run again from its seed.

``tools/torture.py`` runs thousands of them; ``tests/trust`` runs a few of each in the suite.
"""

from __future__ import annotations

from tools.attacks.trial import Attack, Broken, Outcome

__all__ = ["Attack", "Broken", "Outcome"]
