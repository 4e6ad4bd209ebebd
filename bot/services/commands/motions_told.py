"""A member's proposal as it is shown: its words, what was voted in counts, what was decided."""

from bot.core.cards import Action, Button, Fact, Line, Linked, Section, Theirs
from bot.core.display import shown
from bot.core.motions import FEWEST, Motion, Ruled, Tally, Vote
from bot.services.commands.base import Asked
from bot.services.commands.refusals import Refused
from bot.services.commands.telling import day
from prompts import Phrases

AT_ONCE = 5
"""So many are shown at a time; what one card holds is bounded on every platform."""
LONGEST_NUMBER = 6


def number_in(said: str) -> int:
    """The number of a proposal as somebody wrote it. Raises Refused."""
    digits = said.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        raise Refused("refusal-no-proposal", {"number": "?"})
    return int(digits)


def motion_section(motion: Motion, asked: Asked, buttons: tuple[Button, ...]) -> Section:
    """One proposal with what became of it; whose it is, nobody is told."""
    words = asked.words
    facts = [Fact(words.say("motion-votes"), (counted(motion.tally, words),))]
    if motion.because is not None and motion.decided_at is not None:
        name = "motion-taken-up" if motion.ruled is Ruled.TAKEN_UP else "motion-declined"
        label = words.say(name, day=day(motion.decided_at, asked.zone, words))
        facts.append(Fact(label, (Theirs(shown(motion.because)),)))
    about = words.say(f"motion-about-{motion.about.value}")
    opened = day(motion.opened_at, asked.zone, words)
    return Section(
        heading=(words.say("motion-one", number=motion.number, about=about, day=opened),),
        lines=(_what(motion, asked),),
        facts=tuple(facts),
        buttons=buttons,
    )


def _what(motion: Motion, asked: Asked) -> Line:
    if motion.text is not None:
        return (Theirs(shown(motion.text)),)
    if motion.message is None:
        return (asked.words.say("motion-words-gone"),)
    if motion.message.platform != asked.member.platform:
        return (asked.words.say("motion-elsewhere"),)
    return (Linked(asked.words.say("motion-example"), motion.message),)


def counted(tally: Tally, words: Phrases) -> str:
    """What was voted: nothing below five people, and no number that gives away a few."""
    if not tally.is_told:
        return words.say("motion-too-few", fewest=FEWEST)
    if tally.is_exact:
        return words.say("motion-counted", approve=tally.approve, oppose=tally.oppose)
    most = max(tally.approve, tally.oppose)
    if most < FEWEST:
        return words.say("motion-divided")
    return words.say("motion-mostly-for" if most == tally.approve else "motion-mostly-against")


def vote_buttons(motion: Motion, asked: Asked) -> tuple[Button, ...]:
    """For, against, and taking a vote back; nothing where it is decided."""
    if not motion.is_open(asked.at):
        return ()

    def button(verb: str) -> Button:
        return Button(
            action=Action(area="vote", verb=verb, key=str(motion.number)),
            label=asked.words.say(f"vote-{verb}"),
        )

    return (button(Vote.FOR.value), button(Vote.AGAINST.value), button("none"))
