"""Strings that mean harm, made of dice: sequences, invisibles, markup, links and floods."""

from __future__ import annotations

import random

from tests.hostile import CONTROLS, INVISIBLES, MARKUP, SCRIPTS, SEQUENCES

ESC = "\x1b"
WORDS = "harbor strike Köln Анна 峰會 officials said Monday cranes of the union 12 June".split()
_STARTS = (f"{ESC}[", f"{ESC}]", f"{ESC}P", f"{ESC}_", f"{ESC}^", f"{ESC}X", ESC, "\x9b", "\x9d")
_STARTS += ("\x90", "\x98", "\x9e", "\x9f", f"{ESC}{ESC}[", f"{ESC}\x9b", "\x9b\x9b", f"{ESC}\n[")
_MIDDLES = ("", "31", "2;3", "?1049", ">0", "38:2::1", "0;", "52;c;", "8;;http://e.example", "$q")
_MIDDLES += ("1337;File=:", "777;notify;", "!", " ", "\x00", "\u200b", "\u202e", "é", "\x7f", "\n")
_ENDS = (
    "m",
    "h",
    "l",
    "J",
    "H",
    "c",
    "n",
    "t",
    "\x07",
    f"{ESC}\\",
    "\x9c",
    "",
    "",
    "q",
    "\x18",
    "@",
)
ACTIVE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "</title><script>alert(1)</script>", "</style><script>x</script>", "<!--", "-->", "<![CDATA[",
    "]]>", "<a href='javascript:alert(1)'>x</a>", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "data:text/html,<script>x</script>", "vbscript:x", "\" onmouseover=\"x", "' onfocus='x",
    "&lt;script&gt;", "&#x3c;script&#x3e;", "<iframe src=//e.example>", "<base href=//e.example>",
    "<meta http-equiv=refresh content='0;url=//e.example'>", "<style>@import '//e.example'</style>",
    "<math><mtext></p><style><!--</style><img src=x onerror=x>", "{{7*7}}", "${7*7}", "<%= 1 %>",
)  # fmt: skip
MARKDOWN = (
    "[x](javascript:alert(1))", "![x](http://e.example/p.png)", "<javascript:alert(1)>", "[a]: b",
    "<http://e.example>", "www.evil.example", "http://evil.example/x", "me@evil.example",
    "| a | b |", "[x][a]", "[a]: javascript:x", "```", "~~~", "# head", "\n# head", "\n---\n",
    "\n===\n", "\n    code", "> quote", "- item", "1. one", "1) one", "**bold**", "__b__",
    "~~s~~", "`c`", "$$x$$", "[^1]", "[^1]: x", "\\", "\\[x](y)", "a|b", "\n\n<div onclick=x>\n",
    "- [ ] t", "@user", "[[wiki]]", ":::note", "+++", "---\ntitle: x\n---", "&colon;",
    "<details open ontoggle=x>",
    "[x](<javascript:x>)", "![](data:x)", "*", "_", "[", "]", "](", "!", "ftp://evil.example/",
)  # fmt: skip
TEX = (
    "}", "{", "},\n  evil = {x", "@article{evil,", "\\input{/etc/passwd}", "\\write18{id}", "%",
    "#", "$x$", "~", "^^5cinput", "\"", "@string{x=\"y\"}", "@comment{", "\\", "^^M",
)  # fmt: skip
SHEETS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://e.example")',
    "\t=1",
)
SHELL = (
    "$(id)",
    "`id`",
    "; id",
    "| id",
    "&& id",
    "../../x",
    "~/x",
    "-rf",
    "--help",
    "%s",
    "%n",
    "C:\\x",
)
TOML = ('"""', "'''", "\\u0000", "\\x1b", '"\nopener = ["x"]\n"', "[keys]", "\\U0010ffff")
_NAMED = (SEQUENCES, CONTROLS, INVISIBLES, SCRIPTS, MARKUP)
NAMED = tuple(text for group in _NAMED for text in group.values())
WIDE = (
    "\uff37" * 30,
    "\u6f22" * 90,
    "\ufdfd" * 20,
    "\U0001f469\u200d\U0001f467" * 9,
    "\u2e3b" * 30,
)
LONE = ("\ud800", "\udfff", "\udc80", "\ud83d", "\ufdd0", "\ufffe", "\U0001ffff", "\U0010fffe")
ODD = (
    "\u0600",
    "\u06dd",
    "\u180e",
    "\u2028",
    "\u2029",
    "\x85",
    "\u0085[",
    "\U000110bd",
    "\U000e0001",
)
ODD += (
    "\u061c",
    "\ufff9",
    "\u034f",
    "\u17b4",
    "\u2800",
    "\u00ad",
    "\U000e0100",
    "\ufe0f",
    "\u0488",
)


def _sequence(dice: random.Random) -> str:
    middle = "".join(dice.choice(_MIDDLES) for _ in range(dice.randrange(4)))
    return dice.choice(_STARTS) + middle + dice.choice(_ENDS)


def _any_letters(dice: random.Random) -> str:
    tops = (0x20, 0xA0, 0x300, 0x3000, 0x11000, 0x110000)
    return "".join(chr(dice.randrange(dice.choice(tops))) for _ in range(dice.randrange(1, 9)))


def _flood(dice: random.Random) -> str:
    return dice.choice(WORDS) + chr(dice.randrange(0x300, 0x36F)) * dice.choice((5, 60, 400))


def hostile(dice: random.Random, most: int = 9) -> str:
    """A string of one to ``most`` pieces, with words between them as often as not."""
    pieces: list[str] = []
    for _ in range(dice.randrange(1, most + 1)):
        kind = dice.randrange(14)
        if kind < 4:
            pieces.append(_sequence(dice))
        elif kind == 4:
            pieces.append(_any_letters(dice))
        elif kind == 5:
            pieces.append(_flood(dice))
        else:
            groups = (ACTIVE, MARKDOWN, TEX, SHEETS, SHELL, TOML, NAMED, WIDE, LONE, ODD)
            pieces.append(dice.choice(dice.choice(groups)))
        pieces.append(
            dice.choice(("", " ", "\n", "\t", f" {dice.choice(WORDS)} ", dice.choice(WORDS)))
        )
    return "".join(pieces)


def encoded(text: str) -> bytes:
    """A string as bytes: what is no UTF-8 stays bytes that are none."""
    return text.encode("utf-8", "surrogatepass")


def file_name(text: str, ending: str) -> bytes:
    """A string as the name of a file, as far as a file system takes it."""
    raw = encoded(text).replace(b"/", b"_").replace(b"\0", b"")[: 200 - len(ending)]
    return (raw or b"x") + ending.encode()


def one_line(text: str) -> str:
    """A string as a header or a cell takes it: no line end that would end the field."""
    return text.replace("\r", " ").replace("\n", " ")
