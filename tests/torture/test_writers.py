"""Writers are ended by signals, write at once, and write the same another time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lobito import write_lobito
from networks import network, write
from processes import children, is_running, linux

from corridors.stages import left_behind

TESTS = Path(__file__).parents[1]
#: A command that stands still with its output staged, or goes on, as a terminal starts it.
COMMAND = """
import signal, sys, time
for name in ("SIGINT", "SIGTERM", "SIGHUP"):
    signal.signal(signal.Signals[name], signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
from corridors import cli, exchange
if sys.argv.pop(1) == "stand":
    exchange._replace = lambda *_: (print("staged", flush=True), time.sleep(600))
cli.main(sys.argv[1:])
"""
#: Writes, each time it is told to, a file or a folder, and says what came of it.
WRITER = """
import sys
from pathlib import Path
from corridors import InputError
from corridors.exchange import staged, write_whole

def write(kind, path):
    if kind == "file":
        return write_whole(path, letter * 1_000_000)
    with staged(path) as stage:
        stage.mkdir()
        for name in "ab":
            (stage / name).write_text(letter * 100_000)

letter = sys.argv[1]
print("up", flush=True)
for line in sys.stdin:
    kind, path = line.split()
    try:
        write(kind, Path(path))
        print("written", flush=True)
    except InputError as error:
        print("refused", flush=True)
"""
ROUNDS = 10


def started(code: str, *words: str | Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)  # noqa: S603


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize(
    ("words", "target", "name", "told"),
    [
        (["map", "southern-gas", "-o"], "page.html", "SIGINT", "interrupted"),
        (["map", "southern-gas", "-o"], "page.html", "SIGTERM", "terminated"),
        (["plot", "southern-gas", "-o"], "a.svg", "SIGHUP", "its terminal was closed"),
        (["export", "southern-gas", "--formats", "csv,html", "-o"], "out", "SIGINT", "interrupted"),
        (["export", "southern-gas", "--formats", "fgb", "-o"], "out", "SIGTERM", "terminated"),
        (["new", "--from", "lobito.geojson"], "seeds", "SIGTERM", "terminated"),
        (["split", "network.gpkg", "-o"], "pieces.gpkg", "SIGTERM", "terminated"),
    ],
)
def test_a_signal_is_one_line_and_nothing_is_left(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    target: str,
    name: str,
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_lobito(tmp_path / "lobito.geojson")
    write(network(), tmp_path, "gpkg")
    if Path(target).suffix:
        Path(target).write_bytes(b"old whole")
    before = {path.name: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()}
    with started(COMMAND, "stand", *words, target) as process:
        assert said(process) == "staged"
        process.send_signal(signal.Signals[name])
        _, stderr = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.Signals[name]
    assert stderr.strip() == f"corridors: {told}"
    after = {path.name: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()}
    assert after == before


@pytest.mark.parametrize("suffix", ["parquet", "gpkg", "shp.zip"])
def test_split_of_a_large_file_is_ended_on_the_way_and_starts_clean(
    tmp_path: Path, suffix: str
) -> None:
    source = write(network(*network().geometry.tolist() * 50_000), tmp_path, "parquet")
    target = tmp_path / f"pieces.{suffix}"
    target.write_bytes(b"old whole")
    words = ("go on", "split", source, "-o", target)
    with started(COMMAND, *words) as process:
        while process.poll() is None and not any(tmp_path.glob(".corridors-*/*")):
            pass  # it is still at its imports
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=120)
    assert (process.returncode, stderr.strip()) == (130, "corridors: interrupted")
    assert target.read_bytes() == b"old whole"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([source.name, target.name])


@linux
def test_of_a_command_that_is_killed_nothing_goes_on_and_what_is_left_is_named(
    tmp_path: Path,
) -> None:
    source = write(network(*network().geometry.tolist() * 50_000), tmp_path, "parquet")
    target = tmp_path / "pieces.gpkg"
    target.write_bytes(b"old whole")
    with started(COMMAND, "go on", "split", source, "-o", target) as process:
        while not any(path.stat().st_size for path in tmp_path.glob(".corridors-*/*")):
            assert process.poll() is None
        [writer] = children(process.pid)
        process.kill()
        assert process.communicate(timeout=60)[1] == ""
    while is_running(writer):
        pass  # it has yet to notice that it is alone
    assert target.read_bytes() == b"old whole"
    [left] = left_behind(tmp_path)
    small = write(network(), tmp_path, "gpkg")
    with started(COMMAND, "go on", "split", small, "-o", target) as process:
        _, stderr = process.communicate(timeout=60)
    said = f"corridors: left by a writer that was ended: {left}"
    assert (process.returncode, stderr.strip()) == (0, said)


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_six_at_once_leave_one_whole_result(tmp_path: Path, kind: str) -> None:
    writers = [started(WRITER, letter) for letter in "uvwxyz"]
    assert [said(writer) for writer in writers] == ["up"] * 6
    for number in range(ROUNDS):
        target = tmp_path / f"target{number if kind == 'folder' else ''}"
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write(f"{kind} {target}\n")
            writer.stdin.flush()
        came = sorted(said(writer) for writer in writers)
        assert came == (["refused"] * 5 + ["written"] if kind == "folder" else ["written"] * 6)
        parts = [path.read_text() for path in ([target] if kind == "file" else target.iterdir())]
        assert set(parts) in [{letter * len(parts[0])} for letter in "uvwxyz"]
        assert len(parts[0]) == (1_000_000 if kind == "file" else 100_000)
    ended = [writer.communicate() for writer in writers]
    assert [stderr for _, stderr in ended] == [""] * 6
    assert not any(tmp_path.glob(".corridors-*"))


def test_the_same_bytes_in_another_folder_zone_and_hash_seed(tmp_path: Path) -> None:
    """The days of both zones differ at any time; what is read today has its day in seeds."""

    def written(name: str, **surroundings: str) -> dict[str, str]:
        words = [sys.executable, "-m", "torture.outputs", tmp_path / "made-of", tmp_path / name]
        env = {**os.environ, "PYTHONPATH": str(TESTS), **surroundings}
        done = subprocess.run(words, env=env, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
        found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
        return found

    for number in range(2):  # again, if midnight passed
        day = datetime.now(UTC).date()
        first = written(f"a{number}", TZ="Etc/GMT+12", PYTHONHASHSEED="1")
        second = written(f"b{number}", TZ="Etc/GMT-14", PYTHONHASHSEED="2")
        if day == datetime.now(UTC).date():
            break
    assert first == second
    assert len(first) == 12
    assert all(len(digest) == 64 for digest in first.values())
