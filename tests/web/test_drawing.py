"""Answers are drawn as HTML in which members' words are words, and forms ask what they should."""

import re

import pytest

from bot.core.cards import (
    Action,
    Attachment,
    Button,
    Card,
    Fact,
    Field,
    FieldKind,
    Form,
    Linked,
    Option,
    Section,
    Select,
    Theirs,
)
from bot.core.ids import CommunityId, MessageKey
from bot.web.drawing import Press, drawn, plainly, templates
from prompts import phrases

PRESS = Action(area="review", verb="send", key="ab12")
KEY = MessageKey(platform="parlour", community=CommunityId("town"), message="m1")


def page(answer):
    """The answer as it stands on a page."""
    source = '{% import "card.html" as cards with context %}{{ cards.answer(given, press, 2) }}'
    return (
        templates()
        .from_string(source)
        .render(
            say=phrases().say,
            given=drawn(answer, lambda key: f"/at/{key.message}"),
            press=Press(back="/queue", about="m1"),
        )
    )


def of(*sections, heading="Done"):
    return page(Card(heading=heading, sections=sections))


def test_somebody_s_words_are_never_markup():
    html = of(Section(lines=((Theirs("<b>bold</b>\u202e"),),)))

    assert "&lt;b&gt;bold&lt;/b&gt;?" in html


def test_our_own_words_are_no_markup_either():
    assert "a &lt; b" in page(Card(heading="a < b"))


def test_a_message_is_linked_where_it_stands():
    assert '<a href="/at/m1">look</a>' in of(Section(lines=((Linked("look", KEY),),)))


@pytest.mark.parametrize("to", ["javascript:alert(1)", "data:text/html,x", "ftp://x", "x"])
def test_what_could_run_is_no_link(to):
    html = of(Section(lines=((Linked("look", to),),)))

    assert "href" not in html
    assert "look" in html


def test_an_address_of_a_page_is_a_link():
    assert 'href="https://example.org/"' in of(
        Section(lines=((Linked("look", "https://example.org/"),),))
    )


def test_facts_stand_under_their_names():
    html = of(Section(facts=(Fact("Draft", ("So it goes.",)),)))

    assert re.search(r"<dt>Draft</dt>\s*<dd>So it goes\.</dd>", html)


def test_a_button_is_a_form_that_says_what_it_asks_and_whence():
    html = of(Section(buttons=(Button(action=PRESS, label="Send"),)))

    assert '<form method="post" action="/press">' in html
    assert 'name="id" value="review:send:ab12"' in html
    assert 'name="back" value="/queue"' in html
    assert 'name="about" value="m1"' in html


def test_what_is_asked_first_is_asked_without_script():
    html = of(Section(buttons=(Button(action=PRESS, label="Send", confirm="Really?"),)))

    assert html.index("<summary") < html.index("Really?") < html.index("<button")


def test_a_select_sends_what_was_chosen():
    options = (Option(value="a", label="First"), Option(value="b", label="Second"))
    html = of(Section(selects=(Select(action=PRESS, label="Which", options=options, chosen="b"),)))

    assert '<option value="b" selected>Second</option>' in html
    assert 'name="value"' in html


def test_a_file_comes_along():
    html = page(
        Card(
            heading="Yours",
            attachments=(Attachment(name="me.json", media="application/json", content=b"{}"),),
        )
    )

    assert 'download="me.json" href="data:application/json;base64,e30="' in html


def form(kind=FieldKind.TEXT, **changes):
    field = Field(key="words", label="Words", kind=kind, **changes)
    return Form(action=PRESS, title="Your words", fields=(field,), submit="Send")


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        (FieldKind.TEXT, "<input"),
        (FieldKind.LONG_TEXT, "<textarea"),
        (FieldKind.CHOICE, "<select"),
        (FieldKind.SWITCH, 'type="checkbox"'),
        (FieldKind.DATE, 'type="date"'),
    ],
)
def test_each_field_has_a_name_and_a_label(kind, tag):
    html = page(form(kind))

    name = re.search(r'<label for="([^"]+)">Words</label>', html).group(1)
    assert f'id="{name}" name="f-words"' in html
    assert tag in html


def test_what_is_wrong_with_a_field_is_said_at_the_field():
    html = page(form(wrong="Too long.", initial="a < b"))

    about = re.search(r'aria-describedby="([^"]+)"', html).group(1)
    assert re.search(rf'id="{about}" class="wrong">Too long\.<', html)
    assert 'aria-invalid="true"' in html
    assert 'value="a &lt; b"' in html


def test_line_ends_stay_and_what_steers_goes():
    assert plainly("one\r\ntwo\u2028three\x1b[31m") == "one\ntwo\nthree?[31m"
