"""Signals that end a process let a command end in order: what it staged goes, one line is said."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from signal import Signals

__all__ = ["heard", "said_of"]

#: Ctrl-C, what a system sends before it ends a process, and a terminal that is closed.
_SAID = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "its terminal was closed"}
_UNTOUCHED = (signal.SIG_DFL, signal.default_int_handler)


@contextmanager
def heard() -> Iterator[list[Signals]]:
    """Have these signals raise KeyboardInterrupt, and yield the list of those that have come.

    Where somebody has told the process to ignore one, or takes it himself, that stays so.
    """
    came: list[Signals] = []

    def hear(number: int, _: object) -> None:
        came.append(Signals(number))
        raise KeyboardInterrupt

    known = [Signals[name] for name in _SAID if name in Signals.__members__]
    if threading.current_thread() is not threading.main_thread():
        known = []  # signals are the main thread's
    before = {one: was for one in known if (was := signal.getsignal(one)) in _UNTOUCHED}
    try:
        for one in before:
            signal.signal(one, hear)
        yield came
    finally:
        for one, was in before.items():
            signal.signal(one, was)


def said_of(came: list[Signals]) -> tuple[str, int]:
    """Return what is said of the signal that came first, and the exit code that shells give it.

    Examples
    --------
    >>> said_of([Signals.SIGTERM])
    ('terminated', 143)
    """
    first = came[0] if came else Signals.SIGINT
    return _SAID[first.name], 128 + first
