"""Sets of country areas: the two that ship, or any polygon file, with the version and checksum."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from corridors.errors import InputError, Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Area", "Boundaries", "load_boundaries"]

_COLUMNS = ["country", "zone", "name", "claimants", "geometry"]
_POLYGONS = {"Polygon", "MultiPolygon"}


@dataclass(frozen=True, order=True)
class Area:
    """What a point of a line lies in.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2 code; "" outside all countries and in disputed areas.
    zone
        ``land``, ``territorial-sea``, ``disputed`` or ``international``.
    name
        English name of the country or of the disputed area.
    """

    country: str
    zone: str
    name: str


INTERNATIONAL = Area("", "international", "International waters")


@dataclass(frozen=True)
class Boundaries:
    """A set of areas that do not overlap; what lies outside all of them is international.

    Attributes
    ----------
    name, version, date, licence, attribution, sha256
        What every output says of the set that it was cut with.
    box
        West, south, east and north in degrees within which the set is whole; None: the world.
    areas
        GeoDataFrame of ``country``, ``zone``, ``name``, ``claimants`` and polygons on WGS 84.
    """

    name: str
    version: str
    date: str
    licence: str
    attribution: str
    sha256: str
    box: tuple[float, float, float, float] | None
    areas: gpd.GeoDataFrame = field(repr=False)

    @cached_property
    def labels(self) -> list[Area]:
        """The area of each row of ``areas``."""
        rows = self.areas[["country", "zone", "name"]].itertuples(index=False)
        return [Area(row.country, row.zone, row.name) for row in rows]

    @cached_property
    def edges(self) -> NDArray[np.float64]:
        """The borders' edges, each once: an M x 4 array of lon, lat, lon, lat."""
        rings = shapely.get_rings(shapely.get_parts(self.areas.geometry.to_numpy()))
        coords, ring = shapely.get_coordinates(rings, return_index=True)
        same = ring[1:] == ring[:-1]
        a, b = coords[:-1][same], coords[1:][same]
        swap = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
        ordered = np.where(swap[:, None], np.hstack([b, a]), np.hstack([a, b]))
        return np.unique(ordered, axis=0)

    def holds(self, bounds: tuple[float, float, float, float]) -> bool:
        """Return whether lines of these west, south, east, north bounds stay inside the box."""
        if self.box is None:
            return True
        west, south, east, north = self.box
        return west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north

    def areas_at(self, points: NDArray[np.float64]) -> list[tuple[Area, ...]]:
        """Return the areas that touch each of N (lon, lat) points, sorted; () if none."""
        geometries = shapely.points(points)
        point, row = self.areas.sindex.query(geometries, predicate="intersects")
        found: list[list[Area]] = [[] for _ in range(len(points))]
        for i, j in zip(point, row, strict=True):
            found[i].append(self.labels[j])
        return [tuple(sorted(set(areas))) for areas in found]

    def names(self) -> dict[str, str]:
        """Return the English name of each country of the set by its code."""
        return {area.country: area.name for area in self.labels if area.country}


def load_boundaries(
    choice: str | Path | None = None,
    *,
    bounds: tuple[float, float, float, float] | None = None,
    country_field: str = "country",
) -> Boundaries:
    """Load a set of country areas.

    Parameters
    ----------
    choice
        ``fine``, ``world`` or a polygon file that geopandas reads. None: ``fine`` where the
        lines stay inside its box, else ``world``.
    bounds
        West, south, east, north of the lines in degrees, for that choice.
    country_field
        Column of a file that holds the country codes or names.

    Raises
    ------
    InputError
        When the file cannot be read, has no such column, no CRS or no polygons, or when a
        shipped set differs from its checksum.
    """
    if choice is None:
        fine = _shipped("fine")
        return fine if bounds is None or fine.holds(bounds) else _shipped("world")
    if str(choice) in {"fine", "world"}:
        return _shipped(str(choice))
    return _from_file(Path(choice), country_field)


def _problem(file: Path | str, code: str, message: str, record: str = "") -> InputError:
    return InputError(Problem(str(file), 0, record, code, message))


def _shipped(name: str) -> Boundaries:
    folder = Path(str(files("seeds"))) / "boundaries"
    about: dict[str, Any] = tomllib.loads((folder / "boundaries.toml").read_text("utf-8"))[name]
    path = folder / about["file"]
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    if sha256 != about["sha256"]:
        raise _problem(path, "boundaries-checksum", f"its SHA-256 is {sha256}, not as recorded")
    return Boundaries(
        name=about["name"],
        version=about["version"],
        date=str(about["date"]),
        licence=about["licence"],
        attribution=about["attribution"],
        sha256=sha256,
        box=tuple(about["box"]) if "box" in about else None,
        areas=_tidy(gpd.read_parquet(path)),
    )


def _tidy(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    areas = areas[_COLUMNS].copy()
    areas["country"] = areas["country"].astype(object).where(areas["country"].notna(), "")
    return areas


def _from_file(path: Path, country_field: str) -> Boundaries:
    if not path.is_file():
        raise _problem(path, "file-missing", "there is no such regular file")
    areas = _read_polygons(path)
    if country_field not in areas.columns:
        raise _problem(path, "country-field", f"there is no column {country_field!r}")
    if areas.crs is None:
        raise _problem(path, "crs-missing", "the file names no CRS; set it, e.g. EPSG:4326")
    country = areas[country_field].astype(str)
    areas = areas.set_geometry(shapely.force_2d(areas.geometry)).to_crs(4326)
    frame = gpd.GeoDataFrame(
        {"country": country, "zone": "land", "name": country, "claimants": ""},
        geometry=areas.geometry.to_numpy(),
        crs=4326,
    )
    return Boundaries(
        name=path.name,
        version="",
        date="",
        licence="as the file's",
        attribution=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        box=None,
        areas=frame,
    )


def _read_polygons(path: Path) -> gpd.GeoDataFrame:
    read = gpd.read_parquet if path.suffix == ".parquet" else gpd.read_file
    try:
        areas = read(path)
    except Exception as error:
        raise _problem(path, "file-unreadable", str(error)) from error
    kinds = areas.geometry.geom_type
    if areas.empty or not set(kinds) <= _POLYGONS or not areas.geometry.is_valid.all():
        record = "" if areas.empty else str(areas.index[~(kinds.isin(_POLYGONS))].min())
        raise _problem(path, "polygons", "every feature is one valid polygon", record)
    return areas
