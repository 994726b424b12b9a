"""A job in other processes: what they load its areas from, and a file that is split in one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corridors.boundaries import load_boundaries
from corridors.bulk.network_files import split_to
from corridors.bulk.portions import Job
from corridors.bulk.storing import check_target
from corridors.exchange import staged
from corridors.guard.opening import look_at, problem
from corridors.guard.working import working

if TYPE_CHECKING:
    from corridors.bulk.ledger import Ledger
    from corridors.bulk.network_files import Progress

__all__ = ["KnownAreas", "known_job", "split_elsewhere"]


@dataclass(frozen=True)
class KnownAreas:
    """What another process loads the areas from, and the checksum that they then have."""

    choice: str
    country_field: str
    sha256: str

    @classmethod
    def of(cls, job: Job, areas: tuple[str, str]) -> KnownAreas:
        """Return those of a job, by what they were loaded from."""
        choice, country_field = areas
        if Path(choice).is_file():
            choice = str(Path(choice).absolute())
        return cls(choice, country_field, job.boundaries.sha256)


@lru_cache(maxsize=1)
def known_job(areas: KnownAreas, by: str | None) -> Job:
    """Return the job, its areas loaded once a process and the same as on the client."""
    found = load_boundaries(areas.choice, country_field=areas.country_field)
    if found.sha256 != areas.sha256:
        raise problem(Path(areas.choice), "boundaries-checksum", "a worker sees other areas")
    return Job(found, by)


def split_elsewhere(
    source: Path, target: Path, job: Job, areas: tuple[str, str], progress: Progress
) -> Ledger:
    """Cut the lines of a file at borders into another, in a process of its own.

    What opens the file, parses, cuts and writes is there; here the whole it has written gets its
    name.

    Parameters
    ----------
    source, target, job, progress
        As of :func:`corridors.bulk.network_files.split_to`; the target is written whole or not at
        all.
    areas
        What the process loads the job's areas from: ``fine``, ``world`` or a file, and its column
        of countries.

    Raises
    ------
    InputError
        As ``split_to``; also when the process crashes or hangs.
    """
    look_at(source)
    check_target(target, source)
    known = KnownAreas.of(job, areas)
    with staged(target) as stage:
        return working(_split, source, stage, target, known, job.by, heard=progress)


def _split(
    source: Path,
    stage: Path,
    target: Path,
    areas: KnownAreas,
    by: str | None,
    progress: Progress,
) -> Ledger:
    return split_to(stage, source, target, known_job(areas, by), progress=progress)
