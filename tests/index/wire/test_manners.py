"""One request a host at a time, and robots.txt for what is fetched unasked."""

from __future__ import annotations

import threading

import pytest

from index.wire import Response, Robots, Turns, WireError


def test_requests_to_one_host_keep_apart() -> None:
    now = [0.0]

    def wait(seconds: float) -> None:
        now[0] += seconds

    turns = Turns(1.0, clock=lambda: now[0], wait=wait)
    for _ in range(3):
        with turns("a.example"):
            now[0] += 0.25
    assert now == [2.75]
    with turns("b.example"):
        pass
    assert now == [2.75]
    turns.slow("b.example", 7)
    with turns("b.example"):
        pass
    with turns("b.example"):
        pass
    assert now == [10.75]


def test_one_at_a_time_a_host() -> None:
    turns = Turns(0)
    inside, most = [0], [0]
    guard = threading.Lock()

    def visit() -> None:
        for _ in range(50):
            with turns("a.example"):
                with guard:
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                with guard:
                    inside[0] -= 1

    threads = [threading.Thread(target=visit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def served(text: str, status: int = 200) -> Robots:
    return Robots(lambda url: Response(status, url, text.encode() if status == 200 else b""))


def test_a_site_says_what_programs_may_fetch() -> None:
    robots = served("User-agent: *\nDisallow: /private/\n\nUser-agent: Rashomon\nDisallow: /no/")
    assert robots.allow("https://example.org/private/a")
    assert not robots.allow("https://example.org/no/a")
    assert not served("User-agent: *\nDisallow: /").allow("https://example.org/")


def test_the_rules_of_a_site_are_asked_for_once() -> None:
    asked: list[str] = []

    def ask(url: str) -> Response:
        asked.append(url)
        return Response(404, url)

    robots = Robots(ask)
    assert robots.allow("https://example.org/a")
    assert robots.allow("https://example.org/b")
    assert robots.allow("https://example.org:444/b")
    assert asked == ["https://example.org:443/robots.txt", "https://example.org:444/robots.txt"]


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (410, True), (429, False), (500, False)]
)
def test_no_rules_allow_and_a_broken_server_does_not(status: int, allowed: bool) -> None:
    assert served("", status).allow("https://example.org/a") is allowed


def test_a_silent_server_allows_nothing_for_now() -> None:
    def silent(url: str) -> Response:
        raise WireError("too slow", "no answer", url)

    assert not Robots(silent).allow("https://example.org/a")
    assert not Robots(silent).allow("javascript:alert(1)")


def test_a_pause_between_pages_is_kept() -> None:
    waited: list[float] = []
    turns = Turns(1.0, clock=lambda: 0.0, wait=waited.append)
    robots = Robots(lambda url: Response(200, url, b"User-agent: *\nCrawl-delay: 5"), turns)
    assert robots.allow("https://example.org/a")
    for _ in range(2):
        with turns("example.org"):
            pass
    assert waited == [5.0]


@pytest.mark.parametrize("text", ["\x00\xff", "Disallow: /", "User-agent: *\nAllow: " + "*" * 5000])
def test_rules_that_make_no_sense_do_no_harm(text: str) -> None:
    assert served(text).allow("https://example.org/a")
