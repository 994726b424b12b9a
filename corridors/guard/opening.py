"""Foreign files are looked at before anything opens them: regular, local, and what they are named.

GDAL opens what a file *is*, whatever its name says, and some of what it opens fetches other files.
So a file's first bytes must fit its suffix.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corridors.errors import CorridorError, FileError, InputError, Problem
from corridors.guard.archives import opened_zip, the_one
from corridors.guard.formats import FORMATS, SHAPEFILE, fits, format_of, likeness

__all__ = ["Source", "driver_of", "look_at", "problem"]

_HEAD_BYTES = 65_536


@dataclass(frozen=True)
class Source:
    """A file that may be opened.

    Attributes
    ----------
    path
        As the user named it.
    driver
        GDAL's name of the format that the file has, or that of ``guard.formats``.
    dataset
        What that driver opens: the file, or the Shapefile inside a zip file.
    size
        Bytes to be read, unpacked.
    """

    path: Path
    driver: str
    dataset: str
    size: int


def look_at(path: Path, known: Mapping[str, str] = FORMATS) -> Source:
    """Return what a file is, after checking that it may be opened.

    Parameters
    ----------
    path
        The file, or a link to it. It is only opened when it is a regular file.
    known
        The formats wanted, by suffix.

    Raises
    ------
    FileError
        When it is no regular file, or cannot be read.
    InputError
        When its suffix is not known, or its first bytes do not fit it; of
        a zip file, when it is too large, too dense, or holds links or paths that lead outside.
    """
    try:
        if not path.is_file():
            raise _file_error(path, "file-missing", "there is no such regular file")
        driver = driver_of(path, known)
        with path.open("rb") as file:
            _check_magic(path, driver, file.read(_HEAD_BYTES))
        if driver == "zip":
            return _zipped(path)
        size = sum(p.stat().st_size for p in (path, path.with_suffix(".dbf")) if p.is_file())
    except CorridorError:
        raise
    except OSError as error:
        raise _file_error(path, "file-unreadable", str(error.strerror)) from error
    return Source(path, driver, _dataset(path), size)


def driver_of(path: Path, known: Mapping[str, str] = FORMATS) -> str:
    """Return GDAL's name of the format that a suffix stands for, or ``zip``."""
    driver = format_of(path, known)
    if driver is None:
        wanted = ", ".join(known)
        raise problem(path, "suffix", f"one of {wanted} is wanted, not {path.suffix!r}")
    return driver


def problem(path: Path, code: str, message: str, record: str = "") -> InputError:
    """Return the error of one broken rule in a file."""
    return InputError(Problem(str(path), 0, record, code, message))


def _file_error(path: Path, code: str, message: str) -> FileError:
    return FileError(Problem(str(path), 0, "", code, message))


def _check_magic(path: Path, driver: str, head: bytes) -> None:
    if not fits(driver, head):
        message = f"its content is not {driver}, as its name says"
        raise problem(path, "format", "; ".join(filter(None, [message, likeness(head)])))


def _dataset(path: Path) -> str:
    """Return the path as GDAL takes it: absolute, so that nothing in it reads as a scheme."""
    found = str(path.resolve())
    if "!" in found or found.startswith("/vsi"):
        raise problem(path, "path", "a path without '!' that does not begin with /vsi is wanted")
    return found


def _zipped(path: Path) -> Source:
    with opened_zip(path) as archive:
        member = the_one(path, archive, ".shp")
        with archive.open(member) as file:
            _check_magic(path, SHAPEFILE, file.read(_HEAD_BYTES))
    dataset = f"/vsizip/{{{_dataset(path)}}}/{member.filename}"
    return Source(path, SHAPEFILE, dataset, member.file_size)
