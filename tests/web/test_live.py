"""The room and the pages beside it, by forms alone, as a browser without script uses them."""

import html
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.ids import MemberKey
from bot.platforms.parlour.visitors import As, playing
from bot.services.commands.rooms import room_id

QUESTION = "Hello! Why does my rye loaf stay flat although the starter is lively?"


async def test_what_a_member_writes_stands_in_the_room(visits):
    async with visits() as (browser, _):
        anchor = await browser.write("A flat loaf, again.")

        assert "A flat loaf, again." in browser.line(anchor)


async def test_members_words_are_words_and_nothing_else(visits):
    async with visits() as (browser, _):
        wild = "<script>alert(1)</script> /parlour?line=x \u202eturned @everyone"
        line = browser.line(await browser.write(wild))

        assert "<script>" not in line
        assert "\u202e" not in line
        assert 'href="/parlour?line=x"' not in line


async def test_beside_a_line_stands_what_the_bot_thought_of_it(visits):
    async with visits() as (browser, _):
        line = browser.line(await browser.write(QUESTION))

        assert 'class="verdict"' in line
        assert "1 Taken in" in line


async def test_an_answer_names_what_it_answers(visits, lived):
    async with visits() as (browser, scene):
        first = await browser.write("A flat loaf, again.")
        key = next(line for line in _lines(scene, lived) if line.text == "A flat loaf, again.").key
        line = browser.line(await browser.write("How flat?", to=key.message))

        assert f'href="#{first}"' in line


async def test_where_people_answer_in_threads_an_answer_opens_one(visits, lived):
    async with visits() as (browser, scene):
        root = _lines(scene, lived, "mill-partners")[0].key
        line = browser.line(await browser.write("Good.", room="mill-partners", to=root.message))

        assert "threaded" in line


async def test_one_s_own_words_can_be_changed_and_taken_away(visits, lived):
    async with visits() as (browser, scene):
        anchor = await browser.write("A flat lof.")
        key = _lines(scene, lived)[-1].key.message

        await browser.send("/parlour/edit", key=key, text="A flat loaf.")
        changed = browser.line(anchor)
        await browser.send("/parlour/delete", key=key)

        assert "A flat loaf." in changed
        assert "A flat" not in browser.line(anchor)


@pytest.mark.parametrize("what", ["edit", "delete"])
async def test_others_words_cannot_be_changed(visits, lived, what):
    async with visits() as (browser, scene):
        before = _lines(scene, lived)[-1]
        answer = await browser.send(f"/parlour/{what}", key=before.key.message, text="Mine now.")

        assert answer.status_code == 403
        assert _lines(scene, lived)[-1] == before


async def test_a_reaction_is_given_and_taken_back(visits, lived):
    async with visits() as (browser, scene):
        key = _lines(scene, lived)[-1].key.message
        counts = []
        for _ in range(2):
            await browser.send("/parlour/react", key=key, emoji="\U0001f44d")
            counts.append(_lines(scene, lived)[-1].reactions.get("\U0001f44d", frozenset()))

        assert [len(given) for given in counts] == [1, 0]


async def test_a_newcomer_is_somebody_whom_nobody_knows(visits):
    async with visits() as (browser, _):
        await browser.play("newcomer")
        first = browser.line(await browser.write(QUESTION))
        await browser.play("newcomer")
        second = browser.line(await browser.write("Me too."))

        assert ("N1" in first, "N2" in second) == (True, True)


async def test_a_room_for_moderators_is_shown_to_them_alone(visits):
    async with visits() as (browser, _):
        await browser.go("/parlour?room=staff")
        member = "<h2>#staff</h2>" in browser.page
        await browser.play("moderator")
        await browser.go("/parlour?room=staff")

        assert (member, "<h2>#staff</h2>" in browser.page) == (False, True)


async def test_a_line_of_a_room_that_one_may_not_see_is_not_shown(visits, lived):
    async with visits() as (browser, scene):
        key = _lines(scene, lived, "staff")[0].key.message
        await browser.go(f"/parlour?line={key}")

        assert f"{key}" not in browser.page


async def test_a_line_to_the_bot_is_answered_to_whoever_wrote_it_and_heard_by_nobody(visits, lived):
    async with visits() as (browser, scene):
        before = len(_lines(scene, lived))
        await browser.write("/tummler me")
        mine = browser.told()
        await browser.play("moderator")
        await browser.go("/parlour?room=hello")

        assert mine == ["You, and what you allow"]
        assert browser.told() == []
        assert len(_lines(scene, lived)) == before


async def test_what_one_was_told_can_be_put_away(visits):
    async with visits() as (browser, scene):
        await browser.write("/tummler me")
        [notice] = scene.room.platform.board.notices(
            playing(As.MEMBER).member, scene.town.channels[0].channel
        )
        await browser.send("/dismiss", number=str(notice.number), back="/parlour?room=hello")

        assert browser.told() == []


@pytest.mark.parametrize("page", ["/queue", "/ladder", "/silences"])
async def test_the_moderators_pages_are_theirs(visits, page):
    async with visits() as (browser, _):
        await browser.go(page)
        member = browser.told()
        await browser.play("moderator")
        await browser.go(page)

        assert any("moderator" in each for each in member)
        assert browser.told() != member


async def test_a_moment_is_labelled_on_the_queue(visits):
    async with visits() as (browser, _):
        await browser.play("moderator")
        await browser.go("/queue")
        before = browser.page.count('name="moment"')
        moment = browser.page.partition('name="moment" value="')[2].partition('"')[0]
        await browser.send("/label", moment=moment, label="say")

        assert browser.told()[0] == "Noted: Say."
        assert browser.page.count('name="moment"') == before - 1


async def test_a_member_labels_nothing(visits):
    async with visits() as (browser, scene):
        await browser.play("moderator")
        await browser.go("/queue")
        moment = browser.page.partition('name="moment" value="')[2].partition('"')[0]
        await browser.play("member")
        await browser.send("/label", moment=moment, label="say")

        assert await _labels(scene) == 0


async def test_a_practice_is_moved_down_on_the_ladder(visits):
    async with visits() as (browser, scene):
        await browser.play("moderator")
        await browser.go("/ladder?room=crumb")
        down = next(each for each in browser.ids() if each.startswith("level:down:rescue"))
        await browser.send("/press", id=html.unescape(down), back="/ladder?room=crumb")

        crumb = next(each.channel for each in scene.town.channels if each.name == "crumb")
        places = await scene.house.trust.ladder.show(scene.community, crumb)
        rungs = {each.practice: each.rung.name for each in places}
        assert rungs["rescue_unanswered"] == "DIGEST"
        assert rungs["greet_and_hand_over"] == "SUGGEST"


async def test_what_is_written_by_hand_as_the_name_of_a_button_is_no_longer_open(visits):
    async with visits() as (browser, _):
        answer = await browser.send("/press", id="said:helpful:nothing", back="/parlour?room=hello")

        assert answer.status_code == 200
        assert browser.told() == ["This is no longer open. Nothing was changed."]


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
async def test_no_form_leads_away_from_this_house(visits, back):
    async with visits() as (browser, _):
        answer = await browser.client.post("/as", data={"part": "member", "back": back})

        assert answer.headers["location"] == "/parlour"


async def test_too_long_a_line_is_not_sent_and_it_is_said_why(visits, lived):
    async with visits() as (browser, scene):
        before = len(_lines(scene, lived))
        await browser.write("a" * 2001)

        assert browser.told() == ["That is longer than 2,000 characters; nothing was sent."]
        assert len(_lines(scene, lived)) == before


async def test_the_member_s_own_card_stands_on_a_page(visits):
    async with visits() as (browser, _):
        await browser.go("/me")

        assert browser.told() == ["You, and what you allow"]
        assert any(each.startswith("forget:") for each in browser.ids())


async def test_whoever_plays_the_member_is_that_member(visits):
    async with visits() as (browser, scene):
        await browser.go("/me")
        pause = next(each for each in browser.ids() if each == "me:pause:prompts")
        await browser.send("/press", id=pause, back="/me")

        member = MemberKey(platform="parlour", member=playing(As.MEMBER).letter)
        card = await scene.house.wishes.card(scene.community, member)
        assert [switch.value for switch in card.consent.paused] == ["prompts"]


def _lines(scene, lived, name="hello"):
    room = next(each.channel for each in lived.channels if each.name == name)
    return scene.room.platform.board.lines(room, 1000)


async def _labels(scene):
    async with scene.house.store.unit() as unit:
        found = await unit.reviews.labels(scene.community)
        await unit.commit()
    return len(found)


async def test_in_the_room_a_member_proposes_another_votes_and_a_moderator_decides(visits):
    async with visits() as (browser, _):
        await browser.go("/proposals")
        begins = next(each for each in browser.ids() if each.startswith("propose:ask"))
        await browser.send("/press", id=begins, back="/proposals")
        filled = {"f-about": "artefact", "f-text": "A map of <b>all</b> mills."}
        await browser.send("/press", id="propose:make:new", back="/proposals", **filled)
        await browser.send("/press", id="vote:for:1", back="/proposals")
        voted = browser.told()
        await browser.play("moderator")
        reason = {"f-because": "There is one already."}
        await browser.send("/press", id="proposal:decline-now:1", back="/proposals", **reason)
        await browser.play("member")
        await browser.go("/proposals")

        assert any("Counted: proposal 1" in each for each in voted)
        assert "A map of &lt;b&gt;all&lt;/b&gt; mills." in browser.page
        assert "There is one already." in browser.page


async def test_what_a_moderator_writes_for_an_hour_is_said_in_the_room_when_it_comes(visits):
    async with visits() as (browser, scene):
        await browser.play("moderator")
        await browser.go("/parlour?room=hello")
        await browser.write("/tummler staff post")
        room = next(each.channel for each in scene.town.channels if each.name == "hello")
        zone = ZoneInfo(scene.town.time_zone)
        hour = (scene.now() + timedelta(hours=1)).astimezone(zone).strftime("%Y-%m-%d %H:%M")
        filled = {
            "f-room": room_id(room),
            "f-when": hour,
            "f-words": "On Saturday we meet at <b>ten</b>.",
            "f-answers": "",
            "f-thread": "",
        }
        await browser.send("/press", id="ownpost:set:new", back="/parlour?room=hello", **filled)
        told = browser.told()
        before = "On Saturday we meet" in browser.page
        await browser.send("/later", hours="1", back="/parlour?room=hello")
        await browser.go("/parlour?room=hello")

        assert any(each.startswith("Set for") for each in told), told
        assert not before
        assert browser.page.count("On Saturday we meet at &lt;b&gt;ten&lt;/b&gt;.") == 1
