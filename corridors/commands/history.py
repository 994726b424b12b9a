"""The command that lists every claim in time order, and tells which of them count."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from corridors.commands import options
from corridors.commands.opening import read, surveys
from corridors.printing import circumstances, print_answer, print_foot
from corridors.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from corridors.sums import Rows

__all__ = ["history", "shown"]


@click.command(
    epilog=options.examples(
        "corridors history st-petersburg-iran --section astara-rasht",
        "corridors history southern-gas --kind capacity_bcm --format csv",
    )
)
@options.corridor
@click.option("--section", metavar="ID", help="Only what is claimed of this section.")
@click.option(
    "--kind", type=click.Choice(list(EVENT_KINDS)), metavar="KIND", help="Only claims of this kind."
)
@options.on
@options.boundaries
@options.country_field
@options.shape
def history(
    corridor: str,
    section: str | None,
    kind: str | None,
    on: datetime | None,
    boundaries: str | None,
    country_field: str,
    shape: str,
) -> None:
    """Print every claim known on a day, oldest first: where, by whom, and whether it counts."""
    from corridors import history as claims  # noqa: PLC0415  heavy

    kinds = EVENT_KINDS if kind is None else [kind]
    (known,) = surveys(read([corridor]), on, boundaries, country_field, kinds=kinds)
    rows = claims.history(known, section=section, kind=kind)
    about = circumstances(known.on, known.boundaries, shape)
    print_answer(shown(rows) if shape == "table" else rows, "Claims, oldest first", shape, about)
    if shape == "table":
        print_foot(known.on, known.boundaries)


def shown(rows: Rows) -> Rows:
    """Return the rows of a history in fewer columns, for a terminal."""
    return [
        {
            "counts_from": row["counts_from"],
            "route": row["route"],
            "where": _where(row),
            "claim": f"{row['label']}: {_said(row)}",
            "as_of": row["as_of"],
            "source": f"{row['source']}, {row['publisher']}, {row['quality']}",
            "used": row["used"],
            "rule": " ".join(filter(None, (row["rule"], row["instead"] and f"({row['instead']})"))),
            "note": row["note"],
        }
        for row in rows
    ]


def _where(row: dict[str, Any]) -> str:
    ends = " – ".join(_spot(row[key]) for key in ("from", "to"))
    count = row["chainage"] and f"of {row['chainage']}"
    km = None if row["from_km"] is None else f"({row['from_km']:.1f}–{row['to_km']:.1f} km)"
    parts = ["all" if row["from"] is row["to"] is None else ends, count, row["country"]]
    return " ".join(filter(None, (*parts, row["direction"], km)))


def _spot(spot: str | float | None) -> str:
    if spot is None:
        return "end"
    return spot if isinstance(spot, str) else f"km {spot:g}"


def _said(row: dict[str, Any]) -> str:
    value = row["value"]
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{text} {row['unit']}".strip()
