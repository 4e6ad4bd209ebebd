"""Logs of IRC channels give messages with their people, their rooms and their moments."""

import os
import re
import tarfile
import zipfile
from datetime import UTC, datetime

import pytest

from bot.core.events import ChannelChanged, MessagePosted
from bot.platforms.exports._irc_shapes import BadPattern
from bot.platforms.exports.formats import open_export
from bot.platforms.exports.irc_log import COMING, IrcLogs, ZoneMissing
from bot.platforms.exports.problems import Fault

DAY = """\
[08:00:00] *** Joins: ana (a@host)
[08:01:00] <ana> Which flour keeps its crust?
[08:02:00] <Ben> ana: rye
[08:03:00] * ana nods
"""


@pytest.fixture
def read(tmp_path, options):
    """The reader and its events, for logs by name; UTC unless another zone is given."""

    def made(logs, **changes):
        for name, text in logs.items():
            path = tmp_path / "logs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        export = IrcLogs(tmp_path / "logs", options(**{"time_zone": "UTC", **changes}))
        return export, list(export.events())

    return made


def posts(events):
    return [event for event in events if isinstance(event, MessagePosted)]


def people(events):
    return [post.author.member for post in posts(events)]


def mentioned(events):
    return [[member.member for member in post.mentions] for post in posts(events)]


def test_what_is_said_and_done_is_read(read):
    export, events = read({"#porch/2026-03-02.log": DAY})

    assert [(post.author.member, post.text) for post in posts(events)] == [
        ("ana", "Which flour keeps its crust?"),
        ("ben", "ana: rye"),
        ("ana", "nods"),
    ]
    assert posts(events)[0].stamp.occurred_at == datetime(2026, 3, 2, 8, 1, tzinfo=UTC)
    assert export.tally.skipped == {COMING: 1}
    assert export.tally.records == export.tally.kept + 1 == 4


def test_nobody_says_who_answers_whom_but_who_is_named_is_mentioned(read):
    _, events = read({"#porch/2026-03-02.log": DAY})

    assert all(post.reply_to is None for post in posts(events))
    assert mentioned(events) == [[], ["ana"], []]


def test_a_word_that_was_nobodys_nick_yet_is_no_mention(read):
    _, events = read({"2026-03-02.log": "[08:00] <ana> ben: there?\n[08:01] <ben> Ana, here\n"})

    assert mentioned(events) == [[], ["ana"]]


def test_every_message_has_an_id_of_its_own_that_stays(read):
    _, events = read({"#a/2026-03-02.log": DAY, "#b/2026-03-02.log": DAY})
    _, again = read({})

    ids = [post.key.message for post in posts(events)]
    assert len(set(ids)) == 6
    assert [post.key.message for post in posts(again)] == ids


def test_a_log_without_a_time_zone_is_refused(tmp_path, options):
    path = tmp_path / "2026-03-02.log"
    path.write_text(DAY)

    with pytest.raises(ZoneMissing, match="--time-zone Europe/Berlin"):
        open_export(path, options())


def test_the_time_zone_is_that_of_the_logs_clock(read):
    _, events = read({"2026-03-02.log": DAY}, time_zone="America/New_York")

    assert posts(events)[0].stamp.occurred_at == datetime(2026, 3, 2, 13, 1, tzinfo=UTC)


def test_a_bot_is_named_by_the_operator_in_whatever_letters(read):
    _, events = read({"2026-03-02.log": DAY}, bots=frozenset({"BEN"}))

    assert [post.automated for post in posts(events)] == [False, True, False]


# People.


def test_who_takes_another_nick_stays_the_same_person(read):
    log = DAY + "[08:04:00] *** ana is now known as ana_away\n[08:05:00] <ana_away> Bye.\n"

    _, events = read({"2026-03-02.log": log})

    assert people(events) == ["ana", "ben", "ana", "ana"]


def test_several_changes_lead_back_to_the_first_nick(read):
    log = "[08:00] <a> x\n=== a is now known as b\n=== b is now known as c\n[08:01] <c> y\n"
    log += "=== c is now known as a\n[08:02] <a> z\n[08:03] <d> b: c?\n"

    _, events = read({"2026-03-02.log": log})

    assert people(events) == ["a", "a", "a", "d"]


def test_whoever_is_addressed_by_a_new_nick_is_the_person(read):
    log = "[08:00] <ana> x\n=== ana is now known as ann\n[08:01] <ben> ann: y\n"

    _, events = read({"2026-03-02.log": log})

    assert mentioned(events) == [[], ["ana"]]


def test_on_another_day_everybody_is_who_they_are_called(read):
    log = "[23:58] <ana> x\n=== ana is now known as ann\n[23:59] <ann> y\n[00:01] <ann> z\n"

    _, events = read({"2026-03-02.log": log})

    assert people(events) == ["ana", "ana", "ann"]


def test_small_and_large_letters_are_one_nick(read):
    _, events = read({"2026-03-02.log": "[08:00] <Ana[m]> x\n[08:01] <ana{M}> y\n"})

    assert people(events) == ["ana{m}", "ana{m}"]


# Rooms.


@pytest.mark.parametrize(
    ("name", "room"),
    [
        ("#porch/2026-03-02.log", "porch"),
        ("2026/03/02/#porch.txt", "porch"),
        ("town_#porch_20260302.log", "porch"),
        ("irc.town.#porch.2026-03-02.weechatlog", "porch"),
        ("##porch.log.02Mar2026", "porch"),
        ("porch/2026-03-02.log", "porch"),
        ("porch-2026-03-02.log", "porch"),
        ("2026-03-02.log", "logs"),
    ],
)
def test_a_room_is_found_in_the_path(tmp_path, options, name, room):
    path = tmp_path / "logs" / name
    path.parent.mkdir(parents=True)
    path.write_text("[08:00] <ana> Rain.\n")

    export = IrcLogs(tmp_path, options(time_zone="UTC"))

    assert export.survey().rooms == (room,)


def test_a_room_is_found_by_who_comes_in(read):
    _, events = read({"2026-03-02.log": "=== ana [a@host]  has joined #porch\n[08:00] <ana> x\n"})

    [announced] = [event for event in events if isinstance(event, ChannelChanged)]
    assert (announced.name, announced.channel.channel) == ("porch", "porch")


def test_logs_beside_that_of_one_room_are_of_it_too(read):
    export, _ = read(
        {
            "2026-03-02_03.txt": "=== ana [a@host]  has joined #porch\n[08:00] <ana> x\n",
            "2026-03-03_11.txt": "[08:00] <ana> y\n",
        }
    )

    assert export.survey().rooms == ("porch",)


def test_rooms_are_merged_by_time(read):
    _, events = read(
        {
            "#a/2026-03-02.log": "[08:00] <ana> x\n[08:02] <ana> z\n",
            "#b/2026-03-02.log": "[08:01] <ben> y\n",
        }
    )

    assert [post.text for post in posts(events)] == ["x", "y", "z"]


def test_lines_of_one_minute_stay_in_their_order(read):
    _, events = read({"2026-03-02.log": "".join(f"[08:00] <ana> {n}\n" for n in range(30))})

    assert [post.text for post in posts(events)] == [str(n) for n in range(30)]


# Days.


def test_a_log_that_goes_past_midnight_goes_on(read):
    _, events = read({"porch-2026-03-02.log": "[23:59] <ana> x\n[00:00] <ana> y\n"})

    assert [post.stamp.occurred_at.day for post in posts(events)] == [2, 3]


def test_day_lines_go_before_the_name_of_the_file(read):
    log = "--- Log opened Mon Mar 02 08:00:00 2026\n08:00 <ana> x\n"
    log += "--- Day changed Tue Mar 03 2026\n08:00 <ana> y\n"

    _, events = read({"porch.log": log})

    assert [post.stamp.occurred_at.day for post in posts(events)] == [2, 3]


def test_hexchat_says_the_year_once(read):
    log = "**** BEGIN LOGGING AT Thu Dec 31 23:00:00 2026\n"
    log += "Dec 31 23:00:05 <ana>\tx\nJan 01 00:00:05 <ana>\ty\n"

    _, events = read({"porch.log": log}, now=datetime(2027, 6, 1, tzinfo=UTC))

    assert [post.stamp.occurred_at.year for post in posts(events)] == [2026, 2027]


def test_a_log_that_says_no_day_is_refused_and_others_are_read(read):
    export, events = read({"a.log": "[08:00] <ana> x\n" * 3, "b-2026-03-02.log": DAY})

    assert len(posts(events)) == 3
    [problem] = export.problems.kept
    assert (problem.file, problem.position, problem.fault) == ("a.log", "1", Fault.NO_DATE)


# Shapes.


def test_a_pattern_reads_what_has_no_known_shape(tmp_path, options):
    path = tmp_path / "talk.txt"
    path.write_text("2026-03-02T08:00:00 ana says Rain.\n")
    pattern = r"(?P<time>\S+) (?P<nick>\w+) says (?P<text>.*)"

    export = open_export(path, options(time_zone="UTC", pattern=pattern))

    assert [post.text for post in posts(export.events())] == ["Rain."]


def test_a_pattern_that_is_none_is_refused(tmp_path, options):
    path = tmp_path / "2026-03-02.log"
    path.write_text(DAY)

    with pytest.raises(BadPattern):
        open_export(path, options(time_zone="UTC", pattern="mirc"))


def test_a_file_beside_the_logs_is_told(read):
    export, events = read({"2026-03-02.log": DAY, "README": "These are our logs.\n"})

    assert len(posts(events)) == 3
    assert [problem.fault for problem in export.problems.kept] == [Fault.UNKNOWN_SHAPE]


def test_a_day_on_which_nobody_speaks_is_no_fault(read):
    quiet = "[08:00:00] *** Joins: ana (a@host)\n"

    export, events = read({"a/2026-03-01.log": quiet, "a/2026-03-02.log": DAY, "a/empty.log": ""})

    assert len(posts(events)) == 3
    assert export.problems.total == 0
    assert export.tally.skipped == {COMING: 2}


def test_an_odd_line_is_told_with_its_place(read):
    export, events = read({"2026-03-02.log": DAY + "out of place\n[08:09:00] <ana> y\n"})

    assert len(posts(events)) == 4
    [problem] = export.problems.kept
    assert (problem.position, problem.fault) == ("5", Fault.WRONG_SHAPE)


def test_an_endless_line_is_told_and_the_rest_is_read(read):
    export, events = read({"2026-03-02.log": DAY + f"[08:09:00] <ana> {'y' * 50_000}\n"})

    assert len(posts(events)) == 3
    assert export.problems.counts == {Fault.LINE_TOO_LONG: 1}


def test_older_characters_are_read(read):
    log = "[08:00] <jörg> Käse\n".encode("latin-1") + "[08:01] <ana> Käse\n".encode()

    _, events = read({"2026-03-02.log": log})

    assert [post.text for post in posts(events)] == ["Käse", "Käse"]


def test_a_log_is_known_by_looking(tmp_path, options):
    path = tmp_path / "2026-03-02"
    path.write_text(DAY)

    assert isinstance(open_export(path, options(time_zone="UTC")), IrcLogs)


def test_a_zip_is_read_like_its_folder(tmp_path, options):
    path = tmp_path / "logs.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("#porch/2026-03-02.log", DAY)

    export = open_export(path, options(time_zone="UTC"))

    assert isinstance(export, IrcLogs)
    assert len(posts(export.events())) == 3


def test_words_are_found_again(read):
    export, events = read({"#porch/2026-03-02.log": DAY})
    asked = posts(events)[1].key

    assert export.words_of([asked]) == {asked: "ana: rye"}


@pytest.mark.corpus
@pytest.mark.slow
def test_every_line_that_people_wrote_in_the_ubuntu_corpus_is_read(corpus, tmp_path, options):
    with tarfile.open(corpus("irc-disentanglement") / "irc-train-dev.tar.xz") as pack:
        pack.extractall(tmp_path, filter="data")
    logs = tmp_path / "logs"
    logs.mkdir()
    spoken = 0
    every = 1 if os.environ.get("TUMMLER_EVERY_POINT") else 10  # all of them in `make proofs`
    for part in ("train", "dev"):
        for path in sorted((tmp_path / part).glob("*.ascii.txt"))[::every]:
            lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
            spoken += sum(re.match(r"\[\d\d:\d\d\] +[<*]", line) is not None for line in lines)
            path.rename(logs / path.name)

    export = IrcLogs(logs, options(time_zone="UTC"))
    read = len(posts(export.events()))

    assert read == spoken > 10_000
    assert spoken == 208_242 or every > 1
    assert export.survey().rooms == ("ubuntu",)
    assert export.problems.total <= 1
