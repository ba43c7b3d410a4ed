"""The reader's own table of names, and what the reader joined or kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import MentionType
from index.entities import Naming, link, load_aliases
from index.errors import RashomonError


def table(folder: Path, text: str) -> Path:
    path = folder / "names.toml"
    path.write_text(text, encoding="utf-8")
    return path


def namings(kind: MentionType, *names: str) -> list[Naming]:
    return [Naming(name, kind, 20 - index) for index, name in enumerate(names)]


def test_a_table_adds_names_of_any_type(tmp_path: Path) -> None:
    path = table(tmp_path, '[names]\n"Old Town" = ["Altstadt", "Vieille Ville"]\n')
    aliases = load_aliases(path)
    assert aliases == {"Altstadt": "Old Town", "Vieille Ville": "Old Town"}
    assert link(namings("LOC", "Altstadt"), aliases) == {("LOC", "Altstadt"): "Old Town"}
    assert link(namings("ORG", "ALTSTADT"), aliases) == {("ORG", "ALTSTADT"): "Old Town"}


def test_the_readers_table_is_believed_before_ours(tmp_path: Path) -> None:
    aliases = load_aliases(table(tmp_path, '[names]\n"Kiev" = ["Kyiv"]\n'))
    joined = link(namings("LOC", "Kyiv", "Kiev"), aliases)
    assert joined[("LOC", "Kyiv")] == "Kiev"


def test_no_table_is_no_mistake(tmp_path: Path) -> None:
    assert load_aliases(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[names]\n"A" = ["B"\n', "line", "TOML"),
        ('[names]\n"A" = ["B"]\n"C" = "D"\n', "line 3", "list"),
        ('[names]\n"A" = ["B", 3]\n', "line 2", "list"),
        ('[names]\n"Ann" = ["Nan"]\n"Bea" = ["nan"]\n', "line 3", "stands for"),
        ('[people]\n"A" = ["B"]\n', "line 1", "unknown part"),
        ('names = "A"\n', "line 1", "no table"),
        ('[names]\n"A" = ["..."]\n', "line 2", "empty"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    tmp_path: Path, text: str, line: str, said: str
) -> None:
    path = table(tmp_path, text)
    with pytest.raises(RashomonError) as told:
        load_aliases(path)
    assert str(path) in str(told.value)
    assert line in str(told.value)
    assert said in str(told.value)


def test_a_file_of_other_bytes_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_bytes(b'[names]\n"\xff" = ["B"]\n')
    with pytest.raises(RashomonError, match=r"line 2.*UTF-8"):
        load_aliases(path)
    path.write_bytes(b"x = " + b"[" * 20_000)
    with pytest.raises(RashomonError):
        load_aliases(path)
    with pytest.raises(RashomonError):
        load_aliases(tmp_path)


def test_a_merge_takes_along_all_that_stood_for_the_name() -> None:
    names = namings("PER", "Olena Marchuk", "Marchuk", "Lena M.")
    assert link(names) == {("PER", "Marchuk"): "Olena Marchuk"}
    joined = link(names, merges=[("PER", "Olena Marchuk", "Lena M.")])
    assert joined == {("PER", "Olena Marchuk"): "Lena M.", ("PER", "Marchuk"): "Lena M."}


def test_merges_are_obeyed_in_order_and_back() -> None:
    names = namings("ORG", "Alpha", "Beta")
    assert link(names, merges=[("ORG", "Alpha", "Beta"), ("ORG", "Beta", "Alpha")]) == {
        ("ORG", "Alpha"): "Beta"
    }
    assert link(names, merges=[("ORG", "Alpha", "Alpha")]) == {}


def test_a_split_name_stands_for_itself_and_a_merge_may_place_it_anew() -> None:
    names = namings("PER", "Olena Marchuk", "Marchuk", "Petro Marchenko")
    assert link(names, splits=[("PER", "Marchuk")]) == {}
    joined = link(
        names,
        splits=[("PER", "Marchuk")],
        merges=[("PER", "Marchuk", "Petro Marchenko")],
    )
    assert joined == {("PER", "Marchuk"): "Petro Marchenko"}


def test_taking_a_correction_back_leaves_no_trace() -> None:
    names = namings("PER", "Volodymyr Zelensky", "Zelenskiy", "Zelensky")
    before = link(names)
    link(names, splits=[("PER", "Zelensky")], merges=[("PER", "Zelenskiy", "Zelensky")])
    assert link(names) == before
