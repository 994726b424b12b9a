"""Names of columns that a Shapefile cut, by GDAL's own hand."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pipelines import COLUMNS
from shapely import LineString

from corridors.foreign.reading import read_features
from corridors.foreign.tracker import is_tracker
from corridors.foreign.tracker_columns import long_names, untold

#: Others that a release has, alike when cut.
MORE = (
    *("Countries", "CapacityBOEd", "StartState/Province", "StartCountryOrArea", "StartYear2"),
    *("StartRegion", "EndState/Province", "EndCountryOrArea", "EndRegion", "OtherEnglishNames"),
    *("OtherLanguagePrimaryPipelineName", "OtherLanguageSegmentName", "StartPrefecture/District"),
    *("ConstructionMonth", "ProposalMonth", "CancelledMonth", "PipelineNetworkGrouping"),
    *("StartSubRegion", "LastUpdated", "Cost", "CostUnits", "CostUSD", "ShelvedCancelledType"),
)
EVERY = dict.fromkeys((*COLUMNS, *MORE))


def by_gdal(columns: list[str], folder: Path) -> dict[str, str]:
    """Return what GDAL calls columns in a Shapefile, each told by its cell."""
    path = folder / "cut.shp"
    cells = {name: [name] for name in columns}
    line = [LineString([(0, 0), (1, 1)])]
    with pytest.warns(match="Normalized/laundered field name"):
        pyogrio.write_dataframe(gpd.GeoDataFrame(cells, geometry=line, crs=4326), path)
    row = gpd.read_file(path).drop(columns="geometry").iloc[0]
    return {str(short): str(row[short]) for short in row.index}


def test_what_gdal_cut_is_called_as_before(tmp_path: Path) -> None:
    told = by_gdal(list(EVERY), tmp_path)
    found = long_names(told)
    assert {short: told[short] for short in found} == found
    assert {*found.values()} >= {name for name in COLUMNS if len(name) > 10}
    assert untold(told) == ()


def test_features_are_called_as_before_and_rows_known_by_it(tmp_path: Path) -> None:
    by_gdal(list(EVERY), tmp_path)
    (feature,) = read_features(tmp_path / "cut.shp").features
    assert is_tracker(feature.attributes)
    assert {name: feature.attributes[name] for name in COLUMNS} == {name: name for name in COLUMNS}


def test_what_may_be_several_columns_is_told(tmp_path: Path) -> None:
    told = by_gdal([name for name in COLUMNS if name != "LengthKnownUnits"], tmp_path)
    assert untold(told) == ("LengthKnow", "LengthKn_1")
    notes = read_features(tmp_path / "cut.shp").notes
    assert [note.partition(":")[0] for note in notes] == ["LengthKnow", "LengthKn_1"]


@given(st.lists(st.sampled_from([*EVERY, "name", "LengthKn_7", "Construc_1"]), unique=True))
def test_names_that_are_not_cut_stay_and_no_two_become_one(names: list[str]) -> None:
    assert long_names(names) == {}
    cut = ["ProjectID", "PipelineNa", "Status", *(name[:10] for name in names)]
    found = long_names(cut)
    assert len({*found.values()}) == len(found)
    assert all(long.startswith(short[:8]) for short, long in found.items())
