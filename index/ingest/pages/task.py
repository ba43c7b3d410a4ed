"""Reading a page inside the worker process: bytes in, the fields of a ``Page`` out."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lxml import etree, html

from index.ingest.decode import Decoded, decode
from index.ingest.language import declared_language, language_of
from index.ingest.pages.barriers import check
from index.ingest.pages.body import body_of
from index.ingest.pages.dating import published
from index.ingest.pages.head import Head, addresses, read_head
from index.ingest.pages.linked import Linked, bare_address, kinds, linked_article
from index.ingest.pages.markup import defuse, running_text
from index.ingest.pages.naming import Named, headline, own_names, site_of
from index.ingest.pages.page import NoArticle, Page
from index.ingest.pages.signing import agencies_on, byline_on, printed_byline
from index.ingest.pages.standfirst import standfirst
from index.text import clean_line, clean_text

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?([\w:.-]{2,30})", re.I
)
_HEAD = 8_192
_MOST = 4_000_000
_AS_TEXT = "save its text as plain text and add that"


def read_page(payload: bytes, options: Mapping[str, str]) -> dict[str, Any]:
    """The task "page". ``options``: url and charset, where known."""
    try:
        page = page_in(payload, options.get("url"), options.get("charset"))
    except NoArticle as none:
        return {"reason": none.reason, "advice": none.advice}
    return page.as_json()


def page_in(payload: bytes, url: str | None, charset: str | None) -> Page:
    """The article in a page; raises ``NoArticle``, and whatever its parsers raise."""
    decoded = decoded_page(payload, charset)
    markup = defuse(decoded.text)
    if len(markup.text) > _MOST:
        raise NoArticle(
            f"a page of more than {_MOST // 1_000_000} MB without its scripts", _AS_TEXT
        )
    tree = _tree(markup.text)
    if tree is None:
        raise NoArticle("no web page", _AS_TEXT)
    head = read_head(tree)
    found = tuple(addresses(head, url, decoded.text))
    bare = frozenset(bare_address(address) for address, _ in found)
    linked = linked_article(markup.linked_data, bare, f"{head.title}\n{' '.join(head.headings)}")
    plain = functools.cache(lambda: running_text(markup.text))
    titles = (*head.headings, (linked.text("headline") if linked else None) or "")
    body = body_of(tree if markup.modest else None, plain, linked, titles)
    above = standfirst(tree, body.text, linked, head) if markup.modest else ""
    if above:
        body = replace(body, text=f"{clean_text(above)}\n\n{body.text}")
    cautions = check(body.text, linked, head, tree, kinds(markup.linked_data), plain)
    fields = _fields(linked, head, tree, found, body.text)
    return Page(
        text=body.text,
        title=_value(fields, "title"),
        outlet=_value(fields, "outlet"),
        date=_value(fields, "date"),
        byline=_value(fields, "author"),
        language=_value(fields, "language"),
        url=_value(fields, "url"),
        credits=agencies_on(linked, head),
        hows={name: named.how for name, named in fields.items()},
        cautions=(*cautions, body.caution) if body.caution else cautions,
        encoding=decoded.encoding,
        replaced=decoded.replaced,
    )


def decoded_page(payload: bytes, charset: str | None) -> Decoded:
    """A page's bytes as text: what HTTP declared goes before what the page declares."""
    inside = _CHARSET.search(payload[:_HEAD])
    return decode(payload, charset or (inside[1].decode("ascii") if inside else None))


def _tree(markup: str) -> Any:
    """The parsed page, or None where there is nothing to parse.

    ``huge_tree`` lifts the depth limit of libxml2, beyond which a page comes out empty; the
    worker's memory and time are limited instead.
    """
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, collect_ids=False, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _fields(
    linked: Linked | None,
    head: Head,
    tree: Any,
    found: tuple[tuple[str, str], ...],
    text: str,
) -> dict[str, Named]:
    """By field what the page says of itself, and where; clean single lines."""
    url = found[0][0] if found else None
    site = site_of(linked, head, url)
    own = own_names(linked, head, site, url)
    language = _language(linked, head, text)
    dated = published(linked, head, tuple(address for address, _ in found), language)
    fields = {
        "title": headline(linked, head, own),
        "outlet": site,
        "date": Named(dated.value, dated.how) if dated else None,
        "url": Named(*found[0]) if found else None,
        "author": byline_on(linked, head, own) or printed_byline(tree, own),
        "language": Named(language, "the page's language") if language else None,
    }
    return {
        name: Named(value, named.how)
        for name, named in fields.items()
        if named is not None and (value := clean_line(named.value))
    }


def _value(fields: Mapping[str, Named], name: str) -> str | None:
    return fields[name].value if name in fields else None


def _language(linked: Linked | None, head: Head, text: str) -> str | None:
    """The language declared, unless the words of the text plainly are another's."""
    declared = (
        declared_language(head.language)
        or declared_language(linked.text("inLanguage") if linked else None)
        or declared_language((head.meta.get("og:locale") or "").replace("_", "-") or None)
        or declared_language(head.meta.get("content-language"))
    )
    return language_of(text) or declared
