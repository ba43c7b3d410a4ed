"""Profiles over a library: joined spellings, and every number one step from its sentences."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library, NotFound
from index.text import count_words
from tests.harbor import library_of

PLACES = (
    "cranes pensions tugboats overtime containers warehouses customs railways lighthouses"
    " breakwaters elevators insurance chimneys bicycles orchards kettles lanterns violins"
    " saddles mirrors turbines pigeons carpets fountains"
).split()


def filler(seed: int) -> str:
    """A sentence of invented words that no other seed has."""
    parts = "bra ken lo mi tar vel nos pe qui dra sul hem".split()
    turn = random.Random(seed)
    return " ".join("".join(turn.choices(parts, k=3)) for _ in range(40)) + "."


def rows() -> list[dict[str, str]]:
    """Two dozen events told by two outlets, one of them under two spellings."""
    found = []
    for at, about in enumerate(PLACES):
        day = (datetime.date(2019, 3, 1) + datetime.timedelta(days=15 * at)).isoformat()
        title = f"Portville council quarrels over {about} and {about} funds"
        told = f"Members weighed what {about} cost and who pays for {about}."
        ours = f'Merchants grumbled. "We pay for {about} twice," said Ada Poe. {filler(100 + at)}'
        asked = f"Councillors asked whether {about} could wait, and whose {about} those were."
        theirs = f'Traders cheered. "Nobody mentioned {about}," said Bo Lund. {filler(200 + at)}'
        outlet = "Portville Gazette" if at % 2 else "Portville Gazette - News"
        for name, words in ((outlet, f"{told} {ours}"), ("Harbor Times", f"{asked} {theirs}")):
            found.append({"title": title, "outlet": name, "date": day, "text": words})
    return found


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library of these rows. Only look at it."""
    with library_of(rows(), tmp_path_factory.mktemp("two")) as library:
        yield library


def test_an_outlet_under_two_spellings_is_one(two: Library) -> None:
    listed = {line.name: line for line in two.outlets.every()}
    assert set(listed) == {"Portville Gazette", "Harbor Times"}
    assert listed["Portville Gazette"].texts == len(PLACES)
    assert sum(listed["Portville Gazette"].spellings.values()) == len(PLACES)


def test_the_profile_compares_texts_of_the_same_events(two: Library) -> None:
    found = two.outlets.profile("portville gazette")
    assert len(found.shared) == found.line.shared == len(PLACES)
    outlets = {line.id: line.outlet for line in two.lines(found.there)}
    assert set(outlets.values()) == {"Harbor Times"}
    assert two.outlets.profile("Harbor Times", "Portville Gazette - News").beside is not None


def test_every_number_is_that_of_the_sentences_behind_it(two: Library) -> None:
    found = two.outlets.profile("Portville Gazette")
    checked = set()
    for line in found.lines:
        for side in (line.here, line.there):
            places = two.outlets.places(line.part, line.key, side.texts)
            assert {place.article for place in places} == set(side.texts)
            spans = [(place.article, span) for place in places for span in place.mentions]
            if line.part in ("words", "wording"):
                assert len(spans) == side.number
            elif line.part == "voices":
                words = sum(count_words(two.article(id).text, [span]) for id, span in spans)
                assert words == side.number
            checked.add(line.part)
    assert {"voices", "words", "timing"} <= checked


def test_a_figure_without_a_place_opens_the_beginning_of_each_text(two: Library) -> None:
    found = two.outlets.profile("Portville Gazette")
    places = two.outlets.places("length", (), found.here[:3])
    assert [place.article for place in places] == list(found.here[:3])
    assert all(place.text and not place.mentions for place in places)


def test_an_outlet_that_is_not_there_is_said_with_those_that_are(two: Library) -> None:
    with pytest.raises(NotFound, match="no outlet named 'Portland'"):
        two.outlets.profile("Portland")
    with pytest.raises(NotFound, match="itself"):
        two.outlets.profile("Harbor Times", "harbor times")


def test_a_label_is_shown_as_the_readers_own(tmp_path: Path) -> None:
    with library_of(rows()[:2], tmp_path) as library:
        assert library.outlets.label("harbor", "owned by the port") == "Harbor Times"
        (line,) = [one for one in library.outlets.every() if one.name == "Harbor Times"]
        assert [(fact.about, fact.text) for fact in line.facts] == [("label", "owned by the port")]
        (library.path / "outlets.toml").write_text("broken", encoding="utf-8")
        assert len(library.outlets.every()) == 2
        assert [check.name for check in library.care.doctor() if not check.ok] == ["outlets.toml"]


def test_texts_that_are_not_read_yet_are_said_to_wait(tmp_path: Path) -> None:
    with library_of(rows()[:4], tmp_path) as library:
        more = tmp_path / "more.jsonl"
        more.write_text(json.dumps(rows()[5]), encoding="utf-8")
        assert library.outlets.profile("Harbor Times").waiting == 0
        library.add([str(more)])
        assert library.pending() and library.outlets.profile("Harbor Times").waiting == 1
        library.analyse()
        assert (library.pending(), library.outlets.profile("Harbor Times").waiting) == (0, 0)


def test_an_empty_library_has_no_outlets(library: Library) -> None:
    assert library.outlets.every() == []
    with pytest.raises(NotFound):
        library.outlets.profile("CNN")


def test_hostile_outlet_names_are_outlets_like_others(tmp_path: Path) -> None:
    names = ["'); DROP TABLE article;--", "\x1b[31mRed", "[link](x)", "a" * 5000, "%", "﷽" * 9]
    texts = [
        {"title": f"T{at}", "outlet": name, "date": "2019-03-01", "text": f"A text of {at}. " * 9}
        for at, name in enumerate(names)
    ]
    with library_of(texts, tmp_path) as library:
        for line in library.outlets.every():
            assert library.outlets.profile(line.name).line == line
            assert "\x1b" not in line.name
