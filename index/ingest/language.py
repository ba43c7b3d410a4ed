"""The language of a text by its script and its commonest words; None where they do not tell."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from importlib import resources

_SAMPLE = 900
_LEAST_WORDS = 12
_SHARE = 0.16
_AHEAD = 1.3
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_SCRIPTS = (
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7a3]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u0370-\u03ff]"), "el"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u10a0-\u10ff]"), "ka"),
    (re.compile("[\u0530-\u058f]"), "hy"),
)
_ANY_SCRIPT = re.compile(
    "[\u0370-\u03ff\u0530-\u05ff\u0e00-\u0e7f\u10a0-\u10ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]"
)


@functools.cache
def _profiles() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Names of languages to codes, and words to the languages they are common in."""
    source = resources.files(__package__).joinpath("languages.toml").read_text("utf-8")
    table = tomllib.loads(source)
    languages: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    for code, entry in table.items():
        names.update(dict.fromkeys(entry["names"], code))
        for word in entry["words"].split():
            languages[word] = (*languages.get(word, ()), code)
    return names, languages


def declared_language(value: str | None) -> str | None:
    """A declared language ("en-GB", "English") as its two-letter code, else None."""
    if value is None:
        return None
    named = _profiles()[0].get(value.strip().lower())
    code = _CODE.fullmatch(value.strip())
    return named or (code.group(1).lower() if code and len(code.group(1)) == 2 else None)


def language_of(text: str, start: int = 0) -> str | None:
    """ISO 639-1 code of the language that ``text`` is written in from ``start``.

    A script of one language decides at once. Else the language whose function words make
    up a sixth of the words, well ahead of any other; a word that several languages have
    counts for each of them in part. Too few words, or a near tie, is None.
    """
    sample = text[start : start + _SAMPLE]
    if _ANY_SCRIPT.search(sample):
        script_code = _by_script(sample)
        if script_code is not None:
            return script_code
    found = sample.lower().split()
    if len(found) < _LEAST_WORDS:
        return None
    profile = _profiles()[1]
    counts: Counter[str] = Counter()
    weights: dict[str, float] = {}
    for word, times in Counter(found).items():
        codes = profile.get(word, ())
        for code in codes:
            counts[code] += times
            weights[code] = weights.get(code, 0.0) + times / len(codes)
    (best, weight), *others = sorted(weights.items(), key=lambda item: item[1], reverse=True) or [
        ("", 0.0)
    ]
    second = others[0][1] if others else 0
    return best if counts[best] >= len(found) * _SHARE and weight >= second * _AHEAD else None


def _by_script(sample: str) -> str | None:
    """The one language written in a script that a good part of the letters belong to."""
    enough = max(1, sum(map(str.isalpha, sample))) * 0.3
    for script, code in _SCRIPTS:
        if len(script.findall(sample)) >= (enough if code != "ja" else enough / 3):
            return code
    return None
