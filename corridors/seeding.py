"""A drafted corridor is written as a folder of seeds, whole or not at all, and read back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corridors.claiming import rows_of_tracker
from corridors.drafts import Draft, DraftRoute, DraftSection, identifier, status_word
from corridors.errors import InputError, Problem
from corridors.exchange import staged
from corridors.geodesy import edges_km
from corridors.reading import headers, read_corridor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.model import Corridor

__all__ = ["write_seeds"]

_SOURCE = "file"
_DECIMALS = 5
Cells = dict[str, object]


@dataclass
class _Tables:
    """The rows of the files to be, and the ids taken."""

    rows: dict[str, list[Cells]] = field(default_factory=dict)
    lines: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    routes: list[tuple[str, str]] = field(default_factory=list)
    ids: dict[str, set[str]] = field(default_factory=dict)

    def add(self, file: str, cells: Cells) -> None:
        self.rows.setdefault(file, []).append(cells)

    def id(self, kind: str, text: str) -> str:
        return identifier(text, self.ids.setdefault(kind, set()))


def write_seeds(folder: Path, draft: Draft) -> Corridor:
    """Write a draft as a new folder of seeds.

    Parameters
    ----------
    folder
        Must not be there yet.
    draft
        What to write.

    Returns
    -------
    Corridor
        As read back from the folder.

    Raises
    ------
    InputError
        When the folder is there, or cannot be written, or does not read back.
    """
    if folder.exists():
        message = "it is there already; the seeds want a folder of their own"
        raise InputError(Problem(str(folder), 0, "", "output", message))
    tables = _tables(draft)
    with staged(folder) as stage:
        (stage / "lines").mkdir(parents=True)
        (stage / "corridor.toml").write_text(_head(draft, tables), encoding="utf-8")
        for file, header in headers().items():
            (stage / file).write_text(_csv(header, tables.rows.get(file, [])), encoding="utf-8")
        for name, line in tables.lines.items():
            (stage / "lines" / f"{name}.geojson").write_text(_geojson(line), encoding="utf-8")
        return read_corridor(stage)


def _tables(draft: Draft) -> _Tables:
    tables = _Tables()
    accessed: Cells = {"accessed": draft.wanted.read_on.isoformat(), "quality": "data"}
    tables.add("sources.csv", {"id": tables.id("source", _SOURCE)} | asdict(draft.origin))
    for route in draft.routes:
        _add_route(tables, route)
    for cells in tables.rows["sources.csv"]:
        cells.update(accessed)
    return tables


def _add_route(tables: _Tables, route: DraftRoute) -> None:
    name = tables.id("route", route.name)
    tables.routes.append((name, route.name))
    places = list(_places(route))
    ids = [tables.id("place", text) for text, _ in places]
    for place, (text, point) in zip(ids, places, strict=True):
        cells: Cells = {"id": place, "name": text, "kind": "point", "source": _SOURCE}
        if point is not None:
            cells |= {"lon": f"{point[0]:.5f}", "lat": f"{point[1]:.5f}"}
        tables.add("places.csv", cells)
    for number, section in enumerate(route.sections):
        _add_section(tables, name, section, (ids[number], ids[number + 1]))
    for file, row in rows_of_tracker(route, name, ids, partial(tables.id, "source")):
        tables.add(file, row)


def _add_section(tables: _Tables, route: str, section: DraftSection, ends: tuple[str, str]) -> None:
    name = tables.id("section", "-".join(ends))
    cells: Cells = {"route": route, "from": ends[0], "to": ends[1], "note": section.note}
    drawn = section.line is not None
    tables.add(
        "sections.csv",
        {"id": name, "kind": "line", "quality": str(section.quality)}
        | {"line_source": _SOURCE if drawn else ""}
        | cells,
    )
    if section.line is not None:
        tables.lines[name] = section.line
    status = status_word(section.status)
    if status is not None and section.row is None:
        about = {"kind": "status", "value": str(status), "source": _SOURCE, "note": ""}
        tables.add("events.csv", cells | about)


def _places(route: DraftRoute) -> Iterator[tuple[str, tuple[float, float] | None]]:
    """Yield name and point of each end of a section: one more than there are sections."""
    named = list(_names(route.sections))
    km = 0.0
    for number in range(len(route.sections) + 1):
        before = route.sections[number - 1] if number else None
        after = route.sections[number] if number < len(route.sections) else None
        text = (named[number][0] if after else "") or (named[number - 1][1] if before else "")
        yield text or f"{route.name}, km {km:.0f}", _point(before, after)
        if after is not None and after.line is not None:
            km += float(edges_km(after.line).sum())


def _names(sections: Sequence[DraftSection]) -> Iterator[tuple[str, str]]:
    """Yield the names of where each section begins and ends, "" inside a stretch of one name."""
    told = [section.ends for section in sections]
    for number, ends in enumerate(told):
        begins, goes_on = ends not in told[:number], ends in told[number + 1 :]
        yield ends[0] if begins else "", "" if goes_on else ends[1]


def _point(before: DraftSection | None, after: DraftSection | None) -> tuple[float, float] | None:
    if before is not None and before.line is not None:
        lon, lat = before.line[-1].tolist()
    elif after is not None and after.line is not None:
        lon, lat = after.line[0].tolist()
    else:
        return None
    return lon, lat


def _head(draft: Draft, tables: _Tables) -> str:
    """Return the text of ``corridor.toml``; JSON strings are TOML strings, too."""
    wanted = draft.wanted
    summary = f"Made from {draft.found.path.name}."
    lines = [
        f"id = {_quoted(identifier(wanted.name, set()))}",
        f"name = {_quoted(wanted.name)}",
        f"kind = {_quoted(wanted.kind)}",
        f"summary = {_quoted(summary)}",
        f"read_on = {wanted.read_on.isoformat()}",
    ]
    for number, (name, text) in enumerate(tables.routes):
        role = "branch" if number else "main"
        lines += ["", "[[routes]]", f"id = {_quoted(name)}", f"name = {_quoted(text)}"]
        lines += [f"role = {_quoted(role)}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _csv(header: Sequence[str], rows: Sequence[Cells]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _geojson(line: NDArray[np.float64]) -> str:
    """Return a LineString with a vertex a line, 5 decimals, no vertex twice in a row."""
    rounded = line.round(_DECIMALS)
    moved = np.any(np.diff(rounded, axis=0) != 0, axis=1)
    kept = rounded[np.concatenate([[True], moved])].tolist()
    vertices = ",\n".join(f"[{lon:.5f}, {lat:.5f}]" for lon, lat in kept)
    return f'{{"type": "LineString", "coordinates": [\n{vertices}\n]}}\n'
