"""What a reader keeps: stars, tags, notes, saved searches; found by queries, undone exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Library, NotFound, QueryError, RashomonError, Span
from index.kept import COUNTED, LONGEST_TAG
from index.notes import LONGEST_NOTE, passage
from tests.hostile import HOSTILE, foreign
from tests.index.test_library import write_rows


def hits(library: Library, query: str) -> set[int]:
    return {hit.line.id for hit in library.search(query).hits}


def counts(library: Library) -> list[tuple[str, int | None]]:
    return [(one.name, one.found) for one in library.kept.counted()]


class TestStarsAndTags:
    def test_starred_articles_are_found_and_listed_so(self, five: Library) -> None:
        assert five.kept.star([2, 4]) == "starred 2 articles"
        assert hits(five, "is:starred") == {2, 4}
        assert hits(five, "nato -is:starred") == {1, 3, 5}
        assert [line.starred for line in five.lines([1, 2])] == [False, True]
        assert {line.id for line in five.articles() if line.starred} == {2, 4}
        five.kept.star([4], on=False)
        assert hits(five, "is:starred") == {2}

    def test_an_article_has_several_tags_each_found_in_any_case(self, five: Library) -> None:
        five.kept.tag([1, 2], "Köln talks")
        five.kept.tag([1], "#aid")
        assert five.lines([1])[0].tags == ("aid", "Köln talks")
        assert hits(five, 'tag:"koln TALKS"') == {1, 2}
        assert hits(five, "tag:kol") == {1, 2}
        assert hits(five, "tag:aid") == {1}
        assert hits(five, "tag:nobody") == set()

    def test_a_tag_keeps_the_spelling_it_came_with(self, five: Library) -> None:
        five.kept.tag([1], "Aid")
        five.kept.tag([2], "AID")
        assert [(tag.name, tag.articles) for tag in five.kept.tags()] == [("Aid", 2)]

    def test_what_is_so_already_changes_nothing_and_is_said(self, five: Library) -> None:
        five.kept.star([1])
        assert "already" in five.kept.star([1])
        assert five.corrections.undo() == "undone: starred article 1"
        assert five.corrections.undo() is None

    def test_unknown_articles_are_refused(self, five: Library) -> None:
        with pytest.raises(NotFound):
            five.kept.star([99])
        with pytest.raises(NotFound):
            five.kept.note(99, "words")

    def test_a_query_for_what_cannot_be_kept_says_what_can(self, five: Library) -> None:
        with pytest.raises(QueryError, match="is:starred"):
            five.search("is:stared")

    def test_thousands_at_once(self, library: Library, tmp_path: Path) -> None:
        library.add([str(write_rows(tmp_path / "many.jsonl", 1200, "Talks went on in Ohio,"))])
        numbers = [line.id for line in library.articles()]
        assert library.kept.tag(numbers, "ohio") == "tagged ohio: 1,200 articles"
        assert library.kept.count("tag:ohio") == 1200
        library.corrections.undo()
        assert library.kept.tags() == ()


class TestNotes:
    def test_a_note_stands_on_a_passage(self, five: Library) -> None:
        five.kept.note(1, "who says so?", Span(10, 30))
        five.kept.note(1, "a first impression")
        whole, on = five.kept.of(1).notes
        assert (whole.span, on.span, on.words) == (None, Span(10, 30), "who says so?")
        assert hits(five, "is:noted") == {1}
        assert five.lines([1])[0].notes == 2

    def test_its_passage_is_found_by_its_words(self, five: Library) -> None:
        article = five.article(1)
        span = passage(article, "  its 75th\n ANNIVERSARY ")
        assert article.text[span.start : span.end] == "its 75th anniversary"
        with pytest.raises(NotFound, match="does not say"):
            passage(article, "never printed")

    def test_it_is_rewritten_and_dropped_and_both_undone(self, five: Library) -> None:
        five.kept.note(3, "first")
        (note,) = five.kept.of(3).notes
        five.kept.rewrite_note(note.id, "second")
        five.kept.drop_note(note.id)
        assert five.kept.notes() == ()
        five.corrections.undo()
        assert five.kept.notes()[0].words == "second"
        five.corrections.undo()
        assert five.kept.notes() == (note,)

    def test_a_number_is_never_given_twice(self, five: Library) -> None:
        five.kept.note(1, "one")
        five.corrections.undo()
        five.kept.note(1, "two")
        assert five.kept.notes()[0].id == 2

    @pytest.mark.parametrize("span", [Span(-1, 4), Span(4, 4), Span(0, 10**6)])
    def test_a_passage_outside_the_text_is_refused(self, five: Library, span: Span) -> None:
        with pytest.raises(RashomonError, match="no such passage"):
            five.kept.note(1, "words", span)

    def test_a_note_needs_words(self, five: Library) -> None:
        with pytest.raises(RashomonError, match="needs words"):
            five.kept.note(1, " \x1b[2J ")


class TestSavedSearches:
    def test_its_count_is_live(self, five: Library, tmp_path: Path) -> None:
        five.kept.save_search("is:unread", "to read")
        five.kept.save_search("ohio")
        assert [(one.name, one.found) for one in five.kept.counted()] == [
            ("ohio", 0),
            ("to read", 5),
        ]
        five.mark_read(2)
        five.add([str(write_rows(tmp_path / "a.jsonl", 3, "Talks went on in Ohio,"))])
        assert [(one.name, one.found) for one in five.kept.counted()] == [
            ("ohio", 3),
            ("to read", 7),
        ]

    def test_it_is_counted_once_while_nothing_changes(
        self, five: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        five.kept.save_search("nato")
        five.kept.counted()
        monkeypatch.setattr(five, "search", None)
        assert five.kept.counted()[0].found == 5

    def test_counts_remembered_are_bounded(self, five: Library) -> None:
        for number in range(COUNTED + 20):
            five.kept.count(f"nato{number}")
        assert len(five._counted) == COUNTED

    def test_a_name_used_again_gives_the_query_up_and_undo_brings_it_back(
        self, five: Library
    ) -> None:
        five.kept.save_search("nato", "Mine")
        five.kept.save_search("kyiv", "mine")
        assert [one.query for one in five.kept.searches()] == ["kyiv"]
        five.corrections.undo()
        assert [(one.name, one.query) for one in five.kept.searches()] == [("Mine", "nato")]
        five.kept.drop_search("MINE")
        assert five.kept.searches() == ()

    def test_a_query_that_cannot_be_asked_is_not_kept(self, five: Library) -> None:
        with pytest.raises(QueryError):
            five.kept.save_search("date:never")
        with pytest.raises(NotFound):
            five.kept.drop_search("never kept")


class TestUndo:
    def test_one_walk_back_through_all_that_was_done(self, five: Library) -> None:
        one, other = five.events()[:2]
        five.kept.star([1])
        five.corrections.join_events(one.id, other.id)
        five.kept.tag([2], "later")
        assert five.corrections.undo() == "undone: tagged later: article 2"
        assert "one event" in str(five.corrections.undo())
        assert five.corrections.undo() == "undone: starred article 1"
        assert {event.id for event in five.events()} >= {one.id, other.id}
        assert five.corrections.redo() == "redone: starred article 1"
        five.kept.read([3])
        assert five.corrections.redo() is None, "something new was done"

    def test_what_was_undone_before_something_new_never_comes_back(self, five: Library) -> None:
        five.kept.star([1])
        five.corrections.undo()
        five.kept.tag([2], "later")
        five.corrections.undo()
        assert five.corrections.redo() == "redone: tagged later: article 2"
        assert five.corrections.redo() is None
        assert not hits(five, "is:starred")

    def test_what_was_taken_back_out_of_turn_is_not_done_again(self, five: Library) -> None:
        five.forgetting.forget([1])
        five.kept.star([2])
        five.forgetting.undo()
        five.corrections.undo()
        assert five.corrections.redo() == "redone: starred article 2"
        assert five.corrections.redo() is None

    def test_only_what_was_changed_is_taken_back(self, five: Library) -> None:
        five.kept.tag([1], "x")
        five.kept.tag([1, 2, 3], "x")
        five.corrections.undo()
        assert hits(five, "tag:x") == {1}
        five.kept.read([1, 2])
        five.kept.read([1, 2, 3], on=False)
        five.corrections.undo()
        assert hits(five, "is:read") == {1, 2}

    def test_corrections_are_listed_without_what_is_kept(self, five: Library) -> None:
        five.kept.star([1])
        assert five.corrections.log() == ()


def test_it_outlives_reindexing_regrouping_and_the_same_text_coming_again(
    five: Library, seeds: list[str]
) -> None:
    five.kept.star([1])
    five.kept.tag([2], "held")
    five.kept.note(3, "held", Span(0, 5))
    before = [five.kept.of(number) for number in (1, 2, 3)]
    five.care.reindex()
    five.corrections.move(1, five.article(2).event)
    assert five.add(seeds).imported == ()
    five.analyse()
    with Library.open(five.path) as again:
        assert [again.kept.of(number) for number in (1, 2, 3)] == before
        assert hits(again, "is:kept") == {1, 2, 3}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_kept_clean_or_refused(sample: Library, words: str) -> None:
    from index.kept import tag_of

    try:
        tag = tag_of(words)
    except RashomonError:
        return
    assert not foreign(tag)
    assert 0 < len(tag) <= LONGEST_TAG


def test_endless_words_are_cut(five: Library) -> None:
    five.kept.tag([1], "t" * 10_000)
    five.kept.note(1, "n" * 100_000)
    assert len(five.lines([1])[0].tags[0]) == LONGEST_TAG
    assert len(five.kept.of(1).notes[0].words) == LONGEST_NOTE


def test_a_passage_is_sought_in_time_linear_in_the_text(library: Library, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("a " * 60_000 + "end", encoding="utf-8")
    library.add([str(tmp_path / "long.txt")])
    article = library.article(1)
    assert passage(article, "a\nend").end == article.text.index("end") + 3
    with pytest.raises(NotFound):
        passage(article, "a " * 1_900 + "b")
