"""Propose and vote at the counter: no names, no small numbers, and nothing changes by itself."""

from datetime import timedelta

import pytest

from bot.core.privacy import Then

DAY = timedelta(days=1)
WORDS = "One room less would do."


async def votes(counter, people, choice="for", number=1):
    for person in people:
        await counter.say(f"vote {number} {choice}", person)


async def test_a_proposal_is_opened_and_told_its_number(counter):
    told = await counter.told(f"propose {WORDS}")

    assert "Proposal 1 opened; it will be in the next digest." in told


async def test_everybody_reads_it_and_nobody_whose_it_is(counter):
    await counter.say(f"propose {WORDS}")

    told = await counter.told("vote", "ben")

    assert WORDS in told
    assert "ana" not in told


async def test_it_says_what_it_is_for(counter):
    await counter.say(f"propose about:artefact {WORDS}")

    assert "for a new artefact" in await counter.told("vote", "ben")


async def test_without_words_nothing_is_proposed(counter, is_refused):
    assert is_refused(await counter.say("propose"))


@pytest.mark.parametrize("number", ["7", "x", "-1", "9999999", "²"])
async def test_a_vote_on_what_is_not_there_is_refused(counter, is_refused, number):
    assert is_refused(await counter.say(f"vote {number} for", "ben"))


async def test_below_five_votes_no_number_is_told(counter):
    await counter.say(f"propose {WORDS}")
    await votes(counter, ("ben", "cleo", "dan", "eve"))

    told = await counter.told("vote 1", "ben")

    assert "Votes: shown once 5 people have voted" in told


async def test_from_five_votes_on_they_are_told(counter):
    await counter.say(f"propose {WORDS}")
    await votes(counter, ("ben", "cleo", "dan", "eve", "fox"))

    assert "Votes: 5 for, 0 against" in await counter.told("vote 1", "ben")


async def test_one_voice_against_many_is_not_told_as_one(counter):
    await counter.say(f"propose {WORDS}")
    await votes(counter, ("ben", "cleo", "dan", "eve", "fox"))
    await votes(counter, ("gus",), "against")

    assert "Votes: five or more for, fewer than five against" in await counter.told("vote", "ben")


async def test_a_vote_changed_ten_times_is_one_vote(counter):
    await counter.say(f"propose {WORDS}")
    for number in range(10):
        await votes(counter, ("ben",), "for" if number % 2 else "against")

    assert "shown once 5 people have voted" in await counter.told("vote 1", "ben")


async def test_a_press_votes_and_another_takes_it_back(counter):
    await counter.say(f"propose {WORDS}")

    assert "Counted: proposal 1" in str(await counter.press("vote:for:1", "ben"))
    assert "taken back" in str(await counter.press("vote:none:1", "ben"))


async def test_a_forged_press_changes_nothing(counter, is_refused):
    await counter.say(f"propose {WORDS}")

    assert is_refused(await counter.press("vote:for:1;drop", "ben"))
    assert is_refused(await counter.press("vote:maybe:1", "ben"))


async def test_what_is_proposed_is_told_to_nobody_once_its_author_is_forgotten(counter, talk):
    await counter.say(f"propose {WORDS}")
    await counter.house.privacy.note(
        [talk.community], [talk.member("ana")], Then.IGNORE_ME, talk.at(DAY)
    )
    await counter.house.privacy.carry_out(talk.at(DAY))

    assert "Nothing is proposed" in await counter.told("vote", "ben", after=2 * DAY)


async def test_who_asked_to_be_ignored_cannot_propose(counter, talk, is_refused):
    await counter.house.privacy.note(
        [talk.community], [talk.member("ana")], Then.IGNORE_ME, talk.at(DAY)
    )
    await counter.house.privacy.carry_out(talk.at(DAY))

    assert is_refused(await counter.say(f"propose {WORDS}", after=2 * DAY))


async def test_ones_own_proposals_are_in_ones_own_file(counter):
    await counter.say(f"propose {WORDS}")

    [mine] = (await counter.say("export")).attachments
    [other] = (await counter.say("export", "ben")).attachments

    assert WORDS.encode() in mine.content
    assert WORDS.encode() not in other.content
