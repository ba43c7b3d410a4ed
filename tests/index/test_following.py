"""Following feeds: by address, page or list; changing them, ending them, undoing that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import Library, NotFound, RashomonError
from tests.index.followed import at_hand, entry, feed, fetch, follow, follow_all
from tests.web import Asked, Send, Site, answer, site

__all__ = ["at_hand", "site"]


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


def test_following_ending_and_following_anew_are_walked_back_through(
    library: Library, site: Site
) -> None:
    site.answers["/f"] = feed(entry(1))
    library.feeds.fetch(subscribed=follow(library, f"{site.url}/f"))
    library.feeds.unsubscribe("1")
    follow(library, f"{site.url}/f", folder="Anew")

    def folders() -> list[tuple[str, int]]:
        return [(one.folder, one.articles) for one in library.feeds.every()]

    assert library.corrections.undo() == "undone: Valley News is followed"
    assert folders() == []
    library.corrections.undo()
    assert folders() == [("", 1)], "with what had come by it"
    assert not fetch(library).imported
    library.corrections.undo()
    assert folders() == []
    assert len(library.articles()) == 1, "what came by it stays"
    for _ in range(3):
        library.corrections.redo()
    assert folders() == [("Anew", 1)]
    assert library.corrections.redo() is None


def test_a_list_of_feeds_is_followed_no_longer_at_once(library: Library, tmp_path: Path) -> None:
    follow_all(library, tmp_path, [f"https://a.example/{n}" for n in range(12)])
    library.feeds.unsubscribe("3")
    library.corrections.undo()
    assert library.corrections.undo() == "undone: 12 feeds are followed"
    assert library.feeds.every() == []
    library.corrections.redo()
    assert [one.title for one in library.feeds.every()][:2] == ["F0", "F1"]
    assert len(library.feeds.every()) == 12


def test_a_feed_followed_anew_elsewhere_is_not_put_back_twice(
    library: Library, tmp_path: Path
) -> None:
    follow_all(library, tmp_path, ["https://a.example/f"])
    library.corrections.undo()
    with library._connections.writing() as connection:
        connection.execute(
            "INSERT INTO feed (url, title, added) VALUES ('https://a.example/f','','')"
        )
    library.corrections.redo()
    assert len(library.feeds.every()) == 1


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
    library.feeds.change("1", folder="Mine")
    library.corrections.undo()
    library.corrections.undo()
    library.corrections.redo()
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
