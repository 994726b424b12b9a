"""All files of the corpus, signals, all faults in writing: RESULTS.md (`make torture`)."""

from __future__ import annotations

import platform
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyogrio
import shapely

from corridors import load_boundaries
from corridors.bulk.portions import Job
from corridors.guard.formats import FORMATS, format_of
from torture import interrupts, writing
from torture.reading import Outcome, outcome, split_outcome
from torture.sections import head, put
from torture.standards import INVALID, told, wrapped

__all__ = ["main"]

_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
_ENDED = {
    "ours": "errors not ours",
    "reader-crashed": "crashes",
    "reader-failed": "unexpected failures",
    "reader-memory": "out of memory (4 GiB)",
    "reader-time": "out of time",
}
_MIB = 1024


def main() -> int:
    """Write the figures and return how many files, points and ends failed."""
    if not _CORPUS.is_dir():
        sys.exit(f"no folder {_CORPUS.parent.name}/{_CORPUS.name} beside the checkout")
    files = sorted(path for path in _CORPUS.rglob("*") if path.is_file())
    head(_head())
    bad = _put("Other people's files", [outcome(path) for path in files])
    bad += _put("The same through split", _cut(files))
    put("Invalid GeoJSON and JSON", _standards())
    return bad + interrupts.write_section() + writing.write_section()


def _put(title: str, found: list[Outcome]) -> int:
    """Write the section of files and return how many failed."""
    bad = [one for one in found if one.code in _ENDED or not one.is_lossless]
    put(title, [*_figures(found), "", *_sources(found), "", *_listed(bad)])
    return len(bad)


def _cut(files: list[Path]) -> list[Outcome]:
    """Return what came of those files that ``split`` takes."""
    job = Job(load_boundaries("world"))
    taken = [path for path in files if format_of(path, FORMATS)]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        return [split_outcome(path, out / f"{n}.parquet", job) for n, path in enumerate(taken)]


def _head() -> Iterator[str]:
    python, geos = platform.python_version(), ".".join(map(str, shapely.geos_version))
    gdal = pyogrio.__gdal_version_string__
    yield "# Torture"
    yield ""
    yield f"Written by `make torture`: Python {python}, GDAL {gdal}, GEOS {geos}."


def _figures(found: list[Outcome]) -> Iterator[str]:
    codes = Counter(one.code for one in found)
    slowest = max(found, key=lambda one: one.seconds)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MIB
    read = [one for one in found if not one.code]
    yield "| figure | found |"
    yield "|---|---|"
    yield f"| files | {len(found)} |"
    yield f"| read | {codes['']} |"
    yield f"| refused | {len(found) - codes[''] - sum(codes[code] for code in _ENDED)} |"
    for code, name in _ENDED.items():
        yield f"| {name} | {codes[code]} |"
    yield f"| features with lines | {sum(one.features for one in read)} |"
    yield f"| features reported by number and reason | {sum(one.reported for one in read)} |"
    yield f"| files counted by another reader, too | {sum(o.counted is not None for o in read)} |"
    yield f"| of these, features lost | {sum(not one.is_lossless for one in read)} |"
    yield f"| longest, s ({slowest.path.name}) | {slowest.seconds:.1f} |"
    yield f"| most memory of a reader, MiB | {memory:.0f} |"


def _sources(found: list[Outcome]) -> Iterator[str]:
    yield "| source | files | read | refused by rule |"
    yield "|---|---|---|---|"
    for source in sorted({_source(one) for one in found}):
        own = [one for one in found if _source(one) == source]
        codes = Counter(one.code for one in own)
        read = codes.pop("", 0)
        rules = ", ".join(f"{code} {count}" for code, count in codes.most_common())
        yield f"| {source} | {len(own)} | {read} | {rules} |"


def _source(one: Outcome) -> str:
    return one.path.relative_to(_CORPUS).parts[0]


def _standards() -> Iterator[str]:
    yield "| class | files | refused or told |"
    yield "|---|---|---|"
    for folder in INVALID:
        files = sorted((_CORPUS / folder).iterdir())
        yield f"| {folder} | {len(files)} | {sum(bool(told(path)) for path in files)} |"
    with tempfile.TemporaryDirectory() as folder:
        for start, name in (("n_", "must be refused"), ("y_", "must be taken, but doubled keys")):
            files = sorted((_CORPUS / "JSONTestSuite").rglob(f"{start}*.json"))
            refused = sum(bool(told(wrapped(path, Path(folder)))) for path in files)
            yield f"| JSONTestSuite {start}, as a property: {name} | {len(files)} | {refused} |"


def _listed(bad: list[Outcome]) -> Iterator[str]:
    for one in bad:
        counts = f"{one.counted} features, {one.features} with lines, {one.reported} reported"
        yield f"- {one.path.relative_to(_CORPUS)}: {one.code or counts}"


if __name__ == "__main__":
    sys.exit(min(main(), 1))
