"""How the cells of seed files are read: each by the rule that stands beside its field's type.

A field of a record is annotated with its type and a rule, ``Annotated[str, ident]``; a rule takes
a cell, or the value that it once gave, and returns the value or raises ValueError saying what is
wanted. Where a field may be None, a blank cell is None.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from corridors.vocabulary import PartialDate

__all__ = [
    "Rule", "annotations_of", "day", "matching", "not_blank", "number", "recalled", "rule_of",
]  # fmt: skip

#: From a cell, or the value it once gave, to the value.
Rule = Callable[[Any], Any]

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def annotations_of(hint: object) -> tuple[object, ...]:
    """Return what stands beside a type."""
    return get_args(hint)[1:] if get_origin(hint) is Annotated else ()


def rule_of(hint: object) -> Rule | None:
    """Return the rule of a type: that beside it, else what the type itself says."""
    rules = [part for part in annotations_of(hint) if callable(part)]
    if rules:
        return rules[-1]
    if get_origin(hint) is Annotated:
        return rule_of(get_args(hint)[0])
    if get_origin(hint) in {Union, UnionType}:
        inner = [rule_of(part) for part in get_args(hint) if part is not NoneType]
        return _or_none(inner[0]) if len(inner) == 1 and inner[0] is not None else None
    if get_origin(hint) is Literal:
        return _one_of(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _member(hint)
    return _OF_TYPE.get(hint)


def _or_none(rule: Rule) -> Rule:
    return lambda cell: None if cell is None or cell == "" else rule(cell)


def _one_of(words: tuple[str, ...]) -> Rule:
    def rule(cell: object) -> object:
        if cell not in words:
            message = f"it is one of {', '.join(word or 'blank' for word in words)}"
            raise ValueError(message)
        return cell

    return rule


def _member(words: type[StrEnum]) -> Rule:
    known = _one_of(tuple(words))
    return recalled(lambda cell: words(known(cell)))


def _string(cell: object) -> str:
    if not isinstance(cell, str):
        message = "text is wanted"
        raise ValueError(message)  # noqa: TRY004  a rule raises ValueError
    return cell


def not_blank(cell: object) -> str:
    """Return text that is more than blanks."""
    text = _string(cell)
    if not text.strip():
        message = "must not be blank"
        raise ValueError(message)
    return text


def recalled(rule: Rule) -> Rule:
    """Return the rule, which works out the same text once: words and ids come again and again."""
    known: dict[str, object] = {}

    def recall(cell: object) -> object:
        if type(cell) is not str:
            return rule(cell)
        if cell not in known:
            known[cell] = rule(cell)
        return known[cell]

    return recall


def matching(pattern: str, words: str) -> Rule:
    """Return the rule of text that matches a pattern throughout; the words say what it is."""
    is_known = re.compile(pattern).fullmatch

    def rule(cell: object) -> str:
        text = _string(cell)
        if is_known(text) is None:
            raise ValueError(words)
        return text

    return recalled(rule)


def number(low: float = -math.inf, high: float = math.inf, *, above: bool = False) -> Rule:
    """Return the rule of numbers from low to high, or above low; digits with a point as text."""

    def rule(cell: object) -> float:
        if isinstance(cell, str) and _NUMBER.fullmatch(cell) is None:
            message = f"a number is digits with a point, not {cell!r}"
            raise ValueError(message)
        value = float(cell)  # type: ignore[arg-type]
        if not (low <= value <= high and math.isfinite(value)) or (above and value == low):
            message = f"a number {'above' if above else 'from'} {low:g} to {high:g} is wanted"
            raise ValueError(message)
        return value

    return rule


def day(cell: object) -> date:
    """Return the day that a date is or YYYY-MM-DD says; an hour of a day is none."""
    if type(cell) is date:
        return cell
    if isinstance(cell, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return date.fromisoformat(cell)
    message = "a day is YYYY-MM-DD"
    raise ValueError(message)


_OF_TYPE: dict[object, Rule] = {
    str: _string,
    float: number(),
    date: day,
    PartialDate: recalled(PartialDate.parse),
}
