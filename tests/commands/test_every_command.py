"""Every command takes a folder that ``new`` has made: of lines, of a tracker, or without a line."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from lobito import write_lobito
from pipelines import write_geojson, write_workbook

from corridors.cli import main

#: The words of each command; {} is the folder, {out} another that it may write in, {line} one of
#: its lines.
WORDS = {
    "check": "check {} --severity info",
    "diff": "diff {} 2000-01-01 2025-12-01",
    "export": "export {} -o {out}/release --formats gpkg,csv,xlsx,html",
    "history": "history {}",
    "lengths": "lengths {} --compare-boundaries world",
    "list": "list",
    "map": "map {} -o {out}/map.html",
    "new": "new {out}/again --from {line}",
    "paths": "paths {}",
    "plot": "plot {} -o {out}/plot.svg",
    "progress": "progress {}",
    "readiness": "readiness {}",
    "sources": "sources {} --stale",
    "split": "split {line} -o {out}/pieces.gpkg",
}
#: These want a file of lines.
_OF_LINES = {"new", "split"}


def run(words: str) -> Result:
    return CliRunner().invoke(main, words.split())


def _made(folder: Path, source: Path, *more: str) -> Path:
    done = run(" ".join(["new", str(folder), "--from", str(source), *more]))
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    base = tmp_path_factory.mktemp("every")
    fields = ("--route-field", "line", "--section-field", "part")
    return {
        "lines": _made(base / "a", write_lobito(base / "lobito.geojson"), *fields),
        "gap": _made(base / "b", write_lobito(base / "gap.geojson", leaving_out="Luau"), *fields),
        "tracker": _made(base / "c", write_geojson(base), "--where", "ProjectID=P1",
                         "--where", "ProjectID=P2", "--where", "ProjectID=P4"),
        "no line": _made(base / "d", write_workbook(base, with_lines=False)),
    }  # fmt: skip


def test_every_command_has_its_words() -> None:
    assert isinstance(main, click.Group)
    assert set(WORDS) == set(main.list_commands(click.Context(main)))


@pytest.mark.parametrize("command", WORDS)
@pytest.mark.parametrize("kind", ["lines", "gap", "tracker", "no line"])
def test_every_command_takes_the_folder(
    folders: dict[str, Path], tmp_path: Path, kind: str, command: str
) -> None:
    lines = sorted((folders[kind] / "lines").iterdir())
    if command in _OF_LINES and not lines:
        pytest.skip("it has no line")
    done = run(WORDS[command].format(folders[kind], out=tmp_path, line=(lines or [""])[0]))
    assert done.exit_code == 0, done.output
    assert done.output.strip()
