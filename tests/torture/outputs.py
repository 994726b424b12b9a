"""What the commands write, each output small, and the files that they are made of.

Run as a process of its own it writes all: ``python -m torture.outputs MADE-OF FOLDER``.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import click
import geopandas as gpd
import numpy as np
from lobito import write_lobito
from networks import network
from shapely import box

from corridors.cli import main
from corridors.commands.signals import heard, said_of
from corridors.engine.areas import Area, AreaIndex, index_areas
from corridors.engine.indexcache import cached_index

__all__ = ["BROKEN", "OLD", "Output", "outputs", "prepare", "whole"]

#: Exit code of a command that ends by what is no error of ours.
BROKEN = 99
OLD = b"old whole"
_LINES = 8
_PICTURES = ("png", "svg", "pdf")
_PIECES = ("parquet", "gpkg", "geojson", "fgb", "shp.zip")
_MODULES = (
    *("corridors.commands.export", "corridors.commands.new", "corridors.commands.plot"),
    *("corridors.commands.split", "corridors.report", "corridors.seeding", "layers.page"),
    *("corridors.release.bundle", "corridors.bulk.network_files", "corridors.bulk.split_report"),
    *("layers.payload", "layers.picture", "corridors.foreign.reading"),
)


@dataclass(frozen=True)
class Output:
    """What one command writes.

    Attributes
    ----------
    name
        Of the output.
    target
        The file or folder that it is.
    is_folder
        Whether it is a folder, which must not be there before.
    write
        Has it written, and returns the exit code.
    is_needed
        Whether a command that cannot write it has failed.
    """

    name: str
    target: Path
    is_folder: bool
    write: Callable[[], int]
    is_needed: bool = True


def prepare(folder: Path) -> None:
    """Write the files that outputs are made of, and import what makes them."""
    for module in _MODULES:
        importlib.import_module(module)
    folder.mkdir(parents=True)
    areas = [box(10, -20, 22, 10), box(22, -20, 32, 10)]
    named = gpd.GeoDataFrame({"code": ["AA", "BB"]}, geometry=areas, crs=4326)
    named.to_file(folder / "areas.geojson")
    network(*network().geometry.tolist() * _LINES).to_parquet(folder / "network.parquet")
    write_lobito(folder / "lobito.geojson")
    code = _run(["new", str(folder / "lobito"), *_lobito(folder)])
    if code:
        sys.exit(code)


def outputs(made_of: Path, folder: Path) -> Iterator[Output]:
    """Yield every output, to be written into a folder."""

    def command(name: str, target: str, *words: str, is_folder: bool = False) -> Output:
        path = folder / target
        return Output(name, path, is_folder, lambda: _run([words[0], *_at(words[1:], path)]))

    areas = ("--boundaries", str(made_of / "areas.geojson"), "--country-field", "code")
    corridor, lines = str(made_of / "lobito"), str(made_of / "network.parquet")
    yield command("map", "page.html", "map", corridor, "-o", "@", *areas)
    for kind in _PICTURES:
        yield command(f"plot {kind}", f"sheet.{kind}", "plot", corridor, "-o", "@", *areas)
    for kind in _PIECES:
        yield command(f"split {kind}", f"pieces.{kind}", "split", lines, "-o", "@", *areas)
    words = ("export", corridor, "-o", "@", *areas)
    yield command("export", "release", *words, is_folder=True)
    yield command("new", "seeds", "new", "@", *_lobito(made_of), is_folder=True)
    path = folder / "key-1.index"
    yield Output("index cache", path, is_folder=False, write=lambda: _keep(folder), is_needed=False)


def _at(words: tuple[str, ...], target: Path) -> list[str]:
    return [str(target) if word == "@" else word for word in words]


def _lobito(folder: Path) -> list[str]:
    fields = ["--route-field", "line", "--section-field", "part"]
    return ["--from", str(folder / "lobito.geojson"), "--name", "Lobito", *fields]


def _run(words: list[str]) -> int:
    """Return the exit code of a command; what it says goes where standard error goes."""
    with redirect_stdout(sys.stderr), redirect_stderr(sys.stderr):
        try:
            main(words)
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else BROKEN
    return BROKEN


def _keep(folder: Path) -> int:
    os.environ["CORRIDORS_CACHE"] = str(folder)
    with heard() as came:
        try:
            found = cached_index("key", _index)
        except KeyboardInterrupt:
            click.echo("corridors: " + said_of(came)[0], err=True)
            return said_of(came)[1]
        return 0 if found.areas[1].country == "AA" else BROKEN


def _index() -> AreaIndex:
    areas = [Area(code, "land", code) for code in ("AA", "BB")]
    return index_areas(np.array([box(0, 0, 10, 10), box(10, 0, 20, 10)]), areas)


def whole(target: Path) -> dict[str, object]:
    """Return all that a file or folder holds by path; nothing where it is not there."""
    parts = [target, *sorted(target.rglob("*"))] if target.is_dir() else [target]
    files = (part for part in parts if part.is_file())
    return {part.relative_to(target).as_posix(): _content(part) for part in files}


def _content(path: Path) -> object:
    """Return the bytes of a file or, as a database has freedom in them, the tables of one."""
    content = path.read_bytes()
    if not content.startswith(b"SQLite format 3"):
        return content
    with closing(sqlite3.connect(path)) as database:
        sound = database.execute("PRAGMA integrity_check").fetchall()
        names = database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 2").fetchall()
        tables = [name for kind, name, _ in names if kind == "table"]
        rows = [database.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables]  # noqa: S608
        return sound, names, rows


def _digests(made_of: Path, folder: Path) -> dict[str, str]:
    """Write all outputs and return the checksum of each."""
    if not made_of.exists():
        prepare(made_of)
    folder.mkdir()
    found: dict[str, str] = {}
    for output in outputs(made_of, folder):
        code, digest = output.write(), hashlib.sha256()
        parts = sorted(output.target.rglob("*")) if output.is_folder else [output.target]
        for part in parts:
            digest.update(part.relative_to(folder).as_posix().encode())
            digest.update(part.read_bytes() if part.is_file() else b"")
        found[output.name] = digest.hexdigest() if code == 0 else f"exit code {code}"
    return found


if __name__ == "__main__":
    print(json.dumps(_digests(Path(sys.argv[1]), Path(sys.argv[2]))))  # noqa: T201
