"""The commands on the five bundled articles: what a reader gets, as text and as JSON."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest

import tui.cli
from index import Library
from tests.tui.running import Run, run
from tui.cli import COMMANDS


@pytest.fixture
def cli(sample: Library, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs commands on the five bundled articles, read closely."""
    monkeypatch.setenv("RASHOMON_LIBRARY", str(sample.path))
    return run


@pytest.fixture
def vilnius(sample: Library) -> str:
    """The event that three of the articles tell."""
    (event,) = [event.id for event in sample.events() if len(event.articles) == 3]
    return event


def number(sample: Library, words: str) -> str:
    """The number of the one bundled article that holds ``words``."""
    (found,) = [line.id for line in sample.articles() if words in sample.article(line.id).text]
    return str(found)


def test_list_shows_each_article_with_day_outlet_and_event(cli: Run, vilnius: str) -> None:
    ran = cli("list")
    assert ran.code == 0
    (line,) = [line for line in ran.out.splitlines() if "NATO aims to strengthen" in line]
    assert "text Agence France" in line
    assert vilnius in line.split()
    assert "~2023" in line and "!" in line
    assert "the date written on it conflicts" in ran.out


def test_list_as_json_has_a_line_an_article(cli: Run) -> None:
    listed = cli("list", "--json").json["articles"]
    assert len(listed) == 5
    assert sum(line["title"] is None for line in listed) == 3


def test_search_finds_by_word_and_shows_where(cli: Run) -> None:
    ran = cli("search", "Pistorius")
    assert ran.code == 0
    assert ran.out.startswith("1 article")
    assert "Boris Pistorius" in ran.out


def test_search_takes_several_words_and_a_limit(cli: Run) -> None:
    found = cli("search", "NATO", "Ukraine", "--limit", "2", "--json").json
    assert (found["query"], found["total"], len(found["hits"])) == ("NATO Ukraine", 5, 2)


def test_search_finds_a_phrase(cli: Run) -> None:
    found = cli("search", '"bring Ukraine closer to NATO"', "--json").json
    assert found["total"] == 2


def test_nothing_found_is_said_and_ends_with_1(cli: Run) -> None:
    ran = cli("search", "xylophone")
    assert (ran.code, ran.out.splitlines()[0]) == (1, "no article found")


def test_show_prints_who_when_and_why_before_the_text(cli: Run, sample: Library) -> None:
    ran = cli("show", number(sample, "Pistorius"))
    lines = ran.out.splitlines()
    assert lines[0].startswith("NATO aims to strengthen ties with Ukraine")
    assert "2024-12-21 stated: “December 21, 2024”" in ran.out
    assert "conflicts with what the text proves" in ran.out
    assert "Stoltenberg stated, “At the Vilnius Summit" in ran.out


def test_show_leaves_page_furniture_out_and_says_so(cli: Run, sample: Library) -> None:
    ran = cli("show", number(sample, "Pistorius"))
    assert "Subscribe To Our Newsletter" not in ran.out
    assert "left out:" in ran.out
    assert "Subscribe To Our Newsletter" in cli("show", number(sample, "Pistorius"), "--all").out


def test_show_fits_eighty_columns_where_there_is_no_terminal(cli: Run, sample: Library) -> None:
    ran = cli("show", number(sample, "Nebenzia"))
    assert max(map(len, ran.out.splitlines())) <= 80


def test_show_as_json_holds_the_text_and_spans_into_it(cli: Run, sample: Library) -> None:
    record = cli("show", number(sample, "Nebenzia"), "--json").json
    assert record["entities"] and record["quotes"]
    for one in [*record["entities"], *record["quotes"]]:
        assert record["text"][one["start"] : one["end"]] == one["text"]


def test_entities_are_listed_most_named_first(cli: Run) -> None:
    found = cli("entities", "--json").json["entities"]
    figures = [entity["articles"] for entity in found]
    assert figures == sorted(figures, reverse=True)
    assert cli("entities", "--type", "per").out.count("\nPER") >= 5


def test_any_spelling_opens_a_name_with_all_its_sentences(cli: Run) -> None:
    page = cli("entities", "Kiev", "--json").json
    assert page["entity"]["name"] == "Kyiv"
    assert {"Kyiv", "Kiev"} <= set(page["entity"]["variants"])
    assert len({place["article"] for place in page["places"]}) == 5
    assert "During an unannounced visit to Kiev" in cli("entities", "Kyiv").out


def test_events_are_three_and_the_later_two_are_related(cli: Run, vilnius: str) -> None:
    events = {event["id"]: event for event in cli("events", "--json").json["events"]}
    assert len(events) == 3
    assert events[vilnius]["independent_texts"] == 3
    assert events[vilnius]["from"].startswith("2023")
    one, other = (event for event in events.values() if event["id"] != vilnius)
    assert (one["related"], other["related"]) == ([other["id"]], [one["id"]])
    assert "related:" in cli("events").out


def test_compare_prints_every_section(cli: Run, vilnius: str) -> None:
    ran = cli("compare", vilnius)
    assert ran.code == 0
    headings = [line.split(":")[0] for line in ran.out.splitlines()]
    assert [heading for heading in headings if heading.isupper() and heading[:1] != " "] == [
        "ARTICLES",
        "TEXT",
        "WORDING",
        "VOICES",
        "SOURCES",
        "ONLY HERE",
        "SHARED",
        "CONTRADICTIONS",
    ]
    for found in ("military bloc", "Nebenzia", "no voice found in", "2014", "2008"):
        assert found in ran.out


def test_compare_takes_articles_picked_by_hand(cli: Run, sample: Library) -> None:
    pair = number(sample, "birthday party"), number(sample, "Nebenzia")
    record = cli("compare", *pair, "--json").json
    assert (record["event"], record["articles"]) == (None, [int(one) for one in pair])


def test_compare_counts_places_that_can_be_read(cli: Run, vilnius: str, sample: Library) -> None:
    record = cli("compare", vilnius, "--json").json
    texts = {id: sample.article(id).text for id in record["articles"]}
    for wording in record["wording"]:
        for use in wording["uses"]:
            for start, end in use["spans"]:
                assert texts[use["article"]][start:end].strip()


@pytest.mark.parametrize("ending", [".md", ".html", ".HTM", ".json"])
def test_compare_writes_a_report(cli: Run, vilnius: str, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"report{ending}"
    ran = cli("compare", vilnius, "--report", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert "Nebenzia" in path.read_text(encoding="utf-8")


def test_export_is_one_article_a_line(cli: Run) -> None:
    records = [json.loads(line) for line in cli("export").out.splitlines()]
    assert len(records) == 5
    assert all(record["text"] and record["entities"] for record in records)
    assert len(cli("export", "Pistorius").out.splitlines()) == 1


def test_doctor_finds_everything_sound(cli: Run) -> None:
    ran = cli("doctor")
    assert ran.code == 0
    assert "PROBLEM" not in ran.out


def test_what_is_exported_can_be_added_to_any_library(five: Library, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    file.write_text(run("--library", str(five.path), "export").out, encoding="utf-8")
    with Library.open(tmp_path / "again") as again:
        again.add([str(file)])
        for number in range(1, 6):
            one, other = five.article(number), again.article(number)
            assert (one.text, one.title and one.title.value) == (
                other.text,
                other.title and other.title.value,
            )
            stated, anew = one.dates.stated, other.dates.stated
            assert (stated and stated.value) == (anew and anew.value)


def test_export_saves_what_is_whole_of_a_damaged_library(five: Library) -> None:
    with five._connections.writing() as connection:
        connection.execute("UPDATE body SET text = x'00' WHERE article = 2")
    ran = run("--library", str(five.path), "export")
    assert ran.code == 1
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == [1, 3, 4, 5]
    assert "article 2 is left out" in ran.err


def test_doctor_mends_and_says_what(five: Library) -> None:
    (five.path / ".library.db.0a1b2c3d.new").write_bytes(b"half")
    ran = run("--library", str(five.path), "doctor", "--mend")
    assert ran.code == 0
    assert "mended: left by a stopped process, removed: .library.db.0a1b2c3d.new" in ran.out
    told = json.loads(run("--library", str(five.path), "doctor", "--mend", "--json").out)
    assert told["mended"] == []


def test_the_library_may_be_named_before_or_after_the_command(sample: Library) -> None:
    library = str(sample.path)
    before, after = run("--library", library, "list"), run("list", "--library", library)
    assert before.code == after.code == 0
    assert before.out == after.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: rashomon {name}")
    assert len(ran.out.splitlines()) >= 6


def test_help_lists_every_command_and_has_examples() -> None:
    ran = run("--help")
    assert all(f"  {name} " in ran.out for name in COMMANDS)
    assert "rashomon compare e1" in ran.out


def test_version_is_that_of_the_package() -> None:
    assert run("--version").out == f"rashomon {version('rashomon')}\n"


@pytest.mark.parametrize(
    ("shell", "word"), [("bash", "complete "), ("zsh", "#compdef"), ("fish", "complete ")]
)
def test_completion_scripts_are_printed(shell: str, word: str) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert word in ran.out and "rashomon" in ran.out


def test_a_shell_gets_names_to_complete(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_RASHOMON_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "rashomon e")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        tui.cli.run([])
    names = [line.split(",")[1] for line in capsys.readouterr().out.splitlines()]
    assert names == ["entities", "events", "export"]


def test_more_like_one_article_can_be_asked_for(sample: Library) -> None:
    of_sample = ("--library", str(sample.path), "search", "--like")
    ran = run(*of_sample, "3", "--json")
    assert ran.code == 0
    assert 3 not in [hit["id"] for hit in ran.json["hits"]]
    assert run(*of_sample, "3", "words").code == 2
    assert run(*of_sample, "999").code == 1
