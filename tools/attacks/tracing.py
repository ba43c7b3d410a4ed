"""Counting, killing and failing what a process asks of the system, call by call.

Works on Linux on x86-64 where a process may trace its own child. Only calls that change
files count; those of the first thread are seen.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sys
import time
from dataclasses import dataclass
from functools import cache

_TRACEME, _GETREGS, _SETREGS, _SYSCALL, _SETOPTIONS = 0, 12, 13, 24, 0x4200
_GOOD, _EXITKILL = 0x1, 0x100000
_ALL = 0x40000000
_REGISTERS = 27
_RAX, _RDX, _RDI, _ORIG = 10, 12, 14, 15
_WRITES = {1: "write", 18: "pwrite64", 20: "writev"}
CHANGING = _WRITES | {
    74: "fsync", 75: "fdatasync", 76: "truncate", 77: "ftruncate", 82: "rename", 83: "mkdir",
    84: "rmdir", 86: "link", 87: "unlink", 90: "chmod", 91: "fchmod", 263: "unlinkat",
    264: "renameat", 285: "fallocate", 316: "renameat2",
}  # fmt: skip
"""Calls that change files, by their numbers on x86-64."""
FAILING = {1, 18, 20, 74, 75, 77, 285}
WAITING = {74, 75}
"""Calls that wait until what was written is on the disk."""
SPARED = 900
"""Writes to descriptors up to 2, and from this one on, are left alone: they tell, they keep
nothing."""

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long


@dataclass(frozen=True, slots=True)
class Fault:
    """What befalls a process at its ``call``-th change of a file, counted from 1.

    ``how``: "before", "after" or "torn" kill it there, the latter in the middle of what it
    writes; a number of an error is what this call answers, and ``more`` calls after it. "slow":
    every call takes longer, by ``seconds`` where it waits for the disk.
    """

    call: int
    how: str | int
    more: int = 0
    seconds: float = 0.0


@cache
def able() -> bool:
    """Whether processes can be traced here."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return False
    child = os.fork()
    if not child:
        os._exit(0 if _libc.ptrace(_TRACEME, 0, None, None) == 0 else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def submit() -> None:
    """In the child: from now on the parent decides what becomes of each call."""
    _libc.ptrace(_TRACEME, 0, None, None)
    os.kill(os.getpid(), signal.SIGSTOP)


def follow(child: int, fault: Fault | None) -> tuple[int, int, str]:
    """Follows a child that submitted until it ends.

    Answers its exit code (negative: a signal), how many changes of files it made, and the name
    of the call at which the fault befell it.
    """
    os.waitpid(child, _ALL)
    _libc.ptrace(_SETOPTIONS, child, None, ctypes.c_void_p(_GOOD | _EXITKILL))
    registers = (ctypes.c_ulonglong * _REGISTERS)()
    calls, met, deliver, entering, failing = 0, "", 0, True, 0
    while True:
        _libc.ptrace(_SYSCALL, child, None, ctypes.c_void_p(deliver))
        status = os.waitpid(child, _ALL)[1]
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status), calls, met
        stopped = os.WSTOPSIG(status)
        deliver = 0
        if stopped != signal.SIGTRAP | 0x80:
            deliver = 0 if stopped == signal.SIGTRAP else stopped
            continue
        if not entering:
            entering = True
            if failing:
                _libc.ptrace(_GETREGS, child, None, registers)
                registers[_RAX] = (1 << 64) - failing
                _libc.ptrace(_SETREGS, child, None, registers)
                failing = 0
            elif met and fault and isinstance(fault.how, str) and fault.how != "slow":
                os.kill(child, signal.SIGKILL)
            continue
        entering = False
        _libc.ptrace(_GETREGS, child, None, registers)
        number = int(registers[_ORIG])
        if number not in CHANGING or (number in _WRITES and not 2 < registers[_RDI] < SPARED):
            continue
        calls += 1
        if fault is not None and fault.how == "slow":
            met = "slow"
            time.sleep(fault.seconds if number in WAITING else fault.seconds / 100)
            continue
        if fault is None or not fault.call <= calls <= fault.call + fault.more:
            continue
        if isinstance(fault.how, int):
            if number in FAILING:
                met, failing = met or CHANGING[number], fault.how
                registers[_ORIG] = (1 << 64) - 1
                _libc.ptrace(_SETREGS, child, None, registers)
            continue
        met = CHANGING[number]
        if fault.how == "before":
            os.kill(child, signal.SIGKILL)
        elif fault.how == "torn" and number in _WRITES and number != 20:
            registers[_RDX] //= 2
            _libc.ptrace(_SETREGS, child, None, registers)
