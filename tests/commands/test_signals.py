"""Signals are heard where nobody else takes them, and only as long as a command runs."""

from __future__ import annotations

import os
import signal
from signal import Signals
from threading import Thread

import pytest

from corridors.commands.signals import heard, said_of


def ended_by(number: Signals) -> list[Signals]:
    """Return the signals that are noted, after checking that this one ends what is done."""
    with heard() as came:
        try:
            os.kill(os.getpid(), number)
            signal.pause()
        except KeyboardInterrupt:
            return came
    pytest.fail("it went on")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_raises_and_is_noted(name: str) -> None:
    number = Signals[name]
    default = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
    before = signal.signal(number, default)
    try:
        came = ended_by(number)
        assert signal.getsignal(number) is default
    finally:
        signal.signal(number, before)
    assert came == [number]
    assert said_of(came)[1] == 128 + number


def test_what_is_ignored_or_taken_stays_so() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with heard() as came:
            os.kill(os.getpid(), signal.SIGHUP)
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
    assert came == []


def test_in_another_thread_nothing_is_taken() -> None:
    takers: list[object] = []

    def look() -> None:
        with heard():
            takers.append(signal.getsignal(signal.SIGTERM))

    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert takers == [signal.getsignal(signal.SIGTERM)]


def test_without_a_signal_it_was_ctrl_c() -> None:
    assert said_of([]) == ("interrupted", 130)
