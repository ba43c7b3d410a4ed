"""The lowest versions that pyproject.toml allows, as constraints for pip.

    python -m tools.oldest > oldest.txt
    python -m venv old && old/bin/pip install -c oldest.txt -e '.[dev]'
    old/bin/python -m pytest

What the suite does not pass with, pyproject.toml must not allow.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

_LOWEST = re.compile(r"([A-Za-z0-9_.-]+)(?:\[[^]]*\])?\s*(?:>=|==|~=)\s*([0-9][\w.]*)")


def lowest(pyproject: str, extras: tuple[str, ...] = ("warc",)) -> dict[str, str]:
    """The lowest version of each direct dependency, those of ``extras`` among them, by name."""
    project = tomllib.loads(pyproject)["project"]
    named = list(project["dependencies"])
    for extra in extras:
        named += project["optional-dependencies"][extra]
    found = {}
    for requirement in named:
        if matched := _LOWEST.match(requirement):
            found[matched[1]] = matched[2]
    return found


def main() -> int:
    pyproject = Path(__file__).parents[1] / "pyproject.toml"
    for name, version in lowest(pyproject.read_text("utf-8")).items():
        print(f"{name}=={version}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
