"""Shapefiles as output: zipped, so that they are one file; names are shortened, nothing else is."""

from __future__ import annotations

import shutil
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyogrio

from corridors.bulk.readback import count_alike, kept, read_kept
from corridors.bulk.streaming import GEOMETRY
from corridors.guard.formats import SHAPEFILE
from corridors.guard.opening import problem

__all__ = ["say_encoding", "short_names", "uncut", "write_zipped", "zip_parts"]

#: Most bytes of a name and of a text (dBASE III).
_NAME_BYTES = 10
_TEXT_BYTES = 254

#: Zip files and dBASE tell when they were made, and a zip file's days begin with this.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DAY = "1980-01-01"
_READABLE = 0o644 << 16

_HOLDS = (
    pa.types.is_signed_integer,
    pa.types.is_floating,
    pa.types.is_boolean,
    pa.types.is_date32,
    pa.types.is_string,
    pa.types.is_large_string,
)


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Return a name of at most ten bytes for each; no two are alike, upper case or lower.

    Examples
    --------
    >>> short_names(["country", "country_name", "country_names"])
    {'country': 'country', 'country_name': 'country_na', 'country_names': 'country__1'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names, key=lambda name: name != _cut(name, _NAME_BYTES)):
        found[name] = next(short for short in _shorter(name) if short.lower() not in taken)
        taken.add(found[name].lower())
    return {name: found[name] for name in names}


def _shorter(name: str) -> Iterator[str]:
    if short := _cut(name, _NAME_BYTES):
        yield short
    for number in count(1):
        tail = f"_{number}"
        yield _cut(name, _NAME_BYTES - len(tail)) + tail


def _cut(text: str, size: int) -> str:
    return text.strip().encode()[:size].decode(errors="ignore").rstrip()


def write_zipped(
    path: Path, stage: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
) -> tuple[int, dict[str, str]]:
    """Write batches as a zipped Shapefile to the stage of a path.

    Returns
    -------
    count, names
        How many features it has, as they were written; and what columns of longer names are
        called in it.

    Raises
    ------
    InputError
        When a column or a text is of a kind or a length that it cannot hold.
    """
    names = short_names([name for name in schema.names if name != GEOMETRY])
    for field in schema:
        if field.name != GEOMETRY and not any(holds(field.type) for holds in _HOLDS):
            raise _refused(path, f"holds no {field.type}, as in column {field.name!r}")
    folder = stage.parent / "shapefile"
    folder.mkdir()
    layer = folder / f"{path.stem.removesuffix('.shp')}.shp"
    with warnings.catch_warnings(record=True) as complaints:
        warnings.simplefilter("always")
        copy = stage.parent / "written.arrow"
        _write_layer(layer, schema, names, kept(copy, schema, batches))
    if complaints:
        raise _refused(path, f"does not hold them: {complaints[0].message}")
    found = count_alike(read_kept(copy), layer)
    zip_parts(folder, stage)
    return found, {name: short for name, short in names.items() if name != short}


def zip_parts(folder: Path, path: Path) -> None:
    """Move the files of a folder into a zip file that does not tell when they were made."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.iterdir()):
            member = zipfile.ZipInfo(part.name, _EPOCH)
            member.compress_type, member.file_size = zipfile.ZIP_DEFLATED, part.stat().st_size
            member.external_attr = _READABLE
            with part.open("rb") as file, archive.open(member, "w") as packed:
                shutil.copyfileobj(file, packed)
            part.unlink()
    folder.rmdir()


def _write_layer(
    layer: Path, schema: pa.Schema, names: dict[str, str], batches: Iterable[pa.RecordBatch]
) -> None:
    called = [names.get(name, name) for name in schema.names]
    fields = [field.with_name(name) for field, name in zip(schema, called, strict=True)]
    renamed = (batch.rename_columns(called) for batch in batches)
    pyogrio.write_arrow(
        pa.RecordBatchReader.from_batches(pa.schema(fields), renamed),
        str(layer.absolute()),
        driver=SHAPEFILE,
        geometry_name=GEOMETRY,
        geometry_type="LineString",
        crs="EPSG:4326",
        encoding="UTF-8",
        layer_options={"DBF_DATE_LAST_UPDATE": _DAY},
    )
    say_encoding(layer)


def say_encoding(layer: Path) -> None:
    """Write again how texts of a Shapefile are encoded; GDAL does not tell where it failed."""
    layer.with_suffix(".cpg").write_text("UTF-8", encoding="ascii")


def uncut(path: Path, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the batches, unless GDAL would cut a text of them.

    Raises
    ------
    InputError
        When a text is longer than a Shapefile's may be.
    """
    for batch in batches:
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            if name != GEOMETRY and isinstance(column, (pa.StringArray, pa.LargeStringArray)):
                longest = pc.max(pc.binary_length(column)).as_py() or 0
                if longest > _TEXT_BYTES:
                    raise _refused(path, f"holds no text of {longest} bytes, as in {name!r}")
        yield batch


def _refused(path: Path, what: str) -> Exception:
    return problem(path, "output", f"a Shapefile {what}; write .gpkg, .fgb, .geojson or .parquet")
