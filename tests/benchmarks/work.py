"""One workload on disk, with the areas to cut by: what every process of a run starts from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

from benchmarks.cells import areas_of, subdivided
from benchmarks.workloads import WORKLOADS, walks

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["OUTSIDE", "Work", "write_work"]

#: The key of kilometres outside all areas.
OUTSIDE = "outside"


@dataclass(frozen=True)
class Work:
    """Lines and areas, each read from the run's folder when first asked for.

    Attributes
    ----------
    folder
        Where ``write_work`` has put them.
    name
        Of the workload.
    boundaries
        ``world`` or ``fine``.
    """

    folder: Path
    name: str
    boundaries: str = "world"

    @property
    def lines_file(self) -> Path:
        """The lines as GeoParquet."""
        return self.folder / f"{self.name}.parquet"

    @property
    def areas_file(self) -> Path:
        """The areas as GeoParquet."""
        return self.folder / f"areas-{self.boundaries}.parquet"

    @property
    def cells_file(self) -> Path:
        """The areas cut into small cells as GeoParquet."""
        return self.folder / f"cells-{self.boundaries}.parquet"

    @cached_property
    def coords(self) -> NDArray[np.float64]:
        """Lines x vertices x (lon, lat) in degrees."""
        workload = WORKLOADS[self.name]
        flat = shapely.get_coordinates(self.lines.geometry.to_numpy())
        return flat.reshape(workload.lines, workload.vertices, 2)

    @cached_property
    def lines(self) -> gpd.GeoDataFrame:
        """The lines, numbered from 0."""
        return gpd.read_parquet(self.lines_file)

    @cached_property
    def areas(self) -> gpd.GeoDataFrame:
        """``key`` and polygon of each area."""
        return gpd.read_parquet(self.areas_file)

    @cached_property
    def cells(self) -> gpd.GeoDataFrame:
        """``key`` and polygon of the areas cut into small cells."""
        return gpd.read_parquet(self.cells_file)


def write_work(work: Work) -> None:
    """Make the workload's lines, the areas and their cells, where they are not there yet."""
    if not work.lines_file.exists():
        lines = shapely.linestrings(walks(WORKLOADS[work.name]))
        gpd.GeoDataFrame(geometry=lines, crs=4326).to_parquet(work.lines_file)
    if not work.cells_file.exists():
        areas = areas_of(work.boundaries)
        areas.to_parquet(work.areas_file)
        subdivided(areas).to_parquet(work.cells_file)
