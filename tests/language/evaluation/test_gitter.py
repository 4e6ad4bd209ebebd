import json
import lzma

import pytest

from bot.language.evaluation.figures import SetDamaged
from bot.language.evaluation.gitter import MESSAGES, read_rooms

ROWS = [
    {"ts": "2016-01-01T10:00:00.500Z", "room": "a", "u": "u1", "id": "m1", "t": "hello"},
    {"ts": "2016-01-01T10:01:00.000Z", "room": "a", "u": "u2", "id": "m2", "t": "@u1 hi, me@u3"},
    {"ts": "2016-01-01T10:01:00.000Z", "room": "a", "u": "u2", "id": "m2", "t": "@u1 hi, me@u3"},
    {"ts": "2016-01-01T10:02:00.000Z", "room": "b", "u": "camperbot", "id": "m3", "t": "points"},
    {"ts": "2016-01-01T10:02:00.000Z", "room": "b", "u": None, "id": "m4", "t": "nobody"},
]


def packed(folder, lines):
    path = folder / MESSAGES
    path.parent.mkdir()
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    return folder


def test_each_message_of_a_person_is_read_once(tmp_path):
    rooms = read_rooms(packed(tmp_path, map(json.dumps, ROWS)))

    assert {room: [line.author for line in lines] for room, lines in rooms.items()} == {
        "a": ["u1", "u2"]
    }


def test_who_is_called_by_name_is_mentioned(tmp_path):
    [_, second] = read_rooms(packed(tmp_path, map(json.dumps, ROWS)))["a"]

    assert second.mentions == ("u1",)


@pytest.mark.parametrize("line", ["{", '{"ts": "2016"}', "[]"])
def test_a_damaged_line_refuses_the_set(tmp_path, line):
    with pytest.raises(SetDamaged):
        read_rooms(packed(tmp_path, [line]))
