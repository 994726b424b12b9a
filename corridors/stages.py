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
    standard error where no other is set up. So is, by the next writer, what cannot be removed now.
    """
    for left in left_behind(parent):
        _LOG.warning("corridors: left by a writer that was ended: %s", printable(left))
    folder, handle = _made(parent)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def left_behind(parent: Path) -> list[Path]:
    """Return the stages in a folder that no living writer holds, after removing empty ones."""
    return [stage for stage in sorted(parent.glob(f"{_STAGE}*")) if _is_left(stage)]


def drop_stages(folder: Path) -> None:
    """Remove what writers that were killed have left staged in a folder."""
    for left in folder.glob(f"{_STAGE}*"):
        shutil.rmtree(left)


def _made(parent: Path) -> tuple[Path, int]:
    """Return a new stage and the handle that locks it.

    Before it is locked it is empty, and another writer may take it for a dead one's and remove it;
    then there is nothing under its name, and the next is made.
    """
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_STAGE, dir=parent))
        with suppress(FileNotFoundError):
            handle = os.open(folder, os.O_RDONLY)
            _lock(handle)
            if folder.exists():
                return folder, handle
            os.close(handle)


def _is_left(stage: Path) -> bool:
    """Return whether a stage has content and no living writer; one without content is removed."""
    try:
        handle = os.open(stage, os.O_RDONLY)
    except OSError:  # gone by now, or not ours to know
        return False
    try:
        return _lock(handle, wait=False) and not _is_removed(stage)
    finally:
        os.close(handle)


def _is_removed(stage: Path) -> bool:
    with suppress(OSError):  # it has content
        stage.rmdir()
        return True
    return False


def _lock(handle: int, *, wait: bool = True) -> bool:
    """Return whether a lock could be had; it lasts until the handle is closed."""
    if fcntl is None:
        return False
    with suppress(OSError):  # another has it, or the file system has no locks
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        return True
    return False
