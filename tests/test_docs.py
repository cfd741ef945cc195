"""What the code offers, the documentation names; what the documentation shows, runs."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click
import pytest
import yaml

import smo_core
from smo_core import Settings
from smo_core.cli.main import COMMANDS
from smo_core.cli.main import main as smo
from smo_core.features.follow.profiles import PROFILES
from smo_core.features.meta.emitters import EMITTERS
from smo_core.features.share.targets import ALIASES, PRESETS, TARGETS
from smo_core.graph.signals import SIGNALS
from smo_core.settings import from_mapping

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
FENCE = re.compile(r"^( *)```(\w[\w+]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@cache
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_hook", DOCS / "reference_hook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def page(name: str) -> str:
    """Return a page as it is built: its marks filled."""
    return hook().on_page_markdown((DOCS / name).read_text(encoding="utf-8"))


def fences(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    found = [(indent, code) for indent, lang, code in FENCE.findall(text) if lang == language]
    return [re.sub(f"^{indent}", "", code, flags=re.MULTILINE) for indent, code in found]


def test_every_setting_is_documented() -> None:
    reference = page("reference/settings.md")
    paths = hook().dotted_paths()
    assert {path.split(".")[0] for path in paths} == set(Settings.model_fields)
    assert [path for path in paths if f"| `{path}`" not in reference] == []


def test_every_setting_says_what_it_does() -> None:
    tables = page("reference/settings.md") + page("reference/page-settings.md")
    assert re.findall(r"^.*\|  \|$", tables, re.MULTILINE) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_all_its_options(name: str) -> None:
    reference = page("reference/command-line.md")
    command = import_module(COMMANDS[name][0]).command
    section = reference.split(f"## `smo {name}`")[1].split("\n## ")[0]
    options = [flag for p in command.params if isinstance(p, click.Option) for flag in p.opts]
    assert [flag for flag in options if f"`{flag}`" not in section] == []


def test_the_help_of_commands_leaves_no_formatting_sign_in_the_reference() -> None:
    assert "\b" not in page("reference/command-line.md")
    assert smo.name == "main"


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.id)
def test_every_share_target_is_in_the_table(target) -> None:
    row = f"| `{target.id}` | {target.label} | {target.family} | {target.status} |"
    assert row in page("reference/share-targets.md")


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ("reference/share-targets.md", PRESETS),
        ("reference/share-targets.md", ALIASES),
        ("reference/follow.md", [profile.id for profile in PROFILES]),
        ("reference/head-tags.md", [emit.__name__ for emit in EMITTERS]),
        ("explanation/related-pages.md", [signal.name for signal in SIGNALS]),
        ("reference/python.md", smo_core.__all__),
    ],
)
def test_every_registry_is_documented(where: str, names) -> None:
    assert [name for name in names if f"`{name}`" not in page(where)] == []


def test_every_finding_is_explained_and_none_that_does_not_exist() -> None:
    sources = [path for package in ("core", "smo_mkdocs", "smo_pelican") for path in (ROOT / package).rglob("*.py")]
    made = {rule for path in sources for rule in re.findall(r'\brule="([a-z-]+)"', path.read_text(encoding="utf-8"))}
    rows = re.findall(r"^\| `([a-z-]+)` \| (?:error|warning|info) ", page("reference/findings.md"), re.MULTILINE)
    assert set(rows) == made


def test_every_template_is_documented() -> None:
    templates = {path.name for path in (ROOT / "core/smo_core/features").glob("*/*.html")}
    assert {name for name in templates if f"`{name}`" not in page("reference/templates.md")} == set()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_title_a_description_and_its_place_in_the_menu(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---")[1])
    assert front["title"]
    assert 60 <= len(front["description"]) <= 180
    assert f" {name}\n" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_no_mark_of_a_page_is_left_unfilled(name: str) -> None:
    assert "<!-- smo:" not in page(name)


@pytest.mark.parametrize("name", PAGES)
def test_the_settings_that_a_page_shows_are_valid(name: str, tmp_path: Path) -> None:
    (tmp_path / "smo_templates").mkdir()
    for logo in ("docs/assets/logo.svg", "assets/logo.svg"):
        (tmp_path / logo).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / logo).write_text("<svg/>")
    for code in fences(f"docs/{name}", "toml"):
        data = tomllib.loads(code)
        if "project" not in data:
            from_mapping(data, source=name, base=tmp_path)
    for code in fences(f"docs/{name}", "yaml"):
        if code.startswith("---"):
            continue
        loaded = yaml.load(code.replace("!ENV [SMO, true]", "true"), Loader=yaml.SafeLoader)
        plugins = loaded.get("plugins", []) if isinstance(loaded, dict) else loaded
        for own in (plugin["smo"] for plugin in plugins if isinstance(plugin, dict) and "smo" in plugin):
            from_mapping(own, source=name, base=tmp_path)


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{page}" for page in PAGES)])
def test_python_examples_compile(name: str) -> None:
    for code in fences(name, "python"):
        if "->" not in code.split("\n")[0]:
            compile(code, name, "exec")


def _run(code: str, folder: Path) -> str:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the site of the folder tutorial, made by the tutorial's own script."""
    _run(fences("docs/tutorials/first-folder.md", "python")[0], tmp_path)
    return tmp_path


def test_the_example_of_the_readme_runs(folder: Path) -> None:
    before = (folder / "site/green.html").read_bytes()
    site, alone = fences("README.md", "python")[-2:]
    printed = _run(site, folder)
    assert "black.html → " in printed
    assert "green.html → water.html" in printed
    assert (folder / "site/green.html").read_bytes() == before
    assert "green → milk (Both about green)" in _run(alone, folder)


def test_the_examples_of_the_link_graph_guide_run(folder: Path) -> None:
    first, second, alone = fences("docs/how-to/link-graph.md", "python")
    assert "black.html" in _run(first + second + "print(orphans, best)", folder)
    assert _run(alone, folder) == fences("docs/how-to/link-graph.md", "text")[0]


def test_the_examples_of_the_library_guide_run_and_print_what_they_say(folder: Path) -> None:
    name = "docs/how-to/use-as-library.md"
    *printing, settings = fences(name, "python")
    assert [_run(code, folder) for code in printing] == fences(name, "text")
    assert len(printing[0].strip().split("\n")) <= 5
    assert _run(settings, folder) == ""


def test_the_feature_of_the_guide_works(folder: Path) -> None:
    feature, *_ = fences("docs/how-to/own-feature.md", "python")
    use = """
from smo_core import Content, Facts, Settings, plan, survey
dated = Page(facts=Facts(key="a.html", location="a.html", published="2026-03-01"))
print([block.name for block in plan(survey([dated], Settings()), (FEATURE,)).additions["a.html"].blocks])
"""
    assert _run(feature + use, folder) == "['print-button']\n"


def test_the_documentation_speaks_of_this_project_only() -> None:
    texts = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]
    local = re.compile(r"/(?:work|tmp|root|home/(?!you/))\b")
    assert [path.name for path in texts if local.search(path.read_text(encoding="utf-8"))] == []
