"""What was laid before moderators as cards, and what they may do about it; each act by a press."""

from collections.abc import Sequence

from bot.core.cards import (
    Action,
    Answer,
    Button,
    Card,
    Fact,
    Field,
    FieldKind,
    Form,
    Line,
    Linked,
    Option,
    Role,
    Section,
    Style,
    Theirs,
)
from bot.core.ids import AlertId
from bot.core.incidents import Cause
from bot.core.moderation import (
    LONGEST_REASON,
    MISTAKEN,
    MOST_OF_HOUSE,
    OF_THE_PLATFORM,
    UNSEEN,
    ActKind,
    Alert,
    room_for_house,
)
from bot.services.commands import seen_told as seen
from bot.services.commands.acts_told import act_named, undo_of, who
from bot.services.commands.base import Asked, Command, Press
from bot.services.commands.rooms import room_name
from bot.services.commands.telling import said, when
from bot.services.moderating import Case

AREA = "alert"
AT_ONCE = 5
"""So many are shown at a time, as with drafts."""
MOST_SAID = 3
"""So many people's words are shown of one message."""
LENGTHS = {
    ActKind.TIME_OUT: (600, 3_600, 86_400),
    ActKind.SLOW_DOWN: (10, 30, 60, 300),
}
"""Seconds that may be chosen (platforms.md, 2.2)."""
_FORMS = {
    "note": ActKind.NOTE,
    "remove": ActKind.REMOVE,
    "slow": ActKind.SLOW_DOWN,
    "time-out": ActKind.TIME_OUT,
}
"""What is asked for by a form; handed in, its verb is that with `do-` before it."""
_DO = "do-"


class Alerts(Command):
    """What waits for moderators, oldest first, and what they do about it."""

    name = "alerts"
    role = Role.MODERATOR
    staff = True
    presses = (
        *(Press(area=AREA, verb=verb, role=Role.MODERATOR, opens_form=True) for verb in _FORMS),
        *(Press(area=AREA, verb=f"{_DO}{verb}", role=Role.MODERATOR) for verb in _FORMS),
        Press(area=AREA, verb="settle", role=Role.MODERATOR),
        *seen.PRESSES,
    )

    async def answer(self, asked: Asked) -> Answer:
        """The messages that wait, each with what may be done about it here."""
        cases = await self.behind.moderating.waiting(asked.community, asked.member)
        incidents = await seen.seen(self.behind, asked)
        if not (cases or incidents):
            return said(asked.words.say("alerts-empty"))
        floods = [each for each in incidents if each.cause is Cause.JOINS][:AT_ONCE]
        cases_shown = cases[: AT_ONCE - len(floods)]
        ruled = incidents[len(floods) :][: AT_ONCE - len(floods) - len(cases_shown)]
        more = len(cases) + len(incidents) - AT_ONCE
        last = (Section(lines=((asked.words.say("queue-more", count=more),),)),)
        full = () if _has_room(cases, asked) else (_full(asked),)
        return Card(
            heading=asked.words.say("alerts-heading", count=len(cases) + len(incidents)),
            sections=(
                *await seen.sections(floods, self.behind, asked),
                *[await self._section(each, asked) for each in cases_shown],
                *await seen.sections(ruled, self.behind, asked),
                *(last if more > 0 else ()),
                *full,
                *seen.full(incidents, asked),
            ),
            may_press=Role.MODERATOR,
        )

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Open a form, or do what was decided."""
        if action.area == seen.AREA:
            return await seen.pressed(action, self.behind, asked)
        verb = action.verb.removeprefix(_DO)
        kind = _FORMS.get(verb, ActKind.SETTLE)
        form = None if kind is ActKind.SETTLE else _form(verb, kind, action.key, asked)
        if form is not None and action.verb == verb:
            return form
        seconds = _seconds(kind, asked)
        if form is not None and kind in LENGTHS and seconds is None:
            return form.again(asked.said, {"seconds": asked.words.say("form-choice")})
        act = await self.behind.moderating.act(
            asked.community,
            AlertId(action.key),
            kind,
            by=asked.member,
            because=asked.said.get("because", "")[:LONGEST_REASON],
            at=asked.at,
            seconds=seconds,
        )
        room = await room_name(self.behind, asked.community, act.channel)
        lines = (asked.words.say("alert-logged"),) if kind in OF_THE_PLATFORM else ()
        return Card(
            heading=asked.words.say(f"alert-done-{act_named(kind)}", room=room),
            sections=(Section(lines=tuple((e,) for e in lines), buttons=undo_of(act, asked)),),
            may_press=Role.MODERATOR,
        )

    async def _section(self, case: Case, asked: Asked) -> Section:
        words, first = asked.words, case.first
        where = await room_name(self.behind, asked.community, first.channel)
        allowed = await self.behind.moderating.allowed(first, asked.member)
        facts = [
            Fact(words.say("alert-message"), (Linked(words.say("queue-message"), first.on),)),
            Fact(words.say("alert-since"), (when(first.at, asked.zone, words),)),
        ]
        for each in case.alerts[:MOST_SAID]:
            facts.append(Fact(words.say("alert-by"), self._laid_by(each, asked)))
            if each.words is not None:
                facts.append(Fact(words.say("alert-said"), (Theirs(each.words),)))
        lacks = () if allowed >= OF_THE_PLATFORM else ((words.say("alert-elsewhere"),),)
        return Section(
            heading=(words.say("alert-one", room=where),),
            facts=tuple(facts),
            lines=(*(_why(each, asked) for each in case.alerts if each.of_house), *lacks),
            buttons=tuple(_buttons(first.id, allowed, asked)),
        )

    def _laid_by(self, alert: Alert, asked: Asked) -> Line:
        if alert.of_house:
            return (asked.words.say("alert-by-house"),)
        return who(alert.by, self.behind, asked)


def _why(alert: Alert, asked: Asked) -> Line:
    """Why the house laid it there, and how often it is mistaken."""
    said = asked.words.say(f"alert-why-{alert.cause.value}", mistaken=MISTAKEN, unseen=UNSEEN)
    return (said,)


def _has_room(cases: Sequence[Case], asked: Asked) -> bool:
    laid = (alert for case in cases for alert in case.alerts)
    return room_for_house(laid, asked.member.platform)


def _full(asked: Asked) -> Section:
    return Section(lines=((asked.words.say("alerts-full", count=MOST_OF_HOUSE),),))


def _buttons(alert: AlertId, allowed: frozenset[ActKind], asked: Asked) -> list[Button]:
    found = [
        Button(
            action=Action(area=AREA, verb=verb, key=alert),
            label=asked.words.say(f"alert-{verb}"),
            style=Style.RISKY if kind in OF_THE_PLATFORM else Style.PLAIN,
            opens_form=True,
        )
        for verb, kind in _FORMS.items()
        if kind in allowed
    ]
    settle = Action(area=AREA, verb="settle", key=alert)
    return [*found, Button(action=settle, label=asked.words.say("alert-settle"))]


def _form(verb: str, kind: ActKind, key: str, asked: Asked) -> Form:
    words = asked.words
    because = Field(
        key="because",
        label=words.say("alert-because"),
        kind=FieldKind.LONG_TEXT,
        about=words.say("alert-because-note" if kind is ActKind.NOTE else "alert-because-log"),
        longest=LONGEST_REASON,
    )
    return Form(
        action=Action(area=AREA, verb=f"{_DO}{verb}", key=key),
        title=words.say(f"alert-{verb}-title"),
        fields=(*_length(verb, kind, asked), because),
        submit=words.say(f"alert-{verb}"),
        about=words.say(f"alert-{verb}-about"),
    )


def _length(verb: str, kind: ActKind, asked: Asked) -> tuple[Field, ...]:
    lengths, words = LENGTHS.get(kind, ()), asked.words
    if not lengths:
        return ()
    options = tuple(
        Option(value=str(each), label=words.say("alert-seconds", seconds=each)) for each in lengths
    )
    label = words.say(f"alert-{verb}-length")
    return (Field(key="seconds", label=label, kind=FieldKind.CHOICE, options=options),)


def _seconds(kind: ActKind, asked: Asked) -> int | None:
    chosen = asked.said.get("seconds", "")
    lengths = {str(each): each for each in LENGTHS.get(kind, ())}
    return lengths.get(chosen)
