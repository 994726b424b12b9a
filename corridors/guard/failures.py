"""What the libraries raise becomes an error that names the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from corridors.errors import CorridorError
from corridors.guard.opening import problem

__all__ = ["told"]

_FAILURES = (pa.ArrowException, OSError, RuntimeError, ValueError, LookupError, TypeError)


@contextmanager
def told(path: Path, code: str) -> Iterator[None]:
    """Turn what the libraries raise into an error that names the file."""
    try:
        yield
    except CorridorError:
        raise
    except _FAILURES as error:
        raise problem(path, code, str(error)) from error
