"""Where a member asks for their own things in a few words, the same on every surface."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.core.display import shown_name
from bot.core.errors import TummlerError
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.privacy import OptIn, Switch
from bot.core.unit_of_work import OpenUnit
from bot.services.wishes import ALWAYS, Card, Explanation, Forgotten, NotAFacet, Wishes
from prompts import Phrases, phrases

_DAYS: Mapping[str, timedelta] = {
    "1d": timedelta(days=1),
    "7d": timedelta(days=7),
    "30d": timedelta(days=30),
}
_EVERYTHING = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the member alone is told. `understood` False: nothing was changed."""

    text: str
    understood: bool = True


class _NotUnderstood(TummlerError):
    """These words ask for nothing that there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    community: CommunityId
    member: MemberKey
    words: tuple[str, ...]
    at: datetime
    zone: str


class Desk:
    """Answers members. What they write in a room never comes here, only what they ask of the bot.

    `practices`: the human name of each, by its key.
    """

    def __init__(self, open_unit: OpenUnit, wishes: Wishes, practices: Mapping[str, str]) -> None:
        self._open_unit = open_unit
        self._wishes = wishes
        self._practices = dict(practices)
        self._words = phrases()

    async def answer(
        self, community: CommunityId, member: MemberKey, said: str, at: datetime
    ) -> Answer:
        """Do what is asked, and say so. `member` is the plain id. Raises UnknownCommunity."""
        async with self._open_unit() as unit:
            zone = await unit.communities.zone(community)
            await unit.commit()
        first, *rest = said.split() or ["me"]
        asking = _Asking(community=community, member=member, words=tuple(rest), at=at, zone=zone)
        try:
            return await self._done(first.casefold(), asking)
        except Forgotten:
            return Answer(text=self._words.say("member-forgotten"))
        except _NotUnderstood:
            help_text = self._words.say("member-help")
            said_back = self._words.say("member-not-understood", help=help_text)
            return Answer(text=said_back, understood=False)

    async def _done(self, verb: str, asking: _Asking) -> Answer:
        match verb:
            case "me":
                return await self._me(asking)
            case "help":
                return Answer(text=self._words.say("member-help"))
            case "pause":
                return await self._pause(asking)
            case "resume":
                return await self._resume(asking)
            case "not-now":
                return await self._not_now(asking)
            case "opt-in" | "opt-out":
                return await self._opt(asking, into=verb == "opt-in")
            case "offer":
                return await self._offer(asking)
            case "stop-here":
                return await self._stop_here(asking)
            case "why":
                return await self._why(asking)
            case _:
                raise _NotUnderstood

    async def _pause(self, asking: _Asking) -> Answer:
        what, *rest = asking.words or (_EVERYTHING,)
        switches = _switches(what)
        length = next(iter(each for each in rest if each != "for"), "always")
        if length != "always" and length not in _DAYS:
            raise _NotUnderstood
        until = ALWAYS if length == "always" else asking.at + _DAYS[length]
        await self._wishes.pause(asking.community, asking.member, switches, until)
        said = [self._words.say(f"member-pauses-{each.value}") for each in switches]
        when = "always" if until == ALWAYS else _when(until, asking.zone)
        text = self._words.say("member-paused", until=when, what=", nor ".join(said), undo=what)
        return Answer(text=text)

    async def _resume(self, asking: _Asking) -> Answer:
        switches = _switches(*(asking.words[:1] or (_EVERYTHING,)))
        await self._wishes.resume(asking.community, asking.member, switches)
        what = ", ".join(each.value for each in switches)
        return Answer(text=self._words.say("member-resumed", what=what))

    async def _not_now(self, asking: _Asking) -> Answer:
        consent = await self._wishes.not_now(asking.community, asking.member, asking.at)
        end = min(consent.paused[each] for each in (Switch.PROMPTS, Switch.MENTIONS))
        until = "always" if end == ALWAYS else _when(end, asking.zone)
        return Answer(text=self._words.say("member-not-now", until=until))

    async def _opt(self, asking: _Asking, *, into: bool) -> Answer:
        if not asking.words:
            raise _NotUnderstood
        wanted = _opt_ins(asking.words[0], into=into)
        change = self._wishes.opt_in if into else self._wishes.opt_out
        await change(asking.community, asking.member, wanted)
        what = ", ".join(self._words.say(f"member-optin-{_slug(each)}") for each in wanted)
        name = "member-opted-in" if into else "member-opted-out"
        return Answer(text=self._words.say(name, what=what, undo=asking.words[0]))

    async def _offer(self, asking: _Asking) -> Answer:
        topic = " ".join(asking.words)
        try:
            await self._wishes.offer(asking.community, asking.member, topic)
        except NotAFacet as refused:
            if not refused.facets:
                return Answer(text=self._words.say("member-no-facets"), understood=False)
            facets = ", ".join(refused.facets)
            text = self._words.say("member-not-a-facet", facets=facets)
            return Answer(text=text, understood=False)
        return Answer(text=self._words.say("member-offered", topic=shown_name(topic)))

    async def _stop_here(self, asking: _Asking) -> Answer:
        practice, *rest = asking.words or ("",)
        if practice not in self._practices:
            known = ", ".join(self._practices)
            text = self._words.say("member-no-practice", practices=known)
            return Answer(text=text, understood=False)
        room = await self._room(asking.community, " ".join(rest))
        if room is None:
            return Answer(text=self._words.say("member-no-room"), understood=False)
        await self._wishes.stop_here(asking.community, asking.member, practice, room)
        named = self._practices[practice]
        text = self._words.say("member-stopped", practice=named, room=shown_name(" ".join(rest)))
        return Answer(text=text)

    async def _room(self, community: CommunityId, named: str) -> ChannelKey | None:
        async with self._open_unit() as unit:
            views = await unit.reading()
            rooms = await views.room_names(community)
            await unit.commit()
        bare = named.removeprefix("#").casefold()
        found = (k for k, name in rooms.items() if name.removeprefix("#").casefold() == bare)
        return next(found, None)

    async def _why(self, asking: _Asking) -> Answer:
        if len(asking.words) != 1:
            raise _NotUnderstood
        platform, _, message = asking.words[0].partition("/")
        key = MessageKey(platform=platform, community=asking.community, message=message)
        found = await self._wishes.why(asking.member, key, asking.at)
        if not found:
            return Answer(text=self._words.say("member-why-nothing"))
        told = (explained(each, self._practices, asking.zone, self._words) for each in found)
        return Answer(text="\n".join(told))

    async def _me(self, asking: _Asking) -> Answer:
        card = await self._wishes.card(asking.community, asking.member)
        return Answer(text="\n".join(_told(card, asking, self._practices, self._words)))


def explained(why: Explanation, practices: Mapping[str, str], zone: str, words: Phrases) -> str:
    """One decision in words: the trigger, the charter's line and version, the odds of silence."""
    charter = words.say("member-why-no-charter")
    if why.version is not None:
        charter = words.say("member-why-charter", version=why.version, line=why.line or "")
    odds = words.say("member-why-no-odds")
    if why.silence is not None:
        odds = words.say("member-why-odds", percent=round(100 * why.silence))
    return words.say(
        "member-why",
        when=_when(why.at, zone),
        practice=practices.get(why.practice, why.practice),
        because=why.because,
        reason=words.say(f"reason-{why.reason.name.lower()}"),
        charter=charter,
        odds=odds,
        key=why.practice,
    )


def _told(
    card: Card, asking: _Asking, practices: Mapping[str, str], words: Phrases
) -> Iterable[str]:
    kinds: list[str] = []
    for each in card.held:
        age = "none"
        if each.oldest is not None and each.newest is not None:
            dates = {"oldest": each.oldest, "newest": each.newest}
            said = {name: _day(at, asking.zone) for name, at in dates.items()}
            age = words.say("member-card-age", **said)
        kinds.append(words.say("member-card-kind", kind=each.kind, count=each.count, age=age))
    what = "; ".join(kinds)
    yield words.say("member-card-held", what=what) if kinds else words.say("member-card-nothing")
    consent = card.consent
    paused = [
        words.say("member-card-always", what=switch.value)
        if until == ALWAYS
        else words.say("member-card-until", what=switch.value, until=_when(until, asking.zone))
        for switch, until in sorted(consent.paused.items())
        if until > asking.at
    ]
    yield (
        words.say("member-card-paused", what="; ".join(paused))
        if paused
        else words.say("member-card-not-paused")
    )
    asked = [words.say(f"member-optin-{_slug(each)}") for each in sorted(consent.opt_ins)]
    yield (
        words.say("member-card-asked", what="; ".join(asked))
        if asked
        else words.say("member-card-asked-nothing")
    )
    if consent.topics:
        yield words.say("member-card-topics", topics=", ".join(sorted(consent.topics)))
    if consent.stopped:
        stops = sorted({practices.get(practice, practice) for practice, _ in consent.stopped})
        yield words.say("member-card-stopped", what=", ".join(stops))


def _switches(said: str) -> tuple[Switch, ...]:
    if said == _EVERYTHING:
        return tuple(Switch)
    found = tuple(each for each in Switch if each.value == said)
    if not found:
        raise _NotUnderstood
    return found


def _opt_ins(said: str, *, into: bool) -> Sequence[OptIn]:
    if said == _EVERYTHING and not into:  # each is asked for apart
        return tuple(OptIn)
    found = tuple(each for each in OptIn if _slug(each) == said)
    if not found:
        raise _NotUnderstood
    return found


def _slug(what: OptIn) -> str:
    return re.sub(r"\s+", "-", what.value)


def _when(at: datetime, zone: str) -> str:
    return format_datetime(at.astimezone(ZoneInfo(zone)), "d MMMM y, HH:mm", locale="en_GB")


def _day(at: datetime, zone: str) -> str:
    return format_datetime(at.astimezone(ZoneInfo(zone)), "d MMM y", locale="en_GB")
