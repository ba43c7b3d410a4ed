"""What the reader costs on a terminal: bytes, milliseconds and CPU, beside other programs.

python tools/bench_tui.py [LIBRARY] [--columns 120] [--rows 40] [--keys 40] [--starts 5]
                          [--only NAME] [--rate BYTES --delay SECONDS]

Runs, each on a pty of its own: the reader with and without the driver that writes only what
changed, an empty Textual app, and less and newsboat where they are installed. Times depend on what
else the machine does: compare them within one run. Without LIBRARY, the bundled articles. With
--rate what a program writes passes a line of so many bytes a second, --delay seconds away; then
keys are held down, too: how late is what comes last, once they are let go?
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.held_key import Relay, Wire
from tools.pty_session import Answer, Session, Started

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready")
Empty().run()
"""
READER = "from tui.cli import main; main()"
_AT_ONCE = 0.05
"""Seconds without a byte after which a key is answered where more follows when the keys rest."""
_HELD, _REPEATS = 3.0, 30
"""Seconds for which a key is held down, and how often a second it comes then."""
FOCUS_OUT, FOCUS_IN = "\x1b[O", "\x1b[I"


@dataclass(frozen=True)
class Part:
    """A place in a program: keys that lead there, then keys that are measured."""

    name: str
    way: Sequence[str]
    keys: Mapping[str, str]
    beside: bool = False
    """Whether a text beside follows when the keys rest: that is told apart."""


@dataclass(frozen=True)
class Program:
    """What to run and where to press keys."""

    name: str
    command: Sequence[str]
    parts: Sequence[Part] = ()
    env: Mapping[str, str] = field(default_factory=dict)


WHOLE = "rashomon, whole frames"
MOVES = {"down": "j", "page": " ", "page back": "b"}
_PICK, _ESCAPE = ",", "\x1b"
READER_PARTS = (
    Part("list", [_ESCAPE, "9h", "l", "g"], MOVES, beside=True),
    Part("reader", ["g", "\r"], MOVES),
    Part("reader alone", ["g", "z"], MOVES),
    Part("two texts", ["z", "q", "g", _PICK, "j", _PICK, "c"], MOVES),
    Part("event", ["q", _PICK, "k", _PICK, "9h", "o", "c"], MOVES),
)


def programs(library: Path, folder: Path, only: str = "") -> list[Program]:
    """The programs there are on this machine; ``only`` the one of that name."""
    python = [sys.executable, "-c"]
    reader = [*python, READER, "--library"]
    found = [Program("empty Textual app", [*python, EMPTY])]
    for name, env in (("rashomon", {}), (WHOLE, {"RASHOMON_DIFF": "0"})):
        if only in ("", name):
            own = copied(library, folder / name)
            found.append(Program(name, [*reader, str(own)], READER_PARTS, env))
    if only:
        return [program for program in found if program.name == only]
    if shutil.which("less"):
        text = folder / "text"
        text.write_text("".join(f"{n} lines of a long text to read\n" for n in range(5000)))
        found.append(Program("less", ["less", str(text)], (Part("text", [], MOVES),)))
    if shutil.which("newsboat"):
        found.append(newsboat(folder))
    return found


def copied(library: Path, to: Path) -> Path:
    """A library of its own for each run: the reader remembers places in it."""
    shutil.copytree(library, to)
    return to


def newsboat(folder: Path) -> Program:
    """newsboat on a feed of 500 items in a file."""
    items = "".join(
        f"<item><title>Title {n}</title><link>https://example.org/{n}</link>"
        f"<description>{'Words of the article. ' * 200}</description></item>"
        for n in range(500)
    )
    feed = folder / "feed.xml"
    feed.write_text(f"<rss version='2.0'><channel><title>Feed</title>{items}</channel></rss>")
    (folder / "urls").write_text(f"file://{feed}\n")
    command = ["newsboat", "-r", "-u", str(folder / "urls"), "-c", str(folder / "cache.db")]
    parts = (Part("list", ["\r"], {"down": "j"}), Part("article", ["\r"], {"page": " "}))
    return Program("newsboat", command, parts)


def bundled(folder: Path) -> Path:
    """A library of the bundled articles, read closely."""
    from index import Library
    from index.locations import bundled_articles

    with Library.open(folder / "bundled") as library:
        library.add(bundled_articles())
        library.analyse()
        return library.path


def print_starts(told: Sequence[Program], open_: Callable[[Program], Session], times: int) -> None:
    """Starts every program in turn, several times over."""
    starts: dict[str, list[Started]] = {program.name: [] for program in told}
    for _ in range(times):
        for program in told:
            with open_(program) as session:
                starts[program.name].append(session.started)
    columns = ("first paint, ms", "CPU ms", "at rest, CPU ms", "bytes")
    print(f"{'start (least of all)':26} " + " ".join(f"{word:>15}" for word in columns))
    for name, runs in starts.items():
        print(
            f"{name:26} {min(run.ms for run in runs):15.0f} {min(run.first for run in runs):15.0f}"
            f" {min(run.cpu for run in runs):15.0f} {runs[-1].bytes:15,}"
        )


COMMANDS = ("--help", "list", "search war", "show 1", "events", "entities war", "outlets", "feeds")


def print_commands(library: Path, times: int) -> None:
    """What plain commands cost, beside Python itself and another program written in it."""
    rashomon = [sys.executable, "-c", READER, "--library", str(library)]
    told = {"python -c pass": [sys.executable, "-c", "pass"]}
    told |= {f"rashomon {words}": [*rashomon, *words.split()] for words in COMMANDS}
    told["pip --version"] = [sys.executable, "-m", "pip", "--version"]
    print(f"\n{'command (least of all)':26} {'CPU ms':>15}")
    for name, command in told.items():
        print(f"{name:26} {min(cpu_ms(command) for _ in range(times)):15.0f}")


def cpu_ms(command: Sequence[str]) -> float:
    """Milliseconds of processor time, the system's too, that a program takes from start to end."""
    with Path(os.devnull).open("w") as nowhere:
        started = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    return (used.ru_utime + used.ru_stime) * 1000


def print_keys(session: Session, program: Program, count: int) -> None:
    """Presses keys in each part of a program."""
    for part in program.parts:
        for key in part.way:
            session.press(key)
            session.settle()
        for label, key in part.keys.items():
            name = f"{program.name}: {part.name} {label}"
            print_answers(name, *pressed(session, [key] * count, part.beside))


def print_held(session: Session, program: Program, relay: Relay) -> None:
    """Holds keys down in each part of a program."""
    for part in program.parts:
        for key in part.way:
            session.press(key)
            session.settle()
        for label, key in part.keys.items():
            cpu = session.cpu()
            held = relay.hold(key.encode(), _HELD, _REPEATS)
            spent = (session.cpu() - cpu) / (_HELD * _REPEATS)
            name = f"{program.name}: {part.name} {label}"
            print(f"{name:40} {held.late:7.2f} {spent:7.1f} {held.bytes:8,}")
            session.settle()


def pressed(
    session: Session, keys: Sequence[str], beside: bool = False
) -> tuple[list[Answer], list[Answer]]:
    """The answers to keys, and what came of each when the keys rested."""
    answers: list[Answer] = []
    later: list[Answer] = []
    for key in keys:
        answers.append(session.press(key, _AT_ONCE) if beside else session.press(key))
        if beside:
            later.append(session.afterwards())
        if not any(answer.bytes for answer in answers[-2:]):  # at the end
            break
    return answers, later


def print_answers(name: str, answers: Sequence[Answer], later: Sequence[Answer] = ()) -> None:
    """One line: what it takes to answer keys; those with no answer, at an end, are told apart
    with the most CPU that one took."""
    if any(answer.bytes for answer in later):
        print_answers(name, answers)
        print_answers("  … the text beside it, at rest", later)
        return
    told = [answer for answer in answers if answer.bytes]
    if not told:
        print(f"{name:40} no answer")
        return
    ms = sorted(answer.ms for answer in told)
    sizes = sorted(answer.bytes for answer in told)
    cpu = sorted(answer.cpu for answer in told)
    silent = [answer.cpu for answer in answers if not answer.bytes]
    idle = f"  {len(silent)} silent, CPU {max(silent):.1f}" if silent else ""
    print(
        f"{name:40} {statistics.median(ms):7.1f} {_late(ms):7.1f} {statistics.median(cpu):7.1f}"
        f" {_late(cpu):7.1f} {statistics.mean(sizes):8,.0f} {sizes[-1]:8,} {len(told):5}{idle}"
    )


def _late(numbers: Sequence[float]) -> float:
    """The number that 95 of 100 do not exceed, of ``numbers`` in order."""
    return numbers[min(len(numbers) - 1, int(0.95 * len(numbers)))]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("library", nargs="?", type=Path)
    parser.add_argument("--columns", type=int, default=120)
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument("--keys", type=int, default=40, help="presses of each key")
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--only", default="", help="the one program to run")
    parser.add_argument("--rate", type=int, help="bytes a second of a slow line")
    parser.add_argument("--delay", type=float, default=0.1, help="seconds each way on it")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = told.library or bundled(folder)
        found = programs(library, folder, told.only)
        wire = Wire(told.rate, told.delay) if told.rate else None

        def open_(program: Program) -> Session:
            env = {**os.environ, "HOME": name, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            for inherited in ("COLUMNS", "LINES", "RASHOMON_DIFF", "NO_COLOR"):
                env.pop(inherited, None)
            return Session(program.command, {**env, **program.env}, told.columns, told.rows, wire)

        print(f"{told.columns} x {told.rows}, load {os.getloadavg()[0]:.1f}")
        print_starts(found, open_, told.starts)
        if not told.only:
            print_commands(library, told.starts)
        columns = ("ms p50", "p95", "CPU p50", "p95")
        print(f"\n{'key to last byte':40} " + " ".join(f"{word:>7}" for word in columns), end="")
        print(f" {'bytes':>8} {'most':>8}  keys")
        for program in found:
            with open_(program) as session:
                session.settle()
                idle = session.idle(2.0)
                print_keys(session, program, told.keys)
                window = [FOCUS_OUT, FOCUS_IN] if session.hears_focus else []
                print_answers(f"{program.name}: focus out and in", *pressed(session, window))
                print(f"{program.name + ': idle bytes in 2 s':40} {idle:40,}")
        if wire is None:
            return
        print(f"\n{f'held for {_HELD:.0f} s':40} {'s late':>7} {'CPU ms':>7} {'bytes':>8}")
        for program in found:
            with open_(program) as session:
                session.settle()
                print_held(session, program, session.relay(wire))


if __name__ == "__main__":
    main()
