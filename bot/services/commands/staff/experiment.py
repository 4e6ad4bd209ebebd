"""A trial from the counter: how soon it could tell anything first, then a signature."""

import secrets
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.core.cards import (
    Action,
    Answer,
    Button,
    Card,
    Fact,
    Field,
    FieldKind,
    Form,
    Option,
    Role,
    Section,
    Style,
)
from bot.learning.plans import PlanWrong
from bot.services.commands.base import Asked, Command, Parameter, Press, Source
from bot.services.commands.refusals import Refused
from bot.services.commands.telling import number, said
from bot.services.experimenting import Promise

AREA = "experiment"
SEED_BYTES = 32
WEEKS = (8, 26, 52)
LONGEST_QUESTION, LONGEST_REASON = 300, 300


class Experiment(Command):
    """Begins a trial of a practice, or ends one."""

    name = "experiment"
    role = Role.STEWARD
    staff = True
    parameters = (Parameter(name="practice", source=Source.PRACTICES, longest=60),)
    presses = (
        Press(area=AREA, verb="begin", role=Role.STEWARD, opens_form=True),
        Press(area=AREA, verb="sign", role=Role.STEWARD),
        Press(area=AREA, verb="end", role=Role.STEWARD, opens_form=True),
        Press(area=AREA, verb="ended", role=Role.STEWARD),
    )

    async def answer(self, asked: Asked) -> Answer:
        """What runs, with a button that ends it; or of one practice, how soon it could tell."""
        practice = asked.said["practice"]
        return await (self._promise(practice, asked) if practice else self._running(asked))

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Open a form, sign a plan, or end one."""
        if action.key not in self.behind.practices:
            return None
        match action.verb:
            case "begin":
                return _beginning(action.key, asked)
            case "end":
                return _ending(action.key, asked)
            case "ended":
                because = asked.said.get("because", "")[:LONGEST_REASON]
                ended = await self.behind.experimenting.stop(
                    asked.community, action.key, by=asked.member, because=because, at=asked.at
                )
                return said(asked.words.say("experiment-ended", seed=ended.seed.hex()))
            case _:
                return await self._signed(action.key, asked)

    async def _running(self, asked: Asked) -> Card:
        found = await self.behind.experiments.learned(asked.community, asked.at)
        running = [plan for plan in found.plans if plan.ended_at is None]
        ends = tuple(
            Button(
                action=Action(area=AREA, verb="end", key=plan.practice),
                label=asked.words.say(
                    "experiment-end",
                    practice=asked.words.term(self.behind.practices[plan.practice]),
                ),
                style=Style.RISKY,
                opens_form=True,
            )
            for plan in running
            if plan.practice in self.behind.practices
        )
        name = "experiment-heading" if running else "experiment-none"
        how = asked.words.say("experiment-how", staff=asked.called.staff)
        return Card(
            heading=asked.words.say(name),
            sections=(Section(lines=((how,),), buttons=ends),),
            may_press=Role.MODERATOR,
        )

    async def _promise(self, practice: str, asked: Asked) -> Card:
        promise = await self._checked(practice, asked.words.say("experiment-question"), 8, asked)
        words = asked.words
        if not promise.prospects:
            return said(words.say("experiment-no-budget"))
        facts = tuple(
            Fact(
                words.say("experiment-points", points=number(100 * each.effect, words)),
                (
                    words.say(
                        "experiment-openings",
                        moments=number(round(each.moments), words),
                        weeks=number(round(each.weeks), words),
                    ),
                ),
            )
            for each in promise.prospects
        )
        lines = [(words.say("experiment-sooner"),)]
        if promise.level_missing:
            lines.append((words.say("experiment-level-missing", staff=asked.called.staff),))
        begin = Button(
            action=Action(area=AREA, verb="begin", key=practice),
            label=words.say("experiment-begin"),
            style=Style.MAIN,
            opens_form=True,
        )
        named = asked.words.term(self.behind.practices[practice])
        return Card(
            heading=words.say("experiment-promise", practice=named, pace=f"{promise.pace:.0f}"),
            sections=(Section(facts=facts, lines=tuple(lines), buttons=(begin,)),),
            may_press=Role.MODERATOR,
        )

    async def _checked(self, practice: str, question: str, weeks: int, asked: Asked) -> Promise:
        try:
            text = self._text(practice, question, weeks, asked)
            return await self.behind.experimenting.check(asked.community, text, asked.at)
        except PlanWrong as wrong:
            raise Refused("refusal-plan", {"faults": wrong.faults}) from None

    async def _signed(self, practice: str, asked: Asked) -> Answer:
        filled = asked.said
        question = filled.get("question", "")[:LONGEST_QUESTION]
        weeks = filled.get("weeks", "")
        if not question.strip() or weeks not in {str(each) for each in WEEKS}:
            wrong = asked.words.say("form-needed")
            return _beginning(practice, asked).again(filled, {"question": wrong})
        try:
            plan = await self.behind.experimenting.sign(
                asked.community,
                self._text(practice, question, int(weeks), asked),
                by=asked.member,
                because=filled.get("because", "")[:LONGEST_REASON],
                at=asked.at,
                seed=secrets.token_bytes(SEED_BYTES),
            )
        except PlanWrong as wrong:
            raise Refused("refusal-plan", {"faults": wrong.faults}) from None
        return said(asked.words.say("experiment-begun", commitment=plan.commitment))

    def _text(self, practice: str, question: str, weeks: int, asked: Asked) -> str:
        tomorrow = asked.at.astimezone(ZoneInfo(asked.zone)).date() + timedelta(days=1)
        return self.behind.experimenting.usual(practice, question, tomorrow, weeks)


def _because(asked: Asked) -> Field:
    return Field(
        key="because",
        label=asked.words.say("setup-because"),
        kind=FieldKind.LONG_TEXT,
        longest=LONGEST_REASON,
    )


def _beginning(practice: str, asked: Asked) -> Form:
    words = asked.words
    weeks = tuple(
        Option(value=str(each), label=words.say("experiment-weeks", weeks=each)) for each in WEEKS
    )
    return Form(
        action=Action(area=AREA, verb="sign", key=practice),
        title=words.say("experiment-begin"),
        fields=(
            Field(
                key="question",
                label=words.say("experiment-what"),
                kind=FieldKind.LONG_TEXT,
                initial=words.say("experiment-question"),
                longest=LONGEST_QUESTION,
            ),
            Field(
                key="weeks",
                label=words.say("experiment-how-long"),
                kind=FieldKind.CHOICE,
                options=weeks,
                initial=str(WEEKS[0]),
            ),
            _because(asked),
        ),
        submit=words.say("setup-sign"),
    )


def _ending(practice: str, asked: Asked) -> Form:
    return Form(
        action=Action(area=AREA, verb="ended", key=practice),
        title=asked.words.say("experiment-end-title"),
        fields=(_because(asked),),
        submit=asked.words.say("experiment-end-title"),
    )
