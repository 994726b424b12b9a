"""How long the two main commands take in a fresh process, against importing what they stand on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Fresh", "fresh_processes"]

_ROOT = Path(__file__).parents[2]
_RUNS = 11

_COMMANDS = (
    (("-m", "corridors", "lengths"), "import numpy, shapely, pyproj", 2.0),
    (("-m", "corridors", "map", "-o", "map.html"), "import geopandas, folium", 1.6),
)


@dataclass(frozen=True)
class Fresh:
    """A command and the imports it is compared with; None where it failed.

    Attributes
    ----------
    command, imports
        As typed.
    seconds, imports_seconds
        Of the processor; medians of eleven processes each, in turn.
    at_most
        The ratio to stay within.
    """

    command: str
    imports: str
    seconds: float | None
    imports_seconds: float | None
    at_most: float


def fresh_processes() -> list[Fresh]:
    """Time both commands and what they are compared with, in turn."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return [_fresh(Path(folder), *command) for command in _COMMANDS]


def _fresh(folder: Path, words: Sequence[str], imports: str, at_most: float) -> Fresh:
    _seconds(folder, words)  # the index is kept from here on
    pairs = [(_seconds(folder, words), _seconds(folder, ("-c", imports))) for _ in range(_RUNS)]
    done = [(own, other) for own, other in pairs if own is not None and other is not None]
    command = f"corridors {words[2]}"
    if not done:
        return Fresh(command, imports, None, None, at_most)
    seconds, others = (median(column) for column in zip(*done, strict=True))
    return Fresh(command, imports, seconds, others, at_most)


def _seconds(folder: Path, words: Sequence[str]) -> float | None:
    environ = os.environ | {"PYTHONPATH": str(_ROOT), "CORRIDORS_CACHE": str(folder / "cache")}
    before = _used()
    done = subprocess.run(  # noqa: S603  itself
        [sys.executable, *words], cwd=folder, env=environ, capture_output=True, check=False
    )
    return None if done.returncode else _used() - before


def _used() -> float:
    """Return the processor's seconds that ended processes have taken from it and the system."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
