"""Acts that happen once, so that two years or days given for one cannot both be right."""

from __future__ import annotations

import functools

from index.framing.inflection import inflected
from index.text import stem

_ACTS = """
promise pledge vow promised pledged
establish established establishment founding founded
sign ratify signing ratification
adopt enact adoption enactment
elect election
appoint nominate name appointment nomination
born birth
die death dead
kill killed killing murder murdered slay slain assassinate assassination
arrest detain arrested detained
charge indict indictment
convict conviction convicted
sentence sentenced
invade invasion invaded
annex annexation annexed seize seized
withdraw withdrew withdrawn withdrawal
resign resignation resigned
retire retirement
marry married marriage wed
divorce
buy bought acquire acquisition purchase
sell sold sale
introduce introduced unveil unveiled
repeal repealed overturn overturned
ban banned outlaw outlawed
legalize legalized
graduate graduation
publish published release released
launch launched
crash crashed
collapse collapsed
hire hired
fire fired dismiss dismissed sack sacked
"""


@functools.cache
def _act_of() -> dict[str, str]:
    acts: dict[str, str] = {}
    for line in _ACTS.split("\n"):
        names = line.split()
        for name in names:
            for form in inflected(name, "verb"):
                acts.setdefault(stem(form), f"={names[0]}")
    return acts


def act(word: str) -> str | None:
    """The act a stemmed word names (``=promise`` for "pledged"), or None."""
    return _act_of().get(word)
