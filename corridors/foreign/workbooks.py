"""Spreadsheets (XLSX): the one sheet whose first row names columns of lines, cells as texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import openpyxl

from corridors.errors import InputError
from corridors.foreign.texttables import holds_lines, lines_of_rows
from corridors.guard.archives import opened_zip
from corridors.guard.opening import problem

if TYPE_CHECKING:
    from corridors.foreign.features import RawFeature

__all__ = ["read_workbook"]


class _Sheet(Protocol):
    """What is used of a sheet that is read row by row."""

    title: str

    def iter_rows(
        self, *, min_row: int = 1, max_row: int | None = None, values_only: bool
    ) -> Iterator[tuple[object, ...]]: ...

    def reset_dimensions(self) -> None: ...


def read_workbook(path: Path, *, by: Sequence[str] = ()) -> Iterator[RawFeature]:
    """Yield the lines of a spreadsheet, a row a line in WKT or a vertex, as those of a CSV file.

    Parameters
    ----------
    path
        The file. One sheet has the columns of a CSV file of lines, or those of a pipeline
        tracker; a formula is what it last came to.
    by
        As in a CSV file of vertices.

    Raises
    ------
    InputError
        When it is no such workbook, or not exactly one of its sheets has such columns.
    """
    with opened_zip(path):
        pass  # its limits hold
    try:
        rows = list(_rows(path))
    except InputError:
        raise
    except Exception as error:
        raise problem(path, "file-unreadable", f"{type(error).__name__}: {error}") from error
    return lines_of_rows(path, rows, by=by)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    sheet = _sheet(path, cast("list[_Sheet]", book.worksheets))
    for number, (header, cells) in enumerate(_headed(path, sheet), start=2):
        if any(cells):
            named = zip(header, cells, strict=True)
            yield number, {name: text for name, text in named if name}


def _sheet(path: Path, sheets: Sequence[_Sheet]) -> _Sheet:
    found = [sheet for sheet in sheets if holds_lines(_header(sheet))]
    if len(found) == 1:
        return found[0]
    names = ", ".join(str(sheet.title) for sheet in found or sheets)
    message = f"one sheet with a column wkt, or lon and lat, is wanted, not {len(found)}"
    raise problem(path, "sheets", f"{message}: {names}")


def _header(sheet: _Sheet) -> list[str]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    first = next(sheet.iter_rows(max_row=1, values_only=True), ())
    return [_text(cell).strip() for cell in first]


def _headed(path: Path, sheet: _Sheet) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the names of the columns, and a row's texts, as many as these."""
    header = _header(sheet)
    named = [name for name in header if name]
    if len(set(named)) < len(named):
        raise problem(path, "columns", "two columns have one name")
    for cells in sheet.iter_rows(min_row=2, values_only=True):
        texts = [_text(cell) for cell in cells[: len(header)]]
        yield header, texts + [""] * (len(header) - len(texts))


def _text(cell: object) -> str:
    """Return what a cell holds as it would be typed.

    Examples
    --------
    >>> _text(16.0), _text(0.5), _text(None), _text(datetime(2025, 11, 1))
    ('16', '0.5', '', '2025-11-01')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
