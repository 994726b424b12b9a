"""A bar shows when work takes long, on a terminal only."""

from __future__ import annotations

import io
import sys
import time

import pytest

from corridors import printing


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
