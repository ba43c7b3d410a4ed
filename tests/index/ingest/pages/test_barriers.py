"""Paywalls are said, and pages that are no articles are refused with what to do."""

from __future__ import annotations

import pytest

from index.ingest.pages import NoArticle
from tests.index.ingest.pages.writing import PARAGRAPHS, document, linked, read


@pytest.mark.parametrize(
    "words",
    [
        "Subscribe now to continue reading this story.",
        "This article is only available to subscribers.",
        "Already a subscriber? Log in",
        "You have reached your limit of free articles.",
        "Jetzt weiterlesen mit H+",
        "Dieser Artikel ist nur für Abonnenten.",
        "Cet article est réservé aux abonnés.",
        "Il vous reste 75% de cet article à lire.",
        "Contenido exclusivo para suscriptores",
        "Suscríbete para seguir leyendo",
        "Articolo riservato agli abbonati",
        "Exclusivo para assinantes",
        "Verder lezen? Word abonnee",
        "Artykuł tylko dla subskrybentów",
        "Artikeln är för prenumeranter",
        "Artiklen er kun for abonnenter",
        "Оформите подписку, чтобы читать дальше",
        "Devamını okumak için abone ol",
        "この記事は有料会員限定です",
        "للمشتركين فقط",
    ],
)
def test_a_stub_before_a_paywall_is_said_with_the_words(words: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2]) + f"<div><p>{words}</p></div>"
    page = read(document(linked(headline="Old pier to close"), body=body))
    (caution,) = page.cautions
    assert caution.value == "a paywall cuts this text"
    assert caution.evidence
    assert caution.evidence in words


def test_a_short_text_that_its_page_calls_paid_may_be_cut() -> None:
    body = f"<p>{PARAGRAPHS[1]}</p>"
    page = read(document(linked(headline="Old pier", isAccessibleForFree="False"), body=body))
    assert [caution.value for caution in page.cautions] == ["a paywall may cut this text"]


def test_a_whole_article_that_mentions_a_paywall_is_left_in_peace() -> None:
    long = "".join(f"<p>{text}</p>" for text in PARAGRAPHS * 8)
    told = "<p>Readers must subscribe to continue reading, the paper said on Monday.</p>"
    numbered = "".join(f"<p>{number}: {text}</p>" for number, text in enumerate(PARAGRAPHS * 9))
    assert read(document(body=told + numbered + long)).cautions == ()
    free = linked(headline="Old pier", isAccessibleForFree=True)
    assert read(document(free)).cautions == ()


COOKIES = (
    "<p>We and our 842 partners use cookies to store and access personal data on your device.</p>"
    "<p>By clicking Accept all you consent to this; you may change your privacy settings.</p>"
)
LINKS = "".join(f"<li><a href='/{number}'>Story number {number}</a></li>" for number in range(60))
KEKSE = (
    "<p>Wir verwenden Cookies und brauchen Ihre Einwilligung zur Verarbeitung von Daten.</p>"
    "<p>Mit unseren Partnern speichern wir Cookies. Mehr dazu im Datenschutz.</p>"
)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (document(body=COOKIES, heading="", title="Before you go on"), "cookies"),
        (document(body=KEKSE, heading="", title="Zustimmung", language="de"), "cookies"),
        ("<html><body><div id='root'></div><script>go()</script></body></html>", "empty shell"),
        (
            "<html><body><noscript>Please enable JavaScript to run this app.</noscript>"
            "<div id='app'></div></body></html>",
            "browsers|empty shell",
        ),
        (
            "<html><head><title>Just a moment...</title></head><body><p>Checking your browser "
            "before accessing the site. This may take some seconds.</p></body></html>",
            "browsers",
        ),
        (
            "<html><head><title>404 Not Found</title></head><body><h1>Page not found</h1>"
            f"<p>{'We looked everywhere and it is not here, sorry. ' * 3}</p></body></html>",
            "missing",
        ),
        (f"<html><body><ul>{LINKS}</ul></body></html>", "list of links"),
        ("<html></html>", "empty shell"),
        ("", "no web page|empty shell"),
    ],
)
def test_a_page_without_an_article_is_refused_with_advice(html: str, reason: str) -> None:
    with pytest.raises(NoArticle, match=reason) as refused:
        read(html)
    assert refused.value.advice


def test_a_front_page_is_refused() -> None:
    teasers = "".join(
        f"<div><h3><a href='/{number}'>Headline number {number} of this day</a></h3>"
        f"<p>{text}</p></div>"
        for number, text in enumerate(PARAGRAPHS * 4)
    )
    with pytest.raises(NoArticle, match="list of articles"):
        read(document(body=teasers, heading="", title="The Harbor Gazette"))


def test_an_article_under_a_cookie_banner_is_read() -> None:
    banner = f"<div id='cookie-banner'>{COOKIES}</div>"
    page = read(document(around=banner))
    assert page.text == "\n\n".join(PARAGRAPHS)


def test_a_flash_of_two_sentences_is_an_article_where_the_page_says_so() -> None:
    body = f"<p>{PARAGRAPHS[0]}</p><p>More follows when the council has published the minutes.</p>"
    assert read(document(linked(headline="Pier to close"), body=body)).text.startswith("The harbor")
