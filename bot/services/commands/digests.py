"""A week's digest as a card: the same words and numbers as on every other surface."""

from collections.abc import Iterator
from datetime import timedelta

from bot.core.cards import Card, Line, Linked, Section
from bot.digest.material import Mode
from bot.digest.report import DigestReport, Part, Reference
from bot.services.calendar import week_labelled
from bot.services.commands.base import Asked, Behind
from bot.services.commands.refusals import Refused
from bot.services.digest import Circumstances

MEMBERS = frozenset({"headline", "the_bot", "learning", "proposals", "footer"})
"""The parts of the members' edition (product.md, section 5.2), and what they propose."""


async def digest_of(behind: Behind, asked: Asked) -> DigestReport:
    """The digest of the week that is asked for, or of the last one with enough talk.

    Raises Refused where no such week was heard.
    """
    async with behind.open_unit() as unit:
        zone = await unit.communities.zone(asked.community)
        reach = await (await unit.reading()).reach(asked.community)
        await unit.commit()
    if reach is None:
        raise Refused("refusal-no-week")
    last = min(asked.at, reach[1] + timedelta(seconds=1))
    week = asked.said.get("week", "")
    try:
        start = week_labelled(week, zone) if week else None
    except ValueError:
        raise Refused("refusal-week") from None
    start = start or await behind.digest.week_with_enough_talk(asked.community, last)
    if start is None or not reach[0] - timedelta(days=7) < start <= last:
        raise Refused("refusal-no-week")
    circumstances = Circumstances(mode=Mode.PREVIEW, seen_until=last)
    return await behind.digest.compose(asked.community, start, circumstances)


def digest_card(report: DigestReport, only: frozenset[str] | None = None) -> Card:
    """The report as a card; `only`: the parts that are shown, None: all."""
    parts = [each for each in report.parts if only is None or each.name in only]
    banner = tuple((each,) for each in report.banner)
    return Card(
        heading=f"{report.title}, {report.period}",
        sections=(
            *((Section(lines=banner),) if banner else ()),
            *(Section(heading=(each.title,), lines=tuple(_lines(each))) for each in parts),
        ),
    )


def _lines(part: Part) -> Iterator[Line]:
    if part.lead is not None:
        yield (part.lead.sentence,)
    for number in part.numbers:
        yield (number.sentence,)
    for act in part.acts:
        yield (*_where(act.reference), f"{act.why} {act.offer}")
    for line in part.lines:
        if line.chat:
            yield (*_where(line.reference), line.text)
    if part.tally is not None:
        yield (part.tally.sentence,)


def _where(reference: Reference | None) -> Line:
    return () if reference is None else (Linked(reference.label, reference.key), ": ")
