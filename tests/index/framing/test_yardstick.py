"""What a careful reader counts in the bundled articles, counted by the program."""

from __future__ import annotations

import pytest

from index.article import Article, Span
from index.comparison.table import Comparison
from index.framing import compare
from tests.index.framing.by_hand import agency, anniversary, relay, translated, vilnius, visit


def alone(article: Article) -> Comparison:
    return compare([article], event=None, label="", families={})


@pytest.fixture(scope="module")
def summit() -> Comparison:
    return compare(vilnius(), event="e1", label="Run-up to the Vilnius summit", families={})


def counts(found: Comparison, set_id: str, article: int) -> dict[str, int]:
    """How often an article uses each form of a wording set."""
    return {
        use.form: len(use.spans)
        for wording in found.wording
        if wording.set == set_id
        for use in wording.uses
        if use.article == article
    }


def printed(article: Article, span: Span) -> str:
    return article.text[span.start : span.end]


CAPITAL = {
    0: {"Kyiv": 1},
    1: {"Kiev": 2},
    2: {"Kyiv": 3},
    3: {"Kyiv": 7},
    4: {"Kyiv": 7, "Kiev": 1},
}
ALLIANCE = {
    0: {"alliance": 3},
    1: {"alliance": 4, "US-led military bloc": 1},
    2: {"alliance": 3, "US-led military alliance": 1},
    3: {"alliance": 4, "bloc": 2},
    4: {"alliance": 3, "bloc": 1, "military bloc": 3, "military organization": 1,
        "Atlantic Alliance": 4},
}  # fmt: skip
WAR = {
    0: {"war": 1, "offensive": 1},
    1: {"conflict": 1, "tension": 1},
    2: {"conflict": 1, "invasion": 1},
    3: {"war": 2, "invasion": 1, "aggression": 1},
    4: {"war": 1, "conflict": 2},
}
MAKERS = [anniversary, visit, agency, relay, translated]


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize(
    ("set_id", "expected"), [("kyiv", CAPITAL), ("nato", ALLIANCE), ("the-war", WAR)]
)
def test_wording(set_id: str, expected: dict[int, dict[str, int]], number: int) -> None:
    article = MAKERS[number]()
    assert counts(alone(article), set_id, article.id) == expected[number]


def test_each_count_is_the_words_themselves(summit: Comparison) -> None:
    by_id = {article.id: article for article in vilnius()}
    [capital] = [wording for wording in summit.wording if wording.set == "kyiv"]
    for use in capital.uses:
        for span in use.spans:
            assert printed(by_id[use.article], span).capitalize() == use.form


def test_russian_aggression_is_counted_as_quoted(summit: Comparison) -> None:
    [war] = [wording for wording in summit.wording if wording.set == "the-war"]
    [use] = [use for use in war.uses if use.form == "aggression"]
    assert (len(use.spans), use.quoted) == (1, 1)


def test_the_slavic_country_is_a_description(summit: Comparison) -> None:
    assert counts(summit, "country-described", 5) == {"Slavic country": 2}


def test_the_capital_the_war_and_the_alliance_come_first(summit: Comparison) -> None:
    assert [wording.set for wording in summit.wording[:3]] == ["kyiv", "the-war", "nato"]


def test_who_is_quoted_and_with_how_many_words(summit: Comparison) -> None:
    quoted = {
        (voice.speaker, voice.article): voice.words
        for voice in summit.voices
        if voice.kind == "direct" and not voice.anonymous
    }
    assert quoted == {
        ("Jens Stoltenberg", 3): 21,
        ("Jens Stoltenberg", 4): 41,
        ("Jens Stoltenberg", 5): 17,
        ("Karine Jean-Pierre", 4): 8,
        ("Joe Biden", 5): 6,
        ("Jake Sullivan", 5): 11,
        ("Olaf Scholz", 5): 4,
        ("Vasily Nebenzia", 5): 18,
    }
    assert summit.voices[0].speaker == "Jens Stoltenberg"


def test_anonymous_voices_come_last(summit: Comparison) -> None:
    anonymous = [voice.anonymous for voice in summit.voices]
    assert anonymous == sorted(anonymous)
    assert {voice.speaker for voice in summit.voices if voice.anonymous} >= {
        "U.S. officials", "Diplomats", "an Eastern European official"
    }  # fmt: skip


def test_no_voice_was_found_for_these_parties(summit: Comparison) -> None:
    assert {(each.party, each.article) for each in summit.unheard} == {
        ("Ukraine", 3), ("Russia", 3), ("Ukraine", 4)
    }  # fmt: skip
    assert [each.party for each in alone(visit()).unheard] == ["Ukraine"]
    assert [each.party for each in alone(anniversary()).unheard] == ["Russia"]


def test_one_article_quotes_nobody() -> None:
    assert "quotes nobody: no quotation mark in the text" in alone(visit()).columns[0].remarks


def test_sources_and_the_chain_through_rt(summit: Comparison) -> None:
    assert [(each.article, each.name, each.kind, each.via) for each in summit.sources] == [
        (3, "Agence France-Presse", "credit", None),
        (4, "Zerohedge", "cited", None),
        (5, "RT", "credit", None),
        (5, "Financial Times", "cited", "RT"),
        (5, "CNN", "cited", "RT"),
    ]


def test_headings_name_outlet_and_credit(summit: Comparison) -> None:
    assert [column.heading for column in summit.columns] == [
        "SGP · text AFP", "CDM", "outlet unknown · text RT"
    ]  # fmt: skip


def test_a_date_against_its_content_and_a_likely_translation_are_remarked(
    summit: Comparison,
) -> None:
    first, second, third = (column.remarks for column in summit.columns)
    assert any("stated date 2024-12-21 contradicts its content" in remark for remark in first)
    assert second == ()
    [remark] = third
    assert remark.startswith("may be a machine translation")
    assert "“kyiv” 7 times" in remark


def test_what_only_one_article_has(summit: Comparison) -> None:
    only = {(each.article, each.text) for each in summit.only_here}
    assert only >= {
        (3, "NATO-Ukraine Council"), (3, "Boris Pistorius"), (3, "500 million euros"),
        (3, "2014"), (4, "Karine Jean-Pierre"), (4, "Zerohedge"), (5, "Financial Times"),
        (5, "CNN"), (5, "Jake Sullivan"), (5, "Olaf Scholz"), (5, "Vasily Nebenzia"),
        (5, "2008"), (5, "February 2019"), (5, "September 2022"), (5, "July 11-12"),
    }  # fmt: skip
    assert not any(name in {"NATO", "Ukraine", "Kiev", "Germany", "Zelensky"} for _, name in only)


def test_shared_words(summit: Comparison) -> None:
    shared = {each.text: {passage.article for passage in each.passages} for each in summit.shared}
    assert shared["bring Ukraine closer to NATO"] == {3, 5}
    assert shared["in direct conflict with Russia"] == {4, 5}


def test_2014_stands_against_2008(summit: Comparison) -> None:
    [found] = summit.contradictions
    assert found.kind == "year"
    assert [(claim.article, claim.value) for claim in found.claims] == [(3, "2014"), (5, "2008")]
    assert found.about == ("promise", "Ukraine")


def test_closest_passages(summit: Comparison) -> None:
    by_id = {article.id: article for article in vilnius()}
    pairs = {
        tuple(
            by_id[id].text[cell.start : cell.end][:28] if cell else None
            for id, cell in zip(summit.articles, row.cells, strict=True)
        )
        for row in summit.rows
    }
    assert (None, "The member states resisting ", "And it is that because the a") in pairs
    assert any(
        first == "Stoltenberg stated, “At the " and third == "Last month, Stoltenberg decl"
        for first, _, third in pairs
    )
    assert ("However, major allies such a", None, "- At their Bucharest summit ") in pairs


def test_nothing_is_scored_or_called_omitted(summit: Comparison) -> None:
    told = " ".join(remark for column in summit.columns for remark in column.remarks)
    assert not {"bias", "omitted", "left-wing", "score"} & set(told.lower().split())
