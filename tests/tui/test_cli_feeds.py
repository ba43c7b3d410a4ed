"""``subscribe``, ``fetch``, ``feeds``, ``unsubscribe``: what a reader and a crontab see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.running import run
from tests.web import Site, answer, site

__all__ = ["site"]

FEED = """<rss version="2.0"><channel><title>Valley News</title>
<item><title>Council agrees</title><link>https://www.valleynews.example/1</link>
<pubDate>Tue, 11 Jul 2023 10:00:00 GMT</pubDate>
<description>The council of Oslo met on Monday, said Mayor Anne Lie. Read more</description></item>
</channel></rss>"""


@pytest.fixture
def followed(site: Site) -> Site:
    """A feed that the reader's library follows, with its one article."""
    site.answers["/f"] = answer(FEED, content_type="application/rss+xml")
    ran = run("subscribe", f"{site.url}/f", "--allow-private", "--folder", "News")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == ["subscribed to Valley News", "1 new article, 1 feed asked"]
    return site


def test_a_feed_is_followed_from_subscribing_to_unsubscribing(followed: Site) -> None:
    (line,) = run("list", "--json").json["articles"]
    assert (line["title"], line["outlet"]) == ("Council agrees", "Valley News")
    assert run("search", "council").code == 0
    listed = run("feeds")
    assert (listed.code, listed.err) == (0, "")
    assert listed.out.splitlines()[1].split()[:5] == ["1", "News", "Valley", "News", "1"]
    (feed,) = run("feeds", "--json").json["feeds"]
    assert (feed["id"], feed["url"], feed["articles"]) == (1, f"{followed.url}/f", 1)
    assert "address" in run("feeds", "valley").out
    ended = run("unsubscribe", "Valley News")
    assert ended.out == "Valley News is followed no longer; 1 article stays\n"
    assert run("feeds").code == 1
    assert run("list").code == 0


def test_fetch_says_one_line_and_quietly_nothing(followed: Site) -> None:
    assert run("fetch").out == "0 new articles, 0 feeds asked, 1 not due\n"
    ran = run("fetch", "--force")
    assert (ran.code, ran.out, ran.err) == (0, "0 new articles, 1 feed asked\n", "")
    quiet = run("fetch", "--force", "-q")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    report = run("fetch", "--force", "--json").json
    assert (report["imported"], report["feeds"][0]["already"]) == ([], 1)


def test_trouble_is_said_once_and_ends_with_1(followed: Site) -> None:
    followed.answers["/f"] = answer(status=404)
    first = run("fetch", "--force", "-q")
    assert (first.code, first.out) == (1, "")
    assert first.err == (
        "rashomon: Valley News: nothing is there (404); look for its address on its site\n"
    )
    again = run("fetch", "--force", "-q")
    assert (again.code, again.err) == (0, "")
    assert "404" in run("feeds").out
    named = run("fetch", "valley")
    assert named.code == 1 and "404" in named.err
    followed.answers["/f"] = answer(FEED)
    assert run("fetch", "--force").code == 0
    assert "404" not in run("feeds").out


def test_what_is_wanted_of_a_feed_is_changed(followed: Site) -> None:
    ran = run("feeds", "1", "--title", "Mine", "--folder", "", "--full-text", "--pause", "--json")
    (feed,) = ran.json["feeds"]
    assert (feed["title"], feed["folder"], feed["full_text"], feed["paused"]) == (
        "Mine",
        "",
        True,
        True,
    )
    assert run("fetch", "--force").out == "0 new articles, 0 feeds asked, 1 stopped\n"
    assert run("feeds", "--pause").code == 2
    assert run("feeds", "nothing").code == 1


def test_lists_go_out_and_come_in_again(followed: Site, tmp_path: Path) -> None:
    written = run("feeds", "--opml")
    path = tmp_path / "feeds.opml"
    path.write_text(written.out, encoding="utf-8")
    run("unsubscribe", "1")
    ran = run("subscribe", str(path))
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "subscribed to Valley News",
        "rashomon fetch brings the articles",
    ]
    (feed,) = run("feeds", "--json").json["feeds"]
    assert (feed["folder"], feed["title"]) == ("News", "Valley News")


def test_what_cannot_be_followed_is_named_with_what_to_do(site: Site, tmp_path: Path) -> None:
    private = run("subscribe", f"{site.url}/f")
    assert private.code == 1 and "--allow-private" in private.err
    site.answers["/"] = answer(
        '<link rel="alternate" type="application/rss+xml" href="/a" title="A">'
        '<link rel="alternate" type="application/atom+xml" href="/b" title="B">'
    )
    several = run("subscribe", site.url, "--allow-private")
    assert several.code == 1
    assert several.out.splitlines() == [f"{site.url}/a  A".replace("  ", " "), f"{site.url}/b B"]
    path = tmp_path / "list.opml"
    path.write_text('<opml><outline text="x" xmlUrl="javascript:1"/></opml>', encoding="utf-8")
    ran = run("subscribe", str(path))
    assert ran.code == 1 and "javascript: addresses are not fetched" in ran.err
    path.write_text("<opml><body/></opml>", encoding="utf-8")
    assert "a list without feeds" in run("subscribe", str(path)).error
    assert run("subscribe", "file:///etc/passwd").code == 1
    assert run("fetch").code == 1
    assert run("unsubscribe", "1").code == 1
