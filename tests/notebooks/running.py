"""Notebooks run in a kernel of their own, without a network and in an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["printed", "run"]

_OFFLINE = Path(__file__).parent / "offline.py"
_TIMEOUT_S = 300
_STARTED = [
    sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}",
    f"--IPKernelApp.exec_files={_OFFLINE}", "--HistoryManager.enabled=False",
]  # fmt: skip


@cache
def _walls() -> tuple[str, ...]:
    """Return the words that start a program in a network namespace of its own, where they work."""
    words = ("unshare", "--map-root-user", "--net")
    if shutil.which(words[0]) is None:
        return ()
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)  # noqa: S603
    return words if tried.returncode == 0 else ()


class _OurKernel(KernelSpecManager):
    """Knows this interpreter only, whatever kernels the user has."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(argv=[*_walls(), *_STARTED], display_name=kernel_name)


def run(notebook: NotebookNode, folder: Path, env: Mapping[str, str] | None = None) -> None:
    """Execute a notebook's cells in place, in a folder; errors and words on stderr are raised.

    Parameters
    ----------
    notebook
        As read; its cells get their outputs.
    folder
        Where the kernel runs.
    env
        Beside this process's environment.
    """
    with TemporaryDirectory(prefix="nb") as runtime:  # short: the kernel's sockets lie in it
        own = {"IPYTHONDIR": runtime, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        manager = AsyncKernelManager(
            kernel_spec_manager=_OurKernel(),
            transport="ipc",
            connection_file=f"{runtime}/kernel.json",
        )
        resources = {"metadata": {"path": str(folder)}}
        client = NotebookClient(notebook, km=manager, resources=resources, timeout=_TIMEOUT_S)
        client.execute(cleanup_kc=True, env={**os.environ, **own, **(env or {})})
    complaints = [o.text for o in _outputs(notebook) if o.get("name") == "stderr"]
    assert not complaints, complaints


def printed(notebook: NotebookNode, cell: str | None = None) -> str:
    """Return what the cells, or one of them by its id, show as text."""
    return "\n".join(_text(output) for output in _outputs(notebook, cell))


def _outputs(notebook: NotebookNode, cell: str | None = None) -> list[Any]:
    cells = [c for c in notebook.cells if c.cell_type == "code" and cell in {None, c.id}]
    return [output for c in cells for output in c.outputs]


def _text(output: Any) -> str:  # noqa: ANN401  as nbformat has it
    if output.output_type == "stream":
        return str(output.text)
    return str(output.get("data", {}).get("text/plain", ""))
