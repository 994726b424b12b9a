"""Read files out of a pinned npm package, through the ordinary npm client."""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

__all__ = ["NpmPackage", "PackageError", "read_members"]

PACK_TIMEOUT_S = 600


class PackageError(RuntimeError):
    """A package could not be fetched, or is not the one that was pinned."""


@dataclass(frozen=True)
class NpmPackage:
    """One version of one npm package, pinned by the checksum of its tarball."""

    name: str
    version: str
    integrity: str
    licence: str

    @property
    def tarball_name(self) -> str:
        """File name that `npm pack` gives the tarball."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


def read_members(
    package: NpmPackage, members: tuple[str, ...], *, tarballs: Path | None = None
) -> dict[str, bytes]:
    """Fetch a package, check it and read some of its files.

    Parameters
    ----------
    package
        The package, its version and the checksum it must have.
    members
        File names inside the package, without the leading `package/`.
    tarballs
        Folder of tarballs already downloaded; None asks the npm client.

    Returns
    -------
    contents
        The bytes of each member.
    """
    tarball = _tarball_bytes(package, tarballs)
    _check_integrity(package, tarball)
    with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as archive:
        return {member: _member_bytes(archive, member) for member in members}


def _tarball_bytes(package: NpmPackage, tarballs: Path | None) -> bytes:
    if tarballs is not None:
        return _read_tarball(tarballs / package.tarball_name)
    with tempfile.TemporaryDirectory() as folder:
        _pack(package, folder)
        return _read_tarball(Path(folder) / package.tarball_name)


def _read_tarball(path: Path) -> bytes:
    if not path.is_file():
        message = f"no tarball {path.name} in {path.parent}"
        raise PackageError(message)
    return path.read_bytes()


def _pack(package: NpmPackage, folder: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        message = "npm is not installed; install it or give a folder with --tarballs"
        raise PackageError(message)
    command = [npm, "pack", "--ignore-scripts", f"{package.name}@{package.version}"]
    try:
        subprocess.run(  # noqa: S603 - a fixed command; the package is pinned in the code
            command, cwd=folder, check=True, capture_output=True, text=True, timeout=PACK_TIMEOUT_S
        )
    except subprocess.CalledProcessError as error:
        message = f"{' '.join(command[1:])} failed: {error.stderr.strip()}"
        raise PackageError(message) from error


def _check_integrity(package: NpmPackage, tarball: bytes) -> None:
    digest = base64.b64encode(hashlib.sha512(tarball).digest()).decode("ascii")
    found = f"sha512-{digest}"
    if found != package.integrity:
        message = f"{package.name}@{package.version}: {found} is not the pinned {package.integrity}"
        raise PackageError(message)


def _member_bytes(archive: tarfile.TarFile, member: str) -> bytes:
    try:
        file = archive.extractfile(f"package/{member}")
    except KeyError:
        file = None
    if file is None:
        message = f"the package has no file {member}"
        raise PackageError(message)
    return file.read()
