"""What several test modules share: small areas, a tiny corridor on disk, and the shared files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, settings
from shapely import box
from small import make_boundaries

from corridors import read_corridor

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.model import Corridor

settings.register_profile("slow", max_examples=20_000, deadline=None)  # --hypothesis-profile=slow
settings.register_profile("unhurried", deadline=None)  # of `make coverage`
settings.register_profile(  # of `make mutation`: what is found need not be made small
    "mutation",
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
    database=None,
    deadline=None,
)

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of other people's test files, beside the checkout; the test skips where it is not."""
    if not SHARED.is_dir():
        pytest.skip(f"no folder {SHARED.name}/ beside the checkout")
    return SHARED


@pytest.fixture
def squares() -> Boundaries:
    """AA west of longitude 10, BB east of it, both from 0 to 10 degrees north.

       0        10        20
    10 +---------+---------+
       |   AA    |   BB    |
     0 +---------+---------+
    """
    return make_boundaries({"AA": box(0, 0, 10, 10), "BB": box(10, 0, 20, 10)})


CORRIDOR = {
    "corridor.toml": """\
id = "tiny"
name = "Tiny corridor"
kind = "rail"
summary = "Two sections over one border."
read_on = 2026-01-01

[[routes]]
id = "main"
name = "West – East"
role = "main"

[[routes]]
id = "unbuilt"
name = "East – nowhere"
role = "proposed"
""",
    "places.csv": """\
id,name,country,kind,lon,lat,accuracy_km,source,note
west,West,AA,station,8,5,1,atlas,
middle,Middle,BB,station,12,5,1,atlas,
east,East,BB,port,14,5,1,atlas,
nowhere,Nowhere,,point,,,,atlas,
halt,Halt,BB,station,,,,atlas,
""",
    "sections.csv": """\
id,route,from,to,kind,quality,line_source,note
west-middle,main,west,middle,line,network,atlas,
middle-east,main,middle,east,line,sketch,atlas,
east-nowhere,unbuilt,east,nowhere,line,unknown,,nobody knows where
""",
    "lengths.csv": """\
route,from,to,country,zone,length_km,as_of,source,used,note,difference
main,west,middle,,,444,,paper,yes,the only one,
main,middle,east,,,400,,paper,yes,,
unbuilt,east,nowhere,,,100,,paper,yes,,
""",
    "events.csv": """\
route,from,to,chainage,country,direction,kind,value,since,as_of,source,note
main,west,middle,,,,status,operating,2001,,paper,
main,west,middle,,BB,,status,modernisation,2020-03-05,,paper,
main,west,middle,,BB,,works_pct,40,,2021,paper,
main,west,middle,,BB,,works_pct,70,,2022,paper,
main,middle,east,,,,status,proposed,,2019,paper,
main,494,middle,count,,,status,construction,2023,,paper,
unbuilt,,,,,,status,proposed,,2019,paper,
""",
    "chainages.csv": """\
id,name,origin,source,note
count,Western count,West,atlas,
""",
    "posts.csv": """\
chainage,route,place,km,tie,source,as_of,note
count,main,west,0,yes,atlas,,
count,main,middle,444,yes,atlas,,
count,main,halt,544,,atlas,,
count,main,east,644,yes,atlas,,
""",
    "context.csv": """\
id,topic,statement,value,unit,as_of,source
trade,Trade,Turnover,4.1,bn USD,2023,paper
""",
    "sources.csv": """\
id,publisher,title,url,published,accessed,quality,licence,attribution
atlas,Atlas,Sheet 1,,,2026-01-01,data,public domain,Made with Atlas
paper,Paper,Article,https://example.org/a,2019-06-30,2026-01-01,press,,
""",
}

LINES = {"west-middle": [[8, 5], [12, 5]], "middle-east": [[12, 5], [14, 5]]}


def write_corridor(folder: Path) -> Path:
    """Write the seeds of that corridor to a folder, and return it."""
    (folder / "lines").mkdir(parents=True)
    for name, text in CORRIDOR.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, coordinates in LINES.items():
        vertices = ",\n".join(json.dumps(vertex) for vertex in coordinates)
        text = f'{{"type": "LineString", "coordinates": [\n{vertices}\n]}}\n'
        (folder / "lines" / f"{name}.geojson").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return the folder of a small valid corridor that crosses from AA to BB."""
    return write_corridor(tmp_path / "tiny")


@pytest.fixture
def tiny_corridor(tiny: Path) -> Corridor:
    """Return that corridor, read."""
    return read_corridor(tiny)


@pytest.fixture
def edit(tiny: Path) -> Callable[[str, str, str], Path]:
    """Return a function that replaces text once in a file of the tiny corridor."""

    def replace(file: str, old: str, new: str) -> Path:
        path = tiny / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return tiny

    return replace
