"""Processes that want the same index at once all get it, and one that is damaged is made anew."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corridors.engine import indexcache

ASK = """
import sys
import numpy as np
from shapely import box
from corridors.engine.areas import Area, index_areas
from corridors.engine.indexcache import cached_index

def build():
    print("builds", flush=True)
    sys.stdin.readline()
    areas = [Area(code, "land", code) for code in ("AA", "BB")]
    return index_areas(np.array([box(0, 0, 10, 10), box(10, 0, 20, 10)]), areas)

print(cached_index("key", build).grid.areas_at(np.array([[5, 5], [15, 5], [25, 5.0]])).tolist())
"""
FOUND = "[1, 2, 0]\n"


def ask(folder: Path, count: int, *, builds: bool) -> None:
    """Have processes ask for the index; where they build it, none ends before all have begun."""
    processes = [
        subprocess.Popen(  # noqa: S603  our own
            [sys.executable, "-c", ASK],
            env={**os.environ, "CORRIDORS_CACHE": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    for process in processes if builds else ():
        assert process.stdout is not None
        assert process.stdout.readline() == "builds\n"
    assert [process.communicate("\n")[0] for process in processes] == [FOUND] * count


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


def garbage(content: bytes) -> bytes:
    return bytes(range(256)) * (len(content) // 256 + 1)


def other_version(content: bytes) -> bytes:
    mark = b"corridors-index %d " % indexcache._FORMAT  # noqa: SLF001
    assert content.startswith(mark)
    return content.replace(mark, b"corridors-index 0 ", 1)


def empty(_: bytes) -> bytes:
    return b""


def test_four_processes_build_one_index_at_once(tmp_path: Path) -> None:
    ask(tmp_path / "cache", 4, builds=True)
    assert len(list((tmp_path / "cache").iterdir())) == 1
    ask(tmp_path / "cache", 1, builds=False)


@pytest.mark.parametrize("damage", [cut_off, garbage, other_version, empty])
def test_damaged_index_is_made_anew_by_two_processes_at_once(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    ask(tmp_path, 1, builds=True)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    ask(tmp_path, 2, builds=True)
    (healed,) = tmp_path.iterdir()
    assert healed.read_bytes() == whole
    ask(tmp_path, 1, builds=False)
