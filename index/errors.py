"""Every error a caller of the library may meet: what is wrong, where, and what to do."""

from __future__ import annotations


class RashomonError(Exception):
    """Base of all. ``str(error)`` is one line: where, what, advice."""

    def __init__(self, what: str, where: str = "", advice: str = "") -> None:
        self.what, self.where, self.advice = what, where, advice
        super().__init__(self.line())

    def line(self) -> str:
        """The error as one line: ``where: what; advice``."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}; {self.advice}" if self.advice else head


class LibraryError(RashomonError):
    """The library cannot be opened, read or written (newer version, damage, no room, no right)."""


class LibraryBusy(LibraryError):
    """Another process writes to the library now."""


class NotFound(RashomonError):
    """No article, event or entity of that name or number."""


def no_article(number: int) -> NotFound:
    """That there is no article of this number."""
    return NotFound(f"no article {number}", advice="'rashomon list' shows their numbers")


class QueryError(RashomonError):
    """A query that cannot be read; ``advice`` holds the nearest valid form."""


class Unsure(RashomonError):
    """An undoing that has to be asked for: ``where`` says what was done, ``number`` which it is in
    the log, ``what`` what undoing it does, and to how many ``articles``."""

    def __init__(
        self, what: str, where: str, advice: str = "", *, number: int, articles: int = 0
    ) -> None:
        self.number, self.articles = number, articles
        super().__init__(what, where, advice)


class Lengthy(RashomonError):
    """An undoing or redoing that moves so many ``articles`` that it is a matter of seconds."""

    def __init__(self, articles: int, where: str) -> None:
        self.articles = articles
        super().__init__(f"this moves {articles:,} articles", where)


class Stopped(RashomonError):
    """The caller's ``cancelled`` said that the work is not wanted any more."""
