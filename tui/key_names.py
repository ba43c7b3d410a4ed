"""Names of keys as one writes them in a configuration, and as the screens know them.

No terminal library is needed: the names are those that Textual derives from Unicode.
"""

from __future__ import annotations

import unicodedata

_MODIFIERS = ("ctrl", "shift", "alt")
_NAMED = {
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "tab",
    "escape", "space", "backspace", "delete", "insert", *(f"f{n}" for n in range(1, 25)),
}  # fmt: skip
_ALSO = {
    "esc": "escape", "return": "enter", "page down": "pagedown", "page up": "pageup",
    "pgdn": "pagedown", "pgup": "pageup", "del": "delete", " ": "space",
    "↓": "down", "↑": "up", "←": "left", "→": "right",
}  # fmt: skip
_SHORTER = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at",
    "hyphen_minus": "minus", "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


def _sign_name(sign: str) -> str:
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name)


_BY_NAME = {_sign_name(sign): sign for sign in _SIGNS}


def key_name(written: str) -> str:
    """The name of the key that is written ``?``, ``question_mark``, ``ctrl+d``, ``page down``.

    Raises ValueError, with advice, where there is no such key.
    """
    if len(written) == 1:
        named = _one_letter(written)
    else:
        *modifiers, key = written.lower().split("+") if "+" in written else [written]
        unknown = next((word for word in modifiers if word not in _MODIFIERS), None)
        if unknown is not None:
            raise ValueError(f"no key {unknown!r} to hold down; there are {', '.join(_MODIFIERS)}")
        named = "+".join([*modifiers, _last(key)])
    return named


def _one_letter(letter: str) -> str:
    if letter in _ALSO:
        return _ALSO[letter]
    if letter.isalnum():
        return letter
    if not (letter.isprintable() and (name := _sign_name(letter))):
        raise ValueError(f"no key {letter!r}")
    return name


def _last(key: str) -> str:
    if len(key) == 1:
        return _one_letter(key)
    name = key.lower()
    found = _ALSO.get(name, name)
    if found in _NAMED or found in _BY_NAME:
        return found
    import difflib

    near = difflib.get_close_matches(name, [*_NAMED, *_BY_NAME, *_ALSO], 1)
    raise ValueError(f"no key {key!r}" + (f"; did you mean {near[0]!r}?" if near else ""))


def written(key: str) -> str:
    """A key's name as it is best written: ``question_mark`` is ``?``."""
    return _BY_NAME.get(key, key)
