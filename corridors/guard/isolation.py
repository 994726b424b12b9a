"""A function runs in a process of its own, where a crash, a hang or a flood is an error here.

What reads foreign files is written in C and C++: a file made for it may end the process, or take
all memory. The process has a limit of memory and time, writes no file, and loads GDAL with no
drivers but those needed and without its network. Its answer comes back by pickle: it is trusted
not to be taken over, only not to survive.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from corridors.errors import CorridorError
from corridors.guard.drivers import SKIPPED
from corridors.guard.opening import problem

__all__ = ["isolated"]

_Answer = TypeVar("_Answer")

_MEMORY_BYTES = 4 * 2**30
#: Seconds of a processor; of a clock three times as many, as others may use it too.
_SECONDS = 20
_BYTES_A_SECOND = 1_000_000
_WAIT = 3

_SURROUNDINGS = {
    "GDAL_SKIP": ",".join(SKIPPED),
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "/nothing",
    "GDAL_PAM_ENABLED": "NO",
    "PROJ_NETWORK": "OFF",
    "OPENPYXL_LXML": "False",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}


def isolated(function: Callable[..., _Answer], path: Path, *arguments: object) -> _Answer:
    """Return what a function of a module makes of a file, called in a process of its own.

    Parameters
    ----------
    function
        Called with the path and the arguments; all of them, and what it returns, can be pickled.
    path
        The foreign file. Twenty seconds of one processor are given, and one more for each
        megabyte of it.

    Raises
    ------
    InputError
        What the function raised; or, naming the file, that the process crashed, that it wanted
        over 4 GiB of memory or that it took too long.
    """
    seconds = _SECONDS + path.stat().st_size // _BYTES_A_SECOND
    start = (
        f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import _serve; "
        f"_serve({_MEMORY_BYTES}, {seconds})"
    )
    try:
        done = subprocess.run(  # noqa: S603  our own
            [sys.executable, "-c", start],
            input=pickle.dumps((function, path, arguments)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _SURROUNDINGS,
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
    answer: _Answer = _answer(path, done.stdout)
    return answer


def _answer(path: Path, pickled: bytes) -> Any:  # noqa: ANN401  whatever was asked for
    kind, answer = pickle.loads(pickled)  # noqa: S301  written by our own process
    if kind == "error":
        raise answer
    if kind == "memory":
        raise problem(path, "reader-memory", "it cannot be read within 4 GiB of memory")
    if kind == "failed":
        raise problem(path, "reader-failed", answer)
    return answer


def _serve(memory: int, seconds: int) -> None:
    """Answer the one question that stands on standard input."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no answer
    _limit(memory, seconds)
    answer: tuple[str, object]
    try:
        function, path, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301  our own question
        answer = "found", function(path, *arguments)
    except CorridorError as error:
        answer = "error", error
    except MemoryError:
        answer = "memory", ""
    except Exception as error:  # noqa: BLE001  whatever it is, the file is at fault
        answer = "failed", f"{type(error).__name__}: {error}"
    with out:
        pickle.dump(answer, out, protocol=pickle.HIGHEST_PROTOCOL)


def _limit(memory: int, seconds: int) -> None:
    """Limit this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not on Windows

    limits = {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (seconds, seconds + _WAIT),  # told at the first, ended at the second
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (0, 0),
    }
    for limit, (first, last) in limits.items():
        most = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (_lower(first, most), _lower(last, most)))


def _lower(value: int, most: int) -> int:
    return value if most < 0 else min(value, most)  # below 0: without a limit
