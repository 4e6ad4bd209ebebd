"""Reports are all counted, few kept, and written where asked."""

from bot.platforms.exports.problems import KEPT_REPORTS, WRITTEN_REPORTS, Fault, Problems


def test_all_are_counted_and_the_first_are_kept():
    problems = Problems()
    for line in range(KEPT_REPORTS + 5):
        problems.add("talk.csv", str(line), Fault.NO_ID)

    assert problems.total == KEPT_REPORTS + 5
    assert [each.position for each in problems.kept][-1] == str(KEPT_REPORTS - 1)


def test_every_report_is_written_to_the_file(tmp_path):
    problems = Problems()
    problems.write_to(tmp_path / "reports.txt")
    problems.begin()
    problems.add("a.json", "/3/ts", Fault.BAD_TIME)
    problems.add("b.json", "", Fault.TOO_LARGE)
    problems.end()

    assert (tmp_path / "reports.txt").read_text().splitlines() == [
        "a.json:/3/ts: the time is impossible",
        "b.json: the file is too large",
    ]


def test_a_report_stays_on_its_line():
    problems = Problems()
    problems.add("two\nlines.json", "", Fault.NOT_JSON)

    assert str(problems.kept[0]) == "two?lines.json: not valid JSON"


def test_a_new_reading_starts_from_nothing():
    problems = Problems()
    problems.add("a.json", "", Fault.NOT_JSON)

    problems.begin()

    assert (problems.total, problems.kept) == (0, [])


def test_the_file_of_reports_ends_with_how_many_it_leaves_out(tmp_path):
    problems = Problems()
    problems.write_to(tmp_path / "reports.txt")
    problems.begin()
    for line in range(WRITTEN_REPORTS + 3):
        problems.add("a", str(line), Fault.NO_ID)
    problems.end()

    written = (tmp_path / "reports.txt").read_text().splitlines()
    assert len(written) == WRITTEN_REPORTS + 1
    assert written[-1] == "... and 3 more"
