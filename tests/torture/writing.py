"""Faults in writing: what came of them, as a section of RESULTS.md (`make torture`).

Run by itself for one point in so many: ``python -m torture.writing STRIDE``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from torture.calls import missing
from torture.faults import FAULTS

__all__ = ["write_section"]

_RESULTS = Path(__file__).with_name("RESULTS.md")
_TITLE = "## Faults in writing"
_Points = list[dict[str, Any]]


def write_section(stride: int = 1) -> int:
    """Write what came of every point, or of one in so many, and return how many are not sound."""
    points = [] if missing() else _points(stride)
    before, _, rest = _RESULTS.read_text(encoding="utf-8").partition(f"{_TITLE}\n")
    after = "".join(rest.partition("\n## ")[1:]).lstrip()
    lines = _section(points, stride) if points else [f"Not tried: no {missing()} here."]
    section = "\n".join([_TITLE, "", *lines])
    parts = filter(None, [before.rstrip(), section.rstrip(), after.rstrip()])
    _RESULTS.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return _unsound(points)


def _points(stride: int) -> _Points:
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "torture.faults", folder, str(stride)]
        pipe = subprocess.PIPE
        done = subprocess.run(words, stdout=pipe, stderr=pipe, text=True, check=True)  # noqa: S603
    return [json.loads(line) for line in done.stdout.splitlines()]


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
