"""Why nothing was said: counts by reason, and the latest moments."""

from collections import Counter
from datetime import timedelta

from bot.core.cards import Answer, Card, Fact, Linked, Role, Section
from bot.core.interventions import Ruling
from bot.core.reasons import Reason
from bot.digest.silences import sentence_of
from bot.services.commands.base import Asked, Command, Kind, Parameter, Source
from bot.services.commands.rooms import room_meant
from bot.services.commands.telling import said, when
from bot.services.interruptions import FEWEST
from bot.services.rewinding import would_have_spoken

LATEST = 10
_DAYS = {"1d": 1, "7d": 7, "30d": 30}


def reason_slug(reason: Reason) -> str:
    """A reason as it is typed."""
    return reason.name.lower().replace("_", "-")


class Silences(Command):
    """The silence ledger of some days."""

    name = "silences"
    role = Role.MODERATOR
    staff = True
    parameters = (
        Parameter(name="since", kind=Kind.CHOICE, choices=(*_DAYS,), usual="7d"),
        Parameter(
            name="reason",
            kind=Kind.CHOICE,
            source=Source.REASONS,
            choices=tuple(reason_slug(each) for each in Reason),
        ),
        Parameter(name="channel", kind=Kind.ROOM, source=Source.ROOMS, rest=True, longest=200),
    )

    async def answer(self, asked: Asked) -> Answer:
        """Counts, small ones together, and the latest ten; a held-out one only once it is over."""
        room = await room_meant(self.behind, asked)
        since = asked.at - timedelta(days=_DAYS[asked.said["since"]])
        wanted = asked.said.get("reason", "")
        async with self.behind.open_unit() as unit:
            rulings = await (await unit.reading()).rulings(asked.community, since, asked.at)
            await unit.commit()
        silent = [
            each
            for each in rulings
            if not would_have_spoken(each)
            and not (each.reason is Reason.HELD_OUT and each.reached is None)
            and wanted in {"", reason_slug(each.reason)}
            and room in {None, each.channel.room}
        ]
        if not silent:
            return said(asked.words.say("silences-none"))
        latest = tuple(_fact(each, asked) for each in reversed(silent[-LATEST:]))
        return Card(
            heading=asked.words.say("silences-heading", count=len(silent)),
            sections=(
                Section(facts=_counted(silent, asked)),
                Section(heading=(asked.words.say("silences-latest"),), facts=latest),
            ),
        )


def _counted(silent: list[Ruling], asked: Asked) -> tuple[Fact, ...]:
    words = asked.words
    counts = Counter(sentence_of(each.reason) for each in silent)
    facts = [
        Fact(words.say(name), (str(count),))
        for name, count in counts.most_common()
        if count >= FEWEST
    ]
    small = sum(count for count in counts.values() if count < FEWEST)
    if small:
        facts.append(Fact(words.say("silences-others"), (str(small),)))
    return tuple(facts)


def _fact(ruling: Ruling, asked: Asked) -> Fact:
    label = when(ruling.at, asked.zone, asked.words)
    link = Linked(asked.words.say("queue-message"), ruling.need)
    reason = asked.words.say(sentence_of(ruling.reason))
    return Fact(label, (link, f": {reason}"))
