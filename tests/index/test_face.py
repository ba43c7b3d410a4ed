"""The public face: scripts build on these names, so none may go by accident."""

from __future__ import annotations

import inspect

import pytest

import index
from index import Library, RashomonError
from index.caring import Care
from index.copying import Copies
from index.correcting import Corrections
from index.following import Feeds
from index.forgetting import Forgetter
from index.framing.own_sets import OwnSets
from index.kept import Kept
from index.profiling import Outlets

METHODS = {
    "add", "analyse", "article", "articles", "changed", "close", "compare", "counts",
    "coverage", "entities", "entity", "event", "events", "imports", "like", "lines",
    "listed_articles", "listed_events", "mark_read", "matches", "moments", "open", "original",
    "pending", "reader", "recall", "remember", "restore", "sample", "search", "warm",
}  # fmt: skip
FACES = {
    "care": (Care, {"backup", "doctor", "mend", "reindex", "unindexed"}),
    "copies": (Copies, {"copy", "family"}),
    "corrections": (Corrections, {
        "join_events", "leave", "log", "merge_names", "move", "part", "redo", "set_date",
        "split_name", "undo",
    }),
    "feeds": (Feeds, {"change", "every", "fetch", "find", "subscribe", "unread", "unsubscribe"}),
    "forgetting": (Forgetter, {
        "apply", "chosen", "compact", "forget", "listed", "overdue", "retain", "rules", "undo",
        "weigh",
    }),
    "kept": (Kept, {
        "added", "count", "counted", "drop_note", "drop_search", "note", "notes", "of", "read",
        "rewrite_note", "save_search", "searches", "star", "tag", "tags",
    }),
    "outlets": (Outlets, {"every", "label", "places", "profile"}),
    "wording": (OwnSets, {"add", "files", "read", "stamp"}),
}  # fmt: skip
"""Matters that have a face of their own: ``library.feeds.every()``."""


def test_everything_public_is_listed_and_there() -> None:
    assert sorted(index.__all__) == list(index.__all__)
    assert all(hasattr(index, name) for name in index.__all__)


def test_the_names_scripts_build_on() -> None:
    assert {"Library", "Article", "Event", "Comparison", "Results", "RashomonError"} <= set(
        index.__all__
    )


def methods(kind: type) -> set[str]:
    members = inspect.getmembers(kind)
    return {name for name, one in members if not name.startswith("_") and callable(one)}


def test_the_library_offers_just_these_methods() -> None:
    assert methods(Library) == METHODS


@pytest.mark.parametrize("name", FACES)
def test_each_face_is_reached_by_its_name_and_offers_just_these_methods(
    five: Library, name: str
) -> None:
    kind, names = FACES[name]
    assert type(getattr(five, name)) is kind
    assert methods(kind) == names


@pytest.mark.parametrize("kind", [Library, *(kind for kind, _ in FACES.values())])
def test_every_public_method_says_what_it_does_and_its_types(kind: type) -> None:
    for name in methods(kind):
        method = getattr(kind, name)
        assert inspect.getdoc(method), name
        assert "return" in inspect.get_annotations(method), name


def test_every_error_is_one_kind() -> None:
    errors = [getattr(index, name) for name in index.__all__]
    kinds = [e for e in errors if isinstance(e, type) and issubclass(e, Exception)]
    assert kinds
    assert all(issubclass(kind, RashomonError) for kind in kinds)


def test_an_error_is_one_line_what_where_and_what_to_do() -> None:
    assert (
        str(RashomonError("is empty", "a.txt", "leave it out")) == "a.txt: is empty; leave it out"
    )
