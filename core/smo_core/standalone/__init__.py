"""Pages that hold all they need: how their script is put together, and the policy that lets in nothing else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

_ELEMENTS = Path(__file__).with_name("elements.js")


@cache
def script_of(*parts: Path) -> str:
    """Return one script of its parts, in this order, behind what builds elements; its names are its own."""
    source = "".join(path.read_text(encoding="utf-8") for path in (_ELEMENTS, *parts))
    return f'(() => {{\n"use strict";\n{source}}})();\n'


def policy(css: str, script: str, *, images: Iterable[str] = ()) -> str:
    """Return a content security policy (CSP 3) for this style, this script and images from there, and nothing else."""
    style, code = (f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (css, script))
    pictures = f"img-src {' '.join(images)}; " if images else ""
    return f"default-src 'none'; style-src {style}; script-src {code}; {pictures}base-uri 'none'; form-action 'none'"
