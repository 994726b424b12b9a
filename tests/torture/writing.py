"""Faults in writing: what came of them, as a section of RESULTS.md (`make torture`).

A run that was ended goes on where it was: points are kept under ``build/`` until code changes.

Run by itself for one point in so many: ``python -m torture.writing STRIDE``.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from torture.calls import missing
from torture.faults import FAULTS
from torture.sections import put

__all__ = ["write_section"]

_ROOT = Path(__file__).parents[2]
_KEPT = _ROOT / "build" / "faults"
_TOLD_EVERY = 50
_Points = list[dict[str, Any]]


def write_section(stride: int = 1) -> int:
    """Write what came of every point, or of one in so many, and return how many are not sound."""
    points = [] if missing() else _points(stride)
    lines = _section(points, stride) if points else [f"Not tried: no {missing()} here."]
    put("Faults in writing", lines)
    return _unsound(points)


def _points(stride: int) -> _Points:
    """Return what came of the points; what a run before, of the same code, has found is kept."""
    kept = _KEPT / f"{stride}-{_code()}.jsonl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    lines = kept.read_text(encoding="utf-8").splitlines(keepends=True) if kept.exists() else []
    whole = [line for line in lines if line.endswith("\n")]
    kept.write_text("".join(whole), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        first = stride * len(whole)
        words = [sys.executable, "-m", "torture.faults", folder, str(stride), str(first)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own
            assert process.stdout is not None
            whole += _noted(process.stdout, kept)
        if process.returncode:
            sys.exit(f"torture.faults ended with {process.returncode}; run it again to go on")
    return [json.loads(line) for line in whole]


def _noted(lines: Iterable[str], kept: Path) -> Iterator[str]:
    """Yield points as they come, once they are kept; tell now and then where it is."""
    with kept.open("a", encoding="utf-8", buffering=1) as file:
        for count, line in enumerate(lines, start=1):
            file.write(line)
            if count % _TOLD_EVERY == 0:
                point = json.loads(line)
                print(f"{count} points, at {point['output']}, {point['fault']}", flush=True)  # noqa: T201
            yield line


def _code() -> str:
    """Return a checksum of what the points depend on."""
    folders = ("corridors", "layers", "tests/torture")
    files = sorted(path for name in folders for path in (_ROOT / name).rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def _section(points: _Points, stride: int) -> Iterator[str]:
    which = "every call" if stride == 1 else f"one in {stride} of all calls"
    yield f"At {which} by which an output is written, as the kernel is asked. Sound is what is"
    yield "the old whole or the new whole, with an exit code that tells, and nothing left unnamed."
    yield from (
        "",
        "| output | points | old whole | new whole | not sound |",
        "|---|---|---|---|---|",
    )
    for output in dict.fromkeys(point["output"] for point in points):
        yield _row(output, [point for point in points if point["output"] == output])
    yield _row("all", points)
    yield from ("", "| fault | points | exit codes, how often | not sound |", "|---|---|---|---|")
    for fault in FAULTS:
        own = [point for point in points if point["fault"] == fault]
        codes = sorted(Counter(point["code"] for point in own).items())
        told = ", ".join(f"{code}: {count}" for code, count in codes)
        yield f"| {fault} | {len(own)} | {told} | {_unsound(own)} |"
    yield ""
    yield from (f"- {json.dumps(point)}" for point in points if not point["is_sound"])


def _row(name: str, points: _Points) -> str:
    found = Counter(point["found"] for point in points)
    return f"| {name} | {len(points)} | {found['old']} | {found['new']} | {_unsound(points)} |"


def _unsound(points: _Points) -> int:
    return sum(not point["is_sound"] for point in points)


if __name__ == "__main__":
    sys.exit(min(write_section(int(sys.argv[1])), 1))
