"""``smo suggest``: what is printed, and patches that git applies."""

import json
import shutil
import subprocess

import pytest

SHELL = '<!DOCTYPE html><html lang="en"><head><title>{0}</title></head><body><main><h1>{0}</h1>\n{1}\n</main></body></html>\n'
SITE = {
    "index.html": ("Home", "<p>All about tea, such as <a href='green/'>green tea</a>.</p>"),
    "green/index.html": ("Green tea", "<p>Heat the spring water before.</p>"),
    "water/index.html": ("Spring water", "<p>Good for green tea &amp; coffee.</p>"),
}
SOURCES = {
    "docs/index.md": "# Home\n\nAll about tea, such as [green tea](green.md).\n",
    "docs/green.md": "# Green tea\n\nHeat the spring water before.\n",
    "docs/water.md": "# Spring water\n\nGood for green tea & coffee.\n",
}


@pytest.fixture
def tea(place, folder, monkeypatch):
    """Return a folder with a built site and its sources."""
    del place
    root = folder({**{f"site/{k}": SHELL.format(*v) for k, v in SITE.items()}, **SOURCES, "mkdocs.yml": ""}, name="tea")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def run(tea, smo):
    """Return a function that runs ``smo suggest`` there."""
    return lambda *args: (tea, smo("suggest", "site", *args))[1]


def test_orphans_come_first_with_the_sentence_where(run):
    """A page that nothing links to is named with who could link to it, and in which words."""
    out = run().output
    assert out.index("no other links to") < out.index("Spring water") < out.index("Links that pages could have")
    assert "Heat the spring water before." in out
    assert "Good for green tea & coffee." in out
    assert "the page's title" in out


def test_json_has_places_scores_and_reasons(run):
    """Every entry says where exactly, what for, and why."""
    document = json.loads(run("--json").output)
    assert [entry["page"] for entry in document["orphans"]] == ["water/index.html"]
    entries = {e["page"]: e["links"] for e in document["pages"]}
    (link,) = entries["water/index.html"]
    assert (link["phrase"], link["to"], link["href"]) == ("green tea", "green/index.html", "../green/")
    html = SHELL.format(*SITE["water/index.html"])
    assert html[link["offset"] : link["stop"]] == "green tea"
    assert link["sentence"][slice(*link["marked"])] == "green tea"
    assert link["reasons"][0]["evidence"] == ["the page's title"]


def test_one_page_and_how_many(run):
    """--page takes any name of a page; --limit and --per-page make the answer shorter."""
    assert [e["page"] for e in json.loads(run("--json", "--page", "green/").output)["pages"]] == ["green/index.html"]
    assert len(json.loads(run("--json", "--limit", "1").output)["pages"]) == 1
    assert len(json.loads(run("--json", "--per-page", "1", "--limit", "0").output)["pages"]) == 2
    wrong = run("--page", "gren/")
    assert wrong.exit_code == 3
    assert "there is no such page" in wrong.output


def test_nothing_to_suggest_is_said(run, tea):
    """A site without names in its texts gets one sentence."""
    shutil.rmtree(tea / "site/water")
    assert run().output == "No link to suggest: no text names a page that it does not link to.\n"


def test_a_patch_applies_and_is_all_that_happens(run, tea):
    """The sources stay as they are until git applies the patch; then they have the links."""
    before = {name: (tea / name).read_bytes() for name in SOURCES}
    patch = run("--source", "docs").stdout
    assert {name: (tea / name).read_bytes() for name in SOURCES} == before
    subprocess.run(["git", "init", "-q"], cwd=tea, check=True)
    subprocess.run(["git", "apply", "-"], cwd=tea, input=patch.encode(), check=True)
    assert (tea / "docs/green.md").read_text() == "# Green tea\n\nHeat the [spring water](water.md) before.\n"
    assert (tea / "docs/water.md").read_text() == "# Spring water\n\nGood for [green tea](green.md) & coffee.\n"
    assert (tea / "docs/index.md").read_bytes() == before["docs/index.md"]


def test_a_patch_can_go_to_a_file_beside_the_table(run, tea):
    """Then the suggestions are printed, and how many of them the patch has."""
    out = run("--source", "docs", "--patch", "links.patch").output
    assert "2 links added to 2 sources in links.patch." in out
    assert (
        (tea / "links.patch")
        .read_text()
        .startswith("diff --git a/docs/green.md b/docs/green.md\n--- a/docs/green.md\n")
    )


@pytest.mark.parametrize(
    ("told_by", "sources", "expected"),
    [
        ("pelicanconf.py", {"green.md": "Title: Green tea\n\nspring water\n"}, "[spring water]({filename}/w.md)"),
        (
            "pelicanconf.py",
            {"green.rst": "Green tea\n#########\n\nspring water\n"},
            "`spring water <{filename}/w.md>`__",
        ),
        ("conf.py", {"green.rst": "Green tea\n=========\n\nspring water\n"}, ":doc:`spring water </w>`"),
        ("hugo.toml", {"green.md": "---\ntitle: Green tea\n---\nspring water\n"}, "[spring water](../water/)"),
        ("other", {"a/green.md": "---\ntitle: Green tea\n---\nspring water\n"}, "[spring water](../w.md)"),
    ],
)
def test_links_are_written_as_the_generator_wants_them(smo, tea, told_by, sources, expected):
    """Its settings file tells which it is; sources elsewhere are known by their titles."""
    (tea / "mkdocs.yml").unlink()
    (tea / told_by).touch()
    for name, text in {**sources, "w.md": "---\ntitle: Spring water\n---\nText.\n"}.items():
        path = tea / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert f"+{expected}\n" in smo("suggest", "site", "--source", "content").stdout


def test_files_without_a_last_line_end_and_with_carriage_returns_can_be_patched(run, tea):
    """The patch says so as git does, and keeps the line ends."""
    (tea / "docs/green.md").write_bytes(b"# Green tea\r\n\r\nHeat the spring water before.")
    patch = run("--source", "docs").stdout_bytes
    subprocess.run(["git", "init", "-q"], cwd=tea, check=True)
    subprocess.run(["git", "apply", "-"], cwd=tea, input=patch, check=True)
    assert (tea / "docs/green.md").read_bytes() == b"# Green tea\r\n\r\nHeat the [spring water](water.md) before."


def test_what_cannot_be_patched_is_counted(run, tea):
    """A page without a source, and words that stand in a heading only."""
    (tea / "docs/water.md").unlink()
    left = run("--source", "docs").stderr
    assert "no source was found for one of the pages" in left


def test_impossible_wishes_are_refused(run):
    """Each with what to do."""
    assert "--patch needs --source" in run("--patch", "x").output
    assert "write the patch to a file" in run("--json", "--source", "docs").output
    assert run("--source", "nowhere").exit_code == 3
    assert "no Markdown" in run("--source", "site").output


def test_automatic_links_in_a_folder_are_made_once_and_undone(smo, tea):
    """Linking twice gives the same bytes and the same graph; unlinking gives the built site back."""
    (tea / "smo.toml").write_text("share = false\n[suggest]\nautomatic = true\nautomatic_least = 0\nleast = 0\n")
    before = {name: (tea / "site" / name).read_bytes() for name in SITE}
    smo("link", "site")
    once = {name: (tea / "site" / name).read_bytes() for name in SITE}
    assert (
        b'<a href="../green/" data-smo-placed="link" data-smo-wraps="">green tea</a> &amp; coffee'
        in once["water/index.html"]
    )
    graph = smo("graph", "site").output
    smo("link", "site")
    assert {name: (tea / "site" / name).read_bytes() for name in SITE} == once
    assert '"source": "water/index.html"' not in graph
    smo("unlink", "site")
    assert {name: (tea / "site" / name).read_bytes() for name in SITE} == before
