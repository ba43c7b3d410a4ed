"""One name for each thing across the library."""

from __future__ import annotations

from index.article import MentionType
from index.entities import Naming, link


def people(*names: str) -> dict[str, str]:
    """Links persons; earlier names stand in more articles."""
    count = len(names)
    namings = [Naming(name, "PER", count - index) for index, name in enumerate(names)]
    return {name: chief for (_, name), chief in link(namings).items()}


def of_type(kind: MentionType, *names: str) -> dict[str, str]:
    namings = [Naming(name, kind, 9 - index) for index, name in enumerate(names)]
    return {name: chief for (_, name), chief in link(namings).items()}


def test_a_surname_joins_its_only_bearer() -> None:
    assert people("Olena Marchuk", "Marchuk") == {"Marchuk": "Olena Marchuk"}


def test_a_surname_of_two_joins_nobody() -> None:
    assert people("Bill Karlsen", "Hilda Karlsen", "Karlsen") == {}


def test_two_kims_are_not_one() -> None:
    assert people("Kim Jong Un", "Kim Yong Nam", "Kim") == {}


def test_transliterations_are_one_person() -> None:
    joined = people("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Zelenskiy", "Zelensky")
    assert set(joined.values()) == {"Volodymyr Zelensky"}
    assert len(joined) == 3
    joined = people("Alexey Petrovsky", "Aleksei Petrovskiy", "Petrovski")
    assert joined == {
        "Aleksei Petrovskiy": "Alexey Petrovsky",
        "Petrovski": "Alexey Petrovsky",
    }


def test_the_commonest_spelling_stands_for_the_others() -> None:
    assert people("Marko Yanukovich", "Marko Yanukovych") == {
        "Marko Yanukovych": "Marko Yanukovich"
    }
    assert people("Marko Yanukovych", "Marko Yanukovich") == {
        "Marko Yanukovich": "Marko Yanukovych"
    }


def test_names_that_only_look_alike_stay_apart() -> None:
    assert people("Ann Johnson", "Ann Johnston") == {}
    assert people("Ann Johnson", "Johnston") == {}
    assert people("Jerome Powell", "Jerome Howell", "Howells") == {}
    assert people("Emile Macronn", "Emile Marconn") == {}
    assert people("Igor Petrovsky", "Oleg Petrovskiy") == {}


def test_a_middle_initial_joins_unless_there_are_two() -> None:
    assert people("Walter Ames", "Walter J. Ames") == {"Walter J. Ames": "Walter Ames"}
    assert people("Walter Ames", "Walter J. Ames", "Walter K. Ames") == {}


def test_places_and_bodies_join_by_table_and_by_letters_only() -> None:
    assert of_type("LOC", "Austria", "Australia", "Niger", "Nigeria", "Iran", "Iraq") == {}
    assert of_type("LOC", "Kharkiv", "KHARKOV") == {"KHARKOV": "Kharkiv"}
    assert of_type("ORG", "Café Luna", "Cafe Luna") == {"Cafe Luna": "Café Luna"}
    assert of_type("ORG", "Luna Bank", "Lune Bank") == {}


def test_dates_and_sums_are_left_alone() -> None:
    assert of_type("DATE", "Friday", "friday") == {}


def test_types_do_not_mix() -> None:
    assert link([Naming("Marta Washington", "PER", 2), Naming("Washington", "LOC", 5)]) == {}


def test_a_public_figure_is_known_by_surname_where_nobody_else_bears_it() -> None:
    assert people("Putin") == {"Putin": "Vladimir Putin"}
    assert people("Lyudmila Putin", "Putin") == {"Putin": "Lyudmila Putin"}


def test_thousands_of_names_that_sound_alike() -> None:
    """Work stays in proportion to the number of names, whatever they are."""
    alike = [Naming(f"Anna Petrovsk{'y' * (n % 90)}{n}", "PER", 1) for n in range(4_000)]
    surnames = [Naming("Petrovsky" + "y" * n, "PER", 1) for n in range(500)]
    assert isinstance(link([*alike, *surnames]), dict)
