"""Whether posts and events find their places on the routes of a corridor: each that does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corridors.errors import InputError, Problem
from corridors.referencing import RouteReference

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.records import Post, Row

__all__ = ["place_check"]

#: Files whose records are placed on routes.
_FILES = ("posts.csv", "events.csv")


def place_check(folder: Path, corridor: Corridor) -> list[Problem]:
    """Return every post that fits no line, and every event that cannot be placed on its route."""
    posts, events = ([r for r in corridor.rows if r.file == file] for file in _FILES)
    problems = _misplaced(folder, corridor, posts, _tie)
    try:
        _ = corridor.placed  # all events at once: which is wrong is asked only where one is
    except InputError:
        problems += _misplaced(folder, corridor, events, RouteReference.place)
    return problems


def _misplaced(
    folder: Path,
    corridor: Corridor,
    rows: list[Row[Any]],
    place: Callable[[RouteReference, Any], object],
) -> list[Problem]:
    problems = []
    for row in rows:
        try:
            place(corridor.references[row.record.route], row.record)
        except InputError as error:
            problems += [
                Problem(str(folder / row.file), row.number, row.name, p.code, p.message)
                for p in error.problems
            ]
    return problems


def _tie(reference: RouteReference, post: Post) -> None:
    """Find a post that ties on the line; with the last of its chainage, all of them together."""
    if post.tie:
        reference.measure(post.place)
        ties = reference.ties[post.chainage]
        if len(ties) > 1 and post is ties[-1]:
            reference.calibrate(post.chainage)
