"""The command that checks seeds: every finding, lengths against the published ones, the sum."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from corridors.commands import options
from corridors.commands.opening import surveys
from corridors.errors import InputError, printable
from corridors.printing import areas_named, areas_used, print_answer, print_json, print_table

if TYPE_CHECKING:
    from corridors.checks.findings import Finding
    from corridors.sums import Rows
    from corridors.survey import Survey

__all__ = ["check"]

_SEVERITIES = ("error", "warning", "info")
_LENGTHS_SHOWN = [
    "route", "from", "to", "part", "published_km", "measured_km", "calibrated_km",
    "difference_pct", "quality", "verdict",
]  # fmt: skip


class _Checked(NamedTuple):
    """What was found in all corridors, and the surveys of those that could be read."""

    findings: list[Finding]
    surveys: list[Survey]

    def count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)


@click.command(
    epilog=options.examples(
        "corridors check",
        "corridors check my-corridor",
        "corridors check --rules",
    )
)
@options.corridors
@click.option(
    "--severity",
    type=click.Choice(_SEVERITIES),
    default="warning",
    show_default=True,
    help="Print what matters at least as much.",
)
@click.option("--rules", is_flag=True, help="Print what each code means, with an example.")
@options.boundaries
@options.country_field
@options.shape
def check(
    corridors: tuple[str, ...],
    severity: str,
    rules: bool,  # noqa: FBT001  a flag
    boundaries: str | None,
    country_field: str,
    shape: str,
) -> None:
    """Check seeds and compare measured with published lengths; exit 1 on errors.

    A warning that the seeds explain, in explained.csv, is printed with the reason.
    """
    if rules:
        _print_rules(shape)
        return
    checked = _check(corridors, boundaries, country_field)
    shown = _SEVERITIES[: _SEVERITIES.index(severity) + 1]
    rows = [_row(finding) for finding in checked.findings if finding.severity in shown]
    if shape == "csv":
        print_answer(rows, "", shape, {})
    elif shape == "json":
        _print_json(checked, rows)
    else:
        _print_text(checked, rows)
    sys.exit(1 if checked.count("error") else 0)


def _print_rules(shape: str) -> None:
    from corridors.checks.rules import RULES  # noqa: PLC0415  heavy

    keys = ("code", "severity", "meaning", "example")
    rows = [{key: str(getattr(rule, key)) for key in keys} for rule in RULES]
    print_answer(rows, "Rules", shape, {})


def _check(names: Sequence[str], boundaries: str | None, country_field: str) -> _Checked:
    from corridors.checks import checking  # noqa: PLC0415  heavy
    from corridors.reading import BUILT_IN, find_corridor, read_corridor  # noqa: PLC0415

    findings, known = [], []
    for name in names or BUILT_IN:
        try:
            known.append((find_corridor(name), read_corridor(name)))
        except InputError as error:
            findings += checking.refusals(error)
    cut = surveys([c for _, c in known], None, boundaries, country_field) if known else []
    for (folder, _), survey in zip(known, cut, strict=True):
        findings += checking.check(survey, folder)
    return _Checked(findings, cut)


def _row(finding: Finding) -> dict[str, object]:
    keys = ("file", "line", "record", "code", "message")
    told = {key: getattr(finding.problem, key) for key in keys}
    return {"severity": str(finding.severity), **told, "reason": finding.reason}


def _print_json(checked: _Checked, rows: Sequence[dict[str, object]]) -> None:
    about = {}
    if checked.surveys:
        about = {"boundaries": areas_named(checked.surveys[0].boundaries)}
    counts = {f"{severity}s": checked.count(severity) for severity in _SEVERITIES[:2]}
    measured = {"lengths": _compared(checked), "residual_m": _residual_m(checked)}
    print_json({**about, "findings": rows, **measured, **counts, "explained": _explained(checked)})


def _print_text(checked: _Checked, rows: Sequence[dict[str, object]]) -> None:
    for row in rows:
        click.echo(_line(row))
    if checked.surveys:
        _print_lengths(_compared(checked))
        click.echo(f"Pieces against the whole: at most {_residual_m(checked):.1e} m off.")
        click.echo(f"Cut by the areas {areas_used(checked.surveys[0].boundaries)}.")
    errors, warnings, infos = (checked.count(severity) for severity in _SEVERITIES)
    explained = _explained(checked)
    click.echo(f"{errors} errors, {warnings} warnings ({explained} explained), {infos} infos")


def _print_lengths(rows: Rows) -> None:
    """Print the table, and below it the reasons for what is beyond tolerance."""
    shown = [{key: row[key] for key in _LENGTHS_SHOWN} for row in rows]
    print_table(shown, "Measured against published")
    for row in rows:
        if row["verdict"] == "explained":
            stretch = " ".join(row[key] for key in _LENGTHS_SHOWN[:4] if row[key])
            click.echo(printable(f"{stretch}: {row['reason']}"))


def _line(row: dict[str, object]) -> str:
    """Return ``severity file:line: record: [code] message``, below it the reason."""
    place = f"{row['file']}:{row['line']}" if row["line"] else str(row["file"])
    parts = [place, str(row["record"]), f"[{row['code']}] {row['message']}"]
    line = f"{row['severity']} " + ": ".join(printable(part) for part in parts if part)
    return f"{line}\n    explained: {printable(row['reason'])}" if row["reason"] else line


def _explained(checked: _Checked) -> int:
    return sum(bool(finding.reason) for finding in checked.findings)


def _residual_m(checked: _Checked) -> float | None:
    from corridors import sums  # noqa: PLC0415  heavy

    missed = [abs(row["residual_m"]) for s in checked.surveys for row in sums.totals(s)]
    return max(missed, default=None)


def _compared(checked: _Checked) -> Rows:
    from corridors.published import compared  # noqa: PLC0415  heavy

    return [row for survey in checked.surveys for row in compared(survey)]
