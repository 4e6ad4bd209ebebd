"""Silence at once, and back: any moderator stops, only a steward lets it go on."""

from bot.core.cards import Answer, Role
from bot.core.trust import Rung
from bot.services.commands.base import Asked, Command, Kind, Parameter, Source
from bot.services.commands.rooms import room_meant, room_name
from bot.services.commands.telling import said, when

AFTER_A_STOP = "let go on after a stop"
_ROOM = Parameter(name="channel", kind=Kind.ROOM, source=Source.ROOMS, rest=True, longest=200)


class Stop(Command):
    """Silences everything, in a room or everywhere."""

    name = "stop"
    role = Role.MODERATOR
    staff = True
    parameters = (_ROOM,)

    async def answer(self, asked: Asked) -> Answer:
        """Stop: what was approved and is not said yet is held back too."""
        room = await room_meant(self.behind, asked)
        await self.behind.ladder.switch(
            asked.community, None, room, asked.at, stopped=True, by=asked.member
        )
        time = when(asked.at, asked.zone, asked.words)
        if room is None:
            return said(asked.words.say("staff-stopped", time=time))
        where = await room_name(self.behind, asked.community, room)
        return said(asked.words.say("staff-stopped-room", time=time, room=where))


class Resume(Command):
    """Lets it go on, never straight to speaking."""

    name = "resume"
    role = Role.STEWARD
    staff = True
    parameters = (_ROOM,)

    async def answer(self, asked: Asked) -> Answer:
        """Let it go on; what spoke before suggests from now on."""
        room = await room_meant(self.behind, asked)
        ladder, community = self.behind.ladder, asked.community
        spoke = [
            (each.practice, room)
            for each in await ladder.show(community, room)
            if each.rung is Rung.SPEAK
        ]
        if room is None:
            async with self.behind.open_unit() as unit:
                placed = await unit.standings.latest(community)
                await unit.commit()
            spoke += [
                (s.practice, s.channel)
                for s in placed
                if s.channel is not None
                and s.rung is Rung.SPEAK
                and s.practice in self.behind.practices
            ]
        for practice, where in spoke:
            await ladder.step_down(
                community, practice, where, asked.at, AFTER_A_STOP, by=asked.member
            )
        await ladder.switch(community, None, room, asked.at, stopped=False, by=asked.member)
        return said(asked.words.say("staff-resumed"))
