"""Breaks libraries on purpose, at length: seeded, resumable, with a table at the end.

    python -m tools.torture                        every attack, as many trials as is usual
    python -m tools.torture kill disk -n 200       these, so many trials each
    python -m tools.torture --again kill:31        one trial once more, by its seed
    python -m tools.torture --log torture.jsonl    go on where the log ends
    python -m tools.torture --minutes 55           as much of each as there is time for

Attacks take turns, so that a run which is stopped has tried as much of each. Two processes
share the work, each with a log, and one table is made of both, and put into README:

    python -m tools.torture --minutes 50 --part 1/2 --log one.jsonl &
    python -m tools.torture --minutes 50 --part 2/2 --log two.jsonl
    python -m tools.torture --table one.jsonl two.jsonl
    python -m tools.torture --table one.jsonl two.jsonl --readme

Exit code 0 where every promise held, else 1. A broken trial prints what it needs to be run
again alone.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from tools.attacks.all import ATTACKS
from tools.attacks.trial import Attack, Broken, Outcome

README = Path(__file__).parents[1] / "README.md"
_HEAD = "| attack | what must hold | trials | broken | seconds | seeds |\n|---|---|--:|--:|--:|---|"
_TABLE = re.compile(re.escape(_HEAD) + r"(?:\n\|[^\n]*)*")


def run(attack: Attack, seed: int) -> Outcome:
    """One trial in a directory of its own."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"torture-{attack.name}-") as folder:
        try:
            seen, held = attack.trial(seed, Path(folder)), True
        except Broken as broken:
            seen, held = str(broken), False
        except Exception:  # noqa: BLE001 - whatever an attack did not foresee is a find
            seen, held = traceback.format_exc(), False
    return Outcome(attack.name, seed, held, seen, round(time.monotonic() - began, 3))


def known(log: Path | None) -> list[Outcome]:
    """The outcomes a log holds; a last line cut short by a stop is left out."""
    if log is None or not log.exists():
        return []
    outcomes = []
    for line in log.read_text("utf-8").splitlines():
        try:
            outcomes.append(Outcome(**json.loads(line)))
        except ValueError:
            continue
    return outcomes


def planned(
    attacks: Sequence[Attack], trials: int | None, first: int, part: tuple[int, int] = (1, 1)
) -> list[tuple[Attack, int]]:
    """Every trial with its seed, the attacks taking turns by how many each has.

    Of ``part`` (which, of how many) those whose seeds fall to it: all parts are the whole.
    """
    found = []
    for attack in attacks:
        times = trials or attack.trials
        for turn in range(times):
            if turn % part[1] == part[0] - 1:
                found.append(((turn + 0.5) / times, attack, first + turn))
    return [(attack, seed) for _, attack, seed in sorted(found, key=lambda one: one[0])]


def torture(
    plan: Iterable[tuple[Attack, int]], log: Path | None, minutes: float | None = None
) -> list[Outcome]:
    """Runs what the log does not hold yet, and writes each outcome to it at once.

    After ``minutes`` no other trial is begun.
    """
    outcomes = known(log)
    done = {(outcome.attack, outcome.seed) for outcome in outcomes}
    until = time.monotonic() + (minutes or math.inf) * 60
    for attack, seed in plan:
        if time.monotonic() >= until:
            break
        if (attack.name, seed) in done:
            continue
        outcome = run(attack, seed)
        outcomes.append(outcome)
        if not outcome.held:
            print(f"BROKEN {attack.name}:{seed}: {outcome.seen}", file=sys.stderr, flush=True)
        if log is not None:
            with log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(outcome)) + "\n")
    return outcomes


def table(attacks: Iterable[Attack], outcomes: Sequence[Outcome]) -> str:
    """The outcomes as a Markdown table, one row an attack."""
    rows = [_HEAD]
    for attack in attacks:
        own = [outcome for outcome in outcomes if outcome.attack == attack.name]
        if own:
            broken = sum(not outcome.held for outcome in own)
            seconds = sum(outcome.seconds for outcome in own)
            seeds = f"{min(o.seed for o in own)}–{max(o.seed for o in own)}"
            cells = (attack.name, attack.promise, len(own), broken, f"{seconds:.0f}", seeds)
            rows.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(rows)


def into(text: str, table: str) -> str:
    """A text with this table of attacks in the place of the one it holds. ValueError for none."""
    changed, times = _TABLE.subn(lambda _: table, text)
    if times != 1:
        raise ValueError("there is no table of attacks to be replaced")
    return changed


def _part(words: str) -> tuple[int, int]:
    which, of = map(int, words.split("/"))
    if not 1 <= which <= of:
        raise ValueError(words)
    return which, of


def what_was_seen(outcomes: Sequence[Outcome], most: int = 8) -> str:
    """How often trials that held saw what, most often first."""
    lines = []
    for name in dict.fromkeys(outcome.attack for outcome in outcomes):
        seen = Counter(o.seen for o in outcomes if o.attack == name and o.held)
        lines += [f"{name}: {times} x {what}" for what, times in seen.most_common(most)]
    return "\n".join(lines)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    by_name = {attack.name: attack for attack in ATTACKS}
    parser.add_argument("attacks", nargs="*", metavar="ATTACK", help=", ".join(by_name))
    parser.add_argument("-n", "--trials", type=int, help="trials of each")
    parser.add_argument("--seed", type=int, default=1, help="the first seed (1)")
    parser.add_argument("--log", type=Path, help="outcomes, one a line; what it holds is not rerun")
    parser.add_argument("--minutes", type=float, help="begin no trial after so long")
    parser.add_argument("--part", type=_part, default=(1, 1), metavar="N/M", help="the N-th of M")
    parser.add_argument("--table", nargs="+", type=Path, metavar="LOG", help="a table of logs")
    parser.add_argument("--readme", action="store_true", help="put that table into README.md")
    parser.add_argument("--again", metavar="ATTACK:SEED", help="one trial, once more")
    given = parser.parse_args()
    if unknown := [name for name in given.attacks if name not in by_name]:
        parser.error(f"no attack {unknown[0]!r}; there are {', '.join(by_name)}")
    if given.again:
        name, _, seed = given.again.partition(":")
        outcome = run(by_name[name], int(seed))
        print("held" if outcome.held else "BROKEN", outcome.seen, sep=": ")
        return 0 if outcome.held else 1
    chosen = [by_name[name] for name in given.attacks] or list(ATTACKS)
    if given.table:
        outcomes = [outcome for log in given.table for outcome in known(log)]
        if given.readme:
            text = README.read_text("utf-8")
            README.write_text(into(text, table(chosen, outcomes)), encoding="utf-8")
    else:
        plan = planned(chosen, given.trials, given.seed, given.part)
        outcomes = torture(plan, given.log, given.minutes)
    print(table(chosen, outcomes), what_was_seen(outcomes), sep="\n\n")
    return 0 if all(outcome.held for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
