import pytest

from bot.core.cards import Action
from bot.platforms.discord.marks import Mark, mark_of, marked

ACTION = Action(area="said", verb="stop", key="0a1b")


@pytest.mark.parametrize(
    ("around", "custom_id"),
    [
        ({}, "said:stop:0a1b"),
        ({"guild": "123"}, "g123:said:stop:0a1b"),
        ({"part": 2}, "2:said:stop:0a1b"),
        ({"sure": True}, "sure:said:stop:0a1b"),
        ({"guild": "123", "part": 3, "sure": True}, "g123:3:sure:said:stop:0a1b"),
    ],
)
def test_an_id_is_read_as_it_was_written(around, custom_id):
    mark = mark_of(marked(ACTION, **around))

    assert marked(ACTION, **around) == custom_id
    expected = Mark(id=ACTION.id, guild=around.get("guild"), sure=around.get("sure", False))
    assert mark == expected


@pytest.mark.parametrize("custom_id", ["", "anything", "g:x", "sure", "a\nb"])
def test_what_is_no_id_of_ours_is_left_as_it_is(custom_id):
    assert mark_of(custom_id) == Mark(id=custom_id)
