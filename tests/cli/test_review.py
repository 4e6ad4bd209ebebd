"""`tummler review --of`: what would have been said in a replay that was kept, and its labels."""

import json

import pytest


@pytest.fixture
def kept(tummler, waiting, tmp_path):
    """A replay that was kept, by the name that it was given."""
    done = tummler("replay", *waiting, "--keep")
    assert done.returncode == 0, done.stderr
    [name] = [path.name for path in (tmp_path / "data").glob("replay-*.sqlite")]
    assert f"tummler review --of {name}" in done.stdout + done.stderr
    return name


def cards(tummler, name):
    return json.loads(tummler("review", "list", "--of", name, "--json").stdout)["waiting"]


def test_what_would_have_been_said_in_a_replay_waits_for_a_label(tummler, kept):
    assert "lonely" in {each["need"] for each in cards(tummler, kept)}


def test_a_label_is_kept_with_the_replay(tummler, kept):
    before = cards(tummler, kept)
    asked = ("--of", kept, "--as", "table:mo", "--label", "dont-say")

    done = tummler("review", "label", before[0]["id"], *asked)

    assert done.returncode == 0, done.stderr
    assert len(cards(tummler, kept)) == len(before) - 1


def test_a_replay_is_found_by_the_start_of_its_name(tummler, kept):
    short = kept.removeprefix("replay-")[:6]

    assert cards(tummler, short) == cards(tummler, kept)


def test_nothing_is_decided_in_a_replay(tummler, kept):
    done = tummler("review", "send", "deadbeef", "--of", kept, "--as", "table:mo")

    assert (done.returncode, "Nothing waits in a replay" in done.stderr) == (2, True)


def test_a_replay_that_was_not_kept_is_named_with_those_there_are(tummler, imported):
    done = tummler("review", "list", "--of", "nothing")

    assert done.returncode == 2
    assert "Kept are: none" in done.stderr
