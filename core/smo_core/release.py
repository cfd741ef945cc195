"""Which release of the suite this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def release() -> str:
    """Return the version of the installed package, "0" for code that runs without being installed."""
    try:
        return version("smo-suite")
    except PackageNotFoundError:
        return "0"
