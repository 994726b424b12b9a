"""How many mutants the tests kill, room by room, into MUTATION.md: ``make mutation``.

With names of rooms, these alone are tried; what was found of the others is kept under ``build/``.
With ``again`` before them, only what survived is, once tests have been written for it.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from torture.mutants import Mutant, mutants, sample
from torture.rooms import ROOMS
from torture.trials import linked, load, mutated, verdict

__all__ = ["main"]

_ROOT = Path(__file__).parents[2]
_HERE = Path(__file__).parent
_KEPT = _ROOT / "build" / "mutation"
_COUNT = 200
_SEED = 6
_BASE_S = 600
_LEAST_S = 10
_SLOWER = 3
_WANTED = 0.85
_Z = 1.96  # 95 %


class _Trial(NamedTuple):
    """A mutant and what came of it."""

    module: str
    line: int
    before: str
    after: str
    word: str


class _Found(NamedTuple):
    """What was found of a room: how many places it has, and the trials of those drawn by lot.

    ``again`` tells whether what survived was tried again after tests had been written for it.
    """

    places: int
    trials: list[_Trial]
    again: bool = False


def main(rooms: list[str], count: int = _COUNT, seed: int = _SEED, *, again: bool = False) -> int:
    """Try mutants of rooms, write all figures, and return how many rooms fall short."""
    load()
    _KEPT.mkdir(parents=True, exist_ok=True)
    for room in rooms:
        found = _tried_again(room) if again else _tried(room, count, seed)
        (_KEPT / f"{room}.json").write_text(json.dumps(found), encoding="utf-8")
    found = {room: _kept(room) for room in ROOMS if (_KEPT / f"{room}.json").exists()}
    text = "\n".join(_report(found))
    (_HERE / "MUTATION.md").write_text(text + "\n", encoding="utf-8")
    return sum(_score(found[room].trials)[0] < _WANTED for room in rooms)


def _tried(room: str, count: int, seed: int) -> _Found:
    found = [one for module in ROOMS[room] for one in mutants(_ROOT, module)]
    drawn = sample(found, count, seed)
    with tempfile.TemporaryDirectory() as folder:
        checkout, log = linked(_ROOT, Path(folder)), Path(folder) / "log"
        trials = list(_trials(checkout, ROOMS[room], drawn, log))
    return _Found(len({one.place for one in found}), trials)


def _tried_again(room: str) -> _Found:
    """Return what was found of a room, with new trials of what survived."""
    kept = _kept(room)
    made = {
        (one.module, one.before, one.after): one
        for module in ROOMS[room]
        for one in mutants(_ROOT, module)
    }
    survived = [_same(one) for one in kept.trials if one.word == "survived"]
    drawn = [made[key] for key in survived if key in made]
    with tempfile.TemporaryDirectory() as folder:
        checkout, log = linked(_ROOT, Path(folder)), Path(folder) / "log"
        new = {_same(one): one for one in _trials(checkout, ROOMS[room], drawn, log)}
    return _Found(kept.places, [new.get(_same(one), one) for one in kept.trials], again=True)


def _same(one: _Trial) -> tuple[str, str, str]:
    """Return what tells a mutant, wherever its line has moved to."""
    return one.module, one.before, one.after


def _trials(
    checkout: Path, tests: dict[str, tuple[str, ...]], drawn: list[Mutant], log: Path
) -> Iterator[_Trial]:
    modules = dict.fromkeys(one.module for one in drawn)
    limits = {module: _limit(checkout, tests[module], log) for module in modules}
    for one in sorted(drawn):
        with mutated(checkout, one.module, one.code):
            came = verdict(checkout, tests[one.module], limits[one.module], log)
        trial = _Trial(one.module, one.line, one.before, one.after, came.word)
        print(f"{came.seconds:.1f} s", *trial, sep="\t", flush=True)  # noqa: T201  it takes long
        yield trial


def _limit(checkout: Path, tests: tuple[str, ...], log: Path) -> int:
    """Return the seconds after which a mutant is taken to hang; without one the tests pass."""
    came = verdict(checkout, tests, _BASE_S, log)
    if came.word != "survived":
        sys.exit(f"the tests fail without a mutant:\n{log.read_text(encoding='utf-8')}")
    return max(_LEAST_S, math.ceil(_SLOWER * came.seconds))


def _kept(room: str) -> _Found:
    places, trials, *again = json.loads((_KEPT / f"{room}.json").read_text(encoding="utf-8"))
    return _Found(places, [_Trial(*one) for one in trials], *again)


def _equivalent() -> dict[tuple[str, str, str], str]:
    """Return why mutants, by module, line before and line after, change nothing."""
    with (_HERE / "equivalent.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["module"], row["before"], row["after"]): row["why"] for row in csv.DictReader(file)
        }


def _score(trials: list[_Trial]) -> tuple[float, float, float]:
    """Return the share of mutants killed, but those that change nothing, and its 95 % interval.

    The interval is Wilson's (1927, https://doi.org/10.1080/01621459.1927.10502953).
    """
    known = _equivalent()
    words = [one.word for one in trials if _same(one) not in known]
    count, share = len(words), sum(word != "survived" for word in words) / len(words)
    middle = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    spread = math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    half = _Z / (1 + _Z**2 / count) * spread
    return share, middle - half, middle + half


def _report(found: dict[str, _Found]) -> Iterator[str]:
    yield from (
        "# Mutants",
        "",
        "Written by `make mutation`. Places where a fault was put, one a trial, are drawn by lot",
        "of all places in a room, one fault of those possible there. The score is of those tried",
        "that change anything, with its 95 % interval. Tests of over five seconds were not asked.",
        "",
        "| room | places | tried | no change | killed | out of time | survive | score | 95 % |",
        f"|{9 * '---|'}",
    )
    for room, one in found.items():
        yield _row(room, one)
    if any(one.again for one in found.values()):
        yield ""
        yield "\\* What survived was tried again after tests had been written for it: of places not"
        yield "drawn fewer faults may be noticed."
    yield from ("", "| module | tried | killed or out of time |", "|---|---|---|")
    for module, own in _by_module(found).items():
        yield f"| {module} | {len(own)} | {sum(one.word != 'survived' for one in own)} |"
    yield from ("", "## Survivors", "")
    known = _equivalent()
    for one in (one for room in found.values() for one in room.trials if one.word == "survived"):
        why = known.get(_same(one))
        yield f"- {one.module}:{one.line} `{one.before}` → `{one.after}`" + (
            f": {why}" if why else ""
        )


def _row(room: str, found: _Found) -> str:
    known, words = _equivalent(), Counter(one.word for one in found.trials)
    same = sum(_same(one) in known for one in found.trials)
    share, low, high = _score(found.trials)
    counts = [found.places, len(found.trials), same, words["killed"], words["out of time"]]
    told = [*counts, words["survived"] - same, f"{share:.1%}", f"{low:.0%}–{high:.0%}"]
    name = f"{room} \\*" if found.again else room
    return f"| {name} | {' | '.join(map(str, told))} |"


def _by_module(found: dict[str, _Found]) -> dict[str, list[_Trial]]:
    trials = [one for room in found.values() for one in room.trials]
    modules = dict.fromkeys(one.module for one in trials)
    return {module: [one for one in trials if one.module == module] for module in modules}


if __name__ == "__main__":
    is_again, names = sys.argv[1:2] == ["again"], [name for name in sys.argv[1:] if name in ROOMS]
    sys.exit(min(main(names or list(ROOMS), again=is_again), 1))
