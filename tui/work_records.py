"""The documented JSON of work: imports, feeds, fetching and checks (docs/json.md)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.json_values import Record, json_value

if TYPE_CHECKING:
    from index.feeds.outcome import FetchReport
    from index.feeds.subscription import Subscription
    from index.reports import Check, ImportReport, PastImport, Refusal


def import_report(report: ImportReport) -> Record:
    """``rashomon add``: what became of everything that was put in."""
    record: Record = json_value(report)
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
    record: Record = json_value(refusal)
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
    return {"checks": [json_value(check) for check in checks]}
