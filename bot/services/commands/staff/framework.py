"""Changes of the charter in one word each: what gathers people, and who may sign."""

import json

from bot.core.cards import Answer, Card, Fact, Role, Section
from bot.core.display import shown_name
from bot.core.ids import MemberKey
from bot.services.charter_text import MARK, MARK_LENGTH
from bot.services.commands.base import Asked, Command, Kind, Parameter
from bot.services.commands.charter_forms import CharterText
from bot.services.commands.refusals import Refused
from bot.services.commands.staff.setup import drafted_change, write
from bot.services.commands.telling import said


class Object(Command):
    """Adds or removes a facet, a word or an artefact of what people gather round."""

    name = "object"
    role = Role.MODERATOR
    staff = True
    parameters = (
        Parameter(name="facet", longest=60),
        Parameter(name="word", longest=60),
        Parameter(name="artefact", longest=60),
        Parameter(name="link", longest=300),
        Parameter(name="remove", kind=Kind.CHOICE, choices=("yes", "no"), usual="no"),
    )

    async def answer(self, asked: Asked) -> Answer:
        """Show it; or put the change into the draft, which takes effect when a steward signs."""
        given = {n: asked.said[n] for n in ("facet", "word", "artefact") if asked.said[n]}
        text = CharterText(await self.behind.charters.text(asked.community))
        if not given:
            return self._shown(text, asked)
        remove = asked.said["remove"] == "yes"
        settings: dict[str, str] = {}
        for name, field in (("facet", "facets"), ("word", "vocabulary")):
            if name in given:
                entries = _changed(text.entries(field), given[name], remove=remove)
                settings[field] = json.dumps(entries)
        if "artefact" in given:
            settings["artefacts"] = _artefacts(text, given["artefact"], asked, remove=remove)
        charter = await write(self.behind, settings, asked)
        signed = await self.behind.charters.history(asked.community)
        return Card(
            heading=asked.words.say("object-drafted"),
            sections=drafted_change(signed[-1] if signed else None, charter, asked),
            may_press=Role.MODERATOR,
        )

    def _shown(self, text: CharterText, asked: Asked) -> Card:
        words = asked.words
        names = [each["name"] for each in text.artefacts()]
        facts = (
            Fact(words.say("charter-field-facets"), (", ".join(text.entries("facets")),)),
            Fact(words.say("charter-field-vocabulary"), (", ".join(text.entries("vocabulary")),)),
            Fact(words.say("charter-field-artefacts"), (", ".join(names),)),
        )
        return Card(heading=words.say("object-heading"), sections=(Section(facts=facts),))


def _changed(entries: list[str], entry: str, *, remove: bool) -> list[str]:
    left = [each for each in entries if each.casefold() != entry.casefold()]
    if not remove:
        return [*left, entry]
    if len(left) == len(entries):
        raise Refused("refusal-not-there", {"entry": shown_name(entry)})
    return left


def _artefacts(text: CharterText, name: str, asked: Asked, *, remove: bool) -> str:
    held = text.artefacts()
    names = _changed([each["name"] for each in held], name, remove=remove)
    kept = [each for each in held if each["name"] in names and each["name"] != name]
    if not remove:
        link = asked.said["link"]
        kept.append({"name": name} | ({"link": link} if link else {}))
    return f"[{', '.join(map(_table, kept))}]"


def _table(entry: dict[str, str]) -> str:
    return f"{{{', '.join(f'{key} = {json.dumps(value)}' for key, value in entry.items())}}}"


class Roles(Command):
    """Names who may sign: moderators of the charter, put into its draft."""

    name = "roles"
    role = Role.STEWARD
    staff = True
    parameters = (
        Parameter(name="add", kind=Kind.MEMBER, longest=100),
        Parameter(name="remove", kind=Kind.MEMBER, longest=100),
    )

    async def answer(self, asked: Asked) -> Answer:
        """How many may sign; or the change in the draft, which a steward signs."""
        words = asked.words
        text = CharterText(await self.behind.charters.text(asked.community))
        entries = text.entries("moderators")
        if not (asked.said["add"] or asked.said["remove"]):
            return said(words.say("roles-heading", count=len(entries)))
        if asked.said["add"]:
            member = _member(asked.said["add"])
            entries = [*entries, f"{member.platform}:{member.member}"]
        if asked.said["remove"]:
            mark = await self._mark(_member(asked.said["remove"]), asked)
            left = [each for each in entries if each != mark]
            if len(left) == len(entries):
                raise Refused("refusal-not-there", {"entry": words.say("roles-nobody")})
            entries = left
        if not entries:
            raise Refused("refusal-e10")
        charter = await write(self.behind, {"moderators": json.dumps(entries)}, asked)
        signed = await self.behind.charters.history(asked.community)
        return Card(
            heading=words.say("object-drafted"),
            sections=drafted_change(signed[-1] if signed else None, charter, asked),
            may_press=Role.MODERATOR,
        )

    async def _mark(self, member: MemberKey, asked: Asked) -> str:
        """How somebody who is in the charter already stands in its text."""
        async with self.behind.open_unit() as unit:
            known = await unit.members.known_as(asked.community, member)
            await unit.commit()
        return f"{known.platform}:{MARK}{known.member[:MARK_LENGTH]}"


def _member(said: str) -> MemberKey:
    platform, colon, member = said.partition(":")
    if not (platform and colon and member):
        raise Refused("refusal-no-member")
    return MemberKey(platform=platform, member=member)
