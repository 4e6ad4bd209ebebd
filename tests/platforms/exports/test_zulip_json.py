"""A Zulip archive: topics are conversations, quotations are replies, names are people."""

import json
import zipfile
from datetime import UTC, datetime

import pytest

from bot.core.events import ChannelChanged, MessagePosted
from bot.core.ids import ChannelKey, CommunityId, MessageKey
from bot.platforms.exports.formats import open_export
from bot.platforms.exports.problems import Fault
from bot.platforms.exports.zulip_json import ZulipJson

AT = int(datetime(2026, 3, 2, 8, tzinfo=UTC).timestamp())
QUOTED = (
    '<p><span class="user-mention silent" data-user-id="7">Ben</span> '
    '<a href="https://town.example/#narrow/channel/41-porch/topic/rye/near/102">said</a>:</p>\n'
    "<blockquote>\n<p>A little wheat.</p>\n</blockquote>\n<p>How little?</p>"
)


def said(number, content="<p>Rain again.</p>", who="Ana", **more):
    """A message; the running number is its minute too."""
    return {
        "content": content,
        "id": 100 + number,
        "sender_full_name": who,
        "timestamp": AT + 60 * number,
        **more,
    }


def index(topics, stream="porch", number=41):
    known = {topic: {"size": size, "latest_date": AT} for topic, size in topics.items()}
    return {"streams": {stream: {"id": number, "latest_id": 1, "topic_data": known}}, "time": 1.5}


@pytest.fixture
def read(tmp_path, options):
    """The reader and its events; files by name, an index unless one is given."""

    def made(files, listed=None, **changes):
        documents = {"stream_index.json": index({}) if listed is None else listed} | files
        for name, document in documents.items():
            path = tmp_path / "zulip_json" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = (
                document if isinstance(document, bytes) else json.dumps(document, indent=4).encode()
            )
            path.write_bytes(data)
        export = ZulipJson(tmp_path, options(**changes))
        return export, list(export.events())

    return made


def posts(events):
    return [event for event in events if isinstance(event, MessagePosted)]


def answered(events):
    return {
        int(post.key.message) - 100: post.reply_to and int(post.reply_to.message) - 100
        for post in posts(events)
    }


def key(number):
    return MessageKey(platform="zulip", community=CommunityId("town"), message=str(100 + number))


def test_a_message_stands_in_its_topic_of_its_stream(read):
    _, events = read({"41-porch/rye.json": [said(1)]})

    [post] = posts(events)
    assert post.key == key(1)
    assert post.channel == ChannelKey(platform="zulip", space="export", channel="41", thread="rye")
    assert (post.author.member, post.text) == ("Ana", "Rain again.")
    assert post.stamp.occurred_at == datetime(2026, 3, 2, 8, 1, tzinfo=UTC)


def test_a_stream_is_called_as_the_index_has_it(read):
    _, events = read({"41-front-porch/rye.json": [said(1)]}, index({"rye": 1}, "front porch é"))

    [announced] = [event for event in events if isinstance(event, ChannelChanged)]
    assert (announced.name, announced.channel.channel) == ("front porch é", "41")


def test_a_stream_without_an_index_is_called_like_its_folder(read):
    export, _ = read({"41-porch/rye.json": [said(1)]})

    assert export.survey().rooms == ("porch",)


@pytest.mark.parametrize("topic", ["rye or wheat?", "v1.2 (beta)", "Brot & Käse", "a/b", "100%"])
def test_the_name_of_a_topic_is_found_with_an_index_and_without(read, writers, topic):
    file = f"41-porch/{writers.zulip_file(topic)}.json"

    with_index, _ = read({file: [said(1)]}, index({topic: 1}))
    without, events = read({file: [said(1)]})

    assert with_index.problems.total == without.problems.total == 0
    assert posts(events)[0].channel.thread == topic


def test_the_messages_of_a_topic_answer_its_first(read):
    _, events = read({"41-porch/rye.json": [said(1), said(2), said(3)]})

    assert answered(events) == {1: None, 2: 1, 3: 1}


def test_topics_are_conversations_of_their_own(read):
    _, events = read({"41-porch/rye.json": [said(1), said(4)], "41-porch/wheat.json": [said(2)]})

    assert answered(events) == {1: None, 2: None, 4: 1}


def test_a_quotation_is_answered_and_its_words_are_not_the_authors(read):
    _, events = read({"41-porch/rye.json": [said(1), said(2, who="Ben"), said(3, QUOTED)]})

    assert posts(events)[2].quotes == key(2)
    assert posts(events)[2].text == "How little?"


def test_a_topic_goes_on_when_it_is_marked_as_resolved(read):
    _, events = read({"41-porch/rye.json": [said(1)], "41-porch/.E2.9C.94.20rye.json": [said(2)]})

    assert answered(events) == {1: None, 2: 1}
    assert {post.channel.thread for post in posts(events)} == {"rye"}


def test_a_message_that_was_moved_between_two_fetches_is_one(read):
    export, events = read(
        {"41-porch/rye.json": [said(1), said(2)], "41-porch/wheat.json": [said(2), said(3)]}
    )

    assert [int(post.key.message) for post in posts(events)] == [101, 102, 103]
    assert export.tally.duplicates == 1


def test_the_server_is_a_bot_and_opens_no_topic(read):
    notice = said(1, "<p>This topic was moved here.</p>", who="Notification Bot")

    _, events = read({"41-porch/rye.json": [notice, said(2), said(3)]})

    assert [post.automated for post in posts(events)] == [True, False, False]
    assert answered(events) == {1: None, 2: None, 3: 2}


def test_a_bot_is_named_by_the_operator(read):
    _, events = read({"41-porch/rye.json": [said(1, who="Clerk")]}, bots=frozenset({"Clerk"}))

    assert posts(events)[0].automated


def test_who_is_mentioned_is_told_by_name(read):
    content = '<p><span class="user-mention" data-user-id="7">@Ben</span> which one?</p>'

    _, events = read({"41-porch/rye.json": [said(1, content)]})

    assert [member.member for member in posts(events)[0].mentions] == ["Ben"]


# Counts.


def test_counts_are_those_of_the_index(read):
    export, _ = read({"41-porch/rye.json": [said(1), said(2)]}, index({"rye": 2}))

    assert (export.tally.announced, export.tally.checked) == (2, 2)
    assert export.problems.total == 0


def test_a_topic_with_another_count_is_told(read):
    export, events = read({"41-porch/rye.json": [said(1)]}, index({"rye": 2}))

    assert len(posts(events)) == 1
    assert export.problems.counts == {Fault.OTHER_COUNT: 1}


def test_a_topic_that_is_missing_is_told(read):
    export, _ = read({"41-porch/rye.json": [said(1)]}, index({"rye": 1, "wheat": 7}))

    [problem] = export.problems.kept
    assert (problem.file, problem.fault) == ("zulip_json/41-porch/wheat.json", Fault.MISSING)
    assert (export.tally.announced, export.tally.checked) == (8, 1)


# What cannot be used.


@pytest.mark.parametrize(
    ("change", "field", "fault"),
    [
        ({"id": None}, "/id", Fault.NO_ID),
        ({"id": "7"}, "/id", Fault.BAD_ID),
        ({"id": True}, "/id", Fault.BAD_ID),
        ({"id": -1}, "/id", Fault.BAD_ID),
        ({"id": 2**64}, "/id", Fault.BAD_ID),
        ({"sender_full_name": " "}, "/sender_full_name", Fault.NO_AUTHOR),
        ({"sender_full_name": 5}, "/sender_full_name", None),
        ({"timestamp": None}, "/timestamp", Fault.NO_TIME),
        ({"timestamp": "soon"}, "/timestamp", Fault.BAD_TIME),
        ({"timestamp": 1e300}, "/timestamp", Fault.BAD_TIME),
        ({"timestamp": 0}, "/timestamp", Fault.BAD_TIME),
        ({"timestamp": AT * 2}, "/timestamp", Fault.FUTURE_TIME),
        ({"content": None}, "/content", Fault.NO_TEXT),
        ({"content": "<p>" * 400_000}, "/content", Fault.TOO_LONG),
    ],
)
def test_a_record_that_cannot_be_used_is_told_and_the_rest_is_read(read, change, field, fault):
    export, events = read({"41-porch/rye.json": [said(1), said(2, **change), said(3)]})

    if fault is None:
        assert len(posts(events)) == 3
    else:
        [problem] = export.problems.kept
        assert (problem.position, problem.fault) == (f"/1{field}", fault)
        assert export.tally.records == export.tally.kept + 1 == 3


def test_a_cut_file_keeps_what_was_read(read):
    whole = json.dumps([said(1), said(2)], indent=4).encode()

    export, events = read({"41-porch/rye.json": whole[:-40]})

    assert len(posts(events)) == 1
    assert export.problems.counts == {Fault.UNREADABLE: 1}


def test_a_file_of_another_shape_is_told(read):
    export, events = read({"41-porch/rye.json": [said(1)], "41-porch/wheat.json": {"a": 1}})

    assert len(posts(events)) == 1
    assert export.problems.counts == {Fault.WRONG_TOP_LEVEL: 1}


def test_a_broken_index_costs_the_counts_only(read):
    export, events = read({"41-porch/rye.json": [said(1)], "stream_index.json": b'{"streams'})

    assert len(posts(events)) == 1
    assert export.problems.counts == {Fault.NOT_JSON: 1}


def test_unknown_fields_are_counted_by_name(read):
    export, _ = read({"41-porch/rye.json": [said(1, reactions=[])]})

    assert export.tally.unknown == {"reactions": 1}


# The archive as a whole.


def test_a_folder_is_known_by_its_index(read, tmp_path, options):
    read({"41-porch/rye.json": [said(1)]})

    assert isinstance(open_export(tmp_path, options()), ZulipJson)
    assert isinstance(open_export(tmp_path / "zulip_json", options()), ZulipJson)


def test_an_index_alone_is_no_archive(tmp_path, options):
    (tmp_path / "stream_index.json").write_text(json.dumps(index({})))

    assert not ZulipJson.recognises(tmp_path)


def test_a_zip_is_read_like_its_folder(tmp_path, options):
    path = tmp_path / "archive.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("zulip_json/stream_index.json", json.dumps(index({"rye": 1})))
        file.writestr("zulip_json/41-porch/rye.json", json.dumps([said(1)]))

    export = open_export(path, options())

    assert isinstance(export, ZulipJson)
    assert len(posts(export.events())) == 1


def test_words_are_found_again(read):
    export, _ = read({"41-porch/rye.json": [said(1), said(2, QUOTED)]})

    assert export.words_of([key(2), key(9)]) == {key(2): "How little?"}
