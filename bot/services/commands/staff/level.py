"""How far a practice is trusted: up by a steward on evidence, down by any moderator."""

from bot.core.cards import Action, Answer, Button, Card, Fact, NotAnAction, Role, Section, Style
from bot.core.display import shown_name
from bot.core.ids import ChannelKey
from bot.core.reviews import FEWEST_CASES
from bot.core.trust import Rung
from bot.services.commands.base import Asked, Command, Kind, Parameter, Press, Source
from bot.services.commands.refusals import Refused
from bot.services.commands.rooms import room_id, room_meant, room_name, room_of
from bot.services.commands.telling import day
from bot.services.ladder import Place, UnknownPractice
from bot.services.looking_again import GivenLevel, LookingAgain

AREA = "level"
BY_A_MODERATOR = "a moderator"
_EVERYWHERE = "*"


class Level(Command):
    """Shows the evidence, and moves a practice one level at a time."""

    name = "level"
    role = Role.MODERATOR
    staff = True
    parameters = (
        Parameter(name="practice", source=Source.PRACTICES, required=True),
        Parameter(name="to", kind=Kind.CHOICE, choices=tuple(r.name.lower() for r in Rung)),
        Parameter(name="channel", kind=Kind.ROOM, source=Source.ROOMS, rest=True, longest=200),
    )
    presses = (
        Press(area=AREA, verb="up", role=Role.STEWARD),
        Press(area=AREA, verb="down", role=Role.MODERATOR),
        Press(area=AREA, verb="keep", role=Role.STEWARD),
    )

    async def answer(self, asked: Asked) -> Answer:
        """Where it stands and on what evidence; with `to`, move it there if that may be."""
        practice, room = asked.said["practice"], await room_meant(self.behind, asked)
        place = await self._place(practice, room, asked)
        wanted = asked.said.get("to", "")
        if not wanted:
            return await self._card(place, asked)
        rung = Rung[wanted.upper()]
        if rung > place.rung and asked.role < Role.STEWARD:
            raise Refused("refusal-e02")
        while place.rung < rung:
            place = await self._up(place, asked)
        while place.rung > rung:
            place = await self._down(place, asked)
        return await self._card(place, asked)

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """One level up or down, to the one that was offered: a second press moves no further."""
        offered, _, where = action.key.partition("@")
        practice, _, named = offered.partition(">")
        wanted = Rung.__members__.get(named.upper())
        if practice not in self.behind.practices or wanted is None:
            return None
        room = None if where == _EVERYWHERE else await room_of(self.behind, asked.community, where)
        if room is None and where != _EVERYWHERE:
            return None
        place = await self._place(practice, room, asked)
        if action.verb == "keep":
            await self._keep(place, wanted, asked)
            place = await self._place(practice, room, asked)
        elif action.verb == "up" and wanted == place.rung + 1:
            place = await self._up(place, asked)
        elif action.verb == "down" and wanted == place.rung - 1:
            place = await self._down(place, asked)
        return await self._card(place, asked)

    async def _place(self, practice: str, room: ChannelKey | None, asked: Asked) -> Place:
        if practice not in self.behind.practices:
            raise UnknownPractice(shown_name(practice), ", ".join(self.behind.practices))
        places = await self.behind.ladder.show(asked.community, room)
        return next(each for each in places if each.practice == practice)

    async def _up(self, place: Place, asked: Asked) -> Place:
        return await self.behind.ladder.promote(
            asked.community, place.practice, place.channel, asked.member, asked.at
        )

    async def _down(self, place: Place, asked: Asked) -> Place:
        return await self.behind.ladder.step_down(
            asked.community,
            place.practice,
            place.channel,
            asked.at,
            BY_A_MODERATOR,
            by=asked.member,
        )

    async def _keep(self, place: Place, wanted: Rung, asked: Asked) -> None:
        again = LookingAgain(self.behind.open_unit, self.behind.ladder)
        level = await again.level(asked.community, place.practice, place.channel)
        if level is not None and level.rung is wanted:
            await again.keep(asked.community, level, asked.member, asked.at)

    async def _card(self, place: Place, asked: Asked) -> Card:
        words, evidence = asked.words, place.evidence
        again = LookingAgain(self.behind.open_unit, self.behind.ladder)
        level = await again.level(asked.community, place.practice, place.channel)
        where = words.say("everywhere")
        if place.channel is not None:
            where = await room_name(self.behind, asked.community, place.channel)
        least = evidence.at_least
        facts = [
            Fact(words.say("level-now"), (words.say(f"level-{place.rung.name}"),)),
            Fact(words.say("level-ceiling"), (words.say(f"level-{place.ceiling.name}"),)),
            Fact(
                words.say("level-evidence"),
                (
                    words.say(
                        "level-reviewed",
                        say=evidence.say,
                        reviewed=evidence.reviewed,
                        needed=FEWEST_CASES,
                        least="none" if least is None else f"{100 * least:.0f}",
                    ),
                ),
            ),
        ]
        if level is not None:
            days = {
                "by": day(level.again_by, asked.zone, words),
                "drops": day(level.drops_at, asked.zone, words),
            }
            facts.append(Fact(words.say("level-again"), (words.say("level-again-by", **days),)))
        if place.lacks:
            facts.append(
                Fact(words.say("status-lacking"), (", ".join(map(words.term, place.lacks)),))
            )
        named = words.term(self.behind.practices[place.practice])
        return Card(
            heading=words.say("level-heading", practice=named, where=where),
            sections=(Section(facts=tuple(facts), buttons=_buttons(place, level, asked)),),
            may_press=Role.MODERATOR,
        )


def step(place: Place, rung: Rung) -> Action:
    """What moves a practice to the level above or below its own. Raises NotAnAction."""
    verb = "up" if rung > place.rung else "down"
    return Action(area=AREA, verb=verb, key=_key(place, rung))


def _key(place: Place, rung: Rung) -> str:
    where = _EVERYWHERE if place.channel is None else room_id(place.channel)
    return f"{place.practice}>{rung.name.lower()}@{where}"


def _buttons(place: Place, level: GivenLevel | None, asked: Asked) -> tuple[Button, ...]:
    words = asked.words
    found: list[Button] = []
    try:
        if place.rung < place.ceiling:
            higher = Rung(place.rung + 1)
            one = words.say(f"level-{higher.name}")
            confirm, label = words.say("level-confirm", level=one), words.say("level-up", level=one)
            up = step(place, higher)
            found.append(Button(action=up, label=label, style=Style.RISKY, confirm=confirm))
        if place.rung > Rung.LISTEN:
            lower = Rung(place.rung - 1)
            label = words.say("level-down", level=words.say(f"level-{lower.name}"))
            found.append(Button(action=step(place, lower), label=label))
        if level is not None:
            one = words.say(f"level-{level.rung.name}")
            keep = Action(area=AREA, verb="keep", key=_key(place, level.rung))
            found.append(Button(action=keep, label=words.say("level-keep", level=one)))
    except NotAnAction:  # a room whose id is too long for a button; in words it can still be moved
        return ()
    return tuple(found)
