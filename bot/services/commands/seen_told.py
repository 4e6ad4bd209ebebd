"""What was seen beside talk, as sections of the moderators' list; each is put away by a press."""

from collections.abc import Mapping, Sequence

from bot.core.cards import Action, Answer, Button, Card, Fact, Line, Role, Section, Theirs
from bot.core.ids import IncidentId
from bot.core.incidents import Cause, Incident, room_for_rules
from bot.core.moderation import MOST_OF_HOUSE
from bot.services.commands.acts_told import who
from bot.services.commands.base import Asked, Behind, Press
from bot.services.commands.rooms import room_name
from bot.services.commands.telling import said, when

AREA = "incident"
PRESSES = tuple(Press(area=AREA, verb=verb, role=Role.MODERATOR) for verb in ("settle", "again"))
ADVISED = frozenset({"discord", "slack"})
"""The platforms that have something of their own against many who join."""


async def seen(behind: Behind, asked: Asked) -> tuple[Incident, ...]:
    """What waits here, floods before what rules did."""
    found = await behind.moderating.watching.waiting(asked.community, asked.member)
    return tuple(sorted(found, key=lambda each: each.cause is Cause.RULE))


async def sections(
    incidents: Sequence[Incident], behind: Behind, asked: Asked
) -> tuple[Section, ...]:
    """One section for each."""
    ruled = any(each.cause is Cause.RULE for each in incidents)
    names: Mapping[str, str] = {}
    if ruled and asked.channel is not None:
        names = await behind.moderating.rules.names(asked.channel, asked.member)
    return tuple(
        [
            _flood(each, asked)
            if each.cause is Cause.JOINS
            else await _rule(each, names, behind, asked)
            for each in incidents
        ]
    )


def full(incidents: Sequence[Incident], asked: Asked) -> tuple[Section, ...]:
    """What is said where no more that rules did is laid there; else nothing."""
    if room_for_rules(incidents):
        return ()
    return (Section(lines=((asked.words.say("seen-full", count=MOST_OF_HOUSE),),)),)


async def pressed(action: Action, behind: Behind, asked: Asked) -> Answer | None:
    """Put one away, or take it up again."""
    settled = action.verb == "settle"
    found = await behind.moderating.watching.settle(
        asked.community, IncidentId(action.key), asked.at if settled else None, asked.member
    )
    if found is None:
        return None
    if not settled:
        return said(asked.words.say("act-undone-settle"))
    return Card(
        heading=asked.words.say("alert-done-settle"),
        sections=(Section(buttons=(_button("again", found, asked),)),),
        may_press=Role.MODERATOR,
    )


def _flood(incident: Incident, asked: Asked) -> Section:
    words, platform = asked.words, incident.server.platform
    advice: tuple[Line, ...] = ()
    if platform in ADVISED:
        advice = ((words.say(f"seen-advice-{platform}"),),)
    told = incident.told.value if incident.told else ""
    return Section(
        heading=(words.say("seen-joins"),),
        facts=(
            Fact(words.say("seen-joined"), (str(incident.joined),)),
            Fact(words.say("seen-from"), (when(incident.at, asked.zone, words),)),
            Fact(words.say("seen-until"), (when(incident.until, asked.zone, words),)),
        ),
        lines=((words.say("seen-joins-why"), " ", words.say(f"seen-told-{told}")), *advice),
        buttons=(_button("settle", incident, asked),),
    )


async def _rule(
    incident: Incident, names: Mapping[str, str], behind: Behind, asked: Asked
) -> Section:
    words, heading = asked.words, asked.words.say("seen-rule-nowhere")
    if incident.room is not None:
        where = await room_name(behind, asked.community, incident.room)
        heading = words.say("seen-rule", room=where)
    kind = words.say(f"automod-{incident.kind.value}" if incident.kind else "seen-rule-other")
    name = names.get(incident.rule or "")
    did = ", ".join(words.say(f"seen-did-{each.value.replace(' ', '-')}") for each in incident.did)
    facts = [
        Fact(words.say("seen-rule-name"), (Theirs(name) if name else kind,)),
        Fact(words.say("seen-did"), (did,)),
        Fact(words.say("alert-since"), (when(incident.at, asked.zone, words),)),
        Fact(words.say("seen-whose"), who(incident.by, behind, asked)),
    ]
    if incident.words is not None:
        facts.append(Fact(words.say("seen-words"), (Theirs(incident.words),)))
    return Section(
        heading=(heading,),
        facts=tuple(facts),
        lines=((words.say("seen-rule-why"),),),
        buttons=(_button("settle", incident, asked),),
    )


def _button(verb: str, incident: Incident, asked: Asked) -> Button:
    label = "alert-settle" if verb == "settle" else "act-undo"
    return Button(
        action=Action(area=AREA, verb=verb, key=incident.id), label=asked.words.say(label)
    )
