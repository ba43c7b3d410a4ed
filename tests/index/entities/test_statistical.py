"""Names that no table holds, and what rules and statistics make of them together."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources

import pytest

from index.article import Article
from index.entities import read_closely


def marks(text: str) -> set[tuple[str, str]]:
    return {(m.type, m.text) for m in read_closely(Article(id=0, text=text)).mentions}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Shares of Halvorsen Dynamics rose 4 percent in Oslo.", ("ORG", "Halvorsen Dynamics")),
        ("Tanvir Rahimzade, a baker from Kunduz, fled.", ("PER", "Tanvir Rahimzade")),
        ("The flood reached Brakenfeld, a town of 4,000.", ("LOC", "Brakenfeld")),
        ("He was taken to the Wanjiku Odhiambo Hospital.", ("ORG", "Wanjiku Odhiambo Hospital")),
        ("Talks at the Commerzbank headquarters failed.", ("ORG", "Commerzbank")),
        ("The Bundestag passed it on Friday.", ("ORG", "Bundestag")),
        ("They cited the Paris Agreement at every turn.", ("EVENT", "Paris Agreement")),
    ],
)
def test_names_of_every_type(text: str, wanted: tuple[str, str]) -> None:
    assert wanted in marks(text)


def test_a_longer_name_stands_around_a_known_one() -> None:
    assert ("ORG", "Bank of Western Canada") in marks("He joined the Bank of Western Canada.")
    text = "Clients at John F. Kennedy International Airport waited."
    assert marks(text) == {("LOC", "John F. Kennedy International Airport")}


def test_known_names_in_a_row_are_as_many() -> None:
    assert marks("The NATO-Ukraine talks began.") == {("ORG", "NATO"), ("LOC", "Ukraine")}
    assert marks("The Obama White House said no.") == {("PER", "Obama"), ("ORG", "White House")}
    assert ("LOC", "US") in marks("The US-led alliance met.")


def test_a_name_never_runs_over_a_sentence() -> None:
    found = marks("They left Brakenfeld. Wanjiku Odhiambo stayed. It was Oslo! Petra Lund sang.")
    assert not [words for _, words in found if "." in words or "!" in words]


def test_captions_and_page_furniture_are_no_names() -> None:
    text = (
        "File Photo\n\nSign up for Daily Newsletters\n\nReplay More Videos\n\nHe has a Green Card."
    )
    assert marks(text) == set()


def test_a_person_named_like_a_month_is_no_date() -> None:
    found = {kind for kind, words in marks("“It is nice,” said April Powers of Largo.")}
    assert "DATE" not in found
    assert ("DATE", "April") in marks("In April Greece voted.")


def test_the_same_text_is_read_the_same() -> None:
    text = "Tanvir Rahimzade of Halvorsen Dynamics met the Bank of Western Canada in Brakenfeld."
    assert marks(text) == marks(text)
    alone = (
        f"from tests.index.entities.test_statistical import marks; print(sorted(marks({text!r})))"
    )
    other = subprocess.run(
        [sys.executable, "-c", alone], capture_output=True, text=True, check=True
    ).stdout
    assert other.strip() == str(sorted(marks(text)))


def test_the_artefact_is_small_and_says_what_it_is_made_of() -> None:
    folder = resources.files("index.entities.model")
    files = [file for file in folder.iterdir() if file.name.endswith(".gz")]
    assert len(files) == 3
    assert sum(len(file.read_bytes()) for file in files) < 4_000_000
    told = folder.joinpath("README.md").read_text(encoding="utf-8")
    for credit in ("wikigold", "Broad Twitter Corpus", "CC BY 4.0", "GloVe", "GeoNames", "spaCy"):
        assert credit in told


def test_nothing_of_it_is_loaded_until_an_article_is_read() -> None:
    program = (
        "import sys, index.entities; from index.entities import Naming, link;"
        "link([Naming('Kiev', 'LOC', 1)]);"
        "assert 'pycrfsuite' not in sys.modules and 'index.entities.model' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("text", ["A\tB\tC\n", "Alpha Corp\t12.5\t3,000\tParis\n", "Z̗͖͌a̴l̸g̵o̶ T̷e̸x̶t̸ "])
def test_tables_and_piled_marks_are_read_in_their_length(text: str) -> None:
    long = text * (50_000 // len(text))
    for mention in read_closely(Article(id=0, text=long)).mentions:
        assert long[mention.start : mention.end] == mention.text


def test_one_very_long_line() -> None:
    text = "Olena Marchuk of Halvorsen Dynamics said in Brakenfeld that it rained. " * 2_000
    assert len(read_closely(Article(id=0, text=text)).mentions) >= 4_000


def test_the_title_of_a_law_is_whole() -> None:
    text = "They sued under the Freedom of Information Act in May. It cost them a year."
    assert ("EVENT", "Freedom of Information Act") in marks(text)
