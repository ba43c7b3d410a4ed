"""How many mistakes lie between two words."""

from __future__ import annotations


def mistakes(one: str, other: str) -> int:
    """Letters missing, added, changed, or swapped with the next: the fewest that explain it."""
    earlier: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, facing in enumerate(other):
            best = min(above[j + 1] + 1, row[j] + 1, above[j] + (letter != facing))
            if i and j and letter == other[j - 1] and one[i - 1] == facing:
                best = min(best, earlier[j - 1] + 1)
            row.append(best)
        earlier, above = above, row
    return above[-1]
