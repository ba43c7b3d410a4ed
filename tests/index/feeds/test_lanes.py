"""Work side by side, one after another in each lane."""

from __future__ import annotations

import threading

from index.feeds.lanes import Lanes


def test_each_lane_keeps_its_order_and_holds_up_no_other() -> None:
    lanes = Lanes(3)
    done: list[tuple[str, int]] = []
    held, free, finished = threading.Event(), threading.Event(), threading.Semaphore(0)

    def job(lane: str, number: int) -> None:
        if (lane, number) == ("slow", 0):
            held.set()
            free.wait(10)
        done.append((lane, number))
        finished.release()

    for number in range(20):
        for lane in ("slow", "a", "b"):
            lanes.put(lane, lambda lane=lane, number=number: job(lane, number))  # type: ignore[misc]
    assert held.wait(10)
    for _ in range(40):
        assert finished.acquire(timeout=10)
    assert {lane for lane, _ in done} == {"a", "b"}
    free.set()
    for _ in range(20):
        assert finished.acquire(timeout=10)
    for lane in ("slow", "a", "b"):
        assert [number for name, number in done if name == lane] == list(range(20))
    lanes.close()


def test_nothing_begins_after_the_end() -> None:
    lanes = Lanes(1)
    lanes.close()
    lanes.put("a", lambda: (_ for _ in ()).throw(AssertionError))
