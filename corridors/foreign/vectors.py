"""GeoParquet, GeoPackage, GeoJSON, FlatGeobuf and Shapefile, in any CRS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer

from corridors.bulk.streaming import GEOMETRY, open_lines
from corridors.bulk.wkb import read_lines
from corridors.foreign.features import RawFeature

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

__all__ = ["read_vectors"]


def read_vectors(path: Path) -> Iterator[RawFeature]:
    """Yield the features of a file that GDAL or Arrow reads, brought to WGS 84.

    Raises
    ------
    InputError
        When it cannot be read, has several layers or names no CRS.
    """
    with open_lines(path) as lines:
        onto = Transformer.from_crs(lines.crs, 4326, always_xy=True)
        for batch in lines.batches:
            yield from _features(batch, onto)


def _features(batch: pa.RecordBatch, onto: Transformer) -> Iterator[RawFeature]:
    shapes, reasons = read_lines(batch.column(GEOMETRY).to_pylist())
    rows = batch.drop_columns(GEOMETRY).to_pylist()
    for row, shape, reason in zip(rows, shapes, reasons, strict=True):
        texts = {name: "" if value is None else str(value) for name, value in row.items()}
        parts = () if reason else tuple(_part(one, onto) for one in shapely.get_parts(shape))
        yield RawFeature(texts, parts, str(reason))


def _part(line: shapely.LineString, onto: Transformer) -> NDArray[np.float64]:
    return np.column_stack(onto.transform(*shapely.get_coordinates(line).T))
