"""Write the preview of a folder: where images come from, and the one file that holds it all."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

from smo_core.features.networks.files import ImageFile
from smo_core.features.networks.gallery import Picture, gallery, picture
from smo_core.folder.checking import Checked
from smo_core.urls import relative
from smo_core.write import write

# What a gallery outside the site carries of images: more would make it slow to open.
_LARGEST = 400_000
_ALTOGETHER = 24_000_000
_TYPES = {
    "jpeg": "jpeg", "png": "png", "gif": "gif", "webp": "webp", "svg": "svg+xml", "avif": "avif", "ico": "x-icon",
    "bmp": "bmp",
}  # fmt: skip


def preview(checked: Checked, out: Path) -> bool:
    """Write the gallery to ``out``; return False when the file was there already, the same.

    Inside the site's folder it shows images by relative address, elsewhere it carries
    them along. Raises InputError when the file cannot be written.
    """
    return write(out, drawn(checked, _base(checked.root, out)).encode("utf-8", "replace"))


def drawn(checked: Checked, base: str | None) -> str:
    """Return the gallery as HTML; ``base`` is its own path in the site, None when it will lie elsewhere."""
    asked = sorted({shown.image for v in checked.verdicts for shown in v.shown if shown.image and not shown.dropped})
    links = {v.key: relative(v.key, base=base) for v in checked.verdicts} if base is not None else {}
    return gallery(
        checked.verdicts,
        checked.networks,
        dict(_pictures(checked, asked, base)),
        site_url=checked.site_url,
        links=links,
    )


def _base(root: Path, out: Path) -> str | None:
    """Return the gallery's own path in the site, None when it lies elsewhere."""
    try:
        return out.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return None


def _pictures(checked: Checked, addresses: Iterable[str], base: str | None) -> Iterable[tuple[str, Picture]]:
    room = _ALTOGETHER
    for address in addresses:
        file = checked.files.get(address)
        src = ""
        if file is not None and file.where == "here":
            src = relative(file.path, base=base) if base is not None else _carried(checked.root, file, room)
            room -= len(src) if base is None else 0
        yield address, picture(file, src)


def _carried(root: Path, file: ImageFile, room: int) -> str:
    """Return an image as a data: address, "" when it is too big or no image."""
    if file.format not in _TYPES or file.weight > min(_LARGEST, room):
        return ""
    try:
        data = (root / file.path).read_bytes()
    except OSError:
        return ""
    return f"data:image/{_TYPES[file.format]};base64,{b64encode(data).decode()}"
