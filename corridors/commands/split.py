"""The command that cuts whole network files at borders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corridors.commands import options

if TYPE_CHECKING:
    from corridors.bulk.ledger import Ledger
    from corridors.bulk.network_files import Progress
    from corridors.bulk.portions import Job

__all__ = ["split"]


@click.command(
    epilog=options.examples(
        "corridors split rails.gpkg -o pieces.parquet",
        "corridors split rails.gpkg -o pieces.gpkg --by operator --format csv",
    )
)
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@click.option(
    "--boundaries",
    default="world",
    show_default=True,
    metavar="fine|world|FILE",
    help="Country areas to cut by.",
)
@options.country_field
@click.option("--by", metavar="COLUMN", help="Sum by the values of this column, too.")
@options.shape
@click.option(
    "--engine",
    type=click.Choice(["plain", "dask"]),
    default="plain",
    show_default=True,
    help="dask: many processes or machines, from GeoParquet into a folder of parts.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Dask scheduler to use; default: one started here."
)
def split(
    source: Path,
    output: Path,
    boundaries: str,
    country_field: str,
    by: str | None,
    shape: str,
    engine: str,
    scheduler: str | None,
) -> None:
    """Cut a whole file of lines at borders: write the pieces, print km per country.

    INPUT is GeoParquet, GeoPackage, GeoJSON, FlatGeobuf or Shapefile, zipped or not, of any size
    and in any CRS; OUTPUT is one of them, on EPSG:4326, a Shapefile zipped (.shp.zip).
    """
    from corridors.boundaries import load_boundaries  # noqa: PLC0415
    from corridors.bulk import split_report  # noqa: PLC0415  heavy
    from corridors.bulk.elsewhere import split_elsewhere  # noqa: PLC0415
    from corridors.bulk.portions import Job  # noqa: PLC0415

    if scheduler is not None and engine != "dask":
        message = "--scheduler wants --engine dask"
        raise click.UsageError(message)
    job = Job(load_boundaries(boundaries, country_field=country_field), by)
    areas = boundaries, country_field
    with split_report.progress_bar() as progress:
        if engine == "plain":
            ledger = split_elsewhere(source, output, job, areas, progress)
        else:
            ledger = _dask(source, output, job, areas, scheduler, progress)
    split_report.show(ledger, job, output, shape)


def _dask(
    source: Path,
    output: Path,
    job: Job,
    areas: tuple[str, str],
    scheduler: str | None,
    progress: Progress,
) -> Ledger:
    from corridors.bulk.cluster import split_parts  # noqa: PLC0415  heavy

    return split_parts(source, output, job, areas, scheduler=scheduler, progress=progress)
