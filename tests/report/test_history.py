"""The runs of the past: kept in a file that people can read, one run on each line."""

import json
from dataclasses import asdict

import pytest

from smo_core.problems import InputError
from smo_core.report import Run, read_history, with_run, write_history
from smo_core.report.chart import chart


def run(date="2026-01-01T00:00:00Z", score=50):
    return Run(date=date, score=score, pages=9, links=20, orphans=1, errors=2, warnings=3, notes=4)


def test_what_is_written_is_read_again(tmp_path):
    runs = (run(), run("2026-02-01T00:00:00Z", 60))
    write_history(tmp_path / "h.json", runs)
    assert read_history(tmp_path / "h.json") == runs
    assert len((tmp_path / "h.json").read_text().splitlines()) == 4


def test_no_file_is_no_history(tmp_path):
    assert read_history(tmp_path / "none.json") == ()


def test_a_run_of_the_same_date_takes_the_place_of_the_old_one():
    runs = with_run((run(score=1), run("2026-03-01T00:00:00Z")), run(score=2))
    assert [(one.date[:7], one.score) for one in runs] == [("2026-01", 2), ("2026-03", 50)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "cannot be read"),
        ("{}", "a history is a list"),
        ("[1]", "run 1: date"),
        (json.dumps([{**asdict(run()), "date": "yesterday"}]), "date is missing or wrong, got 'yesterday'"),
        (json.dumps([asdict(run()), {**asdict(run()), "score": "9"}]), "run 2: score is missing or wrong"),
        (json.dumps([{**asdict(run()), "pages": True}]), "run 1: pages"),
    ],
)
def test_a_file_that_is_no_history_is_said_so_and_left_alone(tmp_path, text, told):
    file = tmp_path / "h.json"
    file.write_text(text)
    with pytest.raises(InputError, match=told):
        read_history(file)
    assert file.read_text() == text


def test_one_run_is_no_line():
    assert chart([run()]) is None


def test_the_line_goes_from_left_to_right_and_a_better_score_is_higher():
    made = chart([run(score=value) for value in (0, 100, 50)])
    xs, ys = [dot.x for dot in made.dots], [dot.y for dot in made.dots]
    assert xs == sorted(xs)
    assert xs[0] >= made.left
    assert xs[-1] <= made.width
    assert ys[1] < ys[2] < ys[0] <= made.height
    assert made.points.split() == [f"{x},{y}" for x, y in zip(xs, ys, strict=True)]
