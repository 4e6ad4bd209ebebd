"""The routes of the room and of the pages beside it: forms that work without script, and events."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from typing import Final

from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from bot.core.cards import Answer, Card, Mood
from bot.core.ids import ChannelKey, MessageKey
from bot.platforms.parlour.board import Change, Line
from bot.platforms.parlour.cast import KITCHEN, TownChannel
from bot.platforms.parlour.keys import anchor, thread_of
from bot.platforms.parlour.visitors import As, Visitor, playing, read
from bot.web.asking import ASKS, LABELS, AskedPages
from bot.web.guarding import LIVE, filled_in, kept_here, local_path
from bot.web.room import LONGEST, RoomPage, here_room
from bot.web.scene import Scene, page_key
from prompts import phrases

COOKIE: Final = "tummler-part"
HOURS: Final = (1, 24)
STILL_THERE: Final = 15.0
"""Seconds after which a page that heard nothing is told that we are still there."""
LOOKS: Final = 1.0
"""Seconds after which it is looked whether the house is closing."""
COMMAND: Final = "/tummler"
_FIELD: Final = "f-"


@dataclass(frozen=True, slots=True)
class LivePages:
    """The live pages of one scene. `closing`: whether the house is about to close."""

    scene: Scene
    closing: Callable[[], bool]

    def routes(self) -> list[Route]:
        """Every route, each kept to this machine."""
        asked = [
            Route(page, kept_here(self.asked_page), methods=["GET"]) for page in (*ASKS, "/ladder")
        ]
        return [
            Route("/parlour", kept_here(self.room_page), methods=["GET"]),
            Route("/parlour/events", kept_here(self.events), methods=["GET"]),
            Route("/parlour.js", kept_here(_script), methods=["GET"]),
            *asked,
            *(
                Route(path, kept_here(act), methods=["POST"])
                for path, act in {
                    "/parlour/say": self.say,
                    "/parlour/edit": self.edit,
                    "/parlour/delete": self.delete,
                    "/parlour/react": self.react,
                    "/as": self.play_as,
                    "/later": self.later,
                    "/silence": self.silence,
                    "/press": self.press,
                    "/label": self.label,
                    "/dismiss": self.dismiss,
                }.items()
            ),
        ]

    async def room_page(self, request: Request) -> Response:
        """The room, from the line on that was linked to."""
        visitor = _visitor(request)
        since = request.query_params.get("line")
        key = self.scene.key(since) if since else None
        room = await self._room(visitor, request.query_params.get("room", ""), key)
        page = await RoomPage(self.scene).html(visitor, room, key)
        return HTMLResponse(page, headers=LIVE)

    async def asked_page(self, request: Request) -> Response:
        """What a command answers, as a page."""
        visitor, pages, path = _visitor(request), AskedPages(self.scene), request.url.path
        if path == "/ladder":
            page = await pages.ladder(visitor, request.query_params.get("room", ""))
        else:
            page = await pages.answered(visitor, path)
        return HTMLResponse(page, headers=LIVE)

    async def say(self, request: Request) -> Response:
        """Write in a room, or ask the bot in a line that begins with its name."""
        visitor, said = _visitor(request), await filled_in(request)
        text = said.get("text", "").replace("\r\n", "\n").strip()
        to = self.scene.room.platform.board.line(self.scene.key(said.get("to", "")))
        room = await self._room(visitor, said.get("room", ""), to.key if to else None)
        back = here_room(room)
        if not text:
            return _back(request, back)
        if len(text) > LONGEST:
            told = phrases().say("room-too-long", most=LONGEST)
            self._tell(visitor, room.channel, Card(heading=told, mood=Mood.REFUSED))
            return _back(request, back)
        first, _, rest = text.partition(" ")
        if first == COMMAND:
            asked = self.scene.asked(visitor, channel=room.channel)
            answer = await self.scene.house.counter.say(rest, asked)
            return self._answered(request, visitor, room.channel, answer, back)
        posted = await self.scene.room.platform.say(
            _place(room, to), visitor.member, text, reply_to=to.key if to else None
        )
        return _back(request, f"{back}#{anchor(posted.key)}")

    async def edit(self, request: Request) -> Response:
        """Change one's own words."""
        visitor, said = _visitor(request), await filled_in(request)
        line = self._own(visitor, said)
        text = said.get("text", "").strip()
        if line is None or not text or len(text) > LONGEST:
            return _not_yours()
        await self.scene.room.platform.edit(line.key, text)
        return self._to(request, line)

    async def delete(self, request: Request) -> Response:
        """Take one's own line away."""
        visitor, said = _visitor(request), await filled_in(request)
        line = self._own(visitor, said)
        if line is None:
            return _not_yours()
        await self.scene.room.platform.delete(line.key)
        return self._to(request, line)

    async def react(self, request: Request) -> Response:
        """Give a reaction, or take one's own back."""
        visitor, said = _visitor(request), await filled_in(request)
        line = self.scene.room.platform.board.line(self.scene.key(said.get("key", "")))
        emoji = said.get("emoji", "")[:32]
        if line is None or line.gone or not emoji or not await self._may_see(visitor, line.channel):
            return _not_yours()
        given = visitor.member in line.reactions.get(emoji, frozenset())
        platform = self.scene.room.platform
        await (platform.unreact if given else platform.react)(line.key, visitor.member, emoji)
        return self._to(request, line)

    async def play_as(self, request: Request) -> Response:
        """Play somebody else from here on; a newcomer is a new one each time."""
        said = await filled_in(request)
        part = As(said["part"]) if said.get("part") in {*As} else As.MEMBER
        visitor = playing(part) if part is not As.NEWCOMER else await self.scene.newcomer()
        answer = _back(request, local_path(said.get("back", "")))
        answer.set_cookie(COOKIE, visitor.written, httponly=True, samesite="strict", path="/")
        return answer

    async def later(self, request: Request) -> Response:
        """Let time pass in the room."""
        said = await filled_in(request)
        if said.get("hours") in {str(each) for each in HOURS}:
            await self.scene.room.later(timedelta(hours=int(said["hours"])))
        return _back(request, local_path(said.get("back", "")))

    async def silence(self, request: Request) -> Response:
        """Silence the bot everywhere, or let it go on."""
        visitor, said = _visitor(request), await filled_in(request)
        key = "staff-stop" if said.get("on") == "yes" else "staff-resume"
        answer = await self.scene.house.counter.ask(key, self.scene.asked(visitor))
        back = local_path(said.get("back", ""))
        return self._answered(request, visitor, await self._where(visitor, back), answer, back)

    async def press(self, request: Request) -> Response:
        """Press a button of a card or below a line, choose, or hand in a form."""
        visitor, said = _visitor(request), await filled_in(request)
        back = local_path(said.get("back", ""))
        about = self.scene.room.platform.board.line(self.scene.key(said.get("about", "")))
        where = about.channel if about else await self._where(visitor, back)
        fields = {n.removeprefix(_FIELD): v for n, v in said.items() if n.startswith(_FIELD)}
        asked = self.scene.asked(
            visitor,
            channel=where if about or where.space != page_key("").space else None,
            message=about.key if about else None,
            said=fields | ({"value": said["value"]} if "value" in said else {}),
        )
        answer = await self.scene.house.counter.press(said.get("id", ""), asked)
        self.scene.room.heard()
        return self._answered(request, visitor, where, answer, back)

    async def label(self, request: Request) -> Response:
        """Say what one thinks of a moment at which nothing was sent."""
        visitor, said = _visitor(request), await filled_in(request)
        if said.get("label") in LABELS:
            pages = AskedPages(self.scene)
            answer = await pages.label(visitor, said.get("moment", ""), said["label"])
            self._tell(visitor, page_key("/queue"), answer)
        return _back(request, "/queue")

    async def dismiss(self, request: Request) -> Response:
        """Put away what one was told."""
        visitor, said = _visitor(request), await filled_in(request)
        number = said.get("number", "")
        if number.isascii() and number.isdecimal():
            self.scene.room.platform.board.put_away(visitor.member, int(number[:12]))
        return _back(request, local_path(said.get("back", "")))

    async def events(self, request: Request) -> Response:
        """What changes in a room, as it changes; who comes back is told what was missed."""
        visitor = _visitor(request)
        room = await self._room(visitor, request.query_params.get("room", ""), None)
        since = request.headers.get("last-event-id") or request.query_params.get("from", "")
        told = self._changes(visitor, room, since, request)
        return StreamingResponse(told, media_type="text/event-stream", headers=LIVE)

    async def _changes(
        self, visitor: Visitor, room: TownChannel, since: str, request: Request
    ) -> AsyncGenerator[str]:
        board = self.scene.room.platform.board
        run, _, number = since.partition("-")
        known = run == board.run and number.isascii() and number.isdecimal()
        at = int(number[:12]) if known else -1
        quiet = 0.0
        while not self.closing() and not await request.is_disconnected():
            changes = board.since(at) if at >= 0 else None
            if changes is None:
                yield "event: reload\ndata: {}\n\n"
                return
            for change in changes:
                at, quiet = change.number, 0.0
                if told := await self._told(change, visitor, room):
                    yield f"id: {board.run}-{at}\n{told}"
            try:
                await asyncio.wait_for(board.beyond(at), LOOKS)
            except TimeoutError:
                quiet += LOOKS
                if quiet >= STILL_THERE:
                    quiet = 0.0
                    yield ": still here\n\n"

    async def _told(self, change: Change, visitor: Visitor, room: TownChannel) -> str:
        if change.room != room.channel:
            return ""
        page = RoomPage(self.scene)
        if change.notice is not None:
            if change.notice.to != visitor.member:
                return ""
            return f"event: notice\ndata: {json.dumps({'html': page.notice(change.notice)})}\n\n"
        html = await page.line(change.about, visitor) if change.about else None
        return f"event: line\ndata: {json.dumps({'html': html})}\n\n" if html else ""

    async def _room(self, visitor: Visitor, named: str, key: MessageKey | None) -> TownChannel:
        """The room of a line, else of this name, else the first; one that they may see."""
        rooms = await self.scene.rooms(visitor)
        line = self.scene.room.platform.board.line(key) if key else None
        where = line.channel.room if line else None
        named_here = (r for r in rooms if where == r.channel or (not where and r.name == named))
        return next(named_here, rooms[0])

    async def _where(self, visitor: Visitor, back: str) -> ChannelKey:
        """Where an answer is told: in the room that a path leads to, or on that page."""
        path, _, query = back.partition("?")
        if path == "/parlour":
            named = query.removeprefix("room=").partition("#")[0]
            return (await self._room(visitor, named, None)).channel
        return page_key(path)

    async def _may_see(self, visitor: Visitor, channel: ChannelKey) -> bool:
        return await self.scene.room.platform.may_see(visitor.member, channel)

    def _own(self, visitor: Visitor, said: dict[str, str]) -> Line | None:
        line = self.scene.room.platform.board.line(self.scene.key(said.get("key", "")))
        return line if line and not line.gone and line.author == visitor.member else None

    def _tell(self, visitor: Visitor, where: ChannelKey, answer: Answer) -> int:
        return self.scene.tell(visitor, where, answer)

    def _answered(
        self, request: Request, visitor: Visitor, where: ChannelKey, answer: Answer, back: str
    ) -> Response:
        number = self._tell(visitor, where, answer)
        return _back(request, f"{back.partition('#')[0]}#n{number}")

    def _to(self, request: Request, line: Line) -> Response:
        named = {r.channel: r for r in self.scene.town.channels}[line.channel.room]
        return _back(request, f"{here_room(named)}#{anchor(line.key)}")


def _place(room: TownChannel, to: Line | None) -> ChannelKey:
    """Where an answer stands: in the thread of what it answers, where people answer in threads."""
    if to is None or room.channel.space == KITCHEN:
        return room.channel
    return to.channel if to.channel.thread else thread_of(room.channel, to.key)


def _visitor(request: Request) -> Visitor:
    return read(request.cookies.get(COOKIE, ""))


def _back(request: Request, path: str) -> Response:
    """Back to a page; a script that asked is told only that it is done."""
    if "application/json" in request.headers.get("accept", ""):
        return Response(status_code=204, headers=LIVE)
    return RedirectResponse(path, status_code=303, headers=LIVE)


def _not_yours() -> Response:
    return PlainTextResponse(phrases().say("room-not-yours"), status_code=403, headers=LIVE)


async def _script(_request: Request) -> Response:
    source = (files("bot.web") / "room.js").read_text(encoding="utf-8")
    return Response(source, media_type="text/javascript", headers=LIVE)
