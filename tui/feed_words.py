"""What is said of feeds: how they answered, what they brought, what is wrong with them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from index.text import clean_line
from tui.phrases import count, day

if TYPE_CHECKING:
    from index.feeds.outcome import FetchReport
    from index.feeds.subscription import Subscription
    from index.subscribing import Subscribed

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def ago(then: datetime.datetime, now: datetime.datetime) -> str:
    """How long ago, shortly: ``5 min``, ``3 h``, ``2 d``; from four weeks on the day."""
    seconds = (now - then).total_seconds()
    if seconds < _MINUTE:
        return "now"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE:.0f} min"
    if seconds < 2 * _DAY:
        return f"{seconds // _HOUR:.0f} h"
    if seconds < 28 * _DAY:
        return f"{seconds // _DAY:.0f} d"
    return day(then.astimezone().date())


def last_answer(feed: Subscription, now: datetime.datetime) -> str:
    """When a feed last answered well."""
    return ago(feed.state.good, now) if feed.state.good else "never"


def trouble(feed: Subscription) -> str:
    """What is wrong with a feed and what to do about it; nothing for nothing."""
    state = feed.state
    if not state.error:
        return ""
    times = f" ({state.failures:,} times)" if state.failures > 1 else ""
    return f"{state.error}{times}{'; ' + state.advice if state.advice else ''}"


def brought(report: FetchReport, key: str) -> str:
    """What a fetch brought, in one line; new trouble is told once, ``key`` lists all of it."""
    parts = [count(len(report.imported), "new article")]
    if report.cancelled:
        parts = [f"stopped; {parts[0]} so far, and kept"]
    unchanged = sum(1 for one in report.outcomes if one.unchanged)
    if unchanged and not report.imported:
        parts.append(f"{count(unchanged, 'feed')} unchanged")
    if report.waiting:
        parts.append(f"{report.waiting:,} not due yet")
    said = ", ".join(parts)
    if len(report.outcomes) == 1 and (error := report.outcomes[0].error):
        advice = report.outcomes[0].advice
        return f"{clean_line(report.outcomes[0].feed.name, 60)}: {error}" + (
            f"; {advice}" if advice else ""
        )
    fresh = [one for one in report.failed if one.fresh]
    if len(fresh) == 1:
        said += f" · {clean_line(fresh[0].feed.name, 40)}: {fresh[0].error}"
    elif fresh:
        said += f" · new trouble with {count(len(fresh), 'feed')}"
    return f"{said} · {key} tells what to do" if fresh else said


def subscribed(found: Subscribed, report: FetchReport | None) -> str:
    """What came of subscribing, in one line."""
    parts = []
    if len(found.new) == 1:
        name = found.new[0].name
        titles = [one.feed.name for one in report.outcomes] if report else []
        parts.append(f"you follow {clean_line(titles[0] if titles else name, 60)}")
    elif found.new:
        parts.append(f"you follow {count(len(found.new), 'feed')} more")
    if len(found.already) == 1 and not found.new:
        parts.append(f"you follow {clean_line(found.already[0].name, 60)} already")
    elif found.already:
        parts.append(f"{len(found.already):,} followed already")
    if found.refused:
        parts.append(f"{len(found.refused):,} of the list are no feeds")
    if report is not None:
        parts.append(count(len(report.imported), "new article"))
        if report.failed:
            parts.append(f"{len(report.failed):,} with trouble")
        if report.cancelled:
            parts.append("stopped before the end")
    return ", ".join(parts) or "the list names no feeds"
