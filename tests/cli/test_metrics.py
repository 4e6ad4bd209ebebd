import csv
import io
import json

import pytest

from bot.metrics import load_metrics


def test_every_metric_is_listed(tummler):
    done = tummler("metrics", "list")

    assert [line.split()[0] for line in done.stdout.splitlines()] == list(load_metrics())


def test_a_metric_is_explained_with_what_would_fool_it(tummler):
    done = tummler("metrics", "explain", "valued_share")

    assert done.returncode == 0, done.stderr
    for said in ("What it is", "How to read it", "What would fool it", "At least 50"):
        assert said in done.stdout


def test_a_metric_is_explained_with_what_is_told_beside_it(tummler):
    done = tummler("metrics", "explain", "valued_share")

    assert "Beside it" in done.stdout
    assert "of 50 words or more" in done.stdout


def test_explanations_come_as_json_too(tummler):
    told = json.loads(tummler("metrics", "explain", "--json").stdout)

    assert [each["name"] for each in told] == list(load_metrics())
    assert all(each["fooled"] for each in told)
    assert next(e["parts"] for e in told if e["name"] == "ladder_level")["level-3"] == "community"


def test_a_metric_that_is_not_there_is_named(tummler):
    done = tummler("metrics", "explain", "gravity")

    assert done.returncode == 2
    assert "gravity" in done.stderr
    assert "valued_share" in done.stderr


def test_without_a_store_it_says_what_to_do(tummler):
    done = tummler("metrics")

    assert done.returncode == 1
    assert "tummler import" in done.stderr


@pytest.mark.usefixtures("imported")
def test_the_numbers_of_what_was_imported_come_of_learned_links(tummler):
    told = json.loads(tummler("metrics", "--json").stdout)

    assert {each["instrument"].split("+")[0] for each in told} == {"links-3"}


@pytest.mark.usefixtures("imported")
def test_each_week_has_a_value_or_says_why_not(tummler):
    done = tummler("metrics")

    assert done.returncode == 0, done.stderr
    assert "nan" not in done.stdout.lower()
    assert "2026-W11  not enough talk to say" in done.stdout


@pytest.mark.usefixtures("imported")
def test_csv_and_json_say_the_same(tummler):
    as_json = json.loads(tummler("metrics", "--json").stdout)
    as_csv = list(csv.DictReader(io.StringIO(tummler("metrics", "--csv").stdout)))

    assert [(e["metric"], e["week"], e["state"]) for e in as_json] == [
        (e["metric"], e["week"], e["state"]) for e in as_csv
    ]
    assert all((e["value"] is None) == bool(e["cause"]) for e in as_json)


@pytest.mark.usefixtures("imported")
def test_a_plot_is_one_picture_that_asks_nothing_of_the_network(tummler, tmp_path):
    done = tummler("metrics", "weeks", "tummler_independence", "--plot", "plot.svg")

    drawn = (tmp_path / "plot.svg").read_text()
    assert done.returncode == 0, done.stderr
    assert drawn.startswith("<svg")
    assert "href" not in drawn


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--plot", "plot.svg"), "valued_share"),
        (("--channel", "attic"), "attic"),
        (("--from", "soon"), "2026-W46"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(tummler, options, named):
    done = tummler("metrics", *options)

    assert done.returncode == 2
    assert named in done.stderr


@pytest.mark.usefixtures("imported")
def test_a_community_that_is_not_here_is_no_metric_of_ours(tummler):
    done = tummler("metrics", "--community", "nobody")

    assert done.returncode == 1
    assert "nobody" in done.stderr


@pytest.mark.usefixtures("imported")
def test_weeks_measured_anew_are_counted(tummler):
    done = tummler("metrics", "recompute")

    assert done.returncode == 0, done.stderr
    assert "weeks of home with" in done.stderr


@pytest.mark.parametrize("part", [("--channel", "square"), ("--prompted",), ("--unprompted",)])
def test_a_part_of_the_talk_is_not_measured_anew(tummler, part):
    done = tummler("metrics", "recompute", *part)

    assert done.returncode == 2
    assert "all of the talk" in done.stderr


@pytest.mark.usefixtures("imported")
def test_where_tummler_never_spoke_nothing_was_prompted(tummler):
    told = json.loads(tummler("metrics", "--prompted", "--json").stdout)

    assert not [each for each in told if each["state"] == "known"]
