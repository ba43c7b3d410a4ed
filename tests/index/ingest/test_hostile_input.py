"""Whatever comes in: no control characters, no traceback, and time in step with its size."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.ingest import Draft, describe
from index.text import clean_text
from tests.hostile import HOSTILE
from tests.index.ingest.taking import TODAY, drafts, pipe

MEGABYTE = 1_000_000
FLOODS = {
    "letters": "a",
    "capitals": "A. ",
    "quotes": "“",
    "brackets": "(",
    "citing phrases": " told ",
    "citations": "according to A ",
    "outlets": "Reuters said ",
    "half an outlet": "The New York ",
    "short lines": "a\n",
    "bylines": "By Ada Quill\n",
    "credits": "Source: AP\n",
    "lists": "Related articles\nfoo bar\n",
    "promotions": "subscribe sign up newsletter\n",
    "captions": "Getty Images (",
    "datelines": "KYIV, ",
    "dashes": "A-",
    "stamps": "July 11, 2023\n",
    "digits": "1",
    "field lines": "title: a\n",
    "mail fields": "A: b\n",
    "tags": "<div",
    "comments": "<!--",
    "objects": '{"a":',
    "cells": 'text,"',
    "hash marks": "#",
    "ideographs": "漢",
    "wrapped lines": "x" * 60 + "\n",
    "copyrights": "Copyright © A A A A A A A A A A\n",
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_megabyte_of_anything_is_taken_in(flood: str) -> None:
    """Work that grew with the square of the input would not end here."""
    piece = FLOODS[flood]
    data = (piece * (MEGABYTE // len(piece.encode()))).encode()
    for item in pipe(data)[:1]:
        if isinstance(item, Draft):
            assert describe(item, TODAY).text == item.text


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_string_survives_anywhere(name: str) -> None:
    hostile = HOSTILE[name]
    text = f"{hostile}\n\nBy {hostile}\n\nSource: {hostile}\n\n{hostile}\n"
    row = json.dumps({"text": text, "title": hostile, "outlet": hostile, "author": hostile})
    for data in (text.encode("utf-8", "surrogatepass"), row.encode()):
        for draft in drafts(pipe(data)):
            found = describe(draft, TODAY)
            for value in (found.text, *_values(found)):
                assert clean_text(value) == value
                value.encode()


def _values(found: Article) -> list[str]:
    findings = [found.title, found.outlet, found.byline, *found.credits, *found.cites]
    return [finding.value for finding in findings if finding is not None]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    for item in pipe(data):
        if isinstance(item, Draft):
            described = describe(item, TODAY)
            assert "\x1b" not in described.text and "\0" not in described.text


LINES = st.sampled_from(
    [
        "", "News", "date 2021-03-04 (AP) ", "March 4, 2021", "By Ada Quill, Reuters", "KYIV — ",
        "Gale closes harbor for weeks", "Related articles", "Source: AFP", "Leave a comment",
        "The ferry company cancelled every crossing on Monday after a gale.", "(Reuters)",
        "About the author", "© 2021 The Guardian", "https://bbc.co.uk/x", "Title: A gale",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES | st.text(max_size=60), max_size=14))
def test_zones_are_always_in_order_and_inside_the_text(lines: list[str]) -> None:
    for item in pipe("\n".join(lines).encode("utf-8", "replace")):
        if not isinstance(item, Draft):
            continue
        found = describe(item, TODAY)
        end = 0
        for zone in found.zones:
            assert end <= zone.start < zone.end <= len(found.text)
            end = zone.end
        for finding in (found.title, found.outlet, *found.credits, *found.cites):
            if finding is not None and finding.span is not None:
                assert found.text[finding.span.start : finding.span.end] == finding.evidence
