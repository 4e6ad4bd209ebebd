"""Every verdict is kept, the first practice goes first, and none silences the others."""

from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.core.interventions import Audience, Proposal, Wording
from bot.core.reasons import Reason
from bot.core.restraint import Budget
from bot.core.reviews import ReviewStatus
from bot.core.senses import Sense
from bot.core.trial import block_arms
from bot.core.trust import Rung
from bot.language.templates import TemplateDrafter
from bot.practices.base import Capability, Mode, Practice
from bot.services.deliberation import NOT_TWICE_WITHIN, Deliberation
from bot.services.noticing import Noticing, everything_granted
from bot.services.wording import VoiceCheck

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
QUESTION = "How do I true a wheel without a stand?"


class Eager(Practice):
    """Proposes whatever waits, after a quarter of an hour."""

    key = "eager"
    human_name = "Always something to say"
    mode = Mode.SPEAK
    needs = frozenset({Capability.REPLY_IN_THREAD})
    window = HOUR
    templates = ("greet_and_hand_over-question",)
    wait = 15 * MINUTE

    def watch(self, conversation, pace, people):  # noqa: ARG002  # as every practice is asked
        return self.wait

    def propose(self, snapshot):
        need = self.due(snapshot)
        because = "this has waited a while"
        return need and Proposal(
            id=f"{self.key}:{snapshot.conversation.id}",
            practice=self.key,
            at=snapshot.now,
            conversation=snapshot.conversation.id,
            channel=snapshot.conversation.channel,
            audience=Audience.PUBLIC,
            addressee=None,
            need=need.key,
            wording=Wording(
                template=self.templates[0], slots={"because": because, "language": "en"}
            ),
            because=because,
            cites=(need.key,),
            confidence=1.0,
            needs=self.needs,
            window=self.window,
        )


class Second(Eager):
    """The same, of lower priority."""

    key = "second"


class Failing(Eager):
    """Breaks when it is asked."""

    key = "failing"

    def propose(self, snapshot):
        raise ZeroDivisionError(snapshot.conversation.id)


class Silent(Eager):
    """Looks, and has nothing to propose."""

    key = "silent"

    def propose(self, snapshot):  # noqa: ARG002  # as every practice is asked
        return None


class Lively:
    """A house with a deliberation of its own over these practices."""

    def __init__(self, house, talk, *practices):
        self.house = house
        self.talk = talk
        self.practices = practices
        self.deliberation = Deliberation(
            practices, Noticing(everything_granted), TemplateDrafter(VoiceCheck())
        )

    async def look(self, name, at, *keys):
        """Look at the conversation that this message opened, for all practices or for these."""
        keys = keys or tuple(practice.key for practice in self.practices)
        async with self.house.store.unit() as unit:
            growth = await unit.conversations.holding(self.talk.key(name))
            verdicts = await self.deliberation.look(unit, growth, frozenset(keys), self.talk.at(at))
            await unit.commit()
        return [verdict.reason for verdict in verdicts]

    async def watch(self, name):
        async with self.house.store.unit() as unit:
            growth = await unit.conversations.holding(self.talk.key(name))
            watched = await self.deliberation.watch(unit, growth)
            await unit.commit()
        return watched


def lenient(talk, *plans, **changes):
    """A framework in which one question after the other may be taken up."""
    usual = {"per_day": 10, "channel_gap": HOUR, "bot_share": 0.05}
    rungs = dict.fromkeys(("eager", "second", "failing", "silent"), Rung.SPEAK)
    return talk.framework(*plans, budget=Budget(**usual | changes), rungs=rungs)


def talkative(talk, days):
    """Enough talk of many people on each day that a turn is a small share, and in turn."""
    return [
        talk.post(f"d{day}t{n}", f"p{n % 5}", day * DAY + n * 12 * MINUTE, "So it goes.")
        for day in range(days)
        for n in range(24)
    ]


@pytest.fixture
def lively(towns, talk):
    def open_lively(framework=None):
        return towns(framework=framework or lenient(talk))

    return open_lively


async def test_the_second_in_order_is_outranked_and_kept(lively, talk, takes_in, rows_of):
    async with lively() as house:
        await takes_in(house, *talkative(talk, 1), talk.post("m1", "ana", 9 * HOUR, QUESTION))
        asked = Lively(house, talk, Eager(), Second())

        reasons = await asked.look("m1", 10 * HOUR)

        rows = await rows_of(house, "ledger")
    assert reasons == [Reason.GRANTED, Reason.OUTRANKED]
    assert [(row["practice"], row["reason"]) for row in rows] == [
        ("eager", "GRANTED"),
        ("second", "OUTRANKED"),
    ]


async def test_who_did_not_ask_for_this_moment_is_not_asked(lively, talk, takes_in):
    async with lively() as house:
        await takes_in(house, *talkative(talk, 1), talk.post("m1", "ana", 9 * HOUR, QUESTION))

        reasons = await Lively(house, talk, Eager(), Second()).look("m1", 10 * HOUR, "second")

    assert reasons == [Reason.GRANTED]


class Stirred(Eager):
    """Wants to look an hour after any reply."""

    key = "stirred"
    heads = frozenset()

    def watch(self, conversation, pace, people):  # noqa: ARG002  # as every practice is asked
        return None

    def stirs(self, growth):
        return growth.count > 1

    def patience(self, pace):  # noqa: ARG002  # as every practice is asked
        return HOUR

    def propose(self, snapshot):  # noqa: ARG002  # as every practice is asked
        return None


async def stir(asked, name):
    async with asked.house.store.unit() as unit:
        growth = await unit.conversations.holding(asked.talk.key(name))
        stirred = await asked.deliberation.stir(unit, growth)
        await unit.commit()
    return stirred


def replied(talk):
    return (
        *talkative(talk, 3),
        talk.post("m1", "ana", 3 * DAY, QUESTION),
        talk.post("m2", "ben", 3 * DAY + MINUTE, "Turn each spoke a quarter.", to="m1"),
    )


async def test_a_later_message_may_give_a_practice_something_to_look_at(
    lively, talk, takes_in, rows_of
):
    async with lively() as house:
        await takes_in(house, *replied(talk))
        asked = Lively(house, talk, Stirred())

        stirred = await stir(asked, "m1")

        noted = await rows_of(house, "watches")
    about = [row for row in noted if row["practice"] == "stirred"]
    assert stirred
    assert [row["due_at"] for row in about] == [talk.at(3 * DAY + MINUTE + HOUR)]


async def test_what_stirs_nobody_is_not_looked_at(lively, talk, takes_in):
    async with lively() as house:
        await takes_in(house, *replied(talk))

        assert not await stir(Lively(house, talk, Eager()), "m1")


async def test_what_nobody_asked_for_is_not_looked_at(lively, talk, takes_in):
    class Asked(Stirred):
        key = "asked"
        only_opted_in = True

    async with lively() as house:
        await takes_in(house, *replied(talk))

        assert not await stir(Lively(house, talk, Asked()), "m1")


async def test_what_no_moderator_set_is_not_looked_at(lively, talk, takes_in):
    class Ritual(Stirred):
        key = "ritual"
        mode = Mode.SCHEDULED

    async with lively() as house:
        await takes_in(house, *replied(talk))

        assert not await stir(Lively(house, talk, Ritual()), "m1")


async def test_what_this_house_cannot_know_silences_a_practice_that_needs_it(
    lively, talk, takes_in
):
    class Near(Eager):
        key = "near"
        senses = frozenset({Sense.RELATED})

    async with lively() as house:
        await takes_in(house, talk.post("m1", "ana", 9 * HOUR, QUESTION))
        asked = Lively(house, talk, Near(), Eager())

        reasons = await asked.look("m1", 10 * HOUR)

    assert len(reasons) == 1
    assert asked.deliberation.lacking(asked.practices) == {"near": (Sense.RELATED.value,)}


async def test_what_is_granted_is_queued_to_be_delivered(lively, talk, takes_in):
    async with lively() as house:
        await takes_in(house, *talkative(talk, 1), talk.post("m1", "ana", 9 * HOUR, QUESTION))
        await Lively(house, talk, Eager()).look("m1", 10 * HOUR)

        async with house.store.unit() as unit:
            found = await unit.reviews.with_status(talk.community, {ReviewStatus.APPROVED})
            await unit.commit()

    assert [review.proposal.need for review in found] == [talk.key("m1")]


async def test_what_one_set_of_practices_was_asked_is_no_answer_for_another(lively, talk, takes_in):
    sets = (("second",), ("eager", "second"), ("second",))
    async with lively() as house:
        await takes_in(house, *talkative(talk, 1), talk.post("m1", "ana", 9 * HOUR, QUESTION))
        asked = Lively(house, talk, Eager(), Second())

        found = [len(await asked.look("m1", 10 * HOUR, *keys)) for keys in sets]

    assert found == [1, 2, 1]


async def test_a_stop_silences_every_practice(lively, talk, takes_in):
    async with lively() as house:
        await takes_in(house, *talkative(talk, 1), talk.post("m1", "ana", 9 * HOUR, QUESTION))
        await house.trust.ladder.switch(
            talk.community, None, talk.channel(), talk.at(9 * HOUR), stopped=True
        )

        reasons = await Lively(house, talk, Eager(), Second()).look("m1", 10 * HOUR)

    assert reasons == [Reason.PRACTICE_OFF, Reason.OUTRANKED]


async def test_one_practice_that_fails_does_not_silence_the_others(lively, talk, takes_in):
    async with lively() as house:
        await takes_in(house, *talkative(talk, 1), talk.post("m1", "ana", 9 * HOUR, QUESTION))

        with capture_logs() as logs:
            reasons = await Lively(house, talk, Failing(), Eager()).look("m1", 10 * HOUR)

    assert reasons == [Reason.GRANTED]
    [line] = [entry for entry in logs if entry["event"] == "practice_failed"]
    assert (line["practice"], line["conversation"]) == ("failing", "parlour/m1")


class WithoutWords:
    """A drafter that breaks."""

    def draft(self, proposal, used, *, never=()):
        raise LookupError(proposal.id, used, never)


class FailingAt(Eager):
    """Breaks wherever it is told to."""

    key = "failing"

    def __init__(self, where):
        self.where = where
        super().__init__()

    def watch(self, conversation, pace, people):
        return self._unless("watch", super().watch(conversation, pace, people))

    def stirs(self, growth):
        return self._unless("stirs", super().stirs(growth))

    def again(self, conversation, pace, people):
        return self._unless("again", super().again(conversation, pace, people))

    def propose(self, snapshot):
        proposal = super().propose(snapshot)
        if self.where == "another's name":
            return replace(proposal, practice="eager")
        return None if self.where == "again" else proposal

    def _unless(self, where, told):
        if self.where == where:
            raise ZeroDivisionError(where)
        return told


@pytest.mark.parametrize("where", ["watch", "again", "another's name"])
async def test_wherever_a_practice_fails_its_name_is_logged_and_the_rest_goes_on(
    lively, talk, takes_in, where
):
    async with lively() as house:
        await takes_in(house, *talkative(talk, 1), talk.post("m1", "ana", 9 * HOUR, QUESTION))
        town = Lively(house, talk, Second(), FailingAt(where))

        with capture_logs() as logs:
            assert await town.watch("m1")
            reasons = await town.look("m1", 10 * HOUR)

    failed = [entry for entry in logs if entry["event"] == "practice_failed"]
    assert {entry["practice"] for entry in failed} == {"failing"}
    assert reasons[0] is Reason.GRANTED


async def test_a_practice_that_fails_at_a_later_message_keeps_no_message_out(
    lively, talk, takes_in
):
    async with lively() as house:
        await takes_in(house, talk.post("m1", "ana", 9 * HOUR, QUESTION))
        town = Lively(house, talk, FailingAt("stirs"))

        async with house.store.unit() as unit:
            growth = await unit.conversations.holding(talk.key("m1"))
            with capture_logs() as logs:
                assert not await town.deliberation.stir(unit, growth)
            await unit.commit()

    assert [entry["practice"] for entry in logs] == ["failing"]


async def test_a_line_whose_wording_fails_waits_for_a_person_s_own_words(
    lively, talk, takes_in, rows_of
):
    async with lively() as house:
        await takes_in(house, *talkative(talk, 1), talk.post("m1", "ana", 9 * HOUR, QUESTION))

        town = Lively(house, talk, Eager())
        town.deliberation = Deliberation(
            town.practices, Noticing(everything_granted), WithoutWords()
        )
        with capture_logs() as logs:
            await town.look("m1", 10 * HOUR)

        [review] = await rows_of(house, "reviews")
    assert review["status"] == ReviewStatus.WAITING.value
    assert [e["practice"] for e in logs if e["event"] == "practice_failed"] == ["eager"]


async def test_every_silence_is_kept_with_its_first_reason(lively, talk, takes_in, rows_of):
    async with lively() as house:
        await takes_in(
            house,
            talk.post("m1", "ana", 9 * HOUR, QUESTION),
            talk.post("m2", "ben", 9 * HOUR + MINUTE, "Turn each spoke a quarter.", to="m1"),
        )

        reasons = await Lively(house, talk, Eager()).look("m1", 10 * HOUR)

        [row] = await rows_of(house, "ledger")
    assert reasons == [Reason.TALK_IS_WELL]
    assert (row["reason"], row["draft"], row["account"]) == ("TALK_IS_WELL", None, None)


async def test_a_moment_without_a_proposal_is_counted(lively, talk, takes_in, rows_of):
    async with lively() as house:
        await takes_in(house, talk.post("m1", "ana", 9 * HOUR, QUESTION))
        before = await rows_of(house, "unspoken")

        await Lively(house, talk, Silent()).look("m1", 10 * HOUR)

        after = await rows_of(house, "unspoken")
    assert sum(r["moments"] for r in after) - sum(r["moments"] for r in before) == 1


async def test_a_need_looked_at_twice_has_two_verdicts(lively, talk, takes_in, rows_of):
    async with lively() as house:
        talked = talkative(talk, 1)
        await takes_in(house, *talked, talk.post("m1", "ana", 9 * HOUR, QUESTION))
        asked = Lively(house, talk, Eager())

        await asked.look("m1", 9 * HOUR + 16 * MINUTE)
        await asked.look("m1", 30 * HOUR)

        rows = await rows_of(house, "ledger")
    assert [row["reason"] for row in rows] == ["GRANTED", "OUT_OF_TURN"]


async def test_a_conversation_has_had_its_turn_for_ever(lively, talk, takes_in):
    async with lively() as house:
        await takes_in(house, *talkative(talk, 1), talk.post("m1", "ana", 9 * HOUR, QUESTION))
        asked = Lively(house, talk, Eager())
        await asked.look("m1", 10 * HOUR)
        later = [
            talk.post(f"l{n}", f"p{n % 5}", 20 * DAY + n * 12 * MINUTE, "So it goes.")
            for n in range(30)
        ]
        await takes_in(house, *later)

        again = []
        for hour in (12, 14):
            again += await asked.look("m1", 20 * DAY + hour * HOUR)
            house.store.forget()

    assert again == [Reason.CONVERSATION_SPENT] * 2


async def test_a_conversation_that_is_all_gone_is_not_considered(lively, talk, takes_in, rows_of):
    async with lively() as house:
        await takes_in(
            house, talk.post("m1", "ana", 9 * HOUR, QUESTION), talk.delete("m1", 9 * HOUR + MINUTE)
        )

        assert await Lively(house, talk, Eager()).look("m1", 10 * HOUR) == []
        assert await rows_of(house, "ledger") == []


async def test_draws_are_taken_in_order_only_where_all_gates_passed(towns, talk, takes_in, rows_of):
    plan = talk.plan(practice="eager")
    async with towns(framework=lenient(talk, plan)) as house:
        await takes_in(house, *talkative(talk, 7), each=50)
        asked = Lively(house, talk, Eager())
        for number in range(6):  # every second one is answered before it is looked at
            at = 6 * DAY + (5 + 3 * number) * HOUR
            chat = [talk.post(f"c{number}{n}", f"p{n}", at - HOUR) for n in range(5)]
            question = talk.post(f"q{number}", "ana", at, QUESTION)
            answer = talk.post(f"a{number}", "ben", at + MINUTE, "So.", to=f"q{number}")
            await takes_in(house, *chat, question, *([answer] if number % 2 else []))
            await asked.look(f"q{number}", at + HOUR)
            house.store.forget()

        rows = await rows_of(house, "ledger")
    rows = [row for row in rows if row["practice"] == "eager"]
    drawn = [(row["position"], row["arm"]) for row in rows if row["arm"]]
    arms = block_arms(plan.seed, plan.stratum, 0)
    assert drawn == [(n, arms[n].value) for n in range(3)]
    assert [row["position"] for row in rows[1::2]] == [None] * 3


async def test_what_is_held_out_spends_like_what_is_said(towns, talk, takes_in, rows_of):
    plan = talk.plan(practice="eager")
    async with towns(framework=lenient(talk, plan)) as house:
        await takes_in(house, *talkative(talk, 1))
        asked = Lively(house, talk, Eager())
        reasons = []
        for number in range(10):
            at = (6 + 3 * number) * HOUR
            chat = [talk.post(f"c{number}{n}", f"p{n}", at - HOUR) for n in range(5)]
            await takes_in(house, *chat, talk.post(f"q{number}", "ana", at, QUESTION))
            reasons += await asked.look(f"q{number}", at + HOUR)
        rows = await rows_of(house, "ledger", "windows")

    assert Reason.HELD_OUT in reasons
    held = [row for row in rows["ledger"] if row["reason"] == "HELD_OUT"]
    assert {(row["account"], row["draft"]) for row in held} == {("speaking", None)}
    assert {row["proposal"] for row in held} <= {row["proposal"] for row in rows["windows"]}


async def test_no_wording_is_used_again_within_sixty_days(towns, talk, takes_in, rows_of):
    framework = lenient(talk)
    async with towns(framework=framework) as house:
        asked = Lively(house, talk, Eager())
        for number in range(12):  # more needs than the template has variants
            at = number * 4 * DAY
            chat = [talk.post(f"c{number}x{n}", f"p{n % 5}", at + n * MINUTE) for n in range(30)]
            question = talk.post(f"q{number}", "ana", at + 2 * HOUR, QUESTION)
            await takes_in(house, *chat, question, each=31)
            await asked.look(f"q{number}", at + 3 * HOUR)
            house.store.forget()
        rows = await rows_of(house, "ledger")

    said = [row["draft"] for row in rows if row["reason"] == "GRANTED"]
    drafts = [draft for draft in said if draft]
    assert len(drafts) == len(set(drafts)) == 7
    assert said[7:] == [None] * 5  # a moderator's own words remain


async def test_a_wording_may_be_used_again_after_sixty_days(towns, talk, takes_in, rows_of):
    async with towns(framework=lenient(talk)) as house:
        asked = Lively(house, talk, Eager())
        for number in range(9):
            at = number * (NOT_TWICE_WITHIN / 7 + DAY)
            chat = [talk.post(f"c{number}x{n}", f"p{n % 5}", at + n * MINUTE) for n in range(30)]
            question = talk.post(f"q{number}", "ana", at + 2 * HOUR, QUESTION)
            await takes_in(house, *chat, question, each=31)
            await asked.look(f"q{number}", at + 3 * HOUR)
        rows = await rows_of(house, "ledger")

    said = [row["draft"] for row in rows if row["reason"] == "GRANTED"]
    assert len(said) == 9
    assert None not in said


async def test_without_a_charter_what_would_have_been_said_is_a_shadow(
    town, talk, takes_in, rows_of
):
    question = talk.post("m1", "ana", 3 * DAY + 9 * HOUR, QUESTION)
    await takes_in(town, *talkative(talk, 4), question, each=100)

    reasons = await Lively(town, talk, Eager()).look("m1", 3 * DAY + 10 * HOUR)

    rows = await rows_of(town, "ledger", "windows")
    assert reasons == [Reason.NO_CHARTER]
    [row] = rows["ledger"]
    assert (row["otherwise"], row["account"], row["draft"] is None) == (True, "listening", False)
    assert [window["arm"] for window in rows["windows"]] == [None]


async def test_who_is_to_look_later_looks_later(lively, talk, takes_in, rows_of):
    async with lively() as house:
        await takes_in(house, talk.post("m1", "ana", 9 * HOUR, QUESTION))
        practice = Silent()
        asked = Lively(house, talk, practice)
        assert await asked.watch("m1")

        practice.wait = 5 * HOUR  # a new day told that people here take longer
        await asked.look("m1", 10 * HOUR)

        rows = await rows_of(house, "watches")
    assert [row["due_at"] for row in rows if row["practice"] == "silent"] == [talk.at(14 * HOUR)]


async def test_a_practice_that_never_wants_to_look_is_not_noted(lively, talk, takes_in, rows_of):
    async with lively() as house:
        await takes_in(house, talk.post("m1", "ana", 9 * HOUR, QUESTION))
        practice = Silent()
        practice.wait = None

        assert not await Lively(house, talk, practice).watch("m1")


async def test_what_a_bot_opened_is_not_watched(lively, talk, takes_in):
    async with lively() as house:
        await takes_in(house, talk.post("m1", "robot", 9 * HOUR, QUESTION, automated=True))

        assert not await Lively(house, talk, Eager()).watch("m1")


class InTheirTongue(Eager):
    """The same in the language of whoever waits."""

    def propose(self, snapshot):
        need = self.due(snapshot)
        return need and self.proposal(
            snapshot,
            need,
            audience=Audience.PUBLIC,
            template="rescue_unanswered-list",
            needs=self.needs,
            confidence=1.0,
        )


InTheirTongue.key = "rescue_unanswered"
GERMAN = "Wie kann ich ein Laufrad ohne den Zentrierständer wieder gerade bekommen?"


@pytest.mark.parametrize(
    ("languages", "text", "words"),
    [
        (("de",), GERMAN, "ohne Antwort"),
        (("en", "de"), GERMAN, "ohne Antwort"),
        (("de", "en"), QUESTION, "without an answer"),
        (("en",), GERMAN, None),
        (("de",), QUESTION, None),
    ],
)
async def test_a_community_is_spoken_to_in_a_language_that_its_charter_names_or_not_at_all(
    lively, talk, takes_in, rows_of, *, languages, text, words
):
    paper = lenient(talk)
    first, *others = languages
    charter = replace(paper.charter, language=first, other_languages=tuple(others))
    rungs = {"rescue_unanswered": Rung.SPEAK}
    async with lively(replace(paper, charter=charter, rungs=rungs)) as house:
        await takes_in(house, *talkative(talk, 1), talk.post("m1", "ana", 9 * HOUR, text))
        await Lively(house, talk, InTheirTongue()).look("m1", 10 * HOUR)

        [review] = await rows_of(house, "reviews")

    said = ReviewStatus.WAITING if words is None else ReviewStatus.APPROVED
    assert review["status"] == said.value
    assert review["draft"] is None if words is None else words in review["draft"]
