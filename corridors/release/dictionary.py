"""What the columns of a release are: kept once, in columns.csv beside this module."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa

__all__ = ["Column", "columns", "dictionary_rows", "table_schema"]

_ARROW = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "string": pa.string(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


@dataclass(frozen=True)
class Column:
    """A column of the segments.

    Attributes
    ----------
    name
        The same in every format that takes names of this length.
    type
        Of Table Schema: ``integer``, ``number``, ``string``, ``boolean`` or ``date``.
    unit
        Of its numbers; "" where they have none.
    required
        Whether each row has a value.
    values
        The words that it may hold; without any, it holds others.
    description
        One sentence.
    """

    name: str
    type: str
    unit: str
    required: bool
    values: tuple[str, ...]
    description: str

    @property
    def arrow(self) -> pa.Field:
        """The column in Arrow."""
        return pa.field(self.name, _ARROW[self.type])


@cache
def columns() -> tuple[Column, ...]:
    """Return the columns in their order.

    Examples
    --------
    >>> next((c.type, c.unit) for c in columns() if c.name == "length_km")
    ('number', 'km')
    """
    text = files("corridors.release").joinpath("columns.csv").read_text("utf-8")
    return tuple(map(_column, csv.DictReader(text.splitlines())))


def _column(row: dict[str, str]) -> Column:
    required, values = row["required"] == "yes", tuple(row["values"].split())
    return Column(row["name"], row["type"], row["unit"], required, values, row["description"])


def dictionary_rows() -> list[dict[str, str | None]]:
    """Return the dictionary as rows of text, None where a cell has nothing to say."""
    return [
        {
            "name": column.name,
            "type": column.type,
            "unit": column.unit or None,
            "required": "yes" if column.required else "no",
            "values": " ".join(column.values) or None,
            "description": column.description,
        }
        for column in columns()
    ]


def table_schema() -> dict[str, Any]:
    """Return the dictionary as a Table Schema."""
    return {"fields": [_field(column) for column in columns()], "primaryKey": ["segment"]}


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.description,
    }
    if column.unit:
        found["unit"] = column.unit
    rules = {"required": column.required} | ({"enum": [*column.values]} if column.values else {})
    return found | {"constraints": rules}
