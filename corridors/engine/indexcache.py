"""Indexes of areas kept in the user's cache directory; any damage makes them anew."""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corridors.engine.areas import Area, AreaIndex
from corridors.engine.grid import Grid
from corridors.errors import InputError
from corridors.exchange import staged

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["cache_folder", "cached_index"]

#: To be raised with every change of the index's arrays or of how they are made.
_FORMAT = 1

_MAGIC = b"corridors-index"
_ALIGNED = 64
_ARRAYS = [field.name for field in fields(Grid)][3:]


def cache_folder() -> Path:
    """Return ``$CORRIDORS_CACHE``, else ``corridors`` in the platform's folder for caches."""
    chosen = os.environ.get("CORRIDORS_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "corridors"


def cached_index(key: str, build: Callable[[], AreaIndex]) -> AreaIndex:
    """Return the index kept under a key, or build it, and keep it where that can be."""
    try:
        return _read(cache_folder() / f"{key}-{_FORMAT}.index")
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        index = build()
    with suppress(InputError, RuntimeError):
        _write(cache_folder() / f"{key}-{_FORMAT}.index", index)
    return index


def _read(path: Path) -> AreaIndex:
    with path.open("rb") as file:
        magic, form, length, checksum = file.readline(100).split()
        text = file.read(int(length))
    if (magic, int(form), int(checksum)) != (_MAGIC, _FORMAT, zlib.crc32(text)):
        raise ValueError(path)
    head: dict[str, Any] = json.loads(text)
    body: NDArray[np.uint8] = np.memmap(
        path, np.uint8, "r", _padded(len(_first_line(text)) + len(text))
    )
    if len(body) != head["bytes"] or _sum(body) != head["sum"]:
        raise ValueError(path)
    arrays: dict[str, Any] = {
        name: np.frombuffer(body, kind, int(np.prod(shape)), start).reshape(shape)
        for name, kind, shape, start in head["arrays"]
    }
    areas = tuple(Area(*area) for area in head["areas"])
    return AreaIndex(areas, Grid(*head["place"], **arrays))


def _first_line(text: bytes) -> bytes:
    return b"%s %d %d %d\n" % (_MAGIC, _FORMAT, len(text), zlib.crc32(text))


def _padded(length: int) -> int:
    return -(-length // _ALIGNED) * _ALIGNED


def _sum(body: NDArray[np.uint8]) -> int:
    return int(body.view(np.uint64).sum(dtype=np.uint64))


def _write(path: Path, index: AreaIndex) -> None:
    """Write the index beside its place and move it there, so that no one reads half of it."""
    arrays = [np.ascontiguousarray(getattr(index.grid, name)) for name in _ARRAYS]
    starts = np.cumsum([0, *(_padded(array.nbytes) for array in arrays)]).tolist()
    body = np.zeros(starts[-1], np.uint8)
    for array, start in zip(arrays, starts[:-1], strict=True):
        body[start : start + array.nbytes] = array.view(np.uint8).ravel()
    head = {
        "areas": [astuple(area) for area in index.areas],
        "place": [index.grid.west, index.grid.south, index.grid.size],
        "arrays": [
            (name, array.dtype.str, array.shape, start)
            for name, array, start in zip(_ARRAYS, arrays, starts[:-1], strict=True)
        ],
        "bytes": len(body),
        "sum": _sum(body),
    }
    text = json.dumps(head).encode()
    start = _first_line(text) + text
    with staged(path) as stage, stage.open("wb") as file:
        file.write(start.ljust(_padded(len(start)), b"\0"))
        file.write(body.data)
