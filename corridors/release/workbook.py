"""The rows as a workbook: sheets Data, Dictionary, Sources and Licence."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import pyogrio
import xlsxwriter

from corridors.exchange import inert
from corridors.guard.failures import told
from corridors.release.dictionary import dictionary_rows
from corridors.release.sources import licence_rows, source_rows
from corridors.release.texttables import led
from corridors.release.written import Written

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from corridors.release.rows import Release

__all__ = ["write_workbook"]

_WIDEST = 60
_Rows = Sequence[Mapping[str, object]]


def write_workbook(release: Release, path: Path) -> Written:
    """Write the workbook; texts that a spreadsheet would run are led by an apostrophe."""
    sheets: dict[str, _Rows] = {
        "Data": release.rows,
        "Dictionary": dictionary_rows(),
        "Sources": source_rows(release),
        "Licence": licence_rows(release),
    }
    with told(path, "output"):
        path.write_bytes(_workbook(release, sheets))
        found = int(
            pyogrio.read_info(str(path), layer="Data", force_feature_count=True)["features"]
        )
    losses = ("it has no lines", "numbers have 16 digits", *led(*sheets.values()))
    return Written(found, losses)


def _workbook(release: Release, sheets: Mapping[str, _Rows]) -> bytes:
    """Return the workbook's bytes, made in memory; its day is that of the survey."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        day = datetime.combine(release.survey.on, time())
        book.set_properties({"title": release.title, "created": day})
        looks = _Looks(book)
        for name, rows in sheets.items():
            looks.fill(book.add_worksheet(name), rows)
    return made.getvalue()


class _Looks:
    """How the cells of a workbook look, and the filling of its sheets."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._head: Format = book.add_format({"bold": True, "bottom": 1})
        self._day: Format = book.add_format({"num_format": "yyyy-mm-dd"})

    def fill(self, sheet: Worksheet, rows: _Rows) -> None:
        names = [*rows[0]] if rows else []
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(names):
            sheet.write_string(0, place, name, self._head)
            widest = max(len(str(row[name] or "")) for row in rows)
            sheet.set_column(place, place, min(_WIDEST, max(widest, len(name)) + 1))
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row.values()):
                self._write(sheet, number, place, cell)

    def _write(self, sheet: Worksheet, row: int, place: int, cell: object) -> None:
        if isinstance(cell, bool):
            sheet.write_boolean(row, place, cell)
        elif isinstance(cell, (int, float)):
            sheet.write_number(row, place, cell)
        elif isinstance(cell, date):
            sheet.write_datetime(row, place, cell, self._day)
        elif cell is not None:
            sheet.write_string(row, place, str(inert(cell)))
