"""Lines in WKB of every dialect are told from what is none, however deep that nests."""

from __future__ import annotations

import struct

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from corridors.bulk.wkb import fault_of, read_lines

SHAPES = {
    "LINESTRING (1 2, 3 4)": "",
    "LINESTRING Z (1 2 3, 3 4 5)": "",
    "LINESTRING EMPTY": "",
    "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8, 9 9))": "",
    "MULTILINESTRING Z ((1 2 0, 3 4 0), (5 6 0, 7 8 0))": "",
    "MULTILINESTRING M ((1 2 0, 3 4 0), (5 6 0, 7 8 0))": "",
    "MULTILINESTRING ZM ((1 2 0 0, 3 4 0 0), (5 6 0 0, 7 8 0 0))": "",
    "MULTILINESTRING EMPTY": "",
    "POINT (1 2)": "not a line",
    "POLYGON ((0 0, 1 0, 1 1, 0 0))": "not a line",
    "GEOMETRYCOLLECTION (LINESTRING (1 2, 3 4))": "not a line",
}


@pytest.mark.parametrize("flavor", ["iso", "extended"])
@pytest.mark.parametrize("byte_order", [0, 1])
@pytest.mark.parametrize("srid", [None, 4326])
@pytest.mark.parametrize("wkt", SHAPES)
def test_every_dialect(wkt: str, srid: int | None, byte_order: int, flavor: str) -> None:
    shape = shapely.from_wkt(wkt)
    if srid is not None and flavor == "extended":
        shape = shapely.set_srid(shape, srid)
    wkb = shapely.to_wkb(
        shape, byte_order=byte_order, flavor=flavor, include_srid=flavor == "extended"
    )
    assert fault_of(wkb) == SHAPES[wkt]


def test_nested_without_end_is_unreadable() -> None:
    collection = struct.pack("<BII", 1, 7, 1)
    line = shapely.to_wkb(shapely.LineString([(0, 0), (1, 1)]))
    for start in (struct.pack("<BII", 1, 5, 1), struct.pack("<BII", 1, 5, 2) + line):
        shapes, reasons = read_lines([start + collection * 100_000, line])
        assert list(reasons) == ["unreadable geometry", ""]
        assert [shape is None for shape in shapes] == [True, False]


@given(st.binary(max_size=60) | st.binary(max_size=60).map(lambda b: b"\1\5\0\0\0\2\0\0\0" + b))
def test_any_bytes_have_a_reason_or_are_lines(wkb: bytes) -> None:
    [shape], [reason] = read_lines([wkb])
    assert (shape is None) == (reason not in {"", "empty line"})
