"""One way on one workload, timed in a process of its own: ``python -m benchmarks.measure``.

This project's own run alternates with the way's, so that both meet the same load of the machine,
and the ratio is that of their medians.
"""

from __future__ import annotations

import ctypes
import json
import signal
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.lengths import Totals, whole_km
from benchmarks.peers import PEERS, THIS
from benchmarks.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable
from contextlib import suppress

__all__ = ["Measured", "measure"]

#: How often a run of up to so many seconds is timed.
_RUNS = ((5.0, 5), (20.0, 3))


@dataclass(frozen=True)
class Measured:
    """What one process found.

    Attributes
    ----------
    seconds, cpu_seconds
        Medians of the way's runs: by the clock, and of this process on all its cores.
    this_seconds
        Median of this project's runs in between.
    runs
        How many.
    peak_bytes
        How far the process grew in the first run, above what it held when ready.
    totals
        Km by key of area.
    whole_km
        Of the uncut lines.
    """

    seconds: float
    cpu_seconds: float
    this_seconds: float
    runs: int
    peak_bytes: int
    totals: Totals
    whole_km: float


def measure(name: str, work: Work) -> Measured:
    """Time a way on a workload."""
    run = PEERS[name].ready(work)
    _give_back()
    before = _memory("VmRSS")
    _forget_peak()
    totals, clock, cpu = _timed(run)
    peak = _memory("VmHWM") - before
    this = run if name == THIS else PEERS[THIS].ready(work)
    this()
    own: list[float] = []
    times: list[tuple[float, float]] = []
    for _ in range(_runs(clock)):
        own.append(_timed(this)[1])
        times.append(_timed(run)[1:])
    times = times or [(clock, cpu)]  # a run that takes long is not repeated
    seconds, cpu_seconds = (median(column) for column in zip(*times, strict=True))
    return Measured(
        seconds,
        cpu_seconds,
        median(own or [_timed(this)[1] for _ in range(5)]),
        len(times),
        peak,
        totals,
        whole_km(work.coords),
    )


def _runs(seconds: float) -> int:
    return next((runs for limit, runs in _RUNS if seconds <= limit), 0)


def _timed(run: Callable[[], Totals]) -> tuple[Totals, float, float]:
    clock, cpu = time.perf_counter(), time.process_time()
    totals = run()
    return totals, time.perf_counter() - clock, time.process_time() - cpu


def _memory(what: str) -> int:
    """Return bytes that the process holds (VmRSS) or has held at most (VmHWM); 0 off Linux."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(what)), 0)


def _give_back() -> None:
    """Have freed memory returned to the system where the C library can, so that it is not held."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _forget_peak() -> None:
    peak = Path("/proc/self/clear_refs")
    if peak.exists():
        peak.write_text("5", "ascii")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    found = measure(sys.argv[1], Work(Path(sys.argv[2]), *sys.argv[3:]))
    print(json.dumps(asdict(found)))  # noqa: T201  the answer to the process that asks
