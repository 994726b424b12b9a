"""Two workers in processes of their own, one of them killed: the answer is whole and the same."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from networks import POINT, network, read, split_file, squares_file, write

from corridors import InputError, load_boundaries, split_by_country
from corridors.bulk.cluster import split_parts
from corridors.bulk.portions import Job

distributed = pytest.importorskip("distributed")
dask_geopandas = pytest.importorskip("dask_geopandas")

PARTS = 12

#: dask-geopandas 0.5 says so to pandas 3.1.
INPLACE = pytest.mark.filterwarnings("ignore:The inplace keyword in GeoDataFrame")


@pytest.fixture
def areas(tmp_path: Path) -> tuple[str, str]:
    return str(squares_file(tmp_path)), "code"


@pytest.fixture
def job(areas: tuple[str, str]) -> Job:
    return Job(load_boundaries(areas[0], country_field=areas[1]), "name")


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Return a file of twelve row groups, each with a null and a point."""
    table = pd.concat([network(None, POINT)] * PARTS, ignore_index=True)
    path = tmp_path / "rows.parquet"
    gpd.GeoDataFrame(table, crs=4326).to_parquet(path, row_group_size=6)
    return path


def parts_of(folder: Path) -> gpd.GeoDataFrame:
    parts = [read(path) for path in sorted(folder.iterdir())]
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=4326)


def test_killed_worker_changes_nothing(
    tmp_path: Path, rows: Path, job: Job, areas: tuple[str, str]
) -> None:
    whole = split_file(rows, tmp_path / "whole.parquet", job)
    killed: list[int] = []

    with distributed.LocalCluster(
        processes=True,
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    ) as cluster:

        def kill_one(done: int, count: int) -> None:
            assert count == 6 * PARTS
            if not killed and done < count:
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        found = split_parts(
            rows,
            tmp_path / "parts",
            job,
            areas,
            scheduler=cluster.scheduler_address,
            progress=kill_one,
        )
    assert killed
    assert [p.name for p in sorted((tmp_path / "parts").iterdir())] == [
        f"part-{number:05d}.parquet" for number in range(PARTS)
    ]
    assert parts_of(tmp_path / "parts").equals(read(tmp_path / "whole.parquet"))
    assert found.km == pytest.approx(whole.km, abs=1e-6)
    assert found.total_km == pytest.approx(whole.total_km, abs=1e-6)
    assert (found.read, found.pieces, found.reported) == (whole.read, whole.pieces, whole.reported)


@INPLACE
def test_folder_of_parts_on_a_cluster_started_for_it(
    tmp_path: Path, job: Job, areas: tuple[str, str]
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in "ab":
        write(network(None), source, "parquet").rename(source / f"{name}.parquet")
    found = split_parts(source, tmp_path / "parts", job, areas)
    assert found.reported == {"no geometry": [5, 10]}
    again = dask_geopandas.read_parquet(tmp_path / "parts")
    assert again.npartitions == 2
    assert again["length_km"].sum().compute(scheduler="sync") == pytest.approx(found.parts_km)
    assert [p.name for p in sorted((tmp_path / "parts").iterdir())] == ["a.parquet", "b.parquet"]
    broken = source / "b.parquet"
    broken.write_bytes(broken.read_bytes()[:4] + bytes(1000) + broken.read_bytes()[1004:])
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputError, match=r"b\.parquet.*\[file-unreadable\]"):
        split_parts(source, tmp_path / "other", job, areas)
    assert sorted(tmp_path.iterdir()) == before


@INPLACE
def test_public_function_over_partitions_gives_the_same(
    tmp_path: Path, rows: Path, job: Job
) -> None:
    """Each partition is cut by ``split_by_country`` as geopandas holds it; points are left out."""
    whole = split_file(rows, tmp_path / "whole.parquet", job)
    lines = gpd.read_parquet(rows).dropna(subset="geometry")
    lines = lines[lines.geom_type != "Point"]
    source = tmp_path / "lines"
    dask_geopandas.from_geopandas(lines, npartitions=5).to_parquet(source)
    meta = split_by_country(lines.iloc[:0], job.boundaries)
    frame = dask_geopandas.read_parquet(source)
    found = frame.map_partitions(split_by_country, job.boundaries, meta=meta)
    pieces = found.compute(scheduler="sync").reset_index(drop=True)
    expected = read(tmp_path / "whole.parquet")
    assert pieces["country"].tolist() == expected["country"].tolist()
    assert pieces["tracks"].equals(expected["tracks"].astype("Int64"))
    assert pieces["length_km"].tolist() == pytest.approx(expected["length_km"].tolist(), abs=1e-6)
    assert pieces["length_km"].sum() == pytest.approx(whole.parts_km, abs=1e-6)
    assert pieces.geometry.equals(expected.geometry)


def test_what_cannot_be_cut_in_parts(tmp_path: Path, rows: Path, job: Job) -> None:
    with pytest.raises(InputError, match="it exists"):
        split_parts(rows, tmp_path, job, ("world", "country"))
    with pytest.raises(InputError, match="scheduler"):
        split_parts(rows, tmp_path / "new", job, ("world", "country"), scheduler="nonsense://x")
