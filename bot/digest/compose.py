"""One week's material becomes one report: every part in its order, cleaned by the wording rules."""

from dataclasses import replace

from bot.digest.charts import valued_share_chart, waiting_chart
from bot.digest.cleaning import Cleaner
from bot.digest.definitions import defined
from bot.digest.material import DigestMaterial, Mode, week_number
from bot.digest.parts import load_parts
from bot.digest.report import Chart, DigestReport, Line, Part
from bot.digest.words import Words


def compose(material: DigestMaterial) -> DigestReport:
    """The report of one week; pure.

    A sentence that breaks a wording rule is left out, and `dropped` says where and which rule.
    """
    words = Words(material.language, material.zone)
    cleaner = Cleaner(_names(material, words), material.language)
    parts: list[Part] = []
    missing: list[str] = []
    for section in load_parts():
        if not section.fits(material):
            continue
        part = section.compose(material, words)
        if part is None:
            missing.append(words.say(f"part-{section.name}"))
        else:
            parts.append(cleaner.clean(part))
    nothing_about = () if material.quiet else tuple(missing)
    return DigestReport(
        community=material.community,
        language=material.language,
        zone=material.zone,
        mode=material.mode,
        week=material.week.label,
        starts_at=material.week.span.start,
        ends_at=material.week.span.end,
        hours=material.week.hours,
        title=words.say("title", week=str(material.week.number)),
        period=words.period(material.week.span.start, material.week.span.end),
        banner=_banner(material, words),
        parts=_ended(parts, nothing_about, len(cleaner.dropped), words),
        charts=_charts(material, words),
        nothing_about=nothing_about,
        dropped=tuple(cleaner.dropped),
        defined=() if material.quiet else tuple(defined(d, words) for d in material.definitions),
    )


def _banner(material: DigestMaterial, words: Words) -> tuple[str, ...]:
    lines: list[str] = []
    if material.mode is not Mode.LIVE:
        lines.append(words.say(f"banner-{material.mode.value}"))
    if material.generated_weeks:
        lines.append(words.say("banner-generated", count=material.generated_weeks))
    if material.archive_ends_with is not None:
        last = str(week_number(material.archive_ends_with))
        lines.append(words.say("banner-replay-week", week=str(material.week.number), last=last))
    if material.structure_only:
        cause = material.structure_only_cause
        name = "banner-structure" if cause is None else "banner-structure-cause"
        lines.append(words.say(name, cause=cause or ""))
    if material.measured_differently_before is not None:
        date = words.date(material.measured_differently_before)
        lines.append(words.say("banner-measured-differently", date=date))
    return tuple(lines)


def _ended(
    parts: list[Part], nothing_about: tuple[str, ...], dropped: int, words: Words
) -> tuple[Part, ...]:
    """The parts, the footer completed by what only the whole report knows."""
    ends: list[Line] = []
    if nothing_about:
        named = words.listed(list(nothing_about))
        ends.append(Line(text=words.say("footer-nothing-about", parts=named)))
    if dropped:
        ends.append(Line(text=words.say("footer-dropped", count=dropped)))
    return tuple(
        replace(part, lines=(*part.lines, *ends)) if part.name == "footer" else part
        for part in parts
    )


def _charts(material: DigestMaterial, words: Words) -> tuple[Chart, ...]:
    if material.quiet:
        return ()
    charts = [valued_share_chart(material, words)]
    if material.waiting_curve is not None and material.waiting_curve.this_week:
        charts.append(waiting_chart(material.waiting_curve, words))
    return tuple(charts)


def _names(material: DigestMaterial, words: Words) -> frozenset[str]:
    """Words that are the community's own, to which no wording rule of ours applies."""
    rooms = {each.room for each in material.waiting}
    rooms |= {each.room for each in material.worth_reading}
    rooms |= {gap.room for gap in material.coverage.gaps if gap.room is not None}
    if material.rewind is not None:
        rooms |= {card.room for card in material.rewind.cards}
    return frozenset({words.room(room) for room in rooms})
