"""Files of lines go in and pieces come out: every format, every line, and nothing half written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import networks
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from networks import EMPTY, POINT, ZERO, network, read, split_file, write

from corridors import InputError, length_km
from corridors.boundaries import Boundaries
from corridors.bulk.ledger import Ledger
from corridors.bulk.portions import Job
from corridors.guard.opening import driver_of

COUNTRIES = ["AA", "BB", "AA", "AA", "AA", "BB", "BB", ""]


@pytest.fixture
def job(squares: Boundaries) -> Job:
    return Job(squares)


def refused(source: Path, job: Job, code: str, target: Path | None = None) -> str:
    """Return the message of the refusal, after checking that nothing was left behind."""
    out = target or source.parent / "out.parquet"
    before = sorted(source.parent.rglob("*"))
    with pytest.raises(InputError, match=f"\\[{code}\\]") as caught:
        split_file(source, out, job)
    assert sorted(source.parent.rglob("*")) == before
    return str(caught.value)


def rewritten(path: Path, wkb: list[bytes | None], **geo: object) -> Path:
    """Replace the geometries of a GeoParquet file and entries of its metadata."""
    table = pq.read_table(path)
    metadata = json.loads(table.schema.metadata[b"geo"])
    metadata["columns"]["geometry"].update(geo)
    column = table.schema.names.index("geometry")
    table = table.set_column(column, "geometry", pa.array(wkb, pa.binary()))
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(metadata)}), path)
    return path


@pytest.mark.parametrize("suffix", networks.FORMATS)
@pytest.mark.parametrize("target", ["parquet", "gpkg", "geojson", "fgb", "shp.zip"])
def test_every_format_into_every_other(tmp_path: Path, job: Job, suffix: str, target: str) -> None:
    lines = network()
    out = tmp_path / f"pieces.{target}"
    ledger = split_file(write(lines, tmp_path, suffix), out, job)
    pieces = read(out)
    assert pieces.crs == 4326
    assert pieces["country"].fillna("").tolist() == COUNTRIES
    rows = [0, 0, 1, 2, 2, 2, 3, 3]
    assert pieces["name"].isna().tolist() == [row == 1 for row in rows]
    assert pieces["tracks"].fillna(-1).tolist() == [-1 if row == 2 else row for row in rows]
    whole = sum(length_km(line) for line in lines.geometry)
    assert pieces["length_km"].sum() == pytest.approx(whole, abs=1e-9)
    assert pieces.geometry.map(length_km).tolist() == pytest.approx(pieces["length_km"].tolist())
    assert (ledger.read, ledger.written, ledger.pieces, ledger.reported) == (4, 4, 8, {})
    assert ledger.total_km == pytest.approx(whole, abs=1e-9)
    assert abs(ledger.residual_m) < 1e-6


def test_chainage_runs_on_through_the_parts(tmp_path: Path, job: Job) -> None:
    out = tmp_path / "out.parquet"
    split_file(write(network(), tmp_path, "gpkg"), out, job)
    parts = read(out).iloc[3:6]
    assert parts["from_km"].tolist()[1:] == pytest.approx(parts["to_km"].tolist()[:-1])
    assert (parts["to_km"] - parts["from_km"]).tolist() == pytest.approx(parts["length_km"])


def test_batches_of_one_feature_give_the_same(
    tmp_path: Path, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(network(None, POINT), tmp_path, "parquet")
    whole = split_file(source, tmp_path / "whole.parquet", job)
    monkeypatch.setattr("corridors.bulk.streaming._BATCH_BYTES", 1)
    monkeypatch.setattr("corridors.bulk.network_files._PORTION_BYTES", 1)
    steps: list[tuple[int, int]] = []
    single = split_file(source, tmp_path / "single.parquet", job, lambda *step: steps.append(step))
    assert steps == [(n, 6) for n in range(1, 7)]
    assert single.km == pytest.approx(whole.km)
    assert single.reported == whole.reported
    assert read(tmp_path / "single.parquet").equals(read(tmp_path / "whole.parquet"))


@pytest.mark.parametrize("suffix", ["parquet", "gpkg", "geojson"])
def test_what_has_no_pieces_is_reported_by_number(tmp_path: Path, job: Job, suffix: str) -> None:
    source = write(network(None, POINT, ZERO, EMPTY, networks.OUT), tmp_path, suffix)
    ledger = split_file(source, tmp_path / "out.gpkg", job)
    assert ledger.reported == {
        "no geometry": [5],
        "not a line": [6],
        "zero length": [7],
        "empty line": [8],
    }
    assert ledger.read == 9 == ledger.written + ledger.left_out


def test_null_geometry_in_flatgeobuf_is_no_line_of_another(tmp_path: Path, job: Job) -> None:
    ledger = split_file(
        write(network(None, networks.OUT), tmp_path, "fgb"), tmp_path / "out.fgb", job
    )
    assert ledger.reported == {"no geometry": [5]}
    assert read(tmp_path / "out.fgb")["tracks"].tolist()[-2:] == [5, 5]


def test_broken_wkb_is_reported_and_the_rest_cut(tmp_path: Path, job: Job) -> None:
    good = shapely.to_wkb(networks.CROSSING)
    wkb = [good, good[:-3], b"\x01", b"\x01\x07\x00\x00\x00" * 20_000]
    source = rewritten(write(network(), tmp_path, "parquet"), wkb)
    ledger = split_file(source, tmp_path / "out.fgb", job)
    assert ledger.reported == {"unreadable geometry": [2, 3], "not a line": [4]}
    assert ledger.written == 1


def test_heights_are_ignored_and_counted(tmp_path: Path, job: Job) -> None:
    source = write(network(shapely.force_3d(networks.INSIDE, 9000)), tmp_path, "gpkg")
    ledger = split_file(source, tmp_path / "out.gpkg", job)
    assert ledger.with_z == 1
    assert not read(tmp_path / "out.gpkg").has_z.any()


@pytest.mark.parametrize("crs", [3857, 32633])
def test_other_crs_gives_the_same_kilometres(tmp_path: Path, job: Job, crs: int) -> None:
    lonlat = split_file(write(network(), tmp_path, "parquet"), tmp_path / "a.parquet", job)
    source = write(network(crs=crs), tmp_path, "gpkg")
    found = split_file(source, tmp_path / "b.parquet", job)
    assert found.km == pytest.approx(lonlat.km, abs=1e-6)


@pytest.mark.parametrize("suffix", ["parquet", "gpkg", "shp", "fgb"])
def test_file_without_crs_is_refused(tmp_path: Path, job: Job, suffix: str) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'crs' was not provided", UserWarning)
        source = write(network(crs=None), tmp_path, suffix)
    assert "a_srs" in refused(source, job, "crs-missing")


def test_names_of_drivers_are_free_for_columns(tmp_path: Path, job: Job) -> None:
    table = network().assign(fid=7, geom="text")
    out = tmp_path / "out.gpkg"
    split_file(write(table, tmp_path, "parquet"), out, job)
    assert read(out)["fid"].tolist() == [7] * 8
    assert read(out)["geom"].tolist() == ["text"] * 8


def test_boxes_of_whole_lines_are_not_kept(tmp_path: Path, job: Job) -> None:
    source = tmp_path / "network.parquet"
    network().to_parquet(source, write_covering_bbox=True)
    split_file(source, tmp_path / "out.parquet", job)
    assert "bbox" not in read(tmp_path / "out.parquet").columns


def test_kilometres_without_a_value_are_one_row(tmp_path: Path, squares: Boundaries) -> None:
    source = write(network(networks.OUT, networks.OUT).assign(v=np.nan), tmp_path, "gpkg")
    ledger = split_file(source, tmp_path / "out.gpkg", Job(squares, "v"))
    assert [row["country"] or "" for row in ledger.table("v")] == ["AA", "BB", ""]


def test_kilometres_by_a_column(tmp_path: Path, squares: Boundaries) -> None:
    source = write(network(), tmp_path, "gpkg")
    ledger = split_file(source, tmp_path / "out.gpkg", Job(squares, "tracks"))
    table = ledger.table("tracks")
    assert list(table[0]) == ["tracks", "country", "country_name", "zone", "length_km"]
    assert sum(row["length_km"] for row in table) == pytest.approx(ledger.total_km)
    assert len(table) == 7


@pytest.mark.parametrize(
    ("column", "by", "code"),
    [("Country", None, "column-taken"), ("x", "y", "by"), ("x", "geometry", "by")],
)
def test_columns_that_cannot_be(
    tmp_path: Path, squares: Boundaries, column: str, by: str | None, code: str
) -> None:
    source = write(network().assign(**{column: 1}), tmp_path, "parquet")
    refused(source, Job(squares, by), code)


def test_lists_are_kept_but_not_summed_by(tmp_path: Path, squares: Boundaries) -> None:
    source = write(network().assign(ids=[[1], [2, 3], [], None]), tmp_path, "parquet")
    refused(source, Job(squares, "ids"), "by")
    split_file(source, tmp_path / "out.parquet", Job(squares))
    assert read(tmp_path / "out.parquet")["ids"][2].tolist() == [2, 3]


@pytest.mark.parametrize("bad", [(np.nan, 5.0), (5.0, 91.0), (np.inf, 1.0)])
def test_bad_coordinate_ends_it_and_the_old_file_stays(
    tmp_path: Path, job: Job, monkeypatch: pytest.MonkeyPatch, bad: tuple[float, float]
) -> None:
    monkeypatch.setattr("corridors.bulk.streaming._BATCH_BYTES", 1)
    good = shapely.to_wkb(network(networks.INSIDE).geometry.to_numpy()).tolist()
    good[4] = good[4].replace(np.array([3.0, 3.0]).tobytes(), np.array(bad).tobytes())
    source = rewritten(write(network(networks.INSIDE), tmp_path, "parquet"), good)
    for suffix in ("parquet", "gpkg", "fgb", "geojson"):
        out = tmp_path / f"out.{suffix}"
        out.write_text("old")
        message = refused(source, job, "vertex", out)
        assert "feature 5: [vertex] vertex 1" in message
        assert out.read_text() == "old"


def test_lines_outside_the_box_of_the_areas_are_refused(tmp_path: Path, job: Job) -> None:
    boxed = Boundaries(**{**vars(job.boundaries), "box": (0.0, 0.0, 20.0, 10.0)})
    message = refused(write(network(), tmp_path, "gpkg"), Job(boxed), "boundaries-box")
    assert "--boundaries world" in message


VRT = '<OGRVRTDataSource><OGRVRTLayer name="a"/></OGRVRTDataSource>'
PIPELINE = '{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read x"}'


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.geojson", VRT, "format"),
        ("a.geojson", PIPELINE, "format"),
        ("a.gpkg", VRT, "format"),
        ("a.fgb", "not", "format"),
        ("a.shp", "not", "format"),
        ("a.zip", "not", "format"),
        ("a.zip", "PK\x03\x04not", "file-unreadable"),
        ("a.parquet", "PAR1not", "file-unreadable"),
        ("a.geojson", '{"type": "Topology", "objects": {}}', "f"),
        ("a.geojson", '{"type": "FeatureCollection", "features": [', "f"),
        ("a.geojson", "", "format"),
        ("a.vrt", VRT, "suffix"),
        ("a", "{}", "suffix"),
    ],
)
def test_file_that_is_not_what_its_name_says(
    tmp_path: Path, job: Job, name: str, text: str, code: str
) -> None:
    source = tmp_path / name
    source.write_bytes(text.encode("latin-1"))
    refused(source, job, f"{code}.*" if code == "f" else code)


@pytest.mark.parametrize(
    "name", ["/vsicurl/http://127.0.0.1:1/a.gpkg", "http://127.0.0.1:1/a.gpkg", "none.gpkg", "."]
)
def test_only_regular_files_are_opened(tmp_path: Path, job: Job, name: str) -> None:
    with pytest.raises(InputError, match="file-missing"):
        split_file(Path(name), tmp_path / "out.gpkg", job)


def test_fifo_is_not_opened(tmp_path: Path, job: Job) -> None:
    os.mkfifo(tmp_path / "a.geojson")
    refused(tmp_path / "a.geojson", job, "file-missing")


def test_layers_must_be_one(tmp_path: Path, job: Job) -> None:
    source = write(network(), tmp_path, "gpkg")
    network().to_file(source, layer="second")
    assert "network, second" in refused(source, job, "layers")


def test_zip_of_two_shapefiles_is_refused(tmp_path: Path, job: Job) -> None:
    source = write(network(), tmp_path, "zip")
    with zipfile.ZipFile(source, "a") as archive:
        archive.write(tmp_path / "network.shp", "second.shp")
    assert "2 are in it" in refused(source, job, "zip")


@pytest.mark.parametrize(
    "crs", ["EPSG:5703", "EPSG:4978", "IAU_2015:30100", 'LOCAL_CS["site", UNIT["metre", 1]]']
)
def test_a_crs_that_leads_nowhere_is_refused(tmp_path: Path, job: Job, crs: str) -> None:
    source = write(network().set_crs(crs, allow_override=True), tmp_path, "parquet")
    refused(source, job, "crs")


@pytest.mark.parametrize(
    ("geo", "code"),
    [
        ({"encoding": "point"}, "geo-metadata"),
        ({"crs": None}, "crs-missing"),
        ({"crs": "garbage"}, "crs"),
        ({"covering": 1}, "geo-metadata"),
    ],
)
def test_geoparquet_metadata_that_cannot_be(
    tmp_path: Path, job: Job, geo: dict[str, object], code: str
) -> None:
    wkb = shapely.to_wkb(network().geometry.to_numpy()).tolist()
    refused(rewritten(write(network(), tmp_path, "parquet"), wkb, **geo), job, code)


def test_plain_parquet_is_refused(tmp_path: Path, job: Job) -> None:
    source = tmp_path / "plain.parquet"
    pq.write_table(pa.table({"a": [1]}), source)
    refused(source, job, "geo-metadata")


def test_output_on_the_input_a_folder_a_symlink_or_a_shapefile(tmp_path: Path, job: Job) -> None:
    source = write(network(), tmp_path, "gpkg")
    (tmp_path / "link.gpkg").symlink_to(source)
    (tmp_path / "folder.gpkg").mkdir()
    (tmp_path / "dangling.gpkg").symlink_to(tmp_path / "nowhere")
    for name in ("network.gpkg", "link.gpkg", "folder.gpkg", "dangling.gpkg", "out.shp"):
        refused(source, job, "output", tmp_path / name)
    refused(source, job, "suffix", tmp_path / "out.csv")
    refused(source, job, "path", tmp_path / "!" / "out.gpkg")


BIG = 600
TEXT = 1_000_000
SPLIT_UNDER_A_BOUND = """
import resource, sys
from pathlib import Path
from shapely import box
from corridors.bulk.portions import Job
from networks import split_file
from corridors.guard.opening import driver_of
from small import make_boundaries

def status(key):
    return next(int(line.split()[1]) << 10 for line in open("/proc/self/status") if key in line)

if __name__ == "__main__":
    job = Job(make_boundaries({"AA": box(0, 0, 10, 10), "BB": box(10, 0, 20, 10)}))
    small, big, out = map(Path, sys.argv[1:])
    split_file(small, out, job)
    Path("/proc/self/clear_refs").write_text("5")
    before, room = status("VmRSS"), 400_000_000
    resource.setrlimit(resource.RLIMIT_AS, (status("VmSize") + room, -1))
    ledger = split_file(big, out, job)
    print(ledger.pieces, status("VmHWM") - before)
"""


def write_big(path: Path) -> Path:
    """Write 600 MB of features, none of them large, without holding them."""
    wkb = shapely.to_wkb(networks.CROSSING)
    schema = pa.schema([("text", pa.string()), ("geometry", pa.binary())])
    batches = (pa.record_batch([[f"{n:{TEXT}}"], [wkb]], schema=schema) for n in range(BIG))
    if path.suffix == ".parquet":
        geo = pq.read_schema(write(network(), path.parent, "parquet")).metadata
        pages = {"use_dictionary": False, "write_batch_size": 1}
        table = pa.Table.from_batches(batches).replace_schema_metadata(geo)
        pq.write_table(table, path, compression="zstd", **pages)
        return path
    pyogrio.write_arrow(
        pa.RecordBatchReader.from_batches(schema, batches),
        str(path),
        driver=driver_of(path),
        geometry_name="geometry",
        geometry_type="LineString",
        crs="EPSG:4326",
        layer_options={"SPATIAL_INDEX": "NO"} if path.suffix == ".fgb" else {},
    )
    return path


@pytest.mark.parametrize("suffix", ["parquet", "gpkg", "fgb", "geojson"])
def test_file_larger_than_the_memory_allowed(tmp_path: Path, suffix: str) -> None:
    small, source = write(network(), tmp_path, suffix), write_big(tmp_path / f"big.{suffix}")
    paths = os.pathsep.join([str(Path(__file__).parents[1]), str(Path(__file__).parent)])
    done = subprocess.run(  # noqa: S603  our own text
        [sys.executable, "-c", SPLIT_UNDER_A_BOUND, small, source, tmp_path / "out.parquet"],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    source.unlink()
    assert done.returncode == 0, done.stderr
    pieces, grown = map(int, done.stdout.split())
    assert pieces == 2 * BIG
    assert grown < BIG * TEXT / 2
    assert pq.read_metadata(tmp_path / "out.parquet").num_rows == 2 * BIG


def test_ledgers_add_up() -> None:
    one = Ledger(2, 1, 3, 0, 10.0, {("AA",): 10.0}, {"no geometry": [2]})
    one.add(Ledger(1, 0, 0, 1, 0.0, {}, {"no geometry": [3], "empty line": [4]}))
    assert one == Ledger(
        3, 1, 3, 1, 10.0, {("AA",): 10.0}, {"no geometry": [2, 3], "empty line": [4]}
    )


@pytest.mark.parametrize("target", ["parquet", "gpkg", "geojson", "fgb", "shp.zip"])
def test_column_of_nulls_alone_stays_one(tmp_path: Path, job: Job, target: str) -> None:
    source, out = tmp_path / "network.parquet", tmp_path / f"out.{target}"
    network().to_parquet(source)
    table = pq.read_table(source)
    pq.write_table(table.append_column("note", pa.nulls(len(table))), source)
    ledger = split_file(source, out, job)
    pieces = pq.read_table(out) if target == "parquet" else pyogrio.read_arrow(out)[1]
    assert pieces.schema.field("note").type in {pa.string(), pa.large_string()}
    assert pieces["note"].null_count == ledger.pieces == len(pieces)


@pytest.mark.parametrize("suffix", ["parquet", "gpkg", "geojson"])
def test_file_without_features_gives_one_without_pieces(
    tmp_path: Path, job: Job, suffix: str
) -> None:
    ledger = split_file(write(network().iloc[:0], tmp_path, suffix), tmp_path / "out.fgb", job)
    assert (ledger.read, ledger.pieces, ledger.residual_m) == (0, 0, 0)
    assert read(tmp_path / "out.fgb").empty
