"""The whole way: files in, searchable, read closely, grouped, side by side."""

from __future__ import annotations

import csv
import json
import threading
from pathlib import Path

import pytest

from index import Article, Library, LibraryError, NotFound, Progress, QueryError


def named(library: Library, file_start: str) -> Article:
    """The sample article whose file name begins so."""
    for line in library.articles():
        article = library.article(line.id)
        if any(Path(o.path or "").name.startswith(file_start) for o in article.origins):
            return article
    raise AssertionError(file_start)


def write_rows(path: Path, count: int, words: str = "harbour strike talks") -> Path:
    rows = (
        {
            "id": f"row-{n}",
            "title": f"Report {n}",
            "outlet": f"Outlet {n % 3}",
            "date": f"2025-03-{n % 27 + 1:02}",
            "text": f"{words} number {n} went on.\n\nNobody said anything about number {n}.",
        }
        for n in range(count)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


class TestSeeds:
    def test_three_events_not_one_and_not_five(self, sample: Library) -> None:
        files = {
            frozenset(
                Path(sample.article(number).origins[0].path or "").name[:3]
                for number in event.articles
            )
            for event in sample.events()
        }
        assert files == {frozenset({"002", "003", "004"}), frozenset({"000"}), frozenset({"001"})}

    def test_the_two_later_events_are_related(self, sample: Library) -> None:
        anniversary = sample.event(named(sample, "000").event or "")
        visit = sample.event(named(sample, "001").event or "")
        assert visit.id in anniversary.related
        assert anniversary.id in visit.related

    def test_a_wrong_date_is_shown_with_the_evidence_against_it(self, sample: Library) -> None:
        dates = named(sample, "002").dates
        assert dates.stated is not None
        assert dates.stated.value == "2024-12-21"
        assert dates.conflict
        assert dates.implied is not None
        assert dates.implied.first.year == dates.implied.last.year == 2023
        assert dates.evidence

    def test_a_text_without_a_year_is_dated_by_the_others(self, sample: Library) -> None:
        dates = named(sample, "003").dates
        assert dates.stated is None
        assert dates.implied is not None
        assert dates.implied.first.year == dates.implied.last.year == 2023

    @pytest.mark.parametrize(
        ("spellings", "type"),
        [
            (("Kyiv", "Kiev", "kyiv"), "LOC"),
            (("Zelensky", "Volodymyr Zelensky"), "PER"),
            (("NATO", "North Atlantic Treaty Organization"), "ORG"),
        ],
    )
    def test_one_entity_under_all_its_names(
        self, sample: Library, spellings: tuple[str, ...], type: str
    ) -> None:
        found = {sample.entity(spelling).entity.name for spelling in spellings}
        assert len(found) == 1
        (name,) = found
        assert sample.entity(name).entity.type == type

    def test_every_place_of_an_entity_page_holds_its_mentions(self, sample: Library) -> None:
        page = sample.entity("kiev")
        assert {place.article for place in page.places} == {line.id for line in sample.articles()}
        for place in page.places:
            text = sample.article(place.article).text
            for span in place.mentions:
                assert place.sentence.start <= span.start < span.end <= place.sentence.end
                assert text[span.start : span.end].lower() in {"kyiv", "kiev"}

    def test_a_name_page_counts_by_outlet_by_month_and_who_is_beside(self, sample: Library) -> None:
        page = sample.entity("Kyiv")
        assert sum(share.mentions for share in page.by_outlet) == page.entity.mentions
        assert sum(share.articles for share in page.by_month) == page.entity.articles == 5
        assert {"2024-04": 2}.items() <= {s.label: s.articles for s in page.by_month}.items()
        assert "NATO" in [share.label for share in page.beside if share.articles == 5]

    def test_a_name_page_comes_in_parts(self, sample: Library) -> None:
        whole = sample.entity("Kyiv")
        parts = [sample.entity("Kyiv", limit=2, offset=at).places for at in (0, 2, 4)]
        assert tuple(place for part in parts for place in part) == whole.places
        assert set(whole.articles) == {place.article for place in whole.places}

    def test_furniture_is_neither_searched_nor_named(self, sample: Library) -> None:
        assert sample.search("Holodomor").total == 0
        with pytest.raises(NotFound):
            sample.entity("Jesus")

    def test_a_hit_lights_what_matched(self, sample: Library) -> None:
        results = sample.search("membership")
        assert results.total == 5
        for hit in results.hits:
            lit = [hit.snippet.text[s.start : s.end] for s in hit.snippet.matches]
            assert lit
            assert all(word.lower().startswith("member") for word in lit)

    def test_an_unfinished_word_finds_what_the_finished_one_does(self, sample: Library) -> None:
        finished = {hit.line.id for hit in sample.search("membership").hits}
        for typed in ("memb", "membe", "members", "membersh", "membership"):
            found = {hit.line.id for hit in sample.search(typed, typing=True).hits}
            assert finished <= found

    def test_bare_hits_are_the_same_articles_without_their_snippets(self, sample: Library) -> None:
        whole, bare = sample.search("membership"), sample.search("membership", bare=True)
        assert [hit.line for hit in bare.hits] == [hit.line for hit in whole.hits]
        assert {hit.snippet.text for hit in bare.hits} == {""}

    def test_more_like_one_finds_those_of_the_same_event_first(self, sample: Library) -> None:
        one = named(sample, "003")
        found = [hit.line.id for hit in sample.like(one.id).hits]
        assert one.id not in found
        assert set(found[:2]) & {named(sample, "002").id, named(sample, "004").id}
        assert [hit.line.id for hit in sample.search(f"like:{one.id}", limit=2).hits] == found[:2]
        rest = sample.search(f"like:{one.id}", offset=2).hits
        assert [hit.line.id for hit in rest] == found[2:]
        assert sample.matches(f"like:{one.id}", one) == ()
        with pytest.raises(NotFound):
            sample.like(999)

    def test_matches_in_an_article_are_in_order_and_inside(self, sample: Library) -> None:
        article = named(sample, "003")
        spans = sample.matches("NATO summit", article)
        assert spans == tuple(sorted(spans, key=lambda span: span.start))
        assert {article.text[s.start : s.end].lower() for s in spans} >= {"nato", "summit"}

    def test_an_events_articles_side_by_side(self, sample: Library) -> None:
        event = sample.event(named(sample, "003").event or "")
        comparison = sample.compare(event.id)
        assert comparison.articles == event.articles
        assert len(comparison.columns) == 3
        assert comparison.independent_texts == 3
        assert sample.compare(event.id) is comparison

    def test_any_articles_can_be_compared(self, sample: Library) -> None:
        pair = [named(sample, "000").id, named(sample, "001").id]
        assert sample.compare(pair).articles == tuple(pair)


class TestPuttingIn:
    def test_what_is_added_is_searchable_at_once(self, library: Library, tmp_path: Path) -> None:
        report = library.add([str(write_rows(tmp_path / "a.jsonl", 30))])
        assert len(report.imported) == 30
        assert library.search("harbour").total == 30
        assert library.pending() == 30

    def test_a_rows_id_comes_back_as_its_key(self, library: Library, tmp_path: Path) -> None:
        report = library.add([str(write_rows(tmp_path / "a.jsonl", 3))])
        origins = [library.article(number).origins[0] for number in report.imported]
        assert [(origin.key, origin.line) for origin in origins] == [
            ("row-0", 1), ("row-1", 2), ("row-2", 3),
        ]  # fmt: skip

    def test_a_bad_row_is_refused_with_its_line_and_the_rest_goes_in(
        self, library: Library, tmp_path: Path
    ) -> None:
        path = write_rows(tmp_path / "a.jsonl", 3)
        path.write_text(path.read_text() + '{"text": \n{"text": "The last one went in, too."}\n')
        report = library.add([str(path)])
        assert len(report.imported) == 4
        assert [(refusal.path, refusal.line) for refusal in report.refused] == [(str(path), 4)]

    def test_a_table_of_columns_goes_in(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["headline", "publisher", "published", "content"])
            writer.writerow(["Ports, again", "The Post", "2025-01-02", 'They "reopened".\nAll.'])
        library.add([str(path)])
        (line,) = library.articles()
        assert (line.label, line.outlet, str(line.day)) == (
            "Ports, again",
            "The Post",
            "2025-01-02",
        )

    def test_the_same_again_is_there_already(self, library: Library, tmp_path: Path) -> None:
        path = str(write_rows(tmp_path / "a.jsonl", 3))
        first = library.add([path])
        again = library.add([path])
        assert not again.imported
        assert [known.article for known in again.already] == list(first.imported)
        assert library.counts().articles == 3

    def test_progress_grows_to_the_end(self, library: Library, tmp_path: Path) -> None:
        steps: list[Progress] = []
        library.add([str(write_rows(tmp_path / "a.jsonl", 20))], progress=steps.append)
        done = [step.done for step in steps if step.stage == "importing"]
        assert done == sorted(done)
        assert done[-1] == steps[-1].total

    def test_cancelling_keeps_what_is_in_and_a_rerun_brings_the_rest(
        self, library: Library, tmp_path: Path
    ) -> None:
        path = str(write_rows(tmp_path / "a.jsonl", 20))
        asked = iter(range(100))
        report = library.add([path], cancelled=lambda: next(asked) >= 7)
        assert report.cancelled
        assert library.counts().articles == len(report.imported) == 7
        assert library.search("harbour").total == 7
        assert len(library.add([path]).imported) == 13

    def test_the_bytes_as_they_came_are_kept(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"A caf\xe9 reopened in the harbour today.\r\nAll \x1b[31mwent.\r\n")
        (number,) = library.add([str(path)]).imported
        assert library.original(number) == path.read_bytes()
        assert "\x1b" not in library.article(number).text


class TestReadingClosely:
    def test_it_goes_on_where_it_was_cut_short(self, library: Library, tmp_path: Path) -> None:
        library.add([str(write_rows(tmp_path / "a.jsonl", 40))])
        asked = iter(range(1000))
        assert not library.analyse(cancelled=lambda: next(asked) >= 2)
        assert library.pending()
        assert library.analyse()
        assert library.pending() == 0
        assert all(line.event for line in library.articles())

    def test_an_article_can_be_read_before_its_turn(
        self, library: Library, seeds: list[str]
    ) -> None:
        (number,) = library.add(seeds[:1]).imported
        assert library.pending()
        assert any(mention.type == "PER" for mention in library.article(number).entities)

    def test_events_keep_their_ids_when_more_comes_in(
        self, library: Library, seeds: list[str], tmp_path: Path
    ) -> None:
        library.add(seeds)
        library.analyse()
        before = {event.id: event.articles for event in library.events()}
        library.add([str(write_rows(tmp_path / "a.jsonl", 10))])
        library.analyse()
        after = {event.id: event.articles for event in library.events()}
        assert before.items() <= after.items()

    def test_workers_read_as_one_process_does(
        self, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = str(write_rows(tmp_path / "a.jsonl", 12, "Jens Stoltenberg visited Kyiv, talks"))
        library.add([path])
        monkeypatch.setattr("index.analysing.ALONE", 3)
        library.analyse()
        with Library.open(tmp_path / "other") as other:
            other.add([path])
            monkeypatch.setattr("index.analysing.ALONE", 60)
            other.analyse()
            for mine, theirs in zip(library.articles(), other.articles(), strict=True):
                assert library.article(mine.id) == other.article(theirs.id)


class TestSearchIndex:
    def test_a_lost_index_is_made_anew(self, tmp_path: Path) -> None:
        folder = tmp_path / "library"
        with Library.open(folder) as library:
            library.add([str(write_rows(tmp_path / "a.jsonl", 5))])
        for file in sorted((folder / "index").rglob("*")):
            if file.is_file():
                file.unlink()
        with Library.open(folder) as library:
            assert library.care.unindexed() == 5
            assert library.search("harbour").total == 5

    def test_a_broken_index_is_made_anew(self, tmp_path: Path) -> None:
        folder = tmp_path / "library"
        with Library.open(folder) as library:
            library.add([str(write_rows(tmp_path / "a.jsonl", 5))])
        for file in sorted((folder / "index").rglob("*")):
            if file.is_file() and file.stat().st_size:
                file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        with Library.open(folder) as library:
            assert library.search("harbour").total == 5

    def test_reindexing_finds_the_same(self, library: Library, tmp_path: Path) -> None:
        library.add([str(write_rows(tmp_path / "a.jsonl", 5))])
        before = [hit.line.id for hit in library.search("harbour").hits]
        library.care.reindex()
        assert [hit.line.id for hit in library.search("harbour").hits] == before

    def test_a_reader_can_search_while_another_thread_adds(
        self, library: Library, tmp_path: Path
    ) -> None:
        library.add([str(write_rows(tmp_path / "a.jsonl", 5))])
        totals: list[int] = []
        inside = threading.Event()
        searched = threading.Event()

        def pause(_: Progress) -> None:
            inside.set()
            searched.wait(20)

        more = str(write_rows(tmp_path / "b.jsonl", 9, "harbour news"))
        adding = threading.Thread(target=lambda: library.add([more], progress=pause))
        adding.start()
        assert inside.wait(20)
        totals.append(library.search("harbour").total)
        searched.set()
        adding.join()
        totals.append(library.search("harbour").total)
        assert totals == [5, 14]


class TestKeeping:
    def test_marks_and_places_outlive_the_session(self, tmp_path: Path, seeds: list[str]) -> None:
        with Library.open(tmp_path / "library") as library:
            (number,) = library.add(seeds[:1]).imported
            library.mark_read(number)
            library.remember("place", "417")
        with Library.open(tmp_path / "library") as library:
            assert library.lines([number])[0].read
            assert library.recall("place") == "417"
            assert library.recall("nothing") is None

    def test_one_session_sees_that_another_changed_something(
        self, tmp_path: Path, seeds: list[str]
    ) -> None:
        with Library.open(tmp_path / "l") as one, Library.open(tmp_path / "l") as two:
            assert not one.changed()
            two.add(seeds[:1])
            assert one.changed()
            assert not one.changed()
            assert one.counts().articles == 1

    def test_unread_articles_can_be_asked_for(self, library: Library, tmp_path: Path) -> None:
        library.add([str(write_rows(tmp_path / "a.jsonl", 4))])
        library.mark_read(library.articles()[0].id)
        assert library.search("harbour is:unread").total == 3


class TestAsking:
    @pytest.mark.parametrize("id", [0, -1, 99])
    def test_an_unknown_article_is_said_with_advice(self, sample: Library, id: int) -> None:
        with pytest.raises(NotFound, match="rashomon list"):
            sample.article(id)

    @pytest.mark.parametrize("id", ["e99", "", "x\x1b[31m"])
    def test_an_unknown_event_is_said_with_advice(self, sample: Library, id: str) -> None:
        with pytest.raises(NotFound, match="rashomon events") as caught:
            sample.event(id)
        assert "\x1b" not in str(caught.value)

    def test_an_unknown_name_gets_the_nearest_ones(self, sample: Library) -> None:
        with pytest.raises(NotFound, match="Stoltenberg"):
            sample.entity("Stoltenborg")

    def test_a_filter_nothing_is_kept_under_is_explained(self, sample: Library) -> None:
        with pytest.raises(QueryError, match="is:unread"):
            sample.search("is:purple")

    def test_dates_in_queries_follow_what_the_content_proves(self, sample: Library) -> None:
        found = {hit.line.id for hit in sample.search("date:2023").hits}
        assert found == {named(sample, file).id for file in ("002", "003", "004")}

    def test_filters_by_what_is_named(self, sample: Library) -> None:
        assert sample.search('person:"Olaf Scholz"').total == 1
        assert sample.search("place:kiev").total == 5


class TestOpening:
    def test_without_a_library_the_bundled_articles_open(self, home: Path) -> None:
        with Library.reader() as library:
            assert library.is_sample
            assert library.counts().articles == 5
            assert library.pending() == 0

    def test_the_sample_never_mixes_with_the_readers_own(self, home: Path, tmp_path: Path) -> None:
        Library.sample().close()
        with Library.open() as own:
            own.add([str(write_rows(tmp_path / "a.jsonl", 2))])
        with Library.reader() as library:
            assert not library.is_sample
            assert library.counts().articles == 2
        with Library.sample() as sample:
            assert sample.counts().articles == 5

    def test_an_own_library_still_empty_does_not_hide_the_sample(self, home: Path) -> None:
        Library.open().close()
        with Library.reader() as library:
            assert library.is_sample

    def test_naming_a_directory_without_a_library_makes_none(self, tmp_path: Path) -> None:
        with pytest.raises(LibraryError, match="rashomon add"):
            Library.reader(tmp_path)
        assert list(tmp_path.iterdir()) == [tmp_path / "home"]

    def test_a_home_that_cannot_be_written_still_reads_the_bundled(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        blocked = tmp_path / "blocked"
        blocked.write_text("a file where the folder should be")
        monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
        with Library.reader() as library:
            assert library.counts().articles == 5
        with pytest.raises(LibraryError):
            Library.open()

    def test_doctor_finds_a_sound_library_sound(self, sample: Library) -> None:
        assert [check.name for check in sample.care.doctor() if not check.ok] == []

    def test_doctor_names_what_is_wrong_and_what_to_do(
        self, library: Library, tmp_path: Path
    ) -> None:
        library.add([str(write_rows(tmp_path / "a.jsonl", 2))])
        library.path.chmod(0o777)
        wrong = {check.name: check.advice for check in library.care.doctor() if not check.ok}
        assert set(wrong) == {"close reading", "permissions"}
        assert all(wrong.values())


def test_threads_read_articles_closely_at_once(seeds: list[str], tmp_path: Path) -> None:
    with Library.open(tmp_path / "one") as library:
        numbers = library.add(seeds).imported
        alone = [library.article(number).entities for number in numbers]
        found: list[list[object]] = []

        def read() -> None:
            found.append([library.article(number).entities for number in numbers])

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [alone] * 4
