"""What the bot would have said in an archive, moment by moment, and where it kept silent."""

from bot.core.interventions import Audience
from bot.digest.base import DigestPart
from bot.digest.material import DigestMaterial, Fate, Rewind, RewindCard
from bot.digest.report import Card, Line, Part, Reference
from bot.digest.silences import label, told
from bot.digest.words import Words

MOST_CARDS = 40
MOST_SILENCES = 12
_AUDIENCES = {
    Audience.PUBLIC: "card-public",
    Audience.MODERATORS: "card-moderators",
    Audience.MEMBER: "card-member",
}
_FATES = {
    Fate.ANSWERED: "card-answered",
    Fate.NOT_WITHIN_A_DAY: "card-not-within-a-day",
    Fate.TOO_EARLY: "card-too-early",
    Fate.UNKNOWN: "card-unknown",
}


class RewindPart(DigestPart):
    """The whole replay in one tally, then its cards; only where there was a replay."""

    name = "rewind"
    order = 9

    def fits(self, material: DigestMaterial) -> bool:
        """Only a replay has one."""
        return material.rewind is not None

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """Cards by time; more than a page can carry are counted, not shown."""
        rewind = material.rewind
        if rewind is None:
            return None
        said = [card for card in rewind.cards if card.would_have_said][:MOST_CARDS]
        silent = [card for card in rewind.cards if not card.would_have_said][:MOST_SILENCES]
        cards = tuple(_card(card, words) for card in (*said, *silent))
        return Part(
            name=self.name,
            title=words.say("part-rewind"),
            lines=_lines(rewind, len(said), words),
            tally=told(rewind.tally.held_back, words),
            cards=cards,
        )


def _lines(rewind: Rewind, shown: int, words: Words) -> tuple[Line, ...]:
    tally = rewind.tally
    period = words.period(rewind.span.start, rewind.span.end)
    said = words.say(
        "rewind-tally",
        said=words.say("times", count=tally.would_have_said),
        public=tally.would_have_said_public,
        moderators=tally.would_have_said_moderators,
        silent=words.say("times", count=tally.silent),
    )
    after = words.say(
        "rewind-after", answered=tally.answered_after, unanswered=tally.unanswered_after
    )
    lines = [Line(text=f"{words.say('rewind-intro', period=period)} {said}")]
    if tally.would_have_said:
        lines.append(Line(text=after, chat=False))
        lines.append(Line(text=words.say("rewind-cannot-know"), chat=False))
    if tally.would_have_said > shown:
        more = words.say("rewind-more", count=tally.would_have_said - shown)
        lines.append(Line(text=more, chat=False))
    return tuple(lines)


def _card(card: RewindCard, words: Words) -> Card:
    where = words.say(
        "message-place", room=words.room(card.room), when=words.moment(card.posted_at)
    )
    reason = _AUDIENCES[card.audience] if card.would_have_said else "card-silent"
    waited = words.duration(card.waited) if card.waited is not None else ""
    fate = card.fate
    if fate is Fate.ANSWERED and card.waited is None:
        fate = Fate.UNKNOWN
    return Card(
        title=words.term(card.practice),
        place=Reference(key=card.key, label=where, url=None),
        when=words.moment(card.at),
        because=card.because or None,
        reason=words.say(reason, reason=label(card.reason, words)),
        draft=card.draft if card.would_have_said else None,
        then=words.say(_FATES[fate], waited=waited),
        would_have_said=card.would_have_said,
    )
