"""What people said themselves wins over what a rule would guess."""

from datetime import timedelta

import pytest

MINUTE = timedelta(minutes=1)


@pytest.fixture
def links(rows_of):
    """How each message is joined: parent, source, conversation."""

    async def read(house):
        return {
            row["key"].removeprefix("parlour/"): (
                row["parent"] and row["parent"].removeprefix("parlour/"),
                row["source"],
                row["conversation"].removeprefix("parlour/"),
            )
            for row in await rows_of(house, "messages")
        }

    return read


@pytest.fixture
def before(talk):
    """Two conversations of the last minutes: ana's and ben's."""
    return (
        talk.post("a", "ana", timedelta()),
        talk.post("b", "ben", MINUTE),
        talk.post("own", "cleo", 2 * MINUTE),
    )


async def joined(house, takes_in, links, before, last):
    await takes_in(house, *before, last)
    return (await links(house))["x"]


async def test_a_thread_wins_over_everything(town, talk, takes_in, links, before):
    last = talk.post("x", "cleo", 3 * MINUTE, thread="a", to="a", mentions=("ben",))

    assert await joined(town, takes_in, links, before, last) == ("a", "thread", "a")


async def test_a_reply_wins_over_a_mention(town, talk, takes_in, links, before):
    last = talk.post("x", "cleo", 3 * MINUTE, to="a", mentions=("ben",))

    assert await joined(town, takes_in, links, before, last) == ("a", "reply", "a")


async def test_a_mention_wins_over_ones_own_talk(town, talk, takes_in, links, before):
    last = talk.post("x", "cleo", 3 * MINUTE, mentions=("ben",))

    assert await joined(town, takes_in, links, before, last) == ("b", "mention", "b")


async def test_a_quotation_wins_over_a_mention(town, talk, takes_in, links, before):
    last = talk.post("x", "cleo", 3 * MINUTE, quotes=talk.key("a"), mentions=("ben",))

    assert await joined(town, takes_in, links, before, last) == ("a", "quote", "a")


async def test_a_reply_wins_over_a_quotation(town, talk, takes_in, links, before):
    last = talk.post("x", "cleo", 3 * MINUTE, to="a", quotes=talk.key("b"))

    assert await joined(town, takes_in, links, before, last) == ("a", "reply", "a")


async def test_a_quotation_within_a_thread_says_what_of_it_is_answered(
    town, talk, takes_in, links, before
):
    within = talk.post("in", "ben", 3 * MINUTE, thread="a", to="a")
    last = talk.post("x", "cleo", 4 * MINUTE, thread="a", to="a", quotes=talk.key("in"))

    assert await joined(town, takes_in, links, (*before, within), last) == ("in", "quote", "a")


async def test_a_thread_wins_over_what_is_quoted_from_outside(town, talk, takes_in, links, before):
    last = talk.post("x", "cleo", 3 * MINUTE, thread="a", to="a", quotes=talk.key("b"))

    assert await joined(town, takes_in, links, before, last) == ("a", "thread", "a")


async def test_what_is_shown_from_another_room_is_not_answered(town, talk, takes_in, links, before):
    last = talk.post("x", "dee", 3 * MINUTE, room="porch", quotes=talk.key("a"))

    assert await joined(town, takes_in, links, before, last) == (None, "inferred", "x")


async def test_a_quotation_of_nothing_here_joins_nothing(town, talk, takes_in, links, before):
    last = talk.post("x", "cleo", 3 * MINUTE, quotes=talk.key("never"))

    assert (await joined(town, takes_in, links, before, last))[1] == "inferred"


async def test_a_quotation_of_itself_joins_nothing(town, talk, takes_in, links, before):
    last = talk.post("x", "cleo", 3 * MINUTE, quotes=talk.key("x"))

    assert (await joined(town, takes_in, links, before, last))[1] == "inferred"


async def test_without_either_ones_own_talk_goes_on(town, talk, takes_in, links, before):
    last = talk.post("x", "cleo", 3 * MINUTE)

    assert await joined(town, takes_in, links, before, last) == ("own", "inferred", "own")


async def test_without_anything_a_conversation_opens(town, talk, takes_in, links, before):
    last = talk.post("x", "dora", 3 * MINUTE)

    assert await joined(town, takes_in, links, before, last) == (None, "inferred", "x")


async def test_ones_own_talk_in_another_room_is_another_talk(town, talk, takes_in, links, before):
    last = talk.post("x", "cleo", 3 * MINUTE, room="shed")

    assert await joined(town, takes_in, links, before, last) == (None, "inferred", "x")


async def test_a_reply_to_what_was_never_seen_is_kept(town, talk, takes_in, links, before):
    last = talk.post("x", "dora", 3 * MINUTE, to="never")

    assert await joined(town, takes_in, links, before, last) == (None, "inferred", "x")


async def test_a_reply_to_itself_is_no_reply(town, talk, takes_in, links, before):
    last = talk.post("x", "dora", 3 * MINUTE, to="x")

    assert await joined(town, takes_in, links, before, last) == (None, "inferred", "x")


async def test_a_reply_to_a_deleted_message_stays_in_its_conversation(
    town, talk, takes_in, links, before
):
    gone = talk.delete("a", 3 * MINUTE)
    last = talk.post("x", "dora", 4 * MINUTE, to="a")

    assert await joined(town, takes_in, links, (*before, gone), last) == ("a", "reply", "a")


async def test_a_reply_across_a_restart_finds_its_conversation(town, talk, takes_in, links, before):
    await takes_in(town, *before)
    town.store.forget()

    last = talk.post("x", "dora", timedelta(days=5), to="a")

    assert await joined(town, takes_in, links, (), last) == ("a", "reply", "a")


async def test_nobody_links_to_what_was_erased(town, talk, takes_in, links, before):
    gone = talk.delete("own", 3 * MINUTE)
    last = talk.post("x", "cleo", 4 * MINUTE)

    assert await joined(town, takes_in, links, (*before, gone), last) == (None, "inferred", "x")


async def test_who_was_answered_is_kept_under_their_reference(town, talk, takes_in, rows_of):
    await takes_in(town, talk.post("a", "ana", MINUTE), talk.post("b", "ben", 2 * MINUTE, to="a"))

    first, second = await rows_of(town, "messages")
    assert second["parent_author"] == first["author"]


@pytest.mark.parametrize(("said", "sure"), [({"to": "a"}, 1.0), ({"mentions": ("ana",)}, 0.68)])
async def test_how_sure_a_link_is_stands_beside_it(town, talk, takes_in, *, rows_of, said, sure):
    await takes_in(town, talk.post("a", "ana", MINUTE), talk.post("b", "ben", 2 * MINUTE, **said))

    _, second = await rows_of(town, "messages")
    assert (second["confidence"], second["linker"]) == (sure, "rules-1")
