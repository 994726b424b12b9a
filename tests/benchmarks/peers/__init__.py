"""The ways that are timed. Each is a function from a workload to what is timed.

The function gets ready and is not timed: it reads lines and areas into the form that the way wants,
builds its indexes. What it returns cuts, measures and adds up, and gives km by key of area.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.lengths import Totals
    from benchmarks.work import Work

__all__ = ["PEERS", "THIS", "Peer"]


@dataclass(frozen=True)
class Peer:
    """A way to do the work.

    Attributes
    ----------
    words
        What the table calls it.
    place
        Module in this package and function there.
    kind
        ``this``, ``tuned``, ``stock`` or ``floor``.
    closes
        Whether it keeps the kilometres outside all areas.
    needs
        Modules without which it is skipped.
    """

    words: str
    place: str
    kind: str = "stock"
    closes: bool = False
    needs: tuple[str, ...] = ()

    @property
    def serves(self) -> bool:
        """Whether a server does the work, in processes of its own."""
        return "psycopg" in self.needs

    def lacks(self) -> str:
        """Return what is missing for it here, "" if nothing."""
        absent = [name for name in self.needs if find_spec(name) is None]
        if absent:
            return f"not installed: {', '.join(absent)}"
        if self.serves:
            server = import_module("benchmarks.peers.postgis_server")
            return str(server.missing())
        return ""

    def ready(self, work: Work) -> Callable[[], Totals]:
        """Get ready for a workload, and return what is to be timed."""
        module, function = self.place.split(":")
        way: Callable[[Work], Callable[[], Totals]]
        way = getattr(import_module(f"benchmarks.peers.{module}"), function)
        return way(work)


_DUCKDB = ("duckdb", "duckdb_extension_spatial")
_OUT = ", plus the parts outside"

#: By the name that ``--peers`` takes.
PEERS = {
    "this": Peer("**this project**, arrays", "this_project:arrays", "this", closes=True),
    "this-lengths": Peer(
        "this project, `lengths_by_country`", "this_project:lengths", "this", closes=True
    ),
    "this-split": Peer(
        "this project, `split_by_country`", "this_project:split", "this", closes=True
    ),
    "line-lengths": Peer("FLOOR `Geod.line_lengths`, no cutting", "floors:line_lengths", "floor"),
    "reading": Peer("FLOOR reading the file (GeoParquet)", "floors:reading", "floor"),
    "shapely-cells": Peer("shapely on small cells", "shapely_ways:cells", "tuned"),
    "shapely-cells-out": Peer(
        f"shapely on small cells{_OUT}", "shapely_ways:cells_closing", "tuned", closes=True
    ),
    "shapely-tree": Peer("shapely, arrays and STRtree", "shapely_ways:vectorised", "tuned"),
    "shapely-tree-out": Peer(
        f"shapely, arrays and STRtree{_OUT}",
        "shapely_ways:vectorised_closing",
        "tuned",
        closes=True,
    ),
    "shapely-loop": Peer("shapely, loop over lines, prepared polygons", "shapely_ways:loop"),
    "shapely-loop-out": Peer(
        f"shapely, loop over lines, prepared polygons{_OUT}",
        "shapely_ways:loop_closing",
        closes=True,
    ),
    "duckdb-cells": Peer(
        "DuckDB spatial on small cells", "duckdb_spatial:cells", "tuned", needs=_DUCKDB
    ),
    "duckdb": Peer("DuckDB spatial", "duckdb_spatial:whole", needs=_DUCKDB),
    "sedona-cells": Peer("SedonaDB on small cells", "sedona:cells", "tuned", needs=("sedonadb",)),
    "sedona": Peer("SedonaDB", "sedona:whole", needs=("sedonadb",)),
    "postgis-cells": Peer("PostGIS on small cells", "postgis:cells", "tuned", needs=("psycopg",)),
    "postgis": Peer("PostGIS geography", "postgis:geography", needs=("psycopg",)),
    "sjoin-clip": Peer("geopandas, sjoin + clip + Geod", "geopandas_ways:sjoin_clip"),
    "intersection": Peer("geopandas.overlay (intersection) + Geod", "geopandas_ways:intersection"),
    "identity": Peer("geopandas.overlay (identity) + Geod", "geopandas_ways:identity", closes=True),
}

#: What all others are compared with.
THIS = "this"
