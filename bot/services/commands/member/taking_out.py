"""Everything that is held of somebody: as a file for them, or gone, with a receipt."""

from collections import Counter

import orjson
import structlog

from bot.core.cards import Action, Answer, Attachment, Button, Card, Fact, Section, Style
from bot.core.errors import TummlerError
from bot.core.events import MessageDeleted, Source, Stamp
from bot.core.privacy import Receipt, Then
from bot.services.commands.base import Asked, Command, Kind, Parameter, Press
from bot.services.commands.member.proposing import proposals_of
from bot.services.commands.member.why import message_of
from bot.services.commands.own_record import own_record
from bot.services.commands.refusals import Refused
from bot.services.commands.telling import said, when

log = structlog.get_logger()


class Export(Command):
    """Hands somebody everything that is held of them, as a file."""

    name = "export"
    kept = True
    presses = (Press(area="export", verb="mine", kept=True),)

    async def answer(self, asked: Asked) -> Answer:
        """The file, for their eyes only."""
        card = await self.behind.wishes.card(asked.community, asked.member)
        messages = await self.behind.wishes.messages(asked.community, asked.member)
        proposed = await proposals_of(self.behind).own(asked.community, asked.member)
        record = own_record(asked.community, card, messages, proposed)
        content = orjson.dumps(record, option=orjson.OPT_INDENT_2)
        file = Attachment(name="tummler-about-me.json", media="application/json", content=content)
        return Card(
            heading=asked.words.say("member-exported", messages=len(messages)), attachments=(file,)
        )

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """The same, from the member card."""
        del action
        return await self.answer(asked)


class Forget(Command):
    """Erases everything that is held of somebody, once they said so twice."""

    name = "forget"
    parameters = (
        Parameter(
            name="then",
            kind=Kind.CHOICE,
            choices=tuple(each.value for each in Then),
            usual=Then.IGNORE_ME.value,
        ),
    )
    presses = (Press(area="forget", verb="ask"), Press(area="forget", verb="do", kept=True))

    async def answer(self, asked: Asked) -> Answer:
        """Ask once more, and say what stays."""
        then = Then(asked.said.get("then") or Then.IGNORE_ME.value)
        return Card(
            heading=asked.words.say("member-forget-ask", then=then.value),
            sections=(
                Section(
                    buttons=(
                        Button(
                            action=Action(area="forget", verb="do", key=then.value),
                            label=asked.words.say("member-forget-do"),
                            style=Style.RISKY,
                            confirm=asked.words.say("member-forget-confirm"),
                        ),
                    )
                ),
            ),
        )

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Ask, or do it and hand over the receipt."""
        if action.verb == "ask":
            return await self.answer(asked)
        then = next((each for each in Then if each.value == action.key), None)
        if then is None:
            return None
        privacy, who, here = self.behind.privacy, (asked.member,), (asked.community,)
        if not await privacy.known_in(who):
            return await self._before(asked)
        reference = await privacy.note(here, who, then, asked.at)
        try:
            await privacy.carry_out(asked.at)
        except TummlerError as unfinished:  # the wish is noted, and taken up again at every start
            log.warning("erasing_not_finished", error=type(unfinished).__name__)
        return told_receipts(await privacy.receipts(reference), asked)

    async def _before(self, asked: Asked) -> Card:
        earlier = await self.behind.privacy.earlier((asked.community,), (asked.member,))
        if earlier:
            return told_receipts(earlier, asked)
        return said(asked.words.say("member-card-nothing"))


def told_receipts(receipts: tuple[Receipt, ...], asked: Asked) -> Card:
    """What was erased, what remains, and the reference by which it can be shown again."""
    words = asked.words
    if not receipts or not all(each.finished for each in receipts):
        raise Refused("refusal-e16", {"part": words.say("forget-part-files")})
    [receipt] = receipts[:1]
    erased = sum((Counter(each.erased) for each in receipts), Counter[str]())
    facts = [
        Fact(words.say("receipt-reference"), (receipt.reference,)),
        Fact(words.say("receipt-at"), (when(receipt.at, asked.zone, words),)),
        *(Fact(kind, (str(count),)) for kind, count in sorted(erased.items()) if count),
    ]
    lines = dict.fromkeys(each for receipt in receipts for each in receipt.remains)
    remains = tuple((f"{words.say('receipt-remains')} {each}",) for each in lines)
    return Card(
        heading=words.say("member-forgotten-now"),
        sections=(Section(facts=tuple(facts)), Section(lines=remains)),
    )


class ForgetMessage(Command):
    """Lets go of one message, at its author's word."""

    name = "forget-message"
    slash = False
    menu = True

    async def answer(self, asked: Asked) -> Answer:
        """Forget it, if it is theirs; what was read of it goes with it."""
        message = message_of(asked)
        async with self.behind.open_unit() as unit:
            known = await unit.members.known_as(asked.community, asked.member)
            held = await unit.messages.get(message)
            author = await unit.holdings.author(message)
            await unit.commit()
        if held is None:
            raise Refused("refusal-e04")
        if author != known:
            raise Refused("refusal-not-yours")
        stamp = Stamp(occurred_at=asked.at, received_at=asked.at, source=Source.LIVE)
        await self.behind.take(MessageDeleted(stamp=stamp, key=message))
        return said(asked.words.say("member-message-forgotten"))
