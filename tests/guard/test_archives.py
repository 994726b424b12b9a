"""Zip files that are too much, or lead outside, are refused before anything is unpacked."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from corridors import InputError
from corridors.guard.archives import opened_zip, the_one


def zipped(folder: Path, *members: zipfile.ZipInfo | str, text: str = "text") -> Path:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, text)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as told, opened_zip(path) as archive:
        the_one(path, archive, ".kml")
    return str(told.value)


def test_one_member_is_found_whatever_the_case(tmp_path: Path) -> None:
    path = zipped(tmp_path, "doc.KML", "files/a.png")
    with opened_zip(path) as archive:
        assert archive.read(the_one(path, archive, ".kml")) == b"text"


@pytest.mark.parametrize(
    "name", ["../a.kml", "/a.kml", "a/../../b", "..\\a.kml", "C:\\a.kml", "\\a.kml", "."]
)
def test_members_outside_are_refused(tmp_path: Path, name: str) -> None:
    assert "outside" in refusal(zipped(tmp_path, "a.kml", name))


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.kml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "outside" in refusal(zipped(tmp_path, link, text="/etc/passwd"))


def test_ratio_and_size(tmp_path: Path) -> None:
    assert "100 times" in refusal(zipped(tmp_path, "a.kml", text=" " * 1_000_000))
    path = zipped(tmp_path, "a.kml")
    size = (4).to_bytes(4, "little")
    content = path.read_bytes()
    at = content.rindex(size, 0, content.rindex(b"a.kml"))
    path.write_bytes(content[:at] + (2**30 + 1).to_bytes(4, "little") + content[at + 4 :])
    assert "1 GiB" in refusal(path)


def test_number_of_members(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", "")
    assert "10001 members" in refusal(path)
    content = bytearray(path.read_bytes())
    content[-10:-6] = (2**31).to_bytes(4, "little")
    path.write_bytes(content)
    assert "too many members" in refusal(path)


def test_one_name_twice_none_and_two(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = zipped(tmp_path, "a.kml", "a.kml")
    assert "one name" in refusal(path)
    assert "0 are in it" in refusal(zipped(tmp_path, "a.png"))
    assert "2 are in it" in refusal(zipped(tmp_path, "a.kml", "b.kml"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06" + 18 * b"\0" + b"junk"])
def test_no_zip_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert "[" in refusal(path)
