"""What is not well here, for moderators: each with what to do about it, and nobody's secret."""

from bot.core.cards import Answer, Card, Role, Section
from bot.services.ailing import Ailing, Ailment
from bot.services.commands.base import Asked, Command
from bot.services.commands.telling import said


class Doctor(Command):
    """Looks at the community as its moderators can mend it; the machine is its operator's."""

    name = "doctor"
    role = Role.MODERATOR
    staff = True

    async def answer(self, asked: Asked) -> Answer:
        """Each thing with its fix; or that all is well."""
        words = asked.words
        ailing = Ailing(self.behind.open_unit, self.behind.ladder)
        found = await ailing.found(asked.community, asked.at)
        if not found:
            return said(words.say("doctor-well"), words.say("doctor-machine"))
        return Card(
            heading=words.say("doctor-heading", count=len(found)),
            sections=(
                *(self._section(each, asked) for each in found),
                Section(lines=((words.say("doctor-machine"),),)),
            ),
            may_press=Role.MODERATOR,
        )

    def _section(self, ailment: Ailment, asked: Asked) -> Section:
        words, values = asked.words, dict(ailment.values)
        if "practice" in values:
            key = str(values["practice"])
            values["practice"] = words.term(self.behind.practices.get(key, key))
        named = {"member": asked.called.member, "staff": asked.called.staff}
        told = words.say(f"ails-{ailment.name}", **values)
        if ailment.check:
            told = f"{ailment.check}: {told}"
        fix = words.say(f"ails-{ailment.name}-fix", **named, **values)
        return Section(heading=(told,), lines=((fix,),))
