"""The wheel by itself: what pip would unpack, away from the checkout, does all that a user asks."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from corridors import read_corridor
from corridors.reading import BUILT_IN

ROOT = Path(__file__).parents[1]
#: Without -S the checkout would be found, which is installed for changing it.
RUN = """
import sys
sys.path[:] = [path for path in sys.path if path] + [{wheel!r}, {packages!r}]
import corridors, layers
assert corridors.__file__.startswith({wheel!r}), corridors.__file__
from corridors.cli import main
main({words!r}, prog_name="corridors")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it as pip does."""
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)  # noqa: S603  our own
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as parts:
        parts.extractall(folder / "unpacked")
    return folder / "unpacked"


def run(wheel: Path, folder: Path, *words: str) -> str:
    packages = sysconfig.get_path("purelib")
    script = RUN.format(wheel=str(wheel), packages=packages, words=list(words))
    call = [sys.executable, "-S", "-I", "-c", script]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_map_is_the_same_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    run(wheel, tmp_path, "map", "-o", "map.html")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert all(read_corridor(name).name in page for name in BUILT_IN)


def test_seeds_are_whole_in_the_wheel(wheel: Path, tmp_path: Path) -> None:
    assert "0 errors" in run(wheel, tmp_path, "check")


def test_the_wheel_is_typed_and_has_its_licences(wheel: Path) -> None:
    (info,) = wheel.glob("*.dist-info")
    assert all((wheel / package / "py.typed").exists() for package in ("corridors", "layers"))
    assert {p.name for p in (info / "licenses").rglob("*.*")} >= {"LICENSES.md"}
    assert not list(wheel.glob("tests*"))
