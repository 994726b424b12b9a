"""Whatever becomes of a reader, its caller gets an answer or one error that names the file."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from guard import readers

from corridors import InputError
from corridors.guard import isolation
from corridors.guard.isolation import isolated


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "a.kml").write_text("<kml/>", encoding="utf-8")
    return tmp_path / "a.kml"


def test_the_answer_comes_back_whatever_is_printed(path: Path) -> None:
    assert isolated(readers.prints, path) == "answer"


def test_only_the_drivers_needed_are_loaded(path: Path) -> None:
    found = isolated(readers.drivers, path)
    assert set(found) <= {"ESRI Shapefile", "FlatGeobuf", "GPKG", "GeoJSON", "MEM"}
    assert len(found) >= 4


def test_our_own_error_comes_back_whole(path: Path) -> None:
    with pytest.raises(InputError) as told:
        isolated(readers.refuses, path, "a", "b")
    assert [(one.line, one.record) for one in told.value.problems] == [(3, "a"), (3, "b")]


@pytest.mark.parametrize(
    ("reader", "arguments", "code"),
    [
        (readers.reads_nowhere, (), "reader-crashed"),
        (readers.ends_on, (signal.SIGABRT,), "reader-crashed"),
        (readers.ends_on, (signal.SIGKILL,), "reader-crashed"),
        (readers.eats, (), "reader-memory"),
        (readers.breaks, (), "reader-failed"),
        (readers.writes, (), "reader-failed"),
    ],
)
def test_what_ends_a_reader_is_one_error(
    path: Path, reader: Callable[..., object], arguments: tuple[int, ...], code: str
) -> None:
    with pytest.raises(InputError) as told:
        isolated(reader, path, *arguments)
    assert [(one.file, one.code) for one in told.value.problems] == [(str(path), code)]
    assert str(told.value).isprintable()


@pytest.mark.parametrize(("reader", "wait"), [(readers.sleeps, 2), (readers.spins, 100)])
def test_no_reader_is_waited_for_longer(
    path: Path, monkeypatch: pytest.MonkeyPatch, reader: Callable[..., object], wait: int
) -> None:
    monkeypatch.setattr(isolation, "_SECONDS", 1)
    monkeypatch.setattr(isolation, "_WAIT", wait)
    with pytest.raises(InputError, match="reader-time"):
        isolated(reader, path)
