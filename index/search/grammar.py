"""A tidied query as a tree of words and quotations, as Whoosh's parser reads it.

Most queries are words, quotations and fields in a row, some left out or joined by OR, for which
the tree is plain. Whoosh's parser, which takes longer to load than a search from the shell takes,
is left for those with brackets and AND, and with operators that have nothing to join.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from index.dataclass import dataclass
from index.search.tidy import FIELDS

_FIELD = "|".join(FIELDS)
_PHRASE = r'"(?P<text>[^"]*)"'
_JOINED = re.compile(r"[()]|(?<!\S)(?:AND|OR|NOT)(?!\S)")
_LEAF = re.compile(rf'(?:(?P<field>{_FIELD}):(?=\S))?(?P<leaf>{_PHRASE}|[^\s"]+)')


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word or a quotation, without its marks, and the field it is looked for in.

    ``start`` is its place in the tidied query, ``text_start`` that of ``text``.
    """

    field: str | None
    text: str
    start: int
    text_start: int


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of which all, any, or not all must match."""

    kind: Literal["all", "any", "not"]
    parts: tuple[Leaf | Group, ...]


def read(tidied: str) -> Group:
    """The tree of a query that ``tidy`` has put in order."""
    found = list(_LEAF.finditer(tidied))
    if not _JOINED.search(tidied):
        return Group("all", tuple(map(_leaf, found)))
    return _plain(found, tidied) or parsed(tidied)


def _plain(found: Sequence[re.Match[str]], tidied: str) -> Group | None:
    """The tree of words in a row with OR between and NOT before them; None for anything else."""
    parts: list[list[Leaf | Group]] = []
    joins = negates = False
    for one in found:
        joined = _JOINED.match(tidied, one.start())
        operator = one[0] if joined and joined.end() == one.end() else ""
        if operator == "OR" and parts and not (joins or negates):
            joins = True
        elif operator == "NOT" and not negates:
            negates = True
        elif operator or "(" in one["leaf"] or ")" in one["leaf"]:
            return None
        else:
            leaf = _leaf(one)
            item = Group("not", (leaf,)) if negates else leaf
            if joins:
                parts[-1].append(item)
            else:
                parts.append([item])
            joins = negates = False
    if joins or negates:
        return None
    return Group("all", tuple(p[0] if len(p) == 1 else Group("any", tuple(p)) for p in parts))


def _leaf(found: re.Match[str]) -> Leaf:
    text = found["leaf"] if found["text"] is None else found["text"]
    text_start = found.start("leaf") if found["text"] is None else found.start("text")
    return Leaf(found["field"], text, found.start("leaf"), text_start)


def parsed(tidied: str) -> Group:
    """The tree as Whoosh's parser reads it: the truth for every query."""
    tree = _converted(_parser().process(tidied))
    return tree if isinstance(tree, Group) else Group("all", (tree,))


@functools.cache
def _parser() -> Any:
    from whoosh import qparser

    return qparser.QueryParser(
        "text",
        None,
        plugins=[
            qparser.FieldsPlugin(rf"(?<![^\s(])(?P<text>{_FIELD}):(?=\S)"),
            qparser.PhrasePlugin(rf"{_PHRASE}(?P<slop>(?!))?"),
            qparser.GroupPlugin(),
            qparser.OperatorsPlugin(AndNot=None, AndMaybe=None, Require=None),
        ],
    )


def _converted(node: Any) -> Leaf | Group:
    from whoosh.qparser import syntax

    if isinstance(node, syntax.GroupNode):
        parts = tuple(map(_converted, node))
        if isinstance(node, syntax.NotGroup):
            return Group("not", parts)
        return Group("any" if isinstance(node, syntax.OrGroup) else "all", parts)
    start = node.startchar or 0
    at = getattr(node, "textstartchar", None)
    field = getattr(node, "fieldname", None)
    return Leaf(field, getattr(node, "text", ""), start, start if at is None else at)


def leaves(tree: Leaf | Group) -> Iterator[Leaf]:
    """The words and quotations of a tree, in order."""
    if isinstance(tree, Leaf):
        yield tree
    else:
        for part in tree.parts:
            yield from leaves(part)
