"""Articles by what is known of their day, without loading any of them."""

from __future__ import annotations

import sqlite3


def in_conflict(connection: sqlite3.Connection) -> list[int]:
    """Articles whose stated date cannot be right, as their content proves: ``!`` in lists."""
    return _numbers(connection, "conflict")


def undated(connection: sqlite3.Connection) -> list[int]:
    """Articles that are listed under no day: none is known, or only a wrong one is stated."""
    return _numbers(connection, "day IS NULL")


def _numbers(connection: sqlite3.Connection, where: str) -> list[int]:
    return [row[0] for row in connection.execute(f"SELECT id FROM article WHERE {where}")]  # noqa: S608 - ours
