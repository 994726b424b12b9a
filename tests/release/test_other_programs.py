"""Other programs open a release and count the same: ogrinfo of GDAL, DuckDB, pandas."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from releases import awkward

from corridors.release.bundle import write_bundle
from corridors.release.formats import FORMATS

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.release.rows import Release

LAYERED = ["gpkg", "geojson", "fgb", "kml", "shp", "csv", "xlsx"]
OGRINFO = shutil.which("ogrinfo")


@pytest.fixture
def found(edit: Callable[[str, str, str], Path], squares: Boundaries) -> Release:
    return awkward(edit, squares)


@pytest.fixture
def folder(found: Release, tmp_path: Path) -> Path:
    write_bundle(found, tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.skipif(OGRINFO is None, reason="no ogrinfo here: apt-get install gdal-bin")
def test_ogrinfo_opens_each_layer_without_complaint(found: Release, folder: Path) -> None:
    for name in LAYERED:
        path = folder / f"tiny{FORMATS[name].suffix}"
        where = f"/vsizip/{path}" if name == "shp" else str(path)
        words = [str(OGRINFO), "-ro", "-so", where, "Data" if name == "xlsx" else "tiny"]
        done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  gdal-bin
        assert not re.search("error|warning", done.stdout + done.stderr, re.IGNORECASE), name
        count = re.search(r"Feature Count: (\d+)", done.stdout)
        assert count is not None, name
        assert int(count[1]) == len(found.rows), name


def test_duckdb_reads_and_sums_the_same(found: Release, folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="no DuckDB here: make .venv/bench")
    wanted = (len(found.rows), sum(found.km().values()))
    for name in ("parquet", "csv"):
        path = folder / f"tiny{FORMATS[name].suffix}"
        query = f"select count(*), sum(length_km) from '{path}'"  # noqa: S608  our own path
        assert duckdb.sql(query).fetchone() == pytest.approx(wanted, rel=1e-12)


def test_duckdb_spatial_measures_the_lines(found: Release, folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="no DuckDB here: make .venv/bench")
    spatial = pytest.importorskip("duckdb_extension_spatial", reason="no spatial extension here")
    extension = next(Path(str(spatial.__file__)).parent.rglob("spatial.duckdb_extension"))
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    connection.load_extension(str(extension))
    line = "ST_FlipCoordinates(geometry)"  # DuckDB takes latitude first
    path = folder / "tiny.parquet"
    query = f"select sum(ST_Length_Spheroid({line})) / 1000 from '{path}'"  # noqa: S608  our own path
    (km,) = connection.sql(query).fetchone()
    assert km == pytest.approx(found.km()["measured"], rel=1e-9)


def test_pandas_reads_the_csv_by_the_dictionary(found: Release, folder: Path) -> None:
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    (resource,) = [r for r in described["resources"] if r["name"] == "segments-csv"]
    kinds = {"integer": "Int64", "number": "float64", "string": "string", "boolean": "bool"}
    types = {f["name"]: kinds.get(f["type"], "string") for f in resource["schema"]["fields"]}
    frame = pd.read_csv(
        folder / resource["path"],
        dtype=types,
        keep_default_na=False,
        na_values=[""],
        engine="pyarrow",  # reads the nearest number; the default does since pandas 3
    )
    assert [*frame.columns] == [*found.rows[0]]
    for name in ("segment", "length_km", "status", "stale", "from_km"):
        cells = [None if pd.isna(cell) else cell for cell in frame[name]]
        assert cells == [row[name] for row in found.rows], name
