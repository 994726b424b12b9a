"""Stages of writers: locked while a writer lives, so that what dead ones left is known."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corridors.errors import printable

try:
    import fcntl
except ImportError:  # Windows: nothing is known of others
    fcntl = None  # type: ignore[assignment]

__all__ = ["drop_stages", "left_behind", "stage_folder"]

_STAGE = ".corridors-"
_LOG = logging.getLogger(__name__)


@contextmanager
def stage_folder(parent: Path) -> Iterator[Path]:
    """Yield a hidden folder to write in, which is gone at the end.

    What writers that were ended have left beside it is told as a warning of the log, which goes to
    standard error where no other is set up.
    """
    for left in left_behind(parent):
        _LOG.warning("corridors: left by a writer that was ended: %s", printable(left))
    with tempfile.TemporaryDirectory(prefix=_STAGE, dir=parent) as folder:
        handle = os.open(folder, os.O_RDONLY)
        try:
            _lock(handle)
            yield Path(folder)
        finally:
            os.close(handle)


def left_behind(parent: Path) -> list[Path]:
    """Return the stages in a folder that no living writer holds."""
    return [stage for stage in sorted(parent.glob(f"{_STAGE}*")) if _is_free(stage)]


def drop_stages(folder: Path) -> None:
    """Remove what writers that were killed have left staged in a folder."""
    for left in folder.glob(f"{_STAGE}*"):
        shutil.rmtree(left)


def _is_free(stage: Path) -> bool:
    try:
        handle = os.open(stage, os.O_RDONLY)
    except OSError:  # gone by now, or not ours to know
        return False
    try:
        return _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Return whether a lock could be had; it lasts until the handle is closed."""
    if fcntl is None:
        return False
    with suppress(OSError):  # another has it, or the file system has no locks
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
