"""A foreign file of areas: its polygons on WGS 84 and the country of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from corridors.errors import InputError
from corridors.guard.crs import known_crs
from corridors.guard.opening import problem

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

__all__ = ["read_polygons"]

_POLYGONS = {"Polygon", "MultiPolygon"}


def read_polygons(path: Path, country_field: str) -> tuple[NDArray[Any], list[str]]:
    """Return the polygons of a file on WGS 84, and the value of a column for each.

    Raises
    ------
    InputError
        When the file cannot be read, has no such column or no CRS, or something in it is no valid
        polygon.
    """
    areas = _read(path)
    if country_field not in areas.columns:
        raise problem(path, "country-field", f"there is no column {country_field!r}")
    if areas.crs is None:
        raise problem(path, "crs-missing", "the file names no CRS; set it, e.g. EPSG:4326")
    country = areas[country_field].astype(str).tolist()
    known_crs(path, areas.crs)
    return areas.geometry.force_2d().to_crs(4326).to_numpy(), country


def _read(path: Path) -> gpd.GeoDataFrame:
    import geopandas as gpd  # noqa: PLC0415  heavy

    from corridors.guard.layers import only_layer  # noqa: PLC0415
    from corridors.guard.limits import look_at_whole  # noqa: PLC0415

    source = look_at_whole(path)
    try:
        if source.driver == "Parquet":
            areas = gpd.read_parquet(source.dataset)
        else:
            areas = gpd.read_file(source.dataset, layer=only_layer(source))
    except InputError:
        raise
    except Exception as error:
        raise problem(path, "file-unreadable", str(error)) from error
    kinds = areas.geometry.geom_type
    if areas.empty or not set(kinds) <= _POLYGONS or not areas.geometry.is_valid.all():
        record = "" if areas.empty else str(areas.index[~(kinds.isin(_POLYGONS))].min())
        raise problem(path, "polygons", "every feature is one valid polygon", record)
    return areas
