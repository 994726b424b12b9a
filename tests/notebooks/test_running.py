"""What runs the notebooks lets nothing pass: no network, no warning, no error."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

from notebooks.running import printed, run


def test_cells_run_in_the_folder_and_are_read_back(tmp_path: Path) -> None:
    notebook = new_notebook(
        cells=[
            new_code_cell("import os\nprint(os.environ['COLOUR'])\nopen('left', 'w').close()"),
            new_code_cell("6 * 7", id="sum"),
        ]
    )
    run(notebook, tmp_path, {"COLOUR": "green"})
    assert printed(notebook) == "green\n\n42"
    assert printed(notebook, "sum") == "42"
    assert (tmp_path / "left").exists()


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import warnings\nwarnings.warn('old')", "UserWarning"),
        ("import urllib.request as u\nu.urlopen('http://127.0.0.1:{port}')", "network"),
        ("import sys\nprint('hm', file=sys.stderr)", "hm"),
    ],
)
def test_what_no_notebook_may_do_ends_it(source: str, told: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        cell = new_code_cell(source.format(port=server.getsockname()[1]))
        with pytest.raises((CellExecutionError, AssertionError), match=told):
            run(new_notebook(cells=[cell]), tmp_path)
