"""What a page says of itself: title, outlet, date, byline, language, address."""

from __future__ import annotations

import json

import pytest

from index.article import Origin
from index.ingest import Draft, describe
from tests.index.ingest.pages.writing import document, linked, read
from tests.index.ingest.taking import TODAY

ADDRESS = "https://www.harborgazette.example/news/2024/05/14/old-pier"


def meta(**names: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">'
        for name, value in names.items()
    )


def test_json_ld_tells_everything() -> None:
    page = read(
        document(
            linked(
                headline="Old pier to close &amp; ferry to move",
                datePublished="2024-05-14T23:30:00-04:00",
                author=[{"@type": "Person", "name": "Ada Quill"}, {"name": "Bo Reed"}],
                publisher={"@type": "Organization", "name": "The Harbor Gazette"},
                inLanguage="en-GB",
            ),
            heading="",
            title="",
        ),
        ADDRESS,
    )
    assert page.title == "Old pier to close & ferry to move"
    assert page.date == "2024-05-14T23:30:00-04:00"
    assert page.byline == "Ada Quill, Bo Reed"
    assert page.outlet == "The Harbor Gazette"
    assert page.language == "en"
    assert page.url == ADDRESS
    assert page.hows["date"] == "JSON-LD datePublished"
    assert page.hows["author"] == "JSON-LD author"


def test_a_graph_with_references_is_followed() -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Harbor Gazette"},
            {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
            {
                "@type": ["Article", "NewsArticle"],
                "headline": "Old pier to close",
                "author": {"@id": "#ada"},
                "datePublished": "2024-05-14",
            },
        ]
    }
    page = read(document(f'<script type="application/ld+json">{json.dumps(graph)}</script>'))
    assert (page.byline, page.date) == ("Ada Quill", "2024-05-14")


def test_other_articles_in_json_ld_are_not_this_one() -> None:
    other = {"@type": "NewsArticle", "headline": "Storm took a boat", "datePublished": "2020-01-01"}
    block = f'<script type="application/ld+json">{json.dumps([other])}</script>'
    own = linked(
        headline="Old pier to close before winter",
        datePublished="2024-05-14",
        mainEntityOfPage={"@id": ADDRESS},
    )
    page = read(document(block + own), ADDRESS)
    assert (page.title, page.date) == ("Old pier to close before winter", "2024-05-14")


@pytest.mark.parametrize(
    "block",
    [
        '{"@type":"NewsArticle","headline":"Old pier","datePublished":"2024-05-14",}',
        '// <![CDATA[\n{"@type":"Article","headline":"Pier","datePublished":"2024-05-14"}\n// ]]>',
        '{"@type":"NewsArticle","headline":"Old pier","datePublished":"2024-05-14","text":"a\nb"}',
        '{"@type":"NewsArticle","headline":"Old pier","datePublished":"2024-05-14" "broken": }',
        "{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;Old pier&quot;,"
        "&quot;datePublished&quot;:&quot;2024-05-14&quot;}",
    ],
)
def test_broken_json_ld_still_tells_the_date(block: str) -> None:
    page = read(document(f'<script type="application/ld+json">{block}</script>'))
    assert page.date == "2024-05-14"


def test_json_nested_without_end_is_passed_over() -> None:
    block = '{"a":' * 100_000
    page = read(document(f'<script type="application/ld+json">{block}</script>'))
    assert page.title == "Old pier to close before winter"


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        (meta(og__title="Old pier to close | The Harbor Gazette"), "", "Old pier to close"),
        (meta(og__title="Harbor Gazette: Old pier to close"), "", "Old pier to close"),
        ("", "<h1>Old pier: a farewell</h1>", "Old pier: a farewell"),
        (meta(og__title="Pier – what we know – Harbor Gazette"), "", "Pier – what we know"),
        (meta(og__title="The Harbor Gazette"), "<h1>Old pier to close</h1>", "Old pier to close"),
        (
            linked(headline="Old pier to close before the winter storms come to the coast to…"),
            "<h1>Old pier to close before the winter storms come to the coast to stay</h1>",
            "Old pier to close before the winter storms come to the coast to stay",
        ),
        (linked(headline="Old <i>pier</i> &#8217;to close&#8217;"), "", "Old pier ’to close’"),
    ],
)
def test_the_headline_is_bare_and_whole(head: str, heading: str, title: str) -> None:
    head += meta(og__site_name="The Harbor Gazette")
    assert read(document(head, heading=heading, title=""), ADDRESS).title == title


def test_a_piece_of_a_title_is_an_outlet_only_where_it_fits() -> None:
    assert read(document(title="Причал закроют: новости"), ADDRESS).outlet is None
    page = read(document(title="Old pier to close - Harbor Gazette"), ADDRESS)
    assert (page.title, page.outlet) == ("Old pier to close before winter", "Harbor Gazette")


@pytest.mark.parametrize(
    ("url", "head", "outlet"),
    [
        ("https://www.bbc.co.uk/news/1", meta(og__site_name="Somebody Else"), "BBC"),
        (ADDRESS, meta(og__site_name="The Harbor Gazette"), "The Harbor Gazette"),
        (ADDRESS, meta(og__site_name="Harbor Gazette | News for the coast"), "Harbor Gazette"),
        (ADDRESS, linked(publisher={"name": "Tidal Holdings AG"}), None),
        ("https://www.hg.example/a", meta(og__site_name="Harbor Gazette"), "Harbor Gazette"),
        (ADDRESS, meta(og__site_name="https://www.harborgazette.example"), None),
        (ADDRESS, meta(og__site_name="Your daily source of news from the coast"), None),
        (ADDRESS, linked(publisher={"name": "港口日報"}), "港口日報"),
        (None, linked(publisher={"name": "Der Spiegel"}), "Der Spiegel"),
    ],
)
def test_the_outlet_fits_its_address(url: str | None, head: str, outlet: str | None) -> None:
    assert read(document(head), url).outlet == outlet


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ('<meta name="author" content="By Ada Quill and Bo Reed">', "Ada Quill, Bo Reed"),
        ('<meta name="author" content="Von Jörg Müller">', "Jörg Müller"),
        ('<meta name="author" content="Ada Quill, Political Correspondent">', "Ada Quill"),
        ('<meta name="author" content="Ada Quill, Harbor Gazette">', "Ada Quill"),
        ('<meta name="author" content="The Harbor Gazette">', None),
        ('<meta name="author" content="Harbor Gazette Staff">', None),
        ('<meta name="author" content="https://www.facebook.com/harborgazette">', None),
        ('<meta name="author" content="news@harborgazette.example">', None),
        ('<meta name="author" content="admin">', None),
        ('<meta name="author" content="Redaktion">', None),
        ('<meta name="author" content="Редакция">', None),
        ('<meta name="author" content="Reuters">', None),
        ('<meta name="author" content="王小明">', "王小明"),
        ('<meta name="author" content="記者王小明">', "王小明"),
        ('<meta name="author" content="文在寅">', "文在寅"),
        ('<meta name="author" content="김철수 기자">', "김철수"),
        ('<meta name="author" content="كتب: أحمد علي">', "أحمد علي"),
        ('<meta name="author" content="Иван Петров">', "Иван Петров"),
        (linked(author={"@type": "Organization", "name": "Harbor Gazette"}), None),
        (linked(author="Ada Quill"), "Ada Quill"),
        (linked(author={"name": ["Ada Quill", "Bo Reed"]}), "Ada Quill, Bo Reed"),
        (linked(author=[None, 7, {"name": None}, [["x"]]]), None),
    ],
)
def test_people_sign_and_houses_do_not(head: str, byline: str | None) -> None:
    head += meta(og__site_name="The Harbor Gazette")
    assert read(document(head), ADDRESS).byline == byline


def test_an_agency_that_signs_is_credited_and_is_no_person() -> None:
    head = linked(author=[{"name": "Ada Quill"}, {"@type": "Organization", "name": "Reuters"}])
    page = read(document(head), ADDRESS)
    assert page.byline == "Ada Quill"
    draft = Draft(b"", page.text, page.declared(), Origin(), 0, credits=page.credits)
    (credit,) = describe(draft, TODAY).credits
    assert (credit.value, credit.method) == ("Reuters", "JSON-LD author")


def test_a_reader_who_comments_is_not_the_author() -> None:
    comment = "<div class='comments'><span itemprop='author'>Angry Gull</span></div>"
    assert read(document(around=comment)).byline is None


@pytest.mark.parametrize(
    ("stated", "language", "day"),
    [
        ("2024-05-14T23:30:00Z", "en", "2024-05-14T23:30:00Z"),
        ("2024-05-14 10:00:00 +0200", "en", "2024-05-14T10:00:00+0200"),
        ("Tue, 14 May 2024 10:00:00 GMT", "en", "2024-05-14"),
        ("May 14, 2024", "en", "2024-05-14"),
        ("By A. Writer on May 14, 2024", "en", "2024-05-14"),
        ("14.05.2024 10:00", "de", "2024-05-14"),
        ("14. Mai 2024", "de", "2024-05-14"),
        ("14 mai 2024 à 10h00", "fr", "2024-05-14"),
        ("14 de mayo de 2024", "es", "2024-05-14"),
        ("14 мая 2024, 10:00", "ru", "2024-05-14"),
        ("14 травня 2024", "uk", "2024-05-14"),
        ("14 maja 2024", "pl", "2024-05-14"),
        ("2024. május 14.", "hu", "2024-05-14"),
        ("14 Mayıs 2024 Salı", "tr", "2024-05-14"),
        ("14 Μαΐου 2024", "el", "2024-05-14"),
        ("2024年5月14日", "ja", "2024-05-14"),
        ("2024년 5월 14일", "ko", "2024-05-14"),
        ("2024. 5. 14.", "ko", "2024-05-14"),
        ("14 مايو 2024", "ar", "2024-05-14"),
        ("3/4/2024", "fr", "2024-04-03"),
        ("3/4/2024", "en", None),
        ("5 listopada 2023", "pl", "2023-11-05"),
        ("5 listopada 2023", "hr", "2023-10-05"),
        ("May 2024", "en", None),
        ("yesterday", "en", None),
        ("31 февраля 2024", "ru", None),
        ("2199-01-01", "en", None),
        ("0000-00-00", "en", None),
        ("14 ۲۰۲۴", "fa", None),
    ],
)
def test_a_date_is_read_strictly_in_many_languages(
    stated: str, language: str, day: str | None
) -> None:
    from index.ingest.pages.dating import read_date

    assert read_date(stated, language, TODAY) == day


def test_the_address_decides_between_two_dates() -> None:
    head = linked(headline="Old pier", datePublished="2024-06-30") + meta(
        article__published_time="2024-05-14T08:00:00Z"
    )
    assert read(document(head), ADDRESS).date == "2024-05-14T08:00:00Z"
    assert read(document(head), None).date == "2024-06-30"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/05/14/pier", "2024-05-14"),
        ("/2024/may/14/pier", "2024-05-14"),
        ("/news/20240514/pier.html", "2024-05-14"),
        ("/pier-2024-05-14", "2024-05-14"),
        ("/2024/05/pier", None),
        ("/a/2024/05/14/b/2024/05/15/", None),
        ("/story-20249914", None),
        ("/pier?from=/2024/05/14/", None),
    ],
)
def test_an_address_may_tell_the_day(path: str, day: str | None) -> None:
    assert read(document(), f"https://harborgazette.example{path}").date == day


def test_one_date_printed_at_the_article_is_a_guess_and_two_are_none() -> None:
    one = "<time class='published' datetime='2024-05-14'>14 May</time>"
    heading = "<h1>Old pier to close before winter</h1>"
    page = read(document(heading=heading + one))
    assert (page.date, page.hows["date"]) == ("2024-05-14", "time printed on the page, not certain")
    two = one + one.replace("14", "15")
    assert read(document(heading=heading + two)).date is None


def test_dates_of_other_articles_are_not_this_ones() -> None:
    related = "<aside class='related'><time datetime='2024-05-01'>1 May</time></aside>"
    updated = "<time class='updated' datetime='2024-05-20'>Updated 20 May</time>"
    page = read(document(heading="<h1>Old pier to close</h1>" + updated, around=related))
    assert page.date is None


@pytest.mark.parametrize(
    ("url", "head", "own"),
    [
        (None, f'<link rel="canonical" href="{ADDRESS}">', ADDRESS),
        (ADDRESS + "?utm_source=x", f'<link rel="canonical" href="{ADDRESS}">', ADDRESS),
        (ADDRESS, '<link rel="canonical" href="https://evil.example/a">', ADDRESS),
        (ADDRESS, '<link rel="canonical" href="https://www.harborgazette.example/">', ADDRESS),
        (ADDRESS, '<link rel="canonical" href="javascript:alert(1)">', ADDRESS),
        (ADDRESS, '<link rel="canonical" href="/b">', "https://www.harborgazette.example/b"),
        (None, meta(og__url=ADDRESS), ADDRESS),
        (None, "", None),
    ],
)
def test_the_pages_own_address(url: str | None, head: str, own: str | None) -> None:
    assert read(document(head), url).url == own


def test_a_saved_page_remembers_where_it_came_from() -> None:
    saved = document().replace("<html", f"<!-- saved from url=(0042){ADDRESS} --><html")
    assert read(saved).url == ADDRESS


def test_the_words_of_a_text_go_before_a_declared_language() -> None:
    german = (
        "Der Rat des Hafens hat am Dienstag beschlossen, die alte Mole noch vor dem Winter zu "
        "schließen, weil zwei der elf Pfähle nicht mehr zu retten sind. Die Fähre zu den Inseln "
        "wird von dem neuen Kai abfahren, an dem für zwei Schiffe und eine Hütte Platz ist. "
    )
    body = f"<p>{german}</p><p>{german.replace('Mole', 'Brücke')}</p>"
    assert read(document(body=body, language="en")).language == "de"
    assert read(document(language="")).language == "en"
