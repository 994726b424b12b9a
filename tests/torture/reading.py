"""One file through the one way in: what came of it, and whether all features are accounted for."""

from __future__ import annotations

import csv
import json
import re
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pyogrio

from corridors import InputError
from corridors.bulk.elsewhere import split_elsewhere
from corridors.bulk.network_files import silent
from corridors.drafts import Wanted
from corridors.foreign.reading import read_features
from corridors.founding import draft
from corridors.guard.formats import DRAWN, FORMATS, TABLES, format_of
from corridors.guard.opening import look_at

if TYPE_CHECKING:
    from corridors.bulk.portions import Job
    from corridors.foreign.features import Found

__all__ = ["ENDED", "KNOWN", "Outcome", "outcome", "split_outcome"]

KNOWN = FORMATS | DRAWN | TABLES
#: What the reader's process came to, rather than what it found.
ENDED = {"ours", "reader-crashed", "reader-failed", "reader-memory", "reader-time"}
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
    placed
        Those on a line of the corridor that ``new`` makes of the file, or told to be beside it.
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
    placed: int = 0
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def is_lossless(self) -> bool:
        """Whether features in are features out and features reported."""
        whole = self.counted is None or self.counted == self.features + self.reported
        return whole and self.placed == self.features


def outcome(path: Path) -> Outcome:
    """Read a file and return what came of it."""
    before = time.perf_counter()
    try:
        found = read_features(path)
        seconds = time.perf_counter() - before
        placed = _placed(found)
    except InputError as error:
        code = error.problems[0].code
        return Outcome(path, code, seconds=time.perf_counter() - before)
    except Exception as error:  # noqa: BLE001  what is looked for
        return Outcome(path, "ours", notes=(repr(error),), seconds=time.perf_counter() - before)
    reported = sum(map(len, found.left_out.values()))
    counted = _counted(path)
    return Outcome(path, "", len(found.features), reported, counted, placed, found.notes, seconds)


def split_outcome(path: Path, target: Path, job: Job) -> Outcome:
    """Cut a file by the areas of the world and return what came of it."""
    before = time.perf_counter()
    try:
        ledger = split_elsewhere(path, target, job, ("world", "country"), silent)
    except InputError as error:
        code = error.problems[0].code
        return Outcome(path, code, seconds=time.perf_counter() - before)
    except Exception as error:  # noqa: BLE001  what is looked for
        return Outcome(path, "ours", notes=(repr(error),), seconds=time.perf_counter() - before)
    seconds = time.perf_counter() - before
    written = len(pq.read_table(target, columns=["length_km"]))
    placed = ledger.written if written == ledger.pieces else -1
    return Outcome(
        path, "", ledger.written, ledger.left_out, _features_of(path), placed, seconds=seconds
    )


def _placed(found: Found) -> int:
    """Return how many features are on a line of the corridor to be, or told to be beside it."""
    wanted = Wanted("made", "rail", "", "", "status", date(2026, 1, 1))
    routes = draft(found, wanted).routes
    on = {number for route in routes for one in route.sections for number in one.numbers}
    return len(on.union(*(route.beside[0] for route in routes)))


def _counted(path: Path) -> int | None:
    kind = format_of(path, KNOWN)
    if kind == "GeoJSON":
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        return len(document["features"]) if "features" in document else 1
    if kind in _XML:
        return len(_XML[kind].findall(path.read_bytes()))
    if kind == "CSV" and "wkt" in path.read_text(encoding="utf-8-sig").partition("\n")[0].lower():
        return sum(1 for _ in csv.reader(path.read_text(encoding="utf-8-sig").splitlines())) - 1
    return _features_of(path) if kind in FORMATS.values() else None


def _features_of(path: Path) -> int:
    if format_of(path, FORMATS) == "Parquet":
        return int(pq.read_metadata(path).num_rows)
    return int(pyogrio.read_info(look_at(path).dataset, force_feature_count=True)["features"])
