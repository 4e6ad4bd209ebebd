"""Files of DiscordChatExporter, old and new, whole and in parts, give what stands in them."""

import gzip
import json
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.core.events import ChannelChanged, MemberJoined, MessagePosted, ReactionAdded
from bot.core.ids import ChannelKey, CommunityId, MessageKey
from bot.platforms.exports.discord_json import DIRECT, JOINING, NOTE, DiscordJson
from bot.platforms.exports.formats import open_export
from bot.platforms.exports.problems import Fault

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
TEXT = {
    "id": "21",
    "type": "GuildTextChat",
    "categoryId": "5",
    "category": "Rooms",
    "name": "porch",
}
THREAD = {
    "id": "1002",
    "type": "GuildPublicThread",
    "categoryId": "21",
    "category": "porch",
    "name": "rye",
}


def said(number, text="Rain again.", who="31", **more):
    """A message; the running number is its id and its minute."""
    return {
        "id": str(1000 + number),
        "type": "Default",
        "timestamp": (AT + timedelta(minutes=number)).isoformat(),
        "timestampEdited": None,
        "content": text,
        "author": {"id": who, "name": "ana", "isBot": False},
        "reactions": [],
        "mentions": [],
        **more,
    }


def reply(number, to, **more):
    reference = {"type": "Default", "messageId": str(1000 + to), "channelId": "21", "guildId": "1"}
    return said(number, type="Reply", reference={**reference, **more}, who="32")


def document(*messages, channel=TEXT, count=None, **more):
    return {
        "guild": {"id": "1", "name": "Town", "iconUrl": "https://cdn.example/icon.png"},
        "channel": {"topic": None, **channel},
        "dateRange": {"after": None, "before": None},
        "exportedAt": "2026-05-01T10:00:00.1234567+00:00",
        "messages": list(messages),
        "messageCount": len(messages) if count is None else count,
        **more,
    }


@pytest.fixture
def read(tmp_path, options):
    """The reader and its events, for files of these documents; bytes are written as they are."""

    def made(*documents, **changes):
        for number, each in enumerate(documents):
            data = each if isinstance(each, bytes) else json.dumps(each, indent=2).encode()
            (tmp_path / f"{number}.json").write_bytes(data)
        export = DiscordJson(tmp_path, options(**changes))
        return export, list(export.events())

    return made


def posts(events):
    return [event for event in events if isinstance(event, MessagePosted)]


def answered(events):
    return {
        int(post.key.message) - 1000: post.reply_to and int(post.reply_to.message) - 1000
        for post in posts(events)
    }


def key(number):
    return MessageKey(platform="discord", community=CommunityId("town"), message=str(1000 + number))


def test_a_message_is_read_with_everything_that_is_used(read):
    mentions = [{"id": "32"}, {"id": "31"}, {"id": "32"}]

    _, events = read(document(said(1, "Which flour?", mentions=mentions)))

    [post] = posts(events)
    assert post.key == key(1)
    assert post.channel == ChannelKey(platform="discord", space="1", channel="21")
    assert (post.author.member, post.text, post.automated) == ("31", "Which flour?", False)
    assert post.stamp.occurred_at == AT + timedelta(minutes=1)
    assert [member.member for member in post.mentions] == ["32"]


def test_the_room_is_announced_before_its_first_message(read):
    _, events = read(document(said(1), said(2)))

    assert isinstance(events[0], ChannelChanged)
    assert (events[0].name, events[0].channel.channel) == ("porch", "21")
    assert sum(isinstance(event, ChannelChanged) for event in events) == 1


def test_the_exporters_own_time_zone_is_converted(read):
    at = AT.astimezone(timezone(timedelta(hours=-7)))

    _, events = read(document(said(1, timestamp=at.isoformat())))

    assert posts(events)[0].stamp.occurred_at == AT


def test_a_fraction_of_seven_digits_is_a_time(read):
    _, events = read(document(said(1, timestamp="2026-03-02T08:00:00.1234567+00:00")))

    assert posts(events)[0].stamp.occurred_at == AT + timedelta(microseconds=123456)


# Replies.


def test_a_reply_answers_what_it_refers_to(read):
    _, events = read(document(said(1), reply(2, to=1)))

    assert answered(events) == {1: None, 2: 1}


def test_a_reply_of_an_older_file_has_no_kind_of_reference(read):
    older = said(2, type="19", reference={"messageId": "1001", "channelId": "21", "guildId": "1"})

    _, events = read(document(said(1), older))

    assert answered(events) == {1: None, 2: 1}


def test_a_forwarded_message_is_no_reply_and_its_words_are_not_the_senders(read):
    forward = reply(2, to=1, type="Forward") | {
        "content": "",
        "forwardedMessage": {"content": "Elsewhere.", "timestamp": AT.isoformat()},
    }

    _, events = read(document(said(1), forward))

    assert answered(events) == {1: None, 2: None}
    assert posts(events)[1].quotes == posts(events)[0].key
    assert posts(events)[1].text == ""


def test_a_reply_to_a_deleted_message_is_kept_and_counted(read):
    export, events = read(document(reply(2, to=1), said(3)))

    assert answered(events) == {2: 1, 3: None}
    assert export.tally.orphans == 1


def test_a_crossposted_message_with_a_reference_is_no_reply(read):
    shared = said(2, reference={"messageId": "1001", "channelId": "9", "guildId": "7"})

    _, events = read(document(said(1), shared))

    assert answered(events) == {1: None, 2: None}


# Threads.


def test_a_thread_belongs_to_its_channel(read):
    _, events = read(document(said(2)), document(said(3), channel=THREAD))

    assert [post.channel.channel for post in posts(events)] == ["21", "21"]
    assert [post.channel.thread for post in posts(events)] == [None, "1002"]
    assert [event.name for event in events if isinstance(event, ChannelChanged)] == ["porch"]


def test_a_thread_answers_the_message_it_was_opened_at(read):
    _, events = read(document(said(2)), document(said(3), said(4), channel=THREAD))

    assert answered(events) == {2: None, 3: 2, 4: 2}


def test_a_thread_opened_at_no_message_answers_its_first(read):
    _, events = read(document(said(1)), document(said(3), said(4), channel=THREAD))

    assert answered(events) == {1: None, 3: None, 4: 3}


def test_a_post_in_a_forum_opens_its_own_thread(read):
    _, events = read(document(said(2), said(4), channel=THREAD))

    assert answered(events) == {2: None, 4: 2}
    assert [post.channel.thread for post in posts(events)] == ["1002", "1002"]


def test_a_reply_within_a_thread_goes_before_its_opening(read):
    _, events = read(document(said(2)), document(said(3), reply(4, to=3), channel=THREAD))

    assert answered(events) == {2: None, 3: 2, 4: 3}


def test_a_note_opens_no_thread(read):
    starter = said(3, type="21", reference={"messageId": "1002"})

    _, events = read(document(starter, said(4), said(5), channel=THREAD))

    assert answered(events) == {4: None, 5: 4}


def test_a_private_thread_is_a_room_of_its_own(read):
    private = THREAD | {"type": "GuildPrivateThread"}

    _, events = read(document(said(3), channel=private))

    assert isinstance(events[0], ChannelChanged)
    assert (events[0].name, events[0].private) == ("rye", True)
    assert posts(events)[0].channel == ChannelKey(platform="discord", space="1", channel="1002")


def test_a_thread_whose_channel_is_asked_for_is_read(read):
    export, _ = read(document(said(2)), document(said(3), channel=THREAD))

    events = list(export.events(rooms=frozenset({"porch"})))

    assert len(posts(events)) == 2


# Reactions and edits.


def test_people_who_reacted_are_named_and_bots_are_not(read):
    users = [{"id": "32", "isBot": False}, {"id": "33", "isBot": True}]
    emoji = {"id": "", "name": "\N{PARTY POPPER}", "code": "tada"}

    export, events = read(
        document(said(1, reactions=[{"emoji": emoji, "count": 2, "users": users}]))
    )

    [given] = [event for event in events if isinstance(event, ReactionAdded)]
    assert (given.member.member, given.emoji, given.key) == ("32", "tada", key(1))
    assert given.stamp.occurred_at == AT + timedelta(minutes=1)
    assert (export.tally.reactions, export.tally.anonymous) == (1, 0)


def test_reactions_of_an_older_file_are_counted_and_nobodys(read):
    emoji = {"id": "", "name": "\N{PARTY POPPER}", "isAnimated": False}

    export, events = read(document(said(1, reactions=[{"emoji": emoji, "count": 3}])))

    assert not [event for event in events if isinstance(event, ReactionAdded)]
    assert (export.tally.reactions, export.tally.anonymous) == (0, 3)


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        (AT + timedelta(hours=1), AT + timedelta(hours=1)),
        (
            (AT + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-7))),
            AT + timedelta(hours=1),
        ),
        (AT - timedelta(hours=1), None),
        (datetime(9999, 12, 31, tzinfo=UTC), None),
    ],
)
def test_an_edited_message_says_since_when_it_reads_so(read, edited, told):
    _, events = read(document(said(1, "Sun.", timestampEdited=edited.isoformat())))

    assert posts(events)[0].edited_at == told


def test_an_edited_message_is_counted(read):
    export, _ = read(document(said(1, timestampEdited=AT.isoformat()), said(2)))

    assert export.tally.edited == 1


# Who writes.


def test_a_bot_is_one_by_its_mark_or_by_what_the_operator_says(read):
    bot = said(1, author={"id": "40", "name": "clerk", "isBot": True})

    _, events = read(document(bot, said(2, who="41"), said(3)), bots=frozenset({"41"}))

    assert [post.automated for post in posts(events)] == [True, True, False]


def test_who_joined_is_told_once_and_wrote_nothing(read):
    export, events = read(
        document(said(1, type="GuildMemberJoin"), said(2, type="GuildMemberJoin"), said(3))
    )

    assert [e.member.member for e in events if isinstance(e, MemberJoined)] == ["31"]
    assert export.tally.skipped == {JOINING: 2}


@pytest.mark.parametrize("kind", ["ChannelPinnedMessage", "ThreadCreated", "8", "21", "24"])
def test_a_note_by_the_platform_is_no_message(read, kind):
    export, events = read(document(said(1, type=kind), said(2)))

    assert len(posts(events)) == 1
    assert export.tally.skipped == {NOTE: 1}
    assert export.tally.unknown[kind] == 1


def test_direct_messages_are_read_only_when_asked_for(read):
    direct = TEXT | {"type": "DirectTextChat"}

    export, events = read(document(said(1)), document(said(2), channel=direct | {"id": "22"}))

    assert len(posts(events)) == 1
    assert export.tally.files_left == {DIRECT: 1}
    assert export.survey().rooms == ("porch",)


def test_direct_messages_that_are_asked_for_are_read(read):
    _, events = read(
        document(said(2), channel=TEXT | {"type": "DirectTextChat"}), include_direct=True
    )

    assert len(posts(events)) == 1


# Files: parts, order, counts.


def test_the_parts_of_a_split_file_are_one_channel(read):
    export, events = read(document(said(3), said(4)), document(said(1), said(2)))

    assert [int(post.key.message) - 1000 for post in posts(events)] == [1, 2, 3, 4]
    assert (export.tally.announced, export.tally.checked, export.tally.files) == (4, 4, 2)


def test_a_message_in_two_files_is_one_as_it_was_last(read):
    edited = said(2, "Sun.", timestampEdited=(AT + timedelta(hours=1)).isoformat())

    export, events = read(document(said(1), edited), document(said(2, "Rain."), said(3)))

    assert [post.text for post in posts(events)] == ["Rain again.", "Sun.", "Rain again."]
    assert export.tally.duplicates == 1
    assert export.tally.records == export.tally.kept + export.tally.duplicates == 4


def test_a_file_with_the_newest_first_is_read_from_the_oldest(read):
    export, events = read(document(reply(3, to=1), said(2), said(1)))

    assert answered(events) == {1: None, 2: None, 3: 1}
    assert not export.survey().ordered


def test_rooms_are_merged_by_time(read):
    other = TEXT | {"id": "22", "name": "cellar"}

    export, events = read(document(said(1), said(3)), document(said(2), channel=other))

    assert [post.channel.channel for post in posts(events)] == ["21", "22", "21"]
    assert export.survey().rooms == ("cellar", "porch")


def test_a_file_that_says_another_count_is_told(read):
    export, events = read(document(said(1), said(2), count=5))

    assert len(posts(events)) == 2
    assert export.problems.counts == {Fault.OTHER_COUNT: 1}
    assert (export.tally.announced, export.tally.checked) == (5, 2)


def test_a_cut_file_keeps_what_was_read(read):
    whole = json.dumps(document(said(1), said(2), said(3)), indent=2).encode()

    export, events = read(whole[: whole.index(b'"id": "1003"')])

    assert len(posts(events)) == 2
    [problem] = export.problems.kept
    assert (problem.position, problem.fault) == ("/messages/2", Fault.UNREADABLE)


def test_a_file_cut_after_its_messages_is_told(read):
    whole = json.dumps(document(said(1)), indent=2).encode()

    export, events = read(whole[: whole.index(b'"messageCount"')])

    assert len(posts(events)) == 1
    assert export.problems.counts == {Fault.UNREADABLE: 1}


def test_json_of_another_kind_beside_it_is_told(read):
    export, events = read(document(said(1)), {"settings": []})

    assert len(posts(events)) == 1
    assert export.problems.counts == {Fault.WRONG_TOP_LEVEL: 1}


@pytest.mark.parametrize("indent", [None, 2, 4])
def test_it_does_not_matter_how_the_file_is_set(tmp_path, options, indent):
    path = tmp_path / "talk"
    path.write_text(json.dumps(document(said(1), reply(2, to=1)), indent=indent))

    export = open_export(path, options())

    assert isinstance(export, DiscordJson)
    assert answered(export.events()) == {1: None, 2: 1}


def test_a_zip_is_read_like_its_folder(tmp_path, options):
    path = tmp_path / "talk.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("out/a.json", json.dumps(document(said(1), said(2))))
        file.writestr("out/a.json_Files/icon.png", b"\x89PNG")

    export = open_export(path, options())

    assert isinstance(export, DiscordJson)
    assert len(posts(export.events())) == 2
    assert export.problems.total == 0


def test_a_packed_file_is_read(tmp_path, options):
    path = tmp_path / "talk.json.gz"
    path.write_bytes(gzip.compress(json.dumps(document(said(1))).encode()))

    assert len(posts(open_export(path, options()).events())) == 1


def test_words_are_found_again(read):
    export, _ = read(document(said(1, "Rye.")), document(said(2), channel=THREAD))

    assert export.words_of([key(1), key(9)]) == {key(1): "Rye."}


def test_only_what_lies_within_the_bounds_is_handed_on(read):
    export, _ = read(document(said(1), said(5), reply(9, to=1)))

    events = list(export.events(since=AT + timedelta(minutes=5), until=AT + timedelta(minutes=9)))

    assert list(answered(events)) == [5]
    assert export.tally.skipped.total() == 2


# Records that cannot be used.


@pytest.mark.parametrize(
    ("change", "position", "fault"),
    [
        ({"id": None}, "/id", Fault.NO_ID),
        ({"id": "x1"}, "/id", Fault.BAD_ID),
        ({"id": str(2**70)}, "/id", Fault.BAD_ID),
        ({"type": 0}, "/type", Fault.WRONG_SHAPE),
        ({"timestamp": None}, "/timestamp", Fault.NO_TIME),
        ({"timestamp": 5}, "/timestamp", Fault.BAD_TIME),
        ({"timestamp": "yesterday"}, "/timestamp", Fault.BAD_TIME),
        ({"timestamp": "2026-03-02T08:00:00"}, "/timestamp", Fault.NO_ZONE),
        ({"timestamp": "0001-01-01T00:00:00+14:00"}, "/timestamp", Fault.BAD_TIME),
        ({"timestamp": "2031-03-02T08:00:00+00:00"}, "/timestamp", Fault.FUTURE_TIME),
        ({"content": None}, "/content", Fault.NO_TEXT),
        ({"content": ["a"]}, "/content", Fault.BAD_TEXT),
        ({"author": None}, "/author", Fault.WRONG_SHAPE),
        ({"author": {"name": "ana"}}, "/author/id", Fault.NO_AUTHOR),
    ],
)
def test_a_record_that_cannot_be_used_is_told_and_the_rest_is_read(read, change, position, fault):
    export, events = read(document(said(1), said(2, **change), said(3)))

    assert len(posts(events)) == 2
    [problem] = export.problems.kept
    assert (problem.position, problem.fault) == (f"/messages/1{position}", fault)
    assert export.tally.records == export.tally.kept + export.tally.skipped.total() == 3


def test_a_record_that_is_none_is_told(read):
    export, events = read(document(said(1), "rain", said(3)))

    assert len(posts(events)) == 2
    assert export.tally.skipped.total() == 1


def test_unknown_fields_are_counted_by_name(read):
    export, _ = read(document(said(1, poll={"question": "?"})))

    assert export.tally.unknown == {"poll": 1}


def test_fields_of_any_type_cost_no_message(read):
    odd = said(2, reactions="many", mentions=5, reference=[], timestampEdited=7)

    export, events = read(document(said(1), odd))

    assert answered(events) == {1: None, 2: None}
    assert export.problems.total == 0
