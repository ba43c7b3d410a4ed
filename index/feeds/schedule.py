"""When a feed is asked again: often where much is new, ever less often where it fails.

All times are UTC; ``chance`` gives numbers from 0 to 1 that keep many feeds from being asked
at the same moment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from index.feeds.subscription import State
from index.wire import Response, WireError, allowing

SHORTEST_S = 900.0
LONGEST_S = 86_400.0
FIRST_PAUSE_S = 600.0
MOVES = 3
"""So many times in a row a permanent redirect is met before it is believed."""
_SPREAD = 0.2

Chance = Callable[[], float]


def answered(state: State, response: Response, new: int, now: datetime, chance: Chance) -> State:
    """After an answer that could be read, with ``new`` entries in it (304: none).

    The next request comes in half the time where something was new, in half as much time
    again where nothing was; never sooner than the server's max-age, and within a day.
    """
    interval = state.interval * (0.5 if new else 1.5)
    interval = max(interval, min(response.max_age or 0.0, LONGEST_S))
    interval = min(max(interval, SHORTEST_S), LONGEST_S)
    wait = interval * (1 - _SPREAD * chance())
    same = response.moved is not None and response.moved == state.moved
    return replace(
        state,
        etag=response.etag or (state.etag if response.status == 304 else None),
        modified=response.modified or (state.modified if response.status == 304 else None),
        tried=now,
        good=now,
        due=now + timedelta(seconds=wait),
        not_before=None,
        interval=interval,
        failures=0,
        error=None,
        advice="",
        told=False,
        moved=response.moved,
        moves=(state.moves + 1 if same else 1) if response.moved else 0,
    )


def failed(
    state: State,
    error: str,
    advice: str,
    now: datetime,
    chance: Chance,
    retry_after: float | None = None,
) -> State:
    """After a failure: twice the pause each time, up to a day, or ``retry_after`` seconds."""
    failures = state.failures + 1
    pause = min(FIRST_PAUSE_S * 2.0 ** min(failures - 1, 20), LONGEST_S)
    pause = min(pause * (1 + _SPREAD * chance()), LONGEST_S)
    asked = timedelta(seconds=retry_after or 0)
    return replace(
        state,
        tried=now,
        due=now + max(timedelta(seconds=pause), asked),
        not_before=now + asked if retry_after else None,
        failures=failures,
        error=error,
        advice=advice,
        told=state.told and state.error == error,
    )


def gone(state: State, now: datetime) -> State:
    """After 410: the feed has ended, and is not asked again."""
    error = "the server says that it is gone for good (410)"
    advice = "unsubscribe, or look for a new address on its site"
    return replace(failed(state, error, advice, now, lambda: 0.0), ended=True, due=None)


def refusal(response: Response) -> tuple[str, str]:
    """An answer other than 200 and 304 in words, with what to do."""
    status = response.status
    if status in (401, 403):
        return f"the server does not let us in ({status})", "check the address and the password"
    if status == 404:
        return "nothing is there (404)", "look for its address on its site"
    if status == 429:
        return "the server asks us to wait (429)", "it is asked again later"
    if status >= 500:
        return f"the server has trouble ({status})", "it is asked again later"
    return f"the server answers {status}", "check the address"


def trouble(error: WireError) -> tuple[str, str]:
    """A failure of the network in words, with what to do."""
    return error.what, allowing(error, "subscribe")


def settled(state: State) -> bool:
    """Whether a permanent redirect came so often that its target is the feed's address."""
    return state.moved is not None and state.moves >= MOVES
