"""The local room as a page: its lines, what the bot thought of each, what you alone are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.cards import Button
from bot.core.ids import ChannelKey, MessageKey
from bot.digest.palette import DARK, LIGHT
from bot.platforms.parlour.board import Line, Notice
from bot.platforms.parlour.cast import TownChannel
from bot.platforms.parlour.hands import controls
from bot.platforms.parlour.keys import anchor, path_of
from bot.platforms.parlour.visitors import As, Visitor
from bot.services.thinking import Thought
from bot.web.drawing import Drawn, Part, Press, drawn, plainly, templates
from bot.web.scene import Scene
from bot.web.thoughts import Thoughts, kind_of
from prompts import phrases

MOST: Final = 40
"""So many of a room's latest lines are shown; from a line that is linked to, all since it."""
MOST_SINCE: Final = 400
LONGEST: Final = 2_000
"""Characters of one message, as on Discord."""
QUOTED: Final = 60
EMOJI: Final = ("\U0001f44d", "\u2764\ufe0f", "\U0001f64f")
_BEFORE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line as one visitor sees it. `reactions`: emoji, how many gave it, whether you did."""

    anchor: str
    key: str
    room: str
    who: str
    when: str
    plain: str
    text: tuple[Part, ...]
    bot: bool
    mine: bool
    gone: bool
    edited: bool
    threaded: bool
    answers: str
    answers_link: str
    reactions: tuple[tuple[str, int, bool], ...]
    controls: tuple[Button, ...]
    press: Press
    kind: str
    verdict: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNotice:
    """What one visitor is told, ready for the template."""

    number: int
    when: str
    answer: Drawn
    press: Press


class RoomPage:
    """Draws the room for whoever looks at it."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._words = phrases()

    async def html(self, visitor: Visitor, room: TownChannel, since: MessageKey | None) -> str:
        """The whole page; `since`: the line that was linked to."""
        board = self._scene.room.platform.board
        newest = board.newest
        lines = _from(board.lines(room.channel, MOST_SINCE), since)
        rooms = await self._scene.rooms(visitor)
        return (
            templates()
            .get_template("room.html")
            .render(
                await frame(self._scene, visitor, "/parlour", here_room(room)),
                title=self._words.say("room-title"),
                room={"name": room.name, "id": room.name},
                rooms=[(here_room(each), each.name, each == room) for each in rooms],
                lines=await self._shown(lines, visitor),
                notices=[self._notice(n) for n in board.notices(visitor.member, room.channel)],
                longest=LONGEST,
                **{"from": f"{board.run}-{newest}"},
            )
        )

    async def line(self, key: MessageKey, visitor: Visitor) -> str | None:
        """One line anew, for a page that is open; None: it never was."""
        line = self._scene.room.platform.board.line(key)
        if line is None:
            return None
        [shown] = await self._shown([line], visitor)
        page = templates().get_template("room_line.html")
        return page.render(say=self._words.say, each=shown, longest=LONGEST)

    def notice(self, notice: Notice) -> str:
        """What somebody is told, for their page that is open."""
        page = templates().get_template("room_notice.html")
        return page.render(say=self._words.say, each=self._notice(notice))

    def _notice(self, notice: Notice) -> ShownNotice:
        return shown_notice(self._scene, notice, self._path(notice.room))

    def _path(self, channel: ChannelKey) -> str:
        named = {each.channel: each for each in self._scene.town.channels}
        return here_room(named[channel]) if channel in named else "/parlour"

    async def _shown(self, lines: Sequence[Line], visitor: Visitor) -> list[ShownLine]:
        if not lines:
            return []
        at = [line.at for line in lines]
        thoughts = await self._scene.thoughts(min(at), max(at))
        framework = await self._scene.framework()
        tells = Thoughts(
            self._scene.town.time_zone,
            framework.charter.social_object.facets if framework else (),
            self._scene.who,
            self._scene.when,
            self._words,
            live=True,
        )
        return [self._line(line, visitor, thoughts, tells) for line in lines]

    def _line(
        self,
        line: Line,
        visitor: Visitor,
        thoughts: Mapping[MessageKey, Thought],
        tells: Thoughts,
    ) -> ShownLine:
        thought = None if line.gone or line.own else thoughts.get(line.key)
        answers, link = self._answers(line)
        return ShownLine(
            anchor=anchor(line.key),
            key=line.key.message,
            room=line.channel.channel,
            who=self._scene.who(line.key),
            when=self._scene.shown(line.at),
            plain=plainly(line.text),
            text=self._text(line),
            bot=line.own,
            mine=line.author == visitor.member,
            gone=line.gone,
            edited=line.edited and not line.gone,
            threaded=line.channel.thread is not None,
            answers=answers,
            answers_link=link,
            reactions=_reactions(line, visitor),
            controls=controls(line.once, self._words) if line.once and not line.gone else (),
            press=Press(back=self._path(line.channel.room), about=line.key.message),
            kind=kind_of(thought) if thought else "passed",
            verdict=tells.verdict(thought) if thought else "",
            steps=tuple(tells.steps(thought)) if thought else (),
        )

    def _text(self, line: Line) -> tuple[Part, ...]:
        if line.gone:
            return (Part(text=self._words.say("room-gone")),)
        if not line.own:
            return (Part(text=plainly(line.text)),)
        # The bot's own words end in paths to what it cites; nobody else's words become links.
        return tuple(
            Part(text=f"{part}\n", link=part if part.startswith("/parlour?line=") else "")
            for part in plainly(line.text).splitlines()
        )

    def _answers(self, line: Line) -> tuple[str, str]:
        if line.reply_to is None:
            return "", ""
        to = self._scene.room.platform.board.line(line.reply_to)
        if to is None or to.gone:
            return self._words.say("room-answers-gone"), ""
        words = plainly(to.text).replace("\n", " ")
        if len(words) > QUOTED:
            words = f"{words[: QUOTED - 1]}\u2026"
        said = self._words.say("room-answers", who=self._scene.who(to.key), words=words)
        return said, f"#{anchor(to.key)}"


def shown_notice(scene: Scene, notice: Notice, back: str) -> ShownNotice:
    """What somebody is told, with the page it leads back to."""
    return ShownNotice(
        number=notice.number,
        when=scene.shown(notice.at),
        answer=drawn(notice.answer, path_of),
        press=Press(back=back),
    )


def here_room(room: TownChannel) -> str:
    """The path of a room's page."""
    return f"/parlour?room={room.name}"


async def frame(scene: Scene, visitor: Visitor, here: str, back: str) -> dict[str, object]:
    """What stands around every live page."""
    say = phrases().say
    names = {"/parlour": "title", "/queue": "queue", "/ladder": "ladder", "/silences": "silences"}
    names |= {"/proposals": "proposals"}
    pages = [("/", say("room-house")), *((path, say(f"room-{n}")) for path, n in names.items())]
    return {
        "say": say,
        "light": LIGHT,
        "dark": DARK,
        "town": scene.town.name,
        "here": here,
        "back": back,
        "pages": [*pages, ("/me", say("room-me"))],
        "visitor": visitor,
        "part": visitor.part.value,
        "parts": [(p.value, say(f"room-become-{p.value}"), p is visitor.part) for p in As],
        "now": scene.shown(scene.now(), "EEEE d MMMM, HH:mm"),
        "silenced": await scene.silenced(),
    }


def _from(lines: Sequence[Line], since: MessageKey | None) -> Sequence[Line]:
    place = next((n for n, line in enumerate(lines) if line.key == since), len(lines))
    return lines[min(max(0, place - _BEFORE), max(0, len(lines) - MOST)) :]


def _reactions(line: Line, visitor: Visitor) -> tuple[tuple[str, int, bool], ...]:
    given = {**line.reactions, **{e: line.reactions.get(e, frozenset()) for e in EMOJI}}
    return tuple((emoji, len(by), visitor.member in by) for emoji, by in given.items())
