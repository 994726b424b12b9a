"""Stages are told from those of dead writers, whatever happens between making and locking one."""

from __future__ import annotations

import errno
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corridors import stages
from corridors.stages import drop_stages, left_behind, stage_folder

fcntl = pytest.importorskip("fcntl")


def test_a_stage_that_another_takes_for_dead_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another writer looks between the making of a stage and its opening."""
    made: list[str] = []
    make = tempfile.mkdtemp

    def make_and_look(prefix: str, dir: Path) -> str:  # noqa: A002  as the function's
        made.append(make(prefix=prefix, dir=dir))
        assert len(made) > 1 or left_behind(tmp_path) == []
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", make_and_look)
    with stage_folder(tmp_path) as stage:
        assert [str(stage)] == made[1:]
        assert list(tmp_path.iterdir()) == [stage]
    assert list(tmp_path.iterdir()) == []


def test_a_stage_that_is_gone_once_it_is_locked_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flock: Callable[[int, int], None] = fcntl.flock
    removed: list[Path] = []

    def remove_first(handle: int, how: int) -> None:
        if not removed:
            removed.extend(tmp_path.iterdir())
            shutil.rmtree(removed[0])
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", remove_first)
    with stage_folder(tmp_path) as stage:
        assert stage not in removed
        assert stage.is_dir()


def test_where_nothing_can_be_locked_nothing_is_called_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".corridors-a").mkdir()
    (tmp_path / ".corridors-a" / "half").touch()

    def refuse(_handle: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with stage_folder(tmp_path) as stage:
        assert left_behind(tmp_path) == []
        assert stage.is_dir()
    monkeypatch.undo()
    monkeypatch.setattr(stages, "fcntl", None)  # as on Windows
    with stage_folder(tmp_path):
        assert left_behind(tmp_path) == []
    monkeypatch.undo()
    assert left_behind(tmp_path) == [tmp_path / ".corridors-a"]


def test_what_cannot_be_opened_is_not_called_left(tmp_path: Path) -> None:
    (tmp_path / ".corridors-link").symlink_to(tmp_path / "nowhere")
    assert left_behind(tmp_path) == []


def test_stages_in_a_folder_are_dropped(tmp_path: Path) -> None:
    (tmp_path / ".corridors-a" / "deep").mkdir(parents=True)
    (tmp_path / "kept").mkdir()
    drop_stages(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_without_locks_of_the_system_the_module_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as context:
        context.setitem(sys.modules, "fcntl", None)
        assert importlib.reload(stages).fcntl is None
    assert importlib.reload(stages).fcntl is fcntl
