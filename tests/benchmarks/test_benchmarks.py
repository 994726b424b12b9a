"""The harness runs, at 10 thousand vertices, with the peers that are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.run import main
from benchmarks.workloads import WORKLOADS, walks

if TYPE_CHECKING:
    from pathlib import Path

SMALL = ["this", "this-lengths", "line-lengths", "shapely-tree-out", "duckdb-cells", "sedona-cells"]


def test_the_small_run_closes_and_says_what_is_missing(tmp_path: Path) -> None:
    page = tmp_path / "RESULTS.md"
    main(["--small", "--peers", *SMALL, "--output", str(page)])
    rows = [line for line in page.read_text("utf-8").splitlines() if "`world`" not in line]
    table = {row.split("|")[1].strip(): row for row in rows if row.count("|") == 8}
    for way in ("**this project**, arrays", "shapely, arrays and STRtree, plus the parts outside"):
        assert "0.000 km of" in table[way]
    assert not any("failed" in row for row in rows)
    for way in ("DuckDB spatial on small cells", "SedonaDB on small cells"):
        assert "not installed" in table[way] or "km of" in table[way]


def test_workloads_are_the_same_every_time_and_as_long_as_told() -> None:
    workload = WORKLOADS["100k"]
    lines = walks(workload)
    assert lines.shape == (workload.lines, workload.vertices, 2)
    assert np.array_equal(lines, walks(workload))
