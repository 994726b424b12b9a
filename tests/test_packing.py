"""Lists of records as tables, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from layers.packing import packed

_PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=3)
_RECORDS = st.fixed_dictionaries({"id": _PLAIN, "more": st.lists(_PLAIN, max_size=3)})


def _unpacked(value: object) -> object:
    """Do as `unpack` in `static/base.js`."""
    if isinstance(value, list):
        return [_unpacked(one) for one in value]
    if not isinstance(value, dict):
        return value
    whole = {key: _unpacked(one) for key, one in value.items()}
    if not isinstance(whole.get("columns"), list) or not isinstance(whole.get("rows"), list):
        return whole
    records = [dict(zip(whole["columns"], row, strict=True)) for row in whole["rows"]]
    return dict(zip(whole["names"], records, strict=True)) if "names" in whole else records


def _named(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.dictionaries(st.sampled_from("abcde"), inner | _RECORDS)


@given(st.recursive(_PLAIN | _RECORDS, lambda inner: st.lists(inner) | _named(inner)))
def test_everything_comes_back(data: object) -> None:
    assert _unpacked(packed(data)) == data


def test_names_stand_once() -> None:
    records = [{"name": number, "value": None} for number in range(9)]
    assert str(packed(records)).count("name") == 1


def test_other_lists_stay() -> None:
    for data in ([{}, {}, {}], [{"a": 1}, {"b": 1}, {"a": 2}], [{"a": 1}, {"a": 2}], [1, 2, 3]):
        assert packed(data) == data
