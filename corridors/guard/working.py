"""A function that writes works in a process of its own: a crash or a hang there is an error here.

It reads what may end it, of any size, and writes to a stage of its caller; the caller alone gives
the stage its name. It is waited for as long as it goes on telling how far it is.
"""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from typing import IO, TypeVar

from corridors.guard.opening import problem
from corridors.guard.serving import answered, command, surroundings

__all__ = ["working"]

_Answer = TypeVar("_Answer")

#: Nothing heard for so many seconds: it hangs.
_SILENCE = 600.0


def working(
    function: Callable[..., _Answer],
    path: Path,
    *arguments: object,
    heard: Callable[..., object],
) -> _Answer:
    """Return what a function of a module makes of a file while it writes others.

    Parameters
    ----------
    function
        Called in a process of its own with the path, the arguments and what it is to call with
        how far it is.
    path
        The foreign file.
    heard
        Is called here with each of these.

    Raises
    ------
    InputError
        What the function raised; or, naming the file, that the process crashed, that it wanted
        over 4 GiB of memory or that nothing was heard of it for ten minutes.
    """
    with subprocess.Popen(  # noqa: S603  our own
        command(None),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings(),
    ) as process:
        try:
            answer: _Answer = answered(path, *_heard(process, path, heard, (function, arguments)))
        except BaseException:
            process.kill()
            raise
    return answer


def _heard(
    process: subprocess.Popen[bytes],
    path: Path,
    heard: Callable[..., object],
    asked: tuple[object, ...],
) -> tuple[str, object]:
    """Ask, pass on what is told on the way, and return the answer."""
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  pipes
    function, arguments = asked
    with suppress(BrokenPipeError), process.stdin as question:
        pickle.dump((function, path, arguments), question)
    while True:
        kind, told = _next(process, process.stdout, path)
        if kind != "heard":
            return kind, told
        heard(*told)


def _next(
    process: subprocess.Popen[bytes], answers: IO[bytes], path: Path
) -> tuple[str, tuple[object, ...]]:
    hangs = Event()

    def end() -> None:
        hangs.set()
        process.kill()

    timer = Timer(_SILENCE, end)
    timer.daemon = True
    timer.start()
    try:
        kind, told = pickle.load(answers)  # noqa: S301  written by our own process
    except (EOFError, pickle.UnpicklingError):
        if hangs.is_set():
            message = f"nothing was heard of its reader for {_SILENCE:.0f} s"
            raise problem(path, "reader-time", message) from None
        message = f"its content ended the process that read it (exit code {process.wait()})"
        raise problem(path, "reader-crashed", message) from None
    finally:
        timer.cancel()
    return kind, told
