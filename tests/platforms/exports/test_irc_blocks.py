"""Logs in blocks of three lines and more give messages with their moment, nick and text."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.exports._irc_blocks import LONGEST_BLOCK, are_blocks, blocks_of
from bot.platforms.exports.irc_log import IrcLogs
from bot.platforms.exports.problems import Fault

TWO = "1772438400\nana\nWhich flour keeps its crust?\n\n1772438460\nBen\nana: rye\n\n"


def told(text):
    faults = []
    stream = BytesIO(text if isinstance(text, bytes) else text.encode())
    found = list(blocks_of(stream, lambda line, _field, fault: faults.append((line, fault))))
    return [(line.time, line.nick, line.text) for _, line in found], faults


def test_each_block_is_a_message():
    assert told(TWO) == (
        [
            ("2026-03-02T08:00:00+00:00", "ana", "Which flour keeps its crust?"),
            ("2026-03-02T08:01:00+00:00", "Ben", "ana: rye"),
        ],
        [],
    )


def test_a_text_runs_over_several_lines_and_an_empty_one():
    [(_, _, text)], faults = told("1772438400\nana\nfirst\n\nsecond\n5\n\n")

    assert (text, faults) == ("first\n\nsecond\n5", [])


def test_a_log_that_is_cut_gives_its_last_message_too():
    assert [nick for _, nick, _ in told(TWO.rstrip())[0]] == ["ana", "Ben"]


def test_what_is_no_block_is_reported_and_the_next_is_read():
    found, faults = told(f"noise\nmore\nnoise\n\n{TWO}")

    assert ([nick for _, nick, _ in found], faults) == (["ana", "Ben"], [(1, Fault.WRONG_SHAPE)])


def test_a_block_without_end_is_let_go_of():
    endless = "1772438400\nana\n" + "so on\n" * LONGEST_BLOCK

    found, faults = told(endless)

    assert (found, faults[0]) == ([], (1, Fault.LINE_TOO_LONG))


@given(st.binary(max_size=200))
def test_whatever_a_log_holds_it_is_read_to_its_end(data):
    found, _ = told(TWO.encode() + data)

    assert found[0][1] == "ana"


@pytest.mark.parametrize(
    ("beginning", "is_one"),
    [
        (TWO, True),
        ("\n\n" + TWO, True),
        ("1772438400\nana\n", False),
        ("1772438400\nana and Ben\nHello\n", False),
        ("12\nana\nHello\n", False),
        ("[08:00] <ana> 1772438400\n", False),
        ("", False),
    ],
)
def test_blocks_are_known_by_their_first(beginning, is_one):
    assert are_blocks(beginning.splitlines()) is is_one


def test_a_log_in_blocks_is_recognised_and_read(tmp_path, options):
    log = tmp_path / "porch.log"
    log.write_text(TWO)

    export = IrcLogs(log, options(time_zone="Asia/Tokyo"))
    posts = [event for event in export.events() if hasattr(event, "author")]

    assert IrcLogs.recognises(log)
    assert [post.author.member for post in posts] == ["ana", "ben"]
    assert posts[0].stamp.occurred_at == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert [member.member for member in posts[1].mentions] == ["ana"]


def test_the_shape_can_be_asked_for(tmp_path, options):
    log = tmp_path / "porch.log"
    log.write_text(TWO)

    export = IrcLogs(log, options(time_zone="UTC", pattern="blocks"))

    assert export.survey().records == 2
