"""The public interruption budget, for every member to read."""

from bot.core.cards import Answer, Card, Fact, Section
from bot.core.display import shown_name
from bot.services.commands.base import Asked, Command, Kind, Parameter, Source
from bot.services.commands.counting import limit, tallied
from bot.services.commands.rooms import room_meant, room_name, rooms_seen
from bot.services.commands.telling import few
from bot.services.interruptions import Interruptions


class Budget(Command):
    """What the bot may say, said and held back, and what is left."""

    name = "budget"
    parameters = (
        Parameter(name="channel", kind=Kind.ROOM, source=Source.ROOMS, rest=True, longest=200),
    )

    async def answer(self, asked: Asked) -> Answer:
        """Counts of this week and the last, everywhere or in one room; no names, no words."""
        words = asked.words
        room = await room_meant(self.behind, asked)
        where = None if room is None else await room_name(self.behind, asked.community, room)
        found = await self.behind.budget.as_of(asked.community, asked.at)
        weeks = [
            Section(
                heading=(words.say(title),),
                facts=tuple(f for t in week if t.room == where for f in tallied(t, words)),
            )
            for title, week in (
                ("budget-this-week", found.this_week),
                ("budget-last-week", found.last_week),
            )
        ]
        state = "status-listening" if found.listening else "status-may-speak"
        stop = words.say("budget-stop", member=asked.called.member, staff=asked.called.staff)
        return Card(
            heading=words.say("budget-heading", state=words.say(state)),
            sections=(
                *(each for each in weeks if each.facts),
                Section(
                    heading=(words.say("budget-limits"),),
                    facts=tuple(limit(each, words) for each in found.limits),
                ),
                *self._felt(found, asked),
                *await self._frozen(found, asked),
                Section(lines=((stop,),)),
            ),
        )

    def _felt(self, found: Interruptions, asked: Asked) -> tuple[Section, ...]:
        if found.helpful is None or found.not_helpful is None:
            return ()
        words = asked.words
        facts = (
            Fact(words.say("budget-helpful"), (few(found.helpful, words),)),
            Fact(words.say("budget-not-helpful"), (few(found.not_helpful, words),)),
        )
        return (Section(heading=(words.say("budget-felt"),), facts=facts),)

    async def _frozen(self, found: Interruptions, asked: Asked) -> tuple[Section, ...]:
        rooms = await rooms_seen(self.behind.open_unit, asked)
        facts = tuple(
            Fact(
                asked.words.term(self.behind.practices[each.practice]),
                (shown_name(rooms[each.channel]),),
            )
            for each in found.frozen
            if each.channel is not None and each.channel in rooms
        )
        if not facts:
            return ()
        return (Section(heading=(asked.words.say("budget-frozen"),), facts=facts),)
