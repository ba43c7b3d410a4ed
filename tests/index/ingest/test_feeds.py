"""Feeds as they are found: RSS, Atom and JSON Feed, in every state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import Origin
from index.ingest import Draft, describe
from index.ingest.feeds import ParsedFeed, markup_feed, parse
from index.ingest.feeds.drafting import HEADLINE, TEASER, draft_of, outlet_of
from index.ingest.feeds.entry import Entry, unpacked
from index.ingest.feeds.fitting import moment_of, teaser_of
from index.ingest.feeds.task import decoded, read_feed
from index.ingest.worker import WorkerFailed
from tests.index.ingest.taking import TODAY, drafts, only_refusal, pipe, take

URL = "https://www.example.org/feeds/world.xml"
LONG = "The ministers met in Vilnius on Tuesday and spoke about what to do. " * 30


def feed(raw: bytes | str, **options: str) -> ParsedFeed:
    """A feed read in this process."""
    data = raw.encode() if isinstance(raw, str) else raw
    answer = read_feed(data, {"url": URL} | options)
    assert "failed" not in answer, answer
    return unpacked(json.loads(json.dumps(answer)))


def refused(raw: bytes | str) -> str:
    answer = read_feed(raw.encode() if isinstance(raw, str) else raw, {})
    return str(answer["failed"])


def rss(items: str, about: str = "<title>World</title>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{about}{items}</channel></rss>'


def item(inside: str) -> Entry:
    (entry,) = feed(rss(f"<item>{inside}</item>")).entries
    return entry


# -- what a feed says ----------------------------------------------------------------------


def test_rss() -> None:
    found = feed(
        rss(
            "<item><title>Talks &amp; more</title><link>/a?x=1&amp;y=2</link><guid>77</guid>"
            "<dc:creator>Ann Lee</dc:creator><pubDate>Tue, 11 Jul 2023 10:00:00 +0200</pubDate>"
            "<description>Short.</description>"
            f"<content:encoded><![CDATA[<p>One.</p><p>{LONG}</p><script>x()</script>]]>"
            "</content:encoded></item>",
            "<title>World</title><link>https://www.example.org/</link><language>en-gb</language>",
        ).replace(
            "<rss ",
            '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/" ',
        )
    )
    assert (found.title, found.site, found.language) == (
        "World",
        "https://www.example.org/",
        "en-gb",
    )
    (entry,) = found.entries
    assert entry.guid == "77"
    assert entry.title == "Talks & more"
    assert entry.url == "https://www.example.org/a?x=1&y=2"
    assert entry.author == "Ann Lee"
    assert entry.date == "Tue, 11 Jul 2023 10:00:00 +0200"
    assert entry.moment == "2023-07-11T08:00:00Z"
    assert entry.text == f"One.\n\n{LONG.strip()}"
    assert entry.teaser is None


def test_atom() -> None:
    (entry,) = feed(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example.com/x/">'
        "<title type='html'>A &amp;lt;b&amp;gt; c</title><id>f</id>"
        "<entry><id>tag:example.com,2023:1</id><title type='html'>&lt;b&gt;Bold&lt;/b&gt;</title>"
        "<link rel='self' href='self.xml'/><link rel='alternate' href='one.html'/>"
        "<author><name>Jo</name></author><author><name>Mo</name></author>"
        "<updated>2023-07-12T00:00:00Z</updated><published>2023-07-11T23:30:00-05:00</published>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Whole.</p>"
        "<p>Text.</p></div></content></entry></feed>"
    ).entries
    assert entry.guid == "tag:example.com,2023:1"
    assert entry.title == "Bold"
    assert entry.url == "https://news.example.com/x/one.html"
    assert entry.author == "Jo, Mo"
    assert entry.date == "2023-07-11T23:30:00-05:00"
    assert entry.text == "Whole.\n\nText."


def test_json_feed() -> None:
    found = feed(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "World",
                "home_page_url": "https://www.example.org/",
                "authors": [{"name": "The desk"}],
                "items": [
                    {"id": 7, "url": "/a", "title": "A", "content_html": "<p>Hi &amp; ho</p>",
                     "date_published": "2023-07-11T10:00:00+02:00", "authors": [{"name": "Ann"}]},
                    {"id": "8", "content_text": "a < b\n\nc", "summary": "no"},
                    "nonsense", {"id": "9"}, {"id": ["x"], "title": 7, "url": {"a": 1}},
                ],
            }
        )
    )  # fmt: skip
    one, two = found.entries
    assert (one.guid, one.url, one.text) == ("7", "https://www.example.org/a", "Hi & ho")
    assert (one.author, one.moment) == ("Ann", "2023-07-11T08:00:00Z")
    assert (two.guid, two.text, two.author) == ("8", "a < b\n\nc", "The desk")
    assert found.trouble == "3 of its 5 items could not be read"


def test_titles_are_text_whatever_they_hold() -> None:
    assert item("<title>AT&amp;T says &lt;i&gt;no&lt;/i&gt;</title>").title == "AT&T says no"
    assert item("<title>It&amp;#8217;s &amp;amp; on</title>").title == "It’s & on"
    assert item("<title>a &lt; b</title>").title == "a < b"
    assert item("<title>a\n  b\x85c\x1b[31m</title>").title is not None


def test_an_entry_without_an_id_is_known_by_its_link_or_its_words() -> None:
    assert item("<title>A</title><link>https://x.example/a</link>").guid == "https://x.example/a"
    by_words = item("<title>A</title><description>Words.</description>").guid
    assert by_words.startswith("sha256:")
    assert by_words == item("<title>A</title><description> Words. </description>").guid
    assert by_words != item("<title>B</title><description>Words.</description>").guid


def test_a_guid_does_not_hang_on_where_the_feed_is() -> None:
    text = rss("<item><guid>12</guid><title>A</title></item>")
    here, there = (feed(text, url=url).entries[0] for url in (URL, "https://other.example/f"))
    assert here.guid == there.guid == "12"
    assert here.url is None


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//", "http://"]
)
def test_links_lead_to_the_web_or_nowhere(link: str) -> None:
    assert item(f"<title>A</title><guid isPermaLink='false'>1</guid><link>{link}</link>").url in (
        None,
        URL,
    )


# -- dates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "moment", "day"),
    [
        ("Tue, 11 Jul 2023 10:00:00 GMT", "2023-07-11T10:00:00Z", "2023-07-11"),
        ("Tue, 11 Jul 2023 23:30:00 EST", "2023-07-12T04:30:00Z", "2023-07-11"),
        ("2023-07-11T10:00:00Z", "2023-07-11T10:00:00Z", "2023-07-11"),
        ("Tue, 11 Jul 2023 10:00:00 CEST", None, "2023-07-11"),
        ("Tue, 11 Jul 2023 10:00:00 MSK", None, "2023-07-11"),
        ("11 Jul 23 10:00 GMT", "2023-07-11T10:00:00Z", "2023-07-11"),
        ("July 11, 2023", None, "2023-07-11"),
        ("1689069600", None, "2023-07-11"),
        ("2023年7月11日", None, None),
        ("Tue, 11 Jul 1689 10:00:00 GMT", "1689-07-11T10:00:00Z", None),
        ("03/04/2023", None, None),
        ("Вт, 11 июл 2023 10:00:00 +0300", None, None),
        ("Mon, 30 Feb 2023 10:00:00 GMT", None, None),
        ("0000-00-00T00:00:00Z", None, None),
        ("Tue, 11 Jul 2099 10:00:00 GMT", "2099-07-11T10:00:00Z", None),
        ("yesterday", None, None),
    ],
)
def test_a_date_is_right_or_unknown(raw: str, moment: str | None, day: str | None) -> None:
    entry = item(f"<title>A</title><description>Words.</description><pubDate>{raw}</pubDate>")
    assert entry.date == raw
    assert entry.moment == moment
    draft = draft_of(ParsedFeed(), entry, TODAY, Origin())
    assert draft is not None
    stated = describe(draft, TODAY).dates.stated
    assert (stated.value if stated else None) == day


def test_a_parsers_date_is_not_believed_without_a_zone_that_is_known() -> None:
    parsed = (2023, 7, 11, 10, 0, 0, 1, 192, 0)
    assert moment_of("Tue, 11 Jul 2023 10:00:00", parsed) is None
    assert moment_of("Tue, 11 Jul 2023 10:00:00 XST", parsed) is None
    assert moment_of("2023-07-11T10:00:00Z", None) is None
    assert moment_of("2023-07-11T10:00:00Z", (2023, 13, 1, 0, 0, 0)) is None


# -- teasers, outlets, what an article then is -------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["", "Ministers met …", "Ministers met [...]", f"{LONG} Read more", "Met. Continue reading →",
     "Met. [&hellip;]", "Im Ministerium. Weiterlesen »", f"{LONG} Read the full story here.",
     "Met. The post Talks appeared first on Example News."],
)  # fmt: skip
def test_what_only_leads_to_the_page_is_a_teaser(text: str) -> None:
    assert teaser_of(text, whole=True)


def test_what_ends_properly_is_whole() -> None:
    assert teaser_of(LONG, whole=False) is None
    assert teaser_of(LONG[:400], whole=True) is None
    assert teaser_of(LONG[:400], whole=False)


def article(about: str, inside: str) -> Draft:
    found = drafts(pipe(rss(f"<item>{inside}</item>", about).encode()))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("title", "url", "source", "expected"),
    [
        ("World news | The Guardian", "https://www.theguardian.com/a", None,
         ("The Guardian", "address")),
        ("World", "https://feeds.feedburner.com/a", "Reuters", ("Reuters", "feed entry source")),
        ("Top stories - Valley Times", "https://www.valleytimes.example/a", None,
         ("Valley Times", "feed title")),
        ("BBC News - World", None, None, ("BBC News", "feed title")),
        ("Valley Times", None, None, ("Valley Times", "feed title")),
        ("My favourite links", "https://www.valleytimes.example/a", None, None),
        (None, None, None, None),
    ],
)  # fmt: skip
def test_who_published_an_entry(
    title: str | None, url: str | None, source: str | None, expected: tuple[str, str] | None
) -> None:
    found = outlet_of(ParsedFeed(title), Entry("1", url=url, source=source))
    if expected is None or found is None:
        assert found == expected
    else:
        assert found[0].removesuffix(" News") == expected[0].removesuffix(" News")
        assert found[1] == expected[1]


def test_a_saved_feed_becomes_articles() -> None:
    draft = article(
        "<title>World</title><language>de</language>",
        "<title>Gespräche</title><link>https://www.valley.example/a</link>"
        "<pubDate>Tue, 11 Jul 2023 10:00:00 GMT</pubDate><description>Die Minister …</description>",
    )
    found = describe(draft, TODAY)
    assert found.title and (found.title.value, found.title.method) == (
        "Gespräche",
        "feed entry title",
    )
    assert found.dates.stated and found.dates.stated.method == "feed entry date"
    assert found.url == "https://www.valley.example/a"
    assert found.language == "de"
    assert [note.value for note in found.cautions] == [TEASER]


def test_a_headline_alone_is_an_article_that_says_so() -> None:
    draft = article("<title>World</title>", "<title>Ministers meet in Vilnius</title>")
    assert draft.text == "Ministers meet in Vilnius"
    assert [note.value for note in draft.cautions] == [HEADLINE]


def test_what_is_kept_of_an_entry_can_be_read_again_alone() -> None:
    first = article(
        "<title>World</title>",
        "<title>A &amp; b</title><guid>7</guid><pubDate>Tue, 11 Jul 2023 10:00:00 GMT</pubDate>"
        "<description>&lt;p&gt;Ministers met.&lt;/p&gt;</description>",
    )
    (again,) = drafts(pipe(first.raw))
    assert (again.text, again.declared.title) == (first.text, first.declared.title)
    assert (again.declared.date, again.origin.key) == (first.declared.date, first.origin.key)


def test_a_list_of_feeds_is_to_be_subscribed_to() -> None:
    found = only_refusal(pipe(b"<?xml version='1.0'?><opml version='2.0'><body/></opml>"))
    assert "rashomon subscribe" in found.advice


def test_the_command_that_follows_a_list_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "my feeds.opml"
    path.write_text("<opml version='2.0'><body/></opml>", encoding="utf-8")
    found = only_refusal(take(path))
    assert found.advice == f"subscribe to them: rashomon subscribe '{path}'"


# -- encodings and damage ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        (b"<?xml version='1.0' encoding='utf-8'?><rss>Z\xfcrich</rss>", None),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><rss>Z\xfcrich</rss>", None),
        (b"<rss>Z\xfcrich</rss>", "windows-1252"),
        (b"<rss>Z\xc3\xbcrich</rss>", None),
        (b"<?xml version='1.0' encoding='nonsense'?><rss>Z\xc3\xbcrich</rss>", "nonsense"),
        (b"\xef\xbb\xbf<rss>Z\xc3\xbcrich</rss>", "iso-8859-1"),
        ("<rss>Zürich</rss>".encode("utf-16"), "utf-8"),
        (b"<rss>Z\xc3\xbcrich</rss>", "base64"),
    ],
)
def test_a_feed_is_read_in_its_encoding(raw: bytes, charset: str | None) -> None:
    assert "Zürich" in decoded(raw, charset)


def test_what_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    found = feed(
        rss("<item><title>A & b</title><description>1 <b> 2</description></item>"
            "<item><title>C</title></item>")
    )  # fmt: skip
    assert [entry.title for entry in found.entries] == ["A & b", "C"]
    assert found.trouble and "not well-formed" in found.trouble
    cut = rss("<item><title>A</title></item><item><title>B</title><descr")[
        : -len("</channel></rss>")
    ]
    assert feed(cut).entries[0].title == "A"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("<html><body>rss</body></html>", "web page"),
        ("<opml><body/></opml>", "OPML"),
        ("{}", "not JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "not JSON Feed"),
        ("{", "broken JSON"),
        ("[" * 10, "not a feed"),
        ('{"a":' * 100_000, ""),
        ("", "not a feed"),
        ("hello", "not a feed"),
        (b"\x00" * 1000, "not a feed"),
        (b"\x89PNG\r\n\x1a\n\x00", "not a feed"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(raw: bytes | str, said: str) -> None:
    assert said in refused(raw)


def test_of_very_many_entries_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup_feed, "MOST_ENTRIES", 3)
    found = feed(rss("".join(f"<item><title>{n}</title></item>" for n in range(5))))
    assert [entry.title for entry in found.entries] == ["0", "1", "2"]
    assert found.trouble == "has 5 entries, of which the first 3 were read"


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)


def inside(markup: str) -> str:
    return rss(f"<item><title>A</title><description>{markup}</description></item>")


MANY = " ".join(f'a{n}="1"' for n in range(100_000))
HOSTILE = {
    "attributes": rss(f"<item {MANY}><title>A</title></item>"),
    "attributes with brackets": rss(
        "<item " + " ".join(f"a{n}='>'" for n in range(30_000)) + "><title>A</title></item>"
    ),
    "attributes inside": inside(f"<![CDATA[<p {MANY}>x</p>]]>"),
    "nested": rss("<item><title>A</title><description>" + "<b>" * 20_000 + "x"),
    "nested inside": inside("<![CDATA[" + "<div>" * 100_000 + "x]]>"),
    "entities": rss("<item><title>A&m;</title></item>").replace("<rss", BOMB + "<rss"),
    "external": inside("&x;").replace(
        "<rss", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss'
    ),
    "one long line": inside("x" * 2_000_000),
    "brackets": inside("&lt;" * 100_000),
    "ampersands": inside("&" * 100_000),
    "open comments": rss("<item><title>A</title></item>" + "<!--" * 100_000),
    "lines": inside("x\n" * 1_100_000),
    "blanks": inside(" \n" * 200_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_feeds_are_read_or_refused_soon(name: str) -> None:
    """In a worker, as always: whatever it does, this process goes on."""
    try:
        found = parse(HOSTILE[name].encode())
    except WorkerFailed as failed:
        assert name == "lines" and "millions of lines" in failed.reason
        return
    assert found.entries and (found.entries[0].title or "").startswith("A")
    assert "root:" not in found.entries[0].text


NOISE = st.lists(
    st.sampled_from(
        """<item> </item> <title> </title> <rss> <channel> <entry> <link~href=' '/> <pubDate>
        11~Jul~2023 <![CDATA[ ]]> & &amp; &#0; <!-- --> <guid> \0 é <content~type='base64'>
        ==== { " <!DOCTYPE~a~[ ]> <?xml ?> <dc:date> xml:base='http://[ <published>
        9999999999999 <source~url='x'> \ud800""".replace("\0", "\x01").split()
    ).map(lambda piece: piece.replace("~", " ").replace("\x01", "\0")),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(NOISE, st.binary(max_size=30))
def test_no_feed_is_a_fault(text: str, more: bytes) -> None:
    raw = rss(text).encode("utf-8", "surrogatepass") + more
    answer = read_feed(raw, {"url": URL, "charset": "utf-8"})
    json.dumps(answer)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "url", "title", "content_html", "summary", "authors", "name",
                         "date_published", "language", "items"]),
        inner,
        max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(JSON, max_size=4), JSON)
def test_no_json_feed_is_a_fault(items: list[object], rest: object) -> None:
    whole = {"version": "https://jsonfeed.org/version/1", "items": items, "title": rest}
    json.dumps(read_feed(json.dumps(whole).encode(), {"url": URL}))
