"""Wherever a writer fails or is ended, its target is the old whole or the new whole."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corridors.exchange import write_whole
from corridors.stages import left_behind, stage_folder
from torture import calls, faults

TESTS = Path(__file__).parents[1]


@pytest.mark.skipif(bool(calls.missing()), reason=f"without {calls.missing()}: make torture")
def test_old_whole_or_new_whole_wherever_a_writer_fails(tmp_path: Path) -> None:
    """A spread of the points that `make torture` tries: every output and every fault is in it."""
    words = [sys.executable, "-m", "torture.faults", str(tmp_path), "61"]
    done = subprocess.run(words, cwd=TESTS, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  our own
    points = [json.loads(line) for line in done.stdout.splitlines()]
    assert [point for point in points if not point["is_sound"]] == []
    assert {point["fault"] for point in points} == set(faults.FAULTS)
    assert {point["found"] for point in points} == {"old", "new"}
    assert len(points) >= 80


def test_what_a_dead_writer_left_is_named_and_a_living_one_is_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    dead, empty = tmp_path / ".corridors-dead", tmp_path / ".corridors-empty"
    for folder in (dead, empty):
        folder.mkdir()
    (dead / "staged.html").write_text("half", encoding="utf-8")
    with stage_folder(tmp_path) as living:
        assert left_behind(tmp_path) == [dead]
        assert not empty.exists()
        write_whole(tmp_path / "a", "new")
        assert living.is_dir()
    assert [record.getMessage() for record in caplog.records] == [
        f"corridors: left by a writer that was ended: {dead}"
    ] * 2


def test_ctrl_c_is_one_line_and_130() -> None:
    seen = (
        "import signal, time; from corridors.cli import main; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "  # as a terminal has it
        "import corridors.commands.list as c; "
        "c.read = lambda _: (print('up', flush=True), time.sleep(60)); "
        "main(['list'])"
    )
    with subprocess.Popen(  # noqa: S603  our own
        [sys.executable, "-c", seen], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        before = time.perf_counter()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate()
    assert (process.returncode, told) == (130, "corridors: interrupted\n")
    assert time.perf_counter() - before < 5
