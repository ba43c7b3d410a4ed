"""The pictures in screenshots/ are what the screens look like now."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from index import Library

ROOT = Path(__file__).parents[2]


def loaded() -> ModuleType:
    """The tool that draws them."""
    spec = importlib.util.spec_from_file_location("screenshots", ROOT / "tools" / "screenshots.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["screenshots"] = module
    spec.loader.exec_module(module)
    return module


TOOL = loaded()


@pytest.fixture(scope="module")
def still() -> Iterator[Library]:
    with TOOL.bundled() as library:
        yield library


@pytest.mark.parametrize("picture", TOOL.PICTURES, ids=lambda picture: picture.name)
def test_the_picture_is_what_the_screen_shows(still: Library, picture: object) -> None:
    made_with = json.loads((TOOL.FOLDER / TOOL.MADE_WITH).read_text(encoding="utf-8"))
    if made_with != TOOL.versions():
        pytest.skip(f"drawn with {made_with}; run tools/screenshots.py and look at the result")
    kept = TOOL.FOLDER / f"{picture.name}.svg"  # type: ignore[attr-defined]
    drawn = asyncio.run(TOOL.draw(still, picture))
    assert drawn == kept.read_text(encoding="utf-8"), "run tools/screenshots.py and look at it"


def test_no_picture_is_left_over() -> None:
    names = {path.stem for path in TOOL.FOLDER.glob("*.svg")}
    assert names == {picture.name for picture in TOOL.PICTURES}
