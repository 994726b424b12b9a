"""Lines in WKB, looked at before anything parses them: deep nesting would end the process."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["fault_of", "read_lines"]

_LINE, _LINES = 2, 5
#: Heights and measures add thousands (ISO) or high bits (EWKB) to the code of a type.
_STEP = 1000
_CODE_BITS = 0x0FFF_FFFF
_Z, _M, _SRID = 0x8000_0000, 0x4000_0000, 0x2000_0000
_HEAD_BYTES, _SRID_BYTES, _NUMBER_BYTES = 9, 4, 8


def read_lines(wkb: list[bytes | None]) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Return the lines, and for each feature why it has none; "" where it has."""
    reasons = np.array([fault_of(one) for one in wkb], dtype=object)
    shapes = np.full(len(wkb), None, dtype=object)
    lines = np.flatnonzero(reasons == "")
    with np.errstate(invalid="ignore"):  # NaN is found and told later
        shapes[lines] = shapely.from_wkb([wkb[i] for i in lines], on_invalid="ignore")
    reasons[lines[shapely.is_missing(shapes[lines])]] = "unreadable geometry"
    reasons[lines[shapely.is_empty(shapes[lines])]] = "empty line"
    return shapes, reasons


def fault_of(wkb: bytes | None) -> str:
    """Return why WKB is no line and no lines, by its heads alone; "" where it is.

    Examples
    --------
    >>> fault_of(bytes.fromhex("010200000000000000")), fault_of(bytes.fromhex("01010000000000"))
    ('', 'unreadable geometry')
    >>> fault_of(bytes.fromhex("010100000000000000")), fault_of(None)
    ('not a line', 'no geometry')
    """
    if wkb is None:
        return "no geometry"
    try:
        kind, count, at = _head(wkb, 0)
        if kind == _LINES:
            return "" if _are_lines(wkb, count, at) else "unreadable geometry"
    except struct.error:
        return "unreadable geometry"
    return "" if kind == _LINE else "not a line"


def _are_lines(wkb: bytes, count: int, at: int) -> bool:
    for _ in range(count):
        start = at
        kind, vertices, at = _head(wkb, start)
        if kind != _LINE:
            return False
        at += vertices * _NUMBER_BYTES * _width(_code(wkb, start))
    return True


def _head(wkb: bytes, at: int) -> tuple[int, int, int]:
    """Return the kind, -1 for none, the number of what it is made of, and where that begins."""
    code = _code(wkb, at)
    after = at + _HEAD_BYTES + (_SRID_BYTES if code & _SRID else 0)
    [count] = struct.unpack_from(_order(wkb, at) + "I", wkb, after - 4)
    thousands, kind = divmod(code & _CODE_BITS, _STEP)
    return kind if thousands <= 3 else -1, count, after  # noqa: PLR2004  Z, M and ZM


def _code(wkb: bytes, at: int) -> int:
    code: int = struct.unpack_from(_order(wkb, at) + "I", wkb, at + 1)[0]
    return code


def _order(wkb: bytes, at: int) -> str:
    return "<" if wkb[at : at + 1] != b"\0" else ">"


def _width(code: int) -> int:
    """Return how many numbers a vertex has."""
    thousands = (code & _CODE_BITS) // _STEP
    return 2 + (bool(code & _Z) or thousands in {1, 3}) + (bool(code & _M) or thousands in {2, 3})
