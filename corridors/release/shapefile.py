"""The rows as a zipped Shapefile, and what of them it cannot hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from corridors.bulk.shapefile import say_encoding, short_names, zip_parts
from corridors.guard.formats import SHAPEFILE
from corridors.release.rows import GEOMETRY
from corridors.release.vectors import write_layer
from corridors.release.written import Written

if TYPE_CHECKING:
    from corridors.release.rows import Release

__all__ = ["write_shapefile"]

_TEXT_BYTES = 254


def write_shapefile(release: Release, path: Path) -> Written:
    """Write a Shapefile as one zip file, its names and texts as long as they may be."""
    names = short_names([name for name in release.table.schema.names if name != GEOMETRY])
    table, cut = _cut(release.table)
    table = table.rename_columns([names.get(name, name) for name in table.schema.names])
    folder = path.parent / f"{path.name}.parts"
    folder.mkdir()
    layer = folder / f"{release.name}.shp"
    day = {"DBF_DATE_LAST_UPDATE": release.survey.on.isoformat()}
    found = write_layer(release, table, layer, SHAPEFILE, day)
    say_encoding(layer)
    zip_parts(folder, path)
    losses = ["numbers have 15 decimals", "names have 10 characters"]
    losses += [f"{cut} texts are cut at {_TEXT_BYTES} bytes"] if cut else []
    renamed = {name: short for name, short in names.items() if name != short}
    return Written(found, tuple(losses), renamed)


def _cut(table: pa.Table) -> tuple[pa.Table, int]:
    """Return the table with texts that fit, and how many of them had to be cut."""
    count = 0
    for place, field in enumerate(table.schema):
        if not pa.types.is_string(field.type):
            continue
        texts = table.column(field.name).to_pylist()
        fitting = [text if text is None else _fitting(text) for text in texts]
        count += sum(a != b for a, b in zip(texts, fitting, strict=True))
        table = table.set_column(place, field, pa.array(fitting, pa.string()))
    return table, count


def _fitting(text: str) -> str:
    return text.encode()[:_TEXT_BYTES].decode(errors="ignore")
