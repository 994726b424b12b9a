"""Files out: whole or not at all, and text cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from corridors.errors import InputError, Problem

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["to_csv", "write_whole"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FILE_MODE = 0o644


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 text file whole or not at all; a file already there is replaced at the end.

    Raises
    ------
    InputError
        When the path is a folder or a symlink, or cannot be written.
    """
    if path.is_dir() or path.is_symlink():
        raise InputError(Problem(str(path), 0, "", "output", "a regular file's name is wanted"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text.encode())
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise InputError(Problem(str(path), 0, "", "output", message)) from error


def _replace(path: Path, content: bytes) -> None:
    handle, staged = tempfile.mkstemp(prefix=".corridors-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(staged).chmod(path.stat().st_mode if path.exists() else _FILE_MODE)
        Path(staged).replace(path)
    except BaseException:
        Path(staged).unlink(missing_ok=True)
        raise


def to_csv(table: pd.DataFrame) -> str:
    r"""Return the table as CSV; text that a spreadsheet would run is led by an apostrophe.

    Examples
    --------
    >>> import pandas as pd
    >>> to_csv(pd.DataFrame({"name": ["=1+1"], "km": [-2.5]}))
    "name,km\n'=1+1,-2.5\n"
    """
    return table.map(_inert).to_csv(index=False, lineterminator="\n")


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
