"""Forgetting: what goes is gone from everywhere, what stays is untouched, and it all comes back."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import Library, NotFound
from index.importing import Choices

TODAY = datetime.date(2026, 11, 22)

KEYS = {
    "article": "id", "body": "article", "origin": "article, rowid", "trace": "article",
    "reading": "article", "ingredients": "article", "naming": "article, entity", "entity": "id",
    "variant": "entity, spelling", "event": "id", "event_term": "event, term",
    "standing": "article", "edition": "name, article", "star": "article", "tag": "article",
    "note": "id", "read_mark": "article", "redirect": "old",
}  # fmt: skip


@pytest.fixture
def library(sample: Library, tmp_path: Path) -> Iterator[Library]:
    """The five bundled articles, read closely, in a library of their own."""
    shutil.copytree(sample.path, tmp_path / "copy")
    with Library.open(tmp_path / "copy") as opened:
        yield opened


@pytest.fixture
def vilnius(library: Library) -> tuple[int, ...]:
    """The three articles of the one event that several tell."""
    return next(event.articles for event in library.events() if len(event.articles) == 3)


def everything(library: Library) -> dict[str, list[Any]]:
    """All rows of every table that says something of articles."""
    with library._connections.reading() as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY {key}").fetchall()
            for table, key in KEYS.items()
        }


def dangling(library: Library) -> list[str]:
    """Tables that name an article which is not there."""
    of_articles = [t for t in KEYS if t not in ("entity", "variant", "event", "event_term")]
    with library._connections.reading() as connection:
        found = [
            table
            for table in of_articles
            if table not in ("article", "redirect")
            and connection.execute(
                f"SELECT 1 FROM {table} WHERE article NOT IN (SELECT id FROM article)"
            ).fetchone()
        ]
        for what, query in {
            "events": "SELECT 1 FROM event, json_each(articles) WHERE value NOT IN"
            " (SELECT id FROM article)",
            "article.event": "SELECT 1 FROM article WHERE event NOT IN (SELECT id FROM event)",
            "family": "SELECT 1 FROM article WHERE family NOT IN (SELECT id FROM article)",
            "event_term": "SELECT 1 FROM event_term WHERE event NOT IN (SELECT id FROM event)",
        }.items():
            if connection.execute(query).fetchone():
                found.append(what)
    return found


def ids(library: Library) -> set[int]:
    return {line.id for line in library.articles()}


def test_a_forgotten_article_is_gone_from_everywhere(
    library: Library, vilnius: tuple[int, ...]
) -> None:
    gone = vilnius[0]
    words = library.article(gone).text.split()[5:9]
    done = library.forgetting.forget([gone])
    assert (done.articles, done.said) == ((gone,), f"forgot article {gone}")
    with pytest.raises(NotFound):
        library.article(gone)
    assert gone not in ids(library)
    assert gone not in {hit.line.id for hit in library.search(f'"{" ".join(words)}"').hits}
    assert gone not in library.entity("NATO").articles
    assert dangling(library) == []
    assert all(check.ok for check in library.care.doctor())
    assert library.pending() == 0


def test_its_event_shrinks_and_others_keep_their_ids(
    library: Library, vilnius: tuple[int, ...]
) -> None:
    before = {event.id: event.articles for event in library.events()}
    library.forgetting.forget([vilnius[0]])
    after = {event.id: event for event in library.events()}
    assert after.keys() == before.keys()
    (shrunk,) = [event for event in after.values() if len(event.articles) == 2]
    assert shrunk.articles == vilnius[1:]
    assert (shrunk.independent_texts, len(shrunk.outlets)) == (2, 2)
    assert library.compare(shrunk.id).articles == vilnius[1:]


def test_an_event_dissolves_with_its_last_article(
    library: Library, vilnius: tuple[int, ...]
) -> None:
    (event,) = [event.id for event in library.events() if event.articles == vilnius]
    library.forgetting.forget(vilnius)
    assert event not in {one.id for one in library.events()}
    assert all(event not in one.related for one in library.events())
    with pytest.raises(NotFound):
        library.event(event)
    assert dangling(library) == []


def test_undoing_brings_everything_back_as_it_was(
    library: Library, vilnius: tuple[int, ...]
) -> None:
    library.kept.tag([vilnius[1]], "thesis")
    library.kept.note(vilnius[1], "look this up")
    library.kept.read(vilnius)
    before = everything(library)
    library.forgetting.forget(ids(library), even_kept=True)
    assert not library.articles() and not library.events() and not library.entities()
    said = library.corrections.undo()
    assert said == "undone: forgot 5 articles"
    after = everything(library)
    assert [table for table in KEYS if after[table] != before[table]] == []
    assert library.search("NATO").total == 5
    assert library.pending() == 0


def test_redoing_forgets_the_same_again(library: Library, vilnius: tuple[int, ...]) -> None:
    library.forgetting.forget(vilnius)
    library.corrections.undo()
    assert library.corrections.redo() == "redone: forgot 3 articles"
    assert not ids(library) & set(vilnius)
    library.corrections.undo()
    assert ids(library) >= set(vilnius)


def test_undoing_walks_back_through_all_that_was_done(library: Library) -> None:
    library.kept.star([1])
    library.forgetting.forget([2])
    library.kept.tag([3], "later")
    for said in ("tagged later", "forgot article 2", "starred"):
        assert said in (library.corrections.undo() or "")
    assert ids(library) == {1, 2, 3, 4, 5}


def test_the_latest_forgetting_can_be_undone_whatever_was_done_since(library: Library) -> None:
    library.forgetting.forget([2])
    library.kept.star([1])
    assert library.forgetting.undo() == "undone: forgot article 2"
    assert ids(library) == {1, 2, 3, 4, 5}
    assert library.kept.of(1).starred
    assert library.forgetting.undo() is None


def test_what_the_reader_keeps_stays_and_that_is_said(library: Library) -> None:
    library.kept.star([1])
    library.kept.tag([2], "thesis")
    library.kept.note(3, "odd")
    done = library.forgetting.forget(ids(library))
    assert ids(library) == {1, 2, 3}
    assert done.said == "forgot 2 articles; 3 articles stay: starred, tagged or noted"
    library.forgetting.forget(ids(library), even_kept=True)
    assert not ids(library)


def test_weighing_changes_nothing(library: Library) -> None:
    before = everything(library)
    assert library.forgetting.weigh([1, 2]).said == "would forget 2 articles"
    assert everything(library) == before
    with pytest.raises(NotFound):
        library.forgetting.weigh([77])


def test_a_family_goes_by_its_first_article_that_stays(library: Library) -> None:
    with library._connections.writing() as connection:
        connection.execute("UPDATE article SET family = 1 WHERE id IN (1, 2, 3)")
    library.forgetting.forget([1])
    assert {library.article(number).family for number in (2, 3)} == {2}
    library.forgetting.forget([2])
    assert library.article(3).family == 3
    library.forgetting.undo()
    library.forgetting.undo()
    assert [library.article(number).family for number in (1, 2, 3)] == [1, 1, 1]


def test_cut_short_it_keeps_what_is_done_and_undoes_just_that(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.forgetting.CHUNK", 2)
    asked: list[None] = []
    seen: list[int] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 2

    done = library.forgetting.forget(
        ids(library), progress=lambda p: seen.append(p.done), cancelled=cancelled
    )
    assert (len(done.articles), seen) == (4, [2, 4])
    assert len(ids(library)) == 1
    assert library.forgetting.undo() == "undone: forgot 4 articles"
    assert len(ids(library)) == 5


def test_adding_its_text_brings_a_forgotten_article_back(
    library: Library, seeds: list[str]
) -> None:
    library.kept.star([2])
    library.forgetting.forget([2], even_kept=True)
    report = library.add([seeds[1]])
    assert (list(report.brought_back), list(report.imported)) == ([2], [])
    assert library.kept.of(2).starred
    assert library.search("NATO").total == 5


def test_a_feed_or_a_watched_folder_does_not_bring_it_back(
    library: Library, seeds: list[str]
) -> None:
    library.forgetting.forget([2])
    report = library.add(seeds, choices=Choices(bring_back=False))
    assert (report.left_out, report.count("already")) == (1, 4)
    assert 2 not in ids(library)


def test_compacting_throws_it_away_for_good(library: Library, vilnius: tuple[int, ...]) -> None:
    secret = library.article(vilnius[0]).text[200:240].encode()
    library.kept.note(vilnius[0], "a note that must go, too")
    library.kept.star([vilnius[0], 1])
    library.forgetting.forget([vilnius[0]], even_kept=True)
    done = library.forgetting.compact()
    assert done.articles == 1
    assert library.forgetting.undo() is None
    assert library.forgetting.listed() == ()
    said = [library.corrections.undo() for _ in range(3)]
    assert sum("starred" in (one or "") for one in said) == 1
    assert dangling(library) == []
    left = b"".join(path.read_bytes() for path in library.path.rglob("*") if path.is_file())
    assert b"a note that must go" not in left
    assert secret not in left
    assert library.search("NATO").total == 4


def test_compacting_leaves_no_word_of_it_in_the_search_index(
    library: Library, tmp_path: Path
) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("text\nA zyzzyvacorn was seen in Oslo.\nNobody saw it.\n", encoding="utf-8")
    (seen, _) = library.add([str(table)]).imported
    assert library.search("zyzzyvacorn").total == 1
    library.forgetting.forget([seen])
    library.corrections.undo()
    library.corrections.redo()

    def somewhere() -> bool:
        files = (path for path in (library.path / "index").rglob("*") if path.is_file())
        return any(b"zyzzyvacorn" in path.read_bytes() for path in files)

    assert somewhere()
    library.forgetting.compact()
    assert not somewhere()
    assert library.search("nobody").total == 1


def test_compacting_gives_room_back(library: Library) -> None:
    library.forgetting.forget(ids(library))
    assert library.forgetting.compact().freed > 100_000


def test_numbers_are_never_used_again(library: Library, seeds: list[str]) -> None:
    library.forgetting.forget(ids(library))
    library.forgetting.compact()
    assert min(library.add(seeds).imported) == 6
    library.analyse()
    assert min(int(event.id[1:]) for event in library.events()) > 3


# -- how long articles are kept


def test_without_a_rule_nothing_ever_goes(library: Library) -> None:
    assert library.forgetting.apply(TODAY + datetime.timedelta(days=10_000)) is None
    assert len(ids(library)) == 5


def test_a_rule_counts_from_the_day_an_article_came_in(library: Library) -> None:
    library.forgetting.retain(30)
    came = datetime.datetime.now(datetime.UTC).date()
    assert library.forgetting.apply(came) is None, "an archive of old news does not go at once"
    done = library.forgetting.apply(came + datetime.timedelta(days=31))
    assert done is not None
    assert done.said == "forgot 5 articles older than your rules keep them"
    library.forgetting.undo()
    assert len(ids(library)) == 5


def test_the_rule_of_an_outlet_comes_before_the_one_for_all(library: Library) -> None:
    outlet = next(line for line in library.articles() if line.outlet)
    assert outlet.outlet is not None
    library.forgetting.retain(30)
    library.forgetting.retain(400, [outlet.outlet])
    later = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=60)
    same = {line.id for line in library.articles() if line.outlet == outlet.outlet}
    assert set(library.forgetting.overdue(later)) == ids(library) - same
    library.forgetting.retain(0)
    assert library.forgetting.overdue(later) == []
    assert [rule.about for rule in library.forgetting.rules()] == [f"outlet {outlet.outlet}"]


def test_the_rule_of_a_feed_is_about_what_came_by_it(library: Library) -> None:
    with library._connections.writing() as connection:
        connection.execute(
            "INSERT INTO feed (url, title, added) VALUES ('https://a.example/rss', 'A', '2026')"
        )
        connection.execute(
            "INSERT INTO feed_entry (feed, guid, article, print, seen) VALUES (1, 'g', 3, x'', '')"
        )
    library.forgetting.retain(30, feed="https://a.example/rss")
    later = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=60)
    done = library.forgetting.apply(later)
    assert done is not None
    assert done.articles == (3,)
    with library._connections.reading() as connection:
        (seen,) = connection.execute("SELECT article FROM feed_entry").fetchone()
    assert seen == 3, "so that the next fetch does not bring it back"


def test_the_starred_outlast_every_rule(library: Library) -> None:
    library.kept.star(ids(library))
    library.forgetting.retain(1)
    assert library.forgetting.apply(TODAY + datetime.timedelta(days=9_000)) is None


def test_articles_are_chosen_by_outlet_and_age_together(library: Library) -> None:
    (tsarizm,) = [line for line in library.articles() if line.outlet == "Tsarizm"]
    day = datetime.date(2024, 1, 1)
    assert library.forgetting.chosen(["Tsarizm"], None, day) == {tsarizm.id}
    assert library.forgetting.chosen(["Tsarizm"], None, datetime.date(2020, 1, 1)) == set()
    assert library.forgetting.chosen(feed="no such feed") == set()


def test_a_rule_is_undone_to_the_one_before_it(library: Library) -> None:
    library.forgetting.retain(30)
    library.forgetting.retain(30)
    library.forgetting.retain(90)
    library.forgetting.retain(0)
    said = [library.corrections.undo() for _ in range(2)]
    assert said == [
        "undone: all articles: kept for good",
        "undone: all articles: forgotten after 90 days",
    ]
    assert [rule.days for rule in library.forgetting.rules()] == [30]
    library.corrections.undo()
    assert library.forgetting.rules() == ()
    assert library.corrections.undo() is None, "what was so already is not in the log"
    library.corrections.redo()
    library.corrections.redo()
    assert [rule.days for rule in library.forgetting.rules()] == [90]


def test_a_rule_about_all_spellings_of_an_outlet_is_undone_at_once(library: Library) -> None:
    said = library.forgetting.retain(30, ("CNN", "CNN International"))
    assert said == [
        "outlet CNN: forgotten after 30 days",
        "outlet CNN International: forgotten after 30 days",
    ]
    library.corrections.undo()
    assert library.forgetting.rules() == ()
