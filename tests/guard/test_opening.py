"""Only regular files whose content is what their name says are opened."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corridors import InputError
from corridors.guard import limits
from corridors.guard.formats import DRAWN, FORMATS, TABLES
from corridors.guard.limits import look_at_whole
from corridors.guard.opening import look_at

ALL = FORMATS | DRAWN | TABLES


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as told:
        look_at(path, ALL)
    return told.value.problems[0].code


def test_no_regular_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.kml")
    (tmp_path / "loop.kml").symlink_to("loop.kml")
    (tmp_path / "zero.kml").symlink_to("/dev/zero")
    (tmp_path / "folder.kml").mkdir()
    for name in ("fifo", "loop", "zero", "folder", "none", "nul\0"):
        assert refusal(tmp_path / f"{name}.kml") == "file-missing"
    assert refusal(tmp_path / f"{'long' * 80}.kml") == "file-unreadable"


@pytest.mark.parametrize(
    "name", ["https://example.org/a.kml", "/vsicurl/http://127.0.0.1:1/a.gpkg", "GPKG:a.gpkg"]
)
def test_neither_addresses_nor_drivers(name: str) -> None:
    assert refusal(Path(name)) == "file-missing"


def test_a_link_to_a_regular_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.gpkg").write_bytes(b"SQLite format 3\0")
    (tmp_path / "link.gpkg").symlink_to("a.gpkg")
    assert look_at(tmp_path / "link.gpkg").dataset == str(tmp_path / "a.gpkg")


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("content", [b"<OGRVRTDataSource/>\0", b'{"type": "gdal_streamed_alg"}\0'])
def test_content_of_another_kind(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / f"a{name}"
    path.write_bytes(content)
    if content.startswith(b"<") and ALL[name] in {"KML", "GPX", "OSM"}:
        assert look_at(path, ALL).driver == ALL[name]  # whose readers look at the first element
    else:
        assert refusal(path) == "format"


def test_names_that_gdal_would_take_apart(tmp_path: Path) -> None:
    (tmp_path / "a!b.geojson").write_text("{}", encoding="utf-8")
    assert refusal(tmp_path / "a!b.geojson") == "path"
    strange = tmp_path / "a b#?é\n{}.geojson"
    strange.write_text("{}", encoding="utf-8")
    assert look_at(strange).dataset == str(strange)


def test_limits_of_what_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a": [0] * 1000}), path)
    assert look_at_whole(path).driver == "Parquet"
    for limit in ("_MOST_ROWS", "_MOST_BYTES"):
        with monkeypatch.context() as less:
            less.setattr(limits, limit, 99)
            with pytest.raises(InputError, match="file-size"):
                look_at_whole(path)
    path.write_bytes(b"PAR1PAR1")
    with pytest.raises(InputError, match="file-unreadable"):
        look_at_whole(path)
