"""Readers of our own take any bytes: they give lines, or one error of ours."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from corridors import InputError
from corridors.foreign import reading

LINE = b"10,50 11,50.5"
KML = (
    b"<kml><Placemark><LineString><coordinates>%b</coordinates></LineString></Placemark></kml>"
    % LINE
)
GPX = b'<gpx><trk><trkseg><trkpt lat="1" lon="2"/><trkpt lat="2" lon="2"/></trkseg></trk></gpx>'
GEOJSON = (
    b'{"type": "Feature", "properties": {"a": 1}, '
    b'"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4.5]]}}'
)
CSV = b'name,wkt\na,"LINESTRING (1 2, 3 4)"\n'
VERTICES = b"name,lon,lat\na,1,2\na,3,4\n"


def _kmz() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", KML)
    return packed.getvalue()


def _xlsx() -> bytes:
    packed, book = io.BytesIO(), Workbook()
    book.worksheets[0].append(["name", "wkt"])
    book.worksheets[0].append(["a", "LINESTRING (1 2, 3 4)"])
    book.save(packed)
    return packed.getvalue()


SOUND = {
    "a.kml": KML,
    "a.kmz": _kmz(),
    "a.gpx": GPX,
    "a.geojson": GEOJSON,
    "a.csv": CSV,
    "b.csv": VERTICES,
    "a.xlsx": _xlsx(),
}
EDITS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 3), st.binary(max_size=4)), min_size=1, max_size=4
)


def _edited(content: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for place, length, new in edits:
        at = place * (1 + len(content) // 400) % (len(content) + 1)
        content = content[:at] + new + content[at + length :]
    return content


@pytest.mark.parametrize("name", SOUND)
def test_sound_ones_are_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(SOUND[name])
    assert len(reading._read(tmp_path / name, (), None).features) == 1  # noqa: SLF001


@pytest.mark.parametrize("name", SOUND)
@settings(max_examples=150, deadline=None)
@given(edits=EDITS)
def test_damaged_ones_are_read_or_refused(name: str, edits: list[tuple[int, int, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(_edited(SOUND[name], edits))
        with suppress(InputError):
            found = reading._read(path, ("name",), None)  # noqa: SLF001  in this process, for speed
            assert len(found.features) >= 1
