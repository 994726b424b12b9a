"""A writer fails, or is ended, at each of its calls in turn: what stands there afterwards.

Run as a process of its own, which forks for each point: ``python -m torture.faults FOLDER``.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from corridors.errors import InputError
from corridors.exchange import staged, write_whole
from corridors.stages import left_behind

__all__ = ["FAULTS", "WRITERS", "points"]

#: Calls as Python audits them, and those that are audited here.
_EVENTS = {
    *("open", "os.mkdir", "os.chmod", "os.rename", "os.remove", "os.rmdir", "os.scandir"),
    *("fcntl.flock", "torture.fsync", "torture.write"),
}
FAULTS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES, "SIGKILL": 0}
_REFUSED, _BROKEN, _NO_MATTER = 2, 3, 4
_MOST_CALLS = 1000


def _write_file(target: Path) -> None:
    write_whole(target, "new whole")


def _write_folder(target: Path) -> None:
    with staged(target) as stage:
        stage.mkdir()
        for name in ("a", "b"):
            (stage / name).write_bytes(b"new whole")


WRITERS: dict[str, Callable[[Path], None]] = {"file": _write_file, "folder": _write_folder}


def points(folder: Path, kind: str, fault: str) -> Iterator[dict[str, object]]:
    """Yield what came of each point until the writer has no more calls to fail at."""
    for number in range(1, _MOST_CALLS):
        target = _made(folder, kind)
        code = _ended(WRITERS[kind], target, number, FAULTS[fault])
        if code == 0:  # it had no such call
            return
        yield {
            "kind": kind,
            "fault": fault,
            "number": number,
            "code": code,
            "found": _found(target),
            "left": len(left_behind(folder)),
        }


def _made(folder: Path, kind: str) -> Path:
    """Return the target in an empty folder; a file is there already."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    target = folder / "target"
    if kind == "file":
        target.write_bytes(b"old whole")
    return target


def _found(target: Path) -> str:
    if target.is_dir():
        whole = [part.read_bytes() for part in sorted(target.iterdir())] == [b"new whole"] * 2
        return "new" if whole else "half"
    content = target.read_bytes() if target.exists() else b"old whole"
    return {b"old whole": "old", b"new whole": "new"}.get(content, "half")


def _ended(write: Callable[[Path], None], target: Path, number: int, error: int) -> int:
    """Return the exit code of a process that writes and meets a fault at its Nth call."""
    process = os.fork()
    if process == 0:
        os._exit(_write(write, target, number, error))
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _write(write: Callable[[Path], None], target: Path, number: int, error: int) -> int:
    _audit_more()
    fault = _Fault(number, error)
    sys.addaudithook(fault)
    try:
        write(target)
    except InputError:
        return _REFUSED
    except BaseException:  # noqa: BLE001  what is looked for
        return _BROKEN
    return 0 if fault.left > 0 else _NO_MATTER


class _Fault:
    """Fails, or ends the process, at the Nth call."""

    def __init__(self, number: int, error: int) -> None:
        self.left, self.error = number, error

    def __call__(self, event: str, _: object) -> None:
        if event not in _EVENTS:
            return
        self.left -= 1
        if self.left == 0 and not self.error:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.left == 0:
            raise OSError(self.error, os.strerror(self.error))


def _audit_more() -> None:
    """Audit what Python does not: each fsync, and each write when half of it is done."""
    fsync, write = os.fsync, Path.write_bytes

    def audited_fsync(handle: int) -> None:
        sys.audit("torture.fsync")
        fsync(handle)

    def audited_write(path: Path, content: bytes) -> int:
        write(path, content[: len(content) // 2])
        sys.audit("torture.write")
        return write(path, content)

    os.fsync = audited_fsync
    Path.write_bytes = audited_write  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    for one in (
        point
        for kind in WRITERS
        for fault in FAULTS
        for point in points(Path(sys.argv[1]) / kind, kind, fault)
    ):
        print(json.dumps(one))  # noqa: T201  for the one who asked
