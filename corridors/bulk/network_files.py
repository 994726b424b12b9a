"""A whole file of lines is cut at borders: batch by batch from one file into another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa

from corridors.bulk.ledger import Ledger
from corridors.bulk.portions import ADDED, Cut, Job, cut_portion
from corridors.bulk.storing import write_pieces
from corridors.bulk.streaming import GEOMETRY, Lines, open_lines
from corridors.guard.opening import problem

__all__ = ["Progress", "schema_out", "silent", "split_to"]

#: Told the number of features done and of all; -1: not known.
Progress = Callable[[int, int], object]

#: Lines are cut in portions of about this much WKB, half a million vertices.
_PORTION_BYTES = 8_000_000


def silent(_done: int, _count: int) -> None:
    """Tell nobody."""


def split_to(
    stage: Path,
    source: Path,
    target: Path,
    job: Job,
    *,
    row_groups: list[int] | None = None,
    first: int = 1,
    progress: Progress = silent,
) -> Ledger:
    """Cut the lines of a file at borders and write the pieces, on EPSG:4326, to a stage.

    Parameters
    ----------
    stage
        Where the pieces are written, for the target.
    source
        GeoParquet, GeoPackage, FlatGeobuf, GeoJSON or Shapefile, zipped or not, in any CRS.
    target
        GeoParquet, GeoPackage, FlatGeobuf, GeoJSON or a zipped Shapefile. The attributes are kept
        for each piece, and the order of features and along each line. A Shapefile shortens names
        to ten bytes; what else it cannot hold is refused.
    job
        What to cut by.
    row_groups, first
        Only these row groups of a Parquet file, and the number of their first feature.
    progress
        Called after each batch.

    Returns
    -------
    Ledger
        Kilometres per country against the whole, and the features that have no pieces, by reason.

    Raises
    ------
    InputError
        When a file cannot be read or written, or a coordinate is none.
    """
    ledger = Ledger()
    with open_lines(source, row_groups) as lines:
        schema = schema_out(lines, job.by)
        pieces = _cut_all(lines, job, ledger, first, progress)
        ledger.renamed = write_pieces(target, stage, schema, pieces)
    if ledger.read != ledger.written + ledger.left_out:
        message = f"{ledger.read} features read, {ledger.written} cut, {ledger.left_out} reported"
        raise problem(source, "ledger", message)
    return ledger


def schema_out(lines: Lines, by: str | None) -> pa.Schema:
    """Return the schema of the pieces, after checking that no name in it means two things."""
    attributes = [field for field in lines.schema if field.name != GEOMETRY]
    taken = {name.lower() for name in [*ADDED.names, GEOMETRY]}
    clash = [field.name for field in attributes if field.name.lower() in taken]
    if clash or len(attributes) + 1 != len(lines.schema):
        names = ", ".join(clash) or GEOMETRY
        message = f"the pieces have columns of that name; rename the file's own: {names}"
        raise problem(lines.path, "column-taken", message)
    if by is not None and (by == GEOMETRY or by not in lines.schema.names):
        raise problem(lines.path, "by", f"there is no column {by!r}")
    if by is not None and pa.types.is_nested(lines.schema.field(by).type):
        raise problem(lines.path, "by", f"the column {by!r} holds lists or records")
    return pa.schema([*attributes, *ADDED, pa.field(GEOMETRY, pa.binary())])


def _cut_all(
    lines: Lines, job: Job, ledger: Ledger, first: int, progress: Progress
) -> Iterator[pa.RecordBatch]:
    for batch in lines.batches:
        for portion in _portions(batch):
            done = cut_portion(portion, lines.path, lines.crs, job, first + ledger.read)
            ledger.add(done.ledger)
            yield from _joined(portion, done)
        progress(ledger.read, lines.count)


def _portions(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Yield the batch in slices of equal numbers of features, small enough to be cut at once."""
    count = -(-batch.column(GEOMETRY).nbytes // _PORTION_BYTES)
    size = max(1, batch.num_rows // max(count, 1))
    return (batch.slice(start, size) for start in range(0, batch.num_rows, size))


def _joined(portion: pa.RecordBatch, done: Cut) -> Iterator[pa.RecordBatch]:
    """Yield the pieces with the attributes of their lines, no more at once than were lines."""
    attributes = portion.drop_columns(GEOMETRY)
    for start in range(0, len(done.rows), portion.num_rows):
        pieces = done.pieces.slice(start, portion.num_rows)
        found = attributes.take(pa.array(done.rows[start : start + portion.num_rows]))
        for name in pieces.schema.names:
            found = found.append_column(pieces.schema.field(name), pieces.column(name))
        yield found
