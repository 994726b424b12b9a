"""Damaged files of binary formats through the one way in, many a process for speed.

What ends the process of many is read again, each file in a process of its own, as users' are.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from foreign.sound import damaged, write_binary

from corridors import InputError
from corridors.foreign import reading
from corridors.foreign.reading import read_features
from corridors.guard.isolation import isolated

__all__ = ["ENDED", "outcomes"]

#: Codes that tell what became of a reader's process, not what is wrong with the file.
ENDED = {"reader-crashed", "reader-failed", "reader-time", "ours"}
_MANY = 25


def outcomes(folder: Path, suffix: str, count: int, seed: int) -> Counter[str]:
    """Return how many damaged files of a format are read ("") or refused, by code."""
    sound = folder / f"sound{suffix}"
    write_binary(sound)
    content = sound.read_bytes()
    read_features(sound)
    found: Counter[str] = Counter()
    wrong = list(damaged(content, count, seed))
    for first in range(0, count, _MANY):
        many = folder / f"{first}{suffix}"
        many.mkdir()
        for number, one in enumerate(wrong[first : first + _MANY]):
            (many / f"{number}{suffix}").write_bytes(one)
        found.update(_outcomes(many))
    return found


def _outcomes(many: Path) -> list[str]:
    try:
        codes = isolated(codes_of, many)
    except InputError:
        return [_code(path) for path in sorted(many.iterdir())]
    return [_code(many / name) if code == "ours" else code for name, code in codes.items()]


def codes_of(many: Path) -> dict[str, str]:
    """Return the code of the error that each file of a folder meets; in a reader's process."""
    return {path.name: _code_here(path) for path in sorted(many.iterdir())}


def _code_here(path: Path) -> str:
    try:
        reading._read(path, (), None)  # noqa: SLF001  what a process of its own calls
    except InputError as error:
        return error.problems[0].code
    except Exception:  # noqa: BLE001  looked at again in a process of its own
        return "ours"
    return ""


def _code(path: Path) -> str:
    try:
        read_features(path)
    except InputError as error:
        return error.problems[0].code
    return ""
