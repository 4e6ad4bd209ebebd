from bot.core.cards import (
    Action,
    Attachment,
    Button,
    Card,
    Fact,
    Field,
    Form,
    Linked,
    Option,
    Section,
    Select,
    Theirs,
)
from bot.core.ids import CommunityId, MessageKey
from bot.core.plain_cards import plain

GO = Action(area="demo", verb="go", key="1")
KEY = MessageKey(platform="parlour", community=CommunityId("demo"), message="m1")


def test_a_card_is_read_from_its_heading_to_its_files():
    card = Card(
        heading="Queue",
        sections=(
            Section(
                heading=("First",),
                lines=(("See ", Linked("the message", KEY), "."),),
                facts=(Fact("Asked", ("by a newcomer",)),),
                selects=(
                    Select(action=GO, label="Week", options=(Option(value="1", label="One"),)),
                ),
                buttons=(Button(action=GO, label="Go"),),
            ),
        ),
        attachments=(Attachment(name="all.json", media="application/json", content=b"{}"),),
    )

    assert plain(card).splitlines() == [
        "Queue",
        "",
        "First",
        "See the message (parlour/m1).",
        "  Asked: by a newcomer",
        "  <Week: 1>  demo:go:1",
        "  [Go]  demo:go:1",
        "all.json: 2 bytes",
    ]


def test_a_link_leads_where_the_surface_says():
    card = Card(heading="Q", sections=(Section(lines=((Linked("it", KEY),),)),))

    assert plain(card, lambda key: f"/m/{key.message}").splitlines()[-1] == "it (/m/m1)"


def test_words_of_a_person_steer_no_terminal():
    card = Card(heading="Q", sections=(Section(lines=((Theirs("red\x1b[31m"),),)),))

    assert "\x1b" not in plain(card)


def test_a_form_shows_its_fields_and_what_is_wrong_in_them():
    options = (Option(value="en", label="English"),)
    field = Field(key="l", label="Language", initial="xx", options=options, wrong="Not that")
    form = Form(action=GO, title="Set up", about="Once.", fields=(field,), submit="Save")

    assert plain(form).splitlines() == [
        "Set up",
        "Once.",
        "  Language: xx",
        "    en",
        "    ! Not that",
        "  [Save]  demo:go:1",
    ]
