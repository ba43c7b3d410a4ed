"""Three roles, three fields: who published it, whose text it carries, whom it cites."""

from __future__ import annotations

import pytest

from tests.index.ingest.taking import article, body

BODY = (
    "The ferry company cancelled every crossing on Monday after a gale tore at the harbor wall.\n\n"
    "Engineers said on Tuesday that repairs would take at least three weeks to finish.\n"
)


@pytest.mark.parametrize(
    ("opening", "credits"),
    [
        ("LERWICK, March 3 (Reuters) - ", ["Reuters"]),
        ("LERWICK, Scotland (AP) — ", ["Associated Press"]),
        ("Lerwick (AFP) – ", ["Agence France-Presse"]),
        ("(dpa) - ", ["Deutsche Presse-Agentur"]),
        ("EDINBURGH/LERWICK (Reuters/AFP) -- ", ["Reuters", "Agence France-Presse"]),
        ("LERWICK — ", []),
        ("LERWICK (Northern Wire) — ", ["Northern Wire"]),
    ],
)
def test_a_dateline_is_cut_and_its_agency_credited(opening: str, credits: list[str]) -> None:
    found = article(opening + BODY)
    assert [credit.value for credit in found.credits] == credits
    assert body(found).startswith("The ferry company")
    assert found.outlet is None


def test_brackets_in_running_text_are_no_dateline() -> None:
    text = "Maria Holt (Northern Isles) won the seat on Monday by a margin of only twelve votes."
    assert body(article(text)) == text


def test_an_aggregators_label_tells_who_published_and_whose_text_it_is() -> None:
    found = article("(MENAFN- Gulf Times) " + BODY)
    assert found.outlet is not None and found.outlet.value == "MENAFN"
    assert [credit.value for credit in found.credits] == ["Gulf Times"]


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Source: Agence France-Presse and Reuters", ["Agence France-Presse", "Reuters"]),
        ("Source: RT", ["RT"]),
        ("Sources: BBC, Le Monde", ["BBC", "Le Monde"]),
        ("Source: https://www.theguardian.com/world/gale", ["The Guardian"]),
        ("(Reuters)", ["Reuters"]),
        ("— AFP", ["Agence France-Presse"]),
        ("The Associated Press contributed to this report.", ["Associated Press"]),
        ("(Reporting by Ada Quill in Lerwick; Editing by Jon Marsh)", []),
        ("With inputs from PTI", ["Press Trust of India"]),
        ("This article first appeared in The Moscow Times.", ["The Moscow Times"]),
    ],
)
def test_a_credit_line_at_the_end_is_no_body(line: str, credits: list[str]) -> None:
    found = article(f"{BODY}\n{line}\n")
    assert [credit.value for credit in found.credits] == credits
    assert line not in body(found)
    assert found.outlet is None


def test_a_sentence_after_source_is_no_credit() -> None:
    found = article(f"Source: the ferry company knew of the crack in the wall\n\n{BODY}")
    assert found.credits == ()


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Three people were hurt, according to The New York Times.", ["The New York Times"]),
        ("Three people were hurt, according to the Washington Post.", ["The Washington Post"]),
        ("The mayor told Germany’s Bild newspaper that he would resign.", ["Bild"]),
        ("The mayor told CNN and the BBC that he would resign.", ["CNN", "BBC"]),
        ("Three people were hurt, reports The Financial Times.", ["Financial Times"]),
        ("The Kyiv Independent reported on Monday that three were hurt.", ["The Kyiv Independent"]),
        ("Bloomberg News first reported the talks last week in Lerwick.", ["Bloomberg"]),
        ("Three people were hurt, the agency said, citing Interfax.", ["Interfax"]),
        ("In an interview with Le Figaro, the mayor defended the plan.", ["Le Figaro"]),
        ("The mayor told the Shetland Evening Gazette that he knew.", ["Shetland Evening Gazette"]),
        ("The mayor told a news conference that three people were hurt.", []),
        ("The mayor told lawmakers that the CNN building was closed.", []),
        ("He read The New York Times over breakfast, as mayors do.", []),
        ("Reuters said on Monday that three people were hurt.", ["Reuters"]),
        ("Time magazine wrote that the wall had been cracked for years.", ["Time magazine"]),
        ("Time said nothing, the poet wrote, and neither did the sea.", []),
        ("The mayor, according to people who know him, reads the Sun.", []),
    ],
)
def test_whom_the_text_leans_on(sentence: str, cited: list[str]) -> None:
    found = article(f"{BODY}\n{sentence}\n")
    assert [cite.value for cite in found.cites] == cited
    for cite in found.cites:
        assert cite.span is not None
        assert found.text[cite.span.start : cite.span.end] == cite.evidence


def test_an_outlet_does_not_cite_itself() -> None:
    found = article(f"{BODY}\nThe mayor told CNN that he knew.\n", outlet="CNN (Web News)")
    assert found.cites == ()
    assert found.outlet is not None
    assert (found.outlet.value, found.outlet.method) == ("CNN (Web News)", "column outlet")


def test_citations_in_page_furniture_do_not_count() -> None:
    found = article(f"{BODY}\nRelated articles\n\nMayor told CNN he knew of the crack\n")
    assert found.cites == ()


def test_the_address_tells_the_outlet() -> None:
    known = article(BODY, url="https://www.lemonde.fr/gale")
    assert known.outlet is not None and known.outlet.value == "Le Monde"
    unknown = article(BODY, url="https://news.northern-post.example/gale")
    assert unknown.outlet is not None and unknown.outlet.value == "news.northern-post.example"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/x", "https://", "x", ""]
)
def test_only_web_addresses_are_kept(url: str) -> None:
    found = article(BODY, url=url)
    assert found.url is None
    assert found.outlet is None


def test_a_copyright_line_names_the_publisher_but_an_agency_is_credited() -> None:
    paper = article(f"{BODY}\nCopyright © 2021 The Washington Times, LLC.\n")
    assert paper.outlet is not None and paper.outlet.value == "The Washington Times"
    wire = article(f"{BODY}\nCopyright 2021 The Associated Press. All rights reserved.\n")
    assert wire.outlet is None
    assert [credit.value for credit in wire.credits] == ["Associated Press"]


def test_a_sites_own_staff_in_its_own_list_tells_the_site() -> None:
    tail = "Ferries sail again\n\nNorthpost Staff\n\nWall mended\n\nNorthpost Staff\n"
    found = article(f"{BODY}\nRelated articles\n\n{tail}")
    assert found.outlet is not None
    assert (found.outlet.value, found.outlet.method) == ("Northpost", "staff bylines")
    assert found.byline is None


def test_no_evidence_no_outlet() -> None:
    assert article(BODY).outlet is None


class TestAHouseBesideItsAgency:
    def outlet(self, source: str) -> tuple[str, str] | None:
        found = article(f"{BODY}\n{source}\n").outlet
        return (found.value, found.method) if found else None

    def test_the_unknown_name_beside_an_agency_is_the_house_and_said_to_be_a_guess(self) -> None:
        found = self.outlet("Source: Reuters and Valley Times")
        assert found == ("Valley Times", "credited beside an agency, not certain")

    @pytest.mark.parametrize(
        "source",
        ["Source: Reuters", "Source: Valley Times", "Source: Reuters, Valley Times and Hill Post",
         "Source: Reuters and AFP"],
    )  # fmt: skip
    def test_nobody_is_named_where_it_could_be_another(self, source: str) -> None:
        assert self.outlet(source) is None
