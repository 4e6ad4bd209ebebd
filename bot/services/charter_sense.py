"""Whether the settings of a charter can hold together: what contradicts, and what reads badly."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.charter import Charter, QuietHours
from bot.core.ids import MemberKey
from bot.services.charter_text import CharterFault, Lines
from bot.services.wording import folded
from prompts import spoken

FEWEST_WAKING = timedelta(hours=2)
"""A day with fewer hours in which anything could be said is a quiet day for ever."""
MOST_FACETS = 7
"""More sides than a newcomer can hold in mind at once (design prior)."""
_DAY = timedelta(days=1)
_ANY_DAY = date(2026, 1, 1)
_BANS = ("do not ", "don't ", "never ", "no ", "must not ", "nobody may ", "it is forbidden")


def contradictions(charter: Charter, lines: Lines | None = None) -> tuple[CharterFault, ...]:
    """Every setting that cannot hold beside the others; empty: they can. People aside."""
    found = (*_object(charter), *_limits(charter), *_hours(charter), *_tongues(charter))
    found = (*found, *_signers(charter))
    return tuple(
        CharterFault(line=lines.of(field) if lines else None, field=field, problem=problem)
        for field, problem in found
    )


def advice(charter: Charter) -> tuple[CharterFault, ...]:
    """What can hold and still reads badly; nothing is refused for it."""
    found = [
        CharterFault(
            line=None,
            field=f"norms, number {place}",
            problem="is put as a ban; a norm is followed sooner where it says what people do",
        )
        for place, norm in enumerate(charter.norms, start=1)
        if norm.lower().startswith(_BANS)
    ]
    for field, said, why in (
        ("artefacts", charter.social_object.artefacts, "questions to you have nothing to name"),
        ("vocabulary", charter.social_object.vocabulary, "talk about it is harder to tell"),
        ("good_conversation", charter.good_conversation, "moderators judge drafts by it"),
    ):
        if not said:
            problem = f"says nothing yet; without it {why}"
            found.append(CharterFault(line=None, field=field, problem=problem))
    return tuple(found)


def strangers(
    charter: Charter, known: frozenset[MemberKey], lines: Lines | None = None
) -> tuple[CharterFault, ...]:
    """Helpers who are no members here. Nobody is named: only where they stand."""
    return tuple(
        CharterFault(
            line=lines.of(f"helpers.{facet}") if lines else None,
            field=f"helpers.{facet}",
            problem=f"{missing} of {len(some)} named here never wrote here, so nobody asks them; "
            "look at platform and id again",
        )
        for facet, some in charter.helpers.items()
        if (missing := len(some - known))
    )


Found = Iterator[tuple[str, str]]


def _object(charter: Charter) -> Found:
    about = charter.social_object
    if not about.facets:
        yield "facets", "names none; a charter has at least one side of what gathers you"
    if len(about.facets) > MOST_FACETS:
        yield "facets", f"names {len(about.facets)}; {MOST_FACETS} are as many as can be kept apart"
    names = [artefact.name for artefact in about.artefacts]
    for field, said in (
        ("facets", about.facets),
        ("artefacts", names),
        ("norms", charter.norms),
        ("off_limits", charter.off_limits),
    ):
        yield from ((field, f'holds "{each}" twice') for each in _twice(said))
        if any(not folded(each) for each in said):
            yield field, "holds an entry that says nothing"
    facets = {folded(facet) for facet in about.facets}
    for artefact in about.artefacts:
        if artefact.facet and folded(artefact.facet) not in facets:
            yield "artefacts", f'"{artefact.name}" belongs to a facet that is not among the facets'
    for facet in charter.helpers:
        if folded(facet) not in facets:
            yield f"helpers.{facet}", "is not among the facets"


def _limits(charter: Charter) -> Found:
    about = charter.social_object
    spoken_of = {
        "what gathers you": about.purpose,
        **{f'the facet "{facet}"': facet for facet in about.facets},
        **{f'the artefact "{each.name}"': each.name for each in about.artefacts},
        **{f'your own word "{word}"': word for word in sorted(about.vocabulary)},
    }
    for topic in charter.off_limits:
        for what, said in spoken_of.items():
            if touches(said, topic):
                yield "off_limits", f'"{topic}" would leave {what} alone too'
    for phrase in charter.never:
        for what, said in spoken_of.items():
            if touches(said, phrase) and not what.startswith("what"):
                yield "never", f'"{phrase}" could then not be said, and it is in {what}'


def _hours(charter: Charter) -> Found:
    try:
        ZoneInfo(charter.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield "timezone", "is no zone that is known; they are written like Europe/Berlin or UTC"
    awake = _DAY - quiet_for(charter.quiet_hours)
    if awake < FEWEST_WAKING:
        minutes = int(awake.total_seconds() // 60)
        left = f"leave {minutes} minutes of the day" if minutes else "cover the whole day"
        yield "quiet_hours", f"{left}; nothing could be said. At least two hours are left free"


def _tongues(charter: Charter) -> Found:
    known = spoken()
    if charter.language not in known:
        said = ", ".join(sorted(known))
        yield "language", f"cannot be spoken by the bot; it speaks: {said}"
    every = (charter.language, *charter.other_languages)
    yield from (("other_languages", f'holds "{each}" twice') for each in _twice(every))
    for each in charter.other_languages:
        if not (len(each) in {2, 3} and each.isascii() and each.isalpha() and each.islower()):
            yield "other_languages", "are written by their two letters, as en, de, sl"


def _signers(charter: Charter) -> Found:
    if not charter.moderators:
        yield "moderators", "names nobody; only a moderator whom it names can sign it"


def _twice(said: Sequence[str]) -> list[str]:
    counts = Counter(folded(each) for each in said)
    first = {folded(each): each for each in reversed(said)}
    return [first[each] for each, times in counts.items() if times > 1 and each]


def quiet_for(hours: QuietHours) -> timedelta:
    """How much of a day is quiet."""
    start, end = (datetime.combine(_ANY_DAY, each, UTC) for each in (hours.start, hours.end))
    return (end - start) % _DAY


@cache
def _topic(topic: str) -> str:
    return folded(topic)


def touches(text: str, topic: str) -> bool:
    """Whether a text speaks of a topic in the words of the charter, case and signs aside."""
    words = _topic(topic)
    return bool(words) and f" {words} " in f" {folded(text)} "
