"""Other people's files: read, or refused by an error of ours, and no feature lost on the way."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from corridors import load_boundaries
from corridors.bulk.portions import Job
from corridors.guard.formats import FORMATS, format_of
from torture.reading import ENDED, KNOWN, Outcome, outcome, split_outcome
from torture.standards import INVALID, told, wrapped

#: GDAL reads GeoJSON there, and mends it; what it makes of it is in the long form alone.
CUT = {"Parquet", "GPKG", "ESRI Shapefile", "FlatGeobuf", "zip"}


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Path:
    if not (shared / "corpus").is_dir():
        pytest.skip(f"no corpus in {shared.name}/")
    return shared / "corpus"


def _sample(corpus: Path) -> list[Path]:
    """Return the smallest and the largest file of each format of each source."""
    files = [p for p in sorted(corpus.rglob("*")) if p.is_file() and format_of(p, KNOWN)]
    kinds = sorted(files, key=lambda p: (p.relative_to(corpus).parts[0], format_of(p, KNOWN)))
    groups = groupby(kinds, key=lambda p: (p.relative_to(corpus).parts[0], format_of(p, KNOWN)))
    sized = [sorted(group, key=lambda p: p.stat().st_size) for _, group in groups]
    return [path for group in sized for path in dict.fromkeys([group[0], group[-1]])]


def _faults(found: Outcome) -> bool:
    return found.code in ENDED or not found.is_lossless


def test_a_sample_is_read_or_refused(corpus: Path) -> None:
    found = [outcome(path) for path in _sample(corpus)]
    assert [one for one in found if _faults(one)] == []
    assert sum(one.code == "" for one in found) >= 10


def test_a_sample_is_split_or_refused(corpus: Path, tmp_path: Path) -> None:
    job = Job(load_boundaries("world"))
    files = [path for path in _sample(corpus)[::2] if format_of(path, FORMATS) in CUT]
    found = [split_outcome(path, tmp_path / f"{n}.parquet", job) for n, path in enumerate(files)]
    assert [one for one in found if _faults(one)] == []
    assert sum(one.code == "" for one in found) >= 2


def test_what_no_reader_is_for_is_refused(corpus: Path) -> None:
    files = [p for p in corpus.rglob("*") if p.is_file() and not format_of(p, KNOWN)]
    assert {outcome(path).code for path in files} == {"suffix"}


@pytest.mark.parametrize("folder", INVALID)
def test_invalid_geojson_is_refused_or_told(corpus: Path, folder: str) -> None:
    files = sorted((corpus / folder).iterdir())
    assert files
    assert [path.name for path in files if not told(path)] == []


def test_invalid_json_is_refused_as_a_property(corpus: Path, tmp_path: Path) -> None:
    files = sorted((corpus / "JSONTestSuite").rglob("n_*.json"))
    assert len(files) > 50
    assert [path.name for path in files if not told(wrapped(path, tmp_path))] == []


def test_valid_json_is_taken_as_a_property(corpus: Path, tmp_path: Path) -> None:
    files = sorted((corpus / "JSONTestSuite").rglob("y_*.json"))
    assert len(files) > 30
    # the standard leaves a key that stands twice to the reader; ours refuses it
    refused = {path.stem for path in files if told(wrapped(path, tmp_path))}
    assert refused == {path.stem for path in files if "duplicated_key" in path.stem}
