"""From listening to a signed charter: what is done, what comes next, and the forms for it."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.core.cards import (
    Action,
    Answer,
    Button,
    Card,
    Fact,
    Field,
    FieldKind,
    Form,
    Role,
    Section,
    Style,
)
from bot.core.charter import Charter
from bot.core.framework import Framework
from bot.services.charter_told import Change, changes, sections
from bot.services.chartering import CharterRefused
from bot.services.commands.base import Asked, Behind, Command, Press
from bot.services.commands.charter_forms import (
    AREA,
    GROUPS,
    CharterText,
    as_setting,
    charter_form,
    settings_of,
)
from bot.services.commands.telling import said
from bot.services.ladder import LISTENS_FIRST

LONGEST_REASON = 300
_BECAUSE = "because"


class Setup(Command):
    """Shows the steps, opens the forms of the charter, and takes the signature."""

    name = "setup"
    role = Role.MODERATOR
    staff = True
    presses = (
        Press(area=AREA, verb="edit", role=Role.MODERATOR, opens_form=True),
        Press(area=AREA, verb="keep", role=Role.MODERATOR),
        Press(area=AREA, verb="sign", role=Role.STEWARD, opens_form=True),
        Press(area=AREA, verb="signed", role=Role.STEWARD),
    )

    async def answer(self, asked: Asked) -> Answer:
        """The steps with what is done of each, and a button for what comes next."""
        words = asked.words
        async with self.behind.open_unit() as unit:
            framework = await unit.frameworks.current(asked.community)
            reach = await (await unit.reading()).reach(asked.community)
            await unit.commit()
        draft = await self.behind.charters.draft(asked.community)
        heard = timedelta() if reach is None else min(asked.at, reach[1]) - reach[0]
        days = max(0, min(heard, LISTENS_FIRST).days)
        done = {
            "listening": words.say("setup-days", done=days, needed=LISTENS_FIRST.days),
            "charter": words.say("setup-written" if draft or framework else "setup-not-yet"),
            "signature": words.say("setup-signed" if framework else "setup-not-yet"),
        }
        facts = tuple(Fact(words.say(f"setup-step-{step}"), (text,)) for step, text in done.items())
        return Card(
            heading=words.say("setup-heading"),
            sections=(
                Section(facts=facts),
                Section(buttons=tuple(_edits(asked))),
                *(drafted_change(framework, draft.charter, asked) if draft else ()),
            ),
            may_press=Role.MODERATOR,
        )

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Open a form, keep what was filled in, or sign."""
        if action.verb == "sign":
            return _signature(asked)
        if action.verb == "signed":
            return await self._signed(asked)
        if action.key not in GROUPS:
            return None
        text = CharterText(await self.behind.charters.text(asked.community))
        form = charter_form(action.key, text, asked.words)
        if action.verb == "edit":
            return form
        settings = settings_of(action.key, asked.said) | _named(text, asked)
        try:
            await write(self.behind, settings, asked)
        except CharterRefused as refused:
            wrong = {each.field: each.problem for each in refused.faults}
            if any(each.key in wrong for each in form.fields):
                return form.again(asked.said, wrong)
            raise
        return await self.answer(asked)

    async def _signed(self, asked: Asked) -> Answer:
        because = asked.said.get(_BECAUSE, "")[:LONGEST_REASON]
        framework = await self.behind.charters.sign(
            asked.community, asked.member, because, asked.at
        )
        return said(asked.words.say("setup-in-force", version=framework.version))


async def write(behind: Behind, settings: Mapping[str, str], asked: Asked) -> Charter:
    """Keep the charter with these fields as its draft. Raises CharterRefused."""
    text = await behind.charters.text(asked.community)
    written = await behind.charters.write(asked.community, text, asked.at, settings)
    return written.draft.charter


def drafted_change(
    framework: Framework | None, draft: Charter, asked: Asked
) -> tuple[Section, ...]:
    """What a draft would change, or says where nothing is signed, with the button that signs it."""
    words = asked.words
    if framework is None:
        told = [(each.label, each.said) for each in sections(draft, words) if each.said]
    else:
        told = [
            (each.label, _difference(each)) for each in changes(framework.charter, draft, words)
        ]
    sign = Button(
        action=Action(area=AREA, verb="sign", key="draft"),
        label=words.say("setup-sign"),
        style=Style.MAIN,
        opens_form=True,
    )
    facts = tuple(Fact(label, ("; ".join(entries),)) for label, entries in told)
    return (Section(heading=(words.say("setup-unsigned"),), facts=facts, buttons=(sign,)),)


def _difference(change: Change) -> tuple[str, ...]:
    note = (change.note,) if change.note else ()
    return (*(f"+ {e}" for e in change.added), *(f"- {e}" for e in change.removed), *note)


def _edits(asked: Asked) -> Iterator[Button]:
    for group in GROUPS:
        yield Button(
            action=Action(area=AREA, verb="edit", key=group),
            label=asked.words.say(f"charter-form-{group}"),
            opens_form=True,
        )


def _signature(asked: Asked) -> Form:
    words = asked.words
    because = Field(
        key=_BECAUSE,
        label=words.say("setup-because"),
        kind=FieldKind.LONG_TEXT,
        longest=LONGEST_REASON,
    )
    return Form(
        action=Action(area=AREA, verb="signed", key="draft"),
        title=words.say("setup-sign"),
        about=words.say("setup-sign-about"),
        fields=(because,),
        submit=words.say("setup-sign"),
    )


def _named(text: CharterText, asked: Asked) -> dict[str, str]:
    """Whoever writes the first charter stands in it as its moderator, for somebody must sign."""
    if text.entries("moderators"):
        return {}
    named = f"{asked.member.platform}:{asked.member.member}"
    return {"moderators": as_setting("moderators", named)}
