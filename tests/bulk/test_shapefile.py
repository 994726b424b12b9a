"""Zipped Shapefiles hold all pieces under short names, and refuse what they would cut."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import network, read, split_file, write

from corridors import InputError
from corridors.bulk.portions import Job
from corridors.bulk.shapefile import short_names

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries


@pytest.fixture
def job(squares: Boundaries) -> Job:
    return Job(squares)


@given(st.lists(st.text(min_size=1, max_size=14), unique=True))
def test_short_names_are_short_and_no_two_alike(names: list[str]) -> None:
    short = short_names(names)
    assert list(short) == names
    assert all(len(name.encode()) <= 10 for name in short.values())
    assert len({name.lower() for name in short.values()}) == len(names)


def test_names_that_fit_stay(tmp_path: Path, job: Job) -> None:
    long = {"a name as long as it is": 1, "a name as long as another": 2, "a name as": 3}
    out = tmp_path / "pieces.shp.zip"
    ledger = split_file(write(network().assign(**long), tmp_path, "parquet"), out, job)
    assert ledger.renamed["a name as long as it is"] == "a name a_1"
    assert ledger.renamed["a name as long as another"] == "a name a_2"
    assert "a name as" not in ledger.renamed
    assert ledger.renamed["country_name"] == "country_na"
    pieces = read(out)
    assert pieces["a name a_1"].tolist() == [1] * 8
    assert pieces["country_na"][0] == "AA"
    assert zipfile.ZipFile(out).namelist() == [
        f"pieces.{suffix}" for suffix in ("cpg", "dbf", "prj", "shp", "shx")
    ]


def test_numbers_days_and_text_come_back_as_they_were(tmp_path: Path, job: Job) -> None:
    numbers = np.array([1 / 3, 1e-9, -12345.678901234567, np.nan])
    days = [dt.date(2026, 1, day) for day in (1, 2, 3, 4)]
    table = network().assign(x=numbers, i=2**53 + 1, day=days, s=["ə" * 127, "Ж", "a", "b"])
    out = tmp_path / "out.zip"
    split_file(write(table, tmp_path, "parquet"), out, job)
    pieces = read(out).drop_duplicates("s")
    assert pieces["x"].tolist() == pytest.approx(numbers.tolist(), abs=1e-15, nan_ok=True)
    assert pieces["i"].tolist() == [2**53 + 1] * 4
    assert pd.to_datetime(pieces["day"]).dt.date.tolist() == days
    assert pieces["s"].tolist() == table["s"].tolist()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("ə" * 128, "no text of 256 bytes"),
        (dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC), "holds no timestamp"),
        ([1, 2], "holds no list"),
        (1e300, "does not hold them"),
    ],
)
def test_what_it_would_cut_is_refused(tmp_path: Path, job: Job, value: object, words: str) -> None:
    source = write(network().assign(x=[value] * 4), tmp_path, "parquet")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputError, match=words):
        split_file(source, tmp_path / "out.zip", job)
    assert sorted(tmp_path.iterdir()) == before
