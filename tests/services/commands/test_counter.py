"""Who may ask what, when; every command for every role, before a charter, with one, and stopped."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.cards import Role
from bot.core.plain_cards import plain
from bot.services.commands.counter import MOST_AT_ONCE
from db.transaction import UnknownCommunity
from prompts import phrases

HOUR = timedelta(hours=1)
MEMBERS = {
    *("help", "me", "pause", "resume", "not-now", "opt-in", "opt-out", "offer", "stop-here"),
    *("stop-this", "why", "forget", "forget-message", "export", "charter", "budget", "status"),
    *("experiment", "digest", "solved", "lines", "link", "unlink", "weave"),
    *("propose", "vote", "more", "circle", "flag"),
}
MODERATORS = {
    *("staff-queue", "staff-digest", "staff-silences", "staff-level", "staff-hosts"),
    *("staff-privacy", "staff-stop", "staff-setup", "staff-object", "staff-channels"),
    *("staff-proposals", "staff-change", "staff-doctor"),
    *("staff-alerts", "staff-acts", "staff-automod"),
    *("staff-post", "staff-posts"),
    *("staff-link", "staff-unlink"),
}
STEWARDS = {"staff-resume", "staff-roles", "staff-experiment", "staff-schedule"}
SILENT_WHILE_STOPPED = {
    *("offer", "experiment", "digest", "solved", "weave", "propose", "vote", "more"),
}
"""Of the members' commands; privacy, and whatever explains, is answered at any time."""
NOT_STAFF, NOT_STEWARD = "for moderators of this", "Only a steward can sign this"
STOPPED = "silenced me since"


def kept_out(role, key):
    """What this role must be told of a command that is not for it; None: it is for it."""
    if key in STEWARDS and role is not Role.STEWARD:
        return NOT_STEWARD if role is Role.MODERATOR else NOT_STAFF
    if key in MODERATORS and role is Role.MEMBER:
        return NOT_STAFF
    return None


PEOPLE = {
    Role.MEMBER: {"who": "ana"},
    Role.MODERATOR: {"who": "guard", "moderates": True},
    Role.STEWARD: {"who": "mo"},
}


async def told(counter, key, role, **changes):
    asked = counter.asked(**PEOPLE[role], **changes)
    return plain(await counter.house.counter.ask(key, asked))


def test_the_table_names_every_command(counter):
    keys = {each.key() for each in counter.house.counter.commands}

    assert keys == MEMBERS | MODERATORS | STEWARDS


@pytest.mark.parametrize("role", list(Role), ids=lambda each: each.name)
@pytest.mark.parametrize("state", ["no charter", "signed", "stopped"])
async def test_every_command_is_for_whom_the_table_says(counters, role, state):
    async with counters(signed=state != "no charter") as counter:
        if state == "stopped":
            await counter.press("stop:everything:now", "mo")
            await counter.say("staff stop", "mo")
        for command in counter.house.counter.commands:
            key = command.key()
            # With nothing signed nobody is known as a steward.
            actual = Role.MEMBER if role is Role.STEWARD and state == "no charter" else role
            wanted = kept_out(actual, key)
            if wanted is None and state == "stopped" and key in SILENT_WHILE_STOPPED:
                wanted = STOPPED
            if key == "staff-resume" and wanted is None:
                continue  # it would end the state that is looked at
            text = await told(counter, key, role)

            for each in (NOT_STAFF, NOT_STEWARD, STOPPED):
                assert (each in text) == (each == wanted), (key, role, state, text)


@pytest.mark.parametrize("role", list(Role), ids=lambda each: each.name)
async def test_a_press_is_for_whom_its_kind_says(counter, role):
    for command in counter.house.counter.commands:
        for press in command.presses:
            asked = counter.asked(**PEOPLE[role])
            text = plain(await counter.house.counter.press(f"{press.area}:{press.verb}:x", asked))

            shut = NOT_STAFF in text or NOT_STEWARD in text
            assert shut == (role < press.role), (press, text)


async def test_who_moderates_is_looked_at_anew_at_every_press(counter):
    assert NOT_STAFF not in plain(await counter.say("staff queue", "guard", moderates=True))
    assert NOT_STAFF in plain(await counter.say("staff queue", "guard", moderates=False))


async def test_moderators_see_the_number_of_a_refusal_and_members_do_not(counter):
    assert "E03" in await counter.told("staff queue channel:nowhere", "mo")
    assert "E0" not in await counter.told("budget nowhere")


@pytest.mark.parametrize("custom_id", ["", "review", "poke:now:1", "review:send", "ü:ü:ü"])
async def test_what_nobody_knows_is_no_longer_open(counter, custom_id):
    assert "no longer open" in plain(await counter.press(custom_id, "mo"))


async def test_a_draft_that_is_gone_is_no_longer_open(counter):
    assert "no longer open" in plain(await counter.press("review:send:gone", "mo"))


@pytest.mark.parametrize("said", ["dance", "staff", "staff dance", "lines", "stop-this"])
async def test_what_is_no_command_is_not_understood(counter, is_refused, said):
    answer = await counter.say(said, "mo")

    assert is_refused(answer)
    assert "I did not understand that" in plain(answer)


async def test_too_many_askings_in_a_minute_have_to_wait(counter):
    for _ in range(MOST_AT_ONCE):
        await counter.say("help")

    assert "Please wait 60 s" in await counter.told("help")
    assert "Please wait" not in await counter.told("help", after=2 * HOUR + timedelta(minutes=1))


async def test_a_moderator_never_has_to_wait_to_stop_everything(counter):
    for _ in range(MOST_AT_ONCE):
        await counter.say("staff queue", "mo")

    assert "Silent everywhere" in await counter.told("staff stop", "mo")


async def test_in_a_community_that_is_not_here_nobody_is_answered(counter):
    with pytest.raises(UnknownCommunity):
        await counter.say("me", community="nowhere")


async def test_whatever_is_said_is_answered(counter):
    said = []

    @settings(max_examples=40)
    @given(st.text(max_size=60))
    def collect(text):
        said.append(text)

    collect()
    for number, text in enumerate(said):
        assert await counter.told(text, after=number * HOUR)


def test_every_command_and_parameter_says_what_it_is_for_in_one_line(counter):
    names = [
        name
        for command in counter.house.counter.commands
        for name in (
            f"command-{command.key()}",
            *(f"command-{command.key()}-{each.name}" for each in command.parameters),
        )
    ]

    assert [name for name in names if not phrases().knows(name)] == []
    assert [name for name in names if len(phrases().say(name)) > 100] == []


def test_there_are_five_menus_and_names_that_every_platform_takes(counter):
    commands = counter.house.counter.commands

    assert len([each for each in commands if each.menu]) <= 5
    assert all(re.fullmatch(r"[a-z][a-z-]{0,31}", each.name) for each in commands)
    for staff in (False, True):
        assert len([each for each in commands if each.slash and each.staff is staff]) <= 25


async def test_what_opens_a_form_is_known_before_it_is_answered(counter):
    assert counter.house.counter.opens_form("review:edit:1")
    assert not counter.house.counter.opens_form("review:send:1")
    assert not counter.house.counter.opens_form("nothing")


@pytest.mark.parametrize(
    ("key", "parameter", "typed", "found"),
    [
        ("pause", "what", "p", ["prompts"]),
        ("offer", "topic", "bi", ["bicycles"]),
        ("budget", "channel", "#sq", ["square"]),
        ("stop-here", "practice", "no question", ["rescue_unanswered"]),
        ("pause", "nothing", "", []),
        ("dance", "what", "", []),
    ],
)
async def test_what_is_typed_is_completed(counter, key, parameter, typed, found):
    options = await counter.house.counter.suggest(key, parameter, typed, counter.asked())

    assert [each.value for each in options] == found


async def test_to_a_member_nothing_of_the_moderators_is_suggested(counter):
    options = await counter.house.counter.suggest("staff-queue", "practice", "", counter.asked())

    assert options == ()


async def test_an_answer_names_commands_as_they_are_written_there(counter):
    asked = counter.asked()
    called = replace(asked.called, member="tummler me", staff="tummler me staff")

    answer = await counter.house.counter.say("pause all", replace(asked, called=called))

    assert "tummler me resume all" in plain(answer)


async def test_the_id_of_a_button_presses_it_where_people_type(counter):
    await counter.say("me:pause:prompts")

    assert "Prompts about what you write: paused for good" in await counter.told("me")


async def test_what_is_filled_into_a_form_stands_after_its_id(counter):
    review = await counter.queued()

    told = await counter.told(f"review:declined:{review.id} because: Ben is on it: today", "mo")

    assert "Declined" in told
    async with counter.house.store.unit() as unit:
        held = await unit.reviews.get(counter.talk.community, review.id)
        await unit.commit()
    assert held.because == "Ben is on it: today"
