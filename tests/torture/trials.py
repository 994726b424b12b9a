"""A mutant's trial: the tests of its module, run on a checkout in which only that module differs.

Each runs in a fork of one process that has loaded what the tests need of other people's, so that a
trial costs little more than its tests. The checkout is one of links; what tests start as processes
of their own finds the mutant there, too.
"""

from __future__ import annotations

import compileall
import importlib
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

__all__ = ["Verdict", "linked", "load", "mutated", "verdict"]

_LOADED = (
    *("numpy", "pandas", "shapely", "pyproj", "pyogrio", "geopandas", "pyarrow.parquet"),
    *("networkx", "click.testing", "rich.progress", "hypothesis.extra.numpy", "pytest"),
)
_WAIT = 10
_POLL_S = 0.02


class Verdict(NamedTuple):
    """What came of a trial: ``killed``, ``out of time`` or ``survived``, in how many seconds."""

    word: str
    seconds: float


def load() -> None:
    """Import what the tests need of other people's, once for all trials."""
    for name in _LOADED:
        importlib.import_module(name)


def linked(root: Path, folder: Path) -> Path:
    """Return a checkout of links to another: folders of packages are folders, files are links."""
    out = folder / "checkout"
    for package in ("corridors", "layers"):
        compileall.compile_dir(root / package, quiet=1)
        for path in (root / package).rglob("*"):
            link = out / path.relative_to(root)
            link.parent.mkdir(parents=True, exist_ok=True)
            if path.name == "__pycache__" or (path.is_file() and path.suffix != ".pyc"):
                link.symlink_to(path)
    for path in root.iterdir():
        if not (out / path.name).exists() and path.name != ".git":
            (out / path.name).symlink_to(path)
    (folder / "shared").symlink_to(root.parent / "shared")
    return out


@contextmanager
def mutated(checkout: Path, module: str, code: str) -> Iterator[None]:
    """Let a module of a checkout of links have other code for a while."""
    path = checkout / module
    original = path.readlink()
    path.unlink()
    path.write_text(code, encoding="utf-8")
    try:
        yield
    finally:
        path.unlink()
        path.symlink_to(original)


def verdict(checkout: Path, tests: Sequence[str], limit_s: int, log: Path) -> Verdict:
    """Run tests in a fork, until the first that fails or the limit of processor time."""
    process = os.fork()
    if process == 0:
        os._exit(_tested(checkout, tests, limit_s, log))
    status, seconds = _waited(process, _WAIT * limit_s)
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        return Verdict(
            "out of time" if -code in {signal.SIGXCPU, signal.SIGKILL} else "killed", seconds
        )
    return Verdict({0: "survived"}.get(code, "killed"), seconds)


def _waited(process: int, limit_s: int) -> tuple[int, float]:
    """Return how a process and its children ended, after how much time of a processor."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        found, status, used = os.wait4(process, os.WNOHANG)
        if found:
            return status, used.ru_utime + used.ru_stime
        time.sleep(_POLL_S)
    os.killpg(process, signal.SIGKILL)
    _, status, used = os.wait4(process, 0)
    return status, used.ru_utime + used.ru_stime


def _tested(checkout: Path, tests: Sequence[str], limit_s: int, log: Path) -> int:
    import pytest  # noqa: PLC0415  loaded before

    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (limit_s, limit_s + 5))
    handle = os.open(log, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.chdir(checkout)
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(checkout), str(checkout / "tests")]
    os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(checkout)}
    words = [
        "-x",
        "-q",
        "--hypothesis-profile=mutation",
        "--assert=plain",
        "-pno:cacheprovider",
        "-mnot browser",
    ]
    try:
        return int(pytest.main([*words, f"--rootdir={checkout}", *tests]))
    except BaseException:  # noqa: BLE001  a mutant may raise anything
        traceback.print_exc()
        return 1
