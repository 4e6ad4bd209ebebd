"""Cards and forms as plain text, for a terminal and for whoever reads no other drawing."""

from collections.abc import Callable, Iterator

from bot.core.cards import Answer, Card, Form, Line, Linked, Run, Section, Theirs
from bot.core.display import shown
from bot.core.ids import MessageKey

LinkTo = Callable[[MessageKey], str]
"""Where a message stands, as something that a reader can follow."""


def message_named(key: MessageKey) -> str:
    """A message by its platform and id, where there is no page to lead to."""
    return f"{key.platform}/{key.message}"


def plain(answer: Answer, link: LinkTo = message_named) -> str:
    """The answer as lines of text; nothing in it steers a terminal."""
    drawn = _form(answer) if isinstance(answer, Form) else _card(answer, link)
    return "\n".join(drawn)


def plain_line(line: Line, link: LinkTo = message_named) -> str:
    """One line; what a person chose is shown without anything that steers."""
    return "".join(_run(each, link) for each in line)


def _run(run: Run, link: LinkTo) -> str:
    match run:
        case Theirs():
            return shown(run.text)
        case Linked():
            where = link(run.to) if isinstance(run.to, MessageKey) else run.to
            return f"{run.label} ({shown(where)})"
        case str():
            return run


def _card(card: Card, link: LinkTo) -> Iterator[str]:
    yield card.heading
    for section in card.sections:
        yield from _section(section, link)
    for file in card.attachments:
        yield f"{file.name}: {len(file.content)} bytes"


def _section(section: Section, link: LinkTo) -> Iterator[str]:
    if section.heading:
        yield ""
        yield plain_line(section.heading, link)
    for line in section.lines:
        yield plain_line(line, link)
    for fact in section.facts:
        yield f"  {fact.label}: {plain_line(fact.value, link)}"
    for select in section.selects:
        values = ", ".join(each.value for each in select.options)
        yield f"  <{select.label}: {values}>  {select.action.id}"
    for button in section.buttons:
        yield f"  [{button.label}]  {button.action.id}"


def _form(form: Form) -> Iterator[str]:
    yield form.title
    if form.about:
        yield form.about
    for each in form.fields:
        yield f"  {each.label}: {shown(each.initial)}"
        if each.options:
            yield f"    {', '.join(option.value for option in each.options)}"
        if each.wrong:
            yield f"    ! {each.wrong}"
    yield f"  [{form.submit}]  {form.action.id}"
