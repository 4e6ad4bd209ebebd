"""Finds a discussion prompt that fits a community now, and remembers what came of those used."""

import os
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from bot.core.charter import Artefact, Charter
from bot.core.errors import TummlerError
from bot.core.ids import CommunityId, MessageKey
from bot.core.prompt_uses import NOT_TWICE_WITHIN, PromptUse, retired
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.practices.standing_prompt import StandingPrompt
from bot.services.charter_sense import touches
from bot.services.prompt_lint import Finding, lint
from bot.services.prompt_matter import chance, named, one_of, rested
from bot.services.wording import compared, spoken_faults
from prompts.book import BrokenPrompt, Prompt, library, newest, own_prompts

_NONE: Mapping[str, str] = MappingProxyType({})
_Stamps = tuple[tuple[str, int], ...]
"""A community's own files, and when each was last changed."""


class NothingToName(TummlerError):
    """There is no signed charter here, and a prompt names what is in it: `tummler charter edit`,
    then `tummler charter sign`.
    """


@dataclass(eq=False)
class NoSuchPrompt(TummlerError):
    """There is no prompt {name}. `tummler prompts list` has them all."""

    name: str


@dataclass(eq=False)
class NotNow(TummlerError):
    """The prompt {name} is not for now: {why}. `tummler prompts suggest` finds one that is."""

    name: str
    why: str


@dataclass(eq=False)
class NoSuchUse(TummlerError):
    """There is no use {key}. `tummler prompts take` prints it, and `tummler prompts list` too."""

    key: str


class NotHeard(TummlerError):
    """That message is not known here as one by a person. It is named as platform and id, as in
    discord/1234; or say what came of it yourself, with --exchange or --nothing.
    """


@dataclass(eq=False)
class TooEarly(TummlerError):
    """Nobody has talked upon it yet, and the time to is not over: look again after {over}."""

    over: str


class State(StrEnum):
    """Whether a prompt may be used here and now; a closed list."""

    READY = "ready"
    RESTS = "rests: used within 60 days, or what it could be about was"
    RETIRED = "retired: three uses in a row, and no two people talked upon it"
    ELSEWHERE = "for another kind of community"
    LACKS = "names what the charter does not have, or what must be given"
    REFUSED = "does not pass the voice check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """One prompt as it stands in a community. `exchanges`: of its `uses`, those people took up."""

    prompt: Prompt
    state: State
    uses: int
    exchanges: int
    open: tuple[str, ...]
    """The keys of uses of which nobody has said what came of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A prompt filled in for a community. `artefact` None: it is about none."""

    prompt: Prompt
    artefact: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Every prompt there is: ours, the community's own, and those of its own that are refused."""

    prompts: tuple[Prompt, ...]
    broken: tuple[BrokenPrompt, ...]
    refused: Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    charter: Charter
    uses: tuple[PromptUse, ...]
    now: datetime
    given: Mapping[str, str]


class Prompting:
    """The book of prompts as it stands in each community. `own`: the folder of its own ones."""

    def __init__(self, open_unit: OpenUnit, practices: frozenset[str], own: Path) -> None:
        self._open_unit = open_unit
        self._practices = practices
        self._own = own
        self._shelved: tuple[_Stamps, tuple[Prompt, ...]] | None = None

    def prompts(self) -> tuple[Prompt, ...]:
        """Those that may be used, as `shelf` has them; its own read anew only where files changed.

        OSError where a file cannot be read.
        """
        stamps = tuple((p.name, p.stat().st_mtime_ns) for p in sorted(self._own.glob("*.md")))
        if self._shelved is None or self._shelved[0] != stamps:
            self._shelved = stamps, self.shelf().prompts
        return self._shelved[1]

    def shelf(self) -> Shelf:
        """What ships and what the community added, the newest version of each; read anew."""
        mine, broken = own_prompts(self._own)
        refused = {each.name: found for each in mine if (found := lint(each, self._practices))}
        kept = [each for each in mine if each.name not in refused]
        return Shelf(prompts=newest((*library(), *kept)), broken=broken, refused=refused)

    async def standing(self, community: CommunityId, now: datetime) -> tuple[Shelved, ...]:
        """How every prompt stands here. Raises NothingToName."""
        async with self._open_unit() as unit:
            asked = await _asked(unit, community, now, _NONE)
            said = [(p, await self._state(unit, p, asked)) for p in self.shelf().prompts]
            await unit.commit()
        return tuple(_shelved(prompt, state, asked.uses) for prompt, state in said)

    async def suggest(
        self,
        community: CommunityId,
        practice: str,
        now: datetime,
        given: Mapping[str, str] = _NONE,
        most: int = 1,
    ) -> tuple[Choice, ...]:
        """The prompts that fit best now, each about something else; the same all day long.

        Those used least come first. `given`: links, and the host, that the charter cannot know.
        Raises NothingToName.
        """
        async with self._open_unit() as unit:
            asked = await _asked(unit, community, now, given)
            found: list[Choice] = []
            for prompt in self._in_turn(asked, community, practice):
                if await self._state(unit, prompt, asked) is not State.READY:
                    continue
                about = {each.artefact for each in found}
                choices = [c async for c in _fitting(unit, prompt, asked)]
                fresh = next((c for c in choices if c.artefact not in about), None)
                found += [] if fresh is None else [fresh]
                if len(found) == most:
                    break
            await unit.commit()
        return tuple(found)

    async def take(
        self,
        community: CommunityId,
        name: str,
        now: datetime,
        given: Mapping[str, str] = _NONE,
        artefact: str | None = None,
    ) -> tuple[PromptUse, Choice]:
        """Fill in one prompt and remember that it was used. `artefact`: about that one alone.

        Raises NoSuchPrompt, NotNow and NothingToName.
        """
        prompt = next((p for p in self.shelf().prompts if name in {p.id, p.name}), None)
        if prompt is None:
            raise NoSuchPrompt(name)
        async with self._open_unit() as unit:
            asked = await _asked(unit, community, now, given)
            state = await self._state(unit, prompt, asked)
            if state is not State.READY:
                raise NotNow(prompt.name, state.value)
            choices = [c async for c in _fitting(unit, prompt, asked)]
            fits = [c for c in choices if artefact in {None, c.artefact}]
            if not fits:
                raise NotNow(prompt.name, "not about that")
            choice = fits[0]
            use = PromptUse(
                key=os.urandom(4).hex(),
                prompt=prompt.name,
                artefact=choice.artefact,
                used_at=now,
            )
            await unit.prompts.keep(community, use, compared(choice.text, ""))
            await unit.commit()
        return use, choice

    async def tell(self, community: CommunityId, key: str, *, exchange: bool) -> None:
        """Note whether two people talked to each other upon a use. Raises NoSuchUse."""
        async with self._open_unit() as unit:
            await unit.communities.zone(community)
            if not await unit.prompts.judge(community, key, exchange=exchange):
                raise NoSuchUse(key)
            await unit.commit()

    async def look(
        self, community: CommunityId, key: str, message: MessageKey, now: datetime
    ) -> bool:
        """See for oneself what came of a use, from the talk upon the message that asked it; noted.

        Whether two people answered each other beyond it within 48 hours. Raises NoSuchUse,
        NotHeard where the message is not known as a person's, and TooEarly before the time is over
        where nobody has.
        """
        ritual = StandingPrompt()
        async with self._open_unit() as unit:
            await unit.communities.zone(community)
            growth = await unit.conversations.holding(message)
            talk = growth.conversation() if growth else None
            asked = next((m for m in talk.humans if m.key == message), None) if talk else None
            if talk is None or asked is None:
                raise NotHeard
            over = asked.at + ritual.window
            exchange = ritual.reached(talk, message, min(now, over))
            if not exchange and now < over:
                raise TooEarly(f"{over:%d %b, %H:%M} UTC")
            if not await unit.prompts.judge(community, key, exchange=exchange):
                raise NoSuchUse(key)
            await unit.commit()
        return exchange

    def _in_turn(self, asked: _Asked, community: CommunityId, practice: str) -> list[Prompt]:
        counts = {prompt.name: 0 for prompt in self.shelf().prompts}
        for use in asked.uses:
            counts[use.prompt] = counts.get(use.prompt, 0) + 1
        today = asked.charter.local(asked.now).date().isoformat()
        return sorted(
            (p for p in self.shelf().prompts if p.practice == practice),
            key=lambda p: (counts[p.name], chance(community, today, p.name)),
        )

    async def _state(self, unit: UnitOfWork, prompt: Prompt, asked: _Asked) -> State:
        if asked.charter.social_object.kind.value not in prompt.kinds:
            return State.ELSEWHERE
        if prompt.locale != asked.charter.language:
            return State.ELSEWHERE
        if retired(prompt.name, asked.uses):
            return State.RETIRED
        mine = [use for use in asked.uses if use.prompt == prompt.name]
        if mine and asked.now - mine[-1].used_at < NOT_TWICE_WITHIN:
            return State.RESTS
        about = asked.charter.social_object
        has = {"artefact": about.artefacts, "facet": about.facets, "word": about.vocabulary}
        if any(not (has.get(name) or asked.given.get(name)) for name in prompt.inputs):
            return State.LACKS
        if "artefact" in prompt.inputs and not list(rested(asked.charter, asked.uses, asked.now)):
            return State.RESTS
        async for _ in _fitting(unit, prompt, asked):
            return State.READY
        return State.REFUSED


async def _asked(
    unit: UnitOfWork, community: CommunityId, now: datetime, given: Mapping[str, str]
) -> _Asked:
    await unit.communities.zone(community)
    framework = await unit.frameworks.current(community)
    if framework is None:
        raise NothingToName
    uses = await unit.prompts.all(community)
    return _Asked(charter=framework.charter, uses=uses, now=now, given=given)


async def _fitting(unit: UnitOfWork, prompt: Prompt, asked: _Asked) -> AsyncIterator[Choice]:
    """The prompt about each thing that it may be about now, in words that were not said lately."""
    community, since = asked.charter.community, asked.now - NOT_TWICE_WITHIN
    for artefact in (
        rested(asked.charter, asked.uses, asked.now) if "artefact" in prompt.inputs else (None,)
    ):
        text = prompt.say(**_values(prompt, artefact, asked))
        refused = (*asked.charter.never, *asked.charter.off_limits)
        if any(touches(text, phrase) for phrase in refused):
            continue
        if spoken_faults(text, addressed="host" in prompt.inputs):
            continue
        if not await unit.prompts.said(community, compared(text, ""), since):
            yield Choice(prompt=prompt, artefact=artefact.name if artefact else None, text=text)


def _values(prompt: Prompt, artefact: Artefact | None, asked: _Asked) -> dict[str, str]:
    about = asked.charter.social_object
    month = asked.charter.local(asked.now).strftime("%Y-%m")
    facets = (artefact.facet,) if artefact and artefact.facet else about.facets
    found = {
        "artefact": named(artefact) if artefact else "",
        "facet": one_of(facets, month, prompt.name),
        "word": one_of(sorted(about.vocabulary), month, prompt.name),
        **asked.given,
    }
    return {name: found.get(name, "") for name in prompt.inputs}


def _shelved(prompt: Prompt, state: State, uses: Sequence[PromptUse]) -> Shelved:
    mine = [use for use in uses if use.prompt == prompt.name]
    return Shelved(
        prompt=prompt,
        state=state,
        uses=len(mine),
        exchanges=sum(1 for use in mine if use.exchange),
        open=tuple(use.key for use in mine if use.exchange is None),
    )
