"""The composition root: the only module that knows every concrete class."""

from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.capabilities import Capabilities
from bot.core.clock import ManualClock, SystemClock
from bot.core.events import Event
from bot.core.ids import MessageKey
from bot.core.nearness import Nearness
from bot.core.ports import Clock, Encoder, Linker, Reader
from bot.core.privacy import Retention
from bot.core.readings import LinkerChoice, ReaderChoice
from bot.language.encoder import EncoderChoice, NoEncoder, ThreadedEncoder, encoder_of
from bot.language.letting_go import LettingGo
from bot.language.linker import RuleLinker
from bot.language.linkers import linker_of
from bot.language.nearness import ENGLISH, EncodedNearness
from bot.language.readers import FallenBack, reader_type
from bot.language.templates import TemplateDrafter
from bot.metrics import load_metrics
from bot.platforms.ahead import Aside, MakeReader, events_ahead
from bot.platforms.exports.base import Export, Selection
from bot.practices import load_practices
from bot.services.attending import Attending, Wait, by_the_machine
from bot.services.chartering import Chartering
from bot.services.commands.base import Behind
from bot.services.commands.counter import Counter
from bot.services.commands.opening import counter_of
from bot.services.deliberation import Deliberation
from bot.services.digest import WeeklyDigest
from bot.services.experimenting import Experimenting
from bot.services.experiments import Experiments
from bot.services.feedback import Feedback
from bot.services.history import BATCH, History
from bot.services.homes import Homes, learned
from bot.services.intake import Intake
from bot.services.linking import Linking
from bot.services.living import Living
from bot.services.measuring import Measuring
from bot.services.moderating import Moderating, ToolsOf, no_tools
from bot.services.nearing import Nearing, since_when
from bot.services.noticing import Granted, Moderates, Noticing, everything_granted
from bot.services.outcomes import Outcomes
from bot.services.pipeline import Pipeline
from bot.services.privacy import Privacy
from bot.services.prompt_draws import PromptDraws
from bot.services.prompting import Prompting
from bot.services.reading import Reading
from bot.services.relating import Relating
from bot.services.relinking import Relinking
from bot.services.rewinding import Rewinding
from bot.services.rituals import Rituals
from bot.services.series import Series
from bot.services.stepping_down import SteppingDown
from bot.services.thinking import Thinking
from bot.services.threading import Threading
from bot.services.ticking import Ticking
from bot.services.trusted import Trust, trust_of
from bot.services.weaving import Weaving
from bot.services.wishes import Wishes
from bot.services.wording import VoiceCheck
from db.journal import JOURNAL_FILE, Journal
from db.lock import occupied
from db.migrate import SchemaState, pending, upgrade
from db.postgres import door_to, drop
from db.runner import Runner
from db.scrubbing import Scrub, StillBeingRead
from db.session import open_store, replays_on
from db.unit_of_work import Store
from db.vault import Vault, master_key

log = structlog.get_logger()
KEY_FILE = "master.key"
STORE_FILE = "tummler.sqlite"
PROMPTS = "prompts"
"""The folder of a community's own prompts, in the data folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The wired application: services over one store."""

    store: Store
    intake: Intake
    reading: Reading
    make_reader: MakeReader
    encoder: Encoder
    pipeline: Pipeline
    ticking: Ticking
    measuring: Measuring
    digest: WeeklyDigest
    series: Series
    rewinding: Rewinding
    thinking: Thinking
    privacy: Privacy
    charters: Chartering
    prompting: Prompting
    wishes: Wishes
    feedback: Feedback
    counter: Counter
    experimenting: Experimenting
    experiments: Experiments
    trust: Trust
    schema: SchemaState
    homes: Homes

    def living(self) -> Living:
        """Live events through this house, one unit of work each."""
        return Living(self.store.unit, self.pipeline, self.ticking)

    def attending(
        self,
        capabilities: Capabilities,
        link: Callable[[MessageKey], str],
        clock: Clock,
        wait: Wait = by_the_machine,
    ) -> Attending:
        """What a living platform hands its events to; `link`: where a message of it stands."""
        delivery = self.trust.deliver(capabilities, link, clock)
        return Attending(self.living(), delivery, clock, wait, rests=self.homes.rests)

    def history(self, clock: ManualClock | None = None, batch: int = BATCH) -> History:
        """Past events through this house, in units of work of so many events."""
        return History(self.store.stretch, self.pipeline, self.ticking, clock, batch)

    def ahead(
        self, export: Export, asked: Selection, at_hand: Aside | None = None
    ) -> Generator[Event]:
        """The events of an export, parsed and read on another core where that is worth it.

        `at_hand`: a process that stands by for it, with the reader of this house.
        """
        heard = self.reading.hear
        return events_ahead(export, asked, self.make_reader, heard, at_hand=at_hand)


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


async def _key(folder: Path, engine: AsyncEngine) -> bytes:
    nothing_sealed = not _files(folder, "*.sqlite")
    if nothing_sealed and engine.dialect.name != "sqlite":
        nothing_sealed = (await pending(engine)).found is None
    return master_key(folder / KEY_FILE, may_make=nothing_sealed)


@asynccontextmanager
async def open_house(
    *,
    folder: Path,
    database: str = STORE_FILE,
    server: str | None = None,
    retention: Retention,
    granted: Granted = everything_granted,
    moderates: Moderates | None = None,
    listed: bool = False,
    measure_from: datetime | None = None,
    clock: Clock | None = None,
    encoder: EncoderChoice | ThreadedEncoder | None = None,
    lasting: bool = True,
    reader: ReaderChoice = ReaderChoice.HEADS,
    linker: LinkerChoice = LinkerChoice.RULES,
    homes: Homes | None = None,
    tools: ToolsOf = no_tools,
) -> AsyncGenerator[House]:
    """Open a house on a database file in a folder, migrating it first; closes it at the end.

    `server`: the address of a PostgreSQL database, in which a schema stands for that file; the key
    stays in the folder. Wishes to be forgotten that were left half done are done first.
    `measure_from`: weeks before it are not measured. `clock`: the machine's if unset. `encoder`:
    which one to have, or one that is closed with the house; without it, or without its weights,
    what needs it is not measured. `moderates` asks the platform who may moderate. `listed`: nothing
    is said but in rooms that they chose. `reader`: who says what a text is; rules, and nothing is
    said, where heads are damaged. `linker`: who tells what answers what. `homes`: what was linked.
    `tools`: what moderators may do through us on a platform. `lasting`: as in `open_engine`.
    Raises LocalUnavailable, KeyMissing, KeyUnreadable, SealBroken, StoreIsNewer, FolderInUse,
    StoreTaken, the errors of `db.postgres`, and ModelDamaged where the learned linker is asked for.
    """
    _make(folder)
    now = (clock or SystemClock()).now
    with occupied(folder / database, now()):
        engine = open_store(folder, database, server, lasting=lasting)
        async with (
            _encoding(encoder) as encodes,
            _open(
                folder,
                engine,
                retention,
                noticing_with=partial(Noticing, granted, moderates=moderates, listed=listed),
                measure_from=measure_from,
                lasting=lasting,
                encoder=encodes,
                nearness=_nearness(encodes, encoder),
                make_reader=reader_type(reader),
                linker=linker_of(linker),
                homes=homes or Homes(),
                tools=tools,
            ) as house,
        ):
            try:
                await house.privacy.carry_out(now())
            except StillBeingRead:
                log.warning("erasing_not_finished", store=database)
            yield house


@asynccontextmanager
async def _encoding(
    chosen: EncoderChoice | ThreadedEncoder | None,
) -> AsyncGenerator[ThreadedEncoder | NoEncoder]:
    encoder = encoder_of(chosen) if isinstance(chosen, EncoderChoice) else chosen or NoEncoder()
    try:
        yield encoder
    finally:
        await encoder.close()


def _nearness(encoder: Encoder, chosen: EncoderChoice | ThreadedEncoder | None) -> Nearness | None:
    """What measures nearness with this encoder; None: without weights nothing does.

    A model of the operator's own is taken to read what their people write.
    """
    if isinstance(encoder, NoEncoder):
        return None
    own = isinstance(chosen, EncoderChoice) and chosen.local is not None
    return EncodedNearness(encoder, None if own else ENGLISH)


def _measuring(linker: Linker, reader: Reader) -> Measuring:
    # A linker that reads words cannot tell anew who answers whom once the words are gone.
    wordless = isinstance(linker, RuleLinker)
    return Measuring(
        tuple(load_metrics().values()),
        linker=linker.version,
        reader=reader.model,
        relinking=Relinking(linker=linker, look_back=linker.look_back) if wordless else None,
    )


@asynccontextmanager
async def _open(
    folder: Path,
    engine: AsyncEngine,
    retention: Retention,
    *,
    noticing_with: Callable[..., Noticing],
    measure_from: datetime | None,
    lasting: bool,
    encoder: Encoder,
    nearness: Nearness | None,
    make_reader: MakeReader,
    linker: Linker,
    homes: Homes,
    tools: ToolsOf,
) -> AsyncGenerator[House]:
    async with _running(engine) as runner:
        vault = Vault(await _key(folder, engine))
        await runner.take()
        schema = await upgrade(engine, passing=not lasting)
        reader, practices = make_reader(), load_practices()
        store = Store(runner, vault, linker.look_back)
        await learned(homes, store.unit)
        nearing = Nearing(nearness, since_when(measure_from))
        near, safe = nearness is not None, isinstance(reader, FallenBack)
        noticing = noticing_with(
            nearing=nearing, relating=Relating(nearness), near=near, safe_mode=safe
        )
        names = {practice.key: practice.human_name for practice in practices}
        prompting = Prompting(store.unit, frozenset(names), folder / PROMPTS)
        book = PromptDraws(prompting.prompts, VoiceCheck())
        deliberation = Deliberation(practices, noticing, TemplateDrafter(VoiceCheck()), book)
        measuring, stepping = _measuring(linker, reader), SteppingDown(looks_again=lasting)
        looking = (deliberation, Outcomes(practices), measuring)
        ticking = Ticking(*looking, retention, measure_from, stepping_down=stepping)
        intake, reading, files = Intake(homes), Reading(reader), LettingGo(Scrub(engine), encoder)
        pipeline = Pipeline(
            intake=intake,
            reading=reading,
            threading=Threading(linker, nearing),
            deliberation=deliberation,
            ticking=ticking,
            retention=retention,
            nearing=nearing,
        )
        trust = trust_of(store.unit, practices, deliberation, noticing, homes)
        wishes = Wishes(store.unit, tuple(names), homes)
        behind = Behind(
            open_unit=store.unit,
            wishes=wishes,
            feedback=Feedback(store.unit, wishes, trust.ladder),
            privacy=Privacy(store.unit, files, Journal(folder / JOURNAL_FILE), retention, homes),
            charters=Chartering(store.unit),
            ladder=trust.ladder,
            reviews=trust.reviews,
            budget=trust.budget,
            answered=trust.answered,
            experimenting=Experimenting(store.unit, practices),
            experiments=Experiments(store.unit),
            digest=WeeklyDigest(store.unit, measuring, names),
            rituals=Rituals(store.unit),
            practices=names,
            take=Living(store.unit, pipeline, ticking).receive,
            linking=Linking(store.unit, homes),
            homes=homes,
            weaving=Weaving(store.unit, deliberation),
            moderating=Moderating(store.unit, tools, homes),
        )
        yield House(
            store=store,
            intake=intake,
            reading=reading,
            make_reader=make_reader,
            encoder=encoder,
            pipeline=pipeline,
            ticking=ticking,
            measuring=measuring,
            digest=behind.digest,
            series=Series(store.unit, measuring),
            rewinding=Rewinding(store.views, names),
            thinking=Thinking(store.views, names),
            privacy=behind.privacy,
            charters=behind.charters,
            wishes=wishes,
            counter=counter_of(behind),
            prompting=prompting,
            experimenting=behind.experimenting,
            experiments=behind.experiments,
            trust=trust,
            feedback=behind.feedback,
            schema=schema,
            homes=homes,
        )


@asynccontextmanager
async def _running(engine: AsyncEngine) -> AsyncGenerator[Runner]:
    runner = Runner(engine)
    try:
        yield runner
    finally:
        await runner.close()
        await engine.dispose()


def door_of(server: str | None) -> tuple[str, int] | None:
    """Host and port of a store beyond this machine's files; None: there is no such store.

    Raises AddressWrong.
    """
    return None if server is None else door_to(server)


async def stores_of(folder: Path, server: str | None) -> list[tuple[str, str | None]]:
    """Every store that may hold somebody, by name and server, as `open_house` takes them.

    The lasting store first, then what is left of replays; the demo town is nobody's. Raises the
    errors of `db.postgres`.
    """
    there = [] if server is None else [(name, server) for name in await replays_on(server)]
    replays = [(name, None) for name in _files(folder, "replay-*.sqlite")]
    return [(STORE_FILE, server), *there, *replays]


def _files(folder: Path, pattern: str) -> list[str]:
    return sorted(path.name for path in folder.glob(pattern))


async def remove_store(folder: Path, database: str, server: str | None) -> None:
    """Remove a store that was made for a while; raises the errors of `db.postgres`."""
    if server is None:
        for part in ("", "-wal", "-shm", ".lock"):
            (folder / f"{database}{part}").unlink(missing_ok=True)
        return
    engine = open_store(folder, database, server)
    try:
        await drop(engine)
    finally:
        await engine.dispose()


async def schema_of(folder: Path, server: str | None = None, *, upgrading: bool) -> SchemaState:
    """Where the store of a folder stands; with `upgrading`, where it stood before that."""
    _make(folder)
    engine = open_store(folder, STORE_FILE, server)
    try:
        if upgrading:
            await _key(folder, engine)
        return await (upgrade if upgrading else pending)(engine)
    finally:
        await engine.dispose()
