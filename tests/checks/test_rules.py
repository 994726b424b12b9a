"""Every documented rule is broken by its own example, and by nothing in a corridor without it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corridors import InputError, read_corridor
from corridors.checks.checking import check, refusals
from corridors.checks.refused import REFUSED
from corridors.checks.rules import CHECKED, IDLE, RULES
from corridors.reading import BUILT_IN
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.checks.findings import Finding, Rule

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")

#: The line that an example takes the place of; any other is put at the end of its file.
IN_PLACE_OF = {
    "toml-syntax": 'id = "tiny"',
    "csv-header": "id,name,country,kind,lon,lat,accuracy_km,source,note",
    "json-syntax": "[12, 5]",
    "line-geometry": "[12, 5]",
    "route-broken": "middle-east,main,middle,east,line,sketch,atlas,",
    "join-gap": "[12, 5],",
    "place-far": "east,East,BB,port,14,5,1,atlas,",
    "length-beyond": "main,west,middle,,,444,,paper,yes,the only one,",
    "length-idle": "main,west,middle,,,444,,paper,yes,the only one,",
    "section-overlap": "[12, 5],",
    "section-gap": "[12, 5],",
    "chainage-factor": "count,main,middle,444,yes,atlas,,",
    "post-order": "count,main,east,644,yes,atlas,,",
    "post-factor": "count,main,east,644,yes,atlas,,",
}

#: What must stand in another file first.
AFTER = {
    "place-off-line": ("places.csv", "mill,Mill,BB,station,13,6,1,atlas,"),
    "chainage-tie": ("chainages.csv", "sheet,Sheet count,West,atlas,"),
    "unknown-named": ("names.csv", "what,id,lang,name,source"),
    "explanation-idle": ("explained.csv", "code,file,record,reason"),
}

#: Where a rule is told to be broken, if not on the line of the example.
TOLD_AT = {
    "toml-syntax": ("corridor.toml", 0),
    "join-gap": ("sections.csv", 3),
    "place-far": ("sections.csv", 3),
    "section-overlap": ("sections.csv", 3),
    "section-gap": ("sections.csv", 3),
}

#: Codes that the corridor without any example is found to have already.
ALWAYS = {"evidence-stale", "chainage-factor"}


def _without_sections(folder: Path) -> None:
    toml = folder / "corridor.toml"
    more = '\n[[routes]]\nid = "more"\nname = "More"\nrole = "branch"\n'
    toml.write_text(toml.read_text("utf-8") + more, "utf-8")


def _huge(folder: Path) -> None:
    with (folder / "events.csv").open("r+b") as file:
        file.truncate(64 * 2**20 + 1)


#: What breaks the rules whose example is no line, and where that is told.
DONE: dict[str, tuple[Callable[[Path], object], str]] = {
    "file-missing": (lambda folder: (folder / "sections.csv").unlink(), "sections.csv"),
    "file-size": (_huge, "events.csv"),
    "text-encoding": (lambda folder: (folder / "places.csv").write_bytes(b"\xe9"), "places.csv"),
    "line-stray": (
        lambda folder: (folder / "lines" / "elsewhere.geojson").write_text("{}"),
        "lines/elsewhere.geojson",
    ),
    "route-empty": (_without_sections, "corridor.toml"),
}


def findings(folder: Path, areas: Boundaries) -> list[Finding]:
    try:
        corridor = read_corridor(folder)
    except InputError as error:
        return refusals(error)
    return check(survey(corridor, areas, corridor.read_on), folder)


def append(path: Path, line: str) -> int:
    """Put a line at the end of a file and return its number."""
    text = path.read_text("utf-8") if path.exists() else ""
    path.write_text(f"{text}{line}\n" if line else text, "utf-8")
    return text.count("\n") + 1


def replace(path: Path, old: str, new: str) -> int:
    """Put a text in the place of another and return the number of its line."""
    text = path.read_text("utf-8")
    before, found, after = text.partition(old)
    assert found, f"{old!r} is not in {path.name}"
    path.write_text(before + new + after, "utf-8")
    return before.count("\n") + 1


def break_rule(folder: Path, rule: Rule) -> tuple[str, int]:
    """Put the example of a rule into a folder and return the file and line to be told."""
    if rule.code in DONE:
        act, file = DONE[rule.code]
        act(folder)
        return file, 0
    file, line = rule.example.split(": ", 1)
    if rule.code in AFTER:
        append(folder / AFTER[rule.code][0], AFTER[rule.code][1])
    old = IN_PLACE_OF.get(rule.code)
    path = folder / file
    number = append(path, line) if old is None else replace(path, old, line)
    return TOLD_AT.get(rule.code, (file, number))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_example_breaks_its_rule_on_its_line(rule: Rule, tiny: Path, squares: Boundaries) -> None:
    file, number = break_rule(tiny, rule)
    found = [f for f in findings(tiny, squares) if f.problem.code == rule.code]
    told = {(f.severity, f.problem.file, f.problem.line) for f in found}
    assert (rule.severity, str(tiny / file), number) in told


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_kept_without_its_example(rule: Rule, tiny: Path, squares: Boundaries) -> None:
    codes = {finding.problem.code for finding in findings(tiny, squares)}
    assert (rule.code in codes) == (rule.code in ALWAYS)


def test_codes_stand_once_and_have_their_words() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(CODE.fullmatch(code) for code in codes)
    assert all(rule.meaning and ": " in rule.example for rule in RULES)
    assert all(rule.broken is None for rule in (*REFUSED, IDLE))
    assert all(rule.broken is not None for rule in CHECKED)


def _words(module: str) -> set[str]:
    """Return the texts of a module that look like codes."""
    tree = ast.parse((ROOT / "corridors" / f"{module}.py").read_text("utf-8"))
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}


def test_every_code_of_reading_is_documented_and_none_is_dead() -> None:
    modules = ("reading", "seedfiles", "consistency", "placement", "referencing", "calibration")
    used = {word for module in modules for word in _words(module)} - {*BUILT_IN, "utf-8-sig"}
    used -= {"post-count", "post-number"}  # of arguments: posts.csv cannot break them
    assert used == {rule.code for rule in REFUSED}


def dictionary() -> str:
    """Return the table of codes as the data dictionary of the seeds has it."""
    lines = ["| code | severity | what is wrong | for example |", "|---|---|---|---|"]
    for rule in RULES:
        file, line = rule.example.split(": ", 1)
        example = f"`{file}`: {line}" if line.startswith("(") else f"`{file}`: `{line}`"
        lines.append(f"| `{rule.code}` | {rule.severity} | {rule.meaning} | {example} |")
    return "\n".join(lines)


def test_data_dictionary_has_the_table_of_codes() -> None:
    text = (ROOT / "seeds" / "README.md").read_text("utf-8")
    assert dictionary() in text, f"seeds/README.md should have\n{dictionary()}"
