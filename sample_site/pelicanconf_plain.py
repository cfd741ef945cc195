"""The same site in Pelican's simple theme without any plugin: built HTML for `smo link`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403 - a Pelican configuration is its module's names
from pelicanconf import HERE

THEME = "simple"
PLUGINS = []
OUTPUT_PATH = str(HERE.parent / "build" / "sample" / "plain")
