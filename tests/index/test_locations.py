"""Where a library lies when home, or the directory one is in, is not what it should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import LibraryError, locations


def test_a_home_nobody_knows_is_a_name_like_any_other(tmp_path: Path) -> None:
    assert (
        locations.spelled_out(Path("~no-such-user~/news")) == Path("~no-such-user~/news").absolute()
    )
    assert locations.spelled_out(Path("~~")) == Path("~~").absolute()


@pytest.mark.parametrize("home", ["some/where", "."])
def test_a_home_without_a_place_is_refused(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "RASHOMON_LIBRARY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", home)
    with pytest.raises(LibraryError, match="no home directory; name a library"):
        locations.chosen()


def test_from_a_directory_that_is_gone_only_whole_paths_lead_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert locations.spelled_out(tmp_path / "x") == tmp_path / "x"
    with pytest.raises(LibraryError, match="x: the directory you are in was removed"):
        locations.spelled_out(Path("x"))
