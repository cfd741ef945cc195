"""What is planted in a source is found in the built page, and led back to its very line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from smo_core.folder.auditing import audit
from smo_core.folder.origins import traced
from smo_core.settings import Settings

ROOT = Path(__file__).parents[2]
PELICAN = Path(os.environ.get("SMO_PELICAN_PYTHON") or ROOT / ".venvs/pelican/bin/python")
CHOSEN = {"select": ["L01", "L02", "L05", "L07", "L10", "L15", "I01", "I02", "M05", "M07", "D01", "G13"]}

# What is put before the second heading of a source. Each line ends with the rules that it breaks, behind "##".
FAULTS = {
    "linking/orphans.md": """
A paragraph of two lines with [the first](gone-first.md) ## L15 gone-first.md
and [the second](../nowhere/second.html) beside [a sound one](hubs.md). ## L01 nowhere/second.html

```markdown
Not a link but an example: [the first](gone-first.md), ![no picture](../images/none.png).
```

    An indented example: [the second](../nowhere/second.html)

And `[the second](../nowhere/second.html)` in code. Then [a place](pagerank.md#no-such-place) that is none. ## L02 no-such-place

![A chart that is gone](../images/none.png) ## I01 none.png

| Cell | Other |
| --- | --- |
| [my machine](http://localhost:8000/x) | words | ## L10 http://localhost:8000/x

<p>Raw HTML: <img src="../images/orphan-chart.png"></p> ## I02 orphan-chart.png

- A list with [here](https://elsewhere.example/what) ## L07 https://elsewhere.example/what
- and the same place [again](https://elsewhere.example/what)

By reference: [the cards][cards] and [the cards again][cards].

[cards]: gone-cards.html ## L01 gone-cards.html

> Quoted: [run](javascript:void) this. ## L05 javascript:void
""",
    "travel/feeds.md": """
> A link in a quote <https://localhost/automatic> ## L10 https://localhost/automatic

1. A step

    with [a paragraph of its own](missing/) below it. ## L01 missing/
""",
}


def planted(name: str, text: str) -> tuple[str, dict[tuple[str, str], int]]:
    """Return a source with its faults, and the line of each by rule and thing."""
    first, heading, rest = text.partition("\n## ")
    lines = f"{first}{FAULTS[name]}{heading}{rest}".split("\n")
    expected = {}
    for at, line in enumerate(lines):
        before, mark, said = line.rpartition(" ## ")
        if mark:
            lines[at] = before
            rule, _, thing = said.partition(" ")
            expected[rule, thing] = at + 1
    return "\n".join(lines), expected


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of the sample site with faults, and where they are: rule and thing → source and line."""
    place = tmp_path_factory.mktemp("lines") / "sample"
    shutil.copytree(ROOT / "sample_site", place)
    expected = {}
    # Fields of the front matter: a title that another page has, a stub of a description, a tag of its own.
    feeds = place / "content/travel/feeds.md"
    text = feeds.read_text(encoding="utf-8").replace("title: Feeds", "title: Orphans and dead ends")
    text = text.replace("description: A feed is", "description: Too short.\nwhatever: A feed is")
    feeds.write_text(text.replace("tags: feeds, atom, rss", "tags: feeds, atom, quincunx"), encoding="utf-8")
    fields = {
        ("D01", "Orphans and dead ends"): "title: Orphans",
        ("M05", "description"): "description: Too",
        ("G13", "quincunx"): "tags: feeds, atom, quincunx",
    }
    for name in FAULTS:
        path = place / "content" / name
        text, lines = planted(name, path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
        expected |= {found: (f"content/{name}", line) for found, line in lines.items()}
    lines = feeds.read_text(encoding="utf-8").split("\n")
    for found, start in fields.items():
        line = next(at for at, one in enumerate(lines, 1) if one.startswith(start))
        expected[found] = ("content/travel/feeds.md", line)
    return place, expected


def run(place, *command) -> None:
    quiet = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(command, cwd=place, env={**os.environ, **quiet}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def mkdocs(place, smo):
    (place / "faulty.yml").write_text(
        f"INHERIT: mkdocs.yml\nsite_dir: built\nplugins:\n  - search\n  - smo: {json.dumps(smo)}\n", encoding="utf-8"
    )
    run(place, sys.executable, "-m", "mkdocs", "build", "-q", "-f", "faulty.yml")
    return place / "built"


def pelican(place, smo):
    (place / "faulty.py").write_text(
        f"from pelicanconf import *\nSMO = {smo!r}\nPLUGINS = {['smo_pelican'] if smo else []}\n", encoding="utf-8"
    )
    run(place, str(PELICAN), "-m", "pelican", "-q", "-s", "faulty.py", "-o", "output")
    return place / "output"


def lines(findings, expected):
    """Return rule and thing → source and line of those findings that the faults are expected to make."""
    found = {}
    for row in findings:
        for rule, thing in expected:
            page = "travel/feeds" if rule in {"D01", "M05", "G13"} else ""
            if row["rule"] == rule and thing in row["about"] and page in row["page"]:
                found.setdefault((rule, thing), (row["source"], row["source_line"]))
    return found


@pytest.mark.parametrize("build", [mkdocs, pelican])
def test_a_build_writes_findings_with_the_lines_of_its_sources(build, copy):
    place, expected = copy
    report = place / f"{build.__name__}.json"
    audited = {"enabled": True, "reports": {"json": str(report)}, **CHOSEN}
    build(place, {"audit": audited, "cards": False, "related": False, "backlinks": False, "share": False})
    assert lines(json.loads(report.read_text())["findings"], expected) == expected


@pytest.mark.parametrize("build", [mkdocs, pelican])
def test_a_folder_is_led_back_to_its_sources(build, copy, monkeypatch):
    place, expected = copy
    site = build(place, {"enabled": False} if build is mkdocs else None)
    monkeypatch.chdir(place)
    found = traced(audit(site, Settings(site_url="https://handbook.example/", audit=CHOSEN), jobs=1), Path("content"))
    rows = [
        {"rule": f.rule, "about": f.about, "page": f.page, "source": f.source, "source_line": f.source_line}
        for f in found.findings
    ]
    said = lines(rows, expected)
    # Which tags a page has, this theme does not say.
    assert said == {name: place for name, place in expected.items() if name in said}
    assert set(expected) - set(said) <= {("G13", "quincunx"), ("M05", "description")}
