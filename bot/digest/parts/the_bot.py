"""The seventh section: what the bot did, what it kept back, and why."""

from bot.digest.base import DigestPart
from bot.digest.material import BotTally, DigestMaterial
from bot.digest.report import Line, Part
from bot.digest.silences import told
from bot.digest.words import Words


class TheBot(DigestPart):
    """Considered, spoken, drafted, kept silent with reasons, and what people did after."""

    name = "the_bot"
    order = 7
    brief = True

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """One sentence where there was no occasion to consider anything."""
        tally = material.bot
        title = words.say("part-the_bot")
        if tally.considered == 0 or material.quiet:
            said = words.say("bot-nothing") if tally.considered == 0 else _did(tally, words)
            return Part(name=self.name, title=title, lines=(Line(text=said),))
        return Part(
            name=self.name,
            title=title,
            lines=(Line(text=_did(tally, words)), *_after(tally, words)),
            tally=told(tally.held_back, words),
        )


def _did(tally: BotTally, words: Words) -> str:
    counts = {
        "public": words.say("times", count=tally.would_have_said_public),
        "moderators": words.say("times", count=tally.would_have_said_moderators),
        "silent": words.say("times", count=tally.silent),
        "spoken": words.say("times", count=tally.spoken),
        "drafted": words.say("times", count=tally.drafted),
        "considered": words.say("moments", count=tally.considered),
    }
    if tally.spoken == tally.drafted == 0:
        return words.say("bot-listened", **counts)
    said = words.say("bot-spoke", **counts)
    if tally.would_have_said == 0:
        return said
    return f"{said} {words.say('bot-would-have', **counts)}"


def _after(tally: BotTally, words: Words) -> tuple[Line, ...]:
    lines: list[Line] = []
    if tally.would_have_said:
        counts = {"answered": tally.answered_after, "unanswered": tally.unanswered_after}
        lines.append(Line(text=words.say("bot-after", **counts)))
        lines.append(Line(text=words.say("bot-after-note"), chat=False))
    if tally.nothing_to_say:
        said = words.say("bot-nothing-to-say", count=tally.nothing_to_say)
        lines.append(Line(text=said, chat=False))
    return tuple(lines)
