"""Signals that end a process let a command end in order: what it staged goes, one line is said."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from signal import Handlers, Signals

__all__ = ["heard", "said_of"]

#: Ctrl-C, what a system sends before it ends a process, and a terminal that is closed.
_SAID = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "its terminal was closed"}
_UNTOUCHED = (signal.SIG_DFL, signal.default_int_handler)


class _Hearer:
    """Takes signals: notes each and raises KeyboardInterrupt."""

    def __init__(self) -> None:
        self.came: list[Signals] = []

    def __call__(self, number: int, _: object) -> None:
        """Take a signal."""
        self.came.append(Signals(number))
        raise KeyboardInterrupt


@contextmanager
def heard(*, afterwards: Handlers | None = None) -> Iterator[list[Signals]]:
    """Have these signals raise KeyboardInterrupt, and yield the list of those that have come.

    Where somebody has told the process to ignore one, or takes it himself, that stays so; inside
    of another of these the list is the other's. Afterwards each is taken as it was, unless told.
    """
    known = [Signals[name] for name in _SAID if name in Signals.__members__]
    if threading.current_thread() is not threading.main_thread():
        known = []  # signals are the main thread's
    taken = {one: signal.getsignal(one) for one in known}
    outer = (was for was in taken.values() if isinstance(was, _Hearer))
    hear = next(outer, None) or _Hearer()
    before = {one: was for one, was in taken.items() if was in _UNTOUCHED}
    try:
        for one in before:
            signal.signal(one, hear)
        yield hear.came
    finally:
        for one, was in before.items():
            signal.signal(one, was if afterwards is None else afterwards)


def said_of(came: list[Signals]) -> tuple[str, int]:
    """Return what is said of the signal that came first, and the exit code that shells give it.

    Examples
    --------
    >>> said_of([Signals.SIGTERM])
    ('terminated', 143)
    """
    first = came[0] if came else Signals.SIGINT
    return _SAID[first.name], 128 + first
