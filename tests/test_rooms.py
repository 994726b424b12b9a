"""Imports run one way: from room to room, and from module to module."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from itertools import chain

import pytest
from rooms import ROOMS, ROOT, imports, room_of

IMPORTS = imports()


@pytest.mark.parametrize("module", sorted(IMPORTS))
def test_module_imports_from_its_own_room_and_those_before_it(module: str) -> None:
    later = {other for other in IMPORTS[module] if room_of(other) > room_of(module)}
    assert not later


def test_no_modules_import_each_other() -> None:
    order = list(TopologicalSorter(IMPORTS).static_order())
    assert order.index("corridors/errors") < order.index("corridors/model")
    assert set(order) == set(IMPORTS)


def test_each_place_of_a_room_is_there() -> None:
    for place in chain.from_iterable(room.modules.split() for room in ROOMS):
        path = ROOT / place
        assert path.is_dir() if place.endswith("/") else path.with_suffix(".py").is_file(), place


def test_imports_are_found_however_they_are_written() -> None:
    assert "corridors/model" in IMPORTS["corridors/survey"]  # for types
    assert "layers/page" in IMPORTS["corridors/commands/map"]  # in a function
    assert "corridors/commands/options" in IMPORTS["corridors/commands/split"]


def test_maps_are_imported_only_when_they_are_drawn() -> None:
    for file in (ROOT / "corridors").rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        heads = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        named = [getattr(node, "module", None) or node.names[0].name for node in heads]
        assert not [name for name in named if name.split(".")[0] in {"layers", "folium", "branca"}]
