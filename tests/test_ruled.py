"""Tables of text keep within their width and lose nothing."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import east_asian_width

from hypothesis import given
from hypothesis import strategies as st

from corridors.ruled import ruled

WORDS = st.text(st.sampled_from("ab -é漢"), max_size=30).map(lambda text: " ".join(text.split()))
ROWS = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(WORDS, min_size=columns, max_size=columns), min_size=1, max_size=5
    )
)


def columns_of(line: str) -> int:
    return sum(2 if east_asian_width(character) == "W" else 1 for character in line)


@given(ROWS, st.integers(30, 120))
def test_every_line_is_as_wide_and_none_wider_than_asked(rows: list[list[str]], width: int) -> None:
    narrow = [[cell.replace("漢", "x") for cell in row] for row in rows]
    widths = [columns_of(line) for line in ruled(narrow, [False] * len(rows[0]), width)]
    assert all(a == b for a, b in pairwise(widths))
    assert widths[0] <= width


@given(ROWS, st.integers(1, 120))
def test_every_letter_is_printed_once(rows: list[list[str]], width: int) -> None:
    shown = "".join(ruled(rows, [True] * len(rows[0]), width))
    for letter in "abé漢":
        assert shown.count(letter) == sum(cell.count(letter) for row in rows for cell in row)


def test_wide_letters_take_two_columns() -> None:
    lines = [*ruled([["a"], ["漢字"]], [False], 80)]
    assert lines[3] == "│ 漢字 │"
    assert lines[1] == "┃ a    ┃"
