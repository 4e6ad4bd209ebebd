"""Whole stories of the local room, through the real web server and its event stream."""

import asyncio
import json
from contextlib import aclosing, asynccontextmanager
from datetime import timedelta

import httpx
import pytest
import uvicorn

from bot.core.reasons import Reason
from bot.core.reviews import ReviewStatus
from bot.platforms.parlour.hands import ParlourHands
from bot.platforms.parlour.visitors import BOT, As, playing
from bot.web.live import LivePages
from bot.web.serving import Pages, build_web

QUESTION = "Hello! Why does my rye loaf stay flat although the starter is lively?"
ANOTHER = "Hello! Which flour do you take for a first sourdough?"
HOURS = 6
ROOM = "/parlour?room=hello"


class Story:
    """One room behind a real server, and the people in it, each with a browser of their own."""

    def __init__(self, scene, address, browser):
        self.scene, self.address, self._browser = scene, address, browser
        self._clients = []

    async def enter(self, part):
        client = httpx.AsyncClient(
            base_url=self.address, headers={"Origin": self.address}, timeout=60
        )
        self._clients.append(client)
        browser = self._browser(client)
        await browser.play(part)
        return browser

    async def leave(self):
        for client in self._clients:
            await client.aclose()

    async def nobody_answers(self, browser):
        """Hours go by until something is decided of what waits; the reason."""
        before = len(await self.decided())
        for _ in range(HOURS):
            await browser.send("/later", hours="1", back=ROOM)
            if len(decided := await self.decided()) > before:
                return decided[-1]
        return None

    async def drafted(self, browser, moderator):
        """A question waits until there is a draft; the buttons of the queue."""
        await browser.write(QUESTION)
        assert await self.nobody_answers(browser) is Reason.NEEDS_REVIEW
        await moderator.go("/queue")
        return {each.rpartition(":")[0]: each for each in moderator.ids()}

    async def decided(self):
        async with self.scene.house.store.views() as views:
            now = self.scene.now()
            found = await views.rulings(self.scene.community, self.scene.town.shown[1], now)
        hello = self.scene.town.channels[0].channel
        return [each.reason for each in found if each.channel.room == hello]

    async def reviews(self):
        async with self.scene.house.store.unit() as unit:
            found = await unit.reviews.with_status(self.scene.community, set(ReviewStatus))
            await unit.commit()
        return [each for each in found if each.submitted_at > self.scene.town.shown[1]]

    async def ended(self):
        """The status of the latest draft, once it is no longer on its way."""
        async with asyncio.timeout(60):
            while (last := (await self.reviews())[-1]).status in UNDER_WAY:
                pass
        return last

    def said(self):
        lines = self.scene.room.platform.board.lines(self.scene.town.channels[0].channel, 1000)
        return [line for line in lines if line.own]

    async def events(self, browser, since):
        """What the stream tells, as (id, kind, html), until it is closed."""
        path = f"/parlour/events?room=hello&from={since}"
        async with browser.client.stream("GET", path) as stream:
            told = {}
            async for line in stream.aiter_lines():
                name, _, value = line.partition(": ")
                told[name] = value
                if not line and "event" in told:
                    yield told.get("id"), told["event"], json.loads(told["data"]).get("html", "")
                    told = {}

    async def first_line_with(self, browser, words, since):
        async with aclosing(self.events(browser, since)) as events, asyncio.timeout(60):
            async for number, kind, html in events:
                if kind == "line" and words in html:
                    return number, html
        return None


UNDER_WAY = {ReviewStatus.APPROVED, ReviewStatus.SENDING}


@pytest.fixture
def stories(scenes, browser):
    @asynccontextmanager
    async def opened():
        async with scenes() as scene:
            server = uvicorn.Server(uvicorn.Config(_app(scene), port=0, log_level="error"))
            server.config.app = _app(scene, lambda: server.should_exit)
            serving = asyncio.create_task(server.serve())
            async with asyncio.timeout(60):
                while not server.started:
                    await asyncio.wait({serving}, timeout=0.01)
            port = server.servers[0].sockets[0].getsockname()[1]
            story = Story(scene, f"http://127.0.0.1:{port}", browser)
            yield story
            await story.leave()
            server.should_exit = True
            await serving

    return opened


def _app(scene, closing=lambda: False):
    drawn = Pages(first="", digest="", charter="", record={}, metrics="", metric_by_name={})
    live = LivePages(scene, closing).routes()
    return build_web(drawn, hosts=["127.0.0.1"], ready=lambda: True, live=live)


def _since(page):
    return page.partition('data-from="')[2].partition('"')[0]


async def test_what_a_moderator_lets_the_bot_send_appears_in_the_room_by_itself(stories):
    async with stories() as story:
        newcomer, moderator = await story.enter("newcomer"), await story.enter("moderator")
        buttons = await story.drafted(newcomer, moderator)
        await newcomer.go(ROOM)
        since = _since(newcomer.page)

        await moderator.send("/press", id=buttons["review:send"], back="/queue")

        _, line = await story.first_line_with(newcomer, "said:helpful:", since)
        assert "I noticed" in line or "waited" in line
        assert all(verb in line for verb in ("said:notnow:", "said:stop:", "why:show:"))


async def test_a_page_that_lost_its_stream_is_told_what_it_missed(stories):
    async with stories() as story:
        member = await story.enter("member")
        await member.go(ROOM)
        since = _since(member.page)
        await member.write("One.")
        number, _ = await story.first_line_with(member, "One.", since)
        await member.write("Two.")
        await member.write("Three.")

        _, line = await story.first_line_with(member, "Two.", number)

        assert "One." not in line


async def test_a_page_of_another_run_of_the_house_is_told_to_begin_anew(stories):
    async with stories() as story:
        member = await story.enter("member")

        async with aclosing(story.events(member, "00000000-3")) as events:
            told = await anext(events)

        assert told[1] == "reload"


async def test_nobody_is_sent_what_another_is_told_alone(stories):
    async with stories() as story:
        member, moderator = await story.enter("member"), await story.enter("moderator")
        await moderator.go(ROOM)
        since = _since(moderator.page)
        await member.write("/tummler me")
        await member.write("And now aloud.")

        async with aclosing(story.events(moderator, since)) as events:
            told = await anext(events)

        assert "And now aloud." in told[2]


async def test_why_is_answered_to_whoever_asks(stories):
    async with stories() as story:
        newcomer, moderator = await story.enter("newcomer"), await story.enter("moderator")
        buttons = await story.drafted(newcomer, moderator)
        await moderator.send("/press", id=buttons["review:send"], back="/queue")
        line = await story.ended()

        await newcomer.send("/press", id=f"why:show:{line.id}", back=ROOM)

        assert line.proposal.because in newcomer.page


async def test_after_a_moderator_s_stop_nothing_more_is_said_there(stories):
    async with stories() as story:
        newcomer, moderator = await story.enter("newcomer"), await story.enter("moderator")
        buttons = await story.drafted(newcomer, moderator)
        await moderator.send("/press", id=buttons["review:send"], back="/queue")
        line = await story.ended()

        await moderator.send(
            "/press", id=f"said:stop:{line.id}", about=line.sent.message, back=ROOM
        )
        await moderator.send("/later", hours="24", back=ROOM)
        await newcomer.play("newcomer")
        await newcomer.write(ANOTHER)

        assert await story.nobody_answers(newcomer) is Reason.PRACTICE_OFF
        assert len(story.said()) == 1


async def test_after_a_member_s_stop_the_practice_goes_on_for_others(stories):
    async with stories() as story:
        newcomer, moderator = await story.enter("newcomer"), await story.enter("moderator")
        buttons = await story.drafted(newcomer, moderator)
        await moderator.send("/press", id=buttons["review:send"], back="/queue")
        line = await story.ended()

        await newcomer.send("/press", id=f"said:stop:{line.id}", about=line.sent.message, back=ROOM)
        await moderator.send("/later", hours="24", back=ROOM)
        await newcomer.play("newcomer")
        await newcomer.write(ANOTHER)

        assert await story.nobody_answers(newcomer) is not Reason.PRACTICE_OFF


async def test_a_silenced_bot_holds_back_what_was_approved(stories):
    async with stories() as story:
        newcomer, moderator = await story.enter("newcomer"), await story.enter("moderator")
        buttons = await story.drafted(newcomer, moderator)

        await moderator.send("/silence", on="yes", back="/queue")
        await moderator.send("/press", id=buttons["review:send"], back="/queue")

        last = await story.ended()
        assert (last.status, last.withheld) == (ReviewStatus.WITHHELD, Reason.PRACTICE_OFF)
        assert story.said() == []


async def test_a_bot_that_goes_on_suggests_again(stories):
    async with stories() as story:
        newcomer, moderator = await story.enter("newcomer"), await story.enter("moderator")
        await moderator.send("/silence", on="yes", back=ROOM)
        silenced = "silenced everywhere" in moderator.page
        await moderator.send("/silence", on="no", back=ROOM)

        buttons = await story.drafted(newcomer, moderator)

        assert silenced
        assert "review:send" in buttons


async def test_a_moderator_s_own_words_are_what_is_said(stories):
    async with stories() as story:
        newcomer, moderator = await story.enter("newcomer"), await story.enter("moderator")
        buttons = await story.drafted(newcomer, moderator)

        await moderator.send("/press", id=buttons["review:edit"], back="/queue")
        form = next(each for each in moderator.ids() if each.startswith("review:edited"))
        await moderator.send(
            "/press", id=form, back="/queue", **{"f-words": "Who bakes rye? Would you look?"}
        )
        await story.ended()

        assert [line.text for line in story.said()] == ["Who bakes rye? Would you look?"]


async def test_after_a_restart_the_room_stands_as_it_was(scenes):
    async with scenes() as scene:
        hello = scene.town.channels[0].channel
        asked = await scene.room.platform.say(hello, playing(As.MEMBER).member, QUESTION)
        hands = ParlourHands(scene.room.platform, BOT)
        said = await hands.reply(asked.key, "Who knows rye?", once="r1")

    async with scenes() as scene:
        again = ParlourHands(scene.room.platform, BOT)
        lines = scene.room.platform.board.lines(hello, 2)

        assert [(line.key, line.text) for line in lines] == [
            (asked.key, QUESTION),
            (said, "Who knows rye?"),
        ]
        assert [line.reply_to for line in lines] == [None, asked.key]
        assert await again.posted(hello, once="r1") == said


async def test_after_a_restart_the_clock_goes_on_from_where_it_was(scenes):
    async with scenes() as scene:
        await scene.room.later(timedelta(hours=30))
        member = playing(As.MEMBER).member
        asked = await scene.room.platform.say(scene.town.channels[0].channel, member, QUESTION)

    async with scenes() as scene:
        assert scene.now() > asked.stamp.occurred_at
