"""What the package offers, and what importing it costs."""

from __future__ import annotations

import subprocess
import sys

import corridors


def test_public_names_are_there() -> None:
    assert corridors.__all__ == sorted(corridors.__all__, key=lambda n: (n.islower(), n))
    assert all(getattr(corridors, name) for name in corridors.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(corridors, "fly")


def test_import_and_lengths_need_neither_pandas_nor_folium() -> None:
    seen = """
import sys
from corridors.cli import main
main(["lengths"], standalone_mode=False)
heavy = "pandas", "geopandas", "folium", "rich", "pyarrow"
print([name for name in heavy if name in sys.modules])
"""
    words = [sys.executable, "-c", seen]
    done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  our own
    assert done.stdout.endswith("[]\n")
