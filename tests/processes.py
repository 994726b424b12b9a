"""Processes that others have started, as Linux tells of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

__all__ = ["children", "is_running", "linux"]

linux = pytest.mark.skipif(sys.platform != "linux", reason="without /proc")


def children(process: int) -> list[int]:
    """Return the processes that the first thread of one has started, and that have not ended."""
    told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(child) for child in told.split()]


def is_running(process: int) -> bool:
    """Return whether a process is there and, what nobody has asked after, not only its end."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] not in "ZX"
