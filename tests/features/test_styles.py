"""Features style their own classes: what two of them call alike would look like both."""

import re
from collections import defaultdict
from pathlib import Path

from smo_core import enrich

SHARED = Path(enrich.__file__).parent / "features" / "smo.css"
CLASS = re.compile(r"\.(smo-[a-z-]+)")


def classes(sheet):
    return set(CLASS.findall(re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)))


def test_no_class_has_two_owners():
    """A class of the shared sheet may be refined by one feature; no class by two."""
    owners = defaultdict(list)
    for feature in enrich.FEATURES:
        sheet = feature.folder / f"{feature.name}.css" if feature.folder else None
        if sheet is not None and sheet.is_file():
            for name in classes(sheet) - SEVERAL:
                owners[name].append(feature.name)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def test_no_class_of_a_script_is_a_block():
    """What the script makes is no part of a block that a template names ``smo-FEATURE``."""
    script = (SHARED.parent / "share" / "share.js").read_text(encoding="utf-8")
    made = set(re.findall(r"className: \"([^\"]+)\"", script))
    assert made
    blocks = {f"smo-{feature.name}" for feature in enrich.FEATURES} - {"smo-share"}
    assert not {name for names in made for name in names.split()} & blocks


# Parts that blocks of several features have.
SEVERAL = {"smo-heading", "smo-pages", "smo-plain", "smo-buttons", "smo-button"}
