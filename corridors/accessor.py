"""``lines.corridor`` on geopandas' frames and series of lines; importing this registers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from corridors import networks

if TYPE_CHECKING:
    import folium

    from corridors.boundaries import Boundaries

__all__ = ["CorridorAccessor"]


@pd.api.extensions.register_dataframe_accessor("corridor")
@pd.api.extensions.register_series_accessor("corridor")
class CorridorAccessor:
    """What the corridor mapper does with lines, as methods of their frame.

    Parameters
    ----------
    lines
        LineStrings and MultiLineStrings in any CRS; left as they are.

    Raises
    ------
    AttributeError
        When it is a frame without geometry: that has no ``corridor``.

    Examples
    --------
    >>> import corridors.accessor
    >>> import geopandas as gpd, shapely
    >>> spur = shapely.LineString([(48.85, 38.47), (48.85, 38.40)])  # over the Astarachay
    >>> lines = gpd.GeoDataFrame({"name": ["spur"]}, geometry=[spur], crs=4326)
    >>> lines.corridor.split_by_country()[["name", "country"]].to_dict("split")["data"]
    [['spur', 'AZ'], ['spur', 'IR']]
    """

    def __init__(self, lines: gpd.GeoSeries | gpd.GeoDataFrame) -> None:
        if not isinstance(lines, (gpd.GeoSeries, gpd.GeoDataFrame)):
            message = f"a {type(lines).__name__} has no lines; of geopandas' frames is 'corridor'"
            raise AttributeError(message)  # noqa: TRY004  so that hasattr() is false
        self._lines = lines

    def split_by_country(self, boundaries: Boundaries | None = None) -> gpd.GeoDataFrame:
        """Cut the lines at borders, on the geodesic; see :func:`corridors.split_by_country`.

        Examples
        --------
        >>> import geopandas as gpd, shapely
        >>> spur = shapely.LineString([(48.85, 38.47), (48.85, 38.40)])
        >>> cut = gpd.GeoSeries([spur], crs=4326).corridor.split_by_country()
        >>> cut["length_km"].round(1).tolist()
        [2.2, 5.5]
        """
        return networks.split_by_country(self._lines, boundaries)

    def lengths_by_country(self, boundaries: Boundaries | None = None) -> pd.DataFrame:
        """Return the km of each line by country; see :func:`corridors.lengths_by_country`.

        Examples
        --------
        >>> import geopandas as gpd, shapely
        >>> spur = shapely.LineString([(48.85, 38.47), (48.85, 38.40)])
        >>> km = gpd.GeoSeries([spur], crs=4326).corridor.lengths_by_country()
        >>> km.set_index("country")["length_km"].round(1).to_dict()
        {'AZ': 2.2, 'IR': 5.5}
        """
        return networks.lengths_by_country(self._lines, boundaries)

    def explore(  # noqa: PLR0913  as geopandas has it: every option by its name
        self,
        m: folium.Map | None = None,
        *,
        boundaries: Boundaries | None = None,
        name: str = "lines",
        lang: str = "en",
        legend: bool = True,
        tooltip: bool = True,
        popup: bool = True,
        width: float | str = "100%",
        height: float | str | None = None,
    ) -> folium.Map:
        """Show the lines, cut at borders, on an interactive map that needs no network.

        Parameters
        ----------
        m, boundaries, name, lang, legend, tooltip, popup, width, height
            As of :func:`layers.explore_lines`.

        Examples
        --------
        >>> import geopandas as gpd, shapely
        >>> spur = shapely.LineString([(48.85, 38.47), (48.85, 38.40)])
        >>> m = gpd.GeoSeries([spur], crs=4326).corridor.explore(name="Over the Astarachay")
        >>> "Azerbaijan" in m.get_root().render()
        True
        """
        from layers.exploring.lines import explore_lines  # noqa: PLC0415  it draws, this room does not

        return explore_lines(
            self._lines,
            m,
            boundaries=boundaries,
            name=name,
            lang=lang,
            legend=legend,
            tooltip=tooltip,
            popup=popup,
            width=width,
            height=height,
        )
