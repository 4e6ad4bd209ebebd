import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.cards import (
    LONGEST_ID,
    YES,
    Action,
    Attachment,
    Field,
    FieldKind,
    Form,
    NotAnAction,
    Option,
    action_of,
    wrong_in,
)

GO = Action(area="demo", verb="go", key="1")
WHY = Field(key="why", label="Why")


def test_an_action_comes_back_from_its_id():
    action = Action(area="review", verb="send", key="7f3a:2")

    assert action_of(action.id) == action


@pytest.mark.parametrize(
    "custom_id", ["", "review", "review:send", "review:send:", "Review:send:1", "a:b:c d", "a:b:ü"]
)
def test_an_id_of_another_shape_is_no_action(custom_id):
    with pytest.raises(NotAnAction):
        action_of(custom_id)


def test_an_id_that_no_platform_would_carry_is_no_action():
    key = "k" * (LONGEST_ID - len("demo:go:"))

    assert len(Action(area="demo", verb="go", key=key).id) == LONGEST_ID
    with pytest.raises(NotAnAction):
        Action(area="demo", verb="go", key=f"{key}k")


@given(
    st.from_regex(r"[a-z][a-z-]{0,20}:[a-z][a-z-]{0,20}:[!-~]{1,40}", fullmatch=True),
)
def test_whatever_has_the_shape_of_an_action_comes_back_as_it_was(custom_id):
    assert action_of(custom_id).id == custom_id


def test_a_form_that_is_shown_again_holds_what_was_filled_in_and_what_is_wrong():
    form = Form(action=GO, title="Decline", fields=(WHY,), submit="Decline")

    [again] = form.again({"why": "no"}, {"why": "Too short"}).fields

    assert (again.initial, again.wrong) == ("no", "Too short")


def test_a_file_does_not_show_what_is_in_it():
    assert "secret" not in repr(Attachment(name="a.json", media="text/plain", content=b"secret"))


@pytest.mark.parametrize(
    ("field", "filled", "wrong"),
    [
        (WHY, "because", None),
        (WHY, "", "form-needed"),
        (Field(key="why", label="Why", required=False), "", None),
        (Field(key="why", label="Why", longest=3), "because", "form-length"),
        (Field(key="why", label="Why", least=9), "because", "form-length"),
        (Field(key="on", label="On", kind=FieldKind.SWITCH), YES, None),
        (Field(key="on", label="On", kind=FieldKind.SWITCH), "maybe", "form-choice"),
        (Field(key="day", label="Day", kind=FieldKind.DATE), "2026-11-22", None),
        (Field(key="day", label="Day", kind=FieldKind.DATE), "tomorrow", "form-date"),
    ],
)
def test_a_field_says_what_is_wrong_in_it(field, filled, wrong):
    assert wrong_in(field, filled) == wrong


@pytest.mark.parametrize(("filled", "wrong"), [("a", None), ("b", "form-choice")])
def test_a_choice_is_one_of_the_options(filled, wrong):
    options = (Option(value="a", label="A"),)

    assert (
        wrong_in(Field(key="c", label="C", kind=FieldKind.CHOICE, options=options), filled) == wrong
    )
