"""What attacks found once, tried again: ``corpus`` holds it, a file a find."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

import pytest

from index.ingest import describe, read
from index.ingest.draft import Draft
from index.wire import WireError, parse
from index.wire.addresses import follow
from tests.hostile import foreign
from tests.index.ingest.taking import TODAY
from tools.attacks.judging import markdown
from tui.json_values import dumps
from tui.report_markdown import Markdown

CORPUS = Path(__file__).with_name("corpus")
FILES = [path for path in sorted(CORPUS.iterdir()) if path.suffix != ".json"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_read_quickly_or_refused(path: Path) -> None:
    began = time.process_time()
    items = list(read([str(path)]))
    assert items
    for item in items:
        if isinstance(item, Draft):
            describe(item, TODAY)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("url", json.loads((CORPUS / "addresses.json").read_text("utf-8")))
def test_an_address_is_asked_or_refused(url: str) -> None:
    here = parse("http://here.example/")
    with contextlib.suppress(WireError):
        parse(url)
    with contextlib.suppress(WireError):
        follow(here, url)


@pytest.mark.parametrize("line", json.loads((CORPUS / "lines.json").read_text("utf-8")))
def test_a_line_is_told_without_harm(line: str) -> None:
    assert not foreign(dumps({"line": line}))
    markdown("line", Markdown().text(line))
