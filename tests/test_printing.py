"""A bar shows when work takes long, on a terminal only; several tables are one answer."""

from __future__ import annotations

import io
import json
import sys
from threading import Timer

import pytest

from corridors import printing
from corridors.sums import Table


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Waited(Timer):
    def start(self) -> None:
        """Begin the work only once the time is over, where that is at once."""
        super().start()
        if self.interval == 0:
            self.join()


@pytest.mark.parametrize(("stream", "after_s", "shown"), [
    (Terminal, 0, True), (Terminal, 3600, False), (io.StringIO, 0, False),
])  # fmt: skip
def test_bar_shows_only_where_somebody_waits(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], after_s: int, *, shown: bool
) -> None:
    told = stream()
    monkeypatch.setattr(printing, "_PATIENCE_S", after_s)
    monkeypatch.setattr(printing, "Timer", Waited)
    monkeypatch.setattr(sys, "stderr", told)
    with printing.patience("Cutting"):
        pass
    assert ("Cutting" in told.getvalue()) == shown


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
