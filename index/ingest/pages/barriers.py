"""What stands between a reader and an article: paywalls, consent walls, pages that are none."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable
from importlib import resources
from itertools import islice
from typing import Any

from index.article import Finding
from index.ingest.pages.chapters import letters_key
from index.ingest.pages.head import Head, text_of
from index.ingest.pages.linked import Linked
from index.ingest.pages.page import NoArticle

_SHORT = 1_800
_STUB = 3_500
_LEAST = 140
_LEAST_UNDECLARED = 350
_MOST_TEASERS = 12
_LINKS_TRIED = 10_000
_AROUND = 30_000


@functools.cache
def _words(kind: str) -> re.Pattern[str]:
    """All patterns of one kind, as one."""
    source = resources.files(__package__).joinpath("barriers.toml").read_text("utf-8")
    return re.compile("|".join(tomllib.loads(source)[kind]), re.IGNORECASE)


_ADVICE_BROWSER = "open it in a browser, wait until you see the text, and save that page"
_ADVICE_CONSENT = "open it in a browser, answer the question about cookies, and save the page again"
_ADVICE_TEXT = "if there is one, save its text as plain text and add that"


def check(
    text: str,
    linked: Linked | None,
    head: Head,
    tree: Any,
    types: frozenset[str],
    plain: Callable[[], str],
) -> tuple[Finding, ...]:
    """Cautions for an article's text; raises ``NoArticle`` where there is no article.

    ``types``: what the page's JSON-LD describes; ``plain`` gives all text that can be seen.
    """
    _refuse_walls(text, head)
    stated = linked is not None or _is_article(head)
    least = _LEAST if stated else _LEAST_UNDECLARED
    if _measure(text) < least:
        raise _nothing(text, head, tree, plain())
    if linked is None and _is_links(text, tree):
        raise NoArticle("a list of links, no article", "open one of them, and add that")
    if linked is None and _is_list(head, tree, types, text):
        raise NoArticle("a list of articles, not an article", "open one of them, and add that")
    wall = paywall(text, linked, plain)
    return (wall,) if wall is not None else ()


def paywall(text: str, linked: Linked | None, plain: Callable[[], str]) -> Finding | None:
    """The caution for a text that a paywall seems to cut, with the words that say so."""
    size = _measure(text)
    if size > _STUB:
        return None
    said = _words("paywall").search(text[-1_500:]) or (
        _words("paywall").search(plain()[:_AROUND]) if size < _SHORT else None
    )
    if said is not None:
        return Finding("a paywall cuts this text", "words on the page", " ".join(said[0].split()))
    if linked is not None and _is_paid(linked):
        evidence = "isAccessibleForFree: false"
        return Finding("a paywall may cut this text", "JSON-LD isAccessibleForFree", evidence)
    return None


def _is_paid(linked: Linked) -> bool:
    value = linked.node.get("isAccessibleForFree")
    return value is False or (isinstance(value, str) and value.strip().lower() in ("false", "no"))


def _measure(text: str) -> int:
    """Letters and signs; an ideograph says as much as three letters."""
    return len(text) + 2 * len(re.findall("[\u2e80-\u9fff\uac00-\ud7af]", text[:5_000]))


def _refuse_walls(text: str, head: Head) -> None:
    """A consent dialogue or a check for robots where the article should be."""
    paragraphs = [line for line in text[:20_000].split("\n") if line.strip()]
    if not paragraphs or len(text) > 3_000:
        return
    consent = [line for line in paragraphs if _words("consent").search(line)]
    rest = sum(len(line) for line in paragraphs) - sum(map(len, consent))
    if (
        consent
        and len({found.lower() for line in consent for found in _words("consent").findall(line)})
        >= 2
    ):
        names_it = any("cookie" in line.lower() for line in consent) or len(consent) > 1
        if rest < _LEAST and names_it:
            raise NoArticle("only a question about cookies, no article", _ADVICE_CONSENT)
    if len(text) < 1_500 and _words("browser").search(f"{head.title}\n{text}"):
        raise NoArticle("only a notice for browsers, no article", _ADVICE_BROWSER)


def _is_article(head: Head) -> bool:
    kind = head.meta.get("og:type", "").lower()
    return (
        "article" in kind
        or "article:published_time" in head.meta
        or bool({"articlebody", "datepublished"} & head.properties.keys())
    )


def _nothing(text: str, head: Head, tree: Any, plain: str) -> NoArticle:
    if _words("missing").search(f"{head.title}\n{text}"):
        return NoArticle("a notice that the page is missing, no article", _ADVICE_BROWSER)
    if _words("browser").search(f"{head.title}\n{plain[:3_000]}"):
        return NoArticle("only a notice for browsers, no article", _ADVICE_BROWSER)
    if _words("consent").search(plain[:3_000]) and len(plain) < 3_000:
        return NoArticle("only a question about cookies, no article", _ADVICE_CONSENT)
    if len(plain) < 200:
        return NoArticle("an empty shell that a browser fills by script", _ADVICE_BROWSER)
    if sum(1 for _ in tree.iter("a")) >= 30:
        return NoArticle("a list of links, no article", "open one of them, and add that")
    return NoArticle("no article was found in it", _ADVICE_TEXT)


def _is_list(head: Head, tree: Any, types: frozenset[str], text: str) -> bool:
    """A front page or section: many headlines that are links, and no running text to speak of."""
    if _is_article(head):
        return False
    lists = types & {"CollectionPage", "ItemList", "SearchResultsPage"}
    teasers = sum(1 for level in ("h2", "h3") for node in tree.iter(level) if _leads_away(node))
    running = [line for line in text.split("\n") if len(line) > 250]
    return teasers >= (_MOST_TEASERS // 2 if lists else _MOST_TEASERS) and len(running) < 4


def _is_links(text: str, tree: Any) -> bool:
    """Most of the text are the words of links."""
    if len(text) > _LINKS_TRIED:
        return False
    whole = letters_key(text)
    links = {letters_key(text_of(node, 400)) for node in islice(tree.iter("a"), 2_000)}
    return sum(len(link) for link in links if len(link) >= 8 and link in whole) > 0.6 * len(whole)


def _leads_away(node: Any) -> bool:
    return any(True for _ in node.iter("a")) or node.getparent().tag == "a"
