"""What the package offers, and what importing it costs."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from doctest import DocTestFinder
from importlib import import_module
from importlib.resources import files

import pytest
from public import PUBLIC

import corridors


@pytest.mark.parametrize("module", PUBLIC)
def test_public_names_are_these(module: str) -> None:
    found = import_module(module)
    assert set(found.__all__) == PUBLIC[module]
    assert len(found.__all__) == len(PUBLIC[module])
    assert all(getattr(found, name) is not None for name in found.__all__)


@pytest.mark.parametrize(("module", "name"), [(m, n) for m in PUBLIC for n in sorted(PUBLIC[m])])
def test_each_public_name_is_described_with_an_example(module: str, name: str) -> None:
    found = getattr(import_module(module), name)
    if callable(found):
        assert re.search(r"^Examples\n-{8}$", inspect.getdoc(found) or "", re.MULTILINE)
        [tested] = DocTestFinder(recurse=False).find(found, name)
        assert tested.examples


@pytest.mark.parametrize("name", ["corridors", "layers"])
def test_examples_are_among_the_tests(name: str, pytestconfig: pytest.Config) -> None:
    assert pytestconfig.option.doctestmodules
    assert name in pytestconfig.getini("testpaths")


def test_names_listed_are_those_that_dir_shows() -> None:
    assert set(corridors.__all__) <= set(dir(corridors))


@pytest.mark.parametrize("package", ["corridors", "layers", "seeds"])
def test_types_are_packaged(package: str) -> None:
    assert (files(package) / "py.typed").is_file()


def test_import_takes_no_more_than_numpy_shapely_and_pyproj_do() -> None:
    seen = """
import sys
import numpy, shapely, pyproj
def others():
    tops = {name.partition(".")[0] for name in sys.modules}
    return tops - sys.stdlib_module_names
before = others()
import corridors
print(sorted(others() - before))
"""
    words = [sys.executable, "-c", seen]
    done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  our own
    assert done.stdout == "['corridors']\n"


def test_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(corridors, "fly")


def test_import_and_lengths_need_neither_pandas_nor_folium() -> None:
    seen = """
import sys
from corridors.cli import main
main(["lengths"], standalone_mode=False)
heavy = "pandas", "geopandas", "folium", "rich", "pyarrow"
print([name for name in heavy if name in sys.modules])
"""
    words = [sys.executable, "-c", seen]
    done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  our own
    assert done.stdout.endswith("[]\n")
