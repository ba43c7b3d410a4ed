"""Fetching feeds: what comes in, from real servers on this machine into real libraries."""

from __future__ import annotations

import datetime

import pytest

from index import Library
from index.ingest.feeds.drafting import TEASER
from tests.index.followed import (
    BODY,
    NOW,
    WORDS,
    at_hand,
    entry,
    feed,
    fetch,
    follow,
    only,
    workers,
)
from tests.web import Asked, Send, Site, answer, moved, site

__all__ = ["at_hand", "site", "workers"]


def test_a_feed_is_followed_and_brings_articles_once(
    library: Library, site: Site, workers: None
) -> None:
    site.answers["/f"] = feed(entry(1), entry(2))
    found = follow(library, f"{site.url}/f", folder=" News / Europe ")
    (new,) = found.new
    assert (new.title, new.folder) == ("Valley News", "News/Europe")
    first = library.feeds.fetch(subscribed=found)
    assert len(site.asked) == 1
    assert len(first.imported) == 2
    assert library.search("ministers").total == 2
    article = library.article(first.imported[0])
    assert article.title and article.title.method == "feed entry title"
    assert article.outlet and (article.outlet.value, article.outlet.method) == (
        "Valley News",
        "feed title",
    )
    site.answers["/f"] = feed(entry(1), entry(2), entry(3))
    second = fetch(library)
    assert (len(second.imported), second.already) == (1, 2)
    assert library.feeds.every()[0].articles == 3
    assert fetch(library).imported == ()


def test_what_has_not_changed_is_not_sent_again(library: Library, site: Site) -> None:
    def conditional(asked: Asked, send: Send) -> None:
        known = asked.headers.get("if-none-match") == '"1"'
        send(answer(status=304) if known else feed(entry(1), etag='"1"'))

    site.answers["/f"] = conditional
    library.feeds.fetch(subscribed=follow(library, f"{site.url}/f"))
    assert only(fetch(library)).unchanged
    assert len(site.asked) == 2


def test_feeds_are_asked_when_they_are_due(library: Library, site: Site) -> None:
    site.answers["/f"] = feed(entry(1))
    follow(library, f"{site.url}/f")
    assert len(fetch(library, force=False).outcomes) == 1
    later = fetch(library, force=False)
    assert (later.outcomes, later.waiting) == ((), 1)
    hours = NOW + datetime.timedelta(hours=25)
    assert len(fetch(library, force=False, now=lambda: hours).outcomes) == 1
    assert len(fetch(library, "valley", force=False).outcomes) == 1


def test_an_entry_under_a_new_guid_is_no_new_article(library: Library, site: Site) -> None:
    site.answers["/f"] = feed(entry(1), entry(2))
    follow(library, f"{site.url}/f")
    fetch(library)
    site.answers["/f"] = feed(
        entry(1, guid="https://www.valley.example/?p=1"),
        entry(2, guid="x").replace("valley.example/2", "valley.example/other"),
    )
    assert fetch(library).imported == ()
    assert len(library.articles()) == 2


def test_one_guid_for_every_entry_is_no_reason_to_lose_any(library: Library, site: Site) -> None:
    site.answers["/f"] = feed(*(entry(number, guid="same") for number in range(4)))
    follow(library, f"{site.url}/f")
    assert len(fetch(library).imported) == 4
    site.answers["/f"] = feed(*(entry(number, guid="same") for number in range(5)))
    assert len(fetch(library).imported) == 1


def test_an_edited_text_is_let_be_and_another_text_is_another_article(
    library: Library, site: Site
) -> None:
    text = BODY.format("grain")
    site.answers["/f"] = feed(entry(1, text))
    follow(library, f"{site.url}/f")
    fetch(library)
    site.answers["/f"] = feed(entry(1, text.replace("hours", "many hours", 1)))
    assert fetch(library).imported == ()
    site.answers["/f"] = feed(
        entry(
            1,
            text + "And then a long report on what each of them said "
            "about rivers, prices, ballots and the winter. " * 6,
        )
    )
    (grown,) = fetch(library).imported
    assert "rivers" in library.article(grown).text
    assert fetch(library).imported == ()
    site.answers["/f"] = feed(
        entry(
            1,
            "Something else entirely stands under this number now: "
            "the river rose overnight and the old bridge was closed.",
        )
    )
    assert len(fetch(library).imported) == 1
    assert len(library.articles()) == 3


def test_an_entry_that_is_empty_at_first_comes_in_when_it_says_something(
    library: Library, site: Site
) -> None:
    site.answers["/f"] = feed("<item><guid>1</guid></item>")
    follow(library, f"{site.url}/f")
    assert fetch(library).imported == ()
    site.answers["/f"] = feed(entry(1))
    assert len(fetch(library).imported) == 1


def test_the_same_story_in_two_feeds_is_one_article(library: Library, site: Site) -> None:
    site.answers |= {"/a": feed(entry(1)), "/b": feed(entry(1, guid="other"))}
    follow(library, f"{site.url}/a")
    follow(library, f"{site.url}/b")
    assert len(fetch(library).imported) == 1
    assert [one.articles for one in library.feeds.every()] == [1, 1]


def test_what_was_forgotten_does_not_come_back(library: Library, site: Site) -> None:
    site.answers["/f"] = feed(entry(1), entry(2))
    follow(library, f"{site.url}/f")
    gone, stays = fetch(library).imported
    library.forgetting.forget([gone])
    assert fetch(library).imported == ()
    site.answers["/f"] = feed(entry(1, "Changed: " + BODY.format("tanks") * 3), entry(2))
    assert fetch(library).imported == ()
    library.feeds.unsubscribe("valley")
    site.answers["/f"] = feed(entry(1), entry(2))
    follow(library, f"{site.url}/f")
    assert fetch(library).imported == ()
    assert [line.id for line in library.articles()] == [stays]


PAGE = (
    "<html><head><title>Story 1</title></head><body><nav>Home</nav><article><h1>Story 1</h1>"
    + "".join(f"<p>{BODY.format(word)}</p>" for word in WORDS)
    + "</article></body></html>"
)


def teasing(site: Site) -> bytes:
    short = entry(1, "The ministers met. Read more").replace(
        "https://www.valley.example/1", f"{site.url}/story"
    )
    return feed(short, entry(2))


def test_the_page_has_what_the_feed_lacks(library: Library, site: Site, workers: None) -> None:
    site.answers |= {"/f": teasing(site), "/story": answer(PAGE)}
    follow(library, f"{site.url}/f", full_text=True)
    report = fetch(library)
    assert only(report).pages == 1
    assert site.paths()[1:] == ["/f", "/robots.txt", "/story"]
    story = next(one for one in map(library.article, report.imported) if "harbors" in one.text)
    assert story.title and story.title.value == "Story 1"
    assert story.cautions == ()
    assert library.original(story.id).startswith(b"<html>")


@pytest.mark.parametrize(
    ("path", "told", "why"),
    [
        ("/robots.txt", answer("User-agent: *\nDisallow: /story"), "robots.txt"),
        ("/story", answer(status=403), "403"),
        ("/story", answer("<html><body><p>Log in.</p></body></html>"), "; "),
        ("/story", moved("http://127.0.0.2/"), "private"),
    ],
)
def test_where_the_page_gives_nothing_the_teaser_is_taken_and_says_why(
    library: Library, site: Site, path: str, told: bytes, why: str
) -> None:
    site.answers |= {"/f": teasing(site), "/story": answer(PAGE), path: told}
    follow(library, f"{site.url}/f", full_text=True)
    report = fetch(library)
    assert len(report.imported) == 2
    found = [note for one in report.imported for note in library.article(one).cautions]
    assert [note.value for note in found] == [TEASER]
    assert why in found[0].method
