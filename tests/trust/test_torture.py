"""The long run: shared by processes, gone on with after a stop, told in one table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.attacks.all import ATTACKS
from tools.attacks.trial import Attack, demand
from tools.torture import into, known, planned, table, torture


def _odd(seed: int, _: Path) -> str:
    demand(seed != 4, "four is even")
    return "looked"


FEW = Attack("few", "holds", _odd, 2)
MANY = Attack("many", "holds as well", _odd, 6)


def test_the_parts_of_a_run_are_the_whole_and_attacks_take_turns() -> None:
    whole = planned(ATTACKS, None, 1)
    parts = [planned(ATTACKS, None, 1, (which, 3)) for which in (1, 2, 3)]
    assert sorted((a.name, s) for a, s in whole) == sorted(
        (a.name, s) for part in parts for a, s in part
    )
    names = [attack.name for attack, _ in planned([MANY, FEW], None, 1)]
    assert "few" in names[:3]
    assert "few" in names[-3:]


def test_a_run_goes_on_where_its_log_ends_and_is_told_in_one_table(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    plan = planned([MANY, FEW], None, 1)
    torture(plan[:3], log)
    with log.open("a") as file:
        file.write('{"attack": "few", "see')  # cut short by a stop
    assert len(known(log)) == 3
    log.write_text("".join(f"{line}\n" for line in log.read_text().splitlines()[:3]))
    outcomes = torture(plan, log)
    assert len(outcomes) == len(known(log)) == 8
    assert [o.seed for o in outcomes if not o.held] == [4]
    made = table([MANY, FEW], outcomes)
    assert "| many | holds as well | 6 | 1 | 0 | 1–6 |" in made
    assert json.loads(log.read_text().splitlines()[0])["attack"] == "many"


def test_no_trial_is_begun_after_the_time_given(tmp_path: Path) -> None:
    assert torture(planned([MANY], None, 1), tmp_path / "log", minutes=1e-9) == []


def test_the_table_of_readme_is_replaced_by_one_of_the_same_head() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    made = table([FEW], [])
    changed = into(readme, made)
    assert changed.count(made) == 1
    assert "| kill |" not in changed
    assert into(changed, made) == changed
    with pytest.raises(ValueError, match="no table"):
        into("nothing here", made)
