"""Image files by their headers: size, type by bytes, weight; nothing decoded, nothing outside the folder."""

import struct
import zlib

import pytest

from smo_core.folder.images import measure, measure_all


def png(width, height, data=b"x"):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def jpeg(width, height, before=0):
    segments = b"".join(b"\xff\xe2" + struct.pack(">H", 65_000) + b"\0" * 64_998 for _ in range(before))
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\1\x11\0\2\x11\1\3\x11\1"
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\0\0\1\0\1\0\0" + segments + frame + b"\xff\xd9"


FILES = {
    "png": (png(1200, 630), "png", 1200, 630),
    "a bomb": (png(60_000, 60_000, zlib.compress(b"\0" * 10_000_000)), "png", 60_000, 60_000),
    "jpeg": (jpeg(640, 480), "jpeg", 640, 480),
    "jpeg behind a long profile": (jpeg(640, 480, before=3), "jpeg", 640, 480),
    "gif": (b"GIF89a" + struct.pack("<HH", 10, 20) + b"\0" * 20, "gif", 10, 20),
    "webp": (b"RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xaf\4\0" + b"\x75\2\0" + b"\0" * 9, "webp", 1200, 630),
    "svg": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9"/>', "svg", 0, 0),
    "empty": (b"", "", 0, 0),
    "a page": (b"<!doctype html><html>not found</html>", "", 0, 0),
    "cut short": (b"\x89PNG\r\n\x1a\n\0\0", "png", 0, 0),
    "broken": (b"\xff\xd8\xff" + b"\xff" * 100, "jpeg", 0, 0),
    "avif cut short": (b"\0\0\0\x20ftypavif\0\0\0\0", "avif", 0, 0),
    "entities": (b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>', "svg", 0, 0),
}


@pytest.mark.parametrize("name", FILES)
def test_files_are_what_their_bytes_say(tmp_path, name):
    """Type, width and height by the header; zeros where it does not tell."""
    data, form, width, height = FILES[name]
    (tmp_path / "image.png").write_bytes(data)
    file = measure(tmp_path / "image.png", "image.png")
    assert (file.where, file.weight) == ("here", len(data))
    assert (file.format, file.width, file.height) == (form, width, height)


def test_addresses_lead_to_files(tmp_path):
    """Below the site's address: here or missing; other hosts and ways out of the folder are not followed."""
    (tmp_path / "s.png").write_bytes(png(9, 9))
    site = tmp_path / "site"
    (site / "i").mkdir(parents=True)
    (site / "i" / "ä b.png").write_bytes(png(3, 4))
    asked = {
        "https://s.example/docs/i/%C3%A4%20b.png": "here",
        "https://s.example/docs/i/%C3%A4%20b.png?v=2": "here",
        "https://s.example/docs/i/none.png": "missing",
        "https://s.example/docs/i/": "missing",
        "https://s.example/i/b.png": "elsewhere",
        "https://cdn.example/i/b.png": "elsewhere",
        "https://s.example/docs/%2e%2e/s.png": "unresolved",
        "https://s.example/docs/%2fetc/passwd": "unresolved",
        "https://s.example/docs/a%00b.png": "unresolved",
        "data:image/png;base64,AAAA": "unresolved",
        "https://[broken/": "elsewhere",
    }
    found = measure_all(site, asked, "https://s.example/docs/")
    assert {address: file.where for address, file in found.items()} == asked


def test_nothing_is_sought_when_the_site_has_no_address(tmp_path):
    """An absolute image cannot be told from another host's."""
    assert measure_all(tmp_path, ["https://s.example/a.png"], "")["https://s.example/a.png"].where == "elsewhere"
