"""Files out: whole or not at all, and text cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from corridors.errors import CorridorError, FileError, Problem
from corridors.stages import drop_stages, stage_folder

__all__ = ["inert", "staged", "to_csv", "withdraw", "write_whole"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write bytes, or text as UTF-8, whole or not at all; a file there is replaced at the end.

    Raises
    ------
    FileError
        When the path is a folder, a symlink or a device, or cannot be written.
    """
    with staged(path) as stage:
        stage.write_bytes(content.encode() if isinstance(content, str) else content)


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """Yield a path to write to; what stands there at the end takes the place of ``path``, whole.

    It lies in a hidden folder of its own beside ``path``, so what a driver leaves beside its file
    goes with that folder. After an error ``path`` is as it was, or already the new whole.

    Raises
    ------
    FileError
        When the path is a folder, a symlink or a device, or cannot be written.
    """
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise _refused(path, "the name of a regular file, or of nothing yet, is wanted")
        _make_folders(path.parent)
        with stage_folder(path.parent) as folder:
            stage = folder / f"staged{path.suffix}"
            yield stage
            _replace(stage, path)
    except CorridorError:
        raise
    except OSError as error:
        raise _refused(path, f"cannot be written: {error.strerror or error}") from error


def withdraw(folder: Path) -> None:
    """Remove a folder at once; it is gone from its place before anything in it is.

    Raises
    ------
    FileError
        When it cannot be removed.
    """
    try:
        with stage_folder(folder.parent) as stage:
            folder.rename(stage / "withdrawn")
            _to_disk(folder.parent)
    except OSError as error:
        raise _refused(folder, f"cannot be taken back: {error.strerror or error}") from error


def _refused(path: Path, message: str) -> FileError:
    return FileError(Problem(str(path), 0, "", "output", message))


def _make_folders(folder: Path) -> None:
    """Make a folder and those that it lies in, as far as they are missing."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing:
        _to_disk(one.parent)


def _replace(stage: Path, path: Path) -> None:
    """Bring the stage safely to the disk and give it the name of ``path``."""
    if stage.is_dir():
        drop_stages(stage)
        for part in sorted(stage.rglob("*")):
            _to_disk(part)
    elif path.exists():
        stage.chmod(path.stat().st_mode)
    _to_disk(stage)
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
    lines = [_line(rows[0] if rows else ())]
    lines += (_line([inert(cell) for cell in row.values()]) for row in rows)
    return "".join(lines)


def _line(cells: Iterable[object]) -> str:
    """Return a row as CSV; the csv module quotes a carriage return only where it may end a row."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"


def inert(cell: object) -> object:
    """Return a cell as it is, or text that a spreadsheet would run led by an apostrophe.

    Examples
    --------
    >>> inert("@SUM(A1)"), inert(-2.5), inert("Baku")
    ("'@SUM(A1)", -2.5, 'Baku')
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
