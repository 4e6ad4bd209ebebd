"""The pages beside the room: what waits, how far practices are trusted, silences, one's card."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.core.cards import Answer, Button, Card, Mood
from bot.core.ids import ChannelKey
from bot.core.interventions import Ruling
from bot.core.measurements import Span
from bot.core.reviews import Label
from bot.core.trust import Rung
from bot.digest.silences import label
from bot.digest.words import Words
from bot.platforms.parlour.keys import path_of
from bot.platforms.parlour.visitors import Visitor
from bot.services.commands.staff.level import step
from bot.services.ladder import Place
from bot.services.reviewing import NoSuchMoment, ShadowCard
from bot.web.drawing import Part, Press, drawn, templates
from bot.web.room import frame, shown_notice
from bot.web.scene import Scene, page_key
from prompts import phrases

ASKS: Final = {
    "/queue": "staff-queue",
    "/silences": "staff-silences",
    "/proposals": "vote",
    "/me": "me",
}
"""Which command each page shows the answer of."""
_FOR_MODERATORS: Final = {"/proposals": "staff-proposals"}
"""Which it shows instead to whoever decides there."""
TITLES: Final = {
    "/queue": "room-queue",
    "/silences": "room-silences",
    "/me": "room-me",
    "/proposals": "room-proposals",
    "/ladder": "room-ladder",
}
LABELS: Final = {
    "say": (Label.SAY, "shadow-say"),
    "dont-say": (Label.DONT_SAY, "shadow-dont-say"),
    "too-late": (Label.TOO_LATE, "shadow-too-late"),
}
_WEEKS: Final = timedelta(weeks=4)
_MOST_SHADOWS: Final = 20
_EVERYWHERE: Final = "everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shadow:
    """A moment at which something would have been said, for a moderator's label."""

    moment: str
    heading: str
    facts: tuple[tuple[str, Part], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Where one practice stands, as the page shows it."""

    practice: str
    level: str
    note: str
    highest: str
    evidence: str
    lacks: str
    buttons: tuple[Button, ...]


class AskedPages:
    """Draws the pages on which somebody asks the counter; what they may see, the counter says."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._say = phrases().say
        self._reasons = Words("en", scene.town.time_zone)

    async def answered(self, visitor: Visitor, page: str) -> str:
        """A page that shows what a command answers."""
        instead = _FOR_MODERATORS if visitor.moderates else ASKS
        command = instead.get(page, ASKS[page])
        answer = await self._answer(visitor, command)
        shadows: tuple[Shadow, ...] = ()
        if page == "/queue" and visitor.moderates:
            shadows = tuple(await self._shadows())
        return (
            templates()
            .get_template("asked.html")
            .render(
                await frame(self._scene, visitor, page, page),
                title=self._say(TITLES[page]),
                notices=self._notices(visitor, page),
                answer=drawn(answer, path_of),
                press=Press(back=page),
                shadows=shadows,
                labels=[(value, self._say(name)) for value, (_, name) in LABELS.items()],
            )
        )

    async def _answer(self, visitor: Visitor, command: str) -> Answer:
        """What the counter says; whoever may not ask is told what they can do on this page."""
        if command.startswith("staff-") and not visitor.moderates:
            return self._refused()
        return await self._scene.house.counter.ask(command, self._scene.asked(visitor))

    async def ladder(self, visitor: Visitor, named: str) -> str:
        """Where every practice stands, in one room or everywhere."""
        rooms = await self._scene.rooms(visitor)
        room = next((each.channel for each in rooms if each.name == named), None)
        back = f"/ladder?room={named}" if room else "/ladder"
        page = templates().get_template("ladder.html" if visitor.moderates else "asked.html")
        everywhere = ("/ladder", self._say("ladder-everywhere"), room is None)
        return page.render(
            await frame(self._scene, visitor, "/ladder", back),
            title=self._say("room-ladder"),
            notices=self._notices(visitor, "/ladder"),
            answer=drawn(self._refused(), path_of),
            shadows=(),
            labels=(),
            press=Press(back=back),
            rooms=[
                everywhere,
                *((f"/ladder?room={r.name}", f"#{r.name}", r.channel == room) for r in rooms),
            ],
            rows=await self._rows(room) if visitor.moderates else (),
        )

    async def label(self, visitor: Visitor, moment: str, said: str) -> Answer:
        """Keep what a moderator says of a moment at which nothing was sent."""
        if not visitor.moderates:
            return self._refused()
        about, name = LABELS[said]
        try:
            await self._scene.house.trust.reviews.label(
                self._scene.community,
                moment,
                about,
                by=visitor.member,
                now=self._scene.now(),
                span=self._span(),
            )
        except NoSuchMoment:
            return Card(heading=self._say("shadow-gone"), mood=Mood.REFUSED)
        return Card(heading=self._say("shadow-labelled", label=self._say(name)))

    def _refused(self) -> Card:
        return Card(heading=self._say("room-moderators-only"), mood=Mood.REFUSED)

    def _notices(self, visitor: Visitor, page: str) -> list[object]:
        told = self._scene.room.platform.board.notices(visitor.member, page_key(page))
        return [shown_notice(self._scene, each, page) for each in told]

    def _span(self) -> Span:
        now = self._scene.now() + timedelta(microseconds=1)
        return Span(start=now - _WEEKS, end=now, seen_until=now)

    async def _shadows(self) -> Iterator[Shadow]:
        found = await self._scene.house.trust.reviews.shadows(self._scene.community, self._span())
        return (self._shadow(each) for each in found[-_MOST_SHADOWS:])

    def _shadow(self, card: ShadowCard) -> Shadow:
        ruling, say = card.ruling, self._say
        names = {each.channel: each.name for each in self._scene.town.channels}
        room = names.get(ruling.channel.room, ruling.channel.channel)
        practice = self._scene.names.get(ruling.practice, ruling.practice)
        return Shadow(
            moment=card.id,
            heading=say("shadow-heading", practice=practice, room=room),
            facts=(
                (say("shadow-when"), Part(text=self._scene.shown(ruling.at))),
                (say("shadow-would"), Part(text=ruling.draft or say("queue-no-words"))),
                (say("shadow-because"), Part(text=ruling.because)),
                *self._kept_back(ruling),
                (
                    say("shadow-about"),
                    Part(text=say("shadow-message"), link=path_of(ruling.need)),
                ),
            ),
        )

    def _kept_back(self, ruling: Ruling) -> Iterator[tuple[str, Part]]:
        if ruling.reason.shadows:
            yield self._say("shadow-kept"), Part(text=label(ruling.reason, self._reasons))

    async def _rows(self, room: ChannelKey | None) -> tuple[Row, ...]:
        places = await self._scene.house.trust.ladder.show(self._scene.community, room)
        return tuple(self._row(place) for place in places)

    def _row(self, place: Place) -> Row:
        say, evidence = self._say, place.evidence
        lacks = ", ".join(place.lacks)
        return Row(
            practice=self._scene.names.get(place.practice, place.practice),
            level=say(f"level-{place.rung.name}"),
            note=self._note(place),
            highest=say(f"level-{place.ceiling.name}"),
            evidence=say("ladder-labels", reviewed=evidence.reviewed, say=evidence.say),
            lacks=say("ladder-lacks", what=lacks) if lacks else "",
            buttons=tuple(self._moves(place)),
        )

    def _note(self, place: Place) -> str:
        standing = place.standing
        if standing is None:
            return ""
        if standing.stopped:
            return self._say("ladder-stopped")
        until = standing.frozen_until
        if until is None or until <= self._scene.now():
            return ""
        return self._say("ladder-frozen", until=self._scene.shown(until))

    def _moves(self, place: Place) -> Iterator[Button]:
        if place.rung < place.ceiling:
            up = step(place, Rung(place.rung + 1))
            yield Button(action=up, label=self._say("ladder-up"))
        if place.rung > Rung.LISTEN:
            down = step(place, Rung(place.rung - 1))
            yield Button(action=down, label=self._say("ladder-down"))
