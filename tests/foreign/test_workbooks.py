"""Spreadsheets: the one sheet of lines, as its CSV would be; what is wrong with one is told."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from corridors import InputError
from corridors.foreign.reading import read_features
from corridors.foreign.workbooks import read_workbook


def _written(folder: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def _altered(path: Path, member: str, old: str, new: str) -> Path:
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in texts[member]
    texts[member] = texts[member].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return path


def code(path: Path) -> str:
    with pytest.raises(InputError) as told:
        list(read_workbook(path))
    return told.value.problems[0].code


ROWS: list[list[object]] = [
    ["name", "WKT", "opened", "code", ""],
    ["west", "LINESTRING (10 50, 11 50.5)", date(2010, 5, 1), "007", None],
    [None, None, None, None, None],
    ["east", "LINESTRING (11 50.5, 12 50.25)", 2010.0, 7],
    ["nothing", None],
    ["point", "POINT (1 1)"],
]


def test_a_row_a_line_through_the_one_way_in(tmp_path: Path) -> None:
    found = read_features(_written(tmp_path, notes=[["only words"]], lines=ROWS))
    west, east = found.features
    assert west.attributes == {"name": "west", "opened": "2010-05-01", "code": "007"}
    assert east.attributes == {"name": "east", "opened": "2010", "code": "7"}
    assert east.parts[0].tolist() == [[11, 50.5], [12, 50.25]]
    assert found.left_out == {"no geometry": (3,), "not a line": (4,)}


def test_a_row_a_vertex(tmp_path: Path) -> None:
    rows: list[list[object]] = [["part", "lat", "lon"], ["a", 50, 10], ["a", 50.5, 11]]
    rows += [["b", 0, 0], ["b", 1, 0]]
    found = list(read_workbook(_written(tmp_path, points=rows), by=["part"]))
    assert [one.parts[0].tolist() for one in found] == [[[10, 50], [11, 50.5]], [[0, 0], [0, 1]]]


def test_no_sheet_is_guessed(tmp_path: Path) -> None:
    assert code(_written(tmp_path, one=ROWS, two=ROWS)) == "sheets"
    assert code(_written(tmp_path, words=[["name", "city"]], empty=[])) == "sheets"
    assert code(_written(tmp_path, lines=[["wkt", "name", "name"]])) == "columns"


def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    path = _written(tmp_path, lines=ROWS)
    _altered(path, "xl/worksheets/sheet1.xml", '<dimension ref="A1:E6"', '<dimension ref="A1:A2"')
    assert len(list(read_workbook(path))) == 4


def test_neither_bombs_nor_entities_nor_rubbish(tmp_path: Path) -> None:
    path = _written(tmp_path, lines=ROWS)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert code(path) == "file-unreadable"
    path.write_bytes(whole)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb", bytes(50_000_000))
    assert code(path) == "zip"
    path.write_bytes(whole)
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet'
    _altered(path, "xl/worksheets/sheet1.xml", "<worksheet", entity)
    with pytest.raises(InputError):
        read_features(path)
    _altered(path, "xl/worksheets/sheet1.xml", entity, "<worksheet")
    _altered(path, "xl/workbook.xml", "<sheets>", "<sheets><sheets>")
    assert code(path) == "file-unreadable"
