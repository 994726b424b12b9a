"""A corridor against all rules, each warning beside the reason that the seeds give for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corridors.checks.findings import Finding, Severity, Subject, named
from corridors.checks.rules import CHECKED, IDLE
from corridors.errors import Problem

if TYPE_CHECKING:
    from corridors.checks.findings import Found, Rule
    from corridors.errors import InputError
    from corridors.records import Explanation
    from corridors.survey import Survey

__all__ = ["check", "refusals"]


def check(survey: Survey, folder: Path) -> list[Finding]:
    """Return what is wrong with a corridor that could be read, by file and line.

    Parameters
    ----------
    survey
        The corridor, cut; the age of claims is told for its day.
    folder
        That of its seeds, to name the files.

    Examples
    --------
    >>> from corridors import load_boundaries, read_corridor
    >>> from corridors.reading import find_corridor
    >>> from corridors.survey import survey
    >>> railway = read_corridor("st-petersburg-iran")
    >>> cut = survey(railway, load_boundaries("fine"), railway.read_on)
    >>> found = check(cut, find_corridor("st-petersburg-iran"))
    >>> [finding for finding in found if finding.severity == "error"]
    []
    """
    subject = Subject(survey)
    found = [
        f for rule in CHECKED if rule.broken for f in _told(rule, rule.broken(subject), folder)
    ]
    told = [_explained(subject, folder, finding) for finding in found]
    idle = _told(IDLE, _idle(subject, folder, found), folder)
    return sorted([*told, *idle], key=lambda finding: finding.problem)


def refusals(error: InputError) -> list[Finding]:
    """Return what is wrong with a corridor that could not be read."""
    return [Finding(Severity.ERROR, problem) for problem in error.problems]


def _told(rule: Rule, found: Found, folder: Path) -> Iterator[Finding]:
    for row, message in found:
        file = str(folder / row.file)
        yield Finding(rule.severity, Problem(file, row.number, named(row), rule.code, message))


def _explained(subject: Subject, folder: Path, finding: Finding) -> Finding:
    """Return a finding with the reasons given for it."""
    rows = subject.rows("explained.csv")
    reasons = [row.record.reason for row in rows if _explains(row.record, folder, finding)]
    return replace(finding, reason="; ".join(reasons))


def _explains(explanation: Explanation, folder: Path, finding: Finding) -> bool:
    problem = finding.problem
    of_it = explanation.code == problem.code and str(folder / explanation.file) == problem.file
    words = explanation.record.split()
    is_warning = finding.severity is Severity.WARNING
    return is_warning and of_it and problem.record.split()[: len(words)] == words


def _idle(subject: Subject, folder: Path, found: Sequence[Finding]) -> Found:
    for row in subject.rows("explained.csv"):
        if not any(_explains(row.record, folder, finding) for finding in found):
            yield row, "there is no such warning"
