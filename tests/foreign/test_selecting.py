"""Features are asked for by their texts; all others are told by number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corridors import InputError
from corridors.foreign.features import Found, RawFeature, checked
from corridors.foreign.selecting import select

LINE = np.array([[0.0, 0.0], [1.0, 0.0]])


@pytest.fixture
def found() -> Found:
    texts = [("TANAP", "a"), ("TAP", "a"), ("TAP", "b"), ("IGB", "a")]
    raw = [RawFeature({"name": name, "part": part}, (LINE,)) for name, part in texts]
    return checked(Path("a.csv"), [*raw, RawFeature({"name": "TAP"}, (), "no geometry")])


@pytest.mark.parametrize(
    ("asked", "numbers", "left"),
    [
        ([("name", " tap ")], [2, 3], {"no geometry": (5,), "not asked for by --where": (1, 4)}),
        ([("name", "tap"), ("name", "igb"), ("part", "a")], [2, 4], (1, 3, 5)),
    ],
)
def test_any_text_of_a_name_and_all_names(
    found: Found, asked: list[tuple[str, str]], numbers: list[int], left: object
) -> None:
    kept = select(found, asked)
    assert [one.number for one in kept.features] == numbers
    assert kept.left_out == (left if isinstance(left, dict) else {"not asked for by --where": left})
    assert sum(map(len, kept.left_out.values())) + len(kept.features) == 5


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ([("nome", "TAP")], "there are: name, part"),
        ([("name", "TANAPP")], "there is: TANAP"),
        ([("name", "IGB"), ("part", "b")], "no feature has all of name=IGB, part=b"),
    ],
)
def test_what_no_feature_has_is_refused(
    found: Found, asked: list[tuple[str, str]], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        select(found, asked)
