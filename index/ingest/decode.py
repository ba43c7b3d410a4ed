"""Bytes to text: byte order mark, strict UTF-8, what is declared, a guess; never a failure."""

from __future__ import annotations

import codecs
import re

from index.dataclass import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSED_FROM = 32_768
_NOT_GUESSED = ["utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"]
_DECLARABLE = re.compile(
    r"(?:windows|cp|ibm|iso|latin|koi8|mac|gb|big5|hz|euc|shift|sjis|ms|tis|johab|ks|x-mac|x-sjis"
    r"|x-euc|x-gbk|us-ascii|ascii|arabic|cyrillic|greek|hebrew|l[1-9]\b)[\w:.-]{0,30}",
    re.IGNORECASE,
)
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874",
    "iso8859-11": "cp874", "big5": "big5hkscs",
}  # fmt: skip
_SEVEN_BIT = ("iso2022", "hz")
_FEW = 0.002
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read with, and how many places became U+FFFD."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Any bytes as text. Only bytes that are not valid UTF-8 are guessed at.

    ``declared``: an encoding's name from outside (HTTP, mail, ``<meta charset>``). It is
    believed where the bytes are not UTF-8 and hardly any of them are impossible in it.
    """
    wide = wide_encoding(data)
    if wide is not None:
        return _lenient(data[marked(data)[1] :], wide)
    known = codec_of(declared)
    if known is not None and known.startswith(_SEVEN_BIT):
        return _lenient(data, known)
    try:
        return Decoded(str(data[marked(data)[1] :], "utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        as_utf8 = _lenient(data, "utf-8")
        if _mostly_utf8(as_utf8):
            return as_utf8
        if known is not None:
            as_declared = _lenient(data, known)
            if as_declared.replaced <= _FEW * len(as_declared.text):
                return as_declared
        return _lenient(data, guess(data, error.start))


def codec_of(name: str | None) -> str | None:
    """Python's codec for a declared encoding, as browsers read such names; None for the rest.

    "ISO-8859-1" is read as Windows-1252 and so on. Codecs that are no encodings of text
    (``unicode_escape``, ``zip``) and UTF-7 are unknown here.
    """
    if name is None or not _DECLARABLE.fullmatch(name.strip()):
        return None
    bare = name.strip().lower().removeprefix("x-").replace("windows-874", "cp874")
    try:
        codec = codecs.lookup(bare).name
    except LookupError:
        return None
    return _WIDER.get(codec, codec)


def marked(data: bytes) -> tuple[str | None, int]:
    """The encoding that a byte order mark names, and the mark's length."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None, 0


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 where a mark says so or where every second byte is zero, else None."""
    encoding, _ = marked(data)
    if encoding is not None:
        return encoding if encoding != "utf-8" else None
    head = data[:4096]
    half = len(head) // 2
    if half < 2 or head.count(0) < half * 0.4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd >= half * 0.6 and even <= half * 0.02:
        return "utf-16-le"
    if even >= half * 0.6 and odd <= half * 0.02:
        return "utf-16-be"
    return None


def guess(data: bytes, first_bad: int = 0) -> str:
    """The likeliest 8-bit or East Asian encoding, judged around the first non-UTF-8 byte."""
    from charset_normalizer import from_bytes  # only the few files that need it pay its import

    start = max(0, first_bad - _GUESSED_FROM // 4)
    sample = data[start : start + _GUESSED_FROM]
    best = from_bytes(sample, cp_exclusion=_NOT_GUESSED).best()
    return best.encoding if best is not None and best.encoding != "utf_8" else "cp1252"


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    if lost and encoding == "utf-8":
        lost -= data.count(b"\xef\xbf\xbd")
    return Decoded(text, encoding.replace("_", "-"), lost)


def _mostly_utf8(decoded: Decoded) -> bool:
    """UTF-8 with a few broken bytes, rather than some other encoding.

    Another encoding hardly ever yields valid multi-byte sequences by chance.
    """
    beyond = sum(1 for _ in _BEYOND_ASCII.finditer(decoded.text)) - decoded.replaced
    return beyond > decoded.replaced


class RowDecoder:
    """Decodes the rows of one table alike: what one row proves holds for the next."""

    def __init__(self) -> None:
        self._proven_utf8 = False
        self._encoding: str | None = None

    def decode(self, row: bytes) -> Decoded:
        """One row as text; an invalid row of a UTF-8 table keeps its readable part."""
        try:
            text = str(row, "utf-8")
        except UnicodeDecodeError as error:
            if self._proven_utf8:
                return _lenient(row, "utf-8")
            if self._encoding is None:
                as_utf8 = _lenient(row, "utf-8")
                if _mostly_utf8(as_utf8):
                    return as_utf8
                self._encoding = guess(row, error.start)
            return _lenient(row, self._encoding)
        self._proven_utf8 = self._proven_utf8 or not text.isascii()
        return Decoded(text, "utf-8")
