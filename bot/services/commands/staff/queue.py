"""The review queue as cards: a draft, what it rests on, and the five things a moderator may do."""

from bot.core.cards import (
    Action,
    Answer,
    Button,
    Card,
    Fact,
    Field,
    FieldKind,
    Form,
    Linked,
    Role,
    Section,
    Style,
)
from bot.core.ids import ReviewId
from bot.core.reviews import AlreadyDecided, Choice, Review, ReviewStatus
from bot.services.commands.base import Asked, Command, Kind, Parameter, Press, Source
from bot.services.commands.refusals import Refused
from bot.services.commands.rooms import room_meant, room_name
from bot.services.commands.telling import said, when

AREA = "review"
AT_ONCE = 5
"""So many drafts are shown at a time; what one card holds is bounded on every platform."""
LONGEST_WORDS = 1_000
LONGEST_REASON = 300
_CHOICES = {
    "post": Choice.POST_IT_MYSELF,
    "send": Choice.LET_THE_BOT_SEND,
    "edited": Choice.EDIT,
    "declined": Choice.DECLINE,
    "never": Choice.NEVER_LIKE_THIS,
}


def _press(verb: str, *, opens_form: bool = False) -> Press:
    return Press(area=AREA, verb=verb, role=Role.MODERATOR, opens_form=opens_form)


class Queue(Command):
    """What waits for a moderator, oldest first, and what they decide."""

    name = "queue"
    role = Role.MODERATOR
    staff = True
    parameters = (
        Parameter(name="practice", source=Source.PRACTICES),
        Parameter(name="channel", kind=Kind.ROOM, source=Source.ROOMS, rest=True, longest=200),
    )
    presses = (
        *(_press(verb) for verb in _CHOICES),
        _press("edit", opens_form=True),
        _press("decline", opens_form=True),
    )

    async def answer(self, asked: Asked) -> Answer:
        """The drafts that wait, with their choices."""
        room = await room_meant(self.behind, asked)
        practice = asked.said.get("practice", "")
        here, elsewhere = await self._waiting(asked)
        waiting = [
            each
            for each in here
            if practice in {"", each.proposal.practice}
            and room in {None, each.proposal.channel.room}
        ]
        others = (asked.words.say("queue-elsewhere", count=elsewhere),) if elsewhere else ()
        if not waiting:
            return said(asked.words.say("queue-empty"), *others)
        more = len(waiting) - AT_ONCE
        last = (Section(lines=((asked.words.say("queue-more", count=more),),)),)
        return Card(
            heading=asked.words.say("queue-heading", count=len(waiting)),
            sections=(
                *[await self._section(each, asked) for each in waiting[:AT_ONCE]],
                *(last if more > 0 else ()),
                *(Section(lines=((each,),)) for each in others),
            ),
            may_press=Role.MODERATOR,
        )

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Open a form, or decide; whoever comes second is told so."""
        review = ReviewId(action.key)
        if action.verb in {"edit", "decline"}:
            return await self._form(action.verb, review, asked)
        words = asked.said.get("words", "").strip()
        if action.verb == "edited" and not 0 < len(words) <= LONGEST_WORDS:
            form = await self._form("edit", review, asked)
            return form.again(asked.said, {"words": asked.words.say("form-length")})
        reason = asked.said.get("because", "").strip()[:LONGEST_REASON]
        try:
            decided = await self.behind.reviews.decide(
                asked.community,
                review,
                _CHOICES[action.verb],
                by=asked.member,
                now=asked.at,
                words=words or None,
                because=reason or None,
            )
        except AlreadyDecided as taken:
            raise await self._taken(review, taken, asked) from None
        return await self._done(decided, asked)

    async def _waiting(self, asked: Asked) -> tuple[list[Review], int]:
        """What waits on the platform it is asked from, and how much on another one."""
        found = await self.behind.reviews.waiting(asked.community, asked.at)
        if not self.behind.linking.together(asked.community):
            return [*found], 0
        mine = [e for e in found if e.proposal.channel.platform == asked.member.platform]
        return mine, len(found) - len(mine)

    async def _section(self, review: Review, asked: Asked) -> Section:
        words, proposal = asked.words, review.proposal
        named = asked.words.term(self.behind.practices.get(proposal.practice, proposal.practice))
        where = await room_name(self.behind, asked.community, proposal.channel)
        draft = review.words or words.say("queue-no-words")
        facts = (
            Fact(words.say("queue-draft"), (draft,)),
            Fact(words.say("queue-because"), (proposal.because,)),
            Fact(words.say("queue-about"), (Linked(words.say("queue-message"), proposal.need),)),
            Fact(words.say("queue-audience"), (words.say(f"audience-{proposal.audience.name}"),)),
            Fact(words.say("queue-until"), (when(review.expires_at, asked.zone, words),)),
        )
        heading = (words.say("queue-one", practice=named, room=where),)
        return Section(heading=heading, facts=facts, buttons=_buttons(review, asked))

    async def _form(self, verb: str, review: ReviewId, asked: Asked) -> Form:
        words = asked.words
        async with self.behind.open_unit() as unit:
            held = await unit.reviews.get(asked.community, review)
            await unit.commit()
        edits = verb == "edit"
        field = Field(
            key="words" if edits else "because",
            label=words.say("queue-words" if edits else "queue-reason"),
            kind=FieldKind.LONG_TEXT,
            initial=(held.words or "") if edits else "",
            required=edits,
            longest=LONGEST_WORDS if edits else LONGEST_REASON,
        )
        return Form(
            action=Action(area=AREA, verb="edited" if edits else "declined", key=review),
            title=words.say(f"queue-{verb}-title"),
            fields=(field,),
            submit=words.say(f"queue-{verb}"),
        )

    async def _taken(self, review: ReviewId, taken: AlreadyDecided, asked: Asked) -> Refused:
        if taken.status == ReviewStatus.EXPIRED.value:
            return Refused("refusal-e13")
        async with self.behind.open_unit() as unit:
            held = await unit.reviews.get(asked.community, review)
            await unit.commit()
        at = held.decided_at or held.submitted_at
        return Refused("refusal-e12", {"ago": when(at, asked.zone, asked.words)})

    async def _done(self, decided: Review, asked: Asked) -> Card:
        choice = decided.choice.name.lower().replace("_", "-") if decided.choice else "edit"
        proposal = decided.proposal
        named = asked.words.term(self.behind.practices.get(proposal.practice, proposal.practice))
        where = await room_name(self.behind, asked.community, proposal.channel)
        text = asked.words.say(f"queue-done-{choice}", practice=named, room=where)
        own = decided.text if decided.choice is Choice.POST_IT_MYSELF else None
        return said(text, *([own] if own else []))


def _buttons(review: Review, asked: Asked) -> tuple[Button, ...]:
    words = asked.words

    def button(verb: str, label: str, style: Style = Style.PLAIN) -> Button:
        return Button(
            action=Action(area=AREA, verb=verb, key=review.id),
            label=words.say(label),
            style=style,
            opens_form=verb in {"edit", "decline"},
        )

    sends = (button("send", "queue-send"),) if review.speaks_to_all else ()
    return (
        button("post", "queue-post", Style.MAIN),
        *sends,
        button("edit", "queue-edit"),
        button("decline", "queue-decline"),
        button("never", "queue-never", Style.RISKY),
    )
