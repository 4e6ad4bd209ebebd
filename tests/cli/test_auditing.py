import csv
import json

import pytest

QUARTER = ("--quarter", "2026-Q1")


@pytest.mark.usefixtures("imported")
def test_a_sheet_holds_no_words_and_two_empty_columns(tummler, tmp_path):
    done = tummler("audit", *QUARTER, "--out", "sheet.csv")

    assert done.returncode == 0, done.stderr
    with (tmp_path / "sheet.csv").open(encoding="utf-8", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    assert rows
    assert {(row["first"], row["second"]) for row in rows} == {("", "")}
    assert list(rows[0]) == [
        *("conversation", "room", "opened_at", "people", "messages", "first", "second")
    ]


@pytest.mark.usefixtures("imported")
def test_a_filled_sheet_with_too_few_says_so(tummler, tmp_path):
    tummler("audit", *QUARTER, "--out", "sheet.csv")
    filled = (tmp_path / "sheet.csv").read_text().replace(",,", ",yes,no")
    (tmp_path / "sheet.csv").write_text(filled)

    told = json.loads(tummler("audit", *QUARTER, "--labels", "sheet.csv", "--json").stdout)

    assert told["labelled"] > 0
    assert all(each["rho"] is None and not each["drop"] for each in told["metrics"])


@pytest.mark.usefixtures("imported")
def test_a_sheet_that_somebody_may_have_filled_in_is_not_written_over(tummler, tmp_path):
    (tmp_path / "sheet.csv").write_text("theirs")

    done = tummler("audit", *QUARTER, "--out", "sheet.csv")

    assert done.returncode == 4
    assert (tmp_path / "sheet.csv").read_text() == "theirs"


@pytest.mark.usefixtures("imported")
def test_a_label_that_is_none_is_named_by_its_line(tummler, tmp_path):
    (tmp_path / "sheet.csv").write_text("conversation,first,second\na/1,yes,no\na/2,perhaps,no\n")

    done = tummler("audit", *QUARTER, "--labels", "sheet.csv")

    assert done.returncode == 2
    assert "Line 3" in done.stderr


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("quarter", ["2026-Q5", "soon", "2026"])
def test_a_quarter_that_is_none_says_the_form(tummler, quarter):
    done = tummler("audit", "--quarter", quarter, "--out", "sheet.csv")

    assert done.returncode == 2
    assert "2026-Q4" in done.stderr


def test_it_draws_or_compares_and_not_both(tummler):
    assert tummler("audit", *QUARTER, "--out", "a.csv", "--labels", "b.csv").returncode == 2


@pytest.mark.usefixtures("imported")
def test_what_was_labelled_is_kept(tummler, tmp_path):
    tummler("audit", *QUARTER, "--out", "sheet.csv")
    filled = (tmp_path / "sheet.csv").read_text().replace(",,", ",yes,no")
    (tmp_path / "sheet.csv").write_text(filled)
    told = tummler("audit", *QUARTER, "--labels", "sheet.csv", "--json").stdout

    again = tummler("audit", *QUARTER, "--json")

    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout) == json.loads(told)


@pytest.mark.usefixtures("imported")
def test_rows_of_no_conversation_of_the_quarter_are_counted_and_not_kept(tummler, tmp_path):
    (tmp_path / "sheet.csv").write_text("conversation,first,second\na/1,yes,no\n")

    done = tummler("audit", *QUARTER, "--labels", "sheet.csv")

    assert "1 rows are of no conversation" in done.stderr
    assert "Nobody has labelled" in done.stderr


@pytest.mark.usefixtures("imported")
def test_without_a_label_it_says_how_to_get_some(tummler):
    done = tummler("audit", *QUARTER)

    assert done.returncode == 1
    assert "--out FILE" in done.stderr
