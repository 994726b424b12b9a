"""A release in a real PostGIS: started here, as Debian packs it, and ended with the tests."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from releases import awkward

from corridors import InputError
from corridors.cli import main
from corridors.errors import CorridorError
from corridors.release import bundle
from corridors.release.dictionary import columns
from corridors.release.postgis import loaded

if TYPE_CHECKING:
    import psycopg

    from corridors.boundaries import Boundaries
    from corridors.release.rows import Release

server = pytest.importorskip("benchmarks.peers.postgis_server", reason="no psycopg here")
WITHOUT = server.missing()
needs_server = pytest.mark.skipif(
    bool(WITHOUT), reason=f"{WITHOUT} here: apt-get install postgresql-15-postgis-3"
)


@pytest.fixture(scope="module")
def database() -> Iterator[psycopg.Connection]:
    found = server.connect()
    yield found
    found.close()


@pytest.fixture
def url(database: psycopg.Connection) -> Iterator[str]:
    yield f"postgresql://{database.info.user}@/postgres?host={database.info.host}"
    database.execute("DROP TABLE IF EXISTS tiny")


@pytest.fixture
def found(edit: Callable[[str, str, str], Path], squares: Boundaries) -> Release:
    return awkward(edit, squares)


def rows(database: psycopg.Connection, query: str) -> list[tuple[Any, ...]]:
    return database.execute(query).fetchall()


def write_postgis(found: Release, url: str) -> str:
    with loaded(found, url) as table:
        return table


@needs_server
def test_rows_come_back_exactly_in_their_columns(
    found: Release, url: str, database: psycopg.Connection
) -> None:
    assert write_postgis(found, url) == "tiny"
    names = ", ".join(column.name for column in columns())
    kept = rows(database, f"SELECT {names} FROM tiny ORDER BY segment")  # noqa: S608  our own names
    assert kept == [tuple(row.values()) for row in found.rows]


@needs_server
def test_lines_are_geography_measured_in_km(
    found: Release, url: str, database: psycopg.Connection
) -> None:
    write_postgis(found, url)
    (kind,) = rows(database, "SELECT type, srid FROM geography_columns WHERE f_table_name = 'tiny'")
    assert kind == ("LineStringM", 4326)
    query = """
        SELECT from_km, ST_M(ST_StartPoint(flat)), to_km, ST_M(ST_EndPoint(flat)),
               length_km, ST_Length(line) / 1000, ST_AsBinary(ST_Force2D(flat))
        FROM (SELECT *, line::geometry AS flat FROM tiny) AS lines ORDER BY segment"""
    lines = found.table.column("geometry").to_pylist()
    for line, row in zip(lines, rows(database, query), strict=True):
        from_km, first_m, to_km, last_m, length_km, measured_km, wkb = row
        assert (first_m, last_m) == (from_km, to_km)
        assert wkb == line
        if line is not None:
            assert measured_km == pytest.approx(length_km, rel=1e-9)


@needs_server
def test_a_kilometre_is_found_by_its_measure(
    found: Release, url: str, database: psycopg.Connection
) -> None:
    write_postgis(found, url)
    # Half of the way from 8 to 12 degrees east is at 10.
    (middle,) = rows(
        database,
        """SELECT ST_X(ST_Centroid(ST_LocateAlong(line::geometry, 222))) FROM tiny
           WHERE from_km <= 222 AND to_km > 222""",
    )
    assert middle[0] == pytest.approx(10, abs=0.01)


@needs_server
def test_table_and_columns_say_what_they_are(
    found: Release, url: str, database: psycopg.Connection
) -> None:
    write_postgis(found, url)
    ((about,),) = rows(database, "SELECT obj_description('tiny'::regclass)")
    assert about == f"Tiny corridor; areas squares 1, SHA-256 {'0' * 64}"
    said = rows(
        database,
        """SELECT column_name, col_description('tiny'::regclass, ordinal_position)
           FROM information_schema.columns WHERE table_name = 'tiny' ORDER BY ordinal_position""",
    )
    assert [name for name, _ in said] == [*(column.name for column in columns()), "line"]
    assert dict(said)["length_km"].endswith("[km]")


@needs_server
def test_table_that_is_there_stays_as_it_is(
    found: Release, url: str, database: psycopg.Connection
) -> None:
    database.execute("CREATE TABLE tiny AS SELECT 1 AS one")
    with pytest.raises(InputError, match="there is a table tiny already"):
        write_postgis(found, url)
    assert rows(database, "SELECT one FROM tiny") == [(1,)]


@needs_server
def test_nothing_is_left_where_a_row_is_refused(
    found: Release, url: str, database: psycopg.Connection
) -> None:
    found.rows[2]["title"] = None
    with pytest.raises(InputError, match="null value in column"):
        write_postgis(found, url)
    assert rows(database, "SELECT to_regclass('tiny')::text") == [(None,)]


@needs_server
def test_database_without_postgis_is_refused(
    found: Release, url: str, database: psycopg.Connection
) -> None:
    database.execute("CREATE DATABASE plain")
    with pytest.raises(InputError, match="lacks PostGIS"):
        write_postgis(found, url.replace("/postgres?", "/plain?"))


@needs_server
def test_command_writes_a_shipped_corridor(url: str, database: psycopg.Connection) -> None:
    words = ["export", "southern-gas", "--to-postgis", url]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert "wrote table southern_gas: " in result.stdout
    query = """
        SELECT sum(ST_Length(line)) / 1000, sum(length_km) FILTER (WHERE basis = 'measured')
        FROM southern_gas"""
    ((geodesic_km, told_km),) = rows(database, query)
    assert geodesic_km == pytest.approx(told_km, rel=1e-9)


def export_both(tiny: Path, folder: Path, url: str) -> Result:
    words = ["export", str(tiny), "-o", str(folder), "--formats", "csv", "--to-postgis", url]
    return CliRunner().invoke(main, words)


@needs_server
def test_folder_and_table_are_written_together(
    tiny: Path, tmp_path: Path, url: str, database: psycopg.Connection
) -> None:
    result = export_both(tiny, tmp_path / "out", url)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "manifest.json").exists()
    assert rows(database, "SELECT to_regclass('tiny')::text") == [("tiny",)]


@needs_server
def test_neither_is_written_where_the_folder_cannot_be(
    tiny: Path, tmp_path: Path, url: str, database: psycopg.Connection
) -> None:
    result = export_both(tiny, tmp_path, url)
    assert (result.exit_code, result.stderr.count("it is there already")) == (2, 1)
    assert rows(database, "SELECT to_regclass('tiny')::text") == [(None,)]


@needs_server
def test_neither_is_written_where_the_database_does_not_keep_the_table(
    tiny: Path,
    tmp_path: Path,
    url: str,
    database: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The connection is lost when all is copied and the folder stands, before the commit."""
    write = bundle.write_bundle

    def write_and_lose(*words: Any) -> dict[str, Any]:  # noqa: ANN401  as the function's
        told = write(*words)
        others = "pid <> pg_backend_pid() AND backend_type = 'client backend'"
        query = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"  # noqa: S608
        assert rows(database, query) == [(True,)]
        assert (tmp_path / "out").is_dir()
        return told

    monkeypatch.setattr(bundle, "write_bundle", write_and_lose)
    result = export_both(tiny, tmp_path / "out", url)
    assert (result.exit_code, result.stderr.count("[postgis]")) == (2, 1), result.output
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]
    assert rows(database, "SELECT to_regclass('tiny')::text") == [(None,)]


@pytest.mark.parametrize(
    "address", ["postgres:/u:s3cret@nowhere/x", "postgresql://u:s3cret@[::1/x", "s3cret"]
)
def test_address_that_is_none_is_refused_without_its_password(found: Release, address: str) -> None:
    with pytest.raises(InputError, match="the address of a database is wanted") as refused:
        write_postgis(found, address)
    assert "s3cret" not in str(refused.value)


def test_database_that_does_not_answer_is_told_without_its_password(
    found: Release, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="postgis") as refused:
        write_postgis(found, f"postgresql://u:s3cret@/x?host={tmp_path}")
    assert "s3cret" not in str(refused.value)


@needs_server
def test_table_that_holds_fewer_rows_is_taken_back(
    found: Release, url: str, database: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corridors.release.postgis._copy", lambda *_: None)
    with pytest.raises(InputError, match=f"0 of {len(found.rows)} rows can be read back"):
        write_postgis(found, url)
    assert rows(database, "SELECT to_regclass('tiny')::text") == [(None,)]


def test_without_psycopg_it_is_said_what_to_install(
    found: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CorridorError, match=r"pip install 'corridor-mapper\[postgis\]'"):
        write_postgis(found, "postgresql://u@h/d")


def test_one_of_both_targets_is_wanted(tiny: Path) -> None:
    result = CliRunner().invoke(main, ["export", str(tiny)])
    assert result.exit_code == 2
    assert "-o DIR or --to-postgis URL is wanted" in result.output
