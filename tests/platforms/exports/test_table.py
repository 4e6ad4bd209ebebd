"""A table with a mapping becomes what happened, whatever its dialect and order."""

import bz2
import gzip
import lzma
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from bot.core.events import ChannelChanged, MessagePosted
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.platforms.exports._by_line import MOST_AT_ONCE
from bot.platforms.exports._times import UnknownTimeZone
from bot.platforms.exports.problems import Fault, Problem
from bot.platforms.exports.table import MappingIncomplete, MappingMisfit, Table

SMALL = {
    "message": "id",
    "author": "user",
    "time": "created_at",
    "text": "body",
    "channel": "room",
    "parent": "parent",
}
PLAIN = {"message": "id", "author": "u", "time": "at", "text": "t"}
AT = "2026-03-02T08:00:00Z"


def row(**changes):
    return {"id": "m1", "u": "ana", "at": AT, "t": "Rain."} | changes


def posts(export, **asked):
    return [event for event in export.events(**asked) if isinstance(event, MessagePosted)]


def key(message):
    return MessageKey(platform="table", community=CommunityId("town"), message=message)


@pytest.fixture
def table(lines_file, options):
    """A table of these JSON lines."""

    def made(*lines, mapping=PLAIN, name="talk.jsonl", **changes):
        return Table(lines_file(*lines, name=name), options(mapping=mapping, **changes))

    return made


@pytest.fixture
def csv_table(lines_file, options):
    """A table of these lines of CSV."""

    def made(*lines, mapping=PLAIN, name="talk.csv", **changes):
        return Table(lines_file(*lines, name=name), options(mapping=mapping, **changes))

    return made


def test_the_small_town_is_read_from_csv(fixtures, options):
    export = Table(fixtures / "small.csv", options(mapping=SMALL))

    said = posts(export)

    assert (len(said), export.tally.people, export.problems.total) == (40, 8, 0)


def test_the_small_town_is_the_same_in_json_lines(fixtures, options):
    as_csv = Table(fixtures / "small.csv", options(mapping=SMALL))
    as_json = Table(fixtures / "small.jsonl", options(mapping=SMALL | {"author": "user.id"}))

    assert list(as_json.events()) == list(as_csv.events())


def test_the_survey_of_the_small_town(fixtures, options):
    survey = Table(fixtures / "small.csv", options(mapping=SMALL)).survey()

    assert (survey.records, survey.rooms, survey.ordered) == (
        40,
        ("garden", "kitchen", "workshop"),
        True,
    )
    assert (survey.last - survey.first).days == 20


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_a_packed_file_is_unpacked_on_the_way(fixtures, options, tmp_path, pack):
    packed = tmp_path / "small"
    packed.write_bytes(pack((fixtures / "small.csv").read_bytes()))

    assert len(posts(Table(packed, options(mapping=SMALL)))) == 40


def test_a_file_cut_while_packed_is_reported_and_what_came_is_kept(fixtures, options, tmp_path):
    packed = tmp_path / "small"
    packed.write_bytes(gzip.compress((fixtures / "small.csv").read_bytes())[:-20])

    export = Table(packed, options(mapping=SMALL))

    assert posts(export)
    assert export.problems.counts == {Fault.UNREADABLE: 1}


def test_a_byte_order_mark_is_accepted(csv_table):
    export = csv_table(b"\xef\xbb\xbfid,u,at,t", f"m1,ana,{AT},Rain.")

    assert [post.key for post in posts(export)] == [key("m1")]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_by_the_mapped_columns(csv_table, mark):
    export = csv_table(mark.join(["id", "u", "at", "t"]), mark.join(["m1", "ana", AT, "Rain."]))

    assert len(posts(export)) == 1
    assert export.dialect.delimiter == mark


def test_quotes_escaped_by_a_backslash_are_found(csv_table):
    export = csv_table("id,u,at,t", f'm1,ana,{AT},"a \\"fine\\" day"')

    assert posts(export)[0].text == 'a "fine" day'


def test_the_dialect_can_be_told_to_a_person(csv_table):
    export = csv_table("id;u;at;t")

    assert str(export.dialect) == 'separated by semicolons, quoted by ", quotes doubled'


def test_a_record_over_several_lines_is_reported_where_it_begins(csv_table):
    export = csv_table("id,u,at,t", f'm1,ana,{AT},"two', 'lines"', f"m2,,{AT},x")

    [post] = posts(export)

    assert post.text == "two\nlines"
    assert export.problems.kept == [Problem(file="talk.csv", position="4:u", fault=Fault.NO_AUTHOR)]


def test_a_quotation_without_end_costs_what_it_swallows_and_no_more(csv_table):
    filler = ["x" * 1000] * 140
    export = csv_table("id,u,at,t", f'm1,ana,{AT},"open', *filler, f"m2,ana,{AT},Rain.")

    assert [post.key for post in posts(export)] == [key("m2")]
    assert export.problems.counts[Fault.NOT_CSV] == 1


def test_a_row_of_another_width_is_reported(csv_table):
    export = csv_table("id,u,at,t", f"m1,ana,{AT}", f"m2,ana,{AT},Rain.")

    assert len(posts(export)) == 1
    assert export.problems.kept == [Problem(file="talk.csv", position="2", fault=Fault.WRONG_SHAPE)]


def test_broken_utf_8_costs_one_row_of_csv(csv_table):
    export = csv_table("id,u,at,t", f"m1,ana,{AT},".encode() + b"\xff", f"m2,ana,{AT},Rain.")

    assert [post.key for post in posts(export)] == [key("m2")]
    assert export.problems.kept == [Problem(file="talk.csv", position="2", fault=Fault.NOT_UTF8)]


@pytest.mark.parametrize(
    ("line", "fault", "position"),
    [
        (b'{"id": "m1", "t": "\xff"}', Fault.NOT_UTF8, "2:20"),
        ('{"id": "m1"', Fault.NOT_JSON, "2:12"),
        ("[1, 2]", Fault.WRONG_SHAPE, "2"),
        (row(id=None), Fault.NO_ID, "2:id"),
        (row(id=" "), Fault.NO_ID, "2:id"),
        (row(id=True), Fault.BAD_ID, "2:id"),
        (row(id=1.5), Fault.BAD_ID, "2:id"),
        (row(id="x" * 256), Fault.BAD_ID, "2:id"),
        (row(id="a\u0000b"), Fault.BAD_ID, "2:id"),
        (row(u=None), Fault.NO_AUTHOR, "2:u"),
        (row(u={"id": 1}), Fault.BAD_ID, "2:u"),
        (row(t=None), Fault.NO_TEXT, "2:t"),
        (row(t=["Rain."]), Fault.BAD_TEXT, "2:t"),
        (row(at=None), Fault.NO_TIME, "2:at"),
        (row(at="soon"), Fault.BAD_TIME, "2:at"),
        (row(at="2026-03-02T08:00:00"), Fault.NO_ZONE, "2:at"),
        (row(at="1970-01-01T00:00:00Z"), Fault.BAD_TIME, "2:at"),
        (row(at="2026-06-02T00:00:01Z"), Fault.FUTURE_TIME, "2:at"),
    ],
)
def test_a_bad_record_is_reported_where_it_stands(table, line, fault, position):
    export = table(row(id="m0"), line, row(id="m2"))

    assert [post.key for post in posts(export)] == [key("m0"), key("m2")]
    assert export.problems.kept == [Problem(file="talk.jsonl", position=position, fault=fault)]
    assert (export.tally.records, export.tally.skipped) == (3, {fault.value: 1})


def test_a_number_is_an_id_too(table):
    export = table(row(id=17))

    assert [post.key for post in posts(export)] == [key("17")]


def test_an_empty_text_is_a_message(table):
    assert [post.text for post in posts(table(row(t="")))] == [""]


def test_a_time_without_a_zone_is_of_the_zone_that_is_given(table):
    export = table(row(at="2026-03-02T09:00:00"), time_zone="Europe/Berlin")

    assert posts(export)[0].stamp.occurred_at == datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_an_unknown_zone_is_refused(table):
    with pytest.raises(UnknownTimeZone):
        table(row(), time_zone="Middle/Earth")


def test_names_after_an_at_sign_are_mentions(table):
    export = table(row(t="@bo, ask @cleo_2. Not a@b.example, and not @ana."))

    assert [member.member for member in posts(export)[0].mentions] == ["bo", "cleo_2"]


def test_a_parent_opens_a_thread_and_is_answered(table):
    export = table(row(), row(id="m2", p="m1"), mapping=PLAIN | {"parent": "p"})

    root, reply = posts(export)

    assert root.channel.thread is None
    assert (reply.channel.thread, reply.reply_to) == ("m1", key("m1"))


def test_a_root_that_names_itself_answers_nobody(table):
    export = table(row(p="m1"), mapping=PLAIN | {"parent": "p"})

    [root] = posts(export)

    assert (root.channel.thread, root.reply_to) == (None, None)


def test_a_direct_reply_is_nearer_than_the_root(table):
    mapping = PLAIN | {"parent": "p", "reply_to": "r"}
    export = table(row(), row(id="m2", p="m1"), row(id="m3", p="m1", r="m2"), mapping=mapping)

    assert posts(export)[2].reply_to == key("m2")


def test_where_a_thread_is_named_alone_all_of_it_answers_its_first_message(table):
    mapping = PLAIN | {"thread": "th"}
    export = table(row(th="t9"), row(id="m2", th="t8"), row(id="m3", th="t9"), mapping=mapping)

    first, other, answer = posts(export)

    assert (first.channel.thread, first.reply_to) == ("t9", None)
    assert other.reply_to is None
    assert (answer.channel.thread, answer.reply_to) == ("t9", key("m1"))


def test_a_thread_that_is_named_after_its_first_message_is_opened_by_it_in_the_room(table):
    export = table(row(th="m1"), row(id="m2", th="m1"), mapping=PLAIN | {"thread": "th"})

    root, answer = posts(export)

    assert (root.channel.thread, root.reply_to) == (None, None)
    assert (answer.channel.thread, answer.reply_to) == ("m1", key("m1"))


def test_in_a_thread_named_alone_who_replies_to_another_answers_that_one(table):
    mapping = PLAIN | {"thread": "th", "reply_to": "r"}
    export = table(
        row(th="t9"), row(id="m2", th="t9"), row(id="m3", th="t9", r="m2"), mapping=mapping
    )

    assert posts(export)[2].reply_to == key("m2")


def test_a_reply_to_an_unknown_message_is_kept_and_counted_as_an_orphan(table):
    export = table(row(p="m0"), mapping=PLAIN | {"parent": "p"})

    assert len(posts(export)) == 1
    assert export.tally.orphans == 1


def test_a_parent_that_was_not_asked_for_makes_no_orphan(table):
    lines = (row(), row(id="m2", p="m1", at="2026-03-03T08:00:00Z"))
    export = table(*lines, mapping=PLAIN | {"parent": "p"})

    assert len(posts(export, since=datetime(2026, 3, 3, tzinfo=UTC))) == 1
    assert export.tally.orphans == 0


def test_of_a_message_twice_at_one_moment_the_later_line_is_handed_on(table):
    export = table(row(), row(id="m2"), row(t="Snow."))

    assert [(post.key, post.text) for post in posts(export)] == [
        (key("m1"), "Snow."),
        (key("m2"), "Rain."),
    ]
    assert (export.tally.duplicates, export.tally.records) == (1, 3)


def test_a_message_that_comes_again_later_was_edited_then(table):
    export = table(row(), row(at="2026-03-02T09:00:00Z", t="Snow."), row(id="m2"))

    assert [(post.key, post.edited_at) for post in posts(export)] == [
        (key("m1"), None),
        (key("m2"), None),
        (key("m1"), datetime(2026, 3, 2, 9, tzinfo=UTC)),
    ]
    assert export.tally.duplicates == 1


def test_a_later_version_that_cannot_be_used_takes_nothing_away(table):
    export = table(row(), row(t=[1]))

    assert [post.text for post in posts(export)] == ["Rain."]
    assert export.problems.counts == {Fault.BAD_TEXT: 1}


def test_an_id_that_another_room_uses_is_no_version(table):
    lines = (row(c="loft"), row(c="cellar", t="Snow."), row(c="porch", at="2026-03-03T08:00:00Z"))
    export = table(*lines, mapping=PLAIN | {"channel": "c"})

    assert [(post.text, post.edited_at) for post in posts(export)] == [
        ("Rain.", None),
        ("Snow.", None),
        ("Rain.", None),
    ]
    assert (export.tally.duplicates, export.tally.shared) == (2, 2)


@pytest.mark.parametrize("order", [1, -1])
def test_the_later_edit_wins_whichever_line_comes_first(table, order):
    lines = [row(t="Snow.", ed="2026-03-02T09:00:00Z"), row(t="Rain.", ed="")][::order]
    export = table(*lines, mapping=PLAIN | {"edited": "ed"})

    [post] = posts(export)

    assert (post.text, post.edited_at) == ("Snow.", datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert export.words(key("m1")) == "Snow."


def test_an_edit_that_nobody_can_believe_is_none(table):
    lines = (row(ed="9999-01-01T00:00:00Z"), row(id="m2", ed="soon"), row(id="m3", ed=AT))
    export = table(*lines, mapping=PLAIN | {"edited": "ed"})

    assert [post.edited_at for post in posts(export)] == [None, None, None]


def test_the_last_of_more_than_are_held_is_an_edit_of_nothing(table):
    others = [row(id=f"o{number}") for number in range(MOST_AT_ONCE)]
    export = table(row(), *others, row(t="Snow."))

    said = [post for post in posts(export) if post.key == key("m1")]

    assert [post.text for post in said] == ["Rain.", "Snow."]
    assert export.tally.duplicates == 1


def test_a_room_is_announced_before_its_first_message(table):
    export = table(row(c="loft"), row(id="m2", c="loft"), mapping=PLAIN | {"channel": "c"})

    events = list(export.events())

    assert [type(event) for event in events] == [ChannelChanged, MessagePosted, MessagePosted]
    assert events[0].channel == ChannelKey(platform="table", space="export", channel="loft")


def test_reading_words_announces_nothing(table):
    export = table(row())
    export.words(key("m1"))

    assert isinstance(next(iter(export.events())), ChannelChanged)


def test_without_a_channel_column_the_room_is_named_after_the_file(table):
    export = table(row(), name="village.jsonl.txt")

    assert posts(export)[0].channel.channel == "village"


def test_an_empty_channel_is_refused(table):
    export = table(row(c=""), mapping=PLAIN | {"channel": "c"})

    assert posts(export) == []
    assert export.problems.counts == {Fault.NO_ROOM: 1}


@pytest.mark.parametrize(
    ("value", "automated"),
    [
        (True, True),
        (1, True),
        ("yes", True),
        ("Bot", True),
        (False, False),
        (0, False),
        ("", False),
        ("no", False),
        (None, False),
    ],
)
def test_a_column_may_say_who_is_a_bot(table, value, automated):
    export = table(row(b=value), mapping=PLAIN | {"bot": "b"})

    assert posts(export)[0].automated is automated


def test_a_named_bot_is_automated(table):
    export = table(row(), row(id="m2", u="clerk"), bots=frozenset({"clerk"}))

    assert [post.automated for post in posts(export)] == [False, True]


def test_a_file_out_of_order_is_put_in_order(table):
    days = [3, 1, 2]
    export = table(*(row(id=f"m{day}", at=f"2026-03-0{day}T08:00:00Z") for day in days))

    said = posts(export)

    assert not export.survey().ordered
    assert [post.key for post in said] == [key("m1"), key("m2"), key("m3")]


def test_sorting_changes_nothing_but_the_order(fixtures, options, tmp_path):
    lines = (fixtures / "small.jsonl").read_text().splitlines()
    turned = tmp_path / "small.jsonl"
    turned.write_text("\n".join(reversed(lines)))
    mapping = options(mapping=SMALL | {"author": "user.id"})

    straight = list(Table(fixtures / "small.jsonl", mapping).events())

    assert list(Table(turned, mapping).events()) == straight


def test_events_come_in_time_order(fixtures, options):
    said = posts(Table(fixtures / "small.csv", options(mapping=SMALL)))

    assert all(a.stamp.occurred_at <= b.stamp.occurred_at for a, b in pairwise(said))


def test_only_the_rooms_asked_for_are_handed_on(fixtures, options):
    export = Table(fixtures / "small.csv", options(mapping=SMALL))

    rooms = {post.channel.channel for post in posts(export, rooms=frozenset({"garden"}))}

    assert rooms == {"garden"}


def test_records_are_kept_skipped_or_refused_and_nothing_else(fixtures, options):
    export = Table(fixtures / "small.csv", options(mapping=SMALL))

    posts(export, since=datetime(2026, 3, 10, tzinfo=UTC), rooms=frozenset({"garden"}))

    tally = export.tally
    assert tally.records == tally.kept + tally.skipped.total() == 40


def test_fields_that_are_not_mapped_are_counted_by_name(table):
    export = table(row(mood="grey"), row(id="m2", mood="blue", tide=1))

    posts(export)

    assert export.tally.unknown == {"mood": 2, "tide": 1}


def test_a_dotted_path_reaches_into_an_object(table):
    export = table(row(u={"who": {"id": "ana"}}), mapping=PLAIN | {"author": "u.who.id"})

    assert posts(export)[0].author == MemberKey(platform="table", member="ana")


def test_a_dotted_column_that_is_there_as_such_wins(table):
    export = table(row(**{"u.id": "bo"}), mapping=PLAIN | {"author": "u.id"})

    assert posts(export)[0].author == MemberKey(platform="table", member="bo")


def test_the_latest_words_of_a_message_are_read_again(table):
    export = table(row(), row(t="Snow."))

    assert export.words(key("m1")) == "Snow."


def test_a_line_too_long_is_reported_and_passed_over(table):
    export = table(row(), row(id="m2", t="x" * (5 * 1024 * 1024)), row(id="m3"))

    assert [post.key for post in posts(export)] == [key("m1"), key("m3")]
    assert export.problems.kept == [
        Problem(file="talk.jsonl", position="2", fault=Fault.LINE_TOO_LONG)
    ]


def test_a_mapping_without_a_required_field_is_refused(table):
    with pytest.raises(MappingIncomplete, match="author, time is missing"):
        table(row(), mapping={"message": "id", "text": "t"})


def test_a_mapping_of_an_unknown_field_is_refused(table):
    with pytest.raises(MappingMisfit, match="moood"):
        table(row(), mapping=PLAIN | {"moood": "t"})


def test_a_mapped_column_that_csv_does_not_have_is_refused(csv_table):
    with pytest.raises(MappingMisfit, match="at"):
        csv_table("id,u,when,t")


def test_no_report_holds_a_members_words(table, tmp_path):
    export = table('{"t": "sekrit"', row(u=None, t="sekrit"), row(at="sekrit"), row(id=["sekrit"]))
    export.problems.write_to(tmp_path / "reports.txt")

    posts(export)

    assert export.problems.total == 4
    assert "sekrit" not in (tmp_path / "reports.txt").read_text()
