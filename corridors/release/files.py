"""A file of a release as the descriptor and the manifest tell of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from corridors.release.written import Written

__all__ = ["Released", "released"]


@dataclass(frozen=True)
class Released:
    """A file of a release.

    Attributes
    ----------
    path
        Its name in the folder.
    resource
        Its name in the descriptor; no two are alike.
    title, mediatype
        What it is.
    size, sha256
        Of its bytes.
    columns
        Of a table other than the rows; None: those of the dictionary.
    written
        What came of writing it.
    """

    path: str
    resource: str
    title: str
    mediatype: str
    size: int
    sha256: str
    columns: tuple[str, ...] | None
    written: Written


def released(
    path: Path,
    about: tuple[str, str, str],
    written: Written | None = None,
    columns: tuple[str, ...] | None = None,
) -> Released:
    """Return what is to be told of a file that is written, ``about`` its resource, title, type."""
    found = path.read_bytes()
    digest = hashlib.sha256(found).hexdigest()
    return Released(path.name, *about, len(found), digest, columns, written or Written())
