"""The rooms of the code, from the ground up: what lives in each, and what each may import.

A module imports from its own room and from those before it, for types and inside functions, too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import networkx as nx

__all__ = ["ROOMS", "Room", "imports", "picture", "room_of", "table"]

ROOT = Path(__file__).parents[1]


class Room(NamedTuple):
    """A room: its name in the picture, its modules and folders, and what lives there."""

    name: str
    modules: str
    sentence: str


ROOMS = (
    Room(
        "words",
        "corridors/errors corridors/vocabulary corridors/intervals corridors/strict_json",
        "what all others speak in: one tree of errors, the closed words of the seeds and dates, "
        "values on stretches, JSON as strict as its standard",
    ),
    Room("files out", "corridors/stages corridors/exchange", "files, whole or not at all"),
    Room(
        "engine",
        "corridors/engine/",
        "cutting and measuring of many lines at once: border edges on an integer lattice; a grid "
        "of pure and mixed cells, built once a set of areas and kept in the user's cache folder "
        "(`CORRIDORS_CACHE`); geodesic lengths; the nearest places on a line",
    ),
    Room(
        "measuring",
        "corridors/geodesy corridors/alignment corridors/calibration corridors/coordinates",
        "lengths; a route's measured line; official kilometres on it; coordinates that stand the "
        "wrong way round",
    ),
    Room(
        "guard",
        "corridors/guard/",
        "what may be opened: regular files of the format that their name says, within limits; "
        "foreign files are read, and split, in a process of its own, where a crash is an error",
    ),
    Room(
        "foreign files",
        "corridors/foreign/ corridors/bulk/streaming corridors/bulk/wkb",
        "other people's files of lines, areas, spreadsheets and pipeline trackers, read as "
        "features or batch by batch",
    ),
    Room(
        "model",
        "corridors/cells corridors/record corridors/fields corridors/records corridors/route "
        "corridors/referencing corridors/model",
        "how a cell is read; a line of a seed file, every fault told; what fields take; the kinds "
        "of lines; a route, where facts lie on it, and the corridor, all frozen",
    ),
    Room(
        "reading",
        "corridors/seedfiles corridors/consistency corridors/placement corridors/reading",
        "a folder of seeds becomes a corridor, or one error with every broken rule",
    ),
    Room(
        "cutting",
        "corridors/boundaries corridors/splitting corridors/networks",
        "sets of country areas; one line, or a whole frame of lines, cut at borders",
    ),
    Room(
        "claims",
        "corridors/progress corridors/ageing",
        "what counts on a day, and why; how old that is",
    ),
    Room(
        "survey",
        "corridors/segment corridors/survey corridors/sums corridors/published "
        "corridors/segmentation",
        "a corridor cut, for a day; its sums as rows; measured against published lengths; one "
        "route under any layers of facts",
    ),
    Room(
        "history",
        "corridors/history corridors/difference corridors/evidence",
        "every claim in time order; two days compared; what the facts rest on",
    ),
    Room(
        "ways",
        "corridors/junctions corridors/runs corridors/paths",
        "where lines meet; parts of a way on which something is the same; the ways from place to "
        "place",
    ),
    Room(
        "readiness",
        "corridors/readiness corridors/rail corridors/gas corridors/readiness_report",
        "what is open, missing and claimed to open; breaks of gauge and electrification; capacity "
        "and where it chokes",
    ),
    Room("tables", "corridors/tables", "the answers as data frames"),
    Room(
        "checks",
        "corridors/checks/",
        "the rules of `check`, a module for each kind of thing that may be wrong, and their list",
    ),
    Room(
        "founding",
        "corridors/joining corridors/noding corridors/gazetteer corridors/wayfinding "
        "corridors/drafts corridors/founding corridors/tracking corridors/claiming "
        "corridors/seeding",
        "parts become directed lines; places by name; the shortest way over a network; lines, or "
        "rows of a tracker with their claims, become a corridor to be, and that a folder of seeds",
    ),
    Room(
        "terminal",
        "corridors/ruled corridors/printing corridors/report",
        "answers on the terminal, as ruled tables, CSV or JSON",
    ),
    Room("bulk", "corridors/bulk/", "network files cut batch by batch, also with Dask"),
    Room(
        "release",
        "corridors/release/",
        "the same rows in every format, described and cited: the dictionary, a writer for each "
        "kind of format, descriptor, manifest, the folder",
    ),
    Room(
        "page",
        "layers/",
        "one layer or control of the page each, and the one place that renders it; `exploring/` "
        "for notebooks, `picture/` for paper, `words/` a file of words for each language",
    ),
    Room(
        "commands",
        "corridors/commands/ corridors/cli corridors/__main__",
        "the command line, a command a module, which joins the rooms",
    ),
    Room(
        "front door",
        "corridors/__init__ corridors/accessor",
        "the names that a caller imports; the same as methods of a frame of lines",
    ),
    Room(
        "making of seeds",
        "seeds/",
        "facts, lines and country areas, as data; `build/` makes the areas and the backdrop",
    ),
)


def room_of(module: str) -> int:
    """Return the number of the room of a module, told by its path without the suffix."""
    found = [
        (len(place), number)
        for number, room in enumerate(ROOMS)
        for place in room.modules.split()
        if module == place or (place.endswith("/") and module.startswith(place))
    ]
    if not found:
        message = f"{module} has no room yet: give it one in tests/rooms.py"
        raise LookupError(message)
    return max(found)[1]


def imports() -> dict[str, set[str]]:
    """Return which modules of the project each imports, at its head, for types or in functions."""
    folders = ("corridors", "layers", "seeds")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    known = {file.relative_to(ROOT).with_suffix("").as_posix(): file for file in files}
    return {name: {*_imported(file, known)} - {name} for name, file in known.items()}


def _imported(file: Path, known: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        paths = [name.replace(".", "/") for name in names]
        modules = [path for path in paths if path in known]
        packages = [f"{path}/__init__" for path in paths if f"{path}/__init__" in known]
        yield from modules or packages


def picture() -> str:
    """Return the rooms and the arrows between them, without those that others imply."""
    graph = nx.DiGraph()
    for module, found in imports().items():
        rooms = {(room_of(module), room_of(other)) for other in found}
        graph.add_edges_from((own, other) for own, other in rooms if own != other)
    boxes = [f'  r{number}["{room.name}"]' for number, room in enumerate(ROOMS)]
    arrows = [f"  r{a} --> r{b}" for a, b in sorted(nx.transitive_reduction(graph).edges)]
    return "\n".join(["```mermaid", "flowchart TD", *boxes, *arrows, "```", ""])


def table() -> str:
    """Return what lives in each room."""
    rows = [f"| {room.name} | {_places(room)} | {room.sentence} |" for room in ROOMS]
    return "\n".join(["| room | modules | what lives there |", "|---|---|---|", *rows, ""])


def _places(room: Room) -> str:
    first, *others = (f"`{place}`" for place in room.modules.split())
    return " ".join([first, *(other.replace("corridors/", "", 1) for other in others)])
