"""A foreign file of areas: its polygons on WGS 84 and the country of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from corridors.engine.vertices import first_bad_vertex
from corridors.errors import InputError
from corridors.guard.crs import known_crs
from corridors.guard.limits import look_at_whole
from corridors.guard.opening import problem

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from corridors.guard.opening import Source

__all__ = ["read_polygons"]

_POLYGONS = {"Polygon", "MultiPolygon"}


def read_polygons(path: Path, country_field: str) -> tuple[NDArray[Any], list[str]]:
    """Return the polygons of a file on WGS 84, and the value of a column for each.

    Raises
    ------
    InputError
        When the file cannot be read, has no such column or no CRS, or something in it is no valid
        polygon or has no value in that column.
    """
    source = look_at_whole(path)
    read = _of_geojson if source.driver == "GeoJSON" else _of_others
    polygons, countries = read(source, country_field)
    nameless = next((n for n, one in enumerate(countries, start=1) if not one.strip()), None)
    if nameless is not None:
        message = f"it has no {country_field!r}"
        raise problem(path, "country-field", message, f"feature {nameless}")
    return polygons, countries


def _of_geojson(source: Source, country_field: str) -> tuple[NDArray[Any], list[str]]:
    """Read GeoJSON as strictly as that of lines: GDAL would mend it, and drop what it cannot."""
    from corridors.foreign.geojson import read_geojson_areas  # noqa: PLC0415

    areas = read_geojson_areas(source.path)
    if not any(country_field in texts for texts, _ in areas):
        raise _no_column(source.path, country_field)
    polygons = np.array([area for _, area in areas], dtype=object)
    return polygons, [texts.get(country_field, "") for texts, _ in areas]


def _of_others(source: Source, country_field: str) -> tuple[NDArray[Any], list[str]]:
    areas = _read(source)
    if country_field not in areas.columns:
        raise _no_column(source.path, country_field)
    if areas.crs is None:
        raise problem(source.path, "crs-missing", "the file names no CRS; set it, e.g. EPSG:4326")
    known_crs(source.path, areas.crs)
    polygons = areas.geometry.force_2d().to_crs(4326).to_numpy()
    coords, row = shapely.get_coordinates(polygons, return_index=True)
    vertex = first_bad_vertex(coords[:, 0], coords[:, 1])
    if vertex is not None:
        message = f"{coords[vertex].tolist()} is no longitude and latitude in degrees"
        raise problem(source.path, "vertex", message, f"feature {row[vertex] + 1}")
    known = areas[country_field].notna()
    return polygons, areas[country_field].astype(str).where(known, "").tolist()


def _read(source: Source) -> gpd.GeoDataFrame:
    import geopandas as gpd  # noqa: PLC0415  heavy

    from corridors.guard.layers import only_layer  # noqa: PLC0415

    try:
        if source.driver == "Parquet":
            areas = gpd.read_parquet(source.dataset)
        else:
            areas = gpd.read_file(source.dataset, layer=only_layer(source))
    except InputError:
        raise
    except Exception as error:
        raise problem(source.path, "file-unreadable", str(error)) from error
    sound = areas.geometry.geom_type.isin(_POLYGONS) & areas.geometry.is_valid
    sound &= ~areas.geometry.is_empty
    if areas.empty or not sound.all():
        record = "" if areas.empty else f"feature {int(np.argmin(sound.to_numpy())) + 1}"
        raise problem(source.path, "polygons", "every feature is one valid polygon", record)
    return areas


def _no_column(path: Path, country_field: str) -> InputError:
    return problem(path, "country-field", f"there is no column {country_field!r}")
