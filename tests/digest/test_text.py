from dataclasses import replace

import pytest

from bot.core.measurements import Trend
from bot.digest.compose import compose
from bot.digest.material import Headlines
from bot.digest.text import MOST_CHARACTERS, MOST_WORDS, WIDTH, to_text


def stretched(material):
    """The same week with everything there may be, in rooms of the longest names."""
    room = "a room with a name of many words such as people like to give"
    changed = {
        name: replace(getattr(material.headlines, name), trend=Trend.HIGHER)
        for name in Headlines.__dataclass_fields__
    }
    return replace(
        material,
        headlines=Headlines(**changed),
        waiting=tuple(replace(each, room=f"{room}-{each.room}") for each in material.waiting * 3),
        worth_reading=tuple(
            replace(each, room=f"{room}-{each.room}") for each in material.worth_reading
        ),
        coverage=replace(material.coverage, gaps=material.coverage.gaps * 9),
        distress=7,
    )


@pytest.mark.parametrize("size", ["typical", "largest"])
def test_a_chat_post_is_read_in_two_minutes(typical, size):
    material = typical if size == "typical" else stretched(typical)

    text = to_text(compose(material))

    assert len(text.split()) <= MOST_WORDS
    assert len(text) <= MOST_CHARACTERS


def test_a_post_that_was_cut_says_so(typical):
    text = to_text(compose(stretched(typical)))

    assert text.endswith("Shortened: see the page.\n")


def test_no_act_is_ever_cut(typical):
    report = compose(stretched(typical))
    text = to_text(report)

    acts = next(part.acts for part in report.parts if part.name == "to_do")

    assert len(acts) == 3
    assert all(f"\n{place}  A" in text for place in (1, 2, 3))


def test_chat_shows_only_the_numbers_that_changed(typical):
    text = to_text(compose(typical))

    assert "Sustained exchange: 46" in text
    assert "Talk without the bot" not in text


def test_the_full_text_shows_every_number(typical):
    report = compose(typical)
    text = " ".join(to_text(report, full=True).split())

    assert all(" ".join(number.sentence.split()) in text for number in report.numbers())


def test_no_line_is_wider_than_a_terminal(replayed):
    text = to_text(compose(replayed), full=True)

    assert max(map(len, text.splitlines())) <= WIDTH


def test_a_link_is_written_out(typical):
    [first, *rest] = typical.waiting
    waiting = (replace(first, link="https://chat.example/m/1"), *rest)

    text = to_text(compose(replace(typical, waiting=waiting)))

    assert "<https://chat.example/m/1>" in text
