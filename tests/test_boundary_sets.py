"""The committed boundary sets, and the rules that made them."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import tarfile
import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import Point, Polygon, box

from seeds.build.coverage import dissolve, faces_of, holders_of, is_narrow, simplify
from seeds.build.deviation import greatest_deviation_m
from seeds.build.npm import NpmPackage, PackageError, read_members
from seeds.build.policy import FineMatch, Policy, Ruling, WorldMatch
from seeds.build.resolving import (
    Owner,
    Patch,
    UnnamedAreaError,
    resolve,
    small_seas_to_land,
)
from seeds.build.topojson import planar_polygons, read_features, unwrap_ring
from seeds.build.world import UnknownFeatureError, build_world

FOLDER = Path(__file__).parent.parent / "seeds" / "boundaries"
RECORDS = tomllib.loads((FOLDER / "boundaries.toml").read_text(encoding="utf-8"))
POLICY = tomllib.loads((FOLDER / "policy.toml").read_text(encoding="utf-8"))
SIZE_LIMIT_BYTES = {"fine": 5_000_000, "world": 4_000_000}
ZONES = {"fine": {"land", "territorial-sea", "disputed"}, "world": {"land", "disputed"}}
LANDLOCKED = {"AD", "AM", "AT", "BY", "CH", "CZ", "HU", "KG", "LI", "LU", "MD", "MK", "RS", "SK"}
A_KM_OF_LATITUDE = 1 / 111.2
OUTSIDE = ("", "")


@pytest.fixture(scope="module")
def sets() -> dict[str, gpd.GeoDataFrame]:
    return {name: gpd.read_parquet(FOLDER / record["file"]) for name, record in RECORDS.items()}


def rows_at(frame: gpd.GeoDataFrame, longitude: float, latitude: float) -> list[tuple[str, str]]:
    hits = frame.sindex.query(Point(longitude, latitude), predicate="intersects")
    found = frame.iloc[hits].fillna({"country": ""})
    return list(zip(found["country"], found["zone"], strict=True)) or [OUTSIDE]


# --- The committed files ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["fine", "world"])
def test_file_is_the_recorded_one_and_small(name: str) -> None:
    content = (FOLDER / RECORDS[name]["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == RECORDS[name]["sha256"]
    assert len(content) <= SIZE_LIMIT_BYTES[name]


@pytest.mark.parametrize("name", ["fine", "world"])
def test_set_is_a_valid_coverage(sets: dict[str, gpd.GeoDataFrame], name: str) -> None:
    areas = sets[name].geometry.to_numpy()
    assert shapely.is_valid(areas).all()
    assert not shapely.is_empty(areas).any()
    assert shapely.coverage_is_valid(areas)


@pytest.mark.parametrize("name", ["fine", "world"])
def test_no_overlaps(sets: dict[str, gpd.GeoDataFrame], name: str) -> None:
    areas = sets[name].geometry.to_numpy()
    together = shapely.area(shapely.union_all(areas))
    assert shapely.area(areas).sum() == pytest.approx(together, rel=1e-9)


@pytest.mark.parametrize("name", ["fine", "world"])
def test_columns_and_closed_lists(sets: dict[str, gpd.GeoDataFrame], name: str) -> None:
    frame = sets[name]
    assert list(frame.columns) == ["country", "zone", "name", "claimants", "geometry"]
    assert frame.crs.to_epsg() == 4326
    assert set(frame["zone"]) == ZONES[name]
    assert set(frame.geom_type) <= {"Polygon", "MultiPolygon"}
    assert all(re.fullmatch("[A-Z]{2}", code) for code in frame["country"].dropna())
    assert all(re.fullmatch("([A-Z]{2}(;[A-Z]{2})*)?", text) for text in frame["claimants"])
    assert frame["name"].str.len().min() > 0


@pytest.mark.parametrize("name", ["fine", "world"])
def test_one_row_for_each_country_and_zone(sets: dict[str, gpd.GeoDataFrame], name: str) -> None:
    frame = sets[name]
    disputed = frame["zone"] == "disputed"
    assert frame["country"].isna().eq(disputed).all()
    assert not frame[~disputed].duplicated(["country", "zone"]).any()
    assert not frame[disputed].duplicated("name").any()
    assert (frame.loc[~disputed, "claimants"] == "").all()
    order = list(zip(disputed, frame["country"].fillna(""), frame["zone"], strict=True))
    assert order == sorted(order)


@pytest.mark.parametrize("name", ["fine", "world"])
def test_every_disputed_row_stands_in_the_policy(
    sets: dict[str, gpd.GeoDataFrame], name: str
) -> None:
    frame = sets[name]
    disputed = frame[frame["zone"] == "disputed"]
    found = dict(zip(disputed["name"], disputed["claimants"], strict=True))
    written = {r["name"]: ";".join(sorted(r["claimants"])) for r in POLICY["disputed"] if name in r}
    assert found == written


def test_boxes(sets: dict[str, gpd.GeoDataFrame]) -> None:
    assert sets["fine"].total_bounds == pytest.approx(RECORDS["fine"]["box"])
    west, south, east, north = sets["world"].total_bounds
    assert (west, east, south) == (-180, 180, -90)
    assert 83 < north < 84  # Cape Morris Jesup, 83.63 N


def test_fine_stays_within_fifty_metres_of_its_source() -> None:
    assert RECORDS["fine"]["max_from_source_m"] <= 50
    assert RECORDS["fine"]["max_to_source_m"] <= 50


def test_landlocked_countries_have_no_sea(sets: dict[str, gpd.GeoDataFrame]) -> None:
    sea = sets["fine"][sets["fine"]["zone"] == "territorial-sea"]
    assert LANDLOCKED.isdisjoint(sea["country"])


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "country"),
    [
        ("St Petersburg", 30.31, 59.94, "RU"),
        ("Moscow", 37.62, 55.75, "RU"),
        ("Astrakhan", 48.04, 46.35, "RU"),
        ("Kaliningrad", 20.50, 54.71, "RU"),
        ("Baku", 49.85, 40.40, "AZ"),
        ("Nakhchivan", 45.41, 39.21, "AZ"),
        ("Astara, Iran", 48.872, 38.4291, "IR"),
        ("Rasht", 49.58, 37.28, "IR"),
        ("Bandar Abbas", 56.27, 27.21, "IR"),
        ("Tbilisi", 44.79, 41.71, "GE"),
        ("Erzurum", 41.27, 39.90, "TR"),
        ("Thessaloniki", 22.94, 40.64, "GR"),
        ("Fier", 19.55, 40.72, "AL"),
        ("Melendugno", 18.33, 40.27, "IT"),
    ],
)
def test_places_on_land(
    sets: dict[str, gpd.GeoDataFrame],
    place: str,
    longitude: float,
    latitude: float,
    country: str,
) -> None:
    for frame in sets.values():
        assert rows_at(frame, longitude, latitude) == [(country, "land")], place


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "expected"),
    [
        ("Adriatic, 18 nm off Albania and Italy", 18.90, 40.55, OUTSIDE),
        ("5 km off the Albanian coast", 19.25, 40.80, ("AL", "territorial-sea")),
        ("Caspian, 8 nm off Absheron", 50.55, 40.30, ("AZ", "territorial-sea")),
        ("Caspian, half-way", 50.50, 41.50, OUTSIDE),
        ("Black Sea, half-way", 35.00, 43.30, OUTSIDE),
    ],
)
def test_sea_is_a_zone_in_fine_and_nothing_in_world(
    sets: dict[str, gpd.GeoDataFrame],
    place: str,
    longitude: float,
    latitude: float,
    expected: tuple[str, str],
) -> None:
    assert rows_at(sets["fine"], longitude, latitude) == [expected], place
    assert rows_at(sets["world"], longitude, latitude) == [OUTSIDE], place


@pytest.mark.parametrize(
    ("country", "area_km2"),
    [
        ("AL", 28_748),
        ("AM", 29_743),
        ("AZ", 86_600),
        ("GE", 69_700),
        ("GR", 131_957),
        ("IT", 301_340),
        ("TR", 783_562),
    ],
)
def test_land_is_about_the_published_area(
    sets: dict[str, gpd.GeoDataFrame], country: str, area_km2: float
) -> None:
    for frame in sets.values():
        rows = frame[(frame["country"] == country) & (frame["zone"] == "land")]
        [row] = rows.to_crs("+proj=cea").geometry
        assert row.area / 1e6 == pytest.approx(area_km2, rel=0.02)


def test_astara_of_azerbaijan_lies_on_the_beach(sets: dict[str, gpd.GeoDataFrame]) -> None:
    [(country, _)] = rows_at(sets["fine"], 48.875, 38.456)
    assert country == "AZ"


def test_simferopol_is_disputed_in_both(sets: dict[str, gpd.GeoDataFrame]) -> None:
    for frame in sets.values():
        [hit] = frame.sindex.query(Point(34.10, 44.95), predicate="intersects")
        row = frame.iloc[hit]
        assert (row["zone"], row["name"], row["claimants"]) == ("disputed", "Crimea", "RU;UA")


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "country"),
    [
        ("Oecusse", 124.36, -9.30, "TL"),
        ("Cabinda", 12.30, -5.20, "AO"),
        ("Chukotka east of 180", -175.0, 67.0, "RU"),
        ("Chukotka west of 180", 175.0, 67.0, "RU"),
        ("Fiji west of 180", 178.0, -17.8, "FJ"),
        ("Fiji east of 180, Taveuni", -179.93, -16.80, "FJ"),
        ("South Pole", 0.0, -89.99, "AQ"),
        ("Alaska at 65 N", -150.0, 65.0, "US"),
        ("Baikonur", 63.3, 45.6, "KZ"),
    ],
)
def test_places_of_the_world(
    sets: dict[str, gpd.GeoDataFrame],
    place: str,
    longitude: float,
    latitude: float,
    country: str,
) -> None:
    assert rows_at(sets["world"], longitude, latitude) == [(country, "land")], place


def test_no_line_crosses_russia_at_65_north(sets: dict[str, gpd.GeoDataFrame]) -> None:
    russia = sets["world"].query("country == 'RU'").geometry.iloc[0]
    parallel = shapely.LineString([(60, 65), (170, 65)])
    assert russia.covers(parallel)


@pytest.mark.parametrize("record", POLICY["follows_source"], ids=lambda record: record["name"])
def test_answer_of_the_source_is_the_written_one(
    sets: dict[str, gpd.GeoDataFrame], record: dict[str, Any]
) -> None:
    longitude, latitude = record["at"]
    for name in ("fine", "world"):
        if name in record:
            assert [code for code, _ in rows_at(sets[name], longitude, latitude)] == [record[name]]


# --- The rules, on squares of a few kilometres at the equator ---------------------------------


def km_box(west: float, south: float, east: float, north: float) -> Polygon:
    k = A_KM_OF_LATITUDE
    return Polygon(
        [(west * k, south * k), (east * k, south * k), (east * k, north * k), (west * k, north * k)]
    )


def patches_of(*areas: tuple[str, shapely.Geometry]) -> list[Patch]:
    faces = faces_of([area for _, area in areas], grid_degrees=1e-6)
    return [
        Patch(face, held, on_land=True)
        for face, held in zip(faces, holders_of(faces, areas), strict=True)
    ]


def owners_by_holders(patches: list[Patch], policy: Policy) -> dict[tuple[str, ...], Owner | None]:
    owners = resolve(patches, policy, sliver_width_m=30)
    return {patch.held: owner for patch, owner in zip(patches, owners, strict=True)}


def land(code: str) -> Owner:
    return Owner(code, "land", "", ())


def disputed_in(bounds: tuple[float, float, float, float]) -> Policy:
    match = FineMatch(("AA", "BB"), bounds)
    return Policy((Ruling("Hill", None, ("AA", "BB"), (match,), ()),))


def test_sliver_overlap_goes_to_the_longest_border() -> None:
    """A and B overlap by 20 m; B has a notch, so that the sliver touches A's side for longer."""
    a = km_box(0, 0, 5.02, 10)
    b = km_box(5, 0, 10, 10).difference(km_box(5.01, 2, 7, 4))
    c = km_box(5.02, 2, 7, 4)
    owners = owners_by_holders(patches_of(("AA", a), ("BB", b), ("CC", c)), Policy(()))
    assert owners["AA", "BB"] == land("AA")


def test_sliver_gap_goes_to_the_longest_border_even_of_a_third() -> None:
    a, b, c = km_box(0, 0, 5, 4), km_box(0, 4, 5, 10), km_box(5.02, 0, 10, 10)
    frame = km_box(4, 10, 6, 11).union(km_box(4, -1, 6, 0))
    owners = owners_by_holders(
        patches_of(("AA", a), ("BB", b), ("CC", c), ("DD", frame)), Policy(())
    )
    assert owners[()] == land("CC")


def test_tie_is_alphabetical() -> None:
    areas = patches_of(("BB", km_box(0, 0, 5.02, 10)), ("AA", km_box(5, 0, 10, 10)))
    assert owners_by_holders(areas, Policy(()))["AA", "BB"] == land("AA")


def test_overlap_wider_than_a_sliver_must_be_named() -> None:
    areas = patches_of(("AA", km_box(0, 0, 6, 10)), ("BB", km_box(5, 0, 10, 10)))
    with pytest.raises(UnnamedAreaError, match=r"AA\+BB: 9\.\d+ km2"):
        resolve(areas, Policy(()), sliver_width_m=30)


def test_named_overlap_is_disputed() -> None:
    areas = patches_of(("AA", km_box(0, 0, 6, 10)), ("BB", km_box(5, 0, 10, 10)))
    owners = owners_by_holders(areas, disputed_in((0, 0, 1, 1)))
    assert owners["AA", "BB"] == Owner("", "disputed", "Hill", ("AA", "BB"))
    assert owners["AA",] == land("AA")


def test_a_name_holds_only_within_its_box() -> None:
    areas = patches_of(("AA", km_box(0, 0, 6, 10)), ("BB", km_box(5, 0, 10, 10)))
    with pytest.raises(UnnamedAreaError):
        resolve(areas, disputed_in((40, 40, 41, 41)), sliver_width_m=30)


def test_unclaimed_land_must_be_named_and_unclaimed_water_is_nobodys() -> None:
    ring = km_box(0, 0, 9, 9).difference(km_box(3, 3, 6, 6))
    on_land = patches_of(("AA", ring))
    with pytest.raises(UnnamedAreaError, match="nobody"):
        resolve(on_land, Policy(()), sliver_width_m=30)
    water = [Patch(p.polygon, p.held, on_land=bool(p.held)) for p in on_land]
    assert owners_by_holders(water, Policy(()))[()] is None


def test_dependent_area_keeps_its_own_code_and_zone() -> None:
    areas = patches_of(("AA", km_box(0, 0, 9, 9)), ("BB", km_box(3, 3, 6, 6)))
    ruling = Ruling("Isle", "BB", (), (FineMatch(("AA", "BB"), (0, 0, 1, 1)),), ())
    assert owners_by_holders(areas, Policy((ruling,)))["AA", "BB"] == land("BB")


def test_small_enclosed_sea_becomes_land() -> None:
    sea = Owner("AA", "territorial-sea", "", ())
    parts = {land("AA"): [km_box(0, 0, 5, 5)], sea: [km_box(5, 0, 5.5, 1), km_box(5, 1, 9, 5)]}
    assert [owner for owner, _ in small_seas_to_land(parts, area_km2=1)] == [
        land("AA"),
        land("AA"),
        sea,
    ]


def test_narrow_means_no_circle_fits() -> None:
    assert is_narrow(km_box(0, 0, 0.02, 50), 30)
    assert not is_narrow(km_box(0, 0, 0.04, 50), 30)


def test_narrow_is_in_metres_at_high_latitude() -> None:
    r"""A degree of longitude at 60 N is half as long: 40 m at the equator are 20 m there."""
    assert is_narrow(box(10, 60, 10 + 0.04 * A_KM_OF_LATITUDE, 60.1), 30)


def wavy_pair() -> dict[str, list[Polygon]]:
    """Two squares whose common border bends 5 m every 100 m."""
    south = np.linspace(0, 0.1, 112)
    border = np.column_stack([0.05 + 4.5e-5 * (np.arange(112) % 2), south])
    west = Polygon([(0, 0), *border, (0, 0.1)])
    east = Polygon([(0.1, 0), *border, (0.1, 0.1)])
    return {"west": [west], "east": [east]}


def test_simplifying_keeps_one_border_for_both_sides() -> None:
    before = wavy_pair()
    after = simplify(before, tolerance_degrees=1e-4)
    areas = list(after.values())
    assert shapely.coverage_is_valid(areas)
    assert shapely.get_num_coordinates(areas).sum() < 20
    moved_m = greatest_deviation_m(
        [p for ps in before.values() for p in ps], [p for a in areas for p in a.geoms]
    )
    assert 0 < moved_m <= 1e-4 * 111_700


def test_simplifying_gives_every_face_to_its_side() -> None:
    """An enclave and a ring about it do not change places."""
    hole = Point(0.05, 0.05).buffer(0.01)
    ring = Polygon(box(0, 0, 0.1, 0.1).exterior, [hole.exterior])
    after = simplify({"ring": [ring], "enclave": [hole]}, tolerance_degrees=1e-4)
    assert after["enclave"].contains(Point(0.05, 0.05))
    assert after["ring"].contains(Point(0.01, 0.01))


def test_dissolving_joins_touching_parts_only() -> None:
    parts = dissolve([box(0, 0, 1, 1), box(1, 0, 2, 1), box(5, 0, 6, 1)], ["a", "a", "a"])
    assert [part.area for part in parts["a"]] == [1, 2] or [p.area for p in parts["a"]] == [2, 1]


def test_deviation_is_geodesic() -> None:
    """One thousandth of a degree of longitude at the equator is 111.3 m."""
    shifted = greatest_deviation_m([box(0, 0, 0.1, 0.001)], [box(-0.001, -0.001, 0.101, 0.002)])
    assert shifted == pytest.approx(111.3, rel=0.01)


# --- The antimeridian --------------------------------------------------------------------------


def test_ring_across_180_becomes_a_box_on_each_side() -> None:
    ring = np.array([[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]], dtype=float)
    polygons = planar_polygons([ring])
    together = shapely.union_all(polygons)
    assert together.equals(shapely.union(box(170, 60, 180, 70), box(-180, 60, -170, 70)))


def test_hole_across_180_stays_a_hole() -> None:
    ring = np.array([[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]], dtype=float)
    hole = np.array([[-179, 64], [-178, 64], [-178, 66], [-179, 66], [-179, 64]], dtype=float)
    together = shapely.union_all(planar_polygons([ring, hole]))
    assert together.area == pytest.approx(20 * 10 - 2)


def test_ring_about_the_pole_closes_along_it() -> None:
    longitudes = np.array([0, 90, 180, -90, 0], dtype=float)
    ring = np.column_stack([longitudes, np.full(5, -80.0)])
    together = shapely.union_all(planar_polygons([ring]))
    assert together.equals(box(-180, -90, 180, -80))


def test_ring_that_does_not_cross_is_left_alone() -> None:
    ring = np.array([[0, 0], [1, 0], [1, 1], [0, 0]], dtype=float)
    assert (unwrap_ring(ring) == ring).all()


def test_arcs_are_quantised_steps_and_may_run_backwards() -> None:
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
        "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]]],
        "objects": {
            "things": {
                "geometries": [
                    {"type": "Polygon", "id": "008", "properties": {"name": "X"}, "arcs": [[0, ~1]]}
                ]
            }
        },
    }
    [(numeric, name, geometry)] = read_features(topology, "things")
    assert (numeric, name) == ("008", "X")
    assert geometry.equals(box(10, 20, 11, 21))


# --- The world ---------------------------------------------------------------------------------


def test_world_takes_a_part_of_a_feature_by_a_point() -> None:
    ruling = Ruling("Cape", None, ("AA", "BB"), (), (WorldMatch("Aland", (5.5, 0.5)),))
    country = shapely.MultiPolygon([box(0, 0, 1, 1), box(5, 0, 6, 1)])
    rows = build_world([("001", "Aland", country)], Policy((ruling,)), {"001": "AA"})
    assert rows[land("AA")].equals(box(0, 0, 1, 1))
    assert rows[Owner("", "disputed", "Cape", ("AA", "BB"))].equals(box(5, 0, 6, 1))


def test_world_refuses_a_feature_nobody_named() -> None:
    feature = ("", "Atlantis", shapely.MultiPolygon([box(0, 0, 1, 1)]))
    with pytest.raises(UnknownFeatureError, match="Atlantis"):
        build_world([feature], Policy(()), {})


# --- Packages ----------------------------------------------------------------------------------


def packed(tmp_path: Path, content: bytes) -> NpmPackage:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        member = tarfile.TarInfo("package/data.json")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    digest = base64.b64encode(hashlib.sha512(buffer.getvalue()).digest()).decode()
    package = NpmPackage("@some/thing", "1.0.0", f"sha512-{digest}", "MIT")
    (tmp_path / package.tarball_name).write_bytes(buffer.getvalue())
    return package


def test_member_of_a_checked_package(tmp_path: Path) -> None:
    package = packed(tmp_path, b"{}")
    assert package.tarball_name == "some-thing-1.0.0.tgz"
    assert read_members(package, ("data.json",), tarballs=tmp_path) == {"data.json": b"{}"}


def test_changed_package_is_refused(tmp_path: Path) -> None:
    package = packed(tmp_path, b"{}")
    path = tmp_path / package.tarball_name
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(PackageError, match="is not the pinned"):
        read_members(package, ("data.json",), tarballs=tmp_path)


def test_missing_member_and_missing_tarball(tmp_path: Path) -> None:
    package = packed(tmp_path, b"{}")
    with pytest.raises(PackageError, match=r"no file other\.json"):
        read_members(package, ("other.json",), tarballs=tmp_path)
    with pytest.raises(PackageError, match="no tarball"):
        read_members(package, ("data.json",), tarballs=tmp_path / "nowhere")


def test_npm_that_is_not_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(PackageError, match="npm is not installed"):
        read_members(packed(tmp_path, b"{}"), ("data.json",))
