"""Lists of feeds: taken over from other readers, whatever their state, and written."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from index.feeds.opml import FeedList, is_opml, read, write
from index.feeds.subscription import Subscription
from tests.hostile import HOSTILE, foreign


def opml(body: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="2.0"><body>{body}</body></opml>'.encode()


def urls(found: FeedList) -> list[str]:
    return [one.url for one in found.feeds]


def test_feeds_come_with_their_titles_and_nested_folders() -> None:
    found = read(
        opml(
            '<outline text="News"><outline text="Europe">'
            '<outline type="rss" text="Tim&amp;s" xmlUrl="https://a.example/f"'
            ' htmlUrl="https://a.example/"/></outline>'
            "<outline title='World' xmlUrl='https://b.example/f?a=1&amp;b=2'></outline></outline>"
            '<outline text="Top" xmlUrl="https://c.example/f" category="/Tech,/Other"/>'
        )
    )
    assert [(one.title, one.folder) for one in found.feeds] == [
        ("Tim&s", "News/Europe"),
        ("World", "News"),
        ("Top", "Tech"),
    ]
    assert found.feeds[0].site == "https://a.example/"
    assert urls(found)[1] == "https://b.example/f?a=1&b=2"
    assert found.refused == ()


def test_ampersands_that_nobody_escaped_do_no_harm() -> None:
    found = read(opml('<outline text="a & b" xmlUrl="https://a.example/?x=1&y=2"/>'))
    assert urls(found) == ["https://a.example/?x=1&y=2"]
    assert found.feeds[0].title == "a & b"


def test_what_is_no_feed_on_the_web_is_named_with_the_reason() -> None:
    found = read(
        opml(
            '<outline text="js" xmlUrl="javascript:alert(1)"/><outline text="f" xmlUrl="file:///x"/>'
            '<outline text="old" xmlUrl="feed://a.example/"/><outline text="nothing"/>'
            '<outline text="none here"></outline><outline text="good" xmlUrl="https://a.example/"/>'
            '<outline text="twice" xmlUrl="https://a.example/"/>'
        )
    )
    assert urls(found) == ["https://a.example/"]
    assert [one.label.split(" (")[0] for one in found.refused] == [
        "js", "f", "old", "nothing", "none here",
    ]  # fmt: skip
    assert all(one.reason and one.advice for one in found.refused)


def test_damaged_lists_give_what_they_can() -> None:
    assert urls(read(b'<opml><outline xmlUrl="https://a.example/"/><outline text="b')) == [
        "https://a.example/"
    ]
    assert urls(read("<opml><outline xmlurl='https://a.example/'/>".encode("utf-16"))) == [
        "https://a.example/"
    ]
    commented = '<!-- <outline xmlUrl="https://no.example/"/> -->'
    assert urls(read(opml(commented))) == []
    assert read(b"").feeds == read(b"</outline>" * 100).feeds == ()


def test_hostile_lists_are_read_soon_and_nothing_in_them_is_expanded() -> None:
    entity = b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    found = read(entity + opml('<outline text="&x;" xmlUrl="https://a.example/"/>'))
    assert found.feeds[0].title == "&x;"
    deep = read(opml('<outline text="d">' * 50_000 + '<outline xmlUrl="https://a.example/"/>'))
    assert urls(deep) == ["https://a.example/"]
    assert len(deep.feeds[0].folder) < 2_000
    many = " ".join(f'a{n}="1"' for n in range(100_000))
    assert read(opml(f'<outline {many} xmlUrl="https://a.example/"/>')).feeds == ()
    read(b'<outline a="' * 50_000)
    read(b"<outline " * 100_000)
    read(opml("<outline text='" + "x" * 2_000_000 + "'/>"))


def test_what_is_written_is_read_back() -> None:
    feeds = [
        Subscription(
            1, "https://a.example/?x=1&y=2", 'A & "B"', "News/Europe", "https://a.example/"
        ),
        Subscription(2, "https://me:s3cret@b.example/f", "", "News"),
        Subscription(3, "https://c.example/f", "C\x01<"),
    ]
    text = write(feeds)
    ElementTree.fromstring(text)
    assert is_opml(text.encode())
    assert "s3cret" not in text
    found = read(text.encode())
    assert {(one.url, one.title, one.folder) for one in found.feeds} == {
        ("https://a.example/?x=1&y=2", 'A & "B"', "News/Europe"),
        ("https://me@b.example/f", "https://me@b.example/f", "News"),
        ("https://c.example/f", "C<", ""),
    }


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES), max_size=5))
def test_any_names_make_a_list_that_others_can_read(names: list[tuple[str, str]]) -> None:
    feeds = [
        Subscription(number, f"https://a.example/{number}", title, folder)
        for number, (title, folder) in enumerate(names)
    ]
    text = write(feeds)
    ElementTree.fromstring(text)
    assert sorted(urls(read(text.encode()))) == sorted(feed.url for feed in feeds)


PIECES = ["<outline ", "</outline>", "xmlUrl='", "https://a.example/", "'", '"', "/>", ">"]
PIECES += ["text=", "&", "<!--", "-->", "\x00"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_list_is_a_fault(pieces: list[str]) -> None:
    read("".join(pieces).encode())


def test_what_is_written_steers_no_terminal() -> None:
    """Not even where somebody else has written the library that it comes from."""
    for hostile in HOSTILE.values():
        feed = Subscription(1, "https://example.org/feed", title=hostile, folder=hostile)
        assert not foreign(write([feed]).replace("\n", ""))
