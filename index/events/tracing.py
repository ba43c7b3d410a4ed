"""What placing needs of one article, made once: small, and without the text itself."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

from index.article import Article, Span
from index.dataclass import dataclass
from index.events.clue_finding import find_clues
from index.events.clues import Clue
from index.events.families import digest, sketch
from index.events.stopwords import STOP_WORDS
from index.events.vectors import place_of
from index.text import TOLD, fold, paragraphs, sentences, stem

LEAD_WORDS = 500
TITLE_WEIGHT = 3
DAY_WORDS = 700
"""Words among which weekdays are counted."""
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
LONGEST = 1_000_000
"""Code points of an article that are read; what follows in a longer one tells no other event."""
DATED = 100_000
"""Code points of an article that are searched for clues to its date."""
OPENING = 20
"""Paragraphs among which the first sentence is looked for."""
_LEDE = (60, 80)
_DANGLING = frozenset(
    "a an the to of in on at by for from with and or but that which who as its his her".split()
)
_PLAIN = tuple(zip("‘’“”–—…\u00a0", "''\"\"    ", strict=True))
"""Typography made plain first: ASCII folds at once, anything else letter by letter."""
_QUOTED = re.compile(r'("[^"\n]{1,2000}")')
OWN = 0.4
"""Share of a text outside quotations from which on copies are found by that part alone."""
_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
"""As ``index.text.words``, without spans: half the time of a trace would go into making them."""
_LOOSE = re.compile(r"['-](?:(?<=[^a-z0-9].)|(?![a-z0-9]))")
"""An apostrophe or hyphen that joins no two letters or digits."""
_SPACED = {at: chr(at) if chr(at).isalnum() or chr(at) in "'-" else " " for at in range(128)}
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Trace:
    """``terms`` are stems, by their number (``vectors.place_of``), with their counts (title times
    three, first 500 words of the body).

    ``title`` are the stems of the title, ``weekdays`` how often each day of the week is named
    from Monday on. ``lede`` is the first clause of the body, for a label where there is no
    title. ``sketch`` and ``digest`` tell text families, ``clues`` the date.
    """

    lede: str
    words: int
    terms: tuple[tuple[int, int], ...]
    title: tuple[int, ...]
    weekdays: tuple[int, ...]
    sketch: tuple[int, ...]
    digest: int
    clues: tuple[Clue, ...]


def trace(article: Article) -> Trace:
    """The trace of an article; reads its title and what lies outside its zones."""
    outside = paragraphs(article.text, article.zones)
    titled = any(zone.kind in TOLD for zone in article.zones)
    told = paragraphs(article.text, article.zones, TOLD) if titled else outside
    body = _within(outside, LONGEST)
    tokens, unquoted = _read("\n".join(article.text[span.start : span.end] for span in body))
    terms = Counter(_terms(tokens[:LEAD_WORDS]))
    title = article.title.value[:1000] if article.title is not None else ""
    heads = _terms(_read(title)[0])
    for term in heads:
        terms[term] += TITLE_WEIGHT
    named = Counter(tokens[:DAY_WORDS])
    return Trace(
        lede=_lede(article.text, body),
        words=len(tokens),
        terms=tuple(sorted(terms.items(), key=lambda item: (-item[1], item[0]))),
        title=tuple(sorted(set(heads))),
        weekdays=tuple(min(named[day], 99) for day in WEEKDAYS),
        sketch=sketch(unquoted if len(unquoted) >= OWN * len(tokens) else tokens),
        digest=digest(tokens),
        clues=find_clues(article.text, _within(told, DATED)),
    )


def _within(spans: Sequence[Span], left: int) -> list[Span]:
    """The spans up to ``left`` code points of text, the last one cut there."""
    kept: list[Span] = []
    for span in spans:
        if left <= 0:
            break
        kept.append(Span(span.start, min(span.end, span.start + left)))
        left -= span.end - span.start
    return kept


def _read(text: str) -> tuple[list[str], list[str]]:
    """Folded words, and those of them outside quotations: what two report word for word alike
    because one person said it is no copy."""
    for curly, plain in _PLAIN:
        text = text.replace(curly, plain)
    # Letters beyond ASCII are few: folding them alone gives the same as folding the whole.
    folded = text.lower()
    if not folded.isascii():
        folded = _FOREIGN.sub(lambda run: fold(run.group()), folded)
    paired = not folded.isascii() and _CJK.search(folded) is not None
    tokens: list[str] = []
    outside: list[str] = []
    for place, part in enumerate(_QUOTED.split(folded)):
        found = _tokens(part)
        if paired:
            found = [token for word in found for token in _pairs(word)]
        tokens += found
        if place % 2 == 0:
            outside += found
    return tokens, outside


def _tokens(text: str) -> list[str]:
    """The words of folded text, as ``_TOKEN`` finds them."""
    if not text.isascii():
        return _TOKEN.findall(text)
    # The same in a quarter of the time: a whole table at once, then cut at the spaces.
    spaced = " " + text.translate(_SPACED)
    return (_LOOSE.sub(" ", spaced) if "-" in spaced or "'" in spaced else spaced).split()


def _pairs(word: str) -> list[str]:
    """Where the script sets no spaces, pairs of signs."""
    if len(word) < 3 or not _CJK.search(word):
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1)]


@functools.lru_cache(maxsize=50_000)
def _term(token: str) -> int:
    return place_of(stem(token)[:40])


def _terms(tokens: Sequence[str]) -> list[int]:
    return [
        _term(token)
        for token in tokens
        if token not in STOP_WORDS and (len(token) > 1 or not token.isascii())
    ]


def _lede(text: str, body: Sequence[Span]) -> str:
    """The first sentence, or as much of it as ends at a comma or a word between 60 and 80."""
    opening = body[:OPENING]
    for paragraph in opening:
        sentence = sentences(text, paragraph.start, min(paragraph.end, paragraph.start + 2000))
        words_in = " ".join(text[sentence[0].start : sentence[0].end].split()) if sentence else ""
        if len(words_in) >= 25 or (words_in and paragraph is opening[-1]):
            return cut_clause(words_in)
    return ""


def cut_clause(line: str) -> str:
    """``line`` in at most 80 code points, cut at a clause or a word, marked "…" where cut."""
    shortest, longest = _LEDE
    if len(line) <= longest:
        return line.rstrip(".")
    comma = max(line.rfind(mark, shortest // 2, longest) for mark in (", ", "; ", " – ", " — "))
    if comma >= shortest - 15:
        return line[:comma] + "…"
    space = line.rfind(" ", shortest // 2, longest)
    cut = line[: space if space > 0 else longest - 1]
    while " " in cut and cut.rsplit(" ", 1)[1].lower() in _DANGLING:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:–—-") + "…"
