"""The calls by which a process writes, each held by the kernel until it is said what becomes of it.

Linux hands the calls of a filtered process, its threads and its children to another process
(seccomp's user notification), so that what C libraries do is seen as well as what Python does.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import select
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

__all__ = ["Call", "missing", "supervised"]

#: Calls that write, by number: by a file's handle, by a path, or by a path beside a handle.
_BY_HANDLE = {
    1: "write", 18: "pwrite64", 20: "writev", 296: "pwritev", 328: "pwritev2", 40: "sendfile",
    326: "copy_file_range", 74: "fsync", 75: "fdatasync", 77: "ftruncate", 91: "fchmod",
    285: "fallocate",
}  # fmt: skip
_BY_PATH = {
    2: "open", 85: "creat", 76: "truncate", 82: "rename", 83: "mkdir", 84: "rmdir", 86: "link",
    87: "unlink", 88: "symlink", 90: "chmod",
}  # fmt: skip
_BESIDE = {
    257: "openat", 258: "mkdirat", 263: "unlinkat", 264: "renameat", 265: "linkat", 268: "fchmodat",
    316: "renameat2", 452: "fchmodat2",
}  # fmt: skip
_NAMES = _BY_HANDLE | _BY_PATH | _BESIDE
#: Where the handle that is written to stands among the arguments, if not first.
_HANDLE_AT = {"copy_file_range": 2}
_FLAGS_AT = {"open": 1, "openat": 2}
_MADE = os.O_CREAT | os.O_TRUNC
_HERE = -100

_SECCOMP, _SET_FILTER, _NO_NEW_PRIVILEGES = 317, 1, 38
_NEW_LISTENER, _WAIT_KILLABLE = 8, 32
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _ASK = 0x7FFF0000, 0x7FC00000
_RECEIVE, _SEND, _GO_ON = 0xC0502100, 0xC0182101, 1
_QUESTION, _ANSWER = struct.Struct("=QIIiIQ6Q"), struct.Struct("=QqiI")
_MOST_PATH = 4096


class Call(NamedTuple):
    """A call that a process is about to do.

    Attributes
    ----------
    name
        As the kernel calls it.
    path
        What it writes to.
    pid
        Of the process.
    handle, count, offset
        Of a write: the file's handle, the bytes and where they go; -1: where the file stands.
    """

    name: str
    path: str
    pid: int
    handle: int
    count: int
    offset: int


#: Says what becomes of a call: 0, it is done; else the error that it ends with.
Judge = Callable[[Call], int]


def missing() -> str:
    """Return what is wanting here; "" where nothing is."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "Linux on x86-64"
    try:
        return "" if supervised(lambda: 7, lambda _: 0) == 7 else "seccomp"
    except OSError as error:
        return f"seccomp ({error.strerror})"


def supervised(work: Callable[[], int], judge: Judge) -> int:
    """Return the exit code of a process that does some work, each of its writing calls judged.

    Parameters
    ----------
    work
        Done in a process forked off; what it returns is its exit code.
    judge
        Called here for each call, which waits for the answer.
    """
    ours, theirs = socket.socketpair()
    process = os.fork()
    if process == 0:
        ours.close()
        os._exit(_worked(work, theirs))
    theirs.close()
    with ours:
        _, handles, _, _ = socket.recv_fds(ours, 1, 1)
    if not handles:
        os.waitpid(process, 0)
        raise OSError(errno.ENOSYS, "no user notification")
    try:
        _answer_all(handles[0], judge)
    finally:
        os.close(handles[0])
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _worked(work: Callable[[], int], supervisor: socket.socket) -> int:
    with supervisor:
        listener = _filter()
        if listener < 0:
            return 1
        socket.send_fds(supervisor, [b"x"], [listener])
    os.close(listener)
    return work()


def _filter() -> int:
    """Have the kernel ask before each call that writes; return the handle of its questions."""
    jumps = [(_EQUAL, len(_NAMES) - place, 0, n) for place, n in enumerate(_NAMES)]
    steps = [(_LOAD, 0, 0, 0), *jumps, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ASK)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = struct.pack("@HP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    how = _NEW_LISTENER | _WAIT_KILLABLE
    return int(libc.syscall(_SECCOMP, _SET_FILTER, how, program))


def _answer_all(listener: int, judge: Judge) -> None:
    """Answer until the last process that asks has ended."""
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    while True:
        ((_, events),) = poll.poll()
        if events & select.POLLIN:
            _answer(listener, judge)
        elif events & select.POLLHUP:
            return


def _answer(listener: int, judge: Judge) -> None:
    question = bytearray(_QUESTION.size)
    try:
        fcntl.ioctl(listener, _RECEIVE, question)
        number, pid, _, call, _, _, *arguments = _QUESTION.unpack(question)
        code = judge(_call(_NAMES[call], pid, arguments))
        answer = _ANSWER.pack(number, 0, -code, 0 if code else _GO_ON)
        fcntl.ioctl(listener, _SEND, answer)
    except FileNotFoundError:  # ended meanwhile
        return


def _call(name: str, pid: int, arguments: list[int]) -> Call:
    handle, count, offset = -1, 0, -1
    if name in _FLAGS_AT and not arguments[_FLAGS_AT[name]] & _MADE:
        path = ""
    elif name in _BY_HANDLE.values():
        handle = arguments[_HANDLE_AT.get(name, 0)]
        path = str(Path(f"/proc/{pid}/fd/{handle}").readlink())
        count = arguments[2] if name in {"write", "pwrite64"} else 0
        offset = arguments[3] if name == "pwrite64" else -1
    elif name in _BESIDE.values():
        path = _path(pid, arguments[1], ctypes.c_int(arguments[0]).value)
    else:
        path = _path(pid, arguments[0], _HERE)
    return Call(name, path, pid, handle, count, offset)


def _path(pid: int, address: int, beside: int) -> str:
    """Return a path that a process names, absolute."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        text = os.fsdecode(memory.read(_MOST_PATH).split(b"\0")[0])
    start = Path(f"/proc/{pid}") / ("cwd" if beside == _HERE else f"fd/{beside}")
    return os.path.normpath(start.readlink() / text)
