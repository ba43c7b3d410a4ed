"""Quotations."""
from index.article import Mention, Quote, Span
from collections.abc import Sequence
def find_quotes(text: str, parts: Sequence[Span], mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    return ()
