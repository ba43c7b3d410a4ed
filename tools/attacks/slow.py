"""Disks that are slow: each waiting for them takes a third of a second, each write a moment.

Everything is done all the same, only later; who reads meanwhile is answered as ever. Where
processes cannot be traced there is no slow disk to be had, and that is said.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tools.attacks import kill, tracing
from tools.attacks.picture import agree, facts, opened, tidy, well
from tools.attacks.stage import STAGE, Order, Played, Stage
from tools.attacks.stories import dice
from tools.attacks.trial import Attack, demand

if TYPE_CHECKING:
    from tests.end_to_end.terminal import Terminal

WAIT = 0.3
"""Seconds that every waiting for the disk takes."""
ANSWERED = 3.0
"""Seconds in which a reader is shown everything once, on a busy machine."""
PRESSED = 0.5
"""The same for one key on the screen, beside what it takes on a quick disk."""
HELP = ("?", "\x7f")
"""Keys that change the screen whatever is on it: the help comes, and goes."""
PATIENCE = 180.0
ACTS = tuple(act for act in kill.ACTS if act not in (*kill.FINAL, "restore"))
_READER = Stage()


def trial(seed: int, folder: Path) -> str:
    """One act on a slow disk, with a reader beside it: a process, or the screen."""
    if not tracing.able():
        return "no process can be traced here, so no disk made slow"
    act = ACTS[seed % len(ACTS)]
    whole = kill.undisturbed(act)
    place = kill.laid_out(act, folder)
    on_screen = dice(seed, "slow").random() < 0.3
    slow = _pressed(act, place, folder) if on_screen else _asked(act, place)
    demand(slow.ended == "done", f"{act}: {slow.ended}: {slow.why}")
    with opened(place) as library:
        library.analyse()
        agree(library)
        well(library)
        demand(on_screen or facts(library) == whole.states[-1], f"{act}: not as on a quick disk")
    tidy(place)
    return f"{act}: done, {'keys' if on_screen else 'a reader'} answered meanwhile"


def _order(act: str, place: Path) -> Order:
    fault = {"call": 1, "how": "slow", "seconds": WAIT}
    return Order(act, str(place), fault=fault, patience=PATIENCE)


def _asked(act: str, place: Path) -> Played:
    """The act, with a process beside it that is answered at once all the time."""
    _READER.start(Order("ask", str(place), {"seconds": PATIENCE}, patience=PATIENCE))
    STAGE.start(_order(act, place))
    slow = STAGE.end()
    (place.parent / "ended").touch()
    read = _READER.end()
    (place.parent / "ended").unlink()
    demand(read.ended == "done", f"{act}: a reader {read.ended}: {read.why}")
    took = read.last("slowest", 0.0)
    demand(took < ANSWERED, f"{act}: a reader waits {took:.1f} s")
    return slow


def _pressed(act: str, place: Path, folder: Path) -> Played:
    """The act, with the screen beside it, on which keys are pressed all the time."""
    from tests.end_to_end.terminal import Terminal, environment

    with Terminal(["--library", str(place)], environment(folder / "home"), 120, 13) as terminal:
        terminal.until("Portville")
        terminal.press("j", "k")
        terminal.press("")
        usual = max(_answered(terminal, key) for key in HELP * 2)
        STAGE.start(_order(act, place))
        try:
            took = sorted(_answered(terminal, key) for key in HELP * 8)
        finally:
            slow = STAGE.end()
        # Single keys wait for the processor where much goes on; all of them, for a lock.
        seconds = ", ".join(f"{one:.1f}" for one in (took[len(took) // 2], took[-1], usual))
        held = took[len(took) // 2] < PRESSED + usual and took[-1] < ANSWERED + 3 * usual
        demand(held, f"{act}: keys are answered after (mean, most, on a quick disk) {seconds} s")
        return slow


def _answered(terminal: Terminal, key: str) -> float:
    """Seconds until the screen has changed for a key."""
    before, began = terminal.text(), time.monotonic()
    os.write(terminal._master, key.encode())
    terminal.until(lambda text: text != before)
    return time.monotonic() - began


ATTACK = Attack("slow", "on a slow disk nothing is lost and no reader waits", trial, 12)
