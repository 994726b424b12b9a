"""How much of a foreign file is read into memory as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corridors.guard.formats import FORMATS
from corridors.guard.opening import Source, look_at, problem

__all__ = ["look_at_whole"]

_MOST_BYTES = 2 * 2**30
_MOST_ROWS = 5_000_000


def look_at_whole(path: Path, known: Mapping[str, str] = FORMATS) -> Source:
    """Return what a file is that will be read into memory as a whole.

    Raises
    ------
    InputError
        Where ``look_at`` raises it; and when it has over 2 GiB or, as the footer of a Parquet
        file tells, unpacks to that or has over 5 million rows.
    """
    source = look_at(path, known)
    size, rows = _unpacked(source) if source.driver == "Parquet" else (source.size, 0)
    if max(size, source.size) > _MOST_BYTES or rows > _MOST_ROWS:
        message = f"it is {size} bytes and {rows} rows; at most 2 GiB, 5 million rows, are read"
        raise problem(path, "file-size", f"{message} whole")
    return source


def _unpacked(source: Source) -> tuple[int, int]:
    """Return the bytes to which a Parquet file unpacks, and its rows."""
    import pyarrow.parquet as pq  # noqa: PLC0415  heavy

    from corridors.guard.failures import told  # noqa: PLC0415

    with told(source.path, "file-unreadable"):
        footer = pq.read_metadata(source.dataset)
        groups = map(footer.row_group, range(footer.num_row_groups))
        return sum(group.total_byte_size for group in groups), footer.num_rows
