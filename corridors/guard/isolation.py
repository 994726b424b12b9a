"""A function runs in a process of its own, where a crash, a hang or a flood is an error here.

What reads foreign files is written in C and C++: a file made for it may end the process, or take
all memory. The process has a limit of memory and time, and writes no file.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from corridors.guard.opening import problem
from corridors.guard.serving import answered, command, surroundings

__all__ = ["isolated"]

_Answer = TypeVar("_Answer")

#: Seconds of a processor; of a clock six times as many, as others may use it too.
_SECONDS = 20
_BYTES_A_SECOND = 1_000_000
_WAIT = 6


def isolated(
    function: Callable[..., _Answer], path: Path, *arguments: object, size: int | None = None
) -> _Answer:
    """Return what a function of a module makes of a file, called in a process of its own.

    Parameters
    ----------
    function
        Called with the path and the arguments; all of them, and what it returns, can be pickled.
    path
        The foreign file. Twenty seconds of one processor are given, and one more for each
        megabyte of it.
    size
        How many bytes are read, where the path is a folder; None: those of the file.

    Raises
    ------
    InputError
        What the function raised; or, naming the file, that the process crashed, that it wanted
        over 4 GiB of memory or that it took too long.
    """
    read = path.stat().st_size if size is None else size
    seconds = _SECONDS + read // _BYTES_A_SECOND
    try:
        done = subprocess.run(  # noqa: S603  our own
            command(seconds),
            input=pickle.dumps((function, path, arguments)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings(),
            timeout=_WAIT * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise problem(path, "reader-time", f"not read within {_WAIT * seconds} s") from None
    if done.returncode == -getattr(signal, "SIGXCPU", 0) != 0:
        raise problem(path, "reader-time", f"not read within {seconds} s")
    if done.returncode != 0:
        message = f"its content ended the process that read it (exit code {done.returncode})"
        raise problem(path, "reader-crashed", message)
    answer: _Answer = answered(path, *pickle.loads(done.stdout))  # noqa: S301  our own process
    return answer
