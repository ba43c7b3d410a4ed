"""The documented JSON: dataclasses in, plain dictionaries out (docs/json.md names every field).

A dataclass becomes an object of its own fields (``tui/json_values.py``) unless a function below
says otherwise; what became of imports and feeds is in ``tui/work_records.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from index.article import Origin
from tui.json_values import Record, json_value

if TYPE_CHECKING:
    import datetime

    from index.answers import Entity, EntityPage, Hit, Results
    from index.article import Article, ArticleLine, Dates, Event, Finding, Zone
    from index.comparison.copies import Copy, Family
    from index.comparison.coverage import Coverage
    from index.comparison.table import Column, Comparison
    from index.profile import OutletLine, Profile
    from index.store.kept import Marks, Note


def article(article: Article) -> Record:
    """Everything known about one article; ``findings`` holds method and evidence by field."""
    outlet = article.outlet
    return {
        "id": article.id,
        "origin": json_value(article.origins[0] if article.origins else Origin()),
        "origins": json_value(article.origins),
        "title": _found(article.title),
        "text": article.text,
        "outlet": {"name": outlet.value, "evidence": outlet.evidence} if outlet else None,
        "credits": [credit.value for credit in article.credits],
        "cites": [cited.value for cited in article.cites],
        "byline": _found(article.byline),
        "language": article.language,
        "url": article.url,
        "dates": _dates(article.dates),
        "findings": {
            name: json_value(getattr(article, name))
            for name in ("title", "outlet", "credits", "cites", "byline")
        }
        | {"stated": json_value(article.dates.stated)},
        "boilerplate": [
            _furniture(article.text, zone) for zone in article.zones if zone.kind == "boilerplate"
        ],
        "zones": json_value(article.zones),
        "cautions": json_value(article.cautions),
        "family": article.family,
        "event": article.event,
        "entities": json_value(article.entities),
        "quotes": json_value(article.quotes),
    }


def kept(marks: Marks) -> Record:
    """What the reader keeps of an article; the ``span`` of a note is null where it is on all."""
    return {
        "starred": marks.starred,
        "tags": list(marks.tags),
        "notes": [note(one) for one in marks.notes],
    }


def note(note: Note) -> Record:
    """A note: its number, its article, its passage, its words, when it was written."""
    record: Record = json_value(note)
    return record


def _furniture(text: str, zone: Zone) -> Record:
    return {
        "text": text[zone.start : zone.end],
        "rule": zone.rule,
        "start": zone.start,
        "end": zone.end,
    }


def _dates(dates: Dates) -> Record:
    return {
        "stated": _found(dates.stated),
        "implied": json_value(dates.implied),
        "conflict": dates.conflict,
        "evidence": json_value(dates.evidence),
    }


def _found(finding: Finding | None) -> str | None:
    return finding.value if finding else None


def line(line: ArticleLine) -> Record:
    """An article as a list shows it; ``title`` is null where the text has no headline."""
    return {
        "id": line.id,
        "title": line.label if line.titled else None,
        "label": line.label,
        "outlet": line.outlet,
        "credit": line.credit,
        "date": json_value(line.day),
        "date_basis": line.day_basis,
        "conflict": line.conflict,
        "doubted": line.doubted,
        "words": line.words,
        "event": line.event,
        "read": line.read,
        "starred": line.starred,
        "tags": list(line.tags),
        "notes": line.notes,
    }


def articles(lines: Iterable[ArticleLine]) -> Record:
    """``rashomon list``."""
    return {"articles": [line(one) for one in lines]}


def results(results: Results) -> Record:
    """``rashomon search``."""
    return {
        "query": results.query,
        "total": results.total,
        "took_ms": round(results.took_ms, 3),
        "note": results.note,
        "suggestion": results.suggestion,
        "hits": [hit(one) for one in results.hits],
    }


def hit(hit: Hit) -> Record:
    """One found article; ``matches`` are offsets into ``snippet``, not into the article."""
    return {
        **line(hit.line),
        "score": round(hit.score, 6),
        "snippet": hit.snippet.text,
        "matches": json_value(hit.snippet.matches),
    }


def entities(entities: Iterable[Entity]) -> Record:
    """``rashomon entities``."""
    return {"entities": [json_value(entity) for entity in entities]}


def entity_page(page: EntityPage) -> Record:
    """``rashomon entities NAME``: ``sentence`` and ``mentions`` are offsets into the article."""
    record: Record = json_value(page)
    return record


def event(event: Event) -> Record:
    """Something that happened, who told it, and the evidence for each related event."""
    record: Record = json_value(event)
    first, last = record.pop("first"), record.pop("last")
    return {"id": event.id, "label": event.label, "from": first, "to": last} | record


def events(events: Iterable[Event]) -> Record:
    """``rashomon events``."""
    return {"events": [event(one) for one in events]}


def told(event_: Event, coverage: Coverage, moments: Mapping[int, datetime.datetime]) -> Record:
    """``rashomon events EVENT``: one event, when its texts were published, who has none here."""
    gone: Record = json_value(coverage)
    del gone["event"]
    return event(event_) | {
        "published": [{"article": one, "at": moments[one].isoformat()} for one in sorted(moments)],
        "coverage": gone,
    }


def outlets(lines: Iterable[OutletLine]) -> Record:
    """``rashomon outlets``."""
    return {"outlets": [json_value(line) for line in lines]}


def outlet_profile(profile: Profile) -> Record:
    """``rashomon outlets NAME``."""
    record: Record = json_value(profile)
    return {"outlet": record.pop("line"), **record}


def comparison(comparison: Comparison) -> Record:
    """``rashomon compare``: an event's articles side by side, every count as its spans."""
    record: Record = json_value(comparison)
    return record | {"columns": [_column(column) for column in comparison.columns]}


def _column(column: Column) -> Record:
    record: Record = json_value(column)
    return record | {"dates": _dates(column.dates)}


def family(family: Family, copy_of: Callable[[int, int], Copy]) -> Record:
    """``rashomon compare --copies``: one text's copies, the reference first.

    ``copy_of`` tells what an article changed of the reference.
    """
    return {
        "id": family.id,
        "reference": family.reference,
        "credits": json_value(family.credits),
        "copies": [
            line(one)
            | {
                "beside": None
                if one.id == family.reference
                else json_value(copy_of(one.id, family.reference))
            }
            for one in family.copies
        ],
    }
