import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.cards import (
    Action,
    Attachment,
    Button,
    Card,
    Fact,
    Option,
    Section,
    Select,
    Style,
    Theirs,
)
from bot.platforms.discord.drawing import drawn
from tests.servers.discord.parts import walked

ROW, BUTTON, SELECT, GALLERY, FILE = 1, 2, 3, 12, 13


def link(_key):
    return ""


def action(key="k"):
    return Action(area="some", verb="thing", key=key)


def sent(card):
    return [each.view.to_components() for each in drawn(card, link)]


def texts(components):
    return [each["content"] for each in walked(components) if "content" in each]


async def test_a_sentence_alone_is_no_heading():
    assert [texts(each) for each in sent(Card(heading="Done."))] == [["Done."]]


async def test_heading_lines_and_facts_stand_in_their_order():
    section = Section(
        heading=("One",), lines=(("first",), ("second",)), facts=(Fact("by", (Theirs("*bo*"),)),)
    )

    [message] = sent(Card(heading="All", sections=(section,)))

    assert texts(message) == ["### All", "**One**\nfirst\nsecond\n**by:** \\*bo\\*"]


async def test_buttons_stand_in_rows_of_five():
    buttons = tuple(Button(action=action(str(n)), label=str(n)) for n in range(7))

    [message] = sent(Card(heading="All", sections=(Section(buttons=buttons),)))

    rows = [each for each in message if each["type"] == ROW]
    assert [len(row["components"]) for row in rows] == [5, 2]


async def test_a_button_that_asks_first_says_what_it_asks():
    button = Button(action=action(), label="Go", confirm="Everything goes.", style=Style.RISKY)

    [message] = sent(Card(heading="All", sections=(Section(buttons=(button,)),)))

    [pressable] = [each for each in walked(message) if each["type"] == BUTTON]
    assert pressable["custom_id"] == "sure:some:thing:k"
    assert texts(message)[-1] == "-# Go: Everything goes."


async def test_a_long_list_is_several_menus_with_ids_of_their_own():
    options = tuple(Option(value=str(n), label=f"no. {n}") for n in range(60))
    select = Select(action=action(), label="Which?", options=options)

    [message] = sent(Card(heading="All", sections=(Section(selects=(select,)),)))

    menus = [each for each in walked(message) if each["type"] == SELECT]
    assert [len(each["options"]) for each in menus] == [25, 25, 10]
    assert len({each["custom_id"] for each in menus}) == 3
    assert [o["value"] for each in menus for o in each["options"]] == [str(n) for n in range(60)]


async def test_a_picture_is_described():
    picture = Attachment(name="a.png", media="image/png", content=b"png", alt="Two lines rise.")

    [message] = sent(Card(heading="All", attachments=(picture,)))

    [gallery] = [each for each in message if each["type"] == GALLERY]
    assert gallery["items"] == [
        {"media": {"url": "attachment://a.png"}, "description": "Two lines rise.", "spoiler": False}
    ]


async def test_any_other_file_is_attached():
    export = Attachment(name="me.json", media="application/json", content=b"{}")

    [drawing] = drawn(Card(heading="All", attachments=(export,)), link)

    assert [each["type"] for each in drawing.view.to_components()][-1] == FILE
    assert [each.filename for each in drawing.uploads()] == ["me.json"]


async def test_eleven_files_are_two_messages():
    files = tuple(Attachment(name=f"{n}.txt", media="text/plain", content=b"x") for n in range(11))

    drawings = drawn(Card(heading="All", attachments=files), link)

    assert [len(each.files) for each in drawings] == [10, 1]


async def test_a_section_is_not_torn_where_a_new_message_takes_it_whole():
    sections = tuple(Section(lines=((f"{n} " + "x" * 1500,),)) for n in range(5))

    messages = sent(Card(heading="All", sections=sections))

    assert [[text[0] for text in texts(each) if text[0] != "#"] for each in messages] == [
        ["0", "1"],
        ["2", "3"],
        ["4"],
    ]


async def test_a_line_that_no_message_takes_is_torn_at_a_space():
    words = " ".join(f"word{n}" for n in range(1200))

    messages = sent(Card(heading="All", sections=(Section(lines=((words,),)),)))

    assert "".join(text for each in messages for text in texts(each)[-1:]).count("word") == 1200
    assert all(
        not text.startswith("###") or text == "### All" for each in messages for text in texts(each)
    )


lines = st.lists(st.text(max_size=900).map(lambda text: (Theirs(text),)), max_size=8)
sections = st.builds(
    Section,
    lines=lines.map(tuple),
    facts=st.lists(st.builds(Fact, st.just("name"), st.just(("value",))), max_size=3).map(tuple),
    buttons=st.integers(0, 12).map(
        lambda count: tuple(Button(action=action(str(n)), label=str(n)) for n in range(count))
    ),
)


@given(st.lists(sections, max_size=12))
def test_every_message_keeps_to_the_limits_and_nothing_is_lost(given_sections):
    card = Card(heading="All", sections=tuple(given_sections))

    messages = [
        [each.to_component_dict() for each in drawing.items] for drawing in drawn(card, link)
    ]

    for message in messages:
        found = list(walked(message))
        assert len(found) <= 40
        assert sum(len(each.get("content", "")) for each in found) <= 4000
    buttons = [each for message in messages for each in walked(message) if each["type"] == BUTTON]
    assert len(buttons) == sum(len(each.buttons) for each in given_sections)


@pytest.mark.parametrize("label", ["x" * 90, "short"])
async def test_a_label_that_is_too_long_says_that_it_goes_on(label):
    button = Button(action=action(), label=label)

    [message] = sent(Card(heading="All", sections=(Section(buttons=(button,)),)))

    [pressable] = [each for each in walked(message) if each["type"] == BUTTON]
    assert len(pressable["label"]) <= 80
    assert pressable["label"] == label or pressable["label"].endswith("…")
