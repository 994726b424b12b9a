"""Zip files: how much is in them, and whether anything in them points outside."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from corridors.errors import InputError, Problem

__all__ = ["opened_zip", "the_one"]

_MOST_MEMBERS = 10_000
_MOST_BYTES = 2**30
_MOST_RATIO = 100
#: The list of members stands at the end of a file; a comment of at most this may follow it.
_END, _END_BYTES = b"PK\x05\x06", 22
_COMMENT_BYTES = 65_535
_MOST_LIST_BYTES = 16 * 2**20
_FAILURES = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(ArithmeticError, EOFError, LookupError, OSError, RuntimeError, ValueError),
)


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip file for reading.

    Raises
    ------
    InputError
        When it has over 10,000 members, unpacks to over 1 GiB or to over 100 times its size, or
        when a member is a link, lies outside, or stands in it twice; when it cannot be read.
    """
    try:
        if _list_bytes(path) > _MOST_LIST_BYTES:
            raise _refused(path, f"it has too many members; at most {_MOST_MEMBERS} are read")
        with zipfile.ZipFile(path) as archive:
            fault = _fault(archive.infolist())
            if fault:
                raise _refused(path, fault)
            yield archive
    except _FAILURES as error:
        if isinstance(error, InputError):
            raise
        raise InputError(Problem(str(path), 0, "", "file-unreadable", str(error))) from error


def the_one(path: Path, archive: zipfile.ZipFile, suffix: str) -> zipfile.ZipInfo:
    """Return the one member that has a suffix.

    Raises
    ------
    InputError
        When there is none, or another.
    """
    found = [m for m in archive.infolist() if m.filename.lower().endswith(suffix)]
    if len(found) != 1:
        raise _refused(path, f"a zip file of one {suffix} is wanted; {len(found)} are in it")
    return found[0]


def _list_bytes(path: Path) -> int:
    """Return how long the list of members says it is, which is read whole."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_BYTES - _COMMENT_BYTES))
        tail = file.read()
    end = tail[tail.rfind(_END) :]
    return int.from_bytes(end[12:16], "little")


def _fault(members: list[zipfile.ZipInfo]) -> str:
    """Return what is wrong with a zip file; "" for nothing."""
    if len(members) > _MOST_MEMBERS:
        return f"it has {len(members)} members; at most {_MOST_MEMBERS} are read"
    size, packed = (
        sum(getattr(m, name) for m in members) for name in ("file_size", "compress_size")
    )
    if size > min(_MOST_BYTES, _MOST_RATIO * max(packed, 1)):
        return f"unpacked it is {size} bytes; at most 1 GiB and 100 times its size are read"
    if len({m.filename for m in members}) < len(members):
        return "two members have one name"
    outside = next((m.filename for m in members if _points_outside(m)), None)
    return "" if outside is None else f"its member {outside!r} lies or points outside of it"


def _points_outside(member: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    leads_out = ".." in name.parts or name.is_absolute() or ":" in "".join(name.parts[:1])
    return is_link or leads_out or not name.parts


def _refused(path: Path, message: str) -> InputError:
    return InputError(Problem(str(path), 0, "", "zip", message))
