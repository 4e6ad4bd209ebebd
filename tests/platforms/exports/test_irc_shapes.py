"""Lines of IRC logs are known by their shape, as each program writes them."""

import pytest

from bot.platforms.exports._irc_shapes import BadPattern, Kind, Line, plain, shape_asked, shape_of


def read(shape, line):
    return shape_asked(shape).read(line)


def said(nick="ana", text="Rain again.", **more):
    return Line(kind=Kind.SAID, nick=nick, text=text, **more)


@pytest.mark.parametrize(
    ("shape", "line", "told"),
    [
        ("brackets", "[08:05] <ana> Rain again.", said(time="08:05")),
        ("brackets", "[08:05:09] <@ana> Rain again.", said(time="08:05:09")),
        ("brackets", "[08:05:09] * ana Rain again.", said(time="08:05:09")),
        ("brackets", "[08:05]  * ana Rain again.", said(time="08:05")),
        ("brackets", "[08:05] Action: ana Rain again.", said(time="08:05")),
        ("brackets", "[08:05] <ana>", said(time="08:05", text="")),
        ("irssi", "08:05 <+ana> Rain again.", said(time="08:05")),
        ("irssi", "08:05 < ana> Rain again.", said(time="08:05")),
        ("irssi", "08:05  * ana Rain again.", said(time="08:05")),
        (
            "weechat",
            "2026-03-02 08:05:09\t@ana\tRain again.",
            said(time="08:05:09", date="2026-03-02"),
        ),
        (
            "weechat",
            "2026-03-02 08:05:09\t *\tana Rain again.",
            said(time="08:05:09", date="2026-03-02"),
        ),
        ("hexchat", "Mar 02 08:05:09 <ana>\tRain again.", said(time="08:05:09", date="Mar 02")),
        ("hexchat", "Mar 02 08:05:09 *\tana Rain again.", said(time="08:05:09", date="Mar 02")),
    ],
)
def test_what_is_said_and_done_is_told_with_its_parts(shape, line, told):
    assert read(shape, line) == told


@pytest.mark.parametrize(
    ("shape", "line"),
    [
        ("brackets", "[08:05:09] *** ana is now known as ana_away"),
        ("brackets", "[08:05] Nick change: ana -> ana_away"),
        ("brackets", "=== ana is now known as ana_away"),
        ("irssi", "08:05 -!- ana is now known as ana_away"),
        ("weechat", "2026-03-02 08:05:09\t--\tana is now known as ana_away"),
        ("hexchat", "Mar 02 08:05:09 *\tana is now known as ana_away"),
    ],
)
def test_another_nick_is_told(shape, line):
    told = read(shape, line)

    assert (told.kind, told.nick, told.new) == (Kind.RENAMED, "ana", "ana_away")


@pytest.mark.parametrize(
    ("shape", "line"),
    [
        ("brackets", "[08:05:09] *** Joins: ana (a@host)"),
        ("brackets", "[08:05:09] *** Quits: ana (a@host) (gone)"),
        ("brackets", "[08:05] ana (a@host) left #porch."),
        ("brackets", "=== mode/#porch [+o ana]  by ben"),
        ("irssi", "08:05 -!- ana [a@host] has quit [gone]"),
        ("irssi", "08:05 -!- mode/#porch [+o ana] by ben"),
        ("irssi", "--- Log closed Mon Mar 02 09:00:00 2026"),
        ("weechat", "2026-03-02 08:05:09\t<--\tana (a@host) has quit (gone)"),
        ("weechat", "2026-03-02 08:05:09\t--\tMode #porch [+o ana] by ben"),
        ("hexchat", "Mar 02 08:05:09 *\tana has quit (gone)"),
        ("hexchat", "Mar 02 08:05:09 *\tNow talking on #porch"),
        ("hexchat", "**** ENDING LOGGING AT Mon Mar  2 09:00:00 2026"),
    ],
)
def test_comings_goings_and_notices_are_notes(shape, line):
    assert read(shape, line).kind is Kind.NOTE


@pytest.mark.parametrize(
    ("shape", "line"),
    [
        ("brackets", "[08:05] ana (a@host) joined #porch."),
        ("brackets", "=== ana [a@host]  has joined #porch"),
        ("irssi", "08:05 -!- ana [a@host] has joined #porch"),
        ("weechat", "2026-03-02 08:05:09\t-->\tana (a@host) has joined #porch"),
        ("hexchat", "Mar 02 08:05:09 *\tana (a@host) has joined #porch"),
    ],
)
def test_who_comes_in_tells_the_channel(shape, line):
    told = read(shape, line)

    assert (told.kind, told.room) == (Kind.NOTE, "#porch")


@pytest.mark.parametrize(
    ("shape", "line"),
    [
        ("brackets", "[00:00] --- Mon Mar  2 2026"),
        ("irssi", "--- Day changed Mon Mar 02 2026"),
        ("irssi", "--- Log opened Mon Mar 02 08:00:00 2026"),
        ("hexchat", "**** BEGIN LOGGING AT Mon Mar  2 08:00:00 2026"),
    ],
)
def test_a_new_day_is_told(shape, line):
    told = read(shape, line)

    assert told.kind is Kind.DAY
    assert "Mar" in told.date
    assert "2026" in told.date


@pytest.mark.parametrize("line", ["", "rain", "ana: rain", "id,user,text", '{"a": 1}', "[08:05]"])
def test_what_is_no_line_of_a_log_is_none(line):
    assert [shape.read(line) for shape in map(shape_asked, ("irssi", "weechat"))] == [None, None]
    assert shape_of([line]) is None


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("brackets", "[08:05] <ana> Rain."),
        ("irssi", "08:05 <ana> Rain."),
        ("weechat", "2026-03-02 08:05:09\tana\tRain."),
        ("hexchat", "Mar 02 08:05:09 <ana>\tRain."),
    ],
)
def test_a_log_is_known_by_the_shape_of_most_lines(name, line):
    assert shape_of([line, line, "odd"]).name == name


def test_where_most_lines_are_odd_it_is_no_log():
    assert shape_of(["[08:05] <ana> Rain.", "a", "b"]) is None


def test_where_nobody_speaks_it_is_no_log():
    assert shape_of(["=== ana is now known as ben"]) is None


def test_a_pattern_of_ones_own_is_a_shape():
    shape = shape_asked(r"(?P<date>\S+) (?P<time>\S+) (?P<nick>\w+): (?P<text>.*)")

    assert shape.read("2026-03-02 08:05 ana: Rain.") == said(
        text="Rain.", time="08:05", date="2026-03-02"
    )


@pytest.mark.parametrize(
    "pattern", ["mirc", "(", "(?P<time>.)", "(?P<time>.)(?P<nick>.)(?P<text>.)(?P<x>.)"]
)
def test_a_pattern_that_cannot_be_used_is_refused(pattern):
    with pytest.raises(BadPattern, match="brackets, irssi, weechat, hexchat"):
        shape_asked(pattern)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Käse".encode(), "Käse"),
        ("Käse".encode("latin-1"), "Käse"),
        (b"\x02bold\x0f \x0304,01red\x03 \x1fline\r\n", "bold red line"),
        (b"\x81\xff", "\N{REPLACEMENT CHARACTER}\u00ff"),
    ],
)
def test_bytes_become_text_without_colours(data, text):
    assert plain(data) == text
