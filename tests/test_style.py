"""One record per status: told apart by everyone, in both pages, and complete."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest
from numpy.typing import NDArray

from corridors.vocabulary import Quality, Status
from layers import style
from layers.sheet import stylesheet

SHADES = {"light": 0, "dark": 1}
#: Machado, Oliveira and Fernandes 2009, severity 1.0.
DEFICIENCIES = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
SHOWN = ("operating", "modernisation", "construction", "proposed", "unknown")
Colour = NDArray[np.float64]


def _linear(colour: str) -> Colour:
    values = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def _contrast(first: str, second: str) -> float:
    light, dark = sorted(
        (float(_linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (first, second)), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


def _lab(linear: Colour) -> Colour:
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    scaled = to_xyz @ np.clip(linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def _colour(status: style.StatusStyle, shade: str) -> str:
    return (status.colour, status.dark_colour)[SHADES[shade]]


def test_every_word_of_the_model_has_a_record() -> None:
    words = [status.word for status in style.STATUSES]
    assert words == [*(status.value for status in Status), "other", "unknown"]
    qualities = [quality.word for quality in style.QUALITIES]
    assert qualities == [quality.value for quality in Quality if quality is not Quality.UNKNOWN]


@pytest.mark.parametrize("shade", SHADES)
@pytest.mark.parametrize("status", style.STATUSES, ids=lambda status: status.word)
def test_lines_stand_out_from_the_land(status: style.StatusStyle, shade: str) -> None:
    assert _contrast(_colour(status, shade), style.LAND_COLOURS[SHADES[shade]]) >= 3


@pytest.mark.parametrize("shade", SHADES)
@pytest.mark.parametrize("sight", DEFICIENCIES)
def test_colours_in_use_are_told_apart(sight: str, shade: str) -> None:
    shown = [status for status in style.STATUSES if status.word in SHOWN]
    labs = {s.word: _lab(DEFICIENCIES[sight] @ _linear(_colour(s, shade))) for s in shown}
    for (one, first), (other, second) in itertools.combinations(labs.items(), 2):
        assert np.linalg.norm(first - second) >= 15, (one, other)


@pytest.mark.parametrize("shade", SHADES)
def test_colours_in_use_are_told_apart_in_grey(shade: str) -> None:
    shown = [status for status in style.STATUSES if status.word in SHOWN]
    lightness = sorted(float(_lab(_linear(_colour(status, shade)))[0]) for status in shown)
    assert min(np.diff(lightness)) >= 8


def test_a_pipeline_widens_with_the_root_of_its_capacity_within_bounds() -> None:
    factors = [(bcm / style.CAPACITY.base_bcm) ** 0.5 for bcm in style.CAPACITY.samples_bcm]
    assert style.CAPACITY.least < 1 < style.CAPACITY.most
    assert factors[0] < 1 < factors[-1] < style.CAPACITY.most


def test_every_status_has_a_dash_of_its_own() -> None:
    dashes = [status.dash for status in style.STATUSES if status.word != "other"]
    assert len(set(dashes)) == len(dashes)


def test_only_approximate_courses_have_a_band_and_worse_ones_a_wider() -> None:
    bands = [quality.band for quality in style.QUALITIES]
    assert bands == sorted(bands)
    assert [quality.word for quality in style.QUALITIES if quality.band == 0] == [
        "network",
        "traced",
    ]


def test_style_sheet_holds_every_record() -> None:
    sheet = stylesheet()
    for status in style.STATUSES:
        assert sheet.count(f".status-{status.word} {{") == 3
        assert status.colour in sheet
    for quality in style.QUALITIES:
        assert f".quality-{quality.word} {{" in sheet


def test_catalogue_is_plain_data() -> None:
    assert json.loads(json.dumps(style.catalogue())) == style.catalogue()
