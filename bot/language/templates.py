"""The words for a proposal from the house's own templates, in the next variant not said lately."""

import hashlib
from collections.abc import Callable
from itertools import count, takewhile

from bot.core.interventions import Draft, Proposal
from bot.practices.base import LANGUAGE
from bot.services.wording import VoiceCheck, compared, never_used
from prompts import Phrases, UnknownLanguage, phrases


class TemplateDrafter:
    """Fills templates in; it never adds a fact, and no slot holds a member's words."""

    def __init__(self, check: VoiceCheck) -> None:
        self._check = check

    def draft(
        self,
        proposal: Proposal,
        used: Callable[[str], bool] = never_used,
        *,
        never: tuple[str, ...] = (),
    ) -> Draft | None:
        """The first fit variant, from a place that the proposal's id decides, so always the same.

        `used` says whether a wording, as `bot.services.wording.compared` gives it, was said in this
        community within 60 days; `never`: phrases that its charter refuses. None: there are no
        templates in the language of the talk, or every variant has been said or does not pass the
        voice check; then a moderator's own words remain.
        """
        language = proposal.wording.slots.get(LANGUAGE, "")
        try:
            said = phrases(language)
        except UnknownLanguage:
            return None
        for name in _in_turn(said, proposal):
            text = said.say(name, **proposal.wording.slots)
            if used(compared(text, proposal.because)):  # the cheapest fault, and the commonest
                continue
            draft = Draft(
                proposal=proposal.id, text=text, language=language, drafter=f"template:{name}"
            )
            if not self._check.faults(draft, proposal, used=used, language=language, never=never):
                return draft
        return None


def variants(said: Phrases, template: str) -> tuple[str, ...]:
    """The names of a template's variants, which are numbered from 1 on."""
    numbered = (f"{template}-{number}" for number in count(1))
    return tuple(takewhile(said.knows, numbered))


def _in_turn(said: Phrases, proposal: Proposal) -> tuple[str, ...]:
    names = variants(said, proposal.wording.template)
    chosen = int.from_bytes(hashlib.sha256(proposal.id.encode()).digest()[:8], "big")
    first = chosen % max(1, len(names))
    return names[first:] + names[:first]
