"""What is done when a connection ends, without one."""

import socket
from datetime import UTC, datetime, timedelta

import aiohttp
import discord
import pytest

from bot.platforms.discord.supervision import (
    Again,
    DiscordStopped,
    Shard,
    Starts,
    Supervision,
    WithoutContent,
)

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def ends():
    """Ends one connection after the other; gives how long is waited."""
    supervision = Supervision(spread=lambda: 1.0)

    def end(error=None, lasted=timedelta(seconds=1), at=NOW, event=""):
        then = supervision.ended(error, at - lasted, at, event)
        assert isinstance(then, Again)
        return then

    return end


def test_the_wait_doubles_up_to_a_minute(ends):
    assert [ends().seconds for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_after_ten_healthy_minutes_it_begins_with_a_second(ends):
    for _ in range(5):
        ends()

    assert ends(lasted=timedelta(minutes=10)).seconds == 1


@pytest.mark.parametrize(
    "error",
    [
        AttributeError("no sequence"),
        socket.gaierror(socket.EAI_NONAME, "no such name"),
        ConnectionResetError(104, "reset"),
        aiohttp.ClientPayloadError(),
        discord.GatewayNotFound(),
        TimeoutError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_whatever_the_library_raises_is_tried_again(ends, error):
    assert ends(error).seconds == 1


@pytest.mark.parametrize(("remaining", "wait"), [(100, 0), (99, 900), (1, 900), (0, 3600)])
def test_a_days_sessions_are_made_to_last(remaining, wait):
    starts = Starts(total=1000, remaining=remaining, reset_after=3600)

    assert starts.wait == wait


@pytest.mark.parametrize(("number", "at_once", "wait"), [(0, 1, 0), (3, 1, 15), (17, 16, 5)])
def test_shards_begin_one_after_the_other_in_each_bucket(number, at_once, wait):
    assert Shard(number=number, count=32).turn(at_once) == wait


@pytest.mark.parametrize(("number", "count"), [(2, 2), (-1, 2), (0, 0)])
def test_a_shard_that_there_is_not_is_refused(number, count):
    with pytest.raises(ValueError, match="one of 0"):
        Shard(number=number, count=count)


def test_a_refused_login_is_not_tried_again(ends):
    with pytest.raises(DiscordStopped, match="developer portal"):
        ends(discord.LoginFailure())


def test_the_third_end_at_one_kind_of_event_is_told_once(ends):
    told = [ends(event="MESSAGE_CREATE").alert for _ in range(5)]

    assert told == [None, None, "MESSAGE_CREATE", None, None]


def test_ends_that_lie_further_apart_are_not_told(ends):
    told = [ends(at=NOW + n * timedelta(minutes=11), event="TYPING").alert for n in range(4)]

    assert told == [None] * 4


def refused():
    return discord.PrivilegedIntentsRequired(None)


def test_without_the_list_of_members_the_sentence_names_message_content_alone():
    with pytest.raises(DiscordStopped) as stopped:
        Supervision().ended(refused(), NOW, NOW, "")

    assert "Message Content Intent" in str(stopped.value)
    assert "Server Members" not in str(stopped.value)


def test_where_both_switches_are_asked_for_the_sentence_names_both():
    with pytest.raises(DiscordStopped) as stopped:
        Supervision(members=True).ended(refused(), NOW, NOW, "")

    assert "Message Content Intent or Server Members Intent" in str(stopped.value)


def test_where_no_words_are_asked_for_it_is_the_list_of_members():
    with pytest.raises(DiscordStopped) as stopped:
        Supervision(words=False, members=True).ended(refused(), NOW, NOW, "")

    assert stopped.value.fix.startswith("Turn it on")
    assert "the switch Server Members Intent is off" in str(stopped.value)


def test_going_on_without_words_is_tried_once():
    supervision = Supervision(content_optional=True, members=True)

    first = supervision.ended(refused(), NOW, NOW, "")

    assert isinstance(first, WithoutContent)
    with pytest.raises(DiscordStopped, match="Server Members Intent"):
        supervision.ended(refused(), NOW, NOW, "")
