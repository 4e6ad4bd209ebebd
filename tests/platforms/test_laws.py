"""What holds on every platform that people are heard on, over real libraries and real sockets."""

import pytest

from tests.platforms.wires import WIRES

pytestmark = pytest.mark.stores("sqlite")


@pytest.fixture(params=sorted(WIRES))
async def wire(request, tmp_path):
    async with WIRES[request.param](tmp_path / "house") as wire:
        yield wire


async def test_a_message_is_one_stored_message_with_its_words(wire):
    async with wire.listening():
        message = await wire.says("ana", "Who knows a wheel builder?")
        await wire.settled()

        held = await wire.held(message)

    assert await wire.words(message) == "Who knows a wheel builder?"
    assert (held.own, held.automated, held.edited_at) == (False, False, None)


async def test_the_same_event_twice_changes_nothing(wire):
    async with wire.listening():
        message = await wire.says("ana", "Once.")
        await wire.repeats(message)
        await wire.settled()

        first = await wire.held(message)

    async with wire.listening():
        await wire.repeats(message)
        await wire.settled()

    assert await wire.held(message) == first
    assert await wire.times_in_talk(message) == 1


async def test_an_edit_replaces_the_words_and_a_preview_does_not(wire):
    async with wire.listening():
        edited = await wire.says("ana", "Befroe.")
        shown = await wire.says("ben", "https://example.org")
        await wire.edits(edited, "Before.")
        await wire.previews(shown)
        await wire.settled()

    assert await wire.words(edited) == "Before."
    assert (await wire.held(edited)).edited_at is not None
    assert (await wire.held(shown)).edited_at is None


async def test_a_deletion_takes_the_words_away(wire):
    async with wire.listening():
        message = await wire.says("ana", "Soon gone.")
        await wire.settled()
        before = await wire.words(message)
        await wire.deletes(message)
        await wire.settled()

    assert (before, await wire.words(message)) == ("Soon gone.", None)


async def test_an_answer_joins_the_conversation_of_what_it_answers(wire):
    async with wire.listening():
        question = await wire.says("ana", "How does one bind a book?")
        answer = await wire.says("ben", "With thread, I would say.", answering=question)
        await wire.settled()

        asked, answered = await wire.conversation(question), await wire.conversation(answer)

    assert asked.id == answered.id
    assert asked.first_answer_at is not None


async def test_another_bot_is_known_as_one(wire):
    async with wire.listening():
        message = await wire.says("robot", "The build is green.")
        await wire.settled()

        held = await wire.held(message)

    assert (held.own, held.automated) == (False, True)


async def test_what_nobody_here_has_heard_of_changes_nothing(wire):
    async with wire.listening():
        await wire.invents()
        message = await wire.says("ana", "Still here.")
        await wire.settled()

    assert await wire.words(message) == "Still here."


async def test_what_is_said_while_the_connection_is_cut_is_stored_once(wire):
    async with wire.listening():
        before = await wire.says("ana", "Before.")
        await wire.settled()
        await wire.cut()
        meanwhile = await wire.says("ben", "Meanwhile.", answering=before)
        await wire.back()
        await wire.settled()

    assert await wire.words(meanwhile) == "Meanwhile."
    assert (await wire.conversation(before)).id == (await wire.conversation(meanwhile)).id
    assert await wire.times_in_talk(meanwhile) == 1


async def test_what_is_changed_or_taken_back_while_the_connection_is_cut_is_found(wire):
    async with wire.listening():
        edited, deleted = [await wire.says("ana", text) for text in ("Befroe.", "Soon gone.")]
        await wire.settled()
        await wire.cut()
        await wire.edits(edited, "Before.")
        await wire.deletes(deleted)
        await wire.back()
        await wire.settled()

    assert (await wire.words(edited), await wire.words(deleted)) == ("Before.", None)


async def test_what_happens_while_the_process_is_off_is_found(wire):
    async with wire.listening():
        edited, deleted = [await wire.says("ana", text) for text in ("Befroe.", "Soon gone.")]
        await wire.settled()
    await wire.edits(edited, "Before.")
    await wire.deletes(deleted)
    said = await wire.says("ben", "Meanwhile.")

    async with wire.listening():
        await wire.settled()

    found = [await wire.words(each) for each in (edited, deleted, said)]
    assert found == ["Before.", None, "Meanwhile."]


async def test_a_stop_in_the_middle_of_talk_loses_nothing(wire):
    async with wire.listening():
        said = [await wire.says("ana", f"Line {number}.") for number in range(20)]
    async with wire.listening():
        await wire.settled()

    assert [await wire.words(each) for each in said] == [f"Line {n}." for n in range(20)]
