"""The fine set: land and territorial seas of 5-75 E, 20-66 N from OpenStreetMap's outlines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import MultiPolygon, Polygon

from seeds.build.coverage import dissolve, faces_of, holders_of, is_narrow, simplify
from seeds.build.deviation import greatest_deviation_m
from seeds.build.npm import NpmPackage
from seeds.build.resolving import Owner, Patch, resolve, small_seas_to_land
from seeds.build.topojson import polygon_parts, read_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeds.build.policy import Policy

__all__ = ["BOX", "FINE_OUTLINES", "FineSet", "build_fine", "read_coast", "read_outlines"]

BOX = (5.0, 20.0, 75.0, 66.0)
GRID_DEGREES = 1e-6
TOLERANCE_DEGREES = 0.00018
SLIVER_WIDTH_M = 30.0
SMALL_SEA_KM2 = 1.0
FINE_OUTLINES = NpmPackage(
    name="@osm_borders/maritime_10m",
    version="1.1.0",
    integrity=(
        "sha512-Mln0gqbYzjqNX7iGtEt3np16nfGwjwADTuUg7J5LQTqlqUBDxsWaxQmsKtkJCumvc"
        "/pl7QZu8lvEs41JMs+zbQ=="
    ),
    licence="ODbL-1.0",
)

Areas = list[tuple[str, MultiPolygon]]


@dataclass(frozen=True)
class FineSet:
    """The rows of the set and how far their borders lie from the source's, in metres."""

    rows: dict[Owner, MultiPolygon]
    from_source_m: float
    to_source_m: float


def read_outlines(document: bytes) -> Areas:
    """Outlines of the countries within the box, by ISO code; each country's own overlaps joined."""
    features = json.loads(document)["features"]
    areas = [(_code(feature), _clipped(_geometry(feature))) for feature in features]
    return [(code, area) for code, area in areas if not area.is_empty]


def _code(feature: dict[str, dict[str, str]]) -> str:
    """Alpha-2 code; three Caribbean features have only alpha-3 ones, and lie outside the box."""
    properties = feature["properties"]
    return properties.get("isoA2", properties["isoA3"])


def _geometry(feature: dict[str, object]) -> shapely.Geometry:
    return shapely.from_geojson(json.dumps(feature["geometry"]))


def _clipped(geometry: shapely.Geometry) -> MultiPolygon:
    box = shapely.box(*BOX)
    near = [part for part in polygon_parts(geometry) if part.intersects(box)]
    valid = [part if part.is_valid else shapely.make_valid(part) for part in near]
    parts = polygon_parts(shapely.intersection(shapely.union_all(valid), box))
    return MultiPolygon([_without_slits(part) for part in parts])


def _without_slits(polygon: Polygon) -> Polygon:
    """Close holes narrower than a sliver: joints between parts of one country."""
    holes = [hole for hole in polygon.interiors if not is_narrow(Polygon(hole), SLIVER_WIDTH_M)]
    return Polygon(polygon.exterior, holes)


def read_coast(document: bytes) -> list[Polygon]:
    """Land of Natural Earth within the box, the Caspian left out."""
    [(_, _, land)] = read_features(json.loads(document), "land")
    box = shapely.box(*BOX)
    clipped = (shapely.intersection(part, box) for part in land.geoms if part.intersects(box))
    return [part for geometry in clipped for part in polygon_parts(geometry)]


def build_fine(outlines: Areas, coast: Sequence[Polygon], policy: Policy) -> FineSet:
    """Build the rows of the fine set.

    Parameters
    ----------
    outlines
        Code and outline of each country, land and territorial sea together.
    coast
        Polygons of land.
    policy
        What is done with areas held by several or by none.

    Returns
    -------
    fine_set
        A valid coverage, with its deviation measured both ways.
    """
    patches = cut_patches(outlines, coast)
    owners = resolve(patches, policy, sliver_width_m=SLIVER_WIDTH_M)
    owned = [(o, p.polygon) for o, p in zip(owners, patches, strict=True) if o is not None]
    owned = small_seas_to_land(_dissolved(owned), area_km2=SMALL_SEA_KM2)
    rows = simplify(_dissolved(owned), tolerance_degrees=TOLERANCE_DEGREES)
    lines = [*(outline for _, outline in outlines), *coast]
    return FineSet(
        rows=rows,
        from_source_m=greatest_deviation_m(list(rows.values()), lines),
        to_source_m=greatest_deviation_m([outline for _, outline in outlines], list(rows.values())),
    )


def cut_patches(outlines: Areas, coast: Sequence[Polygon]) -> list[Patch]:
    """Cut outlines and coast by each other."""
    faces = faces_of([*(outline for _, outline in outlines), *coast], grid_degrees=GRID_DEGREES)
    held = holders_of(faces, outlines)
    on_land = holders_of(faces, [("land", part) for part in coast])
    parts = dissolve(faces, [(h, bool(land)) for h, land in zip(held, on_land, strict=True)])
    return [Patch(p, h, land) for (h, land), polygons in parts.items() for p in polygons]


def _dissolved(owned: Sequence[tuple[Owner, Polygon]]) -> dict[Owner, list[Polygon]]:
    parts = dissolve([polygon for _, polygon in owned], [owner for owner, _ in owned])
    return {owner: parts[owner] for owner in sorted(parts)}
