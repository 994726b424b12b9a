"""Texts that atheris makes for each reader, and damaged binary files; figures into FUZZING.md.

``python -m torture.fuzzing SECONDS COUNT``: seconds for each reader of texts, damaged files of each
binary format (``make torture``).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from foreign.sound import BINARY, TEXTS

from torture.damage import ENDED, outcomes

__all__ = ["main"]

_RESULTS = Path(__file__).with_name("FUZZING.md")
_SEED = 6
#: What each of the texts is; those beside them are the seeds of a corridor.
_NAMES = {
    "a.kml": "KML",
    "a.gpx": "GPX",
    "a.geojson": "GeoJSON",
    "a.csv": "CSV of WKT",
    "b.csv": "CSV of vertices",
    "a.osm": "OSM XML",
    "corridor.toml": "seeds: corridor.toml",
    "seeds": "seeds: CSV and lines",
}
_FIGURES = {
    "runs": re.compile(r"Done (\d+) runs"),
    "seconds": re.compile(r"runs in (\d+) second"),
    "reached": re.compile(r"DONE +cov: (\d+)"),
    "kept": re.compile(r"DONE .*corp: (\d+)/"),
}


def main(seconds: int, count: int) -> int:
    """Write the figures and return how many readers failed."""
    assert set(TEXTS) < set(_NAMES)
    lines, failed = list(_head()), 0
    for reader, name in _NAMES.items():
        code, row = _fuzzed(reader, seconds)
        failed += code != 0
        lines.append(f"| {name} | {' | '.join(row)} | {'none' if code == 0 else 'found'} |")
    lines += _head_of_files(count)
    for suffix in BINARY:
        with tempfile.TemporaryDirectory() as folder:
            found = outcomes(Path(folder), suffix, count, _SEED)
        ended = sum(found[code] for code in ENDED)
        failed += ended > 0
        rules = ", ".join(f"{code} {number}" for code, number in found.most_common() if code)
        lines.append(f"| {suffix} | {found.total()} | {found['']} | {rules} | {ended} |")
    _RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return failed


def _head() -> Iterator[str]:
    yield "# Fuzzing"
    yield ""
    yield f"Written by `make torture`: atheris {version('atheris')}, seed {_SEED}."
    yield ""
    yield "## Texts"
    yield ""
    yield "Each is read, or refused by an error of ours. Kept are those that reached new code."
    yield ""
    yield "| reader | texts tried | seconds | counters of code reached | kept | failures |"
    yield f"|{6 * '---|'}"


def _head_of_files(count: int) -> Iterator[str]:
    yield ""
    yield "## Binary files"
    yield ""
    yield f"{count} of each format, cut off, with one bit turned or a number that is far too large,"
    yield "through the one way in, under its limits."
    yield ""
    yield "| format | files | read | refused by rule | crashes, hangs, unexpected failures |"
    yield f"|{5 * '---|'}"


def _fuzzed(reader: str, seconds: int) -> tuple[int, list[str]]:
    """Return the exit code of atheris and what it tells of its work."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "torture.fuzz", reader, str(seconds), f"{folder}/work"]
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603  our own
    if done.returncode != 0:
        sys.stderr.write(done.stderr)
    found = (pattern.search(done.stderr) for pattern in _FIGURES.values())
    return done.returncode, [one[1] if one else "?" for one in found]


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1]), int(sys.argv[2])), 1))
