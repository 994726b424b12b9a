"""A release is written as one folder: it appears whole, the manifest last, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from corridors.errors import InputError
from corridors.exchange import staged
from corridors.guard.opening import problem
from corridors.release.citation import citation
from corridors.release.descriptor import datapackage
from corridors.release.dictionary import dictionary_rows
from corridors.release.files import Released, released
from corridors.release.formats import FORMATS
from corridors.release.manifest import manifest
from corridors.release.sources import source_rows
from corridors.release.texttables import write_table

if TYPE_CHECKING:
    from corridors.release.rows import Release

__all__ = ["Picture", "write_bundle"]

_JSON = "application/json"


class Picture(NamedTuple):
    """What is not made here but by the caller: what it is, and what draws it to a path."""

    title: str
    suffix: str
    mediatype: str
    draw: Callable[[Path], None]


def write_bundle(
    release: Release,
    folder: Path,
    formats: Collection[str] = tuple(FORMATS),
    pictures: Collection[Picture] = (),
) -> dict[str, Any]:
    """Write a release: its rows in some formats, dictionary, sources, citation and descriptor.

    Parameters
    ----------
    release
        What to write.
    folder
        Must not be there yet.
    formats
        Of :data:`corridors.release.formats.FORMATS`.
    pictures
        What else goes in.

    Returns
    -------
    dict
        The manifest, as it is written last.

    Raises
    ------
    InputError
        When the folder is there, or cannot be written, or a format does not give back as many
        rows as were written.
    """
    _check(folder)
    with staged(folder) as stage, _told_of(stage, folder):
        stage.mkdir()
        files = [*_data(release, stage, formats), *_tables(release, stage)]
        files += _pictures(release, stage, pictures)
        files.append(_cited(release, stage))
        described = stage / "datapackage.json"
        _write_json(described, datapackage(release, files))
        files.append(released(described, ("datapackage", "Descriptor of the Data Package", _JSON)))
        told = manifest(release, files)
        _write_json(stage / "manifest.json", told)
    return told


def _check(folder: Path) -> None:
    try:
        there = folder.exists()
    except OSError as error:
        raise problem(folder, "output", f"cannot be written: {error.strerror}") from error
    if there:
        raise problem(folder, "output", "it is there already; a release wants a folder of its own")
    if "!" in str(folder.absolute()):
        raise problem(folder, "path", "a path without '!' is wanted")


@contextmanager
def _told_of(stage: Path, folder: Path) -> Iterator[None]:
    """Have errors name the files of the folder to be, not those of its stage."""
    try:
        yield
    except InputError as error:
        where, called = str(stage), str(folder)
        told = (
            replace(p, file=p.file.replace(where, called), message=p.message.replace(where, called))
            for p in error.problems
        )
        raise InputError(*told) from error


def _data(release: Release, stage: Path, formats: Collection[str]) -> Iterator[Released]:
    for name, kind in FORMATS.items():
        if name in formats:
            path = stage / f"{release.name}{kind.suffix}"
            found = kind.write(release, path)
            if found.rows != len(release.rows):
                message = f"{found.rows} of {len(release.rows)} rows can be read back"
                raise problem(path, "output", message)
            yield released(path, (f"segments-{name}", kind.title, kind.mediatype), found)


def _tables(release: Release, stage: Path) -> Iterator[Released]:
    tables: Mapping[str, list[dict[str, str | None]]] = {
        "dictionary": dictionary_rows(),
        "sources": source_rows(release),
    }
    for name, rows in tables.items():
        path = stage / f"{release.name}-{name}.csv"
        found = write_table(rows, path)
        about = (name, name.capitalize(), "text/csv")
        yield released(path, about, found, tuple(rows[0]) if rows else ())


def _pictures(release: Release, stage: Path, pictures: Collection[Picture]) -> Iterator[Released]:
    for picture in pictures:
        path = stage / f"{release.name}{picture.suffix}"
        picture.draw(path)
        yield released(path, (picture.suffix[1:], picture.title, picture.mediatype))


def _cited(release: Release, stage: Path) -> Released:
    path = stage / "CITATION.cff"
    path.write_text(citation(release), encoding="utf-8", newline="")
    return released(path, ("citation", "How to cite it", "application/yaml"))


def _write_json(path: Path, answer: Mapping[str, Any]) -> None:
    text = json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="")
