"""A workspace's export becomes what happened there, in order."""

import json
from datetime import UTC, datetime

import pytest

from bot.core.events import (
    ChannelChanged,
    MemberJoined,
    MessagePosted,
    ReactionAdded,
    Source,
)
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.platforms.exports._times import from_decimal
from bot.platforms.exports.problems import Fault, Problem
from bot.platforms.exports.slack_zip import DELETED_MESSAGE, DIRECT, SlackExport

MONDAY = "1772438400.000100"  # 2 March 2026, 08:00 UTC
LATER = "1772438460.000200"
TUESDAY = "1772524800.000300"
DAY = "porch/2026-03-02.json"
NEXT_DAY = "porch/2026-03-03.json"
PORCH = ChannelKey(platform="slack", space="T9", channel="C1")


def posts(export, **asked):
    return [event for event in export.events(**asked) if isinstance(event, MessagePosted)]


def key(channel, ts):
    return MessageKey(platform="slack", community=CommunityId("town"), message=f"{channel}:{ts}")


@pytest.fixture
def reading(slack, options):
    """The reader of an export with these days."""

    def made(days, *, include_direct=False, bots=frozenset(), source=Source.IMPORT, **lists):
        chosen = options(include_direct=include_direct, bots=bots, source=source)
        return SlackExport(slack(days, **lists), chosen)

    return made


@pytest.mark.parametrize("zipped", [False, True])
def test_a_folder_and_a_zip_are_read_alike(reading, said, zipped):
    export = reading({DAY: [said(MONDAY)]}, zipped=zipped)

    [post] = posts(export)

    assert post.key == key("C1", MONDAY)


def test_an_export_in_a_folder_of_the_zip_is_found(reading, said):
    export = reading({DAY: [said(MONDAY)]}, zipped=True, below="workspace/")

    assert [post.key for post in posts(export)] == [key("C1", MONDAY)]


def test_the_time_is_exact_to_the_microsecond(reading, said):
    export = reading({DAY: [said("1772438400.000001")]})

    [post] = posts(export)

    assert post.stamp.occurred_at == datetime(2026, 3, 2, 8, 0, 0, 1, tzinfo=UTC)


def test_rooms_are_merged_by_time_within_a_day(reading, said):
    export = reading({DAY: [said(MONDAY), said(TUESDAY)], "cellar/2026-03-02.json": [said(LATER)]})

    keys = [post.key for post in posts(export)]

    assert keys == [key("C1", MONDAY), key("C2", LATER), key("C1", TUESDAY)]


def test_a_room_is_announced_before_its_first_message_and_only_then(reading, said):
    export = reading({DAY: [said(MONDAY), said(LATER)]})

    kinds = [type(event) for event in export.events()]

    assert kinds == [ChannelChanged, MessagePosted, MessagePosted]


def test_a_room_of_the_private_list_is_private(reading, said):
    groups = [{"id": "G1", "name": "attic"}]
    export = reading({"attic/2026-03-02.json": [said(MONDAY)]}, groups=groups)

    changed = next(event for event in export.events() if isinstance(event, ChannelChanged))

    assert (changed.name, changed.private) == ("attic", True)


def test_a_reply_stands_in_its_thread_and_answers_its_root(reading, said):
    export = reading(
        {
            DAY: [said(MONDAY, thread_ts=MONDAY, reply_count=1)],
            NEXT_DAY: [said(TUESDAY, thread_ts=MONDAY)],
        }
    )

    root, reply = posts(export)

    assert (root.channel, root.reply_to) == (PORCH, None)
    assert reply.channel == ChannelKey(platform="slack", space="T9", channel="C1", thread=MONDAY)
    assert reply.reply_to == key("C1", MONDAY)


def test_a_reply_to_an_absent_root_is_kept_and_counted_as_an_orphan(reading, said):
    export = reading({DAY: [said(LATER, thread_ts=MONDAY)]})

    assert len(posts(export)) == 1
    assert export.tally.orphans == 1


def test_a_root_before_the_time_asked_for_makes_no_orphan(reading, said):
    export = reading({DAY: [said(MONDAY)], NEXT_DAY: [said(TUESDAY, thread_ts=MONDAY)]})

    assert len(posts(export, since=datetime(2026, 3, 3, tzinfo=UTC))) == 1
    assert export.tally.orphans == 0


def test_replies_that_were_announced_and_are_absent_are_counted(reading, said):
    export = reading(
        {DAY: [said(MONDAY, thread_ts=MONDAY, reply_count=3), said(LATER, thread_ts=MONDAY)]}
    )

    posts(export)

    assert export.tally.missing_replies == 2


def test_nothing_is_missing_when_all_replies_came(reading, said):
    export = reading(
        {DAY: [said(MONDAY, thread_ts=MONDAY, reply_count=1), said(LATER, thread_ts=MONDAY)]}
    )

    posts(export)

    assert export.tally.missing_replies == 0


def test_mentions_are_people_other_than_the_author(reading, said):
    export = reading({DAY: [said(MONDAY, "<@U2|bo> and <@U4>, says <@U1>")]})

    [post] = posts(export)

    assert [member.member for member in post.mentions] == ["U2", "U4"]


def test_the_text_is_without_markup(reading, said):
    export = reading(
        {DAY: [said(MONDAY, "see <http://a.example|the plan> in <#C2|cellar> &amp; go")]}
    )

    [post] = posts(export)

    assert post.text == "see the plan in #cellar & go"


def test_reactions_carry_the_time_of_the_message(reading, said):
    cheer = [{"name": "tada", "users": ["U2", "U4"], "count": 2}]
    export = reading({DAY: [said(MONDAY, reactions=cheer)]})

    given = [event for event in export.events() if isinstance(event, ReactionAdded)]

    assert [(each.member.member, each.emoji) for each in given] == [("U2", "tada"), ("U4", "tada")]
    assert {each.stamp.occurred_at for each in given} == {posts(export)[0].stamp.occurred_at}


def test_somebody_joins_the_community_once(reading, said):
    export = reading(
        {
            DAY: [said(MONDAY, subtype="channel_join")],
            "cellar/2026-03-02.json": [said(LATER, subtype="channel_join")],
        }
    )

    joined = list(export.events())

    assert [type(event) for event in joined] == [MemberJoined]


@pytest.mark.parametrize(
    "more",
    [
        {"subtype": "bot_message", "user": None, "bot_id": "B7"},
        {"bot_id": "B7"},
        {"user": "U3"},
        {"user": "USLACKBOT"},
    ],
)
def test_what_no_person_wrote_is_automated(reading, said, more):
    export = reading({DAY: [said(MONDAY) | more]})

    [post] = posts(export)

    assert post.automated


def test_a_named_bot_is_automated(reading, said):
    export = reading({DAY: [said(MONDAY, user="U2")]}, bots=frozenset({"bo"}))

    assert posts(export)[0].automated


def test_an_empty_bot_id_makes_no_bot(reading, said):
    export = reading({DAY: [said(MONDAY, subtype="file_share", bot_id=None)]})

    assert not posts(export)[0].automated


def test_a_comment_on_a_file_is_its_writers_message(reading, said):
    comment = {"user": "U2", "comment": "Fine picture."}
    record = {
        "type": "message",
        "subtype": "file_comment",
        "ts": MONDAY,
        "text": "x",
        "comment": comment,
    }
    export = reading({DAY: [record]})

    [post] = posts(export)

    assert (post.author, post.text) == (MemberKey(platform="slack", member="U2"), "Fine picture.")


def test_a_deleted_message_is_skipped_and_counted(reading, said):
    export = reading({DAY: [said(MONDAY, subtype="tombstone"), said(LATER)]})

    assert len(posts(export)) == 1
    assert export.tally.skipped == {DELETED_MESSAGE: 1}


def test_an_unknown_subtype_is_counted_by_name(reading, said):
    export = reading({DAY: [said(MONDAY, subtype="moon_landing")]})

    assert posts(export) == []
    assert export.tally.unknown == {"moon_landing": 1}


def share(**more):
    """What Slack hangs on a message that shares another."""
    return {"channel_id": "C1", "ts": MONDAY, "is_share": True, "text": "Elsewhere.", **more}


def test_a_shared_message_is_quoted_and_its_words_are_not_the_sharers(reading, said):
    sharing = said(LATER, "Look.", attachments=[{"text": "A page."}, share()])

    post = posts(reading({DAY: [said(MONDAY), sharing]}))[1]

    assert (post.quotes.message, post.reply_to, post.text) == (f"C1:{MONDAY}", None, "Look.")


@pytest.mark.parametrize(
    "attachment",
    [share(is_share=False), share(ts=5), share(ts="soon"), share(channel_id=""), "share", None],
)
def test_what_hangs_on_a_message_otherwise_is_no_quotation(reading, said, attachment):
    [post] = posts(reading({DAY: [said(MONDAY, attachments=[attachment])]}))

    assert post.quotes is None


def test_an_edited_message_says_since_when_it_reads_so(reading, said):
    edited = said(MONDAY, edited={"user": "U1", "ts": LATER})

    [post] = posts(reading({DAY: [edited]}))

    assert post.edited_at == from_decimal(LATER)


def test_a_message_twice_is_kept_as_it_was_after_its_last_edit(reading, said):
    first = said(MONDAY, "Rain.")
    edited = said(MONDAY, "Snow!", edited={"user": "U1", "ts": LATER})
    export = reading({DAY: [edited, first]})

    [post] = posts(export)

    assert post.text == "Snow!"
    assert (export.tally.duplicates, export.tally.edited) == (1, 1)


def test_direct_messages_are_left_alone(reading, said):
    export = reading({"D1/2026-03-02.json": [said(MONDAY)]}, dms=[{"id": "D1", "members": []}])

    assert posts(export) == []
    assert export.tally.files_left == {DIRECT: 1}


def test_direct_messages_are_read_when_asked_for(reading, said):
    days = {"D1/2026-03-02.json": [said(MONDAY)]}
    export = reading(days, include_direct=True, dms=[{"id": "D1", "members": []}])

    assert [post.channel.channel for post in posts(export)] == ["D1"]


def test_an_unlisted_folder_is_reported_and_named_after_itself(reading, said):
    export = reading({"loft/2026-03-02.json": [said(MONDAY)]})

    assert [post.channel.channel for post in posts(export)] == ["folder-loft"]
    assert export.problems.kept == [Problem(file="loft", position="", fault=Fault.UNKNOWN_FOLDER)]


@pytest.mark.parametrize(
    ("change", "fault", "position"),
    [
        ({"ts": None}, Fault.NO_TIME, "/1/ts"),
        ({"ts": 1772438400.0}, Fault.BAD_TIME, "/1/ts"),
        ({"ts": "yesterday"}, Fault.BAD_TIME, "/1/ts"),
        ({"ts": "1.0"}, Fault.BAD_TIME, "/1/ts"),
        ({"ts": "999999999999.0"}, Fault.BAD_TIME, "/1/ts"),
        ({"ts": "1780444800.0"}, Fault.FUTURE_TIME, "/1/ts"),
        ({"user": None}, Fault.NO_AUTHOR, "/1/user"),
        ({"user": {"id": "U1"}}, Fault.BAD_ID, "/1/user"),
        ({"text": None}, Fault.NO_TEXT, "/1/text"),
        ({"text": 5}, Fault.BAD_TEXT, "/1/text"),
        ({"subtype": ["x"]}, Fault.WRONG_SHAPE, "/1/subtype"),
        ({"thread_ts": 5}, Fault.BAD_TIME, "/1/thread_ts"),
    ],
)
def test_a_bad_record_is_reported_where_it_stands(reading, said, change, fault, position):
    export = reading({DAY: [said(MONDAY), said(LATER) | change]})

    assert len(posts(export)) == 1
    assert export.problems.kept == [Problem(file=DAY, position=position, fault=fault)]
    assert export.tally.skipped == {fault.value: 1}
    assert export.tally.records == 2


def test_a_record_that_is_no_object_is_reported(reading, said):
    export = reading({DAY: [said(MONDAY), "what"]})

    assert len(posts(export)) == 1
    assert export.problems.kept == [Problem(file=DAY, position="/1", fault=Fault.WRONG_SHAPE)]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b'[{"ts": "1', Fault.NOT_JSON),
        (b"\xff\xfe[]", Fault.NOT_UTF8),
        (b"{}", Fault.WRONG_TOP_LEVEL),
        (b"", Fault.NOT_JSON),
        (b"[" * 100_000, Fault.NOT_JSON),
    ],
)
def test_a_bad_file_is_reported_and_the_rest_is_read(reading, said, data, fault):
    export = reading({DAY: data, NEXT_DAY: [said(TUESDAY)]})

    assert len(posts(export)) == 1
    assert [(each.file, each.fault) for each in export.problems.kept] == [(DAY, fault)]


def test_half_an_emoji_does_not_cost_the_day(reading, said):
    broken = json.dumps([said(MONDAY, "cut \ud83d")]).encode()
    export = reading({DAY: broken})

    assert [post.text for post in posts(export)] == ["cut ?"]


def test_damaged_lists_do_not_stop_the_talk(reading, said):
    export = reading({DAY: [said(MONDAY)]}, channels=b"[", users=b"nothing")

    assert [post.channel.channel for post in posts(export)] == ["folder-porch"]
    assert [each.file for each in export.problems.kept] == ["users.json", "channels.json", "porch"]


def test_only_the_time_asked_for_is_handed_on(reading, said):
    export = reading({DAY: [said(MONDAY)], NEXT_DAY: [said(TUESDAY)]})

    keys = [post.key for post in posts(export, until=datetime(2026, 3, 3, tzinfo=UTC))]

    assert keys == [key("C1", MONDAY)]


@pytest.mark.parametrize("room", ["cellar", "C2"])
def test_only_the_rooms_asked_for_are_handed_on(reading, said, room):
    export = reading({DAY: [said(MONDAY)], "cellar/2026-03-02.json": [said(LATER)]})

    assert [post.key for post in posts(export, rooms=frozenset({room}))] == [key("C2", LATER)]


def test_the_survey_counts_records_rooms_and_span(reading, said):
    export = reading(
        {DAY: [said(MONDAY), said(LATER, subtype="channel_join")], NEXT_DAY: [said(TUESDAY)]}
    )

    survey = export.survey()

    assert (survey.records, survey.rooms, survey.ordered) == (3, ("porch",), True)
    assert (survey.first, survey.last) == (
        datetime(2026, 3, 2, 8, 0, 0, 100, tzinfo=UTC),
        datetime(2026, 3, 3, 8, 0, 0, 300, tzinfo=UTC),
    )


def test_the_zone_is_that_of_most_people(reading, said):
    assert reading({DAY: [said(MONDAY)]}).time_zone_guess() == "Europe/Berlin"


def test_the_words_are_read_again_from_the_file(reading, said):
    export = reading({DAY: [said(MONDAY, "Old tiles."), said(LATER)]})

    assert export.words(key("C1", MONDAY)) == "Old tiles."


def test_words_that_are_not_there_are_none(reading, said):
    export = reading({DAY: [said(MONDAY)]})

    assert export.words(key("C2", MONDAY)) is None


def test_reading_twice_tells_the_same(reading, said):
    export = reading({DAY: [said(MONDAY), said(LATER, user=None)]})
    once = list(export.events())
    tally, problems = export.tally, list(export.problems.kept)

    again = list(export.events())

    assert (again, export.tally, export.problems.kept) == (once, tally, problems)


def test_in_a_replay_nothing_is_late(reading, said):
    export = reading({DAY: [said(MONDAY)]}, source=Source.REPLAY)

    [post] = posts(export)

    assert post.stamp.received_at == post.stamp.occurred_at
