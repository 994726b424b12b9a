"""Foreign files are looked at before anything opens them: regular, local, and what they are named.

GDAL opens what a file *is*, whatever its name says, and some of what it opens fetches other files.
So a file's first bytes must fit its suffix.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pyarrow as pa

from corridors.errors import CorridorError, InputError, Problem

__all__ = ["SHAPEFILE", "Source", "driver_of", "look_at", "problem", "told"]

_HEAD_BYTES = 65_536
_MOST_MEMBERS = 10_000
_FAILURES = (pa.ArrowException, OSError, RuntimeError, ValueError, LookupError, TypeError)

#: What a GDAL pipeline in JSON calls itself: it would run, not be read.
_PIPELINE = b"gdal_streamed_alg"

#: GDAL's name of the Shapefile.
SHAPEFILE = "ESRI Shapefile"
_MAGIC = {
    "Parquet": b"PAR1",
    "GPKG": b"SQLite format 3\0",
    "FlatGeobuf": b"fgb",
    "GeoJSON": b"{",
    SHAPEFILE: b"\x00\x00\x27\x0a",
    "zip": b"PK\x03\x04",
}
_DRIVERS = {
    ".parquet": "Parquet",
    ".geoparquet": "Parquet",
    ".gpkg": "GPKG",
    ".fgb": "FlatGeobuf",
    ".geojson": "GeoJSON",
    ".json": "GeoJSON",
    ".shp": SHAPEFILE,
    ".zip": "zip",
}


@dataclass(frozen=True)
class Source:
    """A file that may be opened.

    Attributes
    ----------
    path
        As the user named it.
    driver
        GDAL's name of the format that the file has.
    dataset
        What that driver opens: the file, or the Shapefile inside a zip file.
    size
        Bytes to be read, unpacked.
    """

    path: Path
    driver: str
    dataset: str
    size: int


def look_at(path: Path) -> Source:
    """Return what a file is, after checking that it may be opened.

    Raises
    ------
    InputError
        When it is no regular file, its suffix is not known, or its first bytes do not fit it.
    """
    if not path.is_file():
        raise problem(path, "file-missing", "there is no such regular file")
    driver = driver_of(path)
    try:
        with path.open("rb") as file:
            _check_magic(path, driver, file.read(_HEAD_BYTES))
        if driver == "zip":
            return _zipped(path)
        size = sum(p.stat().st_size for p in (path, path.with_suffix(".dbf")) if p.is_file())
    except OSError as error:
        raise problem(path, "file-unreadable", str(error.strerror)) from error
    return Source(path, driver, _dataset(path), size)


def driver_of(path: Path) -> str:
    """Return GDAL's name of the format that a suffix stands for, or ``zip``."""
    driver = _DRIVERS.get(path.suffix.lower())
    if driver is None:
        known = ", ".join(_DRIVERS)
        raise problem(path, "suffix", f"one of {known} is wanted, not {path.suffix!r}")
    return driver


def problem(path: Path, code: str, message: str, record: str = "") -> InputError:
    """Return the error of one broken rule in a file."""
    return InputError(Problem(str(path), 0, record, code, message))


@contextmanager
def told(path: Path, code: str) -> Iterator[None]:
    """Turn what the libraries raise into an error that names the file."""
    try:
        yield
    except CorridorError:
        raise
    except _FAILURES as error:
        raise problem(path, code, str(error)) from error


def _check_magic(path: Path, driver: str, head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip() if driver == "GeoJSON" else head
    if not start.startswith(_MAGIC[driver]) or _PIPELINE in head:
        raise problem(path, "format", f"its content is not {driver}, as its name says")


def _dataset(path: Path) -> str:
    """Return the path as GDAL takes it: absolute, so that nothing in it reads as a scheme."""
    found = str(path.absolute())
    if "!" in found or found.startswith("/vsi"):
        raise problem(path, "path", "a path without '!' that does not begin with /vsi is wanted")
    return found


def _zipped(path: Path) -> Source:
    try:
        with zipfile.ZipFile(path) as archive:
            member = _only_shapefile(path, archive)
            with archive.open(member) as file:
                _check_magic(path, SHAPEFILE, file.read(_HEAD_BYTES))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise problem(path, "file-unreadable", str(error)) from error
    dataset = f"/vsizip/{{{_dataset(path)}}}/{member.filename}"
    return Source(path, SHAPEFILE, dataset, member.file_size)


def _only_shapefile(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = archive.infolist()
    found = [m for m in members if m.filename.lower().endswith(".shp")]
    if len(members) > _MOST_MEMBERS or len(found) != 1:
        message = f"a zip file of one Shapefile is wanted; {len(found)} are in it"
        raise problem(path, "zip", message)
    inside = PurePosixPath(found[0].filename)
    if ".." in inside.parts or inside.is_absolute():
        raise problem(path, "zip", "its Shapefile lies outside the zip file")
    return found[0]
