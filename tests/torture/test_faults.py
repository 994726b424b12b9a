"""Wherever a writer fails or is ended, its target is the old whole or the new whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corridors.exchange import write_whole
from corridors.stages import left_behind, stage_folder
from torture import faults

TESTS = Path(__file__).parents[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="it forks for each point")
def test_old_whole_or_new_whole_at_every_call(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "torture.faults", str(tmp_path)]
    done = subprocess.run(  # noqa: S603  our own
        words, cwd=TESTS, capture_output=True, text=True, check=True
    )
    points = [json.loads(line) for line in done.stdout.splitlines()]
    assert {point["found"] for point in points} == {"old", "new"}
    assert {point["code"] for point in points} <= {-signal.SIGKILL, 2, 4}
    assert all(point["found"] == "new" for point in points if point["code"] == 4)
    assert max(point["left"] for point in points) == 1
    assert len(points) >= 100
    assert {(point["kind"], point["fault"]) for point in points} == {
        (kind, fault) for kind in faults.WRITERS for fault in faults.FAULTS
    }


def test_what_a_dead_writer_left_is_named_and_a_living_one_is_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    dead = tmp_path / ".corridors-dead"
    dead.mkdir()
    with stage_folder(tmp_path) as living:
        assert left_behind(tmp_path) == [dead]
        write_whole(tmp_path / "a", "new")
        assert living.is_dir()
    assert [record.getMessage() for record in caplog.records] == [
        f"corridors: left by a writer that was ended: {dead}"
    ] * 2


def test_ctrl_c_is_one_line_and_130() -> None:
    seen = (
        "import signal, time; from corridors.cli import main; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "  # as a terminal has it
        "import corridors.cli as c; c.read = lambda _: (print('up', flush=True), time.sleep(60)); "
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
