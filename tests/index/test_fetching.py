"""Following feeds: real servers on this machine, real libraries, every way a feed can answer."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path

import pytest

from index import Library, LibraryBusy, NotFound, RashomonError, fetching, subscribing
from index.feeds.outcome import FeedOutcome, FetchReport
from index.fetching import Settings
from index.ingest.feeds import ParsedFeed
from index.ingest.feeds.drafting import TEASER
from index.ingest.feeds.entry import unpacked
from index.ingest.feeds.task import read_feed
from index.ingest.worker import WorkerFailed
from index.subscribing import Subscribed
from index.wire import WireError
from tests.web import Asked, Send, Site, answer, moved, serving, site

__all__ = ["site"]

BODY = "The ministers of the alliance met in Vilnius and spoke of {0} for hours. " * 4
WORDS = "grain tanks rivers winter bridges prices ballots harbors".split()
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def entry(number: int, body: str | None = None, guid: str | None = None) -> str:
    text = body if body is not None else BODY.format(WORDS[number % len(WORDS)])
    return (
        f"<item><title>Story {number}</title><link>https://www.valley.example/{number}</link>"
        f"<guid isPermaLink='false'>{guid or number}</guid>"
        f"<pubDate>Tue, 11 Jul 2023 10:{number:02}:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"
    )


def rss(*entries: str, title: str = "Valley News") -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/'
        f'content/"><channel><title>{title}</title>{"".join(entries)}</channel></rss>'
    ).encode()


def feed(*entries: str, title: str = "Valley News", **headers: str) -> bytes:
    return answer(rss(*entries, title=title), content_type="application/rss+xml", **headers)


@pytest.fixture
def workers() -> None:
    """Asked for by tests in which worker processes read what comes, as they always do."""


@pytest.fixture(autouse=True)
def at_hand(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere the same code reads feeds in this process: a worker takes a second to start."""
    if "workers" in request.fixturenames:
        return

    def parse(raw: bytes, url: str, content_type: str | None, charset: str | None) -> ParsedFeed:
        found = read_feed(raw, {"url": url} | ({"charset": charset} if charset else {}))
        if "failed" in found:
            raise WorkerFailed(found["failed"])
        return unpacked(found)

    monkeypatch.setattr(fetching, "parse", parse)
    monkeypatch.setattr(subscribing, "parse", parse)


def follow(library: Library, url: str, **options: object) -> Subscribed:
    return library.feeds.subscribe(url, allow_private=True, **options)  # type: ignore[arg-type]


def follow_all(library: Library, folder: Path, urls: list[str]) -> None:
    """Many feeds at once, by a list, without asking them."""
    path = folder / "feeds.opml"
    outlines = "".join(f'<outline text="F{n}" xmlUrl="{url}"/>' for n, url in enumerate(urls))
    path.write_text(f"<opml><body>{outlines}</body></opml>", "utf-8")
    library.feeds.subscribe(str(path), allow_private=True)


def fetch(library: Library, *only: str, force: bool = True, **settings: object) -> FetchReport:
    how = Settings(spacing=0, deadline_s=8.0, chance=lambda: 0.0, now=lambda: NOW)
    changed = dataclasses.replace(how, **settings)  # type: ignore[arg-type]
    return library.feeds.fetch(only, force=force, settings=changed)


def only(report: FetchReport) -> FeedOutcome:
    (outcome,) = report.outcomes
    return outcome


def titles(library: Library) -> list[str]:
    return sorted(line.label for line in library.articles())


# -- what comes in -------------------------------------------------------------------------


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


# -- feeds that do not answer as they should ---------------------------------------------------


def test_one_dead_feed_holds_up_no_other(library: Library, site: Site, tmp_path: Path) -> None:
    def drip(_: Asked, send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\n\r\n")
        while not site.stopping.wait(0.02):
            send(b"x")

    def silent(_: Asked, send: Send) -> None:
        site.stopping.wait(8)

    site.answers |= {
        "/good": feed(entry(1)),
        "/page": answer("<html><body>Log in</body></html>"),
        "/drip": drip,
        "/silent": silent,
        "/broken": b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<rss",
        "/gone": answer(status=410),
        "/trouble": answer(status=500),
        "/loop": moved("/loop"),
        "/last": feed(entry(2)),
    }
    names = list(site.answers)
    urls = [f"{site.url}{name}" for name in names] + ["http://127.0.0.1:9/closed"]
    follow_all(library, tmp_path, urls)
    report = fetch(library, deadline_s=0.5)
    assert len(report.imported) == 2
    errors = {one.feed.url.removeprefix(site.url): one.error for one in report.failed}
    assert {name: (error or "").partition(" ")[0] for name, error in errors.items()} == {
        "/page": "what", "/drip": "no", "/silent": "no", "/broken": "the", "/gone": "the",
        "/trouble": "the", "/loop": "more", "http://127.0.0.1:9/closed": "nobody",
    }  # fmt: skip
    assert "web page" in (errors["/page"] or "")
    assert all(one.advice for one in report.failed)


def test_trouble_is_told_once_and_kept_with_the_feed(library: Library, site: Site) -> None:
    site.answers["/f"] = feed(entry(1))
    follow(library, f"{site.url}/f")
    fetch(library)
    site.answers["/f"] = answer(status=404)
    assert [only(fetch(library)).fresh for _ in range(3)] == [True, False, False]
    kept = library.feeds.every()[0].state
    assert (kept.failures, kept.error) == (3, "nothing is there (404)")
    assert kept.due and kept.due > NOW + datetime.timedelta(minutes=30)
    site.answers["/f"] = feed(entry(1))
    assert only(fetch(library)).error is None
    assert library.feeds.every()[0].state.error is None


def test_a_feed_that_is_gone_is_left_alone_until_the_reader_says_so(
    library: Library, site: Site
) -> None:
    site.answers["/f"] = feed(entry(1))
    follow(library, f"{site.url}/f")
    site.answers["/f"] = answer(status=410)
    assert "410" in (only(fetch(library)).error or "")
    assert fetch(library).ended == 1
    site.answers["/f"] = feed(entry(1))
    library.feeds.change("valley", enabled=True)
    assert len(fetch(library).imported) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_us_to_wait_is_left_alone(
    library: Library, site: Site, tmp_path: Path, status: int
) -> None:
    site.answers |= {f"/{n}": answer(status=status, retry_after="7200") for n in range(3)}
    follow_all(library, tmp_path, [f"{site.url}/{n}" for n in range(3)])
    assert len(fetch(library).failed) == 3
    assert len(site.asked) == 1
    assert fetch(library).waiting == 3
    assert len(site.asked) == 1


def test_a_feed_that_has_moved_is_asked_at_its_new_place(library: Library, site: Site) -> None:
    site.answers["/old"] = feed(entry(1))
    follow(library, f"{site.url}/old")
    site.answers |= {"/old": moved("/new", 301), "/new": feed(entry(1), entry(2))}
    said = [only(fetch(library)).notices for _ in range(3)]
    assert said[:2] == [(), ()]
    assert "has moved" in said[2][0]
    assert library.feeds.every()[0].url == f"{site.url}/new"
    assert len(library.articles()) == 2


def test_private_addresses_are_for_readers_who_ask(library: Library, site: Site) -> None:
    with pytest.raises(WireError) as caught:
        library.feeds.subscribe(f"{site.url}/f")
    assert caught.value.fault == "private"
    with serving("127.0.0.2") as other:
        site.answers["/f"] = moved(f"{other.url}/f")
        with pytest.raises(WireError):
            follow(library, f"{site.url}/f")
        assert other.asked == []
    assert library.feeds.every() == []


def test_stopping_keeps_what_is_in(library: Library, site: Site, tmp_path: Path) -> None:
    for number in range(6):
        site.answers[f"/{number}"] = feed(entry(number))
    follow_all(library, tmp_path, [f"{site.url}/{number}" for number in range(6)])
    stored: list[int] = []
    settings = Settings(spacing=0, now=lambda: NOW)
    report = library.feeds.fetch(
        settings=settings,
        progress=lambda progress: stored.append(progress.done),
        cancelled=lambda: bool(stored and stored[-1] >= 2),
    )
    assert report.cancelled
    assert len(library.articles()) == len(report.imported) >= 2
    rest = fetch(library, force=False)
    assert len(rest.imported) + len(report.imported) == 6


def test_a_run_that_breaks_off_leaves_its_feeds_due(
    library: Library, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/f"] = feed(entry(1))
    follow(library, f"{site.url}/f")

    def busy(*_: object) -> None:
        raise LibraryBusy("is being written by another process")

    with monkeypatch.context() as patch:
        patch.setattr(fetching.Fetching, "_store", busy)
        with pytest.raises(LibraryBusy):
            fetch(library, force=False)
    assert len(fetch(library, force=False).imported) == 1


def test_two_runs_do_not_ask_the_same(library: Library, site: Site, tmp_path: Path) -> None:
    second: list[FetchReport] = []
    site.answers["/f"] = feed(entry(1))
    follow_all(library, tmp_path, [f"{site.url}/f"])

    def meanwhile(*_: object) -> None:
        if not second:
            second.append(FetchReport())
            second[0] = fetch(library, force=False)

    library.feeds.fetch(settings=Settings(spacing=0, now=lambda: NOW), progress=meanwhile)
    assert second[0].waiting == 1
    assert len(site.asked) == 1


# -- the whole text ---------------------------------------------------------------------------


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


# -- subscribing ------------------------------------------------------------------------------


def test_a_page_leads_to_its_feed(library: Library, site: Site) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="{0}" title="{1}">'
    site.answers |= {
        "/": answer(link.format("/f", "News") + link.format("/c", "Comments")),
        "/f": feed(entry(1)),
        "/two": answer(link.format("/f", "News") + link.format("/g", "Sport")),
        "/none": answer("<html><body>Hello</body></html>"),
        "/lying": answer(link.format("/none", "News")),
    }
    found = follow(library, f"{site.url}/")
    assert found.page == f"{site.url}/"
    assert [one.url for one in found.new] == [f"{site.url}/f"]
    choices = follow(library, f"{site.url}/two")
    assert [one.title for one in choices.choices] == ["News", "Sport"]
    assert choices.new == ()
    for path in ("/none", "/lying", "/missing"):
        with pytest.raises(RashomonError):
            follow(library, f"{site.url}{path}")
    assert len(library.feeds.every()) == 1
    assert follow(library, f"{site.url}/f").already


def test_a_list_is_taken_over_with_its_folders(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text(
        '<opml><body><outline text="News"><outline text="A" xmlUrl="https://a.example/f"/>'
        '<outline text="B" xmlUrl="file:///etc/passwd"/></outline></body></opml>',
        "utf-8",
    )
    found = library.feeds.subscribe(str(path), folder="Mine")
    assert [(one.title, one.folder) for one in found.new] == [("A", "Mine/News")]
    assert len(found.refused) == 1
    again = library.feeds.subscribe(str(path))
    assert (len(again.new), len(again.already)) == (0, 1)
    (tmp_path / "no.opml").write_text("hello", "utf-8")
    for wrong in (tmp_path / "no.opml", tmp_path / "missing.opml", tmp_path, "nothing"):
        with pytest.raises(RashomonError):
            library.feeds.subscribe(str(wrong))


def test_a_list_at_an_address_is_taken_over(library: Library, site: Site) -> None:
    outline = f'<outline text="A" xmlUrl="{site.url}/a"/>'
    site.answers["/l"] = answer(f'<?xml version="1.0"?><opml><body>{outline}</body></opml>')
    assert [one.title for one in follow(library, f"{site.url}/l").new] == ["A"]


def test_a_private_address_is_refused_with_the_command_that_lets_it_in(
    library: Library, site: Site, tmp_path: Path
) -> None:
    site.answers["/f"] = feed(entry(1))
    command = f"rashomon subscribe --allow-private {site.url}/f"
    with pytest.raises(RashomonError) as caught:
        library.feeds.subscribe(f"{site.url}/f")
    assert caught.value.advice == f"if you trust it: {command}"
    path = tmp_path / "list.opml"
    path.write_text(f'<opml><outline text="F" xmlUrl="{site.url}/f"/></opml>', encoding="utf-8")
    library.feeds.subscribe(str(path))
    assert command in fetch(library).outcomes[0].advice
    assert library.feeds.subscribe(f"{site.url}/f", allow_private=True).already
    assert fetch(library).imported, "a feed that is followed already is let in, too"


def test_feeds_are_changed_and_ended(library: Library, site: Site) -> None:
    site.answers["/f"] = feed(entry(1))
    library.feeds.fetch(subscribed=follow(library, f"{site.url}/f"))
    changed = library.feeds.change("1", title="Mine", folder="a//b/", full_text=True, enabled=False)
    assert (changed.title, changed.folder, changed.full_text) == ("Mine", "a/b", True)
    assert fetch(library).ended == 1
    (only,) = library.feeds.every()
    for which in ("mine", "1", f"{site.url}/f"):
        assert library.feeds.find(which) == only
    with pytest.raises(NotFound):
        library.feeds.find("nothing like it")
    assert library.feeds.unsubscribe("mine").articles == 1
    assert (library.feeds.every(), len(library.articles())) == ([], 1)


def test_an_ended_subscription_comes_back_as_it_was(library: Library, site: Site) -> None:
    site.answers["/f"] = feed(entry(1))
    library.feeds.fetch(subscribed=follow(library, f"{site.url}/f", folder="News"))
    (before,) = library.feeds.every()
    library.feeds.unsubscribe("1")
    assert library.corrections.undo() == "undone: Valley News is followed no longer"
    assert library.feeds.every() == [before]
    assert not fetch(library).imported, "its entries are known still"
    assert library.corrections.redo() == "redone: Valley News is followed no longer"
    assert library.feeds.every() == []
    library.corrections.undo()
    assert library.feeds.find("1").folder == "News"


def test_a_feed_followed_anew_is_not_put_back_twice(library: Library, site: Site) -> None:
    site.answers["/f"] = feed(entry(1))
    follow(library, f"{site.url}/f")
    library.feeds.unsubscribe("1")
    follow(library, f"{site.url}/f", folder="Anew")
    library.corrections.undo()
    assert [one.folder for one in library.feeds.every()] == ["Anew"]


def test_changes_of_a_feed_are_undone_one_by_one(library: Library, site: Site) -> None:
    site.answers["/f"] = feed(entry(1))
    follow(library, f"{site.url}/f")
    library.feeds.change("1", folder="World")
    library.feeds.change("1", full_text=True)
    library.feeds.change("1", enabled=False)
    library.feeds.change("1", folder="World")
    fetch(library)
    assert library.corrections.undo() == "undone: Valley News is not asked any more"
    assert library.corrections.undo() == "undone: Valley News is fetched whole"
    (now,) = library.feeds.every()
    assert (now.folder, now.full_text, now.state.ended) == ("World", False, False)
    assert library.corrections.undo() == "undone: Valley News is in World"
    assert library.corrections.redo() == "redone: Valley News is in World"
    assert library.feeds.every()[0].folder == "World"
    assert library.corrections.log() == (), "nothing of it is a correction"


def test_a_password_stays_with_its_feed(library: Library, site: Site) -> None:
    def guarded(asked: Asked, send: Send) -> None:
        send(feed(entry(1)) if "authorization" in asked.headers else answer(status=401))

    site.answers["/f"] = guarded
    url = f"http://me:s3cret@127.0.0.1:{site.port}/f"
    follow(library, url)
    report = fetch(library)
    assert len(report.imported) == 1
    shown = json.dumps([one.shown_url for one in library.feeds.every()])
    assert "s3cret" not in shown
    origins = library.article(report.imported[0]).origins
    assert "s3cret" not in repr(origins)
    library.feeds.unsubscribe("1")
    library.forgetting.compact()
    library.close()
    left = b"".join(path.read_bytes() for path in library.path.rglob("*") if path.is_file())
    assert b"s3cret" not in left, "it goes for good with the next compaction"


def test_articles_are_found_by_their_feed_its_title_and_its_folder(
    library: Library, site: Site
) -> None:
    site.answers["/a"] = feed(entry(1), entry(2))
    site.answers["/b"] = feed(entry(3), title="Hill Post")
    for path, folder in (("/a", "News/Europe"), ("/b", "News")):
        follow(library, site.url + path, folder=folder)
    fetch(library)
    first, second = library.feeds.find("Valley News"), library.feeds.find("Hill Post")

    def found_by(query: str) -> int:
        return library.search(query).total

    assert found_by(f"feed:{first.id}") == 2
    assert found_by(f"feed:{second.id}") == 1
    assert found_by('feed:"hill post"') == 1
    assert found_by("feed:News") == 3
    assert found_by("feed:news/europe is:unread") == 2
    assert found_by("feed:Europe") == 0
    assert library.feeds.unread() == {first.id: 2, second.id: 1}
    library.mark_read(library.search("feed:News/Europe").hits[0].line.id)
    assert library.feeds.unread()[first.id] == 1
