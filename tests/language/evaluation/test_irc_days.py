import io
import tarfile

import pytest

from bot.language.evaluation.irc_days import PACK, read_days

TALK = """=== ana_k [~a@host] has joined #boats
[23:58] <ana_k> which varnish for the hull?
[23:59] <Ben> ana_k: the thin one
=== ana_k is now known as ana_away
[00:01] <ana_away> ben, thanks
* nothing here
[00:02]  * Ben nods at ana_away
[00:03] <cleo> ana_aw: and sand it first
[00:04] <cleo> well then"""


@pytest.fixture
def data(tmp_path):
    path = tmp_path / PACK
    path.parent.mkdir()
    files = {
        "dev/2001-01-01.ascii.txt": TALK,
        "dev/2001-01-01.annotation.txt": "1 1 -\n2 1 -\n1 4 -\n6 4 -\n6 7 -\n",
    }
    with tarfile.open(path, "w:xz") as pack:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            pack.addfile(entry, io.BytesIO(text.encode()))
    return tmp_path


@pytest.fixture
def lines(data):
    [day] = read_days(data, "dev")
    return day.lines


def test_the_system_says_nothing(lines):
    assert [place for place, line in enumerate(lines) if line is None] == [0, 3, 5]


def test_minutes_go_on_past_midnight(lines):
    assert [line.minute for line in lines if line] == [1438, 1439, 1441, 1442, 1443, 1444]


def test_whoever_changes_their_name_stays_the_same_person(lines):
    assert lines[1].author == lines[4].author


def test_a_name_is_a_mention_with_an_at_sign(lines):
    assert lines[2].mentions == (lines[1].author,)
    assert lines[2].text == f"@{lines[1].author} the thin one"


def test_a_shortened_name_at_the_start_is_a_mention(lines):
    assert lines[7].mentions == (lines[1].author,)


def test_acting_is_talk(lines):
    assert lines[6].author == lines[2].author


def test_other_words_are_no_names(lines):
    assert lines[8].mentions == ()


def test_links_lead_back_whatever_their_order(data):
    [day] = read_days(data, "dev")

    assert day.gold == {1: {1}, 2: {1}, 4: {1}, 6: {4}, 7: {6}}


def test_another_part_is_not_read(data):
    assert read_days(data, "train") == ()
