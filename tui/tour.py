"""The steps of the tour through the library screen, in the words of the keys that are on."""

from __future__ import annotations

import re

from index.article import Span
from index.dataclass import dataclass
from tui.key_words import worded


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what it is about, and a sentence or two to try out at once."""

    title: str
    words: str
    keys: tuple[Span, ...] = ()
    """Where keys stand in the words."""


_STEPS = (
    Step("What happened",
         "The list holds events, each with how many outlets tell it. {moving.down} and"
         " {moving.up} move, and the text goes along. All keys work during this tour: try them."),
    Step("Reading",
         "{moving.open} goes into the text, {anywhere.leave} back to the list."
         " {reading.next_name} steps from name to name; {moving.open} on one opens its page."),
    Step("Says who?",
         "{reading.evidence} shows how outlet and dates are known. A day with ~ is proven by the"
         " text, or set by you; ! marks a date that the text speaks against."),
    Step("Finding",
         "{library.search} searches as you type. {library.next_list} goes to the list of"
         " articles and on to that of names, {library.prior_list} back to the events;"
         " {library.next_article} and {library.prior_article} go on to the next text or back."),
    Step("Side by side",
         "{library.compare} lays the outlets of an event beside each other."
         " {comparison.next_lens} changes the lens there, {moving.open} opens the sentences"
         " behind a count, {anywhere.leave} comes back here."),
    Step("On your own",
         "{anywhere.help} tells the keys of where you are, {anywhere.palette} finds anything by"
         " its name, {library.add} adds your own articles. {library.tour} shows this again."),
)  # fmt: skip


def steps() -> tuple[Step, ...]:
    """The steps with the keys that are bound now."""
    return tuple(_with_keys(step) for step in _STEPS)


def _with_keys(step: Step) -> Step:
    words, keys = "", []
    for piece in re.split(r"({[a-z_.]+})", step.words):
        said = worded(piece)
        if said != piece:
            keys.append(Span(len(words), len(words) + len(said)))
        words += said
    return Step(step.title, words, tuple(keys))
