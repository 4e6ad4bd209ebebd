"""How often the bot may speak, changed a limit at a time: with evidence, signature and review."""

from bot.core.cards import Action, Answer, Button, Card, Fact, Field, FieldKind, Form, Role, Section
from bot.core.changes import ChangeRecord
from bot.core.framework import Framework
from bot.core.restraint import Budget
from bot.services.changing import (
    LONGEST,
    SETTINGS,
    Changes,
    NoEvidence,
    NoReviewDay,
    NoSuchValue,
    NothingChanged,
    NotSignable,
    Said,
    overdue,
)
from bot.services.commands.base import Asked, Command, Kind, Parameter, Press
from bot.services.commands.refusals import Refused
from bot.services.commands.telling import day, said

AREA = "change"
_ASKED = ("evidence", "insight", "rival")
LATEST = 5
"""So many changes are shown; all of them stand in the export."""


class Change(Command):
    """Shows every limit with what is usual, the latest changes, and takes a new one."""

    name = "change"
    role = Role.MODERATOR
    staff = True
    parameters = (
        Parameter(name="setting", kind=Kind.CHOICE, choices=tuple(SETTINGS)),
        Parameter(name="to", longest=10),
        *(Parameter(name=each, longest=LONGEST) for each in _ASKED),
        Parameter(name="review", longest=10),
    )
    presses = (
        Press(area=AREA, verb="ask", role=Role.STEWARD, opens_form=True),
        Press(area=AREA, verb="sign", role=Role.STEWARD),
    )

    async def answer(self, asked: Asked) -> Answer:
        """What is in force; or one change, which a steward signs by asking for it."""
        if not asked.said["setting"]:
            return await self._shown(asked)
        if asked.role < Role.STEWARD:
            raise Refused("refusal-e02")
        return await self._signed(asked.said["setting"], asked)

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Open the form of a limit, or sign what was filled in."""
        if action.key not in SETTINGS:
            return None
        if action.verb == "sign":
            return await self._signed(action.key, asked)
        return _form(action.key, await self._in_force(asked), asked)

    async def _signed(self, setting: str, asked: Asked) -> Answer:
        given = Said(
            evidence=asked.said.get("evidence", ""),
            insight=asked.said.get("insight", ""),
            rival=asked.said.get("rival", ""),
            review_on=asked.said.get("review", ""),
        )
        to = asked.said.get("to", "")
        try:
            signed = await Changes(self.behind.open_unit).sign(
                asked.community, setting, to, given, by=asked.member, at=asked.at
            )
        except (NoEvidence, NoReviewDay, NoSuchValue, NothingChanged, NotSignable) as wrong:
            raise _refused(wrong) from None
        words = asked.words
        return said(
            words.say("change-signed", version=signed.version),
            *_lines(signed, signed.change, asked),
        )

    async def _in_force(self, asked: Asked) -> Budget:
        async with self.behind.open_unit() as unit:
            framework = await unit.frameworks.current(asked.community)
            await unit.commit()
        if framework is None:
            raise Refused("refusal-e07")
        return framework.budget

    async def _shown(self, asked: Asked) -> Card:
        words, budget = asked.words, await self._in_force(asked)
        facts = tuple(
            Fact(
                words.say(f"setting-{name}"),
                (words.say("change-now", now=each.shown(budget), usual=each.shown(Budget())),),
            )
            for name, each in SETTINGS.items()
        )
        steward = asked.role >= Role.STEWARD
        buttons = tuple(_button(name, asked) for name in SETTINGS) if steward else ()
        records = await Changes(self.behind.open_unit).records(asked.community)
        latest = tuple(
            Section(lines=tuple((line,) for line in _lines(paper, record, asked)))
            for paper, record in reversed(records[-LATEST:])
        )
        return Card(
            heading=words.say("change-heading"),
            sections=(Section(facts=facts, buttons=buttons), *latest),
            may_press=Role.STEWARD,
        )


def _lines(paper: Framework, record: ChangeRecord | None, asked: Asked) -> tuple[str, ...]:
    if record is None:
        return ()
    words = asked.words
    today = paper.charter.local(asked.at).date()
    name = "change-overdue" if overdue(record, today) else "change-review"
    changed = words.say(
        "change-record",
        version=paper.version,
        setting=words.say(f"setting-{record.setting}"),
        before=record.before,
        after=record.after,
        day=day(paper.signed_at, asked.zone, words),
    )
    return (
        changed,
        words.say("change-evidence", text=record.evidence),
        words.say("change-insight", text=record.insight),
        words.say("change-rival", text=record.rival),
        words.say(name, day=record.review_on.isoformat()),
    )


def _button(name: str, asked: Asked) -> Button:
    return Button(
        action=Action(area=AREA, verb="ask", key=name),
        label=asked.words.say(f"setting-{name}"),
        opens_form=True,
    )


def _form(name: str, budget: Budget, asked: Asked) -> Form:
    words = asked.words
    to = Field(
        key="to",
        label=words.say(f"setting-{name}"),
        initial=SETTINGS[name].shown(budget),
        longest=10,
    )
    asked_for = tuple(
        Field(
            key=each,
            label=words.say(f"change-ask-{each}"),
            kind=FieldKind.LONG_TEXT,
            longest=LONGEST,
        )
        for each in _ASKED
    )
    review = Field(key="review", label=words.say("change-ask-review"), kind=FieldKind.DATE)
    return Form(
        action=Action(area=AREA, verb="sign", key=name),
        title=words.say("change-title"),
        about=words.say("change-about-it"),
        fields=(to, *asked_for, review),
        submit=words.say("change-sign"),
    )


def _refused(wrong: Exception) -> Refused:
    match wrong:
        case NotSignable():
            name = "refusal-beyond-ceiling" if wrong.most else "refusal-below-least"
            return Refused(name, {"least": wrong.least, "most": wrong.most})
        case NoSuchValue():
            return Refused("refusal-no-number")
        case NoReviewDay():
            return Refused("refusal-review-day")
        case NothingChanged():
            return Refused("refusal-nothing-changed")
        case _:
            return Refused("refusal-no-evidence")
