"""The platform's own rules beside the signed charter, and what sets ours, each by a press."""

from bot.core.automod import Rule, RuleKind
from bot.core.cards import Action, Answer, Button, Card, Fact, Line, Role, Section, Style, Theirs
from bot.core.charter import Charter
from bot.core.ids import ChannelKey
from bot.services.automod import Difference
from bot.services.commands.acts_told import undo_of
from bot.services.commands.base import Asked, Command, Press
from bot.services.commands.refusals import Refused
from bot.services.commands.telling import said

AREA = "automod"
MOST_OTHERS = 10
"""So many rules of others are named; a server may have about as many in all."""


class Automod(Command):
    """Shows what the charter would have of the platform's rules; a press sets one of ours."""

    name = "automod"
    role = Role.MODERATOR
    staff = True
    presses = (Press(area=AREA, verb="set", role=Role.MODERATOR),)

    async def answer(self, asked: Asked) -> Answer:
        """Rule by rule: what stands, what the charter would have, and the way there."""
        charter, channel = await self._charter(asked), _channel(asked)
        picture = await self.behind.moderating.rules.picture(charter, channel, asked.member)
        words = asked.words
        others: tuple[Line, ...] = tuple(
            (words.say("automod-other"), " ", Theirs(name)) for name in picture.others[:MOST_OTHERS]
        )
        return Card(
            heading=words.say("automod-heading"),
            sections=(
                *(_section(each, asked) for each in picture.differences),
                Section(lines=((words.say("automod-only-ours"),), *others)),
            ),
            may_press=Role.MODERATOR,
        )

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Have one rule as the charter says."""
        charter, channel = await self._charter(asked), _channel(asked)
        kind = next((each for each in RuleKind if each.value == action.key), None)
        if kind is None:  # of a card that another release drew
            return None
        act = await self.behind.moderating.rules.put(
            asked.community,
            charter,
            channel,
            kind,
            by=asked.member,
            at=asked.at,
        )
        if act is None:
            return said(asked.words.say("automod-so-already"))
        return Card(
            heading=asked.words.say("automod-done"),
            sections=(Section(buttons=undo_of(act, asked)),),
            may_press=Role.MODERATOR,
        )

    async def _charter(self, asked: Asked) -> Charter:
        signed = await self.behind.charters.history(asked.community)
        if not signed:
            raise Refused("refusal-e07")
        return signed[-1].charter


def _channel(asked: Asked) -> ChannelKey:
    if asked.channel is None:
        raise Refused("refusal-no-right")
    return asked.channel


def _section(difference: Difference, asked: Asked) -> Section:
    words, kind = asked.words, difference.kind.value
    same = difference.wanted == difference.stands
    facts = [Fact(words.say("automod-stands"), _told(difference.stands, asked))]
    if not same:
        facts.append(Fact(words.say("automod-wanted"), _told(difference.wanted, asked)))
    verb = "take-down" if difference.wanted is None else "tune"
    label = words.say(f"automod-{verb}" if difference.stands else "automod-set-up")
    action = Action(area=AREA, verb="set", key=kind)
    button = Button(action=action, label=label, style=Style.RISKY)
    return Section(
        heading=(words.say(f"automod-{kind}"),),
        facts=tuple(facts),
        buttons=() if same else (button,),
    )


def _told(rule: Rule | None, asked: Asked) -> Line:
    if rule is None:
        return (asked.words.say("automod-nothing"),)
    if rule.words:
        return (Theirs(", ".join(rule.words)),)
    if rule.most is not None:
        return (asked.words.say("automod-most", count=rule.most),)
    return (asked.words.say("automod-on" if rule.enabled else "automod-off"),)
