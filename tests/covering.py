"""What coverage.py needs of processes of our own that may write no file, or are ended early.

Loaded by it in each process, as ``[tool.coverage.run]`` of pyproject.toml has it.
"""

from __future__ import annotations

import atexit
import resource
import subprocess
from contextlib import suppress

__all__ = ["coverage_init"]

_PATIENCE_S = 10


def coverage_init(_registry: object, _options: object) -> None:
    """Let processes keep what was seen of them: called by coverage.py."""
    _let_readers_write_at_their_end()
    _let_workers_end()


def _let_readers_write_at_their_end() -> None:
    """Let a process that forbids itself all files have them again when it exits."""
    limit = resource.setrlimit

    def limit_for_now(which: int, to: tuple[int, int]) -> None:
        most = resource.getrlimit(which)[1]
        if which == resource.RLIMIT_FSIZE:
            atexit.register(limit, which, (most, most))
            to = to[0], most
        limit(which, to)

    resource.setrlimit = limit_for_now


def _let_workers_end() -> None:
    """Have a process that works for another exit by itself, where it does so soon."""
    kill = subprocess.Popen.kill

    def kill_later(process: subprocess.Popen[bytes]) -> None:
        if "_serve(None)" in str(process.args):
            with suppress(subprocess.TimeoutExpired):
                process.wait(_PATIENCE_S)
        kill(process)

    subprocess.Popen.kill = kill_later  # type: ignore[method-assign]
