"""A bar shows when work takes long, on a terminal only; several tables are one answer."""

from __future__ import annotations

import io
import json
import sys
import time

import pytest

from corridors import printing
from corridors.sums import Table


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "seconds", "shown"), [
    (Terminal, 0.3, True), (Terminal, 0.0, False), (io.StringIO, 0.3, False),
])  # fmt: skip
def test_bar_shows_only_where_somebody_waits(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], seconds: float, *, shown: bool
) -> None:
    monkeypatch.setattr(printing, "_PATIENCE_S", 0.05)
    monkeypatch.setattr(sys, "stderr", stream())
    with printing.patience("Cutting"):
        time.sleep(seconds)
    assert ("Cutting" in sys.stderr.getvalue()) == shown


TABLES = [
    Table("roads", "Roads", [{"km": 1.5, "name": "A", "note": None}]),
    Table("none", "Nothing", []),
    Table("towns", "Towns", [{"name": "B", "people": 3}]),
]


def test_tables_leave_out_what_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    printing.print_tables(TABLES, "table", {"day": "today"})
    shown = capsys.readouterr().out
    assert "Roads" in shown
    assert "people" in shown
    assert "Nothing" not in shown
    assert "note" not in shown


def test_tables_as_csv_are_one(capsys: pytest.CaptureFixture[str]) -> None:
    printing.print_tables(TABLES, "csv", {"day": "today"})
    assert capsys.readouterr().out.splitlines() == [
        "table,km,name,note,people,day", "roads,1.5,A,,,today", "towns,,B,,3,today",
    ]  # fmt: skip


def test_tables_as_json_are_a_key_each(capsys: pytest.CaptureFixture[str]) -> None:
    printing.print_tables(TABLES, "json", {"day": "today"})
    found = json.loads(capsys.readouterr().out)
    assert found == {"day": "today"} | {table.name: table.rows for table in TABLES}
