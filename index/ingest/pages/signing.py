"""Who signs a page: people, by name; not the house, not its staff, not an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.article import Finding
from index.ingest.outlets import by_name
from index.ingest.pages.head import Head, text_of
from index.ingest.pages.linked import Linked, plain
from index.ingest.pages.naming import Named, letters_of
from index.text import clean_line

_META = (
    "author", "article:author", "article.author", "parsely-author", "sailthru.author", "byl",
    "dc.creator", "dcterms.creator", "dc.contributor", "citation_author", "rnews:author",
    "cxenseparse:author", "article:author_name", "og:article:author",
)  # fmt: skip
_OPENING = re.compile(
    r"(?:(?:written|reporting|analysis|opinion|perspective|commentary|review|story|words|text) by|"
    r"text|by|von|par|por|door|af|av|di|de|da|od|автор|текст|автори?"
    r"|autore?a?|auteur|yazan|oleh|tekst|a cura di)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_EASTERN = re.compile(
    r"^(?:(?:本報|本报)?(?:記者|记者)[:：/\s]*|(?:撰?文|作者)\s?[:：/]\s*|(?:كتبت?|بقلم|מאת)\s?:?\s+)"
    r"|\s*(?:記者|기자|특파원)$"
)
_BETWEEN = re.compile(
    r"(?<=[^\W\d_]{3})\.\s+|\s*(?:[,;|•·/&，、]|\s(?:and|und|et|y|e|og|och|en|ja|i|и|та|і|ve|dan|with|mit|avec|con)\s"
    r"|\s[-–—]\s)\s*"
)
_NOBODY = re.compile(
    r".*(?:\b(?:staff|editors?|editorial|newsroom|news ?desk|web ?desk|desk|admin(?:istrator)?|"
    r"webmaster|team|agenc(?:y|ies)|agencias?|agenzie|agences?|agenturen|redaktion(?:en)?|"
    r"redaktsioon|redakcja|redakce|redakcia|redakcija|redakció|redaccion|redacción|redação|"
    r"redacao|redazione|rédaction|redaktionell|redaksi(?:yon)?|redactie|uredništvo|szerkesztőség|"
    r"correspondents?|reporters?|bureau|online|news|press|unknown|anonymous|guest|user|"
    r"contributors?|wire|services?|media|group|journal|magazine|newspaper|tv|radio|times|"
    r"toimitus|haber|merkezi)\b|редакц|редакт|кореспондент|корреспондент|новин|новост|编辑|記者|"
    r"编辑部|編集部|デジタル|편집|뉴스|تحرير|وكالات|סוכנויות|מערכת|σύνταξη).*",
    re.IGNORECASE | re.DOTALL,
)
_ROLE = re.compile(
    r".*\b(?:correspondent|reporter|editor|columnist|writer|analyst|chief|redakteur(?:in)?|"
    r"korrespondent(?:in)?|journaliste?|periodista|corresponsal|giornalista|politics|"
    r"in [A-Z]\w+)\b.*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net|html?)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_SPACELESS = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")
_PRINTED = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
_LONGEST = 60
_MOST = 8


def byline_on(linked: Linked | None, head: Head, own: frozenset[str]) -> Named | None:
    """The names of the people who sign, with ", " between, and how they were found.

    ``own``: the letters of the names of the site, which signs nothing.
    """
    for values, how in _stated(linked, head):
        names = [name for value in values for name in _people(value, own)]
        if names:
            return Named(", ".join(list(dict.fromkeys(names))[:_MOST]), how)
    return None


def agencies_on(linked: Linked | None, head: Head) -> tuple[Finding, ...]:
    """The news agencies that sign the page in its metadata."""
    found: dict[str, Finding] = {}
    for values, how in _stated(linked, head):
        for value in values:
            for piece in (value, *_BETWEEN.split(value[:300])):
                known = by_name(clean_line(piece), in_credit=True)
                if known is not None and known.kind == "agency":
                    found.setdefault(known.name, Finding(known.name, how, clean_line(value, 200)))
    return tuple(found.values())


def _stated(linked: Linked | None, head: Head) -> Iterator[tuple[list[str], str]]:
    if linked is not None:
        yield list(_linked_names(linked.get("author"))), "JSON-LD author"
        yield list(_linked_names(linked.get("creator"))), "JSON-LD creator"
    for name in _META:
        if name in head.meta:
            yield [head.meta[name]], f"meta {name}"
    yield head.properties.get("author", []), "microdata author"


def _linked_names(value: Any) -> Iterator[str]:
    """Names in an author property: text, an object with a name, or a list of them."""
    for item in (value if isinstance(value, list) else [value])[:20]:
        name = item.get("name") if isinstance(item, dict) else item
        for one in (name if isinstance(name, list) else [name])[:20]:
            if isinstance(one, str):
                yield plain(one)


def _people(value: str, own: frozenset[str]) -> Iterator[str]:
    line = clean_line(plain(value), 400)
    opening = _OPENING.match(line)
    if opening is not None and opening.group().strip(" :").lower() not in ("de", "da", "di"):
        line = line[opening.end() :]
    line = _EASTERN.sub("", line)
    if _ADDRESS.search(line) and " " not in line:
        return
    names = [
        name
        for piece in _BETWEEN.split(line + " ")
        if (name := _without_house(_EASTERN.sub("", piece.strip()).strip(' .,;:|()[]"“”'), own))
        and _is_person(name, own)
    ]
    whole = [name for name in names if " " in name or _SPACELESS.search(name)]
    yield from whole or names


def _without_house(name: str, own: frozenset[str]) -> str:
    """A name without the site's at its end; nothing where the site's begins it."""
    words = name.split()
    for count in range(1, min(4, len(words))):
        if letters_of("".join(words[:count])) in own:
            return ""
        if letters_of("".join(words[-count:])) in own:
            return " ".join(words[:-count])
    return name


def _is_person(name: str, own: frozenset[str]) -> bool:
    if len(name) > _LONGEST or len(name) < 2 or _ADDRESS.search(name):
        return False
    if _NOBODY.fullmatch(name) or _ROLE.fullmatch(name) or any(map(str.isdigit, name)):
        return False
    letters = letters_of(name)
    if letters in own or by_name(name, in_credit=True) is not None:
        return False
    words = name.split()
    if len(words) > 6 or not _LETTER.search(name) or words[-1][0].islower():
        return False
    if " " not in name and not _SPACELESS.search(name):
        return name[0].isupper() and len(name) >= 4 and not name.isupper()
    return True


def printed_byline(tree: Any, own: frozenset[str]) -> Named | None:
    """The one byline printed on the page as such (``rel=author``, class "byline")."""
    for path, how in (
        ("(.//*[@rel='author'])[position() < 13]", "link rel=author"),
        ("(.//*[contains(@class, 'byline')])[position() < 13]", "printed byline"),
    ):
        found: dict[str, None] = {}
        for node in tree.xpath(path):
            links = [text_of(link, 80) for link in node.iter("a")]
            for text in links or [" | ".join(part.strip() for part in node.itertext())[:160]]:
                found.update(dict.fromkeys(filter(_PRINTED.fullmatch, _people(text, own))))
        if 0 < len(found) <= 3:
            return Named(", ".join(found), how)
    return None
