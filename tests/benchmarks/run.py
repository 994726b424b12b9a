"""Time this project beside its peers on this machine: ``python -m benchmarks.run``."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from benchmarks.fresh import fresh_processes
from benchmarks.measure import Measured
from benchmarks.peers import PEERS, THIS
from benchmarks.report import written
from benchmarks.results import FLAT, Results, Row
from benchmarks.work import Work, write_work
from benchmarks.workloads import WORKLOADS

__all__ = ["main"]

_RESULTS = Path(__file__).with_name("RESULTS.md")
_ROOT = Path(__file__).parents[2]

#: A way that is slower than this at a size, in seconds, is not run at the sizes after it.
_LIMIT_S = 150.0

#: Seconds that a process has to stop its server.
_LEAVE_S = 20.0

#: Getting ready and all runs of a way together take at most so many times the limit.
_PATIENCE = 3


def main(arguments: list[str] | None = None) -> None:
    """Run what the arguments ask for and write the table."""
    asked = _parsed(arguments)
    sizes = ["10k"] if asked.small else asked.size
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        results = Results(limit_s=asked.limit)
        for size in sizes:
            for name in asked.peers:
                row = _row(name, Work(Path(folder), size), results, asked.limit)
                results.rows[size, name] = row
                _say(f"{size:>8}  {name:<18} {_told(row)}")
            if size == "1M":
                results.fine_ratio = _fine_ratio(Path(folder), asked.limit)
            if size == FLAT[-1] and set(FLAT) <= set(sizes):
                results.by_size = _by_size(Path(folder))
            asked.output.write_text(written(results), encoding="utf-8")
        if not asked.small:
            results.fresh = fresh_processes()
            asked.output.write_text(written(results), encoding="utf-8")
    _say(f"wrote {asked.output}")


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    sizes = [name for name in WORKLOADS if name != "fine-box"]
    parser.add_argument("--size", nargs="+", choices=sizes, default=sizes)
    parser.add_argument("--peers", nargs="+", choices=[*PEERS], default=[*PEERS])
    parser.add_argument("--small", action="store_true", help="10 thousand vertices, nothing else")
    parser.add_argument("--limit", type=float, default=_LIMIT_S, help="seconds of one run")
    parser.add_argument("--output", type=Path, default=_RESULTS)
    return parser.parse_args(arguments)


def _row(name: str, work: Work, results: Results, limit_s: float) -> Row:
    """Time one way at one size, unless it is missing here or would take too long."""
    lacks = PEERS[name].lacks()
    if lacks:
        return Row(None, lacks)
    if WORKLOADS[work.name].tuned_only and PEERS[name].kind == "stock":
        return Row(None, "not run: tuned ways only")
    expected = results.expected_s(work.name, name)
    if expected > limit_s:
        return Row(None, f"not run: {expected:,.0f} s expected")
    write_work(work)
    return _asked(name, work, limit_s)


def _asked(name: str, work: Work, limit_s: float) -> Row:
    """Have a process of its own time one way, and end it with all it started if it takes long."""
    words = ["-m", "benchmarks.measure", name, str(work.folder), work.name, work.boundaries]
    process = subprocess.Popen(  # noqa: S603  itself
        [sys.executable, *words],
        env=_environ(work.folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        answer, complaint = process.communicate(timeout=limit_s * _PATIENCE)
    except subprocess.TimeoutExpired:
        _end(process)
        return Row(None, f"not done within {limit_s * _PATIENCE:,.0f} s")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.returncode:
        _say(complaint)
        return Row(None, "failed")
    return Row(Measured(**json.loads(answer)), "")


def _environ(folder: Path) -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": f"{_ROOT}{os.pathsep}{_ROOT / 'tests'}",
        "CORRIDORS_CACHE": str(folder / "cache"),
    }


def _by_size(folder: Path) -> dict[str, float]:
    """Return nanoseconds a vertex by size, all cut in turn by one process."""
    for size in FLAT:
        write_work(Work(folder, size))
    words = [sys.executable, "-m", "benchmarks.flatness", str(folder), *FLAT]
    done = subprocess.run(  # noqa: S603  itself
        words, env=_environ(folder), capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _end(process: subprocess.Popen[str]) -> None:
    """Ask a process to end: else the processes of a server it has started would go on."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=_LEAVE_S)


def _fine_ratio(folder: Path, limit_s: float) -> float | None:
    """Return what the fine set costs against the world set, on the same lines."""
    found = []
    for boundaries in ("world", "fine"):
        work = Work(folder, "fine-box", boundaries)
        write_work(work)
        found.append(_asked(THIS, work, limit_s).measured)
    world, fine = found
    return fine.seconds / world.seconds if world and fine else None


def _told(row: Row) -> str:
    found = row.measured
    return f"{found.seconds:9.3f} s  ratio {row.ratio():8.2f}" if found else row.why_not


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    main()
