"""A file is written whole or not at all."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corridors import InputError
from corridors.exchange import inert, staged, to_csv, withdraw, write_whole


def test_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.html"
    write_whole(path, "Баку")
    assert path.read_text("utf-8") == "Баку"
    assert [p.name for p in path.parent.iterdir()] == ["b.html"]


def test_mode_of_the_old_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "b.html"
    write_whole(path, "old")
    path.chmod(0o640)
    write_whole(path, "new")
    assert path.read_text("utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_old_file_stays_when_a_step_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "b.html"
    write_whole(path, "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, full)
    with pytest.raises(InputError, match="No space left on device"):
        write_whole(path, "new")
    monkeypatch.undo()
    assert path.read_text("utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["b.html"]


def test_folder_and_symlink_are_refused(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("kept")
    link = tmp_path / "link"
    link.symlink_to(target)
    for path in (tmp_path, link):
        with pytest.raises(InputError, match="output"):
            write_whole(path, "new")
    assert target.read_text() == "kept"


def test_folder_appears_whole_without_what_killed_writers_left(tmp_path: Path) -> None:
    with staged(tmp_path / "parts") as stage:
        (stage / ".corridors-killed").mkdir(parents=True)
        (stage / "part").write_text("whole")
        assert not (tmp_path / "parts").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["parts"]
    assert [p.name for p in (tmp_path / "parts").iterdir()] == ["part"]


def test_what_a_driver_leaves_beside_its_file_goes(tmp_path: Path) -> None:
    with staged(tmp_path / "a.gpkg") as stage:
        stage.write_text("new")
        stage.with_suffix(".gpkg-journal").write_text("left")
    assert [p.name for p in tmp_path.iterdir()] == ["a.gpkg"]


def test_all_of_a_folder_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    replace = Path.replace

    def noted(handle: int) -> None:
        done.append(Path(f"/proc/self/fd/{handle}").readlink().name)

    def renamed(stage: Path, path: Path) -> Path:
        done.append("(renamed)")
        return replace(stage, path)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Path, "replace", renamed)
    with staged(tmp_path / "folder") as stage:
        (stage / "lines").mkdir(parents=True)
        (stage / "lines" / "a").write_text("a", encoding="utf-8")
        (stage / "b").write_text("b", encoding="utf-8")
    assert done == ["b", "lines", "a", "staged", "(renamed)", tmp_path.name]


def test_mode_of_a_new_file_is_as_its_writer_has_it(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new", b"bytes")
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_bytes() == b"bytes"
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


def test_device_and_pipe_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(InputError, match="the name of a regular file"):
            write_whole(path, "new")
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_name_too_long_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written: File name too long"):
        write_whole(tmp_path / ("a" * 300), "new")


def test_folder_is_taken_back_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "release"
    (folder / "deep").mkdir(parents=True)
    withdraw(folder)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="cannot be taken back: No such file"):
        withdraw(folder)


def test_without_rows_a_line_is_written() -> None:
    assert to_csv([]) == "\n"


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
@example([("\r", "=1"), ("\r\n", "\n"), ("-", '"')])
def test_any_text_is_read_again_as_it_was_but_for_the_apostrophe(
    rows: list[tuple[str, str]],
) -> None:
    text = to_csv([dict(zip("ab", row, strict=True)) for row in rows])
    assert [*csv.reader(io.StringIO(text, newline=""))] == [
        ["a", "b"],
        *([inert(cell) for cell in row] for row in rows),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_led_by_an_apostrophe(start: str) -> None:
    assert inert(f"{start}1") == f"'{start}1"
    assert inert(f"1{start}") == f"1{start}"
    assert inert(-1.5) == -1.5


def test_what_cannot_be_written_is_told_by_its_path_alone(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        write_whole(tmp_path, "new")
    assert [(one.file, one.line, one.record, one.code) for one in told.value.problems] == [
        (str(tmp_path), 0, "", "output")
    ]
