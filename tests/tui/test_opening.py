"""Addresses: found in a text, made safe, and handed to a program without any shell."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from index import Article, Origin, Zone
from tests.hostile import HOSTILE
from tui.opening import Link, Opener, links, nothing_opens, opener, own_page, safe_address

FURNITURE = "Follow us: https://social.example/post"
TEXT = (
    "See https://a.example/one, then (https://b.example/x_(y)) and www.c.example/two.\n"
    f"{FURNITURE}\nAgain https://a.example/one and ftp://d.example/three."
)


def article() -> Article:
    at = TEXT.index(FURNITURE)
    zone = Zone(at, at + len(FURNITURE), "boilerplate", "links")
    return Article(id=1, text=TEXT, url="http://own.example/page", zones=(zone,))


def everywhere(name: str) -> str:
    return f"/usr/bin/{name}"


def nowhere(name: str) -> None:
    return None


def test_the_own_page_comes_first_then_what_the_text_names_each_once() -> None:
    assert links(article()) == [
        Link("http://own.example/page", own=True),
        Link("https://a.example/one"),
        Link("https://b.example/x_(y)"),
        Link("https://www.c.example/two"),
        Link("https://social.example/post", aside=True),
    ]


def test_the_own_page_may_be_where_it_was_fetched_from() -> None:
    fetched = replace(article(), url=None, origins=(Origin(url="https://f.example/"),))
    assert own_page(fetched) == "https://f.example/"
    assert own_page(replace(article(), url="javascript:alert(1)")) is None


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/", "--help", "http://",
        "https:///path", "http://-a.example", "http://a b.example/", "http://a.example/\nb",
        "http://a.example/\x1b]52;c;QQ==\x07", "http://a.example:99999/", "http://[::1",
        "http://a.example/" + "x" * 3_000, "http://a\u202eb.example/", "http:// ", "",
    ],
)  # fmt: skip
def test_nothing_but_http_and_https_to_a_host_is_opened(address: str) -> None:
    assert safe_address(address) is None


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example/caf\u00e9?q=\u65e5", "https://a.example/caf%C3%A9?q=%E6%97%A5"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/"),
        ("https://bank.example@evil.example/", "https://evil.example/"),
        ("HTTP://A.Example/Path", "http://a.example/Path"),
        ("https://a.example/$(rm)`x`'y'\"", "https://a.example/%24(rm)%60x%60%27y%27%22"),
        ("https://a.example/100%25?x=1&y=2#z", "https://a.example/100%25?x=1&y=2#z"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_what_is_opened_is_plain_ascii(address: str, safe: str) -> None:
    assert safe_address(address) == safe


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_gives_only_addresses_that_hold_nothing_to_obey(case: str) -> None:
    text = f"https://a.example/{HOSTILE[case]} www.b.example/{HOSTILE[case]}"
    for link in links(Article(id=1, text=text, url=text)):
        assert link.address.isascii() and link.address.isprintable() and " " not in link.address


@pytest.mark.parametrize(
    "piece", ["http://", "www.", "https://a.example/((", "https://a,,,", f"http://a{')' * 1990} "]
)
def test_a_megabyte_of_beginnings_is_read_in_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    links(Article(id=1, text=text))
    assert time.process_time() - began < 5


def test_browser_names_the_program_and_is_never_given_to_a_shell() -> None:
    found = opener({"BROWSER": "missing:my-browser --new '%s'"}, lambda n: None if n == "missing"
                   else n)  # fmt: skip
    assert found == Opener(("my-browser", "--new", "%s"))
    assert found.arguments("https://a.example/;ls") == [
        "my-browser", "--new", "https://a.example/;ls",
    ]  # fmt: skip


def test_a_browser_for_the_terminal_gets_the_terminal() -> None:
    found = opener({"BROWSER": "/usr/bin/w3m"}, everywhere)
    assert found and found.on_terminal
    assert found.arguments("https://a.example/") == ["/usr/bin/w3m", "https://a.example/"]


def test_a_desktop_has_its_own_opener() -> None:
    assert opener({"DISPLAY": ":0"}, everywhere, "linux") == Opener(("xdg-open",))
    assert opener({}, everywhere, "darwin") == Opener(("open",))
    only_gio = opener({"WAYLAND_DISPLAY": "w"}, lambda n: n if n == "gio" else None, "linux")
    assert only_gio and only_gio.arguments("https://a.example/")[:2] == ["gio", "open"]


def test_over_ssh_without_a_browser_nothing_opens_and_the_reason_is_told() -> None:
    env = {"SSH_CONNECTION": "1 2 3 4"}
    assert opener(env, everywhere, "linux") is None
    assert "SSH" in nothing_opens(env) and "$BROWSER" in nothing_opens(env)
    assert opener({"DISPLAY": ":0", "BROWSER": "'"}, nowhere, "linux") is None
