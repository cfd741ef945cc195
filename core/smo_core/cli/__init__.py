"""The ``smo`` command: one file for each command, loaded only when it is called."""

from smo_core.cli.main import main

__all__ = ["main"]
