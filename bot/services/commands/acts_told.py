"""How an act of a moderator is told, wherever it is, and what takes it back."""

from bot.core.cards import Action, Button, Fact, Line, Linked, Theirs
from bot.core.ids import MemberKey
from bot.core.moderation import FOR_GOOD, Act, ActKind, ActStatus
from bot.services.commands.base import Asked, Behind
from bot.services.commands.rooms import room_name
from bot.services.commands.telling import when

AREA = "act"


def act_named(kind: ActKind) -> str:
    """A kind of act as the names of sentences have it."""
    return kind.value.replace(" ", "-")


def undo_of(act: Act, asked: Asked) -> tuple[Button, ...]:
    """The button that takes an act back; none where nothing does."""
    lost = act.on is None and act.kind is not ActKind.AUTOMOD
    if act.kind in FOR_GOOD or act.status is not ActStatus.DONE or lost:
        return ()
    action = Action(area=AREA, verb="undo", key=act.id)
    return (Button(action=action, label=asked.words.say("act-undo")),)


def who(member: MemberKey | None, behind: Behind, asked: Asked) -> Line:
    """Somebody (plain id), for moderators' eyes alone."""
    if member is None:
        return (asked.words.say("alert-forgotten"),)
    profile = behind.moderating.profile(member)
    if profile:
        return (Linked(asked.words.say("alert-profile"), profile),)
    return (Theirs(member.member),)


async def told_of(act: Act, behind: Behind, asked: Asked) -> Fact:
    """An act for whom it was done to: what, when and why, not by whom."""
    where = await room_name(behind, asked.community, act.channel)
    moment = when(act.at, asked.zone, asked.words)
    named = asked.words.say(f"act-{act_named(act.kind)}", at=moment, room=where)
    state = asked.words.say(f"act-{act.status.value}")
    return Fact(named, (Theirs(act.because),) if act.because else (state,))
