"""Strings an article must never get past us, one per attack or drawing hazard.

``HOSTILE`` maps a case's name to its text; ``foreign`` names what a terminal could obey
in a drawn line. Titles, outlets, queries and file names are tried with the same strings.
"""

from __future__ import annotations

import unicodedata

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"

SEQUENCES = {
    "color": f"quiet {ESC}[31mred{ESC}[0m quiet",
    "clear and home": f"kept {ESC}[2J{ESC}[H lost",
    "leave the alternate screen": f"in {ESC}[?1049l out",
    "ask for the cursor": f"ask {ESC}[6n answer",
    "ask for the device": f"ask {ESC}[c answer",
    "ask for the title": f"ask {ESC}[21t answer",
    "mouse on": f"mouse {ESC}[?1003h on",
    "concealed to the end": f"seen {ESC}[8m unseen",
    "colon color": f"a {ESC}[38:2:255:0:0m b",
    "cut sequence": f"cut {ESC}[",
    "full reset": f"before {ESC}c after",
    "set the title": f"a {ESC}]0;taken over{BEL} b",
    "link": f"a {ESC}]8;;http://evil.example/{ST}click{ESC}]8;;{ST} b",
    "write the clipboard": f"a {ESC}]52;c;cm0gLXJmIH4={BEL} b",
    "read the clipboard": f"a {ESC}]52;c;?{BEL} b",
    "inline file": f"a {ESC}]1337;File=inline=1:AAAA{BEL} b",
    "notification": f"a {ESC}]9;hello{BEL} b",
    "title without an end": f"a {ESC}]0;never ends",
    "ask for settings": f"a {ESC}P$qm{ST} b",
    "sixel": f"a {ESC}Pq#0;2;0;0;0{ST} b",
    "kitty graphics": f"a {ESC}_Gf=100;AAAA{ST} b",
    "privacy message": f"a {ESC}^secret{ST} b",
    "through tmux": f"a {ESC}Ptmux;{ESC}{ESC}]52;c;QQ=={BEL}{ST} b",
    "eight-bit color": "a \x9b31mred\x9b0m b",
    "eight-bit title": "a \x9d0;taken over\x9c b",
}

CONTROLS = {
    "eight-bit line ends": "one\x85two\x84three\x8dfour",
    "null": "a\x00b",
    "bell": "a\x07b",
    "backspaces over the truth": "safe\b\b\b\bevil",
    "return over the truth": "safe headline\revil",
    "vertical tab and form feed": "one\x0btwo\x0cthree",
    "other character set": "a\x0eqqq\x0fb",
    "cancel and substitute": "a\x18\x1ab",
    "delete": "a\x7fb",
    "tabs": "a\tb\tc",
    "unicode line ends": "one\u2028two\u2029three\x85four",
    "separators": "a\x1cb\x1dc\x1ed\x1fe",
}

INVISIBLES = {
    "reversed file name": "invoice\u202efdp.exe\u202c end",
    "isolates": "\u2067abc\u2069 \u2066def\u2069",
    "direction marks": "a\u200eb\u200fc\u061cd",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "soft hyphen": "co\u00adoperate",
    "fillers": "a\u3164b\u115fc",
    "tag letters": "x\U000e0041\U000e0042y",
    "noncharacters and private use": "a\ufffeb\ue000c\U0010ffffd",
    "lone surrogate": "a\ud800b",
    "interlinear": "a\ufff9b\ufffac\ufffbd",
}

SCRIPTS = {
    "hebrew": "abc \u05e9\u05dc\u05d5\u05dd def",
    "arabic": "abc \u0627\u0644\u0633\u0644\u0627\u0645 def",
    "flood of marks": "Z" + "\u0301" * 200 + "Q",
    "mark first": "\u0301lead",
    "variation selectors": "\u2764\ufe0f \u2764\ufe0e x",
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 family",
    "flag": "\U0001f1eb\U0001f1f7 flag",
    "skin": "\U0001f44d\U0001f3fd thumb",
    "keycap": "1\ufe0f\u20e3 key",
    "cjk": "\u65e5\u672c\u8a9e\u30cb\u30e5\u30fc\u30b9 ABC",
    "rare cjk": "\U00020000\U0002a6d6 x",
    "ambiguous width": "\u00b1\u03b1\u2026\u2014\u201cq\u201d",
    "half width": "\uff76\uff9e x",
    "thai and devanagari": "\u0e01\u0e33 \u0915\u094d\u0937\u093f x",
}

MARKUP = {
    "bold": "[bold]not bold[/bold] [red]x[/red]",
    "markup link": "[link=http://evil.example]click[/link]",
    "markup action": "[@click=app.quit]click me[/]",
    "markup unclosed": "[/closing] [unclosed",
    "brackets of a text": "[1] Reuters [sic] [/] [b",
    "colons": ":smile: :warning:",
    "entities": "&#27;[31m &lt;script&gt;",
}

SIZES = {
    "long word": "x" * 5_000,
    "long line": "word " * 4_000,
    "many line ends": "a" + "\n" * 300 + "b",
    "nothing but spaces": " " * 500,
    "empty": "",
}

HOSTILE: dict[str, str] = {**SEQUENCES, **CONTROLS, **INVISIBLES, **SCRIPTS, **MARKUP, **SIZES}

_JOINERS = "\u200c\u200d"


def foreign(text: str) -> list[str]:
    """What in ``text`` a terminal could obey or hide: empty where the text is fit to draw."""
    return [
        f"U+{ord(letter):04X}"
        for letter in text
        if letter not in _JOINERS
        and (
            unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
            or 0xFDD0 <= ord(letter) <= 0xFDEF
            or ord(letter) & 0xFFFE == 0xFFFE
        )
    ]
