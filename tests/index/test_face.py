"""The public face: scripts build on these names, so none may go by accident."""

from __future__ import annotations

import inspect

import index
from index import Library, RashomonError

METHODS = {
    "add", "analyse", "article", "articles", "backup", "change_feed", "changed", "close",
    "compare", "copy", "counts", "coverage", "doctor", "entities", "entity", "event", "events",
    "family", "feeds", "fetch", "imports", "label_outlet", "like", "lines", "mark_read",
    "matches", "mend", "moments", "open", "original", "outlet", "outlet_places", "outlets",
    "pending", "reader", "recall", "reindex", "remember", "restore", "sample", "search",
    "subscribe", "unindexed", "unread_by_feed", "unsubscribe", "warm",
}  # fmt: skip


def test_everything_public_is_listed_and_there() -> None:
    assert sorted(index.__all__) == list(index.__all__)
    assert all(hasattr(index, name) for name in index.__all__)


def test_the_names_scripts_build_on() -> None:
    assert {"Library", "Article", "Event", "Comparison", "Results", "RashomonError"} <= set(
        index.__all__
    )


def test_the_library_offers_just_these_methods() -> None:
    public = {
        name
        for name, member in inspect.getmembers(Library)
        if not name.startswith("_") and callable(member)
    }
    assert public == METHODS
    assert isinstance(inspect.getattr_static(Library, "corrections"), property)


def test_every_public_method_says_what_it_does_and_its_types() -> None:
    for name in METHODS:
        method = getattr(Library, name)
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
