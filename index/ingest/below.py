"""What a page prints below an article: readers' comments, a note on the author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.ingest.layout import Line

THREAD = "comment thread"
"""The rule of the lines that head a reader's comment: who wrote it when, or how many there are."""
NOTE = "about the author"

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}\.? {_MONTH},? \d{{4}}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d-\d\d"
    r"|\d{1,3} (?:minutes?|hours?|days?|weeks?|months?|years?) ago)"
)
_STAMP = re.compile(
    rf"\b{_DAY},?(?: at| @| -| [–—])? ?\d{{1,2}}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?"
    r"(?: (?:said|says|wrote|reply|permalink|link))*\W*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d{1,5} (?:thoughts?|comments?|responses?|repl(?:y|ies)) (?:on|to|for) [\"“«'‘].{1,150}",
    re.IGNORECASE,
)
_OWN = re.compile(r"\W*(?:(?:first|last) )?(?:published|updated|posted|modified)", re.IGNORECASE)
"""How a page dates the article itself."""
_LONGEST_STAMP = 100
_FEWEST_STAMPS = 2
_NEAR = 3

_NAME = r"[^\W\d_a-z][\w.'’-]{1,30}(?: (?:de |van |von |al-|bin )?[^\W\d_a-z][\w.'’-]{0,30}){1,3}"
_BIO = re.compile(
    rf"(?P<name>{_NAME})(?:,? [\w., ’'-]{{0,60}},)? (?:is|was|works as|has been) "
    r"(?:an?|the|our|currently an?)\b[^.]{0,90}?\b(?:reporter|writer|editor|correspondent|"
    r"columnist|journalist|contributor|producer|blogger|freelancer|author|critic)s?\b"
)
_LONGEST_BIO = 600
_LAST = 4
_FEWEST_BODY = 4


def below(lines: Sequence[Line], rules: Sequence[str | None]) -> dict[int, str]:
    """For lines that no rule has taken: which head a comment, which tell of the author."""
    return dict.fromkeys(_threads(lines), THREAD) | dict.fromkeys(_bios(lines, rules), NOTE)


def _threads(lines: Sequence[Line]) -> list[int]:
    """Lines that date a comment, where there are several with words after each; and a line that
    counts the comments."""
    first = next((at for at, line in enumerate(lines) if line.is_body()), len(lines))
    stamps = [
        at
        for at, line in enumerate(lines)
        if at > first
        and len(line.text) <= _LONGEST_STAMP
        and ":" in line.text
        and _STAMP.search(line.text)
        and not _OWN.match(line.text)
        and any(after.ends_sentence() for after in lines[at + 1 : at + 1 + _NEAR])
    ]
    counted = [at for at, line in enumerate(lines) if _COUNTED.fullmatch(line.text)]
    return counted + (stamps if len(stamps) >= _FEWEST_STAMPS else [])


def _bios(lines: Sequence[Line], rules: Sequence[str | None]) -> list[int]:
    """Among the last lines of running text those that say what somebody writes for, of whom the
    text tells nothing else."""
    running = [at for at, line in enumerate(lines) if rules[at] is None and line.is_body()]
    found = []
    for at in running[_FEWEST_BODY:][-_LAST:]:
        line = lines[at].text
        bio = _BIO.match(line) if len(line) <= _LONGEST_BIO else None
        if bio is None:
            continue
        family = bio["name"].split()[-1]
        if not any(family in lines[other].text for other in running if other != at):
            found.append(at)
    return found
