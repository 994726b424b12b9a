"""One file through the one way in: what came of it, and whether all features are accounted for."""

from __future__ import annotations

import csv
import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pyogrio

from corridors import InputError
from corridors.foreign.reading import read_features
from corridors.guard.formats import DRAWN, FORMATS, TABLES, format_of
from corridors.guard.opening import look_at

__all__ = ["KNOWN", "Outcome", "outcome"]

KNOWN = FORMATS | DRAWN | TABLES
_XML = {
    "KML": re.compile(rb"<(?:\w+:)?Placemark[\s>/]"),
    "GPX": re.compile(rb"<(?:\w+:)?(?:trk|rte)[\s>/]"),
}


@dataclass(frozen=True)
class Outcome:
    """What came of a file.

    Attributes
    ----------
    path
        The file.
    code
        Of the error that refused it; "" where it was read; "ours" where what was raised is no
        error of ours.
    features, reported
        Those with lines, and those told by number and reason.
    counted
        All of its features, as another reader counts them; None where none does.
    notes
        What else was told.
    seconds
        By the clock.
    """

    path: Path
    code: str
    features: int = 0
    reported: int = 0
    counted: int | None = None
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def is_lossless(self) -> bool:
        """Whether features in are features out and features reported."""
        return self.counted is None or self.counted == self.features + self.reported


def outcome(path: Path) -> Outcome:
    """Read a file and return what came of it."""
    before = time.perf_counter()
    try:
        found = read_features(path)
    except InputError as error:
        code = error.problems[0].code
        return Outcome(path, code, seconds=time.perf_counter() - before)
    except Exception as error:  # noqa: BLE001  what is looked for
        return Outcome(path, "ours", notes=(repr(error),), seconds=time.perf_counter() - before)
    seconds = time.perf_counter() - before
    reported = sum(map(len, found.left_out.values()))
    counted = _counted(path)
    return Outcome(path, "", len(found.features), reported, counted, found.notes, seconds)


def _counted(path: Path) -> int | None:
    kind = format_of(path, KNOWN)
    if kind == "GeoJSON":
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        return len(document["features"]) if "features" in document else 1
    if kind in _XML:
        return len(_XML[kind].findall(path.read_bytes()))
    if kind == "CSV" and "wkt" in path.read_text(encoding="utf-8-sig").partition("\n")[0].lower():
        return sum(1 for _ in csv.reader(path.read_text(encoding="utf-8-sig").splitlines())) - 1
    if kind == "Parquet":
        return int(pq.read_metadata(path).num_rows)
    if kind in {"GPKG", "FlatGeobuf", "ESRI Shapefile", "zip"}:
        return int(pyogrio.read_info(look_at(path).dataset, force_feature_count=True)["features"])
    return None
