"""Where commands and presses of every surface arrive, and who may ask is looked at."""

import secrets
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.core.cards import Answer, Card, NotAnAction, Option, Role, action_of
from bot.core.errors import TummlerError
from bot.core.ids import MemberKey
from bot.core.trust import EVERY_PRACTICE, Standing
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.chartering import may_sign
from bot.services.commands.base import Asked, Command, Press
from bot.services.commands.refusals import Refused, refusal_of, told
from bot.services.commands.suggesting import Suggesting
from bot.services.commands.telling import when
from bot.services.commands.words import taken
from bot.services.homes import Homes
from bot.services.noticing import moderators_of
from prompts import Phrases, said_in

MOST_AT_ONCE = 30
"""So many askings of one member within a minute are answered (design prior)."""
AT_ONCE = timedelta(minutes=1)

log = structlog.get_logger()


class Counter:
    """Answers everybody, on every surface alike.

    Who somebody is here is looked up anew at every asking: the platform says whether they moderate,
    the charter in force whether they may sign. What people write in a room never comes here.
    """

    def __init__(
        self,
        open_unit: OpenUnit,
        commands: Sequence[Command],
        suggesting: Suggesting,
        homes: Homes | None = None,
    ) -> None:
        self._open_unit = open_unit
        self._homes = homes or Homes()
        self._commands = {each.key(): each for each in commands}
        self._presses: dict[tuple[str, str], tuple[Press, Command]] = {
            (press.area, press.verb): (press, each) for each in commands for press in each.presses
        }
        self._suggesting = suggesting
        self._lately: dict[MemberKey, deque[datetime]] = {}

    @property
    def commands(self) -> tuple[Command, ...]:
        """Every command, for a surface that lists them."""
        return tuple(self._commands.values())

    def opens_form(self, custom_id: str) -> bool:
        """Whether a press is answered by a form, so that nothing may be said before it."""
        known = self._known(custom_id)
        return known is not None and known[0].opens_form

    def _known(self, custom_id: str) -> tuple[Press, Command] | None:
        try:
            action = action_of(custom_id)
        except NotAnAction:
            return None
        return self._presses.get((action.area, action.verb))

    async def ask(self, key: str, asked: Asked) -> Answer:
        """Answer a command by its key. Raises UnknownCommunity; everything else is a card."""
        command = self._commands.get(key)
        if command is None:
            return told(Refused("refusal-not-understood"), asked)
        placed, silent_since = await self._placed(asked)
        try:
            self._allow(placed, command.role, silent_since, while_stopped=command.while_stopped)
            said = _checked(command, placed.said)
            return _kept(await command.answer(replace(placed, said=said)), kept=command.kept)
        except TummlerError as error:
            return _answered(error, placed)

    async def press(self, custom_id: str, asked: Asked) -> Answer:
        """Answer a press, a choice or a form; what nobody knows is said to be over, never raised.

        Raises UnknownCommunity.
        """
        placed, silent_since = await self._placed(asked)
        known = self._known(custom_id)
        if known is None:
            return told(Refused("refusal-closed"), placed)
        press, command = known
        action = action_of(custom_id)
        try:
            self._allow(placed, press.role, silent_since, while_stopped=press.while_stopped)
            answer = await command.pressed(action, placed)
        except TummlerError as error:
            return _answered(error, placed)
        if answer is None:
            return told(Refused("refusal-closed"), placed)
        return _kept(answer, kept=press.kept)

    async def words(self, asked: Asked) -> Phrases:
        """The sentences in which this asking is answered. Raises UnknownCommunity."""
        placed, _ = await self._placed(asked)
        return placed.words

    async def say(self, text: str, asked: Asked) -> Answer:
        """Answer a command in words, as `pause prompts 7d`; no words at all ask for `me`.

        The id of a button presses it; what is filled into a form of one field stands after it, as
        `because: somebody is on it`.
        """
        first, *rest = text.split() or ["me"]
        if self._known(first) is not None:
            name, _, filled = " ".join(rest).partition(":")
            said = {name.strip(): filled.strip()} if rest else {}
            return await self.press(first, replace(asked, said=said))
        staff = first.casefold() == "staff" and bool(rest)
        if staff:
            first, *rest = rest
        key = f"staff-{first.casefold()}" if staff else first.casefold()
        command = self._commands.get(key)
        said = None if command is None or not command.slash else taken(command, rest)
        if said is None:
            placed, _ = await self._placed(asked)
            return told(Refused("refusal-not-understood"), placed)
        return await self.ask(key, replace(asked, said=said))

    async def suggest(
        self, key: str, parameter: str, typed: str, asked: Asked
    ) -> tuple[Option, ...]:
        """What may be chosen for a parameter, by what was typed so far; empty where nothing may."""
        command = self._commands.get(key)
        if command is None:
            return ()
        placed, _ = await self._placed(asked)
        known = next((each for each in command.parameters if each.name == parameter), None)
        if known is None or placed.role < command.role:
            return ()
        return await self._suggesting.of(known, typed, placed)

    def _allow(
        self, asked: Asked, role: Role, silent_since: datetime | None, *, while_stopped: bool
    ) -> None:
        if asked.role < role:
            raise Refused("refusal-e02" if asked.role is Role.MODERATOR else "refusal-e01")
        if silent_since is not None and not while_stopped:
            time = when(silent_since, asked.zone, asked.words)
            raise Refused("refusal-e20", {"time": time})
        if asked.role is Role.MEMBER:
            self._slow_down(asked)

    def _slow_down(self, asked: Asked) -> None:
        before = asked.at - AT_ONCE
        for member in [m for m, times in self._lately.items() if times[-1] <= before]:
            del self._lately[member]
        times = self._lately.setdefault(asked.member, deque(maxlen=MOST_AT_ONCE))
        if len(times) == MOST_AT_ONCE and times[0] > before:
            wait = times[0] - before
            raise Refused("refusal-e18", {"seconds": max(1, round(wait.total_seconds()))})
        times.append(asked.at)

    async def _placed(self, asked: Asked) -> tuple[Asked, datetime | None]:
        """The same at home, with role, zone and language, and since when all is silent there."""
        async with self._open_unit() as unit:
            asked = await self._at_home(unit, asked)
            zone = await unit.communities.zone(asked.community)
            framework = await unit.frameworks.current(asked.community)
            draft = await unit.charters.draft(asked.community)
            known = await unit.members.known_as(asked.community, asked.member)
            said = await unit.standings.latest(asked.community)
            await unit.commit()
        stewards = moderators_of(framework) or (may_sign(None, draft) if draft else frozenset())
        role = Role.MODERATOR if asked.moderates else Role.MEMBER
        if known in stewards:
            role = Role.STEWARD
        if framework is None:
            return replace(asked, role=role, zone=zone), silent_since(said)
        charter = framework.charter
        language = said_in(asked.language, charter.language)
        placed = replace(asked, role=role, zone=charter.timezone, language=language)
        return placed, silent_since(said)

    async def _at_home(self, unit: UnitOfWork, asked: Asked) -> Asked:
        """As the community takes it that the server or workspace is part of."""
        if not self._homes.rests(asked.community):
            return asked
        about = asked.message
        message = None if about is None else await self._homes.held(unit, about)
        return replace(asked, community=self._homes.of(asked.community), message=message)


def silent_since(said: Sequence[Standing]) -> datetime | None:
    """Since when every practice is stopped everywhere; None: it is not."""
    stops = (each for each in said if each.practice == EVERY_PRACTICE and each.channel is None)
    return next((each.since for each in stops if each.stopped), None)


def _checked(command: Command, said: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a command, each as it may be. Raises Refused."""
    found: dict[str, str] = {}
    for each in command.parameters:
        value = said.get(each.name, "").strip() or each.usual
        if not value and each.required:
            raise Refused("refusal-missing", {"parameter": each.name})
        if len(value) > each.longest:
            values = {"parameter": each.name, "longest": each.longest}
            raise Refused("refusal-too-long", values)
        if value and each.choices and value.casefold() not in each.choices:
            values = {"parameter": each.name, "choices": ", ".join(each.choices)}
            raise Refused("refusal-choice", values)
        found[each.name] = value.casefold() if each.choices else value
    return found


def _kept(answer: Answer, *, kept: bool) -> Answer:
    return replace(answer, kept=True) if kept and isinstance(answer, Card) else answer


def _answered(error: TummlerError, asked: Asked) -> Answer:
    if isinstance(error, Refused):
        return told(error, asked)
    refused = refusal_of(error, asked.words)
    if refused is not None:
        return told(refused, asked)
    reference = secrets.token_hex(4)
    log.error("asking_failed", reference=reference, error=type(error).__name__)
    return told(Refused("refusal-e19", {"ref": reference}), asked)
