"""When a feed is asked again."""

from __future__ import annotations

import datetime

from index.feeds import schedule
from index.feeds.subscription import State, Subscription, dump, of_row, state_of, to_row
from index.wire import Response

NOW = datetime.datetime(2023, 7, 11, 12, tzinfo=datetime.UTC)


def half() -> float:
    return 0.5


def never() -> float:
    return 0.0


def wait(state: State) -> float:
    assert state.due is not None
    return (state.due - NOW).total_seconds()


def ok(status: int = 200, **told: object) -> Response:
    return Response(status, "https://a.example/f", **told)  # type: ignore[arg-type]


def test_busy_feeds_are_asked_more_often_and_quiet_ones_less() -> None:
    busy = quiet = State()
    for _ in range(12):
        busy = schedule.answered(busy, ok(), 3, NOW, never)
        quiet = schedule.answered(quiet, ok(304), 0, NOW, never)
    assert wait(busy) == schedule.SHORTEST_S
    assert wait(quiet) == schedule.LONGEST_S


def test_a_server_may_ask_for_longer_pauses() -> None:
    assert wait(schedule.answered(State(), ok(max_age=7200.0), 5, NOW, never)) == 7200
    assert wait(schedule.answered(State(), ok(max_age=1e9), 5, NOW, never)) == schedule.LONGEST_S


def test_many_feeds_are_not_asked_at_the_same_moment() -> None:
    one = schedule.answered(State(), ok(), 1, NOW, never)
    two = schedule.answered(State(), ok(), 1, NOW, half)
    assert wait(one) != wait(two)


def test_a_feed_that_fails_is_asked_ever_less_often_up_to_a_day() -> None:
    state, waits = State(), []
    for _ in range(12):
        state = schedule.failed(state, "nobody answers there", "", NOW, half)
        waits.append(wait(state))
    assert waits == sorted(waits)
    assert 600 <= waits[0] <= 1200
    assert waits[-1] == schedule.LONGEST_S
    assert state.failures == 12
    back = schedule.answered(state, ok(), 1, NOW, never)
    assert (back.failures, back.error, back.told) == (0, None, False)


def test_what_a_server_asks_us_to_wait_is_kept() -> None:
    state = schedule.failed(State(), "busy", "", NOW, half, 90_000.0)
    assert wait(state) == 90_000
    assert state.not_before == state.due


def test_a_feed_that_is_gone_is_not_asked_again() -> None:
    state = schedule.gone(State(), NOW)
    assert state.ended and state.error and "410" in state.error
    assert not Subscription(1, "https://a.example/", state=state).due(NOW)


def test_a_reader_is_told_of_new_trouble_only() -> None:
    told = State(error="nobody answers there", told=True)
    assert schedule.failed(told, "nobody answers there", "", NOW, half).told
    assert not schedule.failed(told, "nothing is there (404)", "", NOW, half).told


def test_what_proves_a_version_is_kept_only_while_it_is_the_last() -> None:
    first = schedule.answered(State(), ok(etag='"1"', modified="m"), 1, NOW, never)
    same = schedule.answered(first, ok(304), 0, NOW, never)
    other = schedule.answered(same, ok(), 1, NOW, never)
    assert (same.etag, same.modified) == ('"1"', "m")
    assert (other.etag, other.modified) == (None, None)
    failing = schedule.failed(same, "x", "", NOW, half)
    assert failing.etag == '"1"'


def test_a_move_is_believed_once_it_repeats() -> None:
    state = State()
    for target, settled in (("b", False), ("b", False), ("c", False), ("c", False), ("c", True)):
        state = schedule.answered(state, ok(moved=target), 0, NOW, never)
        assert schedule.settled(state) is settled
    assert not schedule.settled(schedule.answered(state, ok(), 0, NOW, never))


def test_a_state_outlives_the_program() -> None:
    state = schedule.failed(State(etag='"1"', private=True), "x", "y", NOW, half, 60.0)
    assert state_of(dump(state)) == state
    feed = Subscription(3, "https://a.example/", "A", "News", None, True, "2023", state, 2)
    assert of_row(to_row(feed)) == feed
    for damaged in ("", "[]", "{", '{"due": 3}', '{"due": "x"}', "null"):
        assert state_of(damaged) == State()


def test_every_answer_is_said_in_words_with_what_to_do() -> None:
    for status in (400, 401, 403, 404, 418, 429, 500, 503):
        error, advice = schedule.refusal(ok(status))
        assert str(status) in error and advice


def test_a_clock_that_was_wrong_once_does_not_silence_a_feed_for_years() -> None:
    """Asked in 2099, as the clock said; then it was put right."""
    later = NOW.replace(year=2099)
    for state in (
        schedule.answered(State(), ok(304), 0, later, never),
        schedule.failed(State(), "trouble", "", later, never, retry_after=3_600),
    ):
        feed = Subscription(1, "https://a.example/f", state=state)
        assert feed.due(NOW)
        assert not feed.held(NOW)
        assert not feed.due(later)
