"""What went wrong with a request, whatever of the layers below says so, in words for a reader."""

from __future__ import annotations

from typing import Any

from index.wire.errors import WireError

_LATER = "it is tried again later"


def explained(error: Exception, where: str, late: bool) -> WireError:
    """Any error of the layers below as a WireError; ``late`` where the time had run out."""
    from urllib3 import exceptions

    causes = _causes(error)
    if late or any(isinstance(each, (TimeoutError, exceptions.TimeoutError)) for each in causes):
        return too_slow(where)
    kinds: dict[str, Any] = {type(each).__name__: each for each in causes}
    if "SSLCertVerificationError" in kinds:
        said = str(getattr(kinds["SSLCertVerificationError"], "verify_message", "")) or "invalid"
        what = f"its certificate is not trusted ({said})"
        return WireError("certificate", what, where, "check the address and this machine's clock")
    if isinstance(error, exceptions.SSLError) or "SSLError" in kinds:
        return WireError("certificate", "no secure connection", where, "check the address")
    if isinstance(error, exceptions.ProxyError):
        return WireError("proxy", "the proxy does not answer", where, "check http_proxy")
    if isinstance(error, exceptions.DecodeError):
        return WireError("malformed", "its compressed answer is damaged", where, _LATER)
    if "IncompleteRead" in kinds:
        return WireError("malformed", "the answer ended too early", where, _LATER)
    if "ConnectionRefusedError" in kinds:
        return WireError("unreachable", "nobody answers there", where, _LATER)
    if any(isinstance(each, OSError) for each in causes) and "RemoteDisconnected" not in kinds:
        return WireError("unreachable", "the connection failed", where, _LATER)
    return WireError("malformed", "what it answers is not HTTP", where, "check the address")


def _causes(error: BaseException) -> list[BaseException]:
    """An error with what caused it, and what is wrapped in its arguments."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting and len(found) < 20:
        each = waiting.pop()
        if each is None or each in found:
            continue
        found.append(each)
        waiting += [each.__cause__, each.__context__]
        waiting += [one for one in each.args if isinstance(one, BaseException)]
        reason = getattr(each, "reason", None)
        waiting.append(reason if isinstance(reason, BaseException) else None)
    return found


def too_slow(where: str) -> WireError:
    """That no whole answer came before the time ran out."""
    return WireError("too slow", "no whole answer in time", where, _LATER)
