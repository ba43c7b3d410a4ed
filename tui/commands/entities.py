"""``rashomon entities``: who and what is named, and every sentence that names one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

import click

from index.answers import Entity, EntityPage, Share
from index.article import MentionType
from tui import phrases, plain
from tui.commands import session
from tui.records import entities, entity_page


@click.command("entities")
@click.argument("name", nargs=-1)
@click.option("--type", "kind", type=click.Choice(get_args(MentionType), case_sensitive=False))
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the N most named.")
@session.options
@click.pass_context
def command(
    context: click.Context,
    name: tuple[str, ...],
    kind: str | None,
    limit: int | None,
    as_json: bool,
) -> int:
    """List who and what is named, or the places of one NAME.

    Without NAME, most articles first; with it, every sentence that names it. Any spelling of a
    name will do: Kiev finds what Kyiv finds.

    \b
    Examples:
      rashomon entities --type PER
      rashomon entities Kiev
      rashomon entities Jens Stoltenberg --json
    """
    wanted = " ".join(name).strip()
    with session.open_library(context) as library:
        session.finish_reading(library)
        if wanted:
            page = library.entity(wanted)
            _print(as_json, entity_page(page), page_lines(page, plain.reading_width()))
            return session.DONE
        found = library.entities(type=kind, limit=limit)
    _print(as_json, entities(found), entity_lines(found))
    return session.DONE if found else session.PARTLY


def _print(as_json: bool, record: dict[str, object], lines: Iterator[str]) -> None:
    if as_json:
        session.say_json(record)
    else:
        session.say(lines)


def entity_lines(found: Sequence[Entity]) -> Iterator[str]:
    """The entities as an aligned table."""
    rows = [["TYPE", "NAME", "ARTICLES", "MENTIONS", "AS PRINTED"]]
    for one in found:
        name = plain.fit(one.name, 40)
        figures = [f"{one.articles:,}", f"{one.mentions:,}"]
        rows.append([one.type, name, *figures, spellings(one.variants)])
    yield from plain.table(rows, right=(2, 3), width=plain.terminal_width())


def spellings(variants: Mapping[str, int]) -> str:
    """Spellings with their counts, most used first."""
    ordered = sorted(variants.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{spelling} {number}" for spelling, number in ordered)


def shared(shares: Sequence[Share]) -> str:
    """Mentions under each heading; outlets and days may be unknown."""
    return ", ".join(f"{one.label or 'unknown'} {one.mentions}" for one in shares)


def page_lines(page: EntityPage, width: int) -> Iterator[str]:
    """An entity and every sentence that names it, by article."""
    entity = page.entity
    articles, mentions = (
        phrases.count(entity.articles, "article"),
        phrases.count(entity.mentions, "mention"),
    )
    yield from plain.wrap(f"{entity.name} ({entity.type}): {mentions} in {articles}", width)
    yield from plain.wrap(f"as printed: {spellings(entity.variants)}", width)
    for said, shares in (("by outlet", page.by_outlet), ("by month", page.by_month)):
        if shares:
            yield from plain.wrap(f"{said}: {shared(shares)}", width)
    if page.beside:
        names = ", ".join(f"{one.label} {one.articles}" for one in page.beside[:12])
        yield from plain.wrap(f"in the same articles: {names}", width)
    article = None
    for place in page.places:
        if place.article != article:
            article = place.article
            yield ""
            yield from plain.wrap(
                f"{article}  {place.outlet or 'outlet unknown'}: {place.label}", width
            )
        yield from plain.wrap(place.text, width, first="  - ", rest="    ")
