"""The command that tells what changed between two days."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from corridors.commands import options
from corridors.commands.history import shown
from corridors.commands.opening import areas, read
from corridors.printing import circumstances, patience, print_answer, print_foot, print_json

if TYPE_CHECKING:
    from corridors.difference import Difference
    from corridors.sums import Rows

__all__ = ["diff"]

_DAY = click.DateTime(["%Y-%m-%d"])
_TITLES = {
    "kilometres": "Kilometres by status, before and after",
    "totals": "The same of the whole corridor",
    "changes": "Stretches that changed, and by which claim",
    "evidence": "Claims that count from a day in between",
}
_CHANGES_SHOWN = [
    "route", "section", "country", "from_km", "to_km", "label", "unit", "before", "after", "as_of",
    "source", "publisher", "rule",
]  # fmt: skip


@click.command(
    epilog=options.examples(
        "corridors diff st-petersburg-iran 2024-08-19 2026-11-23",
        "corridors diff southern-gas 2020-01-01 2024-01-01 --only changes",
    )
)
@options.corridor
@click.argument("first", metavar="FROM", type=_DAY)
@click.argument("last", metavar="TO", type=_DAY)
@click.option(
    "--only",
    type=click.Choice(list(_TITLES)),
    help="Print only this table; CSV holds one, by default the kilometres.",
)
@options.boundaries
@options.country_field
@options.shape
def diff(
    corridor: str,
    first: datetime,
    last: datetime,
    only: str | None,
    boundaries: str | None,
    country_field: str,
    shape: str,
) -> None:
    """Print what changed after the day FROM until the day TO, both as YYYY-MM-DD."""
    from corridors.difference import difference  # noqa: PLC0415  heavy

    known = read([corridor])
    with patience("Cutting at borders"):
        used = areas(known, boundaries, country_field)
        found = difference(known[0], used, first.date(), last.date())
    if only is None and shape == "json":
        print_json(_about(found, shape) | {name: getattr(found, name) for name in _TITLES})
        return
    for name in [only] if only else ["kilometres"] if shape == "csv" else _TITLES:
        rows = getattr(found, name)
        print_answer(
            _shown(name, rows) if shape == "table" else rows,
            _TITLES[name], shape, _about(found, shape),
        )  # fmt: skip
    if shape == "table":
        print_foot(found.after.on, found.after.boundaries)


def _about(found: Difference, shape: str) -> dict[str, object]:
    about = circumstances(found.after.on, found.after.boundaries, shape)
    return {"before": found.before.on.isoformat()} | about


def _shown(name: str, rows: Rows) -> Rows:
    if name == "evidence":
        return shown(rows)
    if name == "changes":
        return [{key: row[key] for key in _CHANGES_SHOWN} for row in rows]
    return [{key: row[key] for key in row if key not in {"corridor", "country"}} for row in rows]
