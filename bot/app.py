"""The composition root: the only module that knows every concrete class."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.core.capabilities import Capability
from bot.core.clock import ManualClock
from bot.core.events import Event
from bot.core.ids import ChannelKey
from bot.core.privacy import Retention
from bot.language.linker import RuleLinker
from bot.language.rules import RuleReader
from bot.language.templates import TemplateDrafter
from bot.metrics import load_metrics
from bot.platforms.ahead import events_ahead
from bot.platforms.exports.base import Export, Selection
from bot.practices import load_practices
from bot.services.deliberation import Deliberation
from bot.services.digest import WeeklyDigest
from bot.services.history import BATCH, History
from bot.services.intake import Intake
from bot.services.living import Living
from bot.services.measuring import Measuring
from bot.services.noticing import Granted, Noticing
from bot.services.outcomes import Outcomes
from bot.services.pipeline import Pipeline
from bot.services.reading import Reading
from bot.services.rewinding import Rewinding
from bot.services.thinking import Thinking
from bot.services.threading import Threading
from bot.services.ticking import Ticking
from bot.services.wording import VoiceCheck
from db.migrate import SchemaState, pending, upgrade
from db.session import open_engine
from db.unit_of_work import Store
from db.vault import Vault, master_key

KEY_FILE = "master.key"
STORE_FILE = "tummler.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The wired application: services over one store."""

    store: Store
    intake: Intake
    reading: Reading
    pipeline: Pipeline
    ticking: Ticking
    measuring: Measuring
    digest: WeeklyDigest
    rewinding: Rewinding
    thinking: Thinking
    schema: SchemaState

    def living(self) -> Living:
        """Live events through this house, one unit of work each."""
        return Living(self.store.unit, self.pipeline, self.ticking)

    def history(self, clock: ManualClock | None = None, batch: int = BATCH) -> History:
        """Past events through this house, in units of work of so many events."""
        return History(self.store.stretch, self.pipeline, self.ticking, clock, batch)

    def ahead(self, export: Export, asked: Selection) -> Generator[Event]:
        """The events of an export, parsed and read on another core where that is worth it."""
        return events_ahead(export, asked, RuleReader, self.reading.hear)


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def _key(folder: Path) -> bytes:
    nothing_sealed = next(folder.glob("*.sqlite"), None) is None
    return master_key(folder / KEY_FILE, may_make=nothing_sealed)


def everything_granted(_channel: ChannelKey) -> frozenset[Capability]:
    """What a simulated platform grants: everything; a replay asks no platform."""
    return frozenset(Capability)


@asynccontextmanager
async def open_house(
    *,
    folder: Path,
    database: str = STORE_FILE,
    retention: Retention,
    granted: Granted = everything_granted,
    measure_from: datetime | None = None,
    lasting: bool = True,
) -> AsyncGenerator[House]:
    """Open a house on a database file in a folder, migrating it first; closes it at the end.

    `measure_from`: weeks before it are not measured. `lasting`: as in `open_engine`. Raises
    KeyMissing, KeyUnreadable, SealBroken and StoreIsNewer.
    """
    _make(folder)
    vault = Vault(_key(folder))
    engine = open_engine(f"sqlite+aiosqlite:///{folder / database}", lasting=lasting)
    try:
        schema = await upgrade(engine)
        linker, reader, practices = RuleLinker(), RuleReader(), load_practices()
        store = Store(engine, vault, linker.look_back)
        deliberation = Deliberation(practices, Noticing(granted), TemplateDrafter(VoiceCheck()))
        measuring = Measuring(
            tuple(load_metrics().values()), linker=linker.version, reader=reader.model
        )
        ticking = Ticking(deliberation, Outcomes(practices), measuring, retention, measure_from)
        intake, reading = Intake(), Reading(reader)
        names = {practice.key: practice.human_name for practice in practices}
        yield House(
            store=store,
            intake=intake,
            reading=reading,
            pipeline=Pipeline(
                intake=intake,
                reading=reading,
                threading=Threading(linker),
                deliberation=deliberation,
                ticking=ticking,
                retention=retention,
            ),
            ticking=ticking,
            measuring=measuring,
            digest=WeeklyDigest(store.unit, measuring),
            rewinding=Rewinding(store.views, names),
            thinking=Thinking(store.views, names),
            schema=schema,
        )
    finally:
        await engine.dispose()


async def schema_of(folder: Path, *, upgrading: bool) -> SchemaState:
    """Where the database of a folder stands; with `upgrading`, where it stood before that."""
    _make(folder)
    if upgrading:
        _key(folder)
    engine = open_engine(f"sqlite+aiosqlite:///{folder / STORE_FILE}")
    try:
        return await (upgrade if upgrading else pending)(engine)
    finally:
        await engine.dispose()
