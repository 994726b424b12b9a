"""A writer fails, or is ended, at each call by which it writes: what stands there afterwards.

Run as a process of its own, which forks for each point, from a first one on:
``python -m torture.faults FOLDER STRIDE [FIRST]``.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from corridors.bulk import elsewhere
from corridors.guard import isolation
from corridors.stages import left_behind
from torture.calls import Call, supervised
from torture.outputs import OLD, Output, outputs, prepare, whole

__all__ = ["FAULTS", "Point", "points"]

_WRITES = {"write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile", "copy_file_range"}
_GROWING = _WRITES | {"openat", "open", "creat", "mkdir", "mkdirat", "ftruncate", "fallocate"}
_ENDED = {"SIGKILL": -signal.SIGKILL, "SIGTERM": 128 + signal.SIGTERM}


def _half(call: Call) -> int:
    """Let the file grow by half of what is to be written to it, and no further."""
    offset = call.offset
    if offset < 0:
        about = Path(f"/proc/{call.pid}/fdinfo/{call.handle}").read_text(encoding="ascii")
        offset = int(about.split()[1])
    most = offset + call.count // 2
    resource.prlimit(call.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    return 0


#: What is done to a process at a call, and what the call then ends with; 0: it is done.
FAULTS: dict[str, Callable[[Call], int]] = {
    "ENOSPC": lambda _: errno.ENOSPC,
    "EIO": lambda _: errno.EIO,
    "EACCES": lambda _: errno.EACCES,
    "RLIMIT_FSIZE": _half,
    "SIGKILL": lambda call: os.kill(call.pid, signal.SIGKILL) or 0,
    "SIGTERM": lambda call: os.kill(call.pid, signal.SIGTERM) or 0,
}


@dataclass(frozen=True)
class Point:
    """What came of a fault at a call.

    Attributes
    ----------
    output, fault, number, call
        Where: the call by its number among those that write, and by its name.
    code
        The exit code.
    found
        ``old``, ``new`` or ``half``: what stands under the name of the target.
    lines
        Of standard error.
    unnamed
        What was left beside the target and is not named at the next start.
    is_needed
        Whether a command that cannot write the output has failed.
    """

    output: str
    fault: str
    number: int
    call: str
    code: int
    found: str
    lines: tuple[str, ...]
    unnamed: tuple[str, ...]
    is_needed: bool

    @property
    def is_sound(self) -> bool:
        """Whether the target is whole, the exit code tells and nothing is left unnamed."""
        if self.found == "half" or self.unnamed or any("Traceback" in line for line in self.lines):
            return False
        if self.code == 0:
            return self.found == "new" or not self.is_needed
        if self.code == -signal.SIGSEGV:  # GDAL's own end, where it cannot make a .cpg
            return self.call == "openat" and self.found == "old"
        told = self.fault == "SIGKILL" or (len(self.lines) == 1 and "corridors: " in self.lines[0])
        return told and self.code == _ENDED.get(self.fault, 2)


class _Fault:
    """Judges calls that write under a folder: all are done but the Nth.

    A disk that is full stays full: after it nothing grows.
    """

    def __init__(self, folder: Path, number: int, name: str) -> None:
        self.calls: list[str] = []
        self._folder, self._number, self._name = f"{folder}", number, name

    def __call__(self, call: Call) -> int:
        if not call.path.startswith(self._folder):
            return 0
        self.calls.append(call.name)
        if len(self.calls) == self._number:
            return FAULTS[self._name](call)
        is_full = self._name == "ENOSPC" and len(self.calls) > self._number > 0
        return errno.ENOSPC if is_full and call.name in _GROWING else 0


class _Trials:
    """Tries an output in a folder made anew each time; knows what it is when all goes well."""

    def __init__(self, output: Output, folder: Path) -> None:
        self._output, self._folder = output, folder
        self.calls, code, said = self._tried(0, "EIO")
        if code:
            sys.exit(said)
        self._new = whole(output.target)

    def point(self, number: int, fault: str) -> Point:
        calls, code, said = self._tried(number, fault)
        lines = said.splitlines()
        named = [*left_behind(self._folder), self._output.target]
        unnamed = (path.name for path in self._folder.iterdir() if path not in named)
        call = calls[number - 1] if number <= len(calls) else ""
        found, told = (
            self._found(),
            [line for line in lines if "corridors: " in line] if code else [],
        )
        told += [line for line in lines if "Traceback" in line]
        where = (self._output.name, fault, number, call)
        return Point(*where, code, found, tuple(told), tuple(unnamed), self._output.is_needed)

    def _tried(self, number: int, name: str) -> tuple[list[str], int, str]:
        """Return the calls, the exit code, and what was said: less than a pipe holds."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        if not self._output.is_folder:
            self._output.target.write_bytes(OLD)
        fault = _Fault(self._folder, number, name)
        heard, said = os.pipe()

        def write() -> int:
            os.dup2(said, 2)
            return self._output.write()

        code = supervised(write, fault)
        os.close(said)
        with os.fdopen(heard, encoding="utf-8") as file:
            return fault.calls, code, file.read()

    def _found(self) -> str:
        found = whole(self._output.target)
        if found == self._new:
            return "new"
        return "old" if found == ({} if self._output.is_folder else {".": OLD}) else "half"


def points(folder: Path, stride: int, first: int = 0) -> Iterator[Point]:
    """Yield what came of every Nth point of all outputs, faults and calls, from a first one on."""
    _stay_here()
    prepare(folder / "made-of")
    trials = [
        _Trials(output, folder / "out") for output in outputs(folder / "made-of", folder / "out")
    ]
    every = (
        (trial, number, fault)
        for trial in trials
        for fault in FAULTS
        for number, call in enumerate(trial.calls, start=1)
        if fault != "RLIMIT_FSIZE" or call in _WRITES
    )
    return (
        trial.point(number, fault) for trial, number, fault in islice(every, first, None, stride)
    )


def _stay_here() -> None:
    """Do in this process what commands leave to one of its own; so none has to start."""
    isolation.isolated = lambda function, path, *words: function(path, *words)
    elsewhere.working = lambda function, *words, heard: function(*words, heard)


if __name__ == "__main__":
    for one in points(Path(sys.argv[1]), *map(int, sys.argv[2:])):
        print(json.dumps(asdict(one) | {"is_sound": one.is_sound}), flush=True)  # noqa: T201
