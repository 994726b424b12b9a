"""Commands get a signal on their way: how soon they end, as a section of RESULTS.md.

Run by itself: ``python -m torture.interrupts``.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lobito import write_lobito
from networks import network, write
from processes import children, is_running

from corridors.stages import left_behind
from torture.sections import put

__all__ = ["write_section"]

_LINES, _MOMENTS, _LOOKING_S = 20_000, 4, 0.01
_OLD = b"old whole"
_COMMANDS = {
    "map": ("page.html", "map", "-o"),
    "plot pdf": ("sheet.pdf", "plot", "southern-gas", "-o"),
    "plot png": ("sheet.png", "plot", "southern-gas", "-o"),
    "export": ("release", "export", "southern-gas", "-o"),
    "new": ("seeds", "new", "--from", "FEW"),
    **{
        f"split {kind}": (f"pieces.{kind}", "split", "LINES", "-o")
        for kind in ("parquet", "gpkg", "geojson", "fgb", "shp.zip")
    },
}


class _End(NamedTuple):
    """How a command ended: in how many seconds from its beginning or, with a signal, from that."""

    seconds: float
    is_sound: bool


def write_section() -> int:
    """Write how soon commands end, and return how many ends are not sound."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored here, it is in commands
    with tempfile.TemporaryDirectory() as folder:
        made = network(*network().geometry.tolist() * _LINES)
        source = write(made, Path(folder), "gpkg")
        few = Path(folder) / "lobito.geojson"
        write_lobito(few)
        out, files = Path(folder) / "out", {"LINES": str(source), "FEW": str(few)}
        rows = [
            _row(name, out / target, [files.get(word, word) for word in words])
            for name, (target, *words) in _COMMANDS.items()
        ]
    text = (
        f"Each command is ended at {_MOMENTS} moments spread over its run, once by Ctrl-C and once",
        "by SIGKILL: the most seconds until it, and the process that it leaves work to, are gone.",
        "Sound: Ctrl-C is one line and code 130, or all was done; the target is the old whole or a",
        "new one; nothing stays that the next start does not name.",
        f"`split` cuts {len(made)} lines.",
        *("", "| command | left alone, s | Ctrl-C, s | SIGKILL, s | not sound |"),
        *("|---|---|---|---|---|", *(row for row, _ in rows)),
    )
    put("Signals on the way", text)
    return sum(unsound for _, unsound in rows)


def _row(name: str, target: Path, words: list[str]) -> tuple[str, int]:
    whole = _ended(target, words, None, 0.0)
    moments = [whole.seconds * (n + 0.5) / _MOMENTS for n in range(_MOMENTS)]
    stopped, killed = (
        [_ended(target, words, number, moment) for moment in moments]
        for number in (signal.SIGINT, signal.SIGKILL)
    )
    most = [max(end.seconds for end in ends) for ends in (stopped, killed)]
    unsound = sum(not end.is_sound for end in (whole, *stopped, *killed))
    print(f"{name}: {whole.seconds:.1f} s, {most[0]:.2f} s, {most[1]:.2f} s", flush=True)  # noqa: T201
    return f"| {name} | {whole.seconds:.1f} | {most[0]:.2f} | {most[1]:.2f} | {unsound} |", unsound


def _ended(target: Path, words: list[str], number: signal.Signals | None, after_s: float) -> _End:
    shutil.rmtree(target.parent, ignore_errors=True)
    target.parent.mkdir()
    if target.suffix:
        target.write_bytes(_OLD)
    command = [sys.executable, "-m", "corridors", *_placed(words, target)]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    before = time.monotonic()
    with subprocess.Popen(command, stdout=nowhere, stderr=pipe, text=True) as process:  # noqa: S603  our own
        started: list[int] = []
        if number is not None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(after_s)
            started = children(process.pid) if process.poll() is None else []
            before = time.monotonic()
            process.send_signal(number)
        said = process.communicate()[1]
    while any(map(is_running, started)):
        time.sleep(_LOOKING_S)
    seconds = time.monotonic() - before
    return _End(seconds, _is_sound(target, number, process.returncode, said))


def _placed(words: list[str], target: Path) -> list[str]:
    """Return the words of a command with its target: behind ``-o``, else the first."""
    return [*words, str(target)] if words[-1] == "-o" else [words[0], str(target), *words[1:]]


def _is_sound(target: Path, number: signal.Signals | None, code: int, said: str) -> bool:
    named = [*left_behind(target.parent), target]
    if any(path not in named for path in target.parent.iterdir()):
        return False
    is_old = target.read_bytes() == _OLD if target.suffix else not target.exists()
    if number is signal.SIGKILL or code == 0:
        return code != 0 or not is_old
    return number is not None and (code, said.strip()) == (130, "corridors: interrupted")


if __name__ == "__main__":
    sys.exit(min(write_section(), 1))
