"""What is written comes back: exactly, or as the format's own sentence says that it does not."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import AREAS, DAY, make_corridor
from releases import FORMULA, awkward

from corridors.records import Place
from corridors.release.formats import FORMATS
from corridors.release.rows import GEOMETRY, Release, release
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.release.written import Written

Row = dict[str, Any]


@pytest.fixture
def found(edit: Callable[[str, str, str], Path], squares: Boundaries) -> Release:
    return awkward(edit, squares)


def write(release: Release, folder: Path, name: str) -> tuple[Path, Written]:
    path = folder / f"tiny{FORMATS[name].suffix}"
    written = FORMATS[name].write(release, path)
    assert written.rows == len(release.rows)
    return path, written


def read(path: Path | str, **layer: str) -> pa.Table:
    meta, table = pyogrio.read_arrow(path, **layer)
    column = meta["geometry_name"] or "wkb_geometry"
    names = [GEOMETRY if name == column else name for name in table.schema.names]
    return table.rename_columns(names)


def test_the_release_is_awkward(found: Release) -> None:
    assert found.rows[0]["title"].startswith(FORMULA)
    assert found.rows[-1]["from_km"] is None
    assert found.table.column(GEOMETRY).null_count == 1


def test_geopackage_is_exact(found: Release, tmp_path: Path) -> None:
    path, written = write(found, tmp_path, "gpkg")
    assert (written.losses, written.renamed) == ((), {})
    assert read(path).equals(found.table)


def test_geoparquet_is_exact_and_says_its_version(found: Release, tmp_path: Path) -> None:
    path, written = write(found, tmp_path, "parquet")
    assert (written.losses, written.renamed) == ((), {})
    table = pq.read_table(path)
    assert table.equals(found.table)
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", GEOMETRY)
    frame = gpd.read_parquet(path)
    assert frame.crs == "EPSG:4326"
    assert len(frame) == len(found.rows)


coordinate = st.tuples(
    st.floats(-180, 180, allow_subnormal=True), st.floats(-90, 90, allow_subnormal=True)
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    lines=st.lists(st.lists(coordinate, min_size=2, max_size=9) | st.none(), min_size=1, max_size=4)
)
def test_any_line_comes_back_bit_for_bit(
    found: Release, tmp_path: Path, lines: list[list[tuple[float, float]] | None]
) -> None:
    wkb = [line and shapely.to_wkb(shapely.LineString(line)) for line in lines]
    table = pa.table({"segment": pa.array(range(len(lines))), GEOMETRY: pa.array(wkb, pa.binary())})
    some = Release(found.survey, [{"segment": i} for i in range(len(lines))], table)
    for name, reader in (("gpkg", read), ("parquet", pq.read_table)):
        path, _ = write(some, tmp_path, name)
        assert reader(path).equals(table)
        path.unlink()


def test_geojson_keeps_seven_decimals_and_all_else(found: Release, tmp_path: Path) -> None:
    path, _ = write(found, tmp_path, "geojson")
    features = json.loads(path.read_text("utf-8"))["features"]
    plain = [{**row, "known_on": row["known_on"].isoformat()} for row in found.rows]
    assert [feature["properties"] for feature in features] == plain
    assert [[*feature["properties"]] for feature in features] == [[*row] for row in plain]
    for feature, line in zip(features, found.table.column(GEOMETRY).to_pylist(), strict=True):
        if line is None:
            assert feature["geometry"] is None
        else:
            exact = shapely.get_coordinates(shapely.from_wkb(line))
            np.testing.assert_allclose(feature["geometry"]["coordinates"], exact, atol=5.1e-8)


def test_geojson_has_no_member_that_rfc_7946_removed(found: Release, tmp_path: Path) -> None:
    path, _ = write(found, tmp_path, "geojson")
    assert "crs" not in json.loads(path.read_text("utf-8"))


def test_flatgeobuf_keeps_all_but_days(found: Release, tmp_path: Path) -> None:
    path, _ = write(found, tmp_path, "fgb")
    rows = pyogrio.read_dataframe(path).astype(object)
    assert [*rows.columns[:-1]] == [*found.rows[0]]
    for row, kept in zip(found.rows, rows.to_dict("records"), strict=True):
        assert same_but_days(row, kept)
    lines = [None if line is None else line.wkb for line in rows.geometry]
    assert lines == found.table.column(GEOMETRY).to_pylist()


def same_but_days(row: Row, kept: dict[Any, Any]) -> bool:
    for name, cell in row.items():
        got = kept[name].date() if isinstance(kept[name], datetime) else kept[name]
        blank = got is None or got != got  # noqa: PLR0124  NaN and NaT are not themselves
        if not (blank if cell is None else got == cell):
            return False
    return True


def test_kml_keeps_words_nulls_and_fifteen_digits(found: Release, tmp_path: Path) -> None:
    path, _ = write(found, tmp_path, "kml")
    table = read(path)
    assert table.column("Name").to_pylist() == [row["title"] for row in found.rows]
    for name in found.rows[0]:
        for kept, cell in zip(table.column(name).to_pylist(), column(found, name), strict=True):
            if isinstance(cell, float):
                assert kept == pytest.approx(cell, rel=1e-14)
            else:
                assert kept == as_kml(cell)


def column(release: Release, name: str) -> list[Any]:
    return [row[name] for row in release.rows]


def as_kml(cell: object) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def test_shapefile_shortens_names_and_texts_and_says_so(found: Release, tmp_path: Path) -> None:
    path, written = write(found, tmp_path, "shp")
    assert written.renamed["country_name"] == "country_na"
    cut = sum(len(row["title"].encode()) > 254 for row in found.rows)
    assert f"{cut} texts are cut at 254 bytes" in written.losses
    table = read(f"/vsizip/{path}")
    assert table.column(GEOMETRY).equals(found.table.column(GEOMETRY))
    for name in found.rows[0]:
        kept = table.column(written.renamed.get(name, name)).to_pylist()
        for got, cell in zip(kept, column(found, name), strict=True):
            if isinstance(cell, float):
                assert got == pytest.approx(cell, abs=1e-12)
            else:
                assert got == cell or cell.startswith(got)


def test_csv_has_the_same_cells_and_leads_formulas(found: Release, tmp_path: Path) -> None:
    path, written = write(found, tmp_path, "csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert [*rows[0]] == [*found.rows[0]]
    assert rows[0]["title"] == f"'{found.rows[0]['title']}"
    led = sum(row["title"].startswith("=") for row in found.rows)
    assert written.losses == ("it has no lines", f"{led} texts are led by an apostrophe")
    for row, cells in zip(rows, found.rows, strict=True):
        for name, cell in cells.items():
            if name != "title":
                assert row[name] == ("" if cell is None else str(cell))


def test_workbook_has_four_sheets_and_no_formula(found: Release, tmp_path: Path) -> None:
    path, _ = write(found, tmp_path, "xlsx")
    assert [name for name, _ in pyogrio.list_layers(path)] == [
        "Data", "Dictionary", "Sources", "Licence",
    ]  # fmt: skip
    table = pyogrio.read_arrow(path, layer="Data")[1]
    assert table.schema.names == [*found.rows[0]]
    assert table.column("title")[0].as_py() == f"'{found.rows[0]['title']}"
    for name in ("length_km", "country", "progress_pct", "since", "known_on"):
        assert table.column(name).to_pylist() == pytest.approx(column(found, name), nan_ok=True)


def test_line_over_the_antimeridian_is_told_where_it_comes_in_two_parts(tmp_path: Path) -> None:
    places = {"west": (179.0, 5.0), "over": (-179.0, 5.0), "east": (-178.0, 4.0)}
    corridor = make_corridor({"main": "west over east"}, places)
    found = release(survey(corridor, AREAS, DAY))
    path, written = write(found, tmp_path, "geojson")
    assert written.losses[1].startswith("1 lines over the antimeridian are in two parts")
    kinds = [f["geometry"]["type"] for f in json.loads(path.read_text("utf-8"))["features"]]
    assert kinds == ["MultiLineString", "LineString"]
    path, written = write(found, tmp_path, "gpkg")
    assert read(path).equals(found.table)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("strange", ["\x00", "\x1b[31m", "\x0b", "\ud800", "\uffff", "\U0001f6e4"])
def test_strange_characters_end_no_format(tmp_path: Path, name: str, strange: str) -> None:
    corridor = make_corridor({"main": "a b"}, {"a": (5.0, 5.0), "b": (12.0, 5.0)})
    cells = {
        "id": "a",
        "name": f"A{strange}",
        "kind": "town",
        "lon": 5,
        "lat": 5,
        "source": "paper",
    }
    strangely = replace(corridor, places={**corridor.places, "a": Place(cells)}, name=strange)
    found = release(survey(strangely, AREAS, DAY))
    write(found, tmp_path, name)
    shown = strange if strange == "\U0001f6e4" else "\ufffd" + strange[1:]
    assert found.rows[0]["title"] == f"A{shown} – b"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("routes", [{"main": "a b"}, {}])
def test_corridor_without_lines_or_routes_has_files_all_the_same(
    tmp_path: Path, name: str, routes: dict[str, str]
) -> None:
    found = release(survey(make_corridor(routes, {}), AREAS, DAY))
    write(found, tmp_path, name)
