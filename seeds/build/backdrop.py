"""Build the vector backdrop of the page: land, borders and names from Natural Earth 1:50m.

Every arc of the TopoJSON is simplified on its own, finely where the corridors run and coarsely
elsewhere, so neighbours keep one common border and no edge of a clipped rectangle can show.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from layers.encoding import encode
from seeds.build.npm import read_members
from seeds.build.storing import read_countries
from seeds.build.topojson import decode_arcs, read_features
from seeds.build.world import WORLD_ATLAS

__all__ = ["TARGET", "build"]

MEMBER = "countries-50m.json"
COUNTRIES = Path(__file__).parent / "countries.csv"
TARGET = Path(__file__).parents[2] / "layers" / "static" / "backdrop.json"

#: Steps of one degree in the file; a step is about half a kilometre.
STEPS_PER_DEGREE = 200
#: West, south, east, north of the region drawn finely and labelled.
REGION = (0.0, 15.0, 85.0, 70.0)
FINE_DEGREES = 0.01
COARSE_DEGREES = 0.12
SMALLEST_FINE_DEG2 = 0.002
SMALLEST_COARSE_DEG2 = 0.3
#: Names that the source abbreviates or has under an older form.
RENAMED = {
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Macedonia": "North Macedonia",
    "Turkey": "Türkiye",
}
#: Names are placed within this box, so that Russia's stands near the corridors.
NAMING = (0.0, 15.0, 85.0, 62.0)
SMALLEST_NAMED_RADIUS_DEGREES = 0.25
#: Seas by the word that names them (`sea.black`): longitude, latitude; placed by hand, for
#: world-atlas has no seas.
SEAS = {
    "arabian": (63.0, 17.5),
    "baltic": (19.6, 56.8),
    "black": (34.6, 43.3),
    "caspian": (51.2, 41.6),
    "mediterranean": (18.6, 34.6),
    "persian-gulf": (51.4, 27.3),
    "red": (37.9, 21.0),
}

#: Vertices of the smallest ring: three corners and the first again.
_TRIANGLE = 4

Coordinates = NDArray[np.float64]


def build(topology: dict[str, Any]) -> dict[str, Any]:
    """Turn world-atlas countries into the backdrop.

    Parameters
    ----------
    topology
        The parsed `countries-50m.json` of world-atlas.

    Returns
    -------
    backdrop
        Land rings and border lines as encoded steps (see `layers.encoding`), and the names of
        countries and seas.
    """
    simple = _simplified(topology)
    return {
        "borders": [_steps(line) for line in _border_lines(simple)],
        "labels": _labels(topology),
        "land": [_steps(ring) for ring in _land_rings(simple) if len(_grid(ring)) >= _TRIANGLE],
        "seas": [[name, *point] for name, point in SEAS.items()],
        "per_degree": STEPS_PER_DEGREE,
    }


def _simplified(topology: dict[str, Any]) -> dict[str, Any]:
    """Return the topology with each arc simplified between its two end points."""
    scale = topology["transform"]["scale"]
    arcs = [_simple_arc(arc) for arc in decode_arcs(topology)]
    whole = [np.rint((arc - topology["transform"]["translate"]) / scale) for arc in arcs]
    steps = [np.diff(arc, axis=0, prepend=[[0, 0]]).astype(int).tolist() for arc in whole]
    return {**topology, "arcs": steps}


def _simple_arc(arc: Coordinates) -> Coordinates:
    line = shapely.LineString(arc)
    tolerance = FINE_DEGREES if line.intersects(shapely.box(*REGION)) else COARSE_DEGREES
    simple = shapely.get_coordinates(line.simplify(tolerance, preserve_topology=False))
    return arc if _is_collapsed_ring(simple) else simple


def _is_collapsed_ring(arc: Coordinates) -> bool:
    """Tell whether an island was simplified away: fewer than three corners left."""
    closed = bool((arc[0] == arc[-1]).all())
    return closed and len(arc) < _TRIANGLE


def _border_lines(topology: dict[str, Any]) -> list[Coordinates]:
    """Return the arcs that two countries share."""
    used = Counter(_arc_indices(topology["objects"]["countries"]))
    arcs = decode_arcs(topology)
    return [arcs[index] for index, times in sorted(used.items()) if times > 1]


def _arc_indices(collection: dict[str, Any]) -> Iterator[int]:
    for member in collection["geometries"]:
        polygons = member["arcs"] if member["type"] == "MultiPolygon" else [member["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                yield from (index if index >= 0 else ~index for index in ring)


def _land_rings(topology: dict[str, Any]) -> Iterator[Coordinates]:
    for _, _, geometry in read_features(topology, "land"):
        for polygon in geometry.geoms:
            if _is_worth_drawing(polygon):
                yield from map(shapely.get_coordinates, (polygon.exterior, *polygon.interiors))


def _is_worth_drawing(polygon: shapely.Polygon) -> bool:
    near = polygon.intersects(shapely.box(*REGION))
    return bool(polygon.area >= (SMALLEST_FINE_DEG2 if near else SMALLEST_COARSE_DEG2))


def _steps(coordinates: Coordinates) -> str:
    """Return the vertices as encoded steps."""
    return encode(_grid(coordinates) / STEPS_PER_DEGREE, STEPS_PER_DEGREE)


def _grid(coordinates: Coordinates) -> NDArray[np.int64]:
    """Return the vertices in whole steps, those left out that stand where the one before does."""
    grid: NDArray[np.int64] = np.rint(coordinates * STEPS_PER_DEGREE).astype(np.int64)
    moved = np.any(np.diff(grid, axis=0) != 0, axis=1)
    kept: NDArray[np.int64] = grid[np.concatenate([[True], moved])]
    return kept


def _labels(topology: dict[str, Any]) -> list[list[str | float]]:
    """Return code, name, longitude, latitude and room (degrees about the point) of each country."""
    codes = {country.numeric: country.code for country in read_countries(COUNTRIES)}
    named = [
        (codes.get(numeric, ""), name, *_roomiest_point(shapely.make_valid(geometry)))
        for numeric, name, geometry in read_features(topology, "countries")
        if geometry.intersects(shapely.box(*NAMING))
    ]
    wide = [label for label in named if label[-1] >= SMALLEST_NAMED_RADIUS_DEGREES]
    return [
        [code, RENAMED.get(name, name), lon, lat, room]
        for code, name, lon, lat, room in sorted(wide, key=lambda label: label[1])
    ]


def _roomiest_point(geometry: shapely.Geometry) -> tuple[float, float, float]:
    """Return the centre and radius in degrees of the largest circle inside, within the box."""
    inside = shapely.intersection(geometry, shapely.box(*NAMING))
    (radius,) = shapely.maximum_inscribed_circle([inside], tolerance=0.05)
    (lon, lat), _ = shapely.get_coordinates(radius)
    return round(float(lon), 2), round(float(lat), 2), round(float(shapely.length(radius)), 2)


def main() -> None:
    """Read world-atlas and write `layers/static/backdrop.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tarballs", type=Path, help="folder of tarballs already downloaded")
    folder = parser.parse_args().tarballs
    topology = json.loads(read_members(WORLD_ATLAS, (MEMBER,), tarballs=folder)[MEMBER])
    text = json.dumps(build(topology), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
