"""What a surface may offer while somebody types a parameter: facets, practices, rooms, reasons."""

from collections.abc import Mapping

from bot.core.cards import Option
from bot.core.display import shown_name
from bot.core.reasons import Reason
from bot.core.unit_of_work import OpenUnit
from bot.services.commands.base import Asked, Parameter, Source
from bot.services.commands.rooms import rooms_seen

MOST = 25
"""As many as Discord shows."""


class Suggesting:
    """Completes what somebody types. `practices`: the human name of each, by its key."""

    def __init__(self, open_unit: OpenUnit, practices: Mapping[str, str]) -> None:
        self._open_unit = open_unit
        self._practices = practices

    async def of(self, parameter: Parameter, typed: str, asked: Asked) -> tuple[Option, ...]:
        """What fits what was typed, at most `MOST`, those that begin with it first."""
        if parameter.choices:
            found = [Option(value=each, label=each) for each in parameter.choices]
        else:
            found = await self._looked_up(parameter.source, asked)
        bare = typed.casefold().removeprefix("#")
        fitting = [each for each in found if bare in each.label.casefold()]
        fitting.sort(key=lambda each: not each.label.casefold().removeprefix("#").startswith(bare))
        return tuple(fitting[:MOST])

    async def _looked_up(self, source: Source | None, asked: Asked) -> list[Option]:
        match source:
            case Source.PRACTICES:
                pairs = [(key, asked.words.term(named)) for key, named in self._practices.items()]
            case Source.REASONS:
                pairs = [(each.name.lower().replace("_", "-"), each.value) for each in Reason]
            case Source.FACETS:
                pairs = [(each, each) for each in await self._facets(asked)]
            case Source.ROOMS:
                pairs = [(each, each) for each in await self._rooms(asked)]
            case None:
                pairs = []
        return [Option(value=value, label=shown_name(label)) for value, label in pairs]

    async def _facets(self, asked: Asked) -> tuple[str, ...]:
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(asked.community)
            await unit.commit()
        return framework.charter.social_object.facets if framework else ()

    async def _rooms(self, asked: Asked) -> list[str]:
        return sorted((await rooms_seen(self._open_unit, asked)).values())
