"""Readers that fail in the ways that those of foreign files can."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pyogrio

from corridors.errors import InputError, Problem


def drivers(_path: Path) -> list[str]:
    return sorted(pyogrio.list_drivers())


def ends_on(_path: Path, number: int) -> None:
    os.kill(os.getpid(), number)


def reads_nowhere(_path: Path, *_: object) -> None:
    ctypes.string_at(0)


def eats(_path: Path, *_: object) -> int:
    return len(bytearray(8 * 2**30))


def sleeps(_path: Path, *_: object) -> None:
    time.sleep(60)


def stands(_path: Path, *_: object) -> None:
    Event().wait()


def spins(_path: Path) -> None:
    while True:
        pass


def tells_and_ends(_path: Path, stage: Path, *more: Callable[[int, int], None]) -> None:
    stage.write_text("half", encoding="utf-8")
    more[-1](1, 2)
    os.kill(os.getpid(), signal.SIGKILL)


def writes(path: Path) -> None:
    path.with_suffix(".new").write_text("no", encoding="utf-8")


def refuses(path: Path, *more: str) -> None:
    raise InputError(*(Problem(str(path), 3, one, "code", "told") for one in more))


def breaks(_path: Path, *_: object) -> None:
    message = "\x1b[31m"
    raise LookupError(message)


def prints(_path: Path) -> str:
    print("noise")  # noqa: T201  what a library may do
    os.write(1, b"noise")
    return "answer"
