"""The index of borders: exact places, hard shapes of areas, and the cache that heals itself."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Point, Polygon, box
from small import make_boundaries

from corridors import load_boundaries
from corridors.engine.indexcache import cache_folder, cached_index
from corridors.engine.lattice import crossings

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.engine.areas import AreaIndex


def names_at(boundaries: Boundaries, *points: tuple[float, float]) -> list[str]:
    numbers = boundaries.index.grid.areas_at(np.array(points, float))
    return [boundaries.areas[number].name for number in numbers]


OUT = "International waters"


@pytest.mark.parametrize("name", ["fine", "world"])
def test_places_are_those_of_the_polygons(name: str) -> None:
    import geopandas as gpd  # noqa: PLC0415

    from seeds.build import boundaries as build  # noqa: PLC0415

    frame = gpd.read_parquet(build.FOLDER / f"{name}.parquet")
    west, south, east, north = frame.total_bounds
    random = np.random.default_rng(3)
    points = np.column_stack(
        [random.uniform(west, east, 20_000), random.uniform(south, north, 20_000)]
    )
    tree = shapely.STRtree(frame.geometry.to_numpy())
    point, row = tree.query(shapely.points(points), predicate="within")
    expected = np.full(len(points), OUT, object)
    expected[point] = frame["name"].to_numpy()[row]
    assert names_at(load_boundaries(name), *points) == expected.tolist()


def test_hole_enclave_and_island_in_the_hole() -> None:
    ring = Polygon(box(0, 0, 9, 9).exterior, [box(2, 2, 7, 7).exterior])
    areas = make_boundaries({"AA": MultiPolygon([ring, box(4, 4, 5, 5)]), "BB": box(2, 2, 3, 3)})
    points = (1, 1), (2.5, 2.5), (6, 6), (4.5, 4.5), (10, 5)
    assert names_at(areas, *points) == ["AA", "BB", OUT, "AA", OUT]


def test_area_around_a_pole_and_over_the_antimeridian() -> None:
    cap = box(-180, -90, 180, -60)
    fiji = MultiPolygon([box(177, -20, 180, -15), box(-180, -20, -178, -15)])
    areas = make_boundaries({"AQ": cap, "FJ": fiji})
    points = (0, -89.999), (180, -70), (-180, -70), (180, -17), (-180, -17), (0, -17), (0, 90)
    assert names_at(areas, *points) == ["AQ", "AQ", "AQ", "FJ", "FJ", OUT, OUT]


def test_antimeridian_with_other_vertices_on_either_side_is_no_border() -> None:
    east = Polygon([(178, 0), (180, 0), (180, 1), (180, 3), (178, 3)])
    west = Polygon([(-180, 0), (-178, 0), (-178, 3), (-180, 3), (-180, 2)])
    grid = make_boundaries({"AA": MultiPolygon([east, west])}).index.grid
    assert not (grid.ends[::2] == -180_000_000_000).all(axis=0).any()


def test_points_on_a_border_lie_east_and_north_of_it() -> None:
    areas = make_boundaries({"AA": box(0, 0, 10, 10), "BB": box(10, 0, 20, 10)})
    assert names_at(areas, (10, 5), (0, 0), (10, 10), (20, 0), (5, 0)) == [
        "BB", "AA", OUT, OUT, "AA",
    ]  # fmt: skip


def test_step_through_a_borders_corner_crosses_one_edge_or_both_or_none() -> None:
    p, q = np.array([[-5], [0]]), np.array([[5], [0]])
    up, down = np.array([[0], [7]]), np.array([[0], [-7]])
    corner = np.array([[0], [0]])
    through = [crossings(p, q, down, corner)[0][0], crossings(p, q, corner, up)[0][0]]
    assert sorted(through) == [0, 1]
    touch = np.array([[-3], [7]])
    both = [crossings(p, q, corner, up)[0][0], crossings(p, q, corner, touch)[0][0]]
    assert both in ([0, 0], [1, 1])


def test_name_of_an_overlap_holds_its_claimants() -> None:
    areas = make_boundaries({"AA": box(0, 0, 12, 10), "BB": box(8, 0, 20, 10)}).areas
    assert ("disputed", "AA BB") in {(area.zone, area.claimants) for area in areas}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CORRIDORS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def made(squares: Boundaries) -> list[AreaIndex]:
    return [squares.index]


def same(a: AreaIndex, b: AreaIndex) -> bool:
    pairs = zip(vars(a.grid).values(), vars(b.grid).values(), strict=True)
    return a.areas == b.areas and all(np.array_equal(x, y) for x, y in pairs)


def test_kept_index_is_the_built_one(cache: Path, made: list[AreaIndex]) -> None:
    built = cached_index("key", lambda: made[0])
    assert [path.suffix for path in cache.iterdir()] == [".index"]
    assert same(cached_index("key", made.clear), built)  # not built again


@pytest.mark.parametrize("place", [0, 20, 300, -1, -5000])
def test_damaged_index_is_built_anew(cache: Path, made: list[AreaIndex], place: int) -> None:
    cached_index("key", lambda: made[0])
    (path,) = cache.iterdir()
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(content)
    cached_index("key", made.pop)
    assert not made


@pytest.mark.parametrize("kept", [0, 10, 100, 5000])
def test_cut_off_index_is_built_anew(cache: Path, made: list[AreaIndex], kept: int) -> None:
    cached_index("key", lambda: made[0])
    (path,) = cache.iterdir()
    path.write_bytes(path.read_bytes()[:kept])
    cached_index("key", made.pop)
    assert not made


def test_cache_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[AreaIndex]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CORRIDORS_CACHE", str(tmp_path / "file"))
    assert cached_index("key", lambda: made[0]) is made[0]


def test_many_may_build_at_once(cache: Path, made: list[AreaIndex]) -> None:
    found: list[AreaIndex] = []
    threads = [
        threading.Thread(target=lambda: found.append(cached_index("key", lambda: made[0])))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(same(index, made[0]) for index in found)
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, Path("/x/corridors")),
        ("linux", {}, Path.home() / ".cache" / "corridors"),
        ("darwin", {}, Path.home() / "Library" / "Caches" / "corridors"),
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/corridors")),
        ("linux", {"CORRIDORS_CACHE": "/mine"}, Path("/mine")),
    ],
)
def test_cache_folder_of_each_platform(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: Path
) -> None:
    for name in ("CORRIDORS_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert cache_folder() == expected


def test_poles_centre_is_one_point() -> None:
    areas = make_boundaries({"NN": Point(0, 0).buffer(1)})
    assert names_at(areas, (0, 90), (77, 90), (0, -90), (0, 0)) == [OUT, OUT, OUT, "NN"]


def test_mixed_cells_before_each_cell_are_counted() -> None:
    grid = load_boundaries("world").index.grid
    cells = np.random.default_rng(4).integers(0, grid.reach.size + 1, 10_000)
    cells = np.concatenate([cells, grid.mixed[:100], grid.mixed[-100:] + 1, [0, grid.reach.size]])
    assert np.array_equal(grid.mixed_before(cells), np.searchsorted(grid.mixed, cells))
