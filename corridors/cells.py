"""How the cells of seed files are read: each by the rule that stands beside its field's type.

A field of a record is annotated with its type and a rule, ``Annotated[str, ident]``; a rule takes
a cell, or the value that it once gave, and returns the value or raises ValueError saying what is
wanted. Where a field may be None, a blank cell is None.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import FrozenInstanceError
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self, Union, get_args, get_origin
from typing import get_type_hints as hints_of

from corridors.vocabulary import PartialDate

__all__ = [
    "Fault",
    "Record",
    "RecordError",
    "Rule",
    "Spelt",
    "day",
    "matching",
    "not_blank",
    "number",
    "recalled",
]

#: From a cell, or the value it once gave, to the value.
Rule = Callable[[Any], Any]

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Spelt(NamedTuple):
    """What a field is called in its file, where that cannot be its name."""

    name: str


class Fault(NamedTuple):
    """What is wrong with a record: in which field ("": the whole), the rule, and what was found."""

    where: str
    message: str
    found: object

    def __str__(self) -> str:
        """Return it as one sentence."""
        if not self.where:
            return self.message
        found = "" if self.found is None else f" (found {self.found!r})"
        return f"{self.where}: {self.message}{found}"


class RecordError(ValueError):
    """Raised when a record breaks rules; carries every fault, not only the first."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(map(str, faults)))


class Record:
    """A line of a seed file: closed, frozen, checked once, at construction.

    Its fields are those that a class of records annotates, with their defaults.
    """

    #: Name, name in the file and rule of each field that has a rule; and names by those in files.
    _rules: ClassVar[tuple[tuple[str, str, Rule], ...]] = ()
    _names: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls) -> None:
        """Take the rules of the fields from their types."""
        cls._rules = tuple(_rules_of(cls))
        cls._names = {spelt: name for name, spelt, _ in cls._rules}

    def __init__(self, cells: Mapping[str, object]) -> None:
        """Read cells by the names of their columns, then hold the whole to its own rule.

        Raises
        ------
        RecordError
            With every column that is missing or unknown, or every cell that breaks its rule.
        """
        fields, faults = self.__dict__, self._strays(cells)
        for name, spelt, rule in self._rules:
            if spelt in cells:
                try:
                    fields[name] = rule(cells[spelt])
                except ValueError as error:
                    faults.append(Fault(spelt, str(error), cells[spelt]))
            elif hasattr(self, name):
                fields[name] = getattr(self, name)  # the default
        if not faults:
            try:
                self.check()
            except ValueError as error:
                faults.append(Fault("", str(error), None))
        if faults:
            raise RecordError(*faults)

    def _strays(self, cells: Mapping[str, object]) -> list[Fault]:
        names = self._names
        if cells.keys() == names.keys():
            return []
        needed = [spelt for spelt, name in names.items() if not hasattr(self, name)]  # no default
        faults = [Fault(key, "it is no field", None) for key in cells if key not in names]
        return faults + [Fault(key, "it is missing", None) for key in needed if key not in cells]

    def check(self) -> None:
        """Raise ValueError where fields that are right by themselves do not go together."""

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Return what its fields are called in the file, in order."""
        return tuple(cls._names)

    def changed(self, cells: Mapping[str, object]) -> Self:
        """Return a record with other cells, by the names of their columns; the rest as here."""
        same = {spelt: getattr(self, name) for spelt, name in self._names.items()}
        return type(self)(same | dict(cells))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to change it."""
        message = f"a record is frozen; {name} stays as it is"
        raise FrozenInstanceError(message)

    def __eq__(self, other: object) -> bool:
        """Return whether it is a record of the same kind with the same values."""
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        """Return the hash of its values."""
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        """Return its kind and values."""
        return f"{type(self).__name__}({self.__dict__!r})"


def _rules_of(record: type[Record]) -> Iterator[tuple[str, str, Rule]]:
    for name, hint in hints_of(record, include_extras=True).items():
        rule = _rule_of(hint)
        if rule is not None:
            spelt = [part.name for part in _extras(hint) if isinstance(part, Spelt)]
            yield name, spelt[0] if spelt else name, rule


def _extras(hint: object) -> tuple[object, ...]:
    return get_args(hint)[1:] if get_origin(hint) is Annotated else ()


def _rule_of(hint: object) -> Rule | None:
    """Return the rule of a type: that beside it, else what the type itself says."""
    rules = [part for part in _extras(hint) if callable(part)]
    if rules:
        return rules[-1]
    if get_origin(hint) is Annotated:
        return _rule_of(get_args(hint)[0])
    if get_origin(hint) in {Union, UnionType}:
        inner = [_rule_of(part) for part in get_args(hint) if part is not NoneType]
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
