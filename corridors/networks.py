"""Whole networks of lines, as geopandas holds them, cut at borders or summed up by country."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from corridors.boundaries import Boundaries, load_boundaries
from corridors.engine.cutting import cut
from corridors.engine.piecelines import lengths_m, lines_of_pieces
from corridors.engine.shortedges import running_sum
from corridors.engine.vertices import first_bad_vertex, whole_turns_off
from corridors.errors import InputError, Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.engine.cutting import Pieces

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

__all__ = ["lengths_by_country", "split_by_country"]

_LINES_OR_NONE = (
    shapely.GeometryType.LINESTRING,
    shapely.GeometryType.LINEARRING,
    shapely.GeometryType.MULTILINESTRING,
    shapely.GeometryType.MISSING,
)
_WGS84 = 4326
_M_PER_KM = 1000.0
_COLUMNS = ("country", "country_name", "zone", "border_run", "from_km", "to_km", "length_km")


class _Parts(NamedTuple):
    """Vertices of all parts; ``starts`` delimits them, ``row`` is each part's line."""

    lon: Floats
    lat: Floats
    starts: Ints
    row: Ints


def split_by_country(
    lines: gpd.GeoSeries | gpd.GeoDataFrame, boundaries: Boundaries | None = None
) -> gpd.GeoDataFrame:
    """Cut lines at borders, on the geodesic.

    Parameters
    ----------
    lines
        LineStrings and MultiLineStrings in any CRS; left as they are. Heights are ignored.
    boundaries
        The areas to cut by. None: ``fine`` where the lines stay inside its box, else ``world``.

    Returns
    -------
    GeoDataFrame
        One row for each piece, in order along each line, on WGS 84: the line's index and columns,
        then ``country``, ``country_name``, ``zone``, ``border_run`` (along a border, counted for
        what lies on its left), ``from_km``, ``to_km`` and ``length_km``. Measures run on from one
        part of a MultiLineString to the next. A line that is missing, empty or without length has
        one row with ``length_km`` 0, no geometry, no zone and no country, so that none is lost.

    Raises
    ------
    InputError
        When the lines name no CRS, when something is no line, when a vertex is no place, or when
        lines leave the box within which the areas are whole.

    Examples
    --------
    >>> line = shapely.LineString([(48.85, 38.47), (48.85, 38.40)])  # over the Astarachay
    >>> cut = split_by_country(gpd.GeoSeries([line], index=["spur"], crs=4326))
    >>> cut[["country", "length_km"]].round(1).to_dict("split")["data"]
    [['AZ', 2.2], ['IR', 5.5]]
    """
    kept = _attributes(lines)
    parts = _parts_of(lines.geometry)
    used = _areas_for(parts, boundaries)
    pieces = cut(parts.lon, parts.lat, parts.starts, used.index.grid)
    before_m = _before(parts, pieces)
    row = parts.row[pieces.line]
    order = _with_missing(row, len(lines))
    table = kept.iloc[np.append(row, _missing(row, len(lines)))[order]]
    columns = _labels(pieces.area, used) | {
        "border_run": pieces.border_run,
        "from_km": (before_m[pieces.line] + pieces.from_m) / _M_PER_KM,
        "to_km": (before_m[pieces.line] + pieces.to_m) / _M_PER_KM,
        "length_km": (pieces.to_m - pieces.from_m) / _M_PER_KM,
    }
    columns = {name: _padded(values, len(order))[order] for name, values in columns.items()}
    geometry = _padded(lines_of_pieces(parts.lon, parts.lat, parts.starts, pieces), len(order))
    table = pd.concat([table, pd.DataFrame(columns, index=table.index)], axis=1)
    return gpd.GeoDataFrame(table, geometry=geometry[order], crs=_WGS84)


def lengths_by_country(
    lines: gpd.GeoSeries | gpd.GeoDataFrame, boundaries: Boundaries | None = None
) -> pd.DataFrame:
    """Return the kilometres of each line by country and zone.

    Parameters
    ----------
    lines, boundaries
        As of `split_by_country`.

    Returns
    -------
    DataFrame
        The lines' index, in their order; ``country``, ``country_name``, ``zone``, ``length_km``
        (geodesic, WGS 84), ``total_km``, the length of the whole line measured without cutting,
        and ``residual_km``, what the sum of the line's rows lacks of it: rounding, below 1 nm
        a km. What lies outside all countries has zone ``international``, what several claim
        ``disputed``. A line that is missing, empty or without length has one row of 0.

    Raises
    ------
    InputError
        As of `split_by_country`.

    Examples
    --------
    >>> line = shapely.LineString([(48.85, 38.47), (48.85, 38.40)])  # over the Astarachay
    >>> km = lengths_by_country(gpd.GeoSeries([line], index=["spur"], crs=4326))
    >>> km[["country", "length_km", "total_km"]].round(1).to_dict("split")["data"]
    [['AZ', 2.2, 7.8], ['IR', 5.5, 7.8]]
    """
    parts = _parts_of(lines.geometry)
    used = _areas_for(parts, boundaries)
    pieces = cut(parts.lon, parts.lat, parts.starts, used.index.grid)
    key = parts.row[pieces.line] * len(used.areas) + pieces.area
    key, which = np.unique(key, return_inverse=True)
    row, km = key // len(used.areas), np.bincount(which, pieces.to_m - pieces.from_m) / _M_PER_KM
    order = _with_missing(row, len(lines))
    row_of = np.append(row, _missing(row, len(lines)))[order]
    known = _labels(key % len(used.areas), used) | {"length_km": km}
    columns = {name: _padded(values, len(order))[order] for name, values in known.items()}
    metres = lengths_m(parts.lon, parts.lat, parts.starts)
    total = np.bincount(parts.row, metres, len(lines)) / _M_PER_KM
    residual = total - np.bincount(row, km, len(lines))
    columns |= {"total_km": total[row_of], "residual_km": residual[row_of]}
    return pd.DataFrame(columns, index=lines.index[row_of])


def _attributes(lines: gpd.GeoSeries | gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the columns beside the lines, or refuse those that the pieces' would overwrite."""
    if not isinstance(lines, gpd.GeoDataFrame):
        return pd.DataFrame(index=lines.index)
    taken = {*_COLUMNS} & {*lines.columns}
    if taken:
        message = f"columns {sorted(taken)} would be overwritten; rename them first"
        raise InputError(Problem("lines", 0, "", "columns", message))
    return pd.DataFrame(lines.drop(columns=lines.geometry.name))


def _parts_of(lines: gpd.GeoSeries) -> _Parts:
    """Return the vertices of the lines' parts, or refuse what is no line or no place."""
    if lines.crs is None:
        message = "the lines name no CRS; set it, e.g. lines.set_crs(4326) for lon/lat degrees"
        raise InputError(Problem("lines", 0, "", "crs-missing", message))
    geometry = lines.to_crs(_WGS84).to_numpy()
    wrong = np.flatnonzero(~np.isin(shapely.get_type_id(geometry), _LINES_OR_NONE))
    if wrong.size:
        message = f"a line is wanted, not {geometry[wrong[0]].geom_type!r}"
        raise InputError(Problem("lines", 0, str(lines.index[wrong[0]]), "line-type", message))
    part, row = _single(geometry)
    coords = shapely.get_coordinates(part)
    starts = np.concatenate([[0], np.cumsum(shapely.get_num_coordinates(part))])
    lon, lat = np.ascontiguousarray(coords.T)
    bad = first_bad_vertex(lon, lat)
    if bad is not None:
        line = row[np.searchsorted(starts, bad, side="right") - 1]
        vertex = bad - starts[np.searchsorted(row, line)]
        message = f"vertex {vertex} {coords[bad].tolist()} is no (lon, lat) in degrees"
        raise InputError(Problem("lines", 0, str(lines.index[line]), "vertex", message))
    return _Parts(whole_turns_off(lon), lat, starts, row)


def _single(geometry: NDArray[np.object_]) -> tuple[NDArray[np.object_], Ints]:
    """Return the parts of lines, and of which line each is; a line of one part is its own."""
    several = shapely.get_type_id(geometry) == shapely.GeometryType.MULTILINESTRING
    if not several.any():
        return geometry, np.arange(len(geometry))
    part, row = shapely.get_parts(geometry, return_index=True)
    return part, row


def _areas_for(parts: _Parts, boundaries: Boundaries | None) -> Boundaries:
    """Return the areas to cut by, or refuse those whose box the lines leave."""
    if not parts.lon.size:
        return boundaries or load_boundaries("world")
    west, east = float(parts.lon.min()), float(parts.lon.max())
    south, north = float(parts.lat.min()), float(parts.lat.max())
    areas = boundaries or load_boundaries(bounds=(west, south, east, north))
    areas.check_holds((west, south, east, north), "lines")
    return areas


def _before(parts: _Parts, pieces: Pieces) -> Floats:
    """Return the metres of the parts before each part of the same line."""
    metres = np.zeros(len(parts.row))
    metres[pieces.line] = pieces.to_m  # of the last piece of each
    whole, lost = running_sum(metres)
    first = np.searchsorted(parts.row, parts.row)
    return (whole[:-1] - whole[first]) + (lost[:-1] - lost[first])


def _missing(row: Ints, count: int) -> Ints:
    """Return the numbers of the lines that have no piece."""
    cut = np.zeros(count, bool)
    cut[row] = True
    return np.flatnonzero(~cut)


def _with_missing(row: Ints, count: int) -> Ints:
    """Return the order of pieces, and after them lines without any, that follows the lines."""
    return np.argsort(np.append(row, _missing(row, count)), kind="stable")


def _labels(area: Ints, used: Boundaries) -> dict[str, NDArray[np.object_]]:
    """Return country (None outside all), its name and the zone of areas by number."""
    table = [(one.country or None, one.name, one.zone) for one in used.areas]
    columns = np.array(table, dtype=object)[area].T
    return dict(zip(("country", "country_name", "zone"), columns, strict=True))


def _padded(values: NDArray[np.generic], count: int) -> NDArray[np.generic]:
    """Return values with nothing after them for the lines that have no piece: None, False or 0."""
    found = np.zeros(count, values.dtype) if values.dtype != object else np.full(count, None)
    found[: len(values)] = values
    return found
