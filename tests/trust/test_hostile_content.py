"""A few trials of each attack with hostile content; ``tools/torture.py`` runs thousands."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.web import Site, site
from tools.attacks import fuzz, inputs, servers, texts
from tools.attacks.trial import Broken

__all__ = ["site"]


def test_hostile_strings_come_in_everywhere_and_leave_nowhere(tmp_path: Path) -> None:
    assert "exports" in texts.trial(2, tmp_path)


@pytest.mark.parametrize("name", ["overlap.zip", "xz-dictionary.xz", "links.tar", "addresses.eml"])
def test_a_hostile_file_alone_stays_in_its_bounds(name: str, tmp_path: Path) -> None:
    inputs.one_alone(name, inputs.MORE[name](), tmp_path)


@pytest.mark.parametrize(
    "name",
    ["tiny chunks", "a header of megabytes", "a bomb in bombs", "leads to brackets",
     "leads to a number", "says less than nothing", "a thousand codings", "sets cookies"],
)  # fmt: skip
def test_a_server_that_lies_gets_an_answer_or_a_reason(name: str, site: Site) -> None:
    servers.asked(name, servers.TRICKS[name], random.Random(1), site)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_name_that_changes_its_address_leads_nowhere_inside(seed: int, site: Site) -> None:
    servers.rebinding(random.Random(seed), site)


def test_feeds_that_misbehave_do_not_harm_the_one_that_does_not(tmp_path: Path, site: Site) -> None:
    servers.feeds_of(random.Random(1), tmp_path)


@pytest.mark.parametrize("target", fuzz.TARGETS, ids=lambda target: target.__name__)
def test_random_input_is_read_or_refused(target: object) -> None:
    assert callable(target)
    rolled = random.Random(7)
    for _ in range(12):
        target(rolled)


@pytest.mark.parametrize("text", ["\x1b[2J", "a\u202eb", "\x9b1m", "\u2028", "x\U0001ffff"])
def test_the_judges_see_what_is_foreign(text: str) -> None:
    with pytest.raises(Broken):
        texts.judging.clean("output", text)


def test_the_judges_see_active_markup() -> None:
    for page in ("<p onclick=x>", "<script>", "<a href='javascript:x'>", "<!-- -->", "<img src=x>"):
        with pytest.raises(Broken):
            texts.judging.page("page", page)
    for markdown in ("[x](javascript:y)", "![x](y)", "<b>x</b>", "www.e.example", "    code"):
        with pytest.raises(Broken):
            texts.judging.markdown("markdown", markdown)
    for entry in ("@article{a-1,\n  title = {\\input{x}}\n}", "@article{a-1,\n  a = {}}}\n", "@x{"):
        with pytest.raises(Broken):
            texts.judging.bibtex("entry", entry)
