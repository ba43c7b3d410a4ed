"""Furniture by repetition: what an outlet prints under one text after another is folded away,
in the articles that come and in those that came before; what belongs to a story never is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index import importing, repeating
from index.article import Article, Origin
from index.ingest import Declared, Draft, describe
from index.library import Library
from index.printed_lines import RULE
from index.store import Connections, articles, repeated
from tests.index.test_placing import NOW

FIRE = """A fire destroyed the cotton mill at Harrow Bridge before dawn on Tuesday, police said.
Two night watchmen of the Pender family's mill were found dead beside the boiler house.
Firefighters fought the blaze for seven hours and saved the dye works next to the mill.
The Pender family said that it would rebuild the mill and pay its workers until then."""
VOTE = """Parliament voted on Thursday to ban trawling in the northern bays for ten years.
The fisheries bill passed with the votes of both coastal parties after a night of debate.
Anglers outside the chamber cheered when the minister announced that trawling would end.
Owners of the trawlers said that they would take the ban on trawling to the courts."""
STORM = """A storm tore the roof off the harbor market in Saint Elmo late on Sunday evening.
Nobody was hurt, because the market had closed early for the festival of the harbor.
The mayor of Saint Elmo said that the market would open again in tents on Wednesday.
Fishermen counted eleven boats that the storm had carried over the harbor wall."""
COURT = """The appeal court freed the surgeon Ines Valdor on Friday, nine years after her trial.
Judges found that the hospital had hidden the records that would have cleared the surgeon.
Ines Valdor wept as the judges read the verdict and embraced her sister in the gallery.
The hospital said that it respected the verdict and would study what the judges found."""
STORIES = (FIRE, VOTE, STORM, COURT)

SLOGAN = "Honest words from the northern coast since 1887"
PLEA = "Every evening we send our loyal friends a short letter about gardens, recipes and poetry."
INSIDE = "Turn over for puzzles"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


class Shelf:
    """A library of described articles whose lines are compared, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.connections = Connections(folder / "library.db")
        self.renewed: list[int] = []

    def put(self, text: str, outlet: str | None = "The Northern Gazette") -> int:
        """Stores an article as an import does."""
        draft = Draft(text.encode(), text, Declared(outlet=outlet), Origin(), 0)
        with self.connections.writing() as connection:
            number, _ = articles.save(connection, describe(draft, NOW.date()), b"", NOW)
        return number

    def compare(self, cancelled: Sequence[bool] = ()) -> bool:
        """Compares the lines of what is new; ``cancelled`` are the answers when asked."""
        answers = iter(cancelled)
        run = repeating.Repeating(
            self.connections,
            self.renewed.extend,
            lambda progress: None,
            lambda: next(answers, False),
        )
        return run.run()

    def article(self, number: int) -> Article:
        """An article as it is stored now."""
        with self.connections.reading() as connection:
            found = articles.load(connection, number)
        assert found is not None
        return found

    def folded(self, number: int) -> list[str]:
        """The lines of an article that are furniture because they repeat."""
        found = self.article(number)
        return [found.text[z.start : z.end] for z in found.zones if z.rule == RULE]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    opened = Shelf(tmp_path)
    yield opened
    opened.connections.close()


class TestTwoArticlesOfAnOutletAreEnough:
    def test_what_stands_under_both_is_furniture_in_both(self, shelf: Shelf) -> None:
        one = shelf.put(f"{FIRE}\n{PLEA}\n{SLOGAN}")
        assert shelf.compare()
        assert shelf.folded(one) == []
        other = shelf.put(f"{VOTE}\n{PLEA}\n{SLOGAN}")
        assert shelf.compare()
        assert shelf.folded(one) == shelf.folded(other) == [PLEA, SLOGAN]

    def test_case_and_spacing_do_not_matter(self, shelf: Shelf) -> None:
        one = shelf.put(f"{FIRE}\n{SLOGAN}")
        other = shelf.put(f"{VOTE}\n  {SLOGAN.upper()} ")
        shelf.compare()
        assert shelf.folded(one) == [SLOGAN]
        assert shelf.folded(other) == [SLOGAN.upper()]

    def test_an_outlet_is_one_whatever_way_its_name_is_written(self, shelf: Shelf) -> None:
        one = shelf.put(f"{FIRE}\n{SLOGAN}", "The Northern Gazette")
        shelf.put(f"{VOTE}\n{SLOGAN}", "Northern Gazette")
        shelf.compare()
        assert shelf.folded(one) == [SLOGAN]

    def test_the_text_itself_is_never_changed(self, shelf: Shelf) -> None:
        text = f"{FIRE}\n{SLOGAN}"
        one = shelf.put(text)
        shelf.put(f"{VOTE}\n{SLOGAN}")
        shelf.compare()
        assert shelf.article(one).text == text

    def test_another_outlet_may_print_the_same_line_as_its_own_words(self, shelf: Shelf) -> None:
        one = shelf.put(f"{FIRE}\n{SLOGAN}", "The Northern Gazette")
        shelf.put(f"{VOTE}\n{SLOGAN}", "The Southern Courier")
        shelf.compare()
        assert shelf.folded(one) == []

    def test_a_few_words_amid_running_text_need_four_articles(self, shelf: Shelf) -> None:
        """Two such may be cross-heads."""
        numbers = []
        for story in STORIES:
            first, second, *rest = story.split("\n")
            numbers.append(shelf.put("\n".join([first, second, INSIDE, *rest])))
            shelf.compare()
        assert [shelf.folded(number) for number in numbers] == [[INSIDE]] * 4

    def test_who_prints_all_of_a_text_under_others_cannot_hide_it(self, shelf: Shelf) -> None:
        lines = ("Ferry strike ends", "Harbor reopens Monday", "Wages rise by a tenth")
        short = shelf.put("\n".join(lines))
        for story in STORIES:
            shelf.put("\n".join([story, *lines]))
        shelf.compare()
        assert shelf.folded(short) == []

    def test_a_page_saved_as_text_with_menus_and_lists(self, shelf: Shelf) -> None:
        numbers = [shelf.put(page(story, number)) for number, story in enumerate((FIRE, VOTE))]
        shelf.compare()
        for number, story in zip(numbers, (FIRE, VOTE), strict=True):
            assert story.split("\n") == told(shelf.article(number))[-4:]
            assert len(told(shelf.article(number))) <= 5


class TestWhereNobodyKnowsTheOutlet:
    def test_a_line_must_stand_in_three_texts_of_the_library(self, shelf: Shelf) -> None:
        numbers = [shelf.put(f"{story}\n{SLOGAN}", None) for story in (FIRE, VOTE)]
        shelf.compare()
        assert [shelf.folded(number) for number in numbers] == [[], []]
        numbers.append(shelf.put(f"{STORM}\n{SLOGAN}", None))
        shelf.compare()
        assert [shelf.folded(number) for number in numbers] == [[SLOGAN]] * 3

    def test_the_texts_of_known_outlets_count(self, shelf: Shelf) -> None:
        unknown = shelf.put(f"{FIRE}\n{SLOGAN}", None)
        for story in (VOTE, STORM):
            shelf.put(f"{story}\n{SLOGAN}", "The Northern Gazette")
        shelf.compare()
        assert shelf.folded(unknown) == [SLOGAN]


class TestWhatBelongsToAStoryStays:
    def test_copies_and_later_versions_share_lines_because_they_are_one_text(
        self, shelf: Shelf
    ) -> None:
        later = FIRE.replace("seven hours", "nine hours") + "\nA third watchman is missing still."
        numbers = [shelf.put(f"{FIRE}\n{SLOGAN}"), shelf.put(f"{later}\n{SLOGAN}")]
        shelf.compare()
        assert [shelf.folded(number) for number in numbers] == [[], []]

    def test_and_tell_with_the_next_story_what_was_furniture(self, shelf: Shelf) -> None:
        later = FIRE.replace("seven hours", "nine hours") + "\nA third watchman is missing still."
        numbers = [shelf.put(f"{text}\n{SLOGAN}") for text in (FIRE, later, VOTE)]
        shelf.compare()
        assert [shelf.folded(number) for number in numbers] == [[SLOGAN]] * 3

    def test_the_background_of_a_running_story_is_told_in_its_words(self, shelf: Shelf) -> None:
        background = "The Pender family bought the mill at Harrow Bridge with its boiler in 1954."
        inquest = """An inquest into the mill fire heard on Monday that a boiler had no valve.
Inspectors said that nobody of the Pender family had asked them to test the boiler.
The widow of a watchman told the inquest that Harrow Bridge had feared such a fire.
The coroner will question the engineers of the mill when the inquest goes on in May."""
        numbers = [shelf.put(f"{text}\n{background}") for text in (FIRE, inquest)]
        shelf.compare()
        assert [shelf.folded(number) for number in numbers] == [[], []]

    def test_what_somebody_said(self, shelf: Shelf) -> None:
        said = "“Nothing that anybody writes tomorrow brings our own people home,” said a neighbor."
        numbers = [shelf.put(f"{text}\n{said}") for text in (FIRE, VOTE)]
        shelf.compare()
        assert [shelf.folded(number) for number in numbers] == [[], []]

    @pytest.mark.parametrize("line", ["She continued:", "Yes.", "Ines Valdor"])
    def test_short_lines_of_the_body(self, shelf: Shelf, line: str) -> None:
        numbers = []
        for story in (COURT, COURT.replace("Friday", "Monday"), FIRE, VOTE):
            first, *rest = story.split("\n")
            numbers.append(shelf.put("\n".join([first, rest[0], line, *rest[1:]])))
        shelf.compare()
        assert shelf.folded(numbers[0]) == []

    def test_who_speaks_in_a_conversation(self, shelf: Shelf) -> None:
        numbers = []
        for story in STORIES:
            said = story.split("\n")
            numbers.append(shelf.put("\n".join(f"Rosa Lindqvist\n{words}" for words in said)))
        shelf.compare()
        assert [shelf.folded(number) for number in numbers] == [[]] * 4

    def test_whose_words_a_quotation_was(self, shelf: Shelf) -> None:
        numbers = [
            shelf.put(f"{story}\n“So we were told, year after year, number {number}.”\nRosa Lind")
            for number, story in enumerate(STORIES)
        ]
        shelf.compare()
        assert [shelf.folded(number) for number in numbers] == [[]] * 4

    def test_a_speech_of_several_paragraphs(self, shelf: Shelf) -> None:
        """Its quotation marks are closed at the end alone."""
        said = "“Nothing that anybody writes tomorrow brings our own people home, I fear."
        numbers = [shelf.put(f"{text}\n{said}") for text in (FIRE, VOTE)]
        shelf.compare()
        assert [shelf.folded(number) for number in numbers] == [[], []]

    def test_a_headline_that_stands_in_another_page_as_a_link(self, shelf: Shelf) -> None:
        headline = "Mill Burns at Harrow Bridge"
        one = shelf.put(f"{headline}\n\n{FIRE}")
        shelf.put(f"{VOTE}\n{headline}")
        shelf.compare()
        title = shelf.article(one).title
        assert title is not None and title.value == headline
        assert shelf.folded(one) == []


class TestNothingIsLostOnTheWay:
    def test_a_run_that_was_cut_short_goes_on(self, shelf: Shelf) -> None:
        numbers = [shelf.put(f"{story}\n{SLOGAN}") for story in (FIRE, VOTE)]
        assert not shelf.compare(cancelled=[False, True, True])
        assert shelf.folded(numbers[0]) == []
        with shelf.connections.reading() as connection:
            assert repeated.waiting(connection) == 2
        assert shelf.compare()
        assert [shelf.folded(number) for number in numbers] == [[SLOGAN]] * 2
        with shelf.connections.reading() as connection:
            assert repeated.waiting(connection) == 0

    def test_what_was_amended_and_not_searched_so_yet_is_told_to_the_index_again(
        self, shelf: Shelf
    ) -> None:
        """The process died after it had amended, before the index knew."""
        numbers = [shelf.put(f"{story}\n{SLOGAN}") for story in (FIRE, VOTE)]

        def die(_: Sequence[int]) -> None:
            raise KeyboardInterrupt

        run = repeating.Repeating(shelf.connections, die, lambda p: None, lambda: False)
        with pytest.raises(KeyboardInterrupt):
            run.run()
        assert shelf.compare()
        assert shelf.renewed == numbers

    def test_comparing_again_changes_nothing(self, shelf: Shelf) -> None:
        numbers = [shelf.put(f"{story}\n{SLOGAN}") for story in STORIES]
        shelf.compare()
        before = [shelf.article(number).zones for number in numbers]
        with shelf.connections.writing() as connection:
            connection.execute("UPDATE lines_counted SET version = -1")
        shelf.compare()
        assert [shelf.article(number).zones for number in numbers] == before

    def test_the_many_articles_of_one_story_are_not_each_compared_with_all(
        self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        loaded: list[int] = []
        load = articles.load

        def counted(connection: sqlite3.Connection, number: int) -> Article | None:
            loaded.append(number)
            return load(connection, number)

        for number in range(200):
            shelf.put(f"{FIRE.replace('seven', str(number))}\n{PLEA}\n{SLOGAN}")
        monkeypatch.setattr(articles, "load", counted)
        shelf.compare()
        assert len(loaded) < 3 * 200


class TestInALibrary:
    def test_search_and_reading_leave_out_what_was_found_to_repeat(self, library: Library) -> None:
        folder = library.path.parent
        (folder / "1.txt").write_text(f"The Northern Gazette\n\nMill burns\n\n{FIRE}\n{PLEA}")
        table = folder / "rows.csv"
        rows = (("Mill burns", FIRE), ("Trawling ends", VOTE))
        for title, text in rows:
            table.write_text(f'title,outlet,text\n"{title}","Northern Gazette","{text}\n{PLEA}"\n')
            library.add([str(table)], choices=importing.Choices(again=True))
            assert library.analyse()
        assert library.search("poetry").total == 0
        assert library.search("trawling").total == 1
        for line in library.articles():
            article = library.article(line.id)
            last = article.zones[-1]
            assert article.text[last.start : last.end] == PLEA
            assert (last.kind, last.rule) == ("boilerplate", RULE)
            assert not any(m.start >= last.start for m in article.entities)
        assert library.pending() == 0

    def test_what_was_forgotten_learns_on_coming_back_what_repeats(self, library: Library) -> None:
        table = library.path.parent / "rows.csv"
        table.write_text(f'outlet,text\nGazette,"{FIRE}\n{SLOGAN}"\n')
        library.add([str(table)])
        library.analyse()
        library.forgetting.forget([1])
        table.write_text(f'outlet,text\nGazette,"{VOTE}\n{SLOGAN}"\n')
        library.add([str(table)])
        library.analyse()
        library.forgetting.undo()
        assert library.pending() == 1
        library.analyse()
        assert [library.article(id).zones[-1].rule for id in (1, 2)] == [RULE, RULE]


def page(story: str, number: int) -> str:
    """A web page as its text alone: a menu above, lists and small print below."""
    menu = [f"Menu {word}" for word in "home news world money sport arts food travel".split()]
    tools = ["Sign in", "Search this paper", "Weather in the bay", "Tide tables", "Crossword"]
    others = [f"{name} item {number} of the list" for name in ("First", "Second", "Third")]
    small = ["Contact the desk", "Advertise with us", "How we use data", "Jobs at the Gazette"]
    letters = [PLEA, SLOGAN, "More from this corner", "Back numbers", "Photographs for sale"]
    head = f"Story number {number} as it happened on the coast"
    return "\n".join([*menu, *tools, head, *story.split("\n"), *letters, *others, *small])


def told(article: Article) -> list[str]:
    """The lines that no zone takes."""
    from index.text import paragraphs

    return [article.text[s.start : s.end] for s in paragraphs(article.text, article.zones)]
