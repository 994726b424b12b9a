"""The command that lists what the facts rest on, and what of it to look up again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from corridors.commands import options
from corridors.commands.opening import read, surveys
from corridors.printing import (
    age_words,
    circumstances,
    print_answer,
    print_foot,
    print_json,
    print_table,
)

if TYPE_CHECKING:
    from corridors.sums import Rows

__all__ = ["sources"]

_SHOWN = [
    "source", "publisher", "title", "url", "published", "accessed", "quality", "facts",
    "measured_km", "published_km",
]  # fmt: skip


@click.command(
    epilog=options.examples(
        "corridors sources southern-gas",
        "corridors sources --stale",
    )
)
@options.corridors
@click.option("--stale", is_flag=True, help="Only what is to be looked up again, with where.")
@options.on
@options.boundaries
@options.country_field
@options.shape
def sources(
    corridors: tuple[str, ...],
    on: datetime | None,
    boundaries: str | None,
    country_field: str,
    shape: str,
    *,
    stale: bool,
) -> None:
    """Print every source, those first on which the status of most km rests, and their age."""
    from corridors import evidence  # noqa: PLC0415  heavy

    found = surveys(read(corridors), on, boundaries, country_field)
    rows = [row for row in evidence.sources(found) if row["stale"] or not stale]
    totals = [row for s in found for row in evidence.qualities(s)]
    day, used = max(s.on for s in found), found[0].boundaries
    about = circumstances(day, used, shape)
    if shape == "json":
        print_json({**about, "rows": rows, "totals": totals})
    else:
        title = "Sources to look up again" if stale else "Sources, the most load-bearing first"
        print_answer(_shown(rows, stale=stale) if shape == "table" else rows, title, shape, about)
    if shape == "table":
        print_table(totals, "Kilometres by the quality of the source of the status that counts")
        print_foot(day, used)


def _shown(rows: Rows, *, stale: bool) -> Rows:
    return [
        {key: row[key] for key in _SHOWN}
        | {"age": age_words(row)}
        | ({"where": row["stale_sections"]} if stale else {})
        for row in rows
    ]
