"""Draws a discussion prompt for what a practice proposes, and sees what people made of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.core.charter import Artefact, Charter
from bot.core.conversations import Conversation, sustained
from bot.core.ids import CommunityId, ReviewId
from bot.core.interventions import Audience, Draft, Proposal, Verdict
from bot.core.outcomes import Window
from bot.core.prompt_uses import NOT_TWICE_WITHIN, PromptUse, retired
from bot.core.reviews import Choice, NoSuchReview, ReviewStatus
from bot.core.shape import exchanged
from bot.core.snapshots import Snapshot
from bot.core.unit_of_work import UnitOfWork
from bot.practices.base import LANGUAGE
from bot.services.charter_sense import touches
from bot.services.prompt_matter import chance, named, one_of, rested
from bot.services.reviewing import review_id
from bot.services.wording import VoiceCheck
from prompts import PromptsError, phrases
from prompts.book import LEVELS, Prompt, pointer

SEVERAL = 3
"""So many people in sustained talk may make something that lasts (metrics.md, section 8)."""
_PUT = frozenset({ReviewStatus.SENT, ReviewStatus.POSTED})

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Words out of the book for one verdict, and the use that is kept if they are put to people.

    The key of the use is the id of the draft that waits: so its end can be told later.
    """

    draft: Draft
    use: PromptUse


@dataclass(frozen=True, slots=True, kw_only=True)
class _At:
    """The moment at which is drawn. `text`: the words of the need, looked at and not kept."""

    verdict: Verdict
    conversation: Conversation
    charter: Charter
    uses: tuple[PromptUse, ...]
    text: str
    language: str

    @property
    def proposal(self) -> Proposal:
        return self.verdict.proposal


class PromptDraws:
    """The book of prompts as practices draw on it. `shelf`: those that there are now.

    What a prompt names has to be there: an artefact, facet or word only where the message that
    waits speaks of it, an earlier conversation only where the proposal cites one. What is said to
    one member alone is never drawn, and nothing is ever drawn for want of talk: a practice has
    proposed, and the gates have judged, before.
    """

    def __init__(self, shelf: Callable[[], Sequence[Prompt]], check: VoiceCheck) -> None:
        self._shelf = shelf
        self._check = check

    async def draw(
        self,
        unit: UnitOfWork,
        verdict: Verdict,
        snapshot: Snapshot,
        used: Callable[[str], bool],
        *,
        never: tuple[str, ...] = (),
    ) -> Drawn | None:
        """The prompt that comes first of those that fit; None: none does, and templates remain.

        First those that aim one rung above where the talk stands, then those used least; among
        equals a hash of the proposal decides. `used` and `never` as in `Drafter.draft`.
        """
        proposal, framework = verdict.proposal, snapshot.framework
        if framework is None or proposal.audience is Audience.MEMBER:
            return None
        language = proposal.wording.slots.get(LANGUAGE, "")
        kind = framework.charter.social_object.kind.value
        fit = [
            p
            for p in self._there()
            if p.practice == proposal.practice
            and p.locale == language
            and kind in p.kinds
            and not p.by_hand
        ]
        if not fit:
            return None
        moment = _At(
            verdict=verdict,
            conversation=snapshot.conversation,
            charter=framework.charter,
            uses=await unit.prompts.all(snapshot.conversation.community),
            text=await unit.messages.text(proposal.need) or "",
            language=language,
        )
        return next(self._that_may_be_said(fit, moment, used, never), None)

    def _there(self) -> Sequence[Prompt]:
        try:
            return self._shelf()
        except OSError as wrong:  # a file that cannot be read must not silence what needs none
            log.warning("prompts_unreadable", cause=type(wrong).__name__)
            return ()

    def _that_may_be_said(
        self,
        prompts: Sequence[Prompt],
        moment: _At,
        used: Callable[[str], bool],
        never: tuple[str, ...],
    ) -> Iterator[Drawn]:
        for prompt in _in_turn(prompts, moment):
            for artefact in _about(prompt, moment):
                drawn = _drawn(prompt, artefact, moment)
                if drawn is None:
                    continue
                faults = self._check.faults(
                    drawn.draft,
                    moment.proposal,
                    used=used,
                    language=moment.language,
                    never=never,
                )
                if not faults:
                    yield drawn


def _in_turn(prompts: Sequence[Prompt], moment: _At) -> list[Prompt]:
    """Those that do not rest and are not retired, in the order in which they are tried."""
    uses, aim = moment.uses, LEVELS.index(aimed_at(moment.conversation))
    last = {use.prompt: use.used_at for use in uses}
    counts = {p.name: sum(1 for use in uses if use.prompt == p.name) for p in prompts}
    awake = [
        p
        for p in prompts
        if not retired(p.name, uses)
        and (p.name not in last or moment.verdict.at - last[p.name] >= NOT_TWICE_WITHIN)
    ]
    return sorted(
        awake,
        key=lambda p: (
            abs(LEVELS.index(p.level) - aim),
            counts[p.name],
            chance(moment.proposal.id, p.name),
        ),
    )


def aimed_at(conversation: Conversation) -> str:
    """The rung above the one on which a conversation stands, told from its shape alone; rough."""
    people = {message.author for message in conversation.humans}
    if not sustained(conversation.messages):
        return "content" if len(people) < 2 else "collaboration"  # noqa: PLR2004  # talk takes two
    return "community" if len(people) < SEVERAL else "intelligence"


def _about(prompt: Prompt, moment: _At) -> Iterator[Artefact | None]:
    """What it may be about: None, or each artefact that the message that waits speaks of."""
    if "artefact" not in prompt.inputs:
        yield None
        return
    for artefact in rested(moment.charter, moment.uses, moment.verdict.at):
        speaks_of = (artefact.name, artefact.facet or "")
        if any(topic and touches(moment.text, topic) for topic in speaks_of):
            yield artefact


def _drawn(prompt: Prompt, artefact: Artefact | None, moment: _At) -> Drawn | None:
    """A prompt filled in; None: something that it names is not there."""
    proposal, values = moment.proposal, _values(prompt, artefact, moment)
    if not all(values.values()):
        return None
    frame = "book-offered" if proposal.audience is Audience.MODERATORS else "book-asked"
    try:
        asked = prompt.say(**values)
        said = phrases(moment.language).say(frame, asked=asked, because=proposal.because)
    except PromptsError:
        log.warning("prompt_not_filled_in", prompt=prompt.name)
        return None
    return Drawn(
        draft=Draft(
            proposal=proposal.id,
            text=said,
            language=moment.language,
            drafter=f"prompt:{prompt.name}",
        ),
        use=PromptUse(
            key=review_id(proposal.id, moment.verdict.at),
            prompt=prompt.name,
            artefact=artefact.name if artefact else None,
            used_at=moment.verdict.at,
        ),
    )


def _values(prompt: Prompt, artefact: Artefact | None, moment: _At) -> Mapping[str, str]:
    """What it is filled in with; empty where that is not there. Nobody has agreed to be a host."""
    about, seed = moment.charter.social_object, (moment.proposal.id, prompt.name)
    earlier = any(key != moment.proposal.need for key in moment.proposal.cites)
    found = {
        "artefact": named(artefact) if artefact else "",
        "facet": one_of([f for f in about.facets if touches(moment.text, f)], *seed),
        "word": one_of([w for w in sorted(about.vocabulary) if touches(moment.text, w)], *seed),
        "message": pointer("message", prompt.locale),
        "thread": pointer("thread", prompt.locale) if earlier else "",
    }
    return {name: found.get(name, "") for name in prompt.inputs}


async def look_back(
    unit: UnitOfWork,
    community: CommunityId,
    use: PromptUse,
    window: Window,
    conversation: Conversation | None,
) -> None:
    """Note what came of a use when the window of its moment is over.

    Of what was put to people: whether two of them answered each other after it, by itself and not
    as the practice's own outcome. What was declined, edited, withheld or too late goes back into
    the book: nobody was asked it. Left open where the draft or the talk is gone.
    """
    try:
        review = await unit.reviews.get(community, ReviewId(use.key))
    except NoSuchReview:
        return
    if review.status not in _PUT or review.choice is Choice.EDIT:
        await unit.prompts.put_back(community, use.key)
    elif conversation is not None:
        after: datetime = review.decided_at or window.opens_at
        exchange = exchanged(conversation, after, window.closes_at)
        await unit.prompts.judge(community, use.key, exchange=exchange)
