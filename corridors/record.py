"""A record, a line of a seed file: closed, frozen, checked once, every fault told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import FrozenInstanceError
from typing import ClassVar, NamedTuple, Self
from typing import get_type_hints as hints_of

from corridors.cells import Rule, annotations_of, rule_of

__all__ = ["Fault", "Record", "RecordError", "Spelt"]


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
        rule = rule_of(hint)
        if rule is not None:
            spelt = [part.name for part in annotations_of(hint) if isinstance(part, Spelt)]
            yield name, spelt[0] if spelt else name, rule
