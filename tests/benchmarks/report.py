"""The results as one Markdown page: the machine, a table per workload, and the goals."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.goals import goals_of
from benchmarks.peers import PEERS
from benchmarks.workloads import WORKLOADS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.peers import Peer
    from benchmarks.results import Results, Row

__all__ = ["written"]

_PACKAGES = (
    "numpy", "shapely", "pyproj", "geopandas", "pyogrio", "pyarrow", "folium", "duckdb",
    "duckdb-extension-spatial", "sedonadb", "psycopg",
)  # fmt: skip

_HOW = """\
Written by `make bench` (`tests/benchmarks/run.py`); do not edit.

The work: cut lines at the borders of the `world` set, measure every piece on the WGS 84 ellipsoid,
add up the kilometres of each area. The lines are random walks over Eurasia from a fixed seed, with
edges of 2.3 km in the mean (40 km in `sparse`). Not timed: indexes, polygons cut into small cells
(256 vertices), lines and areas brought into the form that each way wants.

Each way runs in a process of its own, in turn with this project's core on arrays; the first run
only warms up. A figure is the median of five runs (three where one takes over 5 s, the only one
where it takes over 20 s). **Ratio**: how many times this project's time, within that process: read
the ratios where others use the machine. **CPU**: nanoseconds of all cores. **Peak**: growth of the
process above what it held when ready. Neither is known of a server. **Error**: the sum of the parts
less the whole; what an intersection drops outside all countries is negative. Where it makes
them faster, DuckDB, SedonaDB and PostGIS are asked to cut only lines that one polygon does not
hold.
SedonaDB measures on a sphere, so pyproj measures its pieces. Sizes are compared within one process
that cuts them in turn, fresh processes by time of the processor: others change those least.
"""


def written(results: Results) -> str:
    """Return the page."""
    parts = ["# Benchmarks", _HOW, *_machine(results), "## Goals", *_goals(results)]
    sizes = dict.fromkeys(size for size, _ in results.rows)
    for size in sizes:
        parts += [f"## {WORKLOADS[size].words.capitalize()}", *_table(results, size)]
    return "\n".join(parts) + "\n"


def _machine(results: Results) -> Iterator[str]:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    yield f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; Python {platform.python_version()}"
    yield f"- {_processor()}, {os.cpu_count()} cores; load in the last 1, 5, 15 minutes: {load}"
    yield f"- {', '.join(f'{name} {_version(name)}' for name in _PACKAGES)}"
    yield f"- one run may take {results.limit_s:,.0f} s"
    yield ""


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def _goals(results: Results) -> Iterator[str]:
    yield from ("| goal | bound | found | |", "|---|---|---|---|")
    for goal in goals_of(results):
        bound = f"{'≥' if goal.at_least else '≤'} {goal.bound:g}"
        found = "" if goal.found is None else f"{goal.found:,.2f}"
        yield f"| {goal.words} | {bound} | {found} | {goal.verdict()} |"
    yield ""


def _table(results: Results, size: str) -> Iterator[str]:
    yield "| way | ns per vertex | ratio | CPU | runs | peak MB | error of the sum |"
    yield "|---|---|---|---|---|---|---|"
    for (known, name), row in results.rows.items():
        if known == size:
            yield f"| {PEERS[name].words} | {_cells(row, PEERS[name], WORKLOADS[size].size)} |"
    yield ""


def _cells(row: Row, peer: Peer, vertices: int) -> str:
    found = row.measured
    if found is None:
        return f"{row.why_not} | | | | |"
    error = row.error_km()
    return " | ".join(
        (
            f"{found.seconds / vertices * 1e9:,.0f}",
            f"{row.ratio():,.2f}",
            "–" if peer.serves else f"{found.cpu_seconds / vertices * 1e9:,.0f}",
            f"{found.runs}",
            "–" if peer.serves else f"{found.peak_bytes / 1e6:,.0f}",
            "" if error is None else f"{error:+,.3f} km of {found.whole_km:,.0f}",
        )
    )
