"""Readers take any bytes: they give lines, or one error of ours."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import CORRIDOR, LINES, write_corridor
from foreign.sound import BINARY, TEXTS, write_binary
from hypothesis import given, settings
from hypothesis import strategies as st
from torture.damage import ENDED, outcomes

from corridors import InputError, read_corridor
from corridors.foreign import reading

#: Formats of bytes that readers in Python take apart, or nearly so.
PACKED = (".kmz", ".xlsx")
SEEDS = (*CORRIDOR, *(f"lines/{name}.geojson" for name in LINES))
EDITS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 3), st.binary(max_size=4)), min_size=1, max_size=4
)


def _edited(content: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for place, length, new in edits:
        at = place * (1 + len(content) // 400) % (len(content) + 1)
        content = content[:at] + new + content[at + length :]
    return content


@cache
def _sound(name: str) -> bytes:
    if name in TEXTS:
        return TEXTS[name]
    with TemporaryDirectory() as folder:
        write_binary(Path(folder) / name)
        return (Path(folder) / name).read_bytes()


def _read(path: Path) -> int:
    return len(reading._read(path, ("name",), None).features)  # noqa: SLF001  here, for speed


@pytest.mark.parametrize("name", TEXTS)
def test_sound_ones_are_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(TEXTS[name])
    assert _read(tmp_path / name) == 1


@pytest.mark.parametrize("name", [*TEXTS, *(f"a{suffix}" for suffix in PACKED)])
@settings(max_examples=120, deadline=None)
@given(edits=EDITS)
def test_damaged_ones_are_read_or_refused(name: str, edits: list[tuple[int, int, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(_edited(_sound(name), edits))
        with suppress(InputError):
            assert _read(path) >= 1


@pytest.mark.parametrize("suffix", BINARY)
def test_damaged_files_end_no_reader(suffix: str, tmp_path: Path) -> None:
    found = outcomes(tmp_path, suffix, count=25, seed=6)
    assert found.total() == 25
    assert ENDED.isdisjoint(found)
    assert len(found) > 1


@pytest.fixture(scope="module")
def damaged_seeds(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """Return a function that reads the tiny corridor with edits in one of its files."""
    folder = write_corridor(tmp_path_factory.mktemp("seeds") / "tiny")

    def read(file: str, edits: list[tuple[int, int, bytes]]) -> None:
        sound = (folder / file).read_bytes()
        (folder / file).write_bytes(_edited(sound, edits))
        try:
            read_corridor(folder)
        finally:
            (folder / file).write_bytes(sound)

    return read


@settings(max_examples=300, deadline=None)
@given(file=st.sampled_from(SEEDS), edits=EDITS)
def test_damaged_seeds_are_read_or_refused(
    damaged_seeds: Callable[..., None], file: str, edits: list[tuple[int, int, bytes]]
) -> None:
    with suppress(InputError):
        damaged_seeds(file, edits)
