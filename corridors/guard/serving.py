"""What a process of its own does for another: one function is called, under limits, and answered.

The process has a limit of memory, and loads GDAL with no drivers but those needed and without its
network. Its answer comes back by pickle: it is trusted not to be taken over, only not to survive.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

from corridors.errors import CorridorError
from corridors.guard.drivers import SKIPPED
from corridors.guard.opening import problem

__all__ = ["answered", "command", "surroundings"]

_MEMORY_BYTES = 4 * 2**30
#: Seconds between what tells a process of its limit and what ends it.
_GRACE = 3

#: Seconds from one look at whether the caller is still there to the next.
_LOOKING_S = 0.2

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


def surroundings() -> dict[str, str]:
    """Return the environment of such a process."""
    return os.environ | _SURROUNDINGS


def command(seconds: int | None) -> list[str]:
    """Return what starts such a process; a number, path, arguments and function on its input.

    Parameters
    ----------
    seconds
        Of a processor that it has, and then it writes no file; None: it may write and take its
        time, and the function gets one more argument: what it calls with how far it is.
    """
    start = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import _serve; "
    return [sys.executable, "-c", f"{start}_serve({seconds}, {os.getpid()})"]


def answered(path: Path, kind: str, answer: Any) -> Any:  # noqa: ANN401  whatever was asked for
    """Return an answer, or raise the error that it is."""
    if kind == "error":
        raise answer
    if kind == "memory":
        raise problem(path, "reader-memory", "it cannot be read within 4 GiB of memory")
    if kind == "failed":
        raise problem(path, "reader-failed", answer)
    return answer


def _serve(seconds: int | None, caller: int) -> None:
    """Answer the one question that stands on standard input, as long as the caller is there."""
    Thread(target=_end_with, args=(caller,), daemon=True).start()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no answer
    _limit(seconds)

    def say(kind: str, told: object) -> None:
        pickle.dump((kind, told), out, protocol=pickle.HIGHEST_PROTOCOL)
        out.flush()

    try:
        function, path, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301  our own question
        if seconds is None:
            arguments = (*arguments, lambda *told: say("heard", told))
        say("found", function(path, *arguments))
    except CorridorError as error:
        say("error", error)
    except MemoryError:
        say("memory", "")
    except Exception as error:  # noqa: BLE001  whatever it is, the file is at fault
        say("failed", f"{type(error).__name__}: {error}")
    out.close()


def _end_with(caller: int) -> None:
    """End this process once the one that has started it has ended, however it did."""
    if sys.platform == "win32":  # a process there keeps the parent that it had
        return
    while os.getppid() == caller:
        time.sleep(_LOOKING_S)
    os._exit(1)


def _limit(seconds: int | None) -> None:
    """Limit this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not on Windows

    limits = {
        resource.RLIMIT_AS: (_MEMORY_BYTES, _MEMORY_BYTES),
        resource.RLIMIT_CORE: (0, 0),
    }
    if seconds is not None:  # told at the first, ended at the second
        limits[resource.RLIMIT_CPU] = seconds, seconds + _GRACE
        limits[resource.RLIMIT_FSIZE] = 0, 0
    for limit, (first, last) in limits.items():
        most = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (_lower(first, most), _lower(last, most)))


def _lower(value: int, most: int) -> int:
    return value if most < 0 else min(value, most)  # below 0: without a limit
