"""Which addresses are asked, how they are shown, which are private."""

from __future__ import annotations

import pytest

from index.wire import WireError, parse, shown
from index.wire.addresses import is_public, plainly_private


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("http://example.org:80/a b".replace(" ", "%20"), "http://example.org/a%20b"),
        ("https://bücher.example/über", "https://xn--bcher-kva.example/%C3%BCber"),
        ("http://example.org:8080/?a=1&b=[2]#part", "http://example.org:8080/?a=1&b=[2]"),
        ("http://[2001:DB8::1]:81/x", "http://[2001:db8::1]:81/x"),
        (" https://example.org/a\n", "https://example.org/a"),
    ],
)
def test_what_is_typed_is_asked_in_one_form(typed: str, asked: str) -> None:
    assert parse(typed).url == asked


@pytest.mark.parametrize(
    "typed",
    [
        "", "example.org", "file:///etc/passwd", "feed://example.org/", "javascript:alert(1)",
        "http://", "http:///path", "http://a b/", "http://exa\x00mple.org/", "http://x\r\nHost: y/",
        "http://[::1", "http://[fe80::zz]/", "http://example.org:99999/", "http://.../",
        "http://" + "a" * 300 + ".org/", "https://example.org/" + "x" * 5_000, "http://-\u202e-/",
        "http://ex%61mple.org/", "http://\ud800/", "http://example.org/\ud800?q",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_a_reason(typed: str) -> None:
    with pytest.raises(WireError) as caught:
        parse(typed)
    assert caught.value.fault == "address"
    assert str(caught.value).isprintable()


def test_a_password_is_never_shown() -> None:
    assert shown("https://me:s3cret@example.org/a?b") == "https://me@example.org/a?b"
    assert shown("https://:s3cret@example.org") == "https://example.org"
    assert shown("https://example.org/a@b") == "https://example.org/a@b"
    assert parse("https://me:p%40ss@example.org/").credentials == "me:p@ss"
    assert "p%40ss" not in parse("https://me:p%40ss@example.org/").url


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1",
        "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "nonsense",
    ],
)  # fmt: skip
def test_private_numbers_are_known_in_every_wrapping(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_public_numbers_are_public(address: str) -> None:
    assert is_public(address)


def test_some_names_are_private_by_themselves() -> None:
    assert all(map(plainly_private, ("localhost", "a.localhost.", "printer.local", "10.0.0.1")))
    assert all(map(plainly_private, ("127.1", "0x7f000001", "2130706433", "0177.0.0.1", "10.1.")))
    assert not any(map(plainly_private, ("example.org", "localhost.example.org", "1.1.1.1")))
