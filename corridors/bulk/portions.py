"""One portion of a network is cut at borders; what cannot be cut is reported, never dropped."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyarrow as pa
import shapely

from corridors.bulk.ledger import KEYS, Ledger
from corridors.bulk.streaming import GEOMETRY
from corridors.bulk.wkb import read_lines
from corridors.geodesy import edges_km
from corridors.guard.opening import problem
from corridors.networks import split_by_country

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import CRS

    from corridors.boundaries import Boundaries

__all__ = ["ADDED", "Cut", "Job", "cut_portion"]

#: The columns that pieces have besides those of their lines, before the geometry.
ADDED = pa.schema(
    [
        ("country", pa.string()),
        ("country_name", pa.string()),
        ("zone", pa.string()),
        ("border_run", pa.bool_()),
        ("from_km", pa.float64()),
        ("to_km", pa.float64()),
        ("length_km", pa.float64()),
    ]
)

_POLE = 90.0


@dataclass(frozen=True)
class Job:
    """How each batch is cut.

    Attributes
    ----------
    boundaries
        The areas to cut by.
    by
        Column by whose values the ledger is kept, too.
    """

    boundaries: Boundaries
    by: str | None = None


@dataclass(frozen=True)
class Cut:
    """What came of a portion.

    Attributes
    ----------
    rows
        The row of the portion that each piece is of; ascending.
    pieces
        The columns of ``ADDED`` and the geometry.
    ledger
        The portion's own.
    """

    rows: NDArray[np.int64]
    pieces: pa.RecordBatch
    ledger: Ledger


def cut_portion(portion: pa.RecordBatch, path: Path, crs: CRS, job: Job, first: int) -> Cut:
    """Cut the lines of a portion.

    Parameters
    ----------
    portion
        Attributes and the geometry as WKB.
    path
        The file they are from, for messages.
    crs
        What the coordinates mean.
    job
        What to cut by.
    first
        Number of the portion's first feature in the file.

    Raises
    ------
    InputError
        When a coordinate is not finite or no longitude or latitude, or a line leaves the box
        within which the areas are whole.
    """
    shapes, reasons = read_lines(portion.column(GEOMETRY).to_pylist())
    rows = np.flatnonzero(reasons == "")
    with_z = int(shapely.has_z(shapes[rows]).sum())
    lines = gpd.GeoSeries(shapely.force_2d(shapes[rows]), index=rows, crs=crs).to_crs(4326)
    _check(lines, path, job.boundaries, first)
    km = _lengths_km(lines)
    reasons[rows[km == 0]] = "zero length"
    pieces = split_by_country(gpd.GeoDataFrame(geometry=lines[km > 0]), job.boundaries)
    rows_cut, batch = pieces.index.to_numpy(dtype=np.int64), _batch(pieces)
    ledger = _ledger(rows_cut, batch, portion, job.by)
    ledger.total_km, ledger.with_z = float(km.sum()), with_z
    for row in np.flatnonzero(reasons != ""):
        ledger.reported.setdefault(str(reasons[row]), []).append(first + int(row))
    return Cut(rows_cut, batch, ledger)


def _check(lines: gpd.GeoSeries, path: Path, boundaries: Boundaries, first: int) -> None:
    coords, line = shapely.get_coordinates(lines.to_numpy(), return_index=True)
    bad = ~np.isfinite(coords).all(axis=1) | (np.abs(coords[:, 1]) > _POLE)
    if bad.any():
        row = line[bad.argmax()]
        vertex = int(bad.argmax() - np.searchsorted(line, row))
        found = coords[bad.argmax()].tolist()
        record = f"feature {first + int(lines.index[row])}"
        message = f"vertex {vertex} {found} is no (lon, lat) in degrees on WGS 84"
        raise problem(path, "vertex", message, record)
    if len(lines):
        boundaries.check_holds(tuple(lines.total_bounds.tolist()), str(path))


def _lengths_km(lines: gpd.GeoSeries) -> NDArray[np.float64]:
    """Return the length of each line, before it is cut."""
    parts, line = shapely.get_parts(lines.to_numpy(), return_index=True)
    coords, part = shapely.get_coordinates(parts, return_index=True)
    edges = np.where(part[1:] == part[:-1], edges_km(coords), 0.0)
    km = np.bincount(line[part[1:]], weights=edges, minlength=len(lines))
    return km.astype(np.float64)


def _ledger(
    rows: NDArray[np.int64], pieces: pa.RecordBatch, portion: pa.RecordBatch, by: str | None
) -> Ledger:
    found = Ledger(portion.num_rows, len(np.unique(rows)), len(rows))
    keys = [pieces.column(key).to_pylist() for key in KEYS]
    if by is not None:
        keys.insert(0, _values(portion.column(by).take(pa.array(rows))))
    for *key, km in zip(*keys, pieces.column("length_km").to_pylist(), strict=True):
        found.km[tuple(key)] = found.km.get(tuple(key), 0.0) + km
    return found


def _values(column: pa.Array) -> list[object]:
    """Return the values; NaN, which is not even itself, is none."""
    values = column.to_pylist()
    return [None if isinstance(v, float) and math.isnan(v) else v for v in values]


def _batch(pieces: gpd.GeoDataFrame) -> pa.RecordBatch:
    columns = [pa.array(pieces[f.name], f.type, from_pandas=True) for f in ADDED]
    wkb = pa.array(shapely.to_wkb(pieces.geometry.to_numpy()), pa.binary())
    return pa.record_batch([*columns, wkb], pa.schema([*ADDED, (GEOMETRY, pa.binary())]))
