import pytest

from bot.core.cards import YES, Action, Field, FieldKind, Form, Option
from bot.platforms.discord.forms import FormTooLong, filled_in, modal
from tests.servers.discord.interactions import _submitted

LABEL, TEXT = 18, 10
ACTION = Action(area="some", verb="form", key="k")


def form(*fields, about=""):
    return Form(action=ACTION, title="A form", fields=fields, submit="Send", about=about)


def component(field):
    [label] = modal(form(field)).to_dict()["components"]
    return label["component"]


async def test_a_form_is_known_by_its_action():
    assert modal(form(Field(key="a", label="A"))).to_dict()["custom_id"] == "some:form:k"


async def test_what_stands_above_the_fields_is_there_while_there_is_room():
    few = modal(form(Field(key="a", label="A"), about="Why we ask.")).to_dict()
    many = modal(form(*(Field(key=k, label=k) for k in "abcde"), about="Why we ask.")).to_dict()

    assert [each["type"] for each in few["components"]] == [TEXT, LABEL]
    assert [each["type"] for each in many["components"]] == [LABEL] * 5


async def test_more_than_five_fields_are_refused():
    with pytest.raises(FormTooLong):
        modal(form(*(Field(key=k, label=k) for k in "abcdef")))


async def test_what_is_wrong_stands_at_its_field():
    wrong = form(Field(key="a", label="A")).again({"a": "typed"}, {"a": "too short"})

    [label] = modal(wrong).to_dict()["components"]

    assert (label["description"], label["component"]["value"]) == ("too short", "typed")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (Field(key="a", label="A"), "words", "words"),
        (Field(key="a", label="A", kind=FieldKind.LONG_TEXT), "two\nlines", "two\nlines"),
        (Field(key="a", label="A", kind=FieldKind.DATE), "2026-12-31", "2026-12-31"),
        (Field(key="a", label="A", kind=FieldKind.SWITCH), True, YES),
        (Field(key="a", label="A", kind=FieldKind.SWITCH), False, ""),
        (
            Field(
                key="a", label="A", kind=FieldKind.CHOICE, options=(Option(value="1", label="one"),)
            ),
            "1",
            "1",
        ),
    ],
)
async def test_what_is_handed_in_is_read_by_the_field(field, typed, said):
    opened = modal(form(field)).to_dict()
    data = {"components": [_submitted(each, {"a": typed}) for each in opened["components"]]}

    assert filled_in(data) == {"a": said}


async def test_a_list_that_is_too_long_is_typed():
    options = tuple(Option(value=str(n), label=str(n)) for n in range(26))
    field = Field(key="a", label="A", kind=FieldKind.CHOICE, options=options)

    assert component(field)["type"] == 4


@pytest.mark.parametrize("data", [{}, {"components": None}, {"components": [{"type": 18}, 3]}])
def test_what_is_no_form_says_nothing(data):
    assert filled_in(data) == {}
