"""One corridor by two sets of areas: what the choice of borders does to km per country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from corridors.survey import Survey

__all__ = ["compare"]


def compare(survey: Survey, other: Survey) -> pd.DataFrame:
    """Return km per country by both surveys' areas, and by how much the second differs.

    Land and sea of a country are one row. What is no country's goes by its name; where only one
    set has a row, the other's kilometres are 0. Measured and published km stay apart.
    """
    first, second = _sums(survey), _sums(other)
    both = first.join(second[["km"]].rename(columns={"km": "compared_km"}), how="outer")
    names = both.pop("country_name").combine_first(second["country_name"])
    both = both.fillna(0.0)
    both["difference_km"] = both["compared_km"] - both["km"]
    both.insert(0, "country_name", names)
    both = both.reset_index().drop(columns="place")
    both["country"] = both["country"].replace("", None)
    both.insert(0, "corridor", survey.corridor.id)
    return both


def _sums(survey: Survey) -> pd.DataFrame:
    """Return km and name by basis, country ("" for none), and what the row goes by."""
    known = pd.DataFrame(survey.segments[survey.segments["length_km"].notna()])
    known["place"] = known["country"].fillna(known["country_name"])
    known["country"] = known["country"].fillna("")
    parts = known.groupby(["basis", "country", "place"])
    return parts.agg(country_name=("country_name", "first"), km=("length_km", "sum"))
