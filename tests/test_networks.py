"""Whole networks: index, columns and order kept, every hard line said, nothing lost."""

from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import LineString, MultiLineString, Point, box
from small import make_boundaries

from corridors import InputError, length_km, load_boundaries
from corridors.networks import lengths_by_country, split_by_country

SQUARES = make_boundaries({"AA": box(0, 0, 10, 10), "BB": box(10, 0, 20, 10)})
OVER = LineString([(5, 5), (15, 5)])


def spoilt(vertices: list[tuple[float, float]]) -> LineString:
    with np.errstate(invalid="ignore"):
        return LineString(vertices)


def network(*lines: shapely.Geometry | None) -> gpd.GeoDataFrame:
    names = [chr(ord("a") + i) for i in range(len(lines))]
    return gpd.GeoDataFrame({"name": names}, geometry=list(lines), crs=4326, index=names[::-1])


def test_index_columns_and_order_are_kept_and_nothing_is_changed() -> None:
    lines = network(OVER, LineString([(15, 5), (25, 5)]))
    before = lines.copy()
    pieces = split_by_country(lines, SQUARES)
    assert lines.equals(before)
    assert pieces.index.tolist() == ["b", "b", "a", "a"]
    assert pieces["name"].tolist() == ["a", "a", "b", "b"]
    assert pieces["country"].tolist()[:3] == ["AA", "BB", "BB"]
    assert pieces["zone"].tolist() == ["land", "land", "land", "international"]
    assert pieces.crs == 4326


def test_geometry_of_the_pieces_is_their_length() -> None:
    random = np.random.default_rng(5)
    lines = network(*(LineString(random.uniform(-2, 22, (20, 2))) for _ in range(20)))
    pieces = split_by_country(lines, SQUARES)
    for piece in pieces.itertuples():
        assert length_km(piece.geometry) == pytest.approx(piece.length_km, abs=1e-10)
        assert piece.to_km - piece.from_km == pytest.approx(piece.length_km, abs=1e-10)


def test_lines_of_any_crs_and_series() -> None:
    lines = network(OVER, MultiLineString([[(1, 1), (2, 2)], [(11, 1), (12, 2)]]))
    expected = split_by_country(lines, SQUARES)["length_km"].tolist()
    mercator = split_by_country(lines.geometry.to_crs(3857), SQUARES)
    assert mercator["length_km"].tolist() == pytest.approx(expected, abs=1e-8)


def test_measures_run_on_over_the_parts() -> None:
    parts = MultiLineString([[(1, 1), (2, 2)], [(9, 1), (11, 1)], [(11, 5), (12, 5)]])
    pieces = split_by_country(network(parts), SQUARES)
    assert pieces["country"].tolist() == ["AA", "AA", "BB", "BB"]
    assert pieces["from_km"].tolist()[1:] == pytest.approx(pieces["to_km"].tolist()[:-1])
    assert pieces["to_km"].iloc[-1] == pytest.approx(length_km(parts), abs=1e-9)


def test_twins_count_twice() -> None:
    twin = lengths_by_country(network(MultiLineString([OVER, OVER])), SQUARES)
    once = lengths_by_country(network(OVER), SQUARES)
    assert twin["length_km"].to_numpy() == pytest.approx(2 * once["length_km"].to_numpy())


@pytest.mark.parametrize(
    "line",
    [None, LineString(), MultiLineString(), LineString([(1, 1), (1, 1)])],
    ids=["missing", "empty", "no parts", "no length"],
)
def test_line_without_length_keeps_a_row(line: shapely.Geometry | None) -> None:
    lines = network(OVER, line, OVER)
    pieces = split_by_country(lines, SQUARES)
    assert pieces["name"].tolist() == ["a", "a", "b", "c", "c"]
    row = pieces.iloc[2]
    assert row["length_km"] == 0.0
    assert row[["country", "country_name", "zone", "geometry"]].isna().all()
    ledger = lengths_by_country(lines, SQUARES)
    assert ledger.index.tolist() == ["c", "c", "b", "a", "a"]
    assert ledger.loc["b", "total_km"] == 0.0


def test_ledger_closes() -> None:
    random = np.random.default_rng(6)
    lines = network(*(LineString(random.uniform(-5, 25, (9, 2))) for _ in range(25)))
    ledger = lengths_by_country(lines, SQUARES)
    sums = ledger.groupby(level=0)["length_km"].sum()
    whole = lines.geometry.map(length_km)
    assert (sums - whole).abs().max() < 1e-9
    assert (ledger["residual_km"].abs() <= 1e-12 * ledger["total_km"]).all()


def test_no_lines_make_no_rows() -> None:
    assert split_by_country(network(), SQUARES).empty
    assert lengths_by_country(network(), SQUARES).empty
    assert "length_km" in lengths_by_country(network(), SQUARES).columns


def test_heights_are_ignored() -> None:
    high = LineString([(5, 5, 0), (15, 5, 8000)])
    flat = split_by_country(network(OVER), SQUARES)["length_km"].tolist()
    assert split_by_country(network(high), SQUARES)["length_km"].tolist() == flat


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (spoilt([(0, 0), (1, math.nan)]), r"a: \[vertex\] vertex 1"),
        (spoilt([(0, 0), (1, 1), (math.inf, 1)]), r"a: \[vertex\] vertex 2"),
        (MultiLineString([[(0, 0), (1, 1)], [(0, 0), (1, 91)]]), r"a: \[vertex\] vertex 3"),
        (Point(1, 1), r"a: \[line-type\]"),
    ],
    ids=["not a number", "infinite", "beyond the pole", "point"],
)
def test_what_is_no_line_is_refused_by_feature_and_vertex(
    line: shapely.Geometry, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        split_by_country(network(OVER, line), SQUARES)


def test_no_crs_is_refused_with_the_fix() -> None:
    with pytest.raises(InputError, match="set_crs"):
        lengths_by_country(gpd.GeoSeries([OVER]), SQUARES)


def test_column_that_would_be_overwritten_is_refused() -> None:
    with pytest.raises(InputError, match="rename"):
        split_by_country(network(OVER).rename(columns={"name": "country"}), SQUARES)


@pytest.mark.parametrize(
    "ends",
    [
        [(179, 65), (-179, 65)],
        [(-179, 65), (179, 65)],
        [(179, 65), (181, 65)],
        [(539, 65), (181, 65)],
    ],
)
def test_over_the_antimeridian(ends: list[tuple[float, float]]) -> None:
    pieces = split_by_country(network(LineString(ends)), load_boundaries("world"))
    assert pieces["length_km"].sum() == pytest.approx(94.347, abs=1e-3)
    assert set(pieces["zone"]) == {"land", "international"}


def test_on_the_antimeridian_and_over_the_poles() -> None:
    lines = network(
        LineString([(180, 67), (180, 68)]),
        LineString([(-180, 67), (180, 68)]),
        LineString([(30, 80), (-150, 80)]),
        LineString([(30, -86), (-150, -86)]),
        LineString([(0, 90), (90, 90)]),
    )
    pieces = split_by_country(lines, load_boundaries("world"))
    assert pieces["country"].fillna("").tolist() == ["RU", "RU", "", "AQ", ""]
    assert pieces["length_km"].iloc[0] == pieces["length_km"].iloc[1]
    quarter = length_km(LineString([(0, -90), (0, -86)]))
    assert pieces["length_km"].iloc[3] == pytest.approx(2 * quarter, abs=1e-9)


def test_cuts_lie_on_the_border_and_on_the_geodesic() -> None:
    lines = network(LineString([(3, 3), (17, 9)]))
    west, east = split_by_country(lines, SQUARES).geometry
    assert west.coords[-1] == east.coords[0]
    assert west.coords[-1][0] == pytest.approx(10, abs=1e-7)
    assert length_km(west) + length_km(east) == pytest.approx(length_km(lines.geometry.iloc[0]))


def test_lines_that_leave_the_box_of_the_areas_are_refused() -> None:
    over_the_astarachay = LineString([(48.85, 38.47), (48.85, 38.4)])
    lines = network(over_the_astarachay, LineString([(-100, 40), (-101, 40)]))
    for answer in (split_by_country, lengths_by_country):
        with pytest.raises(InputError, match=r"^lines: \[boundaries-box\] lines leave .* fine"):
            answer(lines, load_boundaries("fine"))
    assert split_by_country(lines)["country"].tolist() == ["AZ", "IR", "US"]
