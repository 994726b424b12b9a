"""What a vertex costs at each size: ``python -m benchmarks.flatness FOLDER SIZE ...``.

All sizes are cut in turn within one process, so that whatever else goes on weighs on all of them.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.peers import PEERS, THIS
from benchmarks.work import Work
from benchmarks.workloads import WORKLOADS

__all__ = ["nanoseconds"]

_ROUNDS = 7


def nanoseconds(folder: Path, sizes: list[str]) -> dict[str, float]:
    """Return nanoseconds of the processor a vertex by size, medians over the rounds."""
    runs = {size: PEERS[THIS].ready(Work(folder, size)) for size in sizes}
    found: dict[str, list[float]] = {size: [] for size in sizes}
    for number in range(_ROUNDS + 1):
        for size, run in runs.items():
            before = time.process_time()
            run()
            if number:  # the first only warms up
                found[size].append(time.process_time() - before)
    return {size: median(times) / WORKLOADS[size].size * 1e9 for size, times in found.items()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(nanoseconds(Path(sys.argv[1]), sys.argv[2:])))
