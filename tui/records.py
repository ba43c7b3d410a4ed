"""The documented JSON: dataclasses in, plain dictionaries out (docs/json.md names every field).

Offsets are Unicode code points into an article's ``text``; a span is ``[start, end]``, ends
exclusive; dates are ISO 8601 strings; what is unknown is ``null``. A dataclass becomes an
object of its own fields unless a function below says otherwise.
"""

from __future__ import annotations

import datetime
import functools
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from index.article import Article, ArticleLine, DateRange, Dates, Event, Finding, Origin, Span, Zone

if TYPE_CHECKING:
    from index.answers import Entity, EntityPage, Hit, Results
    from index.comparison.copies import Copy, Family
    from index.comparison.coverage import Coverage
    from index.comparison.table import Column, Comparison
    from index.feeds.outcome import FetchReport
    from index.feeds.subscription import Subscription
    from index.profile import OutletLine, Profile
    from index.reports import Check, ImportReport, PastImport, Refusal
    from index.store.kept import Marks, Note

Record = dict[str, Any]

_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0"
    "\ufff9-\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def dumps(record: Record, *, ascii_only: bool = False, indent: int | None = None) -> str:
    """One JSON text. Whatever a terminal could obey leaves as ``\\uXXXX``, so no data changes."""
    text = json.dumps(record, ensure_ascii=ascii_only, indent=indent)
    return text if ascii_only else _UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text)


def article(article: Article) -> Record:
    """Everything known about one article; ``findings`` holds method and evidence by field."""
    outlet = article.outlet
    return {
        "id": article.id,
        "origin": _value(article.origins[0] if article.origins else Origin()),
        "origins": _value(article.origins),
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
            name: _value(getattr(article, name))
            for name in ("title", "outlet", "credits", "cites", "byline")
        }
        | {"stated": _value(article.dates.stated)},
        "boilerplate": [
            _furniture(article.text, zone) for zone in article.zones if zone.kind == "boilerplate"
        ],
        "zones": _value(article.zones),
        "cautions": _value(article.cautions),
        "family": article.family,
        "event": article.event,
        "entities": _value(article.entities),
        "quotes": _value(article.quotes),
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
    record: Record = _value(note)
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
        "implied": _value(dates.implied),
        "conflict": dates.conflict,
        "evidence": _value(dates.evidence),
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
        "date": _value(line.day),
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
        "matches": _value(hit.snippet.matches),
    }


def entities(entities: Iterable[Entity]) -> Record:
    """``rashomon entities``."""
    return {"entities": [_value(entity) for entity in entities]}


def entity_page(page: EntityPage) -> Record:
    """``rashomon entities NAME``: ``sentence`` and ``mentions`` are offsets into the article."""
    record: Record = _value(page)
    return record


def event(event: Event) -> Record:
    """Something that happened, who told it, and the evidence for each related event."""
    record: Record = _value(event)
    first, last = record.pop("first"), record.pop("last")
    return {"id": event.id, "label": event.label, "from": first, "to": last} | record


def events(events: Iterable[Event]) -> Record:
    """``rashomon events``."""
    return {"events": [event(one) for one in events]}


def told(event_: Event, coverage: Coverage, moments: Mapping[int, datetime.datetime]) -> Record:
    """``rashomon events EVENT``: one event, when its texts were published, who has none here."""
    gone: Record = _value(coverage)
    del gone["event"]
    return event(event_) | {
        "published": [{"article": one, "at": moments[one].isoformat()} for one in sorted(moments)],
        "coverage": gone,
    }


def outlets(lines: Iterable[OutletLine]) -> Record:
    """``rashomon outlets``."""
    return {"outlets": [_value(line) for line in lines]}


def outlet_profile(profile: Profile) -> Record:
    """``rashomon outlets NAME``."""
    record: Record = _value(profile)
    return {"outlet": record.pop("line"), **record}


def comparison(comparison: Comparison) -> Record:
    """``rashomon compare``: an event's articles side by side, every count as its spans."""
    record: Record = _value(comparison)
    return record | {"columns": [_column(column) for column in comparison.columns]}


def _column(column: Column) -> Record:
    record: Record = _value(column)
    return record | {"dates": _dates(column.dates)}


def family(family: Family, copy_of: Callable[[int, int], Copy]) -> Record:
    """``rashomon compare --copies``: one text's copies, the reference first.

    ``copy_of`` tells what an article changed of the reference.
    """
    return {
        "id": family.id,
        "reference": family.reference,
        "credits": _value(family.credits),
        "copies": [
            line(one)
            | {
                "beside": None
                if one.id == family.reference
                else _value(copy_of(one.id, family.reference))
            }
            for one in family.copies
        ],
    }


def import_report(report: ImportReport) -> Record:
    """``rashomon add``: what became of everything that was put in."""
    record: Record = _value(report)
    for name, ones in (("refused", report.refused), ("skipped", report.skipped)):
        record[name] = [_refusal(one) for one in ones]
    return record


def past_import(past: PastImport) -> Record:
    """``rashomon add --last``: what became of an earlier import."""
    return {
        "id": past.id,
        "began": past.began,
        "ended": past.ended,
        "sources": list(past.sources),
        **import_report(past.report),
    }


def _refusal(refusal: Refusal) -> Record:
    record: Record = _value(refusal)
    del record["skipped"]
    return record


def feed_records(feeds: Iterable[Subscription]) -> Record:
    """Subscriptions; addresses without passwords."""
    return {"feeds": [_feed(feed) for feed in feeds]}


def _feed(feed: Subscription) -> Record:
    state = feed.state
    return {
        "id": feed.id,
        "url": feed.full_shown_url,
        "title": feed.title,
        "folder": feed.folder,
        "site": feed.site,
        "full_text": feed.full_text,
        "articles": feed.articles,
        "added": feed.added,
        "tried": _moment(state.tried),
        "good": _moment(state.good),
        "due": _moment(state.due),
        "paused": state.ended,
        "failures": state.failures,
        "error": state.error,
        "advice": state.advice or None,
        "moving_to": state.moved,
    }


def _moment(moment: datetime.datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def fetch_report(report: FetchReport) -> Record:
    """What became of each feed that was asked."""
    return {
        "imported": list(report.imported),
        "already": report.already,
        "waiting": report.waiting,
        "stopped": report.ended,
        "cancelled": report.cancelled,
        "feeds": [
            {
                "id": each.feed.id,
                "url": each.feed.full_shown_url,
                "title": each.feed.title,
                "new": list(each.new),
                "already": each.already,
                "pages": each.pages,
                "unchanged": each.unchanged,
                "error": each.error,
                "advice": each.advice or None,
                "notices": list(each.notices),
            }
            for each in report.outcomes
        ],
    }


def checks(checks: Iterable[Check]) -> Record:
    """``rashomon doctor``."""
    return {"checks": [_value(check) for check in checks]}


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _value(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, DateRange):
        return [value.first.isoformat(), value.last.isoformat()]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _value(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {key: _value(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_value(one) for one in value]
    return value
