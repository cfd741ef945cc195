"""``smo audit --fix --source``: a patch that git applies, after which the site is built without these faults."""

from __future__ import annotations

import json
import subprocess

import pytest
from click.testing import CliRunner

from smo_core.cli import main

pytest.importorskip("material", reason="Material is installed in the MkDocs environment only")
RULES = "L01,L02,L03,L04,L15,I01,I07,M04"
# Broken link → what it must become; None is left as it is.
LINKS = {
    "[moved](guide/parts.md)": "[moved](parts.md)",
    "[moved with a place](old/boil.md#boil-water)": "[moved with a place](guide/boil.md#boil-water)",
    "[letters](Guide/Install.md)": "[letters](guide/install.md)",
    "[no ending](guide/install)": "[no ending](guide/install.md)",
    "[built ending](guide/boil.html)": "[built ending](guide/boil.md)",
    "[place](guide/boil.md#boil_water)": "[place](guide/boil.md#boil-water)",
    "[far away](../manual/guide/boil)": "[far away](guide/boil.md)",
    "[twice there](lost/twin.md)": None,
    "[nowhere](gone.md)": None,
    "[no such place](parts.md#version-2)": None,
    "![picture](img/Kettle.PNG)": "![picture](img/kettle.png)",
    "![moved picture](pictures/kettle.png)": "![moved picture](img/kettle.png)",
    '<a href="guide/boil.html">raw</a>': '<a href="../guide/boil/">raw</a>',
    "`[code](guide/parts.md)`": None,
}
# One that prints the description of a page.
THEME = {"name": "material", "font": False}


@pytest.fixture
def faulty(project):
    """Return a site with every kind of broken link, one a line."""
    text = "# Broken\n\nWhat is broken, and whether it can be mended.\n\n" + "\n\n".join(LINKS) + "\n"
    twins = {
        f"docs/{folder}/twin.md": f"# Twin {folder}\n\nOne of two pages of this name, both of which say as much.\n\n## Version 1\n"
        for folder in ("a", "b")
    }
    return project.write({"docs/broken.md": text, **twins})


def smo(*arguments):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def broken():
    done = smo("audit", "site", "--select", RULES, "--source", "docs", "--format", "json", "--fail-on", "never")
    return [(f["rule"], f["about"], f["page"]) for f in json.loads(done.stdout)["findings"]]


def test_a_patch_repairs_what_has_one_right_form_and_nothing_else(faulty, monkeypatch):
    faulty.build(None, theme=THEME)
    monkeypatch.chdir(faulty.root)
    before = {path: path.read_bytes() for path in faulty.root.rglob("*.*") if path.is_file()}
    done = smo(
        "audit", "site", "--select", RULES, "--fix", "--source", "docs", "--patch", "fix.patch", "--fail-on", "never"
    )
    assert {path: path.read_bytes() for path in before} == before
    assert "sources in fix.patch" in done.stderr
    subprocess.run(["git", "apply", "fix.patch"], check=True)
    expected = [new or old for old, new in LINKS.items()]
    assert (faulty.root / "docs/broken.md").read_text().partition("mended.\n\n")[2].split("\n\n") == [
        *expected[:-1], expected[-1] + "\n"
    ]  # fmt: skip
    faulty.build(None, theme=THEME)
    left = broken()
    assert not [page for rule, _, page in left if rule == "M04" and page != "404.html"]
    assert {rule for rule, *_ in left} - {"M04"} <= {"L01", "L02", "L15"}
    assert len([one for one in left if one[0] != "M04"]) == 3
    again = smo("audit", "site", "--select", RULES, "--fix", "--source", "docs")
    assert again.stdout == ""


def test_descriptions_are_the_first_words_of_the_page_in_the_form_of_its_front_matter(faulty, monkeypatch):
    faulty.build(None, theme=THEME)
    monkeypatch.chdir(faulty.root)
    patch = smo("audit", "site", "--select", "M04", "--fix", "--source", "docs").stdout
    subprocess.run(["git", "apply"], input=patch.encode(), check=True)
    assert (
        (faulty.root / "docs/parts.md")
        .read_text()
        .startswith("---\ndescription: Lid, base and cord. Parts wear; see the guide.\n---\n\n# Parts\n")
    )
    boil = (faulty.root / "docs/guide/boil.md").read_text()
    assert boil.startswith(
        "---\ntags: [water]\ndescription: Fill the kettle with water, then wait. Not installed?\n---\n"
    )
    assert "description: Unpack, rinse, plug in.\n" in (faulty.root / "docs/guide/install.md").read_text()


def test_a_patch_needs_the_sources(project, monkeypatch):
    monkeypatch.chdir(project.root)
    assert smo("audit", "site", "--patch", "x").exit_code == 2
    assert smo("audit", "site", "--fix", "--patch", "x").exit_code == 2
