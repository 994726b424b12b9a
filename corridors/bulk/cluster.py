"""Partitioned GeoParquet is cut at borders by many processes or machines, with Dask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from corridors.bulk.elsewhere import KnownAreas, known_job
from corridors.bulk.ledger import Ledger
from corridors.bulk.network_files import Progress, schema_out, silent, split_to
from corridors.bulk.streaming import open_lines
from corridors.errors import ExtraError, InputError, Problem
from corridors.exchange import staged
from corridors.guard.isolation import isolated
from corridors.guard.opening import driver_of, look_at, problem

if TYPE_CHECKING:
    from distributed import Client

    from corridors.bulk.portions import Job

__all__ = ["split_parts"]

_SUFFIXES = {".parquet", ".geoparquet"}
_WANTED = "--engine dask wants Dask: pip install 'corridor-mapper[cluster]'"


@dataclass(frozen=True)
class _Part:
    """What one task cuts, as a worker needs to be told."""

    source: Path
    row_groups: list[int] | None
    count: int
    first: int
    target: Path


def split_parts(
    source: Path,
    target: Path,
    job: Job,
    areas: tuple[str, str],
    *,
    scheduler: str | None = None,
    progress: Progress = silent,
) -> Ledger:
    """Cut partitioned GeoParquet at borders into a folder of GeoParquet parts.

    Each part is cut as ``split_to`` cuts a file, whole or not at all; what a lost worker was at
    is done again by another.

    Parameters
    ----------
    source
        A folder of GeoParquet files, taken in the order of their names, or one such file, whose
        row groups are the parts. The workers must see it, and the target, under the same path.
    target
        A folder that does not exist yet. It appears once all parts are whole.
    job
        What to cut by.
    areas
        What the workers load the job's areas from: ``fine``, ``world`` or a file, and its column
        of countries.
    scheduler
        Address of a Dask scheduler; None: one is started here, with a process for each core.
    progress
        Called after each part.

    Raises
    ------
    ExtraError
        When Dask is not installed.
    InputError
        When the input cannot be read, the folder cannot be written or no scheduler answers.
    """
    if target.exists():
        raise problem(target, "output", "it exists; a folder that does not is wanted")
    known = KnownAreas.of(job, areas)
    with _client(scheduler) as client, staged(target.absolute()) as stage:
        looked_at = isolated(_parts, source.absolute(), job.by, size=_bytes(source))
        parts = [replace(part, target=stage / part.target) for part in looked_at]
        stage.mkdir()
        ledger = _run(client, parts, (known, job.by), progress)
        missing = [part.target.name for part in parts if not part.target.is_file()]
        if missing:
            raise problem(target, "output", f"workers have written elsewhere: {missing[0]}")
    return ledger


@contextmanager
def _client(scheduler: str | None) -> Iterator[Client]:
    """Yield a client of the scheduler, or of one started here for as long as it is needed."""
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415  an extra
    except ImportError as error:
        raise ExtraError(_WANTED) from error
    if scheduler is None:
        here = LocalCluster(threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0")
        with here, Client(here) as client:
            yield client
        return
    try:
        client = Client(scheduler)
    except (OSError, ValueError) as error:
        raise InputError(Problem("--scheduler", 0, "", "scheduler", str(error))) from error
    with client:
        yield client


def _bytes(source: Path) -> int | None:
    """Return the bytes of the files in a folder; None for a file."""
    if not source.is_dir():
        look_at(source)
        return None
    return sum(path.stat().st_size for path in source.iterdir() if path.is_file())


def _parts(source: Path, by: str | None) -> list[_Part]:
    """Return the parts of the source in order, after looking at each; their targets are names."""
    wanted = _in_folder(source) if source.is_dir() else _in_file(source)
    parts: list[_Part] = []
    first, schema = 1, None
    for path, row_groups, target in wanted:
        with open_lines(path, row_groups) as lines:
            found = schema_out(lines, by)
            count = lines.count
        if not found.equals(schema or found):
            raise problem(path, "columns", "its columns are not those of the first part")
        schema = found
        parts.append(_Part(path, row_groups, count, first, target))
        first += count
    return parts


_Wanted = Iterator[tuple[Path, list[int] | None, Path]]


def _in_folder(source: Path) -> _Wanted:
    paths = sorted(p for p in source.iterdir() if p.suffix.lower() in _SUFFIXES)
    if not paths:
        raise problem(source, "parts", "there is no GeoParquet file in it")
    for path in paths:
        yield path, None, Path(path.name)


def _in_file(source: Path) -> _Wanted:
    if driver_of(source) != "Parquet":
        raise problem(source, "parts", "--engine dask wants GeoParquet, a file or a folder")
    with open_lines(source):
        groups = pq.read_metadata(source).num_row_groups
    for group in range(groups):
        yield source, [group], Path(f"part-{group:05d}.parquet")


def _run(
    client: Client, parts: list[_Part], how: tuple[KnownAreas, str | None], progress: Progress
) -> Ledger:
    """Have all parts cut, and add up what they came to in their order."""
    from distributed import KilledWorker, as_completed  # noqa: PLC0415  an extra

    futures = client.map(_cut_part, parts, how=how, pure=False)
    number = {future.key: i for i, future in enumerate(futures)}
    found: dict[int, Ledger] = {}
    try:
        for future in as_completed(futures):
            found[number[future.key]] = future.result()
            progress(sum(one.read for one in found.values()), sum(part.count for part in parts))
    except KilledWorker as error:
        raise problem(parts[0].source, "workers", f"a part ends its worker: {error}") from error
    ledger = Ledger()
    for i in range(len(parts)):
        ledger.add(found[i])
    return ledger


def _cut_part(part: _Part, how: tuple[KnownAreas, str | None]) -> Ledger:
    areas, by = how
    with staged(part.target) as stage:
        return split_to(
            stage,
            part.source,
            part.target,
            known_job(areas, by),
            row_groups=part.row_groups,
            first=part.first,
        )
