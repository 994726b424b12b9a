"""A PostgreSQL cluster of its own: a temporary folder, a unix socket, gone with the process."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

__all__ = ["connect", "missing"]

_USER = "postgres"
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "shared_buffers": "512MB",
    "work_mem": "256MB",
    "jit": "off",
    "max_connections": "10",
}


def missing() -> str:
    """Return what PostGIS lacks on this machine, "" if nothing."""
    if _folder("initdb") is None:
        return "no PostgreSQL"
    shared = Path("/usr/share/postgresql")
    return "" if [*shared.glob("*/extension/postgis.control")] else "no PostGIS"


def connect() -> psycopg.Connection:
    """Start a cluster and return a connection to it, with PostGIS; it ends with the process."""
    programs = _folder("initdb")
    if programs is None:
        message = missing()
        raise RuntimeError(message)
    folder = Path(tempfile.mkdtemp(prefix="bench-pg-", dir="/tmp"))  # a short socket path
    user = _USER if os.geteuid() == 0 else None  # PostgreSQL does not run as root
    if user:
        shutil.chown(folder, user)
    data = str(folder / "data")
    init = [str(programs / "initdb"), "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8"]
    subprocess.run(  # noqa: S603  found above
        [*init, "--no-locale"], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL
    )
    options = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(  # noqa: S603  found above
            [str(programs / "postgres"), "-D", data, "-k", str(folder), *options],
            user=user,
            cwd=folder,
            stderr=log,
        )
    atexit.register(_stop, server, folder)
    found = _connected(folder)
    atexit.register(found.close)
    return found


def _folder(program: str) -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    path = shutil.which(program)
    return found[-1].parent if found else Path(path).parent if path else None


def _connected(folder: Path) -> psycopg.Connection:
    for _ in range(300):
        try:
            found = psycopg.connect(host=str(folder), user="bench", dbname="postgres")
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            found.autocommit = True
            found.execute("CREATE EXTENSION postgis")
            return found
    message = f"PostgreSQL did not start: {(folder / 'log').read_text()}"
    raise RuntimeError(message)


def _stop(server: subprocess.Popen[bytes], folder: Path) -> None:
    server.send_signal(signal.SIGINT)  # at once, clients or not
    server.wait()
    shutil.rmtree(folder, ignore_errors=True)
