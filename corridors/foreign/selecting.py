"""Of all features of a file those that are asked for, by what their texts say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from corridors.guard.opening import problem

if TYPE_CHECKING:
    from corridors.foreign.features import Feature, Found

__all__ = ["select"]

_LEFT = "not asked for by --where"
_MOST_NAMED = 5


def select(found: Found, asked: Sequence[tuple[str, str]]) -> Found:
    """Return the features that have a wanted text under each of the names; the others are told.

    Parameters
    ----------
    found
        All features of the file.
    asked
        Names and texts, without regard to case; of several texts under one name any will do.

    Raises
    ------
    InputError
        When no feature has such a name, or no feature has such a text there.
    """
    wanted: dict[str, set[str]] = {}
    for name, text in asked:
        _check(found, name, text)
        wanted.setdefault(name, set()).add(_plain(text))

    def is_asked(one: Feature) -> bool:
        return all(_plain(one.attributes.get(name, "")) in texts for name, texts in wanted.items())

    features, without = (
        tuple(filter(is_asked, group)) for group in (found.features, found.without)
    )
    every = {one.number for one in (*found.features, *found.without)}
    left = every - {one.number for one in (*features, *without)}
    if left == every:
        told = ", ".join(f"{name}={text}" for name, text in asked)
        raise problem(found.path, "where", f"no feature has all of {told}")
    reasons = {why: tuple(n for n in all_ if n not in left) for why, all_ in found.left_out.items()}
    told_left = {why: numbers for why, numbers in reasons.items() if numbers}
    if left:
        told_left[_LEFT] = tuple(sorted(left))
    return replace(found, features=features, without=without, left_out=told_left)


def _check(found: Found, name: str, text: str) -> None:
    """Refuse a name or a text that no feature has, telling which are like it."""
    if name not in found.names:
        known = ", ".join(found.names) or "none"
        raise problem(found.path, "where", f"no feature has a text {name!r}; there are: {known}")
    every = (*found.features, *found.without)
    texts = {_plain(one.attributes.get(name, "")): one.attributes.get(name, "") for one in every}
    if _plain(text) not in texts:
        near = [texts[one] for one in get_close_matches(_plain(text), texts, _MOST_NAMED, 0.5)]
        like = f"; there is: {', '.join(near)}" if near else ""
        raise problem(found.path, "where", f"no feature has {name} {text!r}{like}")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
