"""A made-up community, in the sizes a digest must stand: nothing, one, four, thirty, typical."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ids import CommunityId, MessageKey
from bot.core.interventions import Audience
from bot.core.measurements import Age, Known, NotMeasured, Span, TooFew, Trend, WeekValue
from bot.core.reasons import Reason
from bot.digest.material import (
    BotTally,
    Coverage,
    CurvePoint,
    DigestMaterial,
    Fate,
    Gap,
    Headlines,
    Mode,
    NewcomerCounts,
    PastWeek,
    Rewind,
    RewindCard,
    WaitingCurve,
    WaitingQuestion,
    Week,
    Why,
    WorthReading,
)

BERLIN = "Europe/Berlin"
START = datetime(2026, 11, 8, 23, tzinfo=UTC)  # Monday 00:00 in Berlin
END = START + timedelta(days=7)


def key(name):
    return MessageKey(platform="demo", community=CommunityId("bakers"), message=name)


def known(metric, value, low, high, usual, *, unit="proportion", trend=Trend.NO_CHANGE, raw=None):
    return Known(
        metric=metric,
        unit=unit,
        value=value,
        low=low,
        high=high,
        confidence=0.9,
        n=raw[1] if raw else 142,
        usual=usual,
        trend=Trend.NO_USUAL if usual is None else trend,
        rough=metric in {"valued_share", "answered_rate"},
        raw=raw,
    )


def _headlines():
    return Headlines(
        valued_share=known("valued_share", 0.33, 0.29, 0.37, 0.31),
        valued_share_so_far=known("valued_share", 0.312, 0.27, 0.35, 0.30),
        answered_rate=known("answered_rate", 0.74, 0.65, 0.82, 0.71, raw=(29, 38)),
        time_to_first_human_response=known(
            "time_to_first_human_response", 0.69, 0.47, 1.1, 0.78, unit="h", raw=(30, 38)
        ),
        sustained_share=known("sustained_share", 0.46, 0.39, 0.53, 0.37, trend=Trend.HIGHER),
        new_ties=known("new_ties", 17, 11, 22, 14, unit="pairs"),
        kept_ties=known("kept_ties", 0.41, 0.29, 0.54, 0.43, raw=(9, 21)),
        newcomer_survival=known("newcomer_survival", 0.51, 0.41, 0.61, 0.49, raw=(13, 24)),
        newcomer_reply_equity=known(
            "newcomer_reply_equity", -0.07, -0.22, 0.08, -0.05, unit="difference"
        ),
        tummler_independence=known("tummler_independence", 0.94, 0.92, 0.96, 0.95),
    )


def _week_value(place, value):
    return WeekValue(
        metric="valued_share",
        starts_on=START - timedelta(weeks=8 - place),
        age=Age.COMPLETE,
        value=value,
        low=value - 0.04,
        high=value + 0.045,
        n=130.0,
        outside=0,
        instrument="rules-1/rules-1",
    )


def _past_weeks():
    values = [0.30, 0.27, 0.33, None, 0.31, 0.29, 0.35, 0.33]
    return tuple(
        PastWeek(
            label=f"2026-W{38 + place}",
            value=None if value is None else _week_value(place, value),
        )
        for place, value in enumerate(values)
    )


def _curve(shares):
    waits = [2, 5, 12, 25, 41, 70, 120, 240, 500, 900, 1400]
    return tuple(
        CurvePoint(
            wait=timedelta(minutes=wait),
            answered=share,
            low=max(0.0, share - 0.09),
            high=min(1.0, share + 0.08),
        )
        for wait, share in zip(waits, shares, strict=True)
    )


def _waiting():
    rows = [
        ("crumb", 4, 4 * 60 + 50, True, 52, 50),
        ("mill-partners", 2, 10 * 60, False, 100, 240),
        ("starters", 5, 15 * 60 + 20, False, 32, 90),
        ("lounge", 6, 11 * 60, False, 13, None),
    ]
    return tuple(
        WaitingQuestion(
            key=key(f"w{place}"),
            room=room,
            posted_at=START + timedelta(days=day, minutes=minute),
            newcomer=newcomer,
            waited=timedelta(hours=waited),
            usual=None if usual is None else timedelta(minutes=usual),
            rough=True,
        )
        for place, (room, day, minute, newcomer, waited, usual) in enumerate(rows)
    )


def _worth_reading():
    rows = [
        ("starters", 1, 9, 41, 30, Why.BUILT_ON),
        ("crumb", 3, 6, 24, 19, Why.DISAGREED),
        ("table-team", 0, 3, 12, 8, Why.ANSWERED_BY_SEVERAL),
    ]
    return tuple(
        WorthReading(
            key=key(f"r{place}"),
            room=room,
            opened_at=START + timedelta(days=day, hours=11, minutes=12),
            people=people,
            messages=messages,
            turns=turns,
            why=why,
        )
        for place, (room, day, people, messages, turns, why) in enumerate(rows)
    )


def _tally():
    return BotTally(
        would_have_said_public=6,
        would_have_said_moderators=5,
        held_back={
            Reason.SOMEONE_IS_TALKING: 17,
            Reason.QUIET_DAY: 9,
            Reason.HELD_OUT: 6,
            Reason.LOW_CONFIDENCE: 6,
            Reason.MODERATOR_PRESENT: 5,
            Reason.OUT_OF_TURN: 4,
            Reason.BUDGET_SPENT: 2,
            Reason.QUIET_HOURS: 3,
        },
        nothing_to_say=1120,
        answered_after=7,
        unanswered_after=3,
    )


def _coverage():
    return Coverage(
        rooms_heard=11,
        rooms=13,
        messages=1180,
        own_messages=0,
        conversations=142,
        people=118,
        linker="rules-1",
        reader="rules-1",
        gaps=(
            Gap(
                start=START + timedelta(days=1, hours=2, minutes=10),
                end=START + timedelta(days=1, hours=4, minutes=5),
            ),
        ),
        not_measured=0.03,
        opted_out=2,
        inferred=0.61,
        cannot_tell=("when a reaction was given", "who left"),
        skipped=12,
    )


@pytest.fixture
def typical():
    return DigestMaterial(
        community="home bakers",
        zone=BERLIN,
        mode=Mode.LIVE,
        week=Week(label="2026-W46", span=Span(start=START, end=END, seen_until=END), hours=168),
        complete_week="2026-W45",
        headlines=_headlines(),
        past_weeks=_past_weeks(),
        waiting_curve=WaitingCurve(
            this_week=_curve([0.05, 0.14, 0.27, 0.39, 0.5, 0.56, 0.6, 0.65, 0.7, 0.72, 0.74]),
            usual=_curve([0.04, 0.1, 0.22, 0.36, 0.46, 0.54, 0.6, 0.64, 0.67, 0.7, 0.71]),
            asked=38,
            unanswered=4,
        ),
        waiting=_waiting(),
        worth_reading=_worth_reading(),
        newcomers=NewcomerCounts(wrote=23, answered=16, earlier=24, came_back=13),
        distress=2,
        bot=_tally(),
        coverage=_coverage(),
    )


def _card(place, *, said):
    return RewindCard(
        key=key(f"c{place}"),
        room=["crumb", "starters", "lounge"][place % 3],
        posted_at=START - timedelta(days=9 * place, hours=3 * place),
        at=START - timedelta(days=9 * place, hours=3 * place - 2),
        practice="Bring back an unanswered question" if place % 2 else "Welcome and hand over",
        audience=Audience.PUBLIC if place % 3 else Audience.MODERATORS,
        because="A newcomer\u2019s question has had no reply for 2 h 10 min; half of the questions"
        " here have one after 41 min.",
        reason=Reason.LISTENING if said else Reason.SOMEONE_IS_TALKING,
        would_have_said=said,
        draft="This question is still open. Has anyone here worked with that kind of oven?"
        if said
        else None,
        fate=[Fate.ANSWERED, Fate.NOT_WITHIN_A_DAY, Fate.TOO_EARLY][place % 3],
        waited=timedelta(hours=3, minutes=10) if place % 3 == 0 else None,
    )


@pytest.fixture
def replayed(typical):
    cards = tuple(_card(place, said=place < 4) for place in range(7))
    span = Span(start=START - timedelta(weeks=12), end=END, seen_until=END)
    rewind = Rewind(
        span=span, weeks=13, messages=14210, conversations=1731, tally=_tally(), cards=cards
    )
    return replace(typical, mode=Mode.REPLAY, archive_ends_with="2026-W48", rewind=rewind)


def _sized(material, people):
    """The same week with this many people, conversations and newcomers, each below its gate."""
    few = TooFew(metric="m", unit="proportion", n=people, needed=30)
    none = NotMeasured(metric="m", unit="proportion", cause="nobody asked anything")
    headlines = Headlines(
        **{name: few for name in Headlines.__dataclass_fields__ if name != "kept_ties"},
        kept_ties=none,
    )
    return replace(
        material,
        headlines=headlines,
        past_weeks=tuple(replace(week, value=None) for week in material.past_weeks),
        waiting_curve=None,
        waiting=material.waiting[: min(people, 4)],
        worth_reading=(),
        newcomers=NewcomerCounts(
            wrote=people // 3, answered=people // 4, earlier=people // 3, came_back=people // 5
        ),
        distress=0,
        bot=BotTally(held_back={}),
        coverage=replace(
            material.coverage, people=people, conversations=people, messages=3 * people
        ),
    )


@pytest.fixture
def sized(typical):
    return lambda people: _sized(typical, people)
