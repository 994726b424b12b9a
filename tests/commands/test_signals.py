"""Signals are heard where nobody else takes them, and only as long as a command runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from signal import Signals
from threading import Thread

import pytest

from corridors.commands.signals import heard, said_of

#: The process of the command, which stands still before all of it is imported, or at its end.
PROCESS = """
import atexit, signal, sys
from importlib.abc import MetaPathFinder

def stand():
    print("stands", "numpy" in sys.modules, flush=True)
    sys.stdin.readline()

class Finder(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "corridors.cli":
            stand()

where = sys.argv.pop(1)
if where == "import":
    sys.meta_path.insert(0, Finder())
else:
    atexit.register(stand)
for name in ("SIGINT", "SIGTERM"):
    signal.signal(signal.Signals[name], signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)  # as a terminal has it
from corridors.__main__ import run
run()
"""


def stood(where: str, number: Signals) -> tuple[str, int, str]:
    """Return what a process says that gets a signal where it stands, its exit code and stderr."""
    pipe = subprocess.PIPE
    words = [sys.executable, "-c", PROCESS, where, "list"]
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:  # noqa: S603  our own
        assert process.stdout is not None
        said = next(line for line in process.stdout if line.startswith("stands"))
        process.send_signal(number)
        _, told = process.communicate("go on\n")
    return said.strip(), process.returncode, told


@pytest.mark.parametrize(("name", "told"), [("SIGINT", "interrupted"), ("SIGTERM", "terminated")])
def test_a_signal_while_all_is_still_imported_is_one_line(name: str, told: str) -> None:
    number = Signals[name]
    assert stood("import", number) == ("stands False", 128 + number, f"corridors: {told}\n")


def test_what_is_done_stays_done_when_a_signal_comes_after() -> None:
    assert stood("end", signal.SIGINT) == ("stands True", 0, "")


def test_inside_of_another_the_list_is_the_other_s() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with heard(afterwards=signal.SIG_IGN) as outer:
            with heard() as inner:
                with pytest.raises(KeyboardInterrupt):
                    os.kill(os.getpid(), signal.SIGTERM)
                assert inner is outer
            assert outer == [signal.SIGTERM]
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)


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
