"""What is pasted, taken as words and never as keys.

Textual's parser looks for keys inside a paste, too: an escape character there closes the prompt
that it is pasted into, and what stands behind it is lost or comes as keys.
"""

from __future__ import annotations

from index.text import clean_line

START, END = "\x1b[200~", "\x1b[201~"
_KEPT = 20_000
"""Characters of a paste that are kept until it ends; a prompt takes far fewer."""


class Pastes:
    """Makes every paste within a stream of input one line without control characters."""

    def __init__(self) -> None:
        self._pasted: str | None = None
        self._before = ""

    def cleaned(self, data: str) -> str:
        """``data``, the next of the stream, as it is to be parsed; a paste comes at its end.

        The marks around a paste may be cut anywhere between two calls.
        """
        done: list[str] = []
        while data:
            data = (self._outside if self._pasted is None else self._inside)(data, done)
        return "".join(done)

    def _outside(self, data: str, done: list[str]) -> str:
        """Passes on what is typed, to the mark that begins a paste; answers what is left."""
        known = self._before + data
        at = known.find(START)
        if at < 0:
            done.append(data)
            self._before = known[1 - len(START) :]
            return ""
        rest = known[at + len(START) :]
        done.append(data[: len(data) - len(rest)])
        self._before, self._pasted = "", ""
        return rest

    def _inside(self, data: str, done: list[str]) -> str:
        """Holds what is pasted until it ends; answers what is left."""
        pasted = (self._pasted or "") + data
        at = pasted.find(END)
        if at < 0:
            tail = max(0, len(pasted) + 1 - len(END))
            self._pasted = pasted[: min(_KEPT, tail)] + pasted[tail:]
            return ""
        done.append(clean_line(pasted[:at]) + END)
        self._pasted = None
        return pasted[at + len(END) :]
