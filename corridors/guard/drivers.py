"""GDAL's drivers that are not loaded where foreign files are read."""

from __future__ import annotations

__all__ = ["SKIPPED"]

#: Drivers of features up to GDAL 3.12, but those of the Shapefile, GeoPackage, FlatGeobuf and
#: GeoJSON, and the one that keeps layers in memory. GDAL has a list of what to skip, none of what
#: to load. Some of these open other files, run commands or ask the network.
SKIPPED = (
    *("ADBC", "AIVector", "AVCBin", "AVCE00", "AmigoCloud", "Arrow", "BAG", "CAD", "CSV", "CSW"),
    *("Carto", "DGN", "DGNv8", "DODS", "DWG", "DXF", "EDIGEO", "EEDA", "ESRIJSON", "ESRIC"),
    *("Elasticsearch", "FileGDB", "GDALG", "GML", "GMLAS", "GPSBabel", "GPX", "GRASS", "GTFS"),
    *("GeoJSONSeq", "GeoRSS", "Geoconcept", "HANA", "HTTP", "IDB", "INGRES", "INTERLIS 1"),
    *("INTERLIS 2", "Idrisi", "JML", "JP2OpenJPEG", "JSONFG", "KML", "LIBKML", "LVBAG", "MBTiles"),
    *("MSSQLSpatial", "MVT", "MapInfo File", "MapML", "MiraMonVector", "MongoDBv3"),
    *("MySQL", "NAS", "NGW", "NTF", "OAPIF", "OCI", "ODBC", "ODS", "OGCAPI", "OGR_GMT"),
    *("OGR_OGDI", "OGR_PDS", "OGR_VRT", "OSM", "OpenFileGDB", "PCIDSK", "PDF", "PDS4", "PGDUMP"),
    *("PGeo", "PLSCENES", "PMTiles", "Parquet", "PostgreSQL", "S57", "SDTS", "SOSI", "SQLite"),
    *("SVG", "SXF", "Selafin", "TIGER", "Tiger", "TopoJSON", "UK .NTF", "VDV", "VFK", "VICAR"),
    *("WAsP", "WFS", "Walk", "XLS", "XLSX", "XODR", "XPlane", "netCDF"),
)
