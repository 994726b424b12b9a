"""Atheris looks for a text that makes a reader fail otherwise than by an error of ours.

Run as a process of its own for each reader: ``python -m torture.fuzz READER SECONDS FOLDER``. What
is tried begins as a sound text and grows by what reaches new code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["corridors", "defusedxml", "tomllib", "csv", "json"]):
    from corridors import InputError

    # readers import these only when they are asked for
    from corridors.foreign import geojson, markup, osm, reading, texttables  # noqa: F401
    from corridors.reading import read_corridor
from conftest import CORRIDOR, LINES, write_corridor
from foreign.sound import TEXTS

__all__ = ["READERS", "main"]

_TOML = "corridor.toml"
_TABLES = [
    *(name for name in CORRIDOR if name != _TOML),
    *(f"lines/{one}.geojson" for one in LINES),
]
READERS = (*TEXTS, _TOML, "seeds")
_OPTIONS = ("-seed=6", "-max_len=4096", "-timeout=20", "-rss_limit_mb=4096", "-print_final_stats=1")


def main(reader: str, seconds: str, folder: str) -> None:
    """Try texts on a reader until the time is over or one makes it fail, and end the process."""
    work = Path(folder)
    known = work / "known"
    known.mkdir(parents=True)
    for number, content in enumerate(_sound(reader)):
        (known / f"{number}").write_bytes(content)
    options = [*_OPTIONS, f"-max_total_time={seconds}", f"-artifact_prefix={work}/", str(known)]
    atheris.Setup([sys.argv[0], *options], _trial(reader, work))
    atheris.Fuzz()


def _sound(reader: str) -> list[bytes]:
    if reader in TEXTS:
        return [TEXTS[reader]]
    if reader == _TOML:
        return [CORRIDOR[_TOML].encode()]
    with TemporaryDirectory() as folder:
        seeds = write_corridor(Path(folder) / "tiny")
        return [bytes([n]) + (seeds / name).read_bytes() for n, name in enumerate(_TABLES)]


def _trial(reader: str, work: Path) -> Callable[[bytes], None]:
    """Return what reads bytes in the place of a file; of seeds, the first byte tells which."""
    if reader in TEXTS:
        return lambda content: _read_lines(work / reader, content)
    seeds = write_corridor(work / "tiny")
    if reader == _TOML:
        return lambda content: _read_seeds(seeds, _TOML, content)
    return lambda content: _read_seeds(seeds, _TABLES[sum(content[:1]) % len(_TABLES)], content[1:])


def _read_lines(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with suppress(InputError):
        reading._read(path, ("name",), None)  # noqa: SLF001  what a process of its own calls


def _read_seeds(seeds: Path, file: str, content: bytes) -> None:
    sound = (seeds / file).read_bytes()
    (seeds / file).write_bytes(content)
    try:
        with suppress(InputError):
            read_corridor(seeds)
    finally:
        (seeds / file).write_bytes(sound)


if __name__ == "__main__":
    main(*sys.argv[1:])
