"""The trail of what moderators did, newest first, and the way back where there is one."""

from bot.core.cards import Action, Answer, Card, Fact, Linked, Role, Section, Theirs
from bot.core.ids import ActId
from bot.core.moderation import Act
from bot.services.commands.acts_told import AREA, act_named, undo_of, who
from bot.services.commands.base import Asked, Command, Press
from bot.services.commands.rooms import room_name
from bot.services.commands.telling import said, when

AT_ONCE = 8
"""So many are shown: what one card holds is bounded on every platform."""


class Acts(Command):
    """Lists moderators' acts of this platform; a press takes one back."""

    name = "acts"
    role = Role.MODERATOR
    staff = True
    presses = (Press(area=AREA, verb="undo", role=Role.MODERATOR),)

    async def answer(self, asked: Asked) -> Answer:
        """The latest ones."""
        found = await self.behind.moderating.trail(asked.community, asked.member)
        if not found:
            return said(asked.words.say("acts-empty"))
        return Card(
            heading=asked.words.say("acts-heading"),
            sections=tuple([await self._section(each, asked) for each in found[:AT_ONCE]]),
            may_press=Role.MODERATOR,
        )

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Take one back."""
        undone = await self.behind.moderating.undo(
            asked.community, ActId(action.key), by=asked.member, at=asked.at
        )
        return said(asked.words.say(f"act-undone-{act_named(undone.kind)}"))

    async def _section(self, act: Act, asked: Asked) -> Section:
        words = asked.words
        where = await room_name(self.behind, asked.community, act.channel)
        moment = when(act.at, asked.zone, words)
        facts = [Fact(words.say("act-status"), (words.say(f"act-{act.status.value}"),))]
        decider = await self.behind.moderating.decider(asked.community, act)
        if decider is not None:
            facts.append(Fact(words.say("act-who"), who(decider, self.behind, asked)))
        if act.seconds is not None:
            length = words.say("alert-seconds", seconds=act.seconds)
            facts.append(Fact(words.say("act-length"), (length,)))
        if act.because is not None:
            facts.append(Fact(words.say("act-because"), (Theirs(act.because),)))
        if act.on is not None:
            facts.append(
                Fact(words.say("alert-message"), (Linked(words.say("queue-message"), act.on),))
            )
        return Section(
            heading=(words.say(f"act-{act_named(act.kind)}", at=moment, room=where),),
            facts=tuple(facts),
            buttons=undo_of(act, asked),
        )
