"""For each practice one moment at which it proposes; every test starts from such a moment."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.core.charter import Charter, ObjectKind, QuietHours, SocialObject
from bot.core.framework import Framework
from bot.core.ids import ConversationId
from bot.core.privacy import Consent, OptIn
from bot.core.readings import Head
from bot.core.restraint import Budget
from bot.core.snapshots import Norms, Person, Related, Room, Scheduled

GAP = timedelta(minutes=5)
DAY = timedelta(days=1)


def scores(**heads):
    """A reading of so much of each head, with no distress."""
    return {Head.DISTRESS: 0.0, **{Head(name): score for name, score in heads.items()}}


def read(talk, name="opening", *, heads, **changes):
    """A message of which just these heads were read."""
    said = talk.message(name, **changes)
    return replace(said, reading=replace(said.reading, scores=scores(**heads)))


def allows(talk, name, *opt_ins, topics=()):
    """A consent as `consents` of a snapshot holds it."""
    member = talk.member(name)
    return {member: Consent(member=member, opt_ins=frozenset(opt_ins), topics=frozenset(topics))}


def earlier(talk, by="cleo", *, ago=30 * DAY, likeness=0.9, **changes):
    """An earlier conversation like the one that is looked at."""
    opened = talk.opened - ago
    return Related(
        conversation=ConversationId("parlour/earlier"),
        opening=talk.key("earlier"),
        author=talk.member(by),
        opened_at=opened,
        likeness=likeness,
        **changes,
    )


def signed(talk, **changes):
    """A framework with two norms in its charter."""
    charter = Charter(
        community=talk.conversation().community,
        social_object=SocialObject(kind=ObjectKind.LIFESTYLE, purpose="bread", facets=("crust",)),
        norms=("Say what you tried.", "A guess is welcome."),
        tone="plain",
        language="en",
        timezone="UTC",
        quiet_hours=QuietHours(start=time(0), end=time(0)),
    )
    return Framework(
        community=charter.community,
        version=1,
        charter=replace(charter, **changes),
        budget=Budget(),
        evidence=(),
        signed_by=talk.member("mod"),
        signed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def long_talk(talk, count, *, people=("ben", "cleo", "dan"), words=9, **heads):
    """An opening by ana and so many messages after it by others in turn, each after the last."""
    spoken = [read(talk, heads=heads)]
    for number in range(1, count):
        by = people[number % len(people)]
        spoken.append(
            read(talk, f"m{number}", heads=heads, by=by, after=number * GAP / 5, words=words)
        )
    return spoken


def greet_and_hand_over(talk, **changes):
    return talk.snapshot(newcomer=True, **changes)


def rescue_unanswered(talk, **changes):
    return talk.snapshot(**changes)


def coach_request(talk, opening=None, **changes):
    opening = opening or talk.message(words=4)
    return talk.snapshot(opening, newcomer=changes.pop("newcomer", True), **changes)


def pass_the_mic(talk, opening=None, **changes):
    usual = {
        "facets": {"crust": 0.8, "rye": 0.1},
        "consents": allows(talk, "volunteer", OptIn.ASK_ME, topics=("crust",)),
    }
    return talk.snapshot(opening or talk.message(), **{**usual, **changes})


def callback(talk, opening=None, **changes):
    usual = {"related": (earlier(talk),), "consents": allows(talk, "cleo", OptIn.CALLBACKS)}
    opening = opening or talk.message(words=40, question=0.0)
    return talk.snapshot(opening, **{**usual, **changes})


def bridge_camps(talk, opening=None, **changes):
    usual = {"related": (earlier(talk, ago=DAY, apart=True),)}
    opening = opening or talk.message(words=40, question=0.0)
    return talk.snapshot(opening, **{**usual, **changes})


def connect_two(talk, opening=None, **changes):
    both = (OptIn.CONNECT, OptIn.CALLBACKS)
    usual = {
        "related": (earlier(talk, met=False, apart=True, ripe=True),),
        "consents": allows(talk, "ana", *both) | allows(talk, "cleo", *both),
    }
    opening = opening or talk.message(words=40, question=0.0)
    return talk.snapshot(opening, **{**usual, **changes})


def probe_further(talk, *messages, **changes):
    messages = messages or (
        read(talk, heads={"question": 0.1}, words=60),
        read(talk, "nod", heads={"question": 0.0}, by="ben", after=GAP, words=3),
    )
    usual = {"norms": Norms(long_from=30)}
    return talk.snapshot(*messages, **{**usual, **changes})


def revoice(talk, opening=None, **changes):
    return talk.snapshot(opening or talk.message(words=96), **changes)


def redirect_to_object(talk, messages=None, **changes):
    if messages is None:
        drifted = [replace(m, affinity=0.1) for m in long_talk(talk, 22)]
        drifted[8:8] = [
            replace(read(talk, name, heads={}, by=by, after=GAP * 8 / 5), affinity=0.9)
            for name, by in (("try1", "eve"), ("try2", "fay"))
        ]
        messages = drifted
    answers = [m.key.message for m in messages[:-1]]
    for place, message in enumerate(messages[1:]):
        answers[place] = "opening" if message.key.message.startswith("try") else answers[0]
        if message.key.message[0] == "m":
            answers[place] = "opening"
    usual = {
        "conversation": talk.conversation(*messages, answers=answers),
        "norms": Norms(affinity_from=0.3),
    }
    return talk.snapshot(**{**usual, **changes})


def step_up_step_back(talk, *, words=40, opener="ana", **changes):
    spoken = [read(talk, heads={}, by=opener)]
    cast = ("big", "ben", "big", "cleo")
    for number in range(1, 33):
        by = cast[number % 4]
        said = words if by == "big" else 5
        after = number * GAP / 5
        spoken.append(read(talk, f"m{number}", heads={}, by=by, after=after, words=said))
    answers = [m.key.message for m in spoken[:-1]]
    spoken.insert(20, read(talk, "unheard", heads={}, by="dan", after=GAP * 4, words=9))
    answers.insert(19, "opening")
    answers[20] = "m19"
    conversation = talk.conversation(*spoken, answers=answers)
    return talk.snapshot(**{"conversation": conversation, **changes})


def draw_out_quiet(
    talk, *, own=3, opt_ins=(OptIn.DRAW_ME_OUT,), gone=timedelta(hours=1), **changes
):
    """Ana opens and speaks, others go on and answer her, and she is gone by then."""
    spoken, answers = [], []
    for number in range(12):
        by = "ana" if number < own else ("ben", "cleo")[number % 2]
        name = "opening" if number == 0 else f"m{number}"
        spoken.append(read(talk, name, heads={}, by=by, after=number * GAP / 5))
        if number:
            answers.append(spoken[-2].key.message)
    last = spoken[own - 1].key.message
    spoken.append(read(talk, "asked", heads={}, by="ben", after=13 * GAP / 5))
    answers.append(last)
    usual = {
        "conversation": talk.conversation(*spoken, answers=answers),
        "consents": allows(talk, "ana", *opt_ins),
        "waited": gone,
    }
    return talk.snapshot(**{**usual, **changes})


def recognise_contribution(talk, *messages, **changes):
    messages = messages or (
        read(talk, heads={"question": 0.1, "thanks": 0.0}, words=60),
        read(talk, "one", heads={"thanks": 0.0}, by="ben", after=GAP, words=20),
        read(talk, "two", heads={"thanks": 0.0}, by="cleo", after=2 * GAP, words=15),
    )
    answers = ["opening"] * (len(messages) - 1)
    conversation = talk.conversation(*messages, answers=answers)
    return talk.snapshot(**{"conversation": conversation, **changes})


def summarise_and_weave(talk, messages=None, **changes):
    asks = read(talk, "asks", heads={}, by="eve", after=DAY)
    messages = messages or [*long_talk(talk, 31), asks]
    usual = {"asked": talk.key("asks"), "waited": DAY + GAP}
    return talk.snapshot(*messages, **{**usual, **changes})


def norm_at_door(talk, opening=None, **changes):
    opening = opening or talk.message()
    thread = replace(opening.channel, thread="t1")
    conversation = replace(talk.conversation(replace(opening, channel=thread)), channel=thread)
    usual = {
        "conversation": conversation,
        "room": Room(open=True, last_human_at=talk.opened, norm_shown=True),
        "framework": signed(talk),
        "waited": timedelta(),
    }
    return talk.snapshot(**{**usual, **changes})


def standing_prompt(talk, opening=None, *, after=timedelta(hours=1), **changes):
    ritual = Scheduled(
        practice="standing_prompt",
        message=talk.key("opening"),
        host=talk.member("ana"),
        artefact="the oven table",
        at=talk.opened + after,
    )
    return talk.snapshot(opening or talk.message(), **{"scheduled": (ritual,), **changes})


def cool_down(talk, *messages, **changes):
    messages = messages or (
        read(talk, heads={"hostility": 0.1}),
        read(talk, "one", heads={"hostility": 0.95}, by="ben", after=GAP),
        read(talk, "two", heads={"hostility": 0.9}, by="cleo", after=2 * GAP),
    )
    return talk.snapshot(*messages, **changes)


def close_the_loop(talk, *messages, last=timedelta(days=2), opt_ins=(OptIn.REMINDERS,), **changes):
    messages = messages or (
        read(talk, heads={"promise": 0.0}),
        read(talk, "will", heads={"promise": 0.9}, by="ben", after=GAP),
    )
    usual = {
        "people": {talk.member("ben"): Person(newcomer=False, last_at=talk.opened + last)},
        "consents": allows(talk, "ben", *opt_ins),
        "waited": 8 * DAY,
    }
    return talk.snapshot(*messages, **{**usual, **changes})


TRIGGERS = {
    made.__name__: made
    for made in (
        cool_down,
        close_the_loop,
        greet_and_hand_over,
        rescue_unanswered,
        pass_the_mic,
        callback,
        bridge_camps,
        probe_further,
        revoice,
        redirect_to_object,
        step_up_step_back,
        draw_out_quiet,
        connect_two,
        coach_request,
        recognise_contribution,
        summarise_and_weave,
        norm_at_door,
        standing_prompt,
    )
}
