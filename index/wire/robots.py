"""What a site asks of programs: its robots.txt, for pages that nobody asked for by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from index.wire.addresses import parse
from index.wire.asking import Response
from index.wire.errors import WireError
from index.wire.turns import Turns

NAME = "rashomon"


class Robots:
    """The rules of the sites met in one run, each asked for once.

    ``ask`` fetches an address (raising WireError). As RFC 9309 has it: no such file allows
    everything, a server that fails allows nothing for now.
    """

    def __init__(self, ask: Callable[[str], Response], turns: Turns | None = None) -> None:
        self._ask, self._turns = ask, turns
        self._rules: dict[str, Any] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def allow(self, url: str) -> bool:
        """Whether the site lets this program fetch a page by itself."""
        try:
            address = parse(url)
        except WireError:
            return False
        with self._guard:
            lock = self._locks.setdefault(address.origin, threading.Lock())
        with lock:
            if address.origin not in self._rules:
                self._rules[address.origin] = self._read(address.origin, address.host)
            rules = self._rules[address.origin]
        return bool(rules if isinstance(rules, bool) else rules.can_fetch(address.url, NAME))

    def _read(self, origin: str, host: str) -> Any:
        try:
            answer = self._ask(f"{origin}/robots.txt")
        except WireError as error:
            return error.fault in ("too big", "redirects")
        if not answer.ok:
            return 400 <= answer.status < 500 and answer.status != 429
        from protego import Protego

        rules = Protego.parse(answer.body.decode("utf-8", "replace").replace("\x00", ""))
        delay = rules.crawl_delay(NAME)
        if delay and self._turns is not None:
            self._turns.slow(host, float(delay))
        return rules
