"""Cleaning, paragraphs, sentences and words: once, for everyone.

Everything here works on ``str`` and answers in code points. All of it is linear in the
length of its input, whatever the input.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from index.article import Span, Zone, ZoneKind

_STRINGS = re.compile(
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)"
)
_CSI = re.compile(r"(?:\x1b\[|\x9b)[\x30-\x3f]{0,64}[\x20-\x2f]{0,16}[\x40-\x7e]?")
_ESC = re.compile(r"\x1b[\x20-\x2f]{0,4}[\x30-\x7e]?|\x1b")
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e007f]"
)
_REPLACED = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_MARK = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_JOINER = "\u200c\u200d"
_JOINERS = re.compile(f"([{_JOINER}])[{_JOINER}]+")
_LEADING = re.compile(f"(?<![^\\s])[{_MARK}{_JOINER}]+")
_STRAY_JOINER = re.compile(f"(?<![^\\s\x00-\x7f])[{_JOINER}]|[{_JOINER}](?![^\\s\x00-\x7f])")
_MARKS_FLOOD = re.compile(f"([{_MARK}]{{4}})[{_MARK}]+")
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u0483-\u0489\u061c\u115f\u1160\u180e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufe20-\ufe2f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U0001fffe-\U0001ffff\U0002fffe-\U0002ffff\U0003fffe-\U0010ffff]"
)


_PLAIN = bytes((9, 10, *range(32, 127)))


def _is_clean(text: str) -> bool:
    """Whether nothing in a text is suspect. Plain letters, by far the most, go first: quick."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return not rest or not _SUSPECT.search(rest.decode("utf-8", "surrogatepass"))


def clean_text(text: str) -> str:
    """Text from outside without anything a terminal could obey; keeps ``\\n`` and ``\\t``.

    Whole escape sequences go, control, bidi and invisible characters go, every kind of
    line end becomes ``\\n``, lone surrogates and noncharacters become U+FFFD, and no
    letter keeps more than four combining marks. Markup characters are left alone: those
    are the business of whoever draws.
    """
    if _is_clean(text):
        return text
    text = _STRINGS.sub("", text)
    text = _CSI.sub("", text)
    text = _ESC.sub("", text)
    text = _NEWLINES.sub("\n", text)
    text = _DROPPED.sub("", text)
    text = _REPLACED.sub("\ufffd", text)
    text = _LEADING.sub("", _JOINERS.sub(r"\1", text))
    text = _STRAY_JOINER.sub("", text)
    return _MARKS_FLOOD.sub(r"\1", text)


def clean_line(text: str, limit: int = 2000) -> str:
    """``clean_text`` as one line of at most ``limit`` code points, white space folded."""
    line = " ".join(clean_text(text[: limit * 4]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def fold(text: str) -> str:
    """Lower case without accents, for comparing words ("Köln" and "koln")."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.replace("ß", "ss").replace("’", "'"))
    kept = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", kept).casefold()


def paragraphs(
    text: str, zones: Iterable[Zone] = (), keep: frozenset[ZoneKind] = frozenset()
) -> list[Span]:
    """The non-empty lines of ``text``, trimmed, in order, with ``zones`` cut out.

    Zones of a kind in ``keep`` stay in. A line interrupted by a zone gives two spans.
    """
    cut = sorted((zone.start, zone.end) for zone in zones if zone.kind not in keep)
    spans: list[Span] = []
    start = 0
    for gap_start, gap_end in [*cut, (len(text), len(text))]:
        spans.extend(_lines(text, start, gap_start))
        start = max(start, gap_end)
    return spans


TOLD: frozenset[ZoneKind] = frozenset({"title"})
"""``keep`` for what an article tells: body and, where it stands in the text, the title."""


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        left = len(line) - len(line.lstrip())
        if left < len(line):
            yield Span(start + left, start + len(line.rstrip()))
        start = stop + 1


_WORD = re.compile(
    r"[a-z]{2,}+(?![\w'’\-])"  # most words: found in a third of the time
    r"|(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W_]+(?:['’\-][^\W_]+)*"
)


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of ``text[start:end]``: letters and digits, inner apostrophes and hyphens kept."""
    stop = len(text) if end is None else end
    return [Span(*found.span()) for found in _WORD.finditer(text, start, stop)]


def count_words(text: str, spans: Iterable[Span]) -> int:
    """How many words the given spans of ``text`` hold."""
    return sum(words_in(text[span.start : span.end]) for span in spans)


def words_in(text: str) -> int:
    """How many words ``text`` holds, as ``words`` finds them: none reaches across white space."""
    return sum(map(_WORDS_IN.__getitem__, text.split()))


class _WordsIn(dict[str, int]):
    """Pieces between white space -> how many words they hold; most are met again and again."""

    def __missing__(self, piece: str) -> int:
        number = 1 if piece.strip(_EDGES).isalpha() else len(_WORD.findall(piece))
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[piece] = number
        return number


_EDGES = ".,;:!?\"'()[]“”‘’—–…-"
_LONGEST_KEPT = 32
_MOST_KEPT = 30_000
_WORDS_IN = _WordsIn()


_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev fr sr jr st gen col maj capt lt sgt cpl adm cmdr gov sen rep reps
    sens hon pres supt insp det messrs mt ft vs v etc inc ltd co corp cos bros dept univ assn
    ave blvd rd no nos fig vol pp p ed eds al approx est e.g i.e cf ca jan feb mar apr jun jul
    aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun a.m p.m u.s u.k u.n
    e.u d.c ph.d b.a m.a ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich
    minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo""".split()
)
_OPEN_BEFORE_UPPER = frozenset("a.m p.m u.s u.k u.n e.u d.c etc inc ltd co corp jr sr no".split())
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]“]*+(?=\s)|[。！？]+[」』”]?")
_LAST_TOKEN = re.compile(r"[^\s(\[\"“‘']+$")
_STARTS = re.compile(r"\s*+[\"'“‘«(\[—–-]*+\s*+(\S)")
_STARTERS = frozenset(
    """the a an it he she they we i in on at but and this that these those there his her its
    their as for after before while when if according meanwhile however""".split()
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of ``text[start:end]``, trimmed; a line end always ends a sentence.

    A full stop after an abbreviation or an initial does not end one, unless what follows
    is a word that starts sentences ("... in the U.S. The ...").
    """
    stop = len(text) if end is None else end
    spans: list[Span] = []
    for line in _lines(text, start, stop):
        at = line.start
        for found in _END.finditer(text, line.start, line.end):
            if found.end() < line.end and _ends_sentence(text, at, found, line.end):
                spans.append(_trim(text, at, found.end()))
                at = found.end()
        if text[at : line.end].strip():
            spans.append(_trim(text, at, line.end))
    return spans


def _ends_sentence(text: str, start: int, found: re.Match[str], line_end: int) -> bool:
    following = _STARTS.match(text, found.end(), min(line_end, found.end() + 40))
    if following is None:
        return False
    first = following.group(1)
    if found.group().startswith(("。", "！", "？")):
        return True
    if first.islower():
        return False
    if not found.group().startswith(".") or found.group().startswith(".."):
        return True
    before = _LAST_TOKEN.search(text, max(start, found.start() - 24), found.start())
    token = before.group().lower() if before else ""
    known = token in _ABBREVIATIONS or bool(re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", token))
    if not known:
        return True
    next_word = _WORD.match(text, following.start(1), line_end)
    starts = next_word is not None and next_word.group().lower() in _STARTERS
    return starts and (token in _OPEN_BEFORE_UPPER or "." in token)


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def enclosing(spans: list[Span], offset: int) -> Span | None:
    """The span of a sorted list that holds ``offset``, else None."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return spans[low] if low < len(spans) and spans[low].start <= offset else None


@functools.lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A light English stem of a folded word: plural and possessive endings only.

    The "s-stemmer" of Harman 1991 ("How effective is suffixing?"), so that counts and
    alignments join "allies" and "ally" and never join words of different meaning.
    """
    word = word.removesuffix("'s").removesuffix("'")
    if word.endswith("ies") and len(word) > 4 and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and len(word) > 3 and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("us", "ss")):
        return word[:-1]
    return word
