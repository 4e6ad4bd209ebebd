import json
from dataclasses import replace

import pytest

from bot.core.cards import Attachment
from bot.core.plain_cards import plain
from bot.core.privacy import Retention, Then
from bot.services.commands.opening import counter_of
from bot.services.privacy import Privacy
from db.scrubbing import StillBeingRead


class Busy:
    """Files that somebody else is reading."""

    async def settle(self):
        raise StillBeingRead

    async def rebuild(self):
        raise StillBeingRead


class Tombs:
    """A list of erasures that is kept nowhere."""

    def mirror(self, listed, now):
        del listed, now


async def test_everything_comes_as_a_file_with_their_own_words(counter):
    card = await counter.say("export")

    [file] = card.attachments
    assert isinstance(file, Attachment)
    record = json.loads(file.content)
    assert [each["text"] for each in record["messages"]] == ["Which pump still works?"]
    assert card.private


async def test_the_button_of_the_card_gives_the_same_file(counter):
    assert (await counter.press("export:mine:all")) == (await counter.say("export"))


async def test_to_be_forgotten_is_asked_twice(counter, talk):
    card = await counter.told("forget")

    assert "forget:do:ignore-me" in card
    assert await counter.house.privacy.known_in([talk.member("ana")])


@pytest.mark.parametrize("then", list(Then), ids=lambda each: each.name)
async def test_the_receipt_says_what_was_erased_and_what_remains(counter, talk, then):
    receipt = plain(await counter.press(f"forget:do:{then.value}"))

    assert "This is your receipt" in receipt
    assert "messages: 1" in receipt
    assert ("fingerprint" in receipt) == (then is Then.IGNORE_ME)
    assert not await counter.house.privacy.known_in([talk.member("ana")])


async def test_whoever_is_ignored_gets_the_same_receipt_again(counter):
    first = await counter.press("forget:do:ignore-me")

    again = await counter.press("forget:do:ignore-me")

    assert again.sections[0].facts[0] == first.sections[0].facts[0]


async def test_of_somebody_unknown_there_is_nothing_to_erase(counter):
    assert "Nothing is held of you" in plain(await counter.press("forget:do:ignore-me", who="zoe"))


async def test_another_wish_than_there_is_is_no_longer_open(counter):
    assert "no longer open" in plain(await counter.press("forget:do:twice"))


async def test_whoever_was_forgotten_is_told_so(counter):
    await counter.press("forget:do:ignore-me")

    assert "You asked to be forgotten" in await counter.told("pause all")


async def test_an_author_has_one_message_forgotten(counter, talk):
    asked = counter.asked(message=talk.key("m1"))

    answer = await counter.house.counter.ask("forget-message", asked)

    assert "erased" in plain(answer)
    async with counter.house.store.unit() as unit:
        assert await unit.messages.get(talk.key("m1")) is None
        await unit.commit()


async def test_nobody_has_the_message_of_somebody_else_forgotten(counter, talk):
    asked = counter.asked("ben", message=talk.key("m1"))

    answer = await counter.house.counter.ask("forget-message", asked)

    assert "Only who wrote a message" in plain(answer)
    async with counter.house.store.unit() as unit:
        assert await unit.messages.get(talk.key("m1")) is not None
        await unit.commit()


async def test_a_message_that_is_gone_is_said_to_be_gone(counter, talk):
    asked = counter.asked(message=talk.key("never"))

    assert "no longer exists" in plain(await counter.house.counter.ask("forget-message", asked))


async def test_while_the_files_are_being_read_the_erasing_is_not_called_finished(counter):
    house = counter.house
    behind = replace(
        house.counter.commands[0].behind,
        privacy=Privacy(house.store.unit, Busy(), Tombs(), Retention()),
    )
    asked = counter.asked()

    answer = await counter_of(behind).press("forget:do:ignore-me", asked)

    assert "Erasing is not finished" in plain(answer)
    assert await behind.privacy.waiting(asked.community)
