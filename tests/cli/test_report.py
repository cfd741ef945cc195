"""``smo report``: one file, links that lead to the pages from where it lies, figures for programs, a history."""

import json

import pytest
from bs4 import BeautifulSoup

PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{0}</title></head><body><main><h1>{0}</h1>\n'
    '<p>{0} and <a href="{1}">what belongs to it</a>: water boils in a kettle for green tea.</p></main></body></html>\n'
)


def data_of(path):
    return json.loads(BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib").find(id="data").string)


@pytest.fixture
def alone(place):
    """Return the folder with one more page, that nothing links to."""
    (place / "site/alone.html").write_text(PAGE.format("Green tea alone", "tea.html"), encoding="utf-8")
    return place


def test_it_says_where_the_report_is_and_the_score(alone, smo):
    result = smo("report", "site")
    assert result.exit_code == 0
    assert result.output.startswith("smo-report.html: score ")
    assert "4 pages, 1 orphan, " in result.output
    assert (alone / "smo-report.html").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("out", "base"),
    [
        ("smo-report.html", "site/"),
        ("site/report.html", ""),
        ("site/a/b/report.html", "../../"),
        ("other/x/report.html", "../../site/"),
    ],
)
def test_its_links_lead_to_the_pages(alone, smo, out, base):
    path = alone / out
    path.parent.mkdir(parents=True, exist_ok=True)
    assert smo("report", "site", "-o", out).exit_code == 0
    assert data_of(path)["base"] == base
    assert (path.parent / base / "a/water.html").resolve() == (alone / "site/a/water.html").resolve()
    links = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib").select(".ranks a")
    assert links
    assert all((path.parent / link["href"]).is_file() for link in links)


def test_a_report_inside_the_site_is_no_page_of_it(alone, smo):
    smo("report", "site", "-o", "site/report.html")
    first = (alone / "site/report.html").read_bytes()
    smo("report", "site", "-o", "site/report.html")
    assert (alone / "site/report.html").read_bytes() == first
    assert "report.html" not in first.decode().split('id="data">')[1].split("</script>")[0]


def test_nothing_in_the_site_is_changed(alone, smo):
    before = {path: path.read_bytes() for path in alone.rglob("site/**/*.html")}
    smo("report", "site")
    assert {path: path.read_bytes() for path in alone.rglob("site/**/*.html")} == before


def test_the_figures_for_programs(alone, smo):
    found = json.loads(smo("report", "site", "--json").output)
    assert not (alone / "smo-report.html").exists()
    assert found["orphans"][0]["page"] == "alone.html"
    assert "tea.html" in found["orphans"][0]["link_from"]
    assert found["formula"]["pages"] == 4
    assert found["links"] == 4
    assert 0 <= found["score"] <= 100


def test_the_history_grows_by_one_run_with_the_date_that_it_is_given(alone, smo, monkeypatch):
    for epoch in ("1767225600", "1769904000", "1769904000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert smo("report", "site", "--history", "history.json").exit_code == 0
    runs = json.loads((alone / "history.json").read_text(encoding="utf-8"))
    assert [run["date"] for run in runs] == ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"]
    assert [run["orphans"] for run in runs] == [1, 1]
    html = (alone / "smo-report.html").read_text(encoding="utf-8")
    assert 'aria-label="Score over 2 runs' in html
    assert '<time datetime="2026-02-01">' in html


def test_a_history_that_is_none_is_left_alone_and_no_report_is_written(alone, smo):
    (alone / "history.json").write_text("{}", encoding="utf-8")
    result = smo("report", "site", "--history", "history.json")
    assert result.exit_code == 3
    assert "a history is a list of runs" in result.output
    assert (alone / "history.json").read_text(encoding="utf-8") == "{}"
    assert not (alone / "smo-report.html").exists()


def test_the_same_site_and_date_give_the_same_bytes(alone, smo, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    smo("report", "site")
    first = (alone / "smo-report.html").read_bytes()
    smo("report", "site", "--jobs", "2")
    assert (alone / "smo-report.html").read_bytes() == first


def test_no_folder_is_said_so(place, smo):
    del place
    result = smo("report", "nowhere")
    assert result.exit_code == 3
    assert "nowhere: this does not exist" in result.output


def test_with_the_sources_findings_say_where_in_them_they_stand(alone, smo):
    (alone / "notes").mkdir()
    (alone / "notes/alone.md").write_text(
        "# Green tea alone\n\nSee [what is gone](gone.html) for tea.\n", encoding="utf-8"
    )
    page = PAGE.format("Green tea alone", "tea.html").replace(
        "</main>", '<p>See <a href="gone.html">what is gone</a> for tea.</p></main>'
    )
    (alone / "site/alone.html").write_text(page, encoding="utf-8")
    assert smo("report", "site", "--source", "notes").exit_code == 0
    data = data_of(alone / "smo-report.html")
    told = [
        (data["texts"][name], line)
        for name, line in zip(data["findings"]["source"], data["findings"]["at"], strict=True)
    ]
    assert ("notes/alone.md", 3) in told


def test_a_folder_without_sources_is_an_error_that_names_it(alone, smo):
    (alone / "none").mkdir()
    result = smo("report", "site", "--source", "none")
    assert result.exit_code == 3
    assert "none" in result.output
    assert not (alone / "smo-report.html").exists()
