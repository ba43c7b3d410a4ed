"""Figures about one entity: by outlet, over time, and who is named in the same articles."""

from __future__ import annotations

import sqlite3

from index.answers import Share

_OF_ROOT = """FROM naming JOIN entity own ON own.id = naming.entity
    JOIN article ON article.id = naming.article WHERE own.root = ?"""


def by_outlet(connection: sqlite3.Connection, root: int) -> tuple[Share, ...]:
    """How often each outlet names an entity, largest first; label None for the unknown one."""
    rows = connection.execute(
        f"SELECT outlet, sum(mentions), count(DISTINCT article) {_OF_ROOT}"
        " GROUP BY outlet ORDER BY sum(mentions) DESC, outlet",
        (root,),
    )
    return tuple(Share(*row) for row in rows)


def by_month(connection: sqlite3.Connection, root: int) -> tuple[Share, ...]:
    """How often an entity is named each month that has any, in order; undated ones last."""
    rows = connection.execute(
        f"SELECT substr(day, 1, 7) AS month, sum(mentions), count(DISTINCT article) {_OF_ROOT}"
        " GROUP BY month ORDER BY month IS NULL, month",
        (root,),
    )
    return tuple(Share(*row) for row in rows)


def beside(connection: sqlite3.Connection, root: int, limit: int) -> tuple[Share, ...]:
    """The names most often found in the same articles, by number of those articles."""
    rows = connection.execute(
        "WITH here AS (SELECT DISTINCT article FROM naming JOIN entity ON entity.id ="
        " naming.entity WHERE root = ?)"
        " SELECT root.name, sum(mentions), count(DISTINCT naming.article), root.type FROM here"
        " JOIN naming ON naming.article = here.article JOIN entity own ON own.id = naming.entity"
        " JOIN entity root ON root.id = own.root WHERE own.root <> ?"
        " GROUP BY root.id ORDER BY count(DISTINCT naming.article) DESC, sum(mentions) DESC,"
        " root.name LIMIT ?",
        (root, root, limit),
    )
    return tuple(Share(*row) for row in rows)
