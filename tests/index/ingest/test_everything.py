"""One of everything, hostile files among it: what can be read is read, the rest explained."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import pytest

from index.ingest import describe
from tests.index.ingest import everything
from tests.index.ingest.taking import TODAY, drafts, pipe, refusals, take


@pytest.mark.skipif(sys.platform == "win32", reason="its names and pipes are of other systems")
def test_a_folder_of_everything_is_taken_in_with_a_reason_for_all_that_is_not(
    tmp_path: Path,
) -> None:
    articles, hostile = everything.write(tmp_path)
    assert hostile >= 75
    began = time.process_time()
    items = take(tmp_path)
    found, refused = drafts(items), refusals(items)
    assert time.process_time() - began < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 900_000  # of the whole test run
    good = [draft for draft in found if "/hostile/" not in (draft.origin.path or "")]
    assert len(good) == articles
    assert all("/hostile/" in refusal.path for refusal in refused)
    for draft in found:
        article = describe(draft, TODAY)
        assert "root:" not in article.text and "\x1b" not in article.text
    for refusal in refused:
        assert refusal.reason and refusal.advice
        assert refusal.path.isprintable() and refusal.reason.isprintable()
    named = {(draft.origin.path or "").split("/hostile/")[-1] for draft in found}
    named |= {refusal.path.split("/hostile/")[-1] for refusal in refused}
    for name in everything.hostile():
        assert not name.isprintable() or any(name[:30] in other for other in named), name


def test_the_reasons_name_what_a_file_is() -> None:
    kinds = {
        "paper.txt": "PDF", "docx.docx": "DOCX", "book.epub": "EPUB", "locked.zip": "encrypted",
        "bomb.xz": "200 times", "thirty.gz": "packed more than 2 times", "base.db": "SQLite",
        "seven.7z": "7-Zip", "cut.zip": "cut short", "parts.eml": "parts", "line.txt": "5 MB",
    }  # fmt: skip
    for name, words in kinds.items():
        (refusal,) = refusals(pipe(everything.hostile()[name]))
        assert words in refusal.reason
