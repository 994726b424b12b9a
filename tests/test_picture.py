"""The picture on paper: what is on it, in each kind of file, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from PIL import Image

from corridors import InputError, read_corridor
from corridors.cli import main
from corridors.survey import Survey, survey
from layers.picture import draw, plot

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries

STARTS = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}


@pytest.fixture
def today(tiny: Path, squares: Boundaries) -> Survey:
    return survey(read_corridor(tiny), squares, date(2026, 1, 1))


def words(svg: Path) -> str:
    return " ".join(re.findall(r">([^<>]+)</text>", svg.read_text("utf-8")))


@pytest.mark.parametrize("suffix", STARTS)
def test_file_is_of_its_kind_and_the_same_again(today: Survey, tmp_path: Path, suffix: str) -> None:
    first, second = (tmp_path / f"{name}{suffix}" for name in ("first", "second"))
    plot([today], first)
    plot([today], second)
    assert first.read_bytes().startswith(STARTS[suffix])
    assert first.read_bytes() == second.read_bytes()


def test_picture_says_what_it_shows(today: Survey, tmp_path: Path) -> None:
    plot([today], tmp_path / "tiny.svg")
    said = words(tmp_path / "tiny.svg")
    for part in (
        "Tiny corridor",
        "West – East",
        "Operating",
        "Construction",
        "As known on 2026-01-01",
    ):
        assert part in said, part
    # The border is in the middle of 8-12 E; 222 km lie on its western side.
    assert "AA 222 km" in said
    # The last section is a sketch; the strip names its end.
    assert "Course approximate" in said
    assert said.count("East") > said.count("West – East")
    assert "West – Middle (222 km): 70 %, 2022, Paper" in said


@pytest.mark.filterwarnings("error")
def test_text_of_data_is_written_as_it_stands(
    edit: Callable[..., Path], squares: Boundaries, tmp_path: Path
) -> None:
    name = r"$\frac{1}{0}$ {{ 7*7 }} <script>x</script>"
    folder = edit("corridor.toml", '"Tiny corridor"', f"'{name}'")
    plot([survey(read_corridor(folder), squares, date(2026, 1, 1))], tmp_path / "it.svg")
    text = (tmp_path / "it.svg").read_text("utf-8")
    assert "<script" not in text
    assert "{{ 7*7 }}" in text


def test_corridor_without_works_has_no_bars(today: Survey, tmp_path: Path) -> None:
    still = [replace(segment, progress_pct=None) for segment in today.segments]
    plot([replace(today, segments=tuple(still))], tmp_path / "still.svg")
    assert "Works done" not in words(tmp_path / "still.svg")


def test_other_kinds_of_file_are_refused_and_nothing_is_written(
    today: Survey, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="picture-kind"):
        plot([today], tmp_path / "map.jpg")
    assert not (tmp_path / "map.jpg").exists()


def test_command_draws_a_built_in_corridor(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["plot", "southern-gas", "-o", str(tmp_path / "gas.svg")])
    assert done.exit_code == 0, done.output
    said = words(tmp_path / "gas.svg")
    assert "Trans Adriatic Pipeline (TAP)" in said
    assert "Albanian landfall" in said


def test_drawn_in_memory_it_shows_itself_as_a_picture(today: Survey) -> None:
    sheet = draw([today])
    width_in, height_in = sheet.get_size_inches()
    shown = Image.open(BytesIO(sheet._repr_png_()))
    assert shown.size == (int(150 * width_in), int(150 * height_in))
    assert shown.convert("L").getextrema() != (255, 255)
    assert sheet.texts[0].get_text() == "Tiny corridor"
