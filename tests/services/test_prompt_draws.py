"""What practices ask comes out of the book where it fits, and what people made of it is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.core.charter import Artefact
from bot.core.interventions import Audience, Proposal, Wording
from bot.core.prompt_uses import PromptUse
from bot.core.restraint import Budget
from bot.core.reviews import Choice, ReviewStatus
from bot.core.trust import Rung
from bot.language.templates import TemplateDrafter
from bot.practices.base import Capability, Mode, Practice
from bot.services.deliberation import Deliberation
from bot.services.noticing import Noticing, everything_granted
from bot.services.prompt_draws import PromptDraws, aimed_at
from bot.services.reviewing import review_id
from bot.services.wording import VoiceCheck, compared
from prompts.book import library

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
TOLD = 9 * HOUR
STORY = "Our bicycles stand in the rain, and the tool list says nothing of rust."
ELSEWHERE = "The kettle whistles longer than it should, and nobody knows for whom."


class Nodding(Practice):
    """Proposes for any opening, under the key of a practice of the book."""

    key = "probe_further"
    human_name = "Follow-up question"
    mode = Mode.SPEAK
    needs = frozenset({Capability.REPLY_IN_THREAD})
    window = DAY
    templates = ("probe_further-question",)
    needs_answer = False

    def __init__(self, audience=Audience.PUBLIC, *, earlier=False, key=None):
        super().__init__()
        self.audience, self.earlier = audience, earlier
        self.key = key or self.key

    def propose(self, snapshot):
        need, *later = snapshot.conversation.messages
        because = "this was told an hour ago and has had a nod and nothing more"
        return Proposal(
            id=f"{self.key}:{snapshot.conversation.id}",
            practice=self.key,
            at=snapshot.now,
            conversation=snapshot.conversation.id,
            channel=snapshot.conversation.channel,
            audience=self.audience,
            addressee=None,
            need=need.key,
            wording=Wording(
                template=self.templates[0], slots={"because": because, "language": "en"}
            ),
            because=because,
            cites=(need.key, *(m.key for m in later if self.earlier)),
            confidence=1.0,
            needs=self.needs,
            window=self.window,
        )


def chatter(talk, day):
    """Enough talk of many people before the story that a turn is a small share, and in turn."""
    return [talk.post(f"d{day}t{n}", f"p{n % 5}", day * DAY + n * 12 * MINUTE) for n in range(24)]


@pytest.fixture
def framework(talk):
    """One with an artefact, in which a moderator sees each draft."""
    plain = talk.framework(
        budget=Budget(per_day=10, channel_gap=HOUR, bot_share=0.05), rung=Rung.SUGGEST
    )
    about = replace(plain.charter.social_object, artefacts=(Artefact(name="the tool list"),))
    return replace(plain, charter=replace(plain.charter, social_object=about))


@pytest.fixture
def draws(towns, talk, takes_in, framework):
    """What is drafted for a story by a house with this shelf; the house stays open meanwhile."""

    async def draft(house, *stories, practice=None, shelf=library, nods=False, used=()):
        practice = practice or Nodding()
        asking = Deliberation(
            (practice,),
            Noticing(everything_granted),
            TemplateDrafter(VoiceCheck()),
            PromptDraws(shelf, VoiceCheck()),
        )
        days = range(len(stories))
        told = [talk.post(f"s{n}", "ana", n * DAY + TOLD, stories[n]) for n in days]
        async with house.store.unit() as unit:
            for use in used:
                await unit.prompts.keep(talk.community, use, use.key)
            await unit.commit()
        for number, story in enumerate(told):
            nod = talk.post(
                f"n{number}",
                "ben",
                number * DAY + TOLD + MINUTE,
                "That happened to ours as well.",
                to=f"s{number}",
            )
            await takes_in(house, *chatter(talk, number), story, *([nod] if nods else []))
            async with house.store.unit() as unit:
                growth = await unit.conversations.holding(story.key)
                at = talk.at(number * DAY + TOLD + HOUR)
                await asking.look(unit, growth, frozenset({practice.key}), at)
                await unit.commit()
        async with house.store.unit() as unit:
            found = await unit.reviews.with_status(talk.community, set(ReviewStatus))
            uses = await unit.prompts.all(talk.community)
            await unit.commit()
        return [review for review in found if review.proposal.practice == practice.key], uses

    return draft


@pytest.fixture
def town(towns, framework):
    return lambda: towns(framework=framework)


def of(practice, **changes):
    return tuple(replace(p, **changes) for p in library() if p.practice == practice)


def use_of(name, at, key="k", exchange=None, artefact=None):
    return PromptUse(key=key, prompt=name, artefact=artefact, used_at=at, exchange=exchange)


async def test_a_draft_is_drawn_from_the_book_and_the_draw_is_kept(town, draws):
    async with town() as house:
        [review], [use] = await draws(house, STORY)

    drawn = next(p for p in library() if p.name == use.prompt)
    assert drawn.practice == "probe_further"
    assert "the message above" in review.text.lower()
    assert use.key == review.id
    assert use.exchange is None


async def test_what_is_asked_says_why_it_comes_up(town, draws):
    async with town() as house:
        [review], _ = await draws(house, STORY)

    assert review.proposal.because in review.text


async def test_two_houses_draw_the_same(town, draws):
    async with town() as house:
        [once], _ = await draws(house, STORY)
    async with town() as house:
        [again], _ = await draws(house, STORY)

    assert once.text == again.text


async def test_nothing_is_drawn_twice_within_sixty_days(town, draws):
    async with town() as house:
        reviews, _ = await draws(house, *[STORY] * 6)

    said = [compared(review.text, review.proposal.because) for review in reviews]
    assert len(said) == 6
    assert len(set(said)) == 6


async def test_where_the_book_is_used_up_the_house_s_own_words_remain(town, draws, talk):
    names = [p.name for p in library() if p.practice == Nodding.key]
    used = [use_of(name, talk.at(-DAY), key=name) for name in names]

    async with town() as house:
        [review], uses = await draws(house, STORY, used=used)

    assert {use.key for use in uses} == set(names)
    assert review.proposal.because in review.text


@pytest.mark.parametrize(("exchange", "drawn"), [(False, False), (True, True)])
async def test_a_prompt_upon_which_nobody_talks_is_not_drawn_again(
    town, draws, talk, exchange, drawn
):
    [only] = [p for p in library() if p.id == "longest-part"]
    used = [
        use_of(only.name, talk.at(-n * 90 * DAY), key=str(n), exchange=exchange) for n in (1, 2, 3)
    ]

    async with town() as house:
        _, uses = await draws(house, STORY, shelf=lambda: (only,), used=used)

    assert (len(uses) == 4) is drawn


@pytest.mark.parametrize(("words", "drawn"), [(STORY, True), (ELSEWHERE, False)])
@pytest.mark.parametrize("name", ["not-yet-in", "new-to-it"])
async def test_what_a_prompt_names_is_what_the_message_speaks_of(town, draws, words, drawn, name):
    only = tuple(p for p in library() if p.id == name)

    async with town() as house:
        _, uses = await draws(house, words, shelf=lambda: only)

    assert bool(uses) is drawn


async def test_an_artefact_that_was_brought_up_lately_is_left_alone(town, draws, talk):
    only = tuple(p for p in library() if p.id == "not-yet-in")
    used = [use_of("other.v1", talk.at(-30 * DAY), artefact="the tool list")]

    async with town() as house:
        _, uses = await draws(house, STORY, shelf=lambda: only, used=used)

    assert len(uses) == 1


@pytest.mark.parametrize(("earlier", "drawn"), [(True, True), (False, False)])
async def test_an_earlier_talk_is_named_only_where_one_is_linked(town, draws, earlier, drawn):
    practice = Nodding(earlier=earlier, key="callback")

    async with town() as house:
        _, uses = await draws(house, STORY, practice=practice, nods=True)

    assert bool(uses) is drawn


@pytest.mark.parametrize("changes", [{"kinds": ("identity",)}, {"locale": "de"}, {"by_hand": True}])
async def test_what_is_for_others_is_not_drawn(town, draws, changes):
    async with town() as house:
        _, uses = await draws(house, STORY, shelf=lambda: of("probe_further", **changes))

    assert uses == ()


async def test_what_is_for_one_member_alone_is_not_drawn(town, draws):
    async with town() as house:
        _, uses = await draws(house, STORY, practice=Nodding(Audience.MEMBER))

    assert uses == ()


async def test_what_goes_by_the_calendar_says_what_its_moderator_wrote(town, draws):
    class Ritual(Nodding):
        mode = Mode.SCHEDULED

    async with town() as house:
        [review], uses = await draws(house, STORY, practice=Ritual())
    async with town() as house:
        [without], _ = await draws(house, STORY, shelf=tuple)

    assert (uses, review.text) == ((), without.text)


async def test_a_file_that_cannot_be_read_silences_nobody(town, draws):
    def unreadable():
        raise PermissionError

    async with town() as house:
        with capture_logs() as logs:
            [review], _ = await draws(house, STORY, shelf=unreadable)
    async with town() as house:
        [without], _ = await draws(house, STORY, shelf=tuple)

    assert (review.text, bool(review.text)) == (without.text, True)
    assert [e["cause"] for e in logs if e["event"] == "prompts_unreadable"] == ["PermissionError"]


@pytest.fixture
def ended(talk, takes_in):
    """The uses of the book after this choice on a draft, this talk upon it, and a day."""

    async def end(house, review, *later, choice=Choice.POST_IT_MYSELF, words=None):
        await house.trust.reviews.decide(
            talk.community,
            review.id,
            choice,
            by=talk.member("mo"),
            now=review.submitted_at + MINUTE,
            words=words,
        )
        await takes_in(house, *later, until=talk.at(3 * DAY))
        async with house.store.unit() as unit:
            uses = await unit.prompts.all(talk.community)
            await unit.commit()
        return uses

    return end


def talked(talk):
    return (
        talk.post("r1", "ben", 12 * HOUR, "Grease, before the first frost.", to="s0"),
        talk.post("r2", "cleo", 13 * HOUR, "Ours had that, and it came off again.", to="r1"),
    )


@pytest.mark.parametrize("answers", [0, 1, 2])
async def test_two_people_answering_each_other_upon_it_is_an_exchange(
    town, draws, talk, ended, answers
):
    async with town() as house:
        [review], _ = await draws(house, STORY)
        later = talked(talk)[:answers]

        [use] = await ended(house, review, *later)

    assert use.exchange is (answers > 1)


async def test_what_people_said_before_it_was_put_to_them_is_no_exchange(town, draws, talk, ended):
    async with town() as house:
        early = (
            talk.post(
                "r1", "ben", TOLD + HOUR + MINUTE / 2, "Grease, before the first frost.", to="s0"
            ),
            talk.post("r2", "cleo", 13 * HOUR, "Ours had that, and it came off.", to="r1"),
        )
        [review], _ = await draws(house, STORY)

        [use] = await ended(house, review, *early)

    assert use.exchange is False


@pytest.mark.parametrize(
    ("choice", "words"), [(Choice.DECLINE, None), (Choice.EDIT, "How did it rust?")]
)
async def test_what_nobody_was_asked_goes_back_into_the_book(town, draws, ended, choice, words):
    async with town() as house:
        [review], [use] = await draws(house, STORY)

        uses = await ended(house, review, choice=choice, words=words)

    assert use.key == review_id(review.proposal.id, review.submitted_at)
    assert uses == ()


async def test_it_aims_one_rung_above_where_the_talk_stands(town, talk, takes_in):
    people = ("ana", "ben", "ana", "ben", "cleo")
    aims = []

    async with town() as house:
        for n, by in enumerate(people):
            to = f"m{n - 1}" if n else None
            await takes_in(house, talk.post(f"m{n}", by, n * MINUTE, to=to))
            async with house.store.unit() as unit:
                growth = await unit.conversations.holding(talk.key("m0"))
                aims.append(aimed_at(growth.conversation()))
                await unit.commit()

    assert aims == ["content", "collaboration", "collaboration", "community", "intelligence"]
