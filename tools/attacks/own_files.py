"""Files of ours: private whatever the umask, refused where others own or can write them.

Never are they reached through links that somebody else has laid.
"""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
from pathlib import Path

from index import Library, LibraryError, RashomonError
from tools.attacks.stage import STAGE
from tools.attacks.stories import dice, prepared, stories, table
from tools.attacks.trial import Attack, demand

STRANGER = 65_534
SECRET = "hunter2-secret"


def trial(seed: int, folder: Path) -> str:
    """One of: modes under a umask, another user's files, files open to others, links, secrets."""
    chance = dice(seed, "own files")
    kinds = [_modes, _open_to_others, _links, _secrets]
    if os.geteuid() == 0:
        kinds.append(_strangers)
    return kinds[seed % len(kinds)](folder, chance)


def _modes(folder: Path, chance: random.Random) -> str:
    """Whatever the umask, nobody else may read or write what is made."""
    mask = chance.choice((0o000, 0o002, 0o022, 0o007, 0o077, 0o027))
    home = folder / "home"
    home.mkdir(mode=0o755)
    rows = table(stories(0, 2), folder / "rows.jsonl")
    environment = {
        "HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd()),
    }  # fmt: skip
    lines = [
        ["add", str(rows)], ["events"], ["star", "1"], ["search", "portville"],
        ["outlets", "label", "Morning Star", "of the harbor"],
        ["wording", "add", "the quarrel", "quarrel, row"], ["config", "--init"],
        ["backup", str(home / "own.rashomon")],
    ]  # fmt: skip
    script = (
        "import os, sys, json; os.umask(int(sys.argv[1]))\nfrom tui.cli import run\n"
        "print([run(line) for line in json.loads(sys.argv[2])], file=sys.stderr)"
    )
    import json

    done = subprocess.run(
        [sys.executable, "-c", script, str(mask), json.dumps(lines)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    demand(done.returncode == 0, f"umask {mask:03o}: {done.stderr[-300:]}")
    made = [
        path
        for path in home.rglob("*")
        if path.name not in (".local", "share", ".cache", ".config")
    ]
    open_ones = [
        f"{p.relative_to(home)} {p.stat().st_mode & 0o777:o}"
        for p in made
        if p.stat().st_mode & 0o077
    ]
    demand(not open_ones, f"umask {mask:03o}: open to others: {open_ones}")
    demand(any(path.name == "own.rashomon" for path in made), f"no backup: {done.stderr[-300:]}")
    return f"modes: private under {mask:03o}"


def _open_to_others(folder: Path, chance: random.Random) -> str:
    """A library that others can write to is not believed, and what to do is said."""
    place = prepared(folder / "library")
    path = chance.choice(
        [place, place / "library.db", place / "index", *place.glob("index/part-*")]
    )
    path.chmod(path.stat().st_mode | chance.choice((0o002, 0o022)))
    return f"writable {_kind(path, place)}: {_refused(place)}"


def _strangers(folder: Path, chance: random.Random) -> str:
    """A library of which another user owns something is not believed."""
    place = prepared(folder / "library")
    path = chance.choice(
        [place, place / "library.db", place / "index", *place.glob("index/part-*")]
    )
    os.chown(path, STRANGER, STRANGER)
    return f"a stranger's {_kind(path, place)}: {_refused(place)}"


def _kind(path: Path, place: Path) -> str:
    if path == place:
        return "folder"
    return "part of the index" if path.name.startswith("part-") else path.name


def _refused(place: Path) -> str:
    try:
        with Library.open(place) as library:
            hits = library.search("portville").total
            demand(hits, "an index that is not ours is believed")
            demand(not _foreign(place), "opened though others own it or can write it")
            return "made anew"
    except RashomonError as error:
        demand(error.advice, f"no advice: {error}")
        return "refused with advice"


def _foreign(place: Path) -> list[str]:
    """What belongs to another user, or can be written by one."""
    found = []
    for path in (place, *place.rglob("*")):
        state = path.lstat()
        if state.st_uid != os.geteuid() or (
            state.st_mode & 0o022 and not stat.S_ISLNK(state.st_mode)
        ):
            found.append(path.name)
    return found


def _links(folder: Path, chance: random.Random) -> str:
    """A link in the place of a file of ours leads to no write elsewhere."""
    victim = folder / "victim.txt"
    victim.write_text("mine", encoding="utf-8")
    place = prepared(folder / "library")
    name = chance.choice(
        ("library.writer", "index/index.json.new", "index/index.lock", "backup", "library.db-wal")
    )
    path = folder / "own.rashomon" if name == "backup" else place / name
    path.unlink(missing_ok=True)
    path.symlink_to(victim)
    said = []
    for act in ("import", "reindex"):
        played = STAGE.play(act, place)
        demand(played.ended in ("done", "refused"), f"link {name}: {played.why}")
        said.append(played.ended)
    if name == "backup":
        try:
            with Library.open(place) as library:
                library.care.backup(path)
        except LibraryError:
            said.append("refused")
    demand(victim.read_text(encoding="utf-8") == "mine", f"written through the link {name}")
    return f"link {name}: {said[-1]}"


def _secrets(folder: Path, chance: random.Random) -> str:
    """A password in a feed's address is in no output, report or error."""
    place = prepared(folder / "library")
    address = f"http://reader:{SECRET}@127.0.0.1:9/feed-{chance.randrange(9)}"
    outlines = f'<opml version="2.0"><body><outline type="rss" xmlUrl="{address}"/></body></opml>'
    (folder / "list.opml").write_text(outlines, encoding="utf-8")
    import contextlib
    import io

    from tui.cli import run

    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        for line in (
            ["subscribe", address, "--allow-private"], ["subscribe", str(folder / "list.opml")],
            ["feeds"], ["feeds", "--json"], ["fetch"], ["fetch", "--json"], ["feeds", "--opml"],
            ["add", address], ["add", "--last"], ["doctor"], ["unsubscribe", "nothing"],
        ):  # fmt: skip
            run(["--library", str(place), *line])
    at = told.getvalue().find(SECRET)
    demand(at < 0, f"a password is told: {told.getvalue()[max(0, at - 200) : at + 40]}")
    return "secrets: none told"


ATTACK = Attack("own files", "what is ours is private, and believed only if it is", trial, 60)
