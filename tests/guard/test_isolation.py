"""Whatever becomes of a reader, its caller gets an answer or one error that names the file."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from guard import readers
from processes import children, is_running, linux

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


@linux
@pytest.mark.parametrize(
    "called",
    [
        "from corridors.guard.isolation import isolated; isolated(readers.stands, path)",
        "from corridors.guard.working import working; working(readers.stands, path, heard=print)",
    ],
)
def test_a_reader_ends_with_its_caller_however_that_ends(path: Path, called: str) -> None:
    known = f"import sys; sys.path[:] = {sys.path!r}; from pathlib import Path; "
    code = f"{known} path = Path({str(path)!r}); from guard import readers; {called}"
    with subprocess.Popen([sys.executable, "-c", code]) as caller:  # noqa: S603  our own
        while not (readers_of := children(caller.pid)):
            assert caller.poll() is None
        caller.kill()
    end = time.monotonic() + 120  # for ever, where it does not notice
    while is_running(readers_of[0]):
        assert time.monotonic() < end
