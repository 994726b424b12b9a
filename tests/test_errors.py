"""One tree of errors: each is caught as ours, and as the built-in one that it is."""

from __future__ import annotations

import builtins
import pickle
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import corridors
import layers
from corridors import InputError, errors, load_boundaries
from corridors.errors import CorridorError, FileError, Problem
from corridors.exchange import write_whole


def tree(root: type[Exception]) -> Iterator[type[Exception]]:
    for branch in root.__subclasses__():
        yield branch
        yield from tree(branch)


TREE = sorted(set(tree(CorridorError)), key=lambda error: error.__name__)


def test_all_errors_of_both_packages_stand_in_one_module() -> None:
    for package in (corridors, layers):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    made = {(error.__module__, error.__name__) for error in tree(Exception)}
    ours = {name for module, name in made if module.startswith(("corridors.", "layers."))}
    inner = {"RecordError"}  # of one record: it never leaves the readers
    assert ours - inner == {name for name in errors.__all__ if name.endswith("Error")}


@pytest.mark.parametrize("error", TREE)
def test_each_is_drawn_with_the_built_in_one_that_it_is(error: type[Exception]) -> None:
    drawn = dict(re.findall(r"(\w+Error) \((\w+)\)", errors.__doc__ or ""))
    built_in = getattr(builtins, drawn[error.__name__])
    assert [base for base in error.__bases__ if not issubclass(base, CorridorError)] == [built_in]


def test_a_missing_file_is_an_os_error_with_our_words(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="there is no such regular file") as raised:
        load_boundaries(tmp_path / "areas.gpkg")
    assert isinstance(raised.value, InputError)


def test_a_file_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="the name of a regular file"):
        write_whole(tmp_path, "text")


@pytest.mark.parametrize("kind", [InputError, FileError])
def test_problems_come_whole_from_another_process(kind: type[InputError]) -> None:
    problems = [Problem("b.csv", 2, "", "code", "rule"), Problem("a.csv", 1, "", "code", "rule")]
    error = pickle.loads(pickle.dumps(kind(*problems)))  # noqa: S301  our own
    assert type(error) is kind
    assert error.problems == tuple(problems[::-1])
    assert str(error) == "a.csv:1: [code] rule\nb.csv:2: [code] rule"
