"""A reader's own wording sets: plain TOML files beside the library."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from index.appending import append
from index.errors import RashomonError
from index.framing.sets import MOST_FORMS, WordingSet, read_sets
from index.reports import Refusal
from index.text import clean_line

FILE = "wording.toml"
FOLDER = "wording"
LARGEST = 256 * 1024
"""Bytes of a file of sets."""
MOST_FILES = 100


def _write(path: Path, text: str, said: str) -> None:
    append(path, text)


class OwnSets:
    """The sets in ``wording.toml`` and ``wording/*.toml`` of a library's directory."""

    def __init__(self, library: Path, write: Callable[[Path, str, str], None] = _write) -> None:
        """``write`` puts a text at the end of a file; it is told in words what that does."""
        self.path = library / FILE
        self._folder = library / FOLDER
        self._write = write

    def files(self) -> list[Path]:
        """The files there are, in the order in which they are read."""
        more = sorted(self._folder.glob("*.toml"))[:MOST_FILES] if self._folder.is_dir() else []
        return [path for path in (self.path, *more) if path.exists()]

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Changes whenever a file does."""
        found = []
        for path in self.files():
            try:
                state = path.stat()
            except OSError:
                continue
            found.append((str(path), state.st_mtime_ns, state.st_size))
        return tuple(found)

    def read(self) -> tuple[tuple[WordingSet, ...], tuple[Refusal, ...]]:
        """All sets that are right, and what is wrong with the others. Never raises."""
        sets: list[WordingSet] = []
        faults: list[Refusal] = []
        for path in self.files():
            found, wrong = check(path)
            taken = {each.id for each in sets}
            sets += [each for each in found if each.id not in taken]
            faults += wrong
        return tuple(sets), tuple(faults)

    def add(self, title: str, forms: Sequence[str]) -> WordingSet:
        """Write a set of these forms into ``wording.toml``; what stands there is kept.

        Raises RashomonError where the set is wrong or the file cannot be written.
        """
        piece = f"\n{_written(title, forms)}"
        found, there = check_new(self.path, piece)
        if there is None:
            piece = f"{_HEAD}{piece}"
        elif not there.endswith("\n"):
            piece = f"\n{piece}"
        self._write(self.path, piece, f"wording set {found.title}")
        return found


_HEAD = "# Wording sets of your own; docs/wording.md tells what they may hold.\n"


def check_new(path: Path, piece: str) -> tuple[WordingSet, str | None]:
    """The set that a text would add to a file, and what is in that file, None where it is not
    there. Raises RashomonError where the set is wrong, has a name that is there, or the file
    cannot be read or would be too large."""
    found, faults = read_sets(piece, str(path), own=True)
    if faults or not found:
        fault = faults[0] if faults else Refusal("", None, "holds no set", "name its forms")
        raise RashomonError(fault.reason, "the new set", fault.advice)
    there = _text(path) if path.exists() else None
    if isinstance(there, Refusal):
        raise RashomonError(there.reason, there.path, there.advice)
    if any(each.id == found[0].id for each in read_sets(there or "", "")[0]):
        advice = f"choose another name, or change it in {path}"
        raise RashomonError(f"a set of the name {found[0].title!r} is there", "", advice)
    if len(f"{there or ''}{piece}".encode()) > LARGEST - len(_HEAD):
        advice = f"put sets into {FOLDER}/*.toml beside it"
        raise RashomonError(f"would be larger than {LARGEST // 1024} KB", str(path), advice)
    return found[0], there


def check(path: Path) -> tuple[tuple[WordingSet, ...], tuple[Refusal, ...]]:
    """The sets of one file, and what is wrong in it, by line. Never raises."""
    text = _text(path)
    return ((), (text,)) if isinstance(text, Refusal) else read_sets(text, str(path), own=True)


def _text(path: Path) -> str | Refusal:
    """What a file holds; a pipe, a device or a huge file is not read."""
    where = str(path)
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return Refusal(where, None, "is no file", "give a TOML file of wording sets")
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            return Refusal(where, None, f"is larger than {LARGEST // 1024} KB", "make two files")
        return data.decode("utf-8-sig")
    except OSError as error:
        return Refusal(where, None, f"cannot be read ({error.strerror})", "check the file")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Refusal(where, line, "is not UTF-8", "save it as UTF-8")


def _written(title: str, forms: Sequence[str]) -> str:
    named = [clean_line(form) for form in forms[: MOST_FORMS + 1]]
    listed = ", ".join(json.dumps(form, ensure_ascii=False) for form in named if form)
    named_so = json.dumps(clean_line(title), ensure_ascii=False)
    return f"[[set]]\ntitle = {named_so}\nforms = [{listed}]\n"
