"""What was written is told from what was not, by what reads back."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from networks import network, split_file

from corridors import InputError
from corridors.bulk import readback, shapefile
from corridors.bulk.portions import Job
from corridors.bulk.readback import count_alike, kept, read_kept

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries

PIECES = 8


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "network.parquet"
    network().to_parquet(path)
    return path


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE gpkg_contents SET min_x = NULL",
        "UPDATE gpkg_ogr_contents SET feature_count = 0",
        "DELETE FROM rtree_pieces_geom WHERE id = 3",
        "DROP TRIGGER trigger_delete_feature_count_pieces",
        "DROP TABLE gpkg_ogr_contents",
        "UPDATE pieces SET name = 'other' WHERE fid = 2",
        "UPDATE pieces SET from_km = from_km + 1 WHERE fid = 2",
        "UPDATE pieces SET geom = (SELECT geom FROM pieces WHERE fid = 1) WHERE fid = 2",
        "UPDATE pieces SET geom = NULL WHERE fid = 2",
        "ALTER TABLE pieces ADD COLUMN other TEXT",
        "DELETE FROM pieces WHERE fid = 8",
    ],
)
def test_damage_to_a_geopackage_is_told(
    tmp_path: Path,
    source: Path,
    squares: Boundaries,
    monkeypatch: pytest.MonkeyPatch,
    damage: str,
) -> None:
    def spoil(written: Iterator[pa.RecordBatch], path: Path) -> int:
        batches = [*written]
        assert count_alike(batches, path) == PIECES
        with closing(sqlite3.connect(path)) as database:
            names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree_%'"
            for (name,) in database.execute(names).fetchall():  # they ask for GDAL's functions
                database.execute(f'DROP TRIGGER "{name}"')
            database.execute(damage)
            database.commit()
        return count_alike(batches, path)

    monkeypatch.setattr("corridors.bulk.storing.count_alike", spoil)
    target = tmp_path / "pieces.gpkg"
    with pytest.raises(InputError, match=f"[0-7] of {PIECES} pieces can be read back as they were"):
        split_file(source, target, Job(squares))
    assert not target.exists()


@pytest.mark.parametrize("part", ["dbf", "prj", "shp"])
def test_damage_to_a_shapefile_is_told(
    tmp_path: Path, source: Path, squares: Boundaries, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """The second half of a file is blanks, as where the disk refused it."""

    def spoil(written: Iterator[pa.RecordBatch], path: Path) -> int:
        spoilt = path.with_suffix(f".{part}")
        content = spoilt.read_bytes()
        spoilt.write_bytes(content[: len(content) // 2].ljust(len(content)))
        return count_alike(written, path)

    monkeypatch.setattr(shapefile, "count_alike", spoil)
    with pytest.raises(InputError, match=f"[0-7] of {PIECES} pieces can be read back as they were"):
        split_file(source, tmp_path / "pieces.shp.zip", Job(squares))


def test_a_flatgeobuf_whose_head_was_not_written_again_is_told(
    tmp_path: Path, source: Path, squares: Boundaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GDAL (3.12) writes this number for that of the features, until it knows them."""

    def spoil(written: Iterator[pa.RecordBatch], path: Path) -> int:
        content = path.read_bytes()
        count = PIECES.to_bytes(8, "little")
        assert content[:200].count(count) == 1
        path.write_bytes(content.replace(count, (0xDEADBEEF).to_bytes(8, "little"), 1))
        return count_alike(written, path)

    monkeypatch.setattr("corridors.bulk.storing.count_alike", spoil)
    with pytest.raises(InputError, match=f"0 of {PIECES} pieces can be read back as they were"):
        split_file(source, tmp_path / "pieces.fgb", Job(squares))


def test_rows_are_taken_over_the_ends_of_batches(tmp_path: Path) -> None:
    schema = pa.schema([("n", pa.int64())])
    batches = [pa.record_batch([[*range(n, n + 3)]], schema=schema) for n in (0, 3, 6)]
    path = tmp_path / "kept.arrow"
    assert [*kept(path, schema, batches)] == batches
    rows = readback._Rows(read_kept(path))  # noqa: SLF001
    taken = [pa.Table.from_batches(rows.take(count), schema) for count in (2, 0, 5, 9, 1)]
    assert [table.column("n").to_pylist() for table in taken] == [
        [0, 1], [], [2, 3, 4, 5, 6], [7, 8], [],
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", ["gpkg", "fgb", "geojson", "shp.zip"])
def test_what_formats_change_is_alike(tmp_path: Path, squares: Boundaries, suffix: str) -> None:
    """Blank and no text, blanks at the end, thirds, truths, days and whole numbers of any size."""
    table = network().assign(
        blank=["", None, " ", "a "],
        third=[1 / 3, 1e-12, 123456789.123456, None],
        truth=[True, False, True, False],
        day=pa.array([1, None, 3, 20_000], pa.date32()).to_pandas(),
        large=[2**53 + 1, -1, 0, 7],
        letters=["Баку", "日本", "\t", "=1+1"],
    )
    table.to_parquet(tmp_path / "network.parquet")
    found = split_file(tmp_path / "network.parquet", tmp_path / f"p.{suffix}", Job(squares))
    assert found.pieces == PIECES


def test_a_driver_that_fails_is_one_error(
    tmp_path: Path, source: Path, squares: Boundaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pyarrow.parquet.ParquetWriter.write_table", full)
    with pytest.raises(InputError, match="No space left on device"):
        split_file(source, tmp_path / "pieces.parquet", Job(squares))
    assert [path.name for path in tmp_path.iterdir()] == [source.name]
