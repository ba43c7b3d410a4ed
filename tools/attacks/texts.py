"""Hostile strings on the full path: in by every kind of source, out by every way there is.

One trial takes fifty strings of its own as titles, outlets, bylines, tags, notes, addresses,
names of files and members, queries, titles and folders of feeds, headers of mail.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from unittest import mock

from index import Library, RashomonError, Span
from tools.attacks import judging
from tools.attacks.hostile_sources import Strings, outlines, sources
from tools.attacks.stories import dice as dice_of
from tools.attacks.trial import Attack, demand

STRINGS = 50
"""Strings of one trial."""


def library_of(folder: Path, draw: Strings) -> Library:
    """A library of such sources, with marks, notes, labels, searches and feeds."""
    incoming = folder / "in"
    incoming.mkdir()
    sources(incoming, draw)
    library = Library.open(folder / "library")
    library.add([str(incoming)])
    library.analyse()
    numbers = [line.id for line in library.articles()]
    demand(len(numbers) >= 8, f"only {len(numbers)} articles came in")
    outlets = [line.name for line in library.outlets.every()]
    steps: Sequence[Callable[[], object]] = (
        lambda: library.kept.tag(numbers[:3], draw()),
        lambda: library.kept.note(numbers[0], draw(), Span(0, 20)),
        lambda: library.kept.note(numbers[1], draw()),
        lambda: library.kept.save_search("oslo", draw()),
        lambda: library.kept.save_search(draw(), "mine"),
        lambda: library.outlets.label(outlets[0], draw()),
        lambda: library.corrections.merge_names("Peter Holm", draw()),
        lambda: library.feeds.subscribe(str(outlines(folder, draw)), folder=draw()),
        lambda: library.feeds.change(str(library.feeds.every()[0].id), title=draw(), folder=draw()),
        lambda: library.kept.star(numbers[:2]),
        lambda: library.forgetting.forget(numbers[-1:]),
    )
    for step in steps:
        with contextlib.suppress(RashomonError):  # nothing may be left of a tag or a name
            step()
    library.analyse()
    demand(library.feeds.every(), "no feed of the list is followed")
    return library


def said(*arguments: str) -> tuple[bytes, bytes, int]:
    """What a command line writes to its output and its errors, and its exit code."""
    from tui.cli import run
    from tui.glyphs import ON_ERROR

    kept = sys.stdout, sys.stderr
    out, errors = io.BytesIO(), io.BytesIO()
    sys.stdout = io.TextIOWrapper(out, "utf-8", errors=ON_ERROR, write_through=True)
    sys.stderr = io.TextIOWrapper(errors, "utf-8", errors=ON_ERROR, write_through=True)
    try:
        code = run(list(arguments))
        sys.stdout.flush()
        sys.stderr.flush()
        return out.getvalue(), errors.getvalue(), code
    finally:
        sys.stdout, sys.stderr = kept


def commands(library: Library, draw: Strings) -> Iterator[list[str]]:
    """Command lines that show something, with hostile words where words are taken."""
    ids = [str(line.id) for line in library.articles()]
    events = [event.id for event in library.events()]
    names = [entity.name for entity in library.entities(limit=40)]
    outlets = [line.name for line in library.outlets.every()]
    some, pick = ids[:6], draw.dice.choice
    fixed = ("list", "entities", "events", "outlets", "feeds", "searches", "tag", "star", "mark")
    fixed += ("note", "doctor", "retain")
    yield from ([each, *json_too] for each in fixed for json_too in ([], ["--json"]))
    yield from (["show", each, "--all"] for each in some)
    yield from (["show", pick(ids), "--json"], ["read", pick(ids)], ["read", pick(ids), "--json"])
    yield from (["read", each, "--width", "30"] for each in some[:2])
    yield from (["events", pick(events)], ["events", pick(events), "--json"]) if events else ()
    yield from (["entities", "--", pick(names)], ["entities", "--json", "--", pick(names)])
    yield from (["outlets", "--", pick(outlets)], ["outlets", "--json", "--", pick(outlets)])
    for words in (
        draw(),
        draw(),
        "portville",
        "harbor strike",
        f"outlet:{draw()}",
        f"tag:{draw()}",
    ):
        yield from (["search", "--", words], ["search", "--json", "--", words])
    for name in ("entities", "outlets", "show", "events", "compare", "feeds", "export", "forget"):
        yield [name, "--", draw()]
    yield from (
        ["compare", *ids[:2], *more] for more in ([], ["--json"], ["--linear"], ["--copies"])
    )
    yield from (["add", "--last", "-v"], ["add", "--last", "--json"], ["feeds", "--opml"])
    yield from (["forget", "--dry-run", ids[0]], ["correct", "list"], ["correct", "list", "--json"])
    yield from (
        [draw().replace("\0", "") or "x"],
        ["wording", "list"],
        ["config"],
        ["add", "--", draw()],
    )
    yield ["outlets", "label", outlets[-1], draw()]


def plain_output(library: Library, draw: Strings) -> int:
    """Every command, its output and its errors; how many command lines were tried."""
    lines = list(commands(library, draw))
    for line in lines:
        out, errors, code = said("--library", str(library.path), *line)
        what = f"rashomon {line!r:.200}"
        demand(code in (0, 1, 2), f"{what}: exit {code}")
        text = judging.clean(what, out)
        judging.own_words_only(what, errors)
        if "--json" in line and code == 0:
            judging.json_text(what, text)
    return len(lines)


def exports(library: Library, folder: Path) -> None:
    """Every format of articles and of a comparison."""
    for form in ("json", "md", "bibtex", "csl"):
        out, errors, _ = said("--library", str(library.path), "export", "--format", form)
        text = judging.clean(form, out, "\n\t" if form == "md" else "\n")
        judging.own_words_only(form, errors)
        if form == "json":
            for line in text.splitlines():
                judging.json_text(form, line)
        elif form == "csl":
            judging.json_text(form, text)
        else:
            {"md": judging.markdown, "bibtex": judging.bibtex}[form](form, text)
    ids = [str(line.id) for line in library.articles()][:4]
    for ending, check in ((".html", judging.page), (".md", judging.markdown)):
        target = folder / f"report{ending}"
        _, errors, _ = said(
            "--library", str(library.path), "compare", *ids, "--report", str(target)
        )
        judging.own_words_only(ending, errors)
        check(ending, judging.clean(ending, target.read_bytes(), "\n\t"))


def on_screen(strings: Sequence[str]) -> None:
    """Every widget with each string in each of its fields."""
    import asyncio

    from tests.hostile import foreign
    from tests.tui.test_hostile_widgets import Stage

    async def show() -> None:
        stage = Stage()
        async with stage.run_test(size=(80, 260)) as pilot:
            for text in strings:
                stage.fill(text)
                stage.notify(text, title=text, markup=False)
                await pilot.pause()
                drawn = "".join(strip.text for strip in stage.screen._compositor.render_strips())
                demand(not (found := foreign(drawn)), f"on screen: {found[:3]} of {text!r}")
                stage.clear_notifications()

    asyncio.run(show())


KEYS = (
    "1 2 3 ENTER j i e BACK BACK S j BACK O j ENTER BACK BACK 1 ENTER BACK 1 c TAB TAB TAB".split()
)
KEYS += "BACK : a ESCAPE ? BACK".split()
"""A walk over screens: lists, reader, evidence, kept, outlets, event, comparison, palette, help."""
_NAMED_KEYS = {"ENTER": "\r", "BACK": "\x7f", "TAB": "\t", "ESCAPE": "\x1b"}


def on_terminal(library: Path, home: Path, count: int) -> None:
    """The installed command in a pty: its screens on a walk, and commands that show ``count``."""
    from tests.end_to_end.terminal import Terminal, environment, printed, sequences

    quiet = {"\x1b[?25l", "\x1b[?25h", "\x1b]22;default\x07"}
    env = environment(home)
    with Terminal(["--library", str(library)], env, 150, 45) as terminal:
        terminal.until(lambda _: b"\x1b[?2004h" in terminal.raw)
        terminal.press("")
        start = len(terminal.raw)
        for key in KEYS:
            terminal.press(_NAMED_KEYS.get(key, key))
        terminal.press("")
        _drawn_by_us("the screen", terminal.raw[start:], quiet, sequences, printed)
    for line in (["list"], ["search", "portville"], ["entities"], ["outlets"], ["feeds"],
                 *(["read", str(number)] for number in range(1, count + 1))):  # fmt: skip
        with Terminal(["--library", str(library), *line], env, 100, 30) as terminal:
            demand(terminal.finish() in (0, 1), f"{line} failed: {terminal.text()}")
            _drawn_by_us(str(line), terminal.raw, set(), sequences, printed)


def _drawn_by_us(
    what: str,
    raw: bytes,
    quiet: set[str],
    sequences: Callable[[bytes], Mapping[str, int]],
    printed: Callable[[bytes], str],
) -> None:
    strange = set(sequences(raw)) - quiet
    demand(not strange, f"{what}: the terminal is sent {sorted(strange)[:5]}")
    demand(b"\x1b[8m" not in raw, f"{what}: concealed")
    judging.clean(what, printed(raw), "")


@contextlib.contextmanager
def as_they_are(draw: Strings) -> Iterator[None]:
    """Nothing is cleaned on the way in, as in a library that somebody else has written."""
    draw.left = [one.encode("utf-8", "replace").decode() for one in draw.left]
    with mock.patch("index.text._SUSPECT", re.compile("(?!)")):
        yield


def trial(seed: int, folder: Path) -> str:
    """Fifty strings of this seed; each fourth library is one into which they came uncleaned."""
    dice = dice_of(seed, "texts")
    draw = Strings(dice, STRINGS)
    with as_they_are(draw) if seed % 4 == 0 else contextlib.nullcontext():
        library = library_of(folder, draw)
    with library:
        count = plain_output(library, draw)
        exports(library, folder)
    if seed % 5 == 0:
        on_screen(draw.shown[:10])
    if seed % 20 == 0:
        on_terminal(folder / "library", folder / "home", 3)
    also = "widgets, terminal, " * (seed % 20 == 0) or "widgets, " * (seed % 5 == 0)
    return f"{count} command lines, {also}exports"


ATTACK = Attack(
    "texts",
    "no foreign byte, markup, script or link in output, exports, reports and on screen",
    trial,
    200,
)
