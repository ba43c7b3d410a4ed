"""Which spellings are one outlet, and what is known of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from index import RashomonError
from index.appending import append
from index.outlets import FILE, Names, directory, known, label_entry, own_entries


def joined(*names: str, own: Path | None = None) -> Names:
    """These names, as if a library had one text of each."""
    return Names(dict.fromkeys(names, 1), known(own) if own else directory())


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Fox Online News", "Fox News"),
        ("Fox News (Online)", "Fox News"),
        ("Fox News Opinion", "Fox News"),
        ("CNN (Web News)", "CNN"),
        ("CNN - Editorial", "CNN"),
        ("New York Times - News", "The New York Times"),
        ("nytimes.com", "The New York Times"),
        ("www.bbc.co.uk", "BBC"),
        ("Russia Today", "RT"),
        ("USA TODAY", "USA Today"),
    ],
)
def test_spellings_sections_and_addresses_of_a_known_outlet_are_one(
    spelling: str, name: str
) -> None:
    assert joined(spelling).one(spelling) == name


@pytest.mark.parametrize(
    "name",
    ["SGP", "Guest Writer - Right", "Opinion", "Daily Fox", "notcnn.com", "The Times Herald"],
)
def test_what_no_table_knows_stays_itself(name: str) -> None:
    assert joined(name, "CNN", "Fox News", "The New York Times").one(name) == name


def test_case_accents_dots_and_the_make_no_other_outlet() -> None:
    names = joined("The Pörtville Post", "Portville Post", "PORTVILLE POST")
    assert len(names.groups) == 1


def test_a_section_of_an_unknown_outlet_joins_it_only_where_the_outlet_is_there() -> None:
    assert len(joined("Portville Post", "Portville Post - Opinion").groups) == 1
    assert joined("Portville Post - Opinion").one("Portville Post - Opinion").endswith("Opinion")


def test_the_spellings_are_told_with_their_texts_most_first() -> None:
    names = Names({"CNN - Editorial": 2, "CNN (Web News)": 7}, directory())
    assert list(names.groups["CNN"].items()) == [("CNN (Web News)", 7), ("CNN - Editorial", 2)]


def test_an_outlet_is_found_by_any_spelling_and_by_a_part_that_fits_one() -> None:
    names = joined("CNN (Web News)", "Portville Post", "Harbor Times")
    assert names.find("cnn") == "CNN"
    assert names.find("portville") == "Portville Post"
    assert names.find("o") is None


def test_every_fact_that_ships_names_its_source_and_date() -> None:
    for outlet in directory().names.values():
        for fact in outlet.facts:
            assert fact.source and fact.date, outlet.name
            assert fact.url.startswith("https://") or fact.about == "kind", outlet.name


def test_what_has_no_source_is_not_said() -> None:
    assert {fact.about for fact in joined("Townhall").facts("Townhall")} == {"kind"}
    facts = {fact.about: fact.text for fact in joined("RT").facts("RT")}
    assert (facts["country"], facts["state"]) == ("Russia", "state-controlled media")


def test_no_fact_says_where_an_outlet_stands() -> None:
    said = {fact.text.casefold() for one in directory().names.values() for fact in one.facts}
    assert not any(word in text for text in said for word in ("left", "right", "bias", "liberal"))


def test_the_readers_own_table_adds_spellings_and_comes_first(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        '[[outlet]]\nname = "Harbor Times"\nvariants = ["HT", "harbor.example"]\n'
        '[[outlet]]\nname = "CNN - Editorial"\n',
        encoding="utf-8",
    )
    names = joined("HT", "Harbor Times", "CNN", "CNN - Editorial", own=tmp_path)
    assert names.one("HT") == "Harbor Times"
    assert names.one("CNN - Editorial") == "CNN - Editorial"
    assert names.one("CNN") == "CNN"


def test_labels_are_added_at_the_end_and_nothing_else_changes(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("# mine\n", encoding="utf-8")
    append(path, label_entry(path, "cnn", "seen at home"))
    append(path, label_entry(path, "CNN", "seen again"))
    assert path.read_text(encoding="utf-8").startswith("# mine\n")
    facts = joined("CNN", own=tmp_path).facts("CNN")
    mine = [(fact.text, fact.source) for fact in facts if fact.about == "label"]
    assert mine == [("seen at home", FILE), ("seen again", FILE)]


@pytest.mark.parametrize("text", ['"]\n[[outlet]]', "\\", "\x1b]0;x\x07y", "a\u202eb", "'''", "😀"])
def test_whatever_is_written_as_a_label_is_text_and_no_table(tmp_path: Path, text: str) -> None:
    append(tmp_path / FILE, label_entry(tmp_path / FILE, text + "n", text + "t"))
    (entry,) = own_entries(tmp_path / FILE)
    assert len(entry.facts) == 1
    assert "\x1b" not in entry.facts[0].text and "\u202e" not in entry.facts[0].text


@pytest.mark.parametrize(
    "wrong",
    ["[[outlet]]\n", "outlet = 3", "[[outlet]]\nname = 3", "x", '[[outlet]]\nname="a"\nlabels="b"'],
)
def test_a_wrong_table_is_said_and_not_to_be_written_to(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / FILE
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(RashomonError, match="outlet"):
        label_entry(path, "CNN", "x")
    assert path.read_text(encoding="utf-8") == wrong
    assert joined("CNN (Web News)", own=tmp_path).one("CNN (Web News)") == "CNN"


def test_a_table_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RashomonError, match="no table of outlets"):
        own_entries(tmp_path / FILE)


def test_hostile_names_take_no_longer_than_others() -> None:
    names = ["a" * 1_000_000, " news" * 200_000, "(" * 500_000, "." * 500_000, "the " * 200_000]
    names += [f"{number} - News - News" for number in range(5_000)]
    began = time.process_time()
    found = joined(*names)
    assert len(found.groups) > 4_000
    assert time.process_time() - began < 5
