"""One name for each thing inside an article."""

from __future__ import annotations

from index.article import Article
from index.entities import fold_name, read_closely, variants_of


def names(text: str) -> dict[str, str]:
    return {m.text: m.entity for m in read_closely(Article(id=0, text=text)).mentions}


def test_surname_after_the_full_name() -> None:
    found = names("Prime Minister Olena Marchuk spoke. Marchuk left early. Ms. Marchuk was ill.")
    assert found["Marchuk"] == "Olena Marchuk"


def test_surname_of_two_people_stays_open() -> None:
    found = names("Bill Karlsen met Hilda Karlsen in Oslo. Karlsen said no.")
    assert found["Karlsen"] == "Karlsen"


def test_middle_initial_and_suffix_are_one_person_but_two_initials_are_two() -> None:
    found = names("Eric H. Holder Jr. came. Eric Holder left. Mr. Holder slept.")
    assert len({found["Eric H. Holder Jr."], found["Eric Holder"], found["Holder"]}) == 1
    found = names("Amos K. Brandt came. Amos T. Brandt left. Then Brandt spoke to Eva Moll.")
    assert found["Amos K. Brandt"] != found["Amos T. Brandt"]
    assert found["Brandt"] == "Brandt"


def test_two_kims_are_not_one() -> None:
    found = names("Kim Jong Un met Kim Yong Nam in Seoul.")
    assert found["Kim Jong Un"] == "Kim Jong Un"
    assert found["Kim Yong Nam"] == "Kim Yong Nam"


def test_acronym_in_brackets_and_by_initials() -> None:
    text = "The Kenya Wildlife Service (KWS) counted. KWS said so."
    assert names(text)["KWS"] == "Kenya Wildlife Service"
    text = "The Polar Research Institute sailed, and PRI paid for it all."
    assert names(text)["PRI"] == "Polar Research Institute"


def test_known_bodies_and_places_under_all_their_names() -> None:
    found = names(
        "The North Atlantic Treaty Organization (NATO) and the EU met in Kiev. Officials of the "
        "European Union flew from Bombay, and the NYT saw the U.S. team in Peking."
    )
    assert found["NATO"] == found["North Atlantic Treaty Organization"] == "NATO"
    assert found["EU"] == found["European Union"] == "European Union"
    assert found["Kiev"] == "Kyiv"
    assert found["Bombay"] == "Mumbai"
    assert found["Peking"] == "Beijing"
    assert found["U.S."] == "United States"
    assert found["NYT"] == "New York Times"


def test_neighbours_in_spelling_stay_apart() -> None:
    found = names("Austria beat Australia. Niger met Nigeria. Iran met Iraq, and Mali met Malawi.")
    assert all(entity == text for text, entity in found.items())
    assert len(found) == 8


def test_demonyms_join_their_plural() -> None:
    found = names("Ukrainian troops met the Ukrainians and Swedes of the Swedish army.")
    assert found["Ukrainians"] == found["Ukrainian"] == "Ukrainian"
    assert found["Swedes"] == found["Swedish"] == "Swedish"


def test_known_spellings_of_a_name_in_any_spelling() -> None:
    assert "Kiev" in variants_of("Kyiv")
    assert variants_of("kiev") == variants_of("Kyiv")
    assert "Atlantic Alliance" in variants_of("NATO")
    assert "Zelenskyy" in variants_of("Volodymyr Zelensky")
    assert variants_of("Nobody Inparticular") == ()


def test_a_typed_name_is_found_whatever_its_case_marks_and_article() -> None:
    assert fold_name("The White House") == fold_name("white house")
    assert fold_name("U.S.") == fold_name("US")
    assert fold_name("São Paulo") == fold_name("sao paulo")
    assert fold_name("Jean-Pierre") == fold_name("jean pierre")
    assert fold_name("Austria") != fold_name("Australia")
