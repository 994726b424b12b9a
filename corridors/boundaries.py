"""Sets of country areas: the two that ship, or any polygon file, with the version and checksum."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corridors.engine.areas import Area, AreaIndex, index_areas
from corridors.engine.indexcache import cached_index
from corridors.errors import InputError, Problem

if TYPE_CHECKING:
    import geopandas as gpd

    from corridors.vocabulary import Language

__all__ = ["Area", "Boundaries", "area_names", "index_frame", "load_boundaries"]


@dataclass(frozen=True)
class Boundaries:
    """A set of areas that do not overlap; what lies outside all of them is international.

    Attributes
    ----------
    name, version, date, licence, attribution, sha256
        What every output says of the set that it was cut with.
    box
        West, south, east and north in degrees within which the set is whole; None: the world.
    index
        The areas and the index of their borders.

    Examples
    --------
    >>> fine = load_boundaries("fine")
    >>> fine.licence, fine.box, fine.holds((44.0, 35.0, 55.0, 60.0))
    ('ODbL-1.0', (5.0, 20.0, 75.0, 66.0), True)
    >>> fine.areas[0].name, fine.names()["TR"]
    ('International waters', 'Türkiye')
    """

    name: str
    version: str
    date: str
    licence: str
    attribution: str
    sha256: str
    box: tuple[float, float, float, float] | None
    index: AreaIndex = field(repr=False)

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas by number; the first stands for outside all others."""
        return self.index.areas

    def holds(self, bounds: tuple[float, float, float, float]) -> bool:
        """Return whether lines of these west, south, east, north bounds stay inside the box."""
        if self.box is None:
            return True
        west, south, east, north = self.box
        return west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north

    def check_holds(self, bounds: tuple[float, float, float, float], of: str) -> None:
        """Refuse lines that leave the box: what lies beyond would pass for international waters.

        Parameters
        ----------
        bounds
            West, south, east and north of the lines in degrees.
        of
            Whose lines they are, for the message.

        Raises
        ------
        InputError
            When they do.
        """
        if not self.holds(bounds):
            message = f"lines leave the box of the areas {self.name}; use --boundaries world"
            raise _problem(of, "boundaries-box", message)

    def names(self) -> dict[str, str]:
        """Return the English name of each country of the set by its code."""
        return {area.country: area.name for area in self.areas if area.country}


@cache
def area_names(language: Language) -> dict[str, str]:
    """Return the names of all countries in a language, read at the first call for it.

    Returns
    -------
    names
        By country code; those of the areas of the shipped sets that have none, and of
        international waters, by their English name.

    Examples
    --------
    >>> names = area_names("tr")
    >>> names["GE"], names["International waters"]
    ('Gürcistan', 'Uluslararası sular')
    """
    text = (_folder() / "names.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["area"]: row["name"] for row in rows if row["lang"] == language}


def index_frame(areas: gpd.GeoDataFrame) -> AreaIndex:
    """Return the index of polygons with ``country``, ``zone``, ``name`` and ``claimants``."""
    rows = areas[["country", "zone", "name", "claimants"]].fillna("").to_numpy().tolist()
    return index_areas(areas.geometry.to_numpy(), [Area(*map(str, row)) for row in rows])


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
        ``fine``, ``world`` or a polygon file: GeoPackage, GeoParquet, FlatGeobuf, GeoJSON or
        Shapefile, zipped or not. None: ``fine`` where the lines stay inside its box, else
        ``world``.
    bounds
        West, south, east, north of the lines in degrees, for that choice.
    country_field
        Column of a file that holds the country codes or names.

    Raises
    ------
    InputError
        When the file cannot be read, has no such column, no CRS or no polygons, or when a
        shipped set that is not indexed yet differs from its checksum.

    Examples
    --------
    >>> load_boundaries("fine").name, load_boundaries(bounds=(13, -13, 28, -10)).name
    ('fine', 'world')
    >>> load_boundaries("world").names()["GE"]
    'Georgia'
    """
    if choice is None:
        fine = _shipped("fine")
        return fine if bounds is None or fine.holds(bounds) else _shipped("world")
    if str(choice) in {"fine", "world"}:
        return _shipped(str(choice))
    return _from_file(Path(choice), country_field)


def _folder() -> Path:
    return Path(str(files("seeds"))) / "boundaries"


def _problem(file: Path | str, code: str, message: str, record: str = "") -> InputError:
    return InputError(Problem(str(file), 0, record, code, message))


def _shipped(name: str) -> Boundaries:
    about: dict[str, Any] = tomllib.loads((_folder() / "boundaries.toml").read_text("utf-8"))[name]
    path, sha256 = _folder() / about["file"], about["sha256"]
    return Boundaries(
        name=about["name"],
        version=about["version"],
        date=str(about["date"]),
        licence=about["licence"],
        attribution=about["attribution"],
        sha256=sha256,
        box=tuple(about["box"]) if "box" in about else None,
        index=cached_index(sha256, lambda: _index_shipped(path, sha256)),
    )


def _index_shipped(path: Path, sha256: str) -> AreaIndex:
    """Return the index of a file whose content is as recorded; one kept was made of just that."""
    found = _sha256(path)
    if found != sha256:
        raise _problem(path, "boundaries-checksum", f"its SHA-256 is {found}, not as recorded")
    import geopandas as gpd  # noqa: PLC0415  only where the index is not kept yet

    return index_frame(gpd.read_parquet(path))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _from_file(path: Path, country_field: str) -> Boundaries:
    from corridors.guard.opening import look_at  # noqa: PLC0415  only for a file of the user's

    look_at(path)
    parts = sorted(path.parent.glob(f"{path.stem}.*")) if path.suffix == ".shp" else [path]
    key = hashlib.sha256("\n".join([*map(_sha256, parts), country_field]).encode()).hexdigest()
    return Boundaries(
        name=path.name,
        version="",
        date="",
        licence="as the file's",
        attribution=path.name,
        sha256=_sha256(path),
        box=None,
        index=cached_index(key, lambda: _index_file(path, country_field)),
    )


def _index_file(path: Path, country_field: str) -> AreaIndex:
    from corridors.foreign.polygons import read_polygons  # noqa: PLC0415
    from corridors.guard.isolation import isolated  # noqa: PLC0415  where the index is not kept yet

    polygons, country = isolated(read_polygons, path, country_field)
    return index_areas(polygons, [Area(code, "land", code) for code in country])
