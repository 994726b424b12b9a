"""Files out: whole or not at all, and text cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from corridors.errors import CorridorError, FileError, Problem
from corridors.stages import drop_stages, stage_folder

__all__ = ["inert", "staged", "to_csv", "write_whole"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FILE_MODE = 0o644
_FOLDER_MODE = 0o755


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 text file whole or not at all; a file already there is replaced at the end.

    Raises
    ------
    InputError
        When the path is a folder or a symlink, or cannot be written.
    """
    with staged(path) as stage:
        stage.write_bytes(text.encode())


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """Yield a path to write to; what stands there at the end takes the place of ``path``, whole.

    It lies in a hidden folder of its own beside ``path``, so what a driver leaves beside its file
    goes with that folder. After an error ``path`` is as it was, or already the new whole.

    Raises
    ------
    FileError
        When the path is a folder or a symlink, or cannot be written.
    """
    if path.is_dir() or path.is_symlink():
        raise _refused(path, "the name of a regular file, or of nothing yet, is wanted")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with stage_folder(path.parent) as folder:
            stage = folder / f"staged{path.suffix}"
            yield stage
            _replace(stage, path)
    except CorridorError:
        raise
    except OSError as error:
        raise _refused(path, f"cannot be written: {error.strerror or error}") from error


def _refused(path: Path, message: str) -> FileError:
    return FileError(Problem(str(path), 0, "", "output", message))


def _replace(stage: Path, path: Path) -> None:
    """Bring the stage safely to the disk and give it the name of ``path``."""
    if stage.is_dir():
        drop_stages(stage)
        mode = _FOLDER_MODE
        for part in sorted(stage.rglob("*")):
            _to_disk(part)
    else:
        mode = path.stat().st_mode if path.exists() else _FILE_MODE
    _to_disk(stage)
    stage.chmod(mode)
    stage.replace(path)
    _to_disk(path.parent)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def to_csv(rows: Sequence[Mapping[str, object]]) -> str:
    r"""Return rows as CSV; text that a spreadsheet would run is led by an apostrophe.

    Examples
    --------
    >>> to_csv([{"name": "=1+1", "km": -2.5, "zone": None}])
    "name,km,zone\n'=1+1,-2.5,\n"
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows[0] if rows else ())
    writer.writerows([inert(cell) for cell in row.values()] for row in rows)
    return text.getvalue()


def inert(cell: object) -> object:
    """Return a cell as it is, or text that a spreadsheet would run led by an apostrophe.

    Examples
    --------
    >>> inert("@SUM(A1)"), inert(-2.5), inert("Baku")
    ("'@SUM(A1)", -2.5, 'Baku')
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
