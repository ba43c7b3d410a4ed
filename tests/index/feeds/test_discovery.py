"""Which feeds a web page names."""

from __future__ import annotations

from index.feeds.discovery import feeds_of, main_feeds

HERE = "https://a.example/news/"


def test_feeds_named_in_a_pages_head() -> None:
    page = b"""<html><head><title>A</title>
      <link rel="alternate" type="application/rss+xml" title="A &amp; comments"
        href="/comments/feed">
      <link href=feed.atom type="application/atom+xml" rel="alternate home">
      <LINK REL='alternate' TYPE='application/feed+json' TITLE='J' HREF='//b.example/f.json'/>
      <link rel="alternate" type="text/html" hreflang="de" href="/de">
      <link rel="stylesheet" type="application/rss+xml" href="/x">
      <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
      <link rel="alternate" type="application/rss+xml" href="">
      <link rel="alternate" type="application/rss+xml" href="feed.atom">"""
    found = feeds_of(page, HERE)
    assert [one.url for one in found] == [
        "https://a.example/news/feed.atom",
        "https://b.example/f.json",
        "https://a.example/comments/feed",
    ]
    assert found[2].title == "A & comments"
    assert len(main_feeds(found)) == 2
    assert main_feeds(found[2:]) == found[2:]


def test_a_page_may_say_where_its_links_begin() -> None:
    page = b"<base href='https://c.example/x/'><link rel=alternate type=application/rss+xml href=f>"
    assert [one.url for one in feeds_of(page, HERE)] == ["https://c.example/x/f"]


def test_pages_that_name_none_and_pages_that_are_none() -> None:
    for page in (b"", b"<html>", b"\x00\xff" * 1000, b"<link " * 50_000, b"<link a='" * 50_000):
        assert feeds_of(page, HERE) == ()
