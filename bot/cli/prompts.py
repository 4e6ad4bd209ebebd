"""`tummler prompts`: discussion prompts for moderators to use, and for communities to write."""

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import FAILED, NothingKept
from bot.cli.kept_house import spoken_for
from bot.cli.refusals import OutcomeMissing, PromptMissing, PromptUnfit
from bot.core.clock import SystemClock
from bot.core.display import shown
from bot.core.ids import CommunityId, MessageKey
from bot.core.privacy import Retention

if TYPE_CHECKING:
    from bot.app import House
    from bot.services.prompt_lint import Finding
    from bot.services.prompting import Choice, Shelf, Shelved
    from prompts.book import BrokenPrompt, Prompt

RITUAL = "standing_prompt"


class Ask(StrEnum):
    """What is to be done with the prompts."""

    LIST = "list"
    SHOW = "show"
    LINT = "lint"
    SUGGEST = "suggest"
    TAKE = "take"
    TELL = "tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What one run is asked for, as it was typed. `what`: a prompt, a file or a use."""

    what: str | None
    community: CommunityId
    practice: str
    given: dict[str, str]
    artefact: str | None
    most: int
    exchange: bool | None
    as_json: bool


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("prompts")(prompts)


def prompts(
    context: typer.Context,
    ask: Annotated[
        Ask,
        typer.Argument(
            help="list: every prompt, and how it stands here. show: one of them. lint: a file of "
            "your own. suggest: what fits now. take: fill one in and remember that it was used. "
            "tell: whether people talked upon one that was taken."
        ),
    ] = Ask.LIST,
    what: Annotated[
        str | None, typer.Argument(help="A prompt's name, a file, or the key of a use.")
    ] = None,
    *,
    community: Annotated[str, typer.Option(help="Whose; as named at import.")] = "home",
    practice: Annotated[str, typer.Option(help="For which practice.")] = RITUAL,
    message: Annotated[
        str | None,
        typer.Option(help="The link of what was written; to tell, PLATFORM/ID of what you posted."),
    ] = None,
    thread: Annotated[str | None, typer.Option(help="The link of an earlier talk.")] = None,
    artefact: Annotated[str | None, typer.Option(help="About this one, as in the charter.")] = None,
    most: Annotated[int, typer.Option(min=1, help="How many to suggest.")] = 3,
    exchange: Annotated[
        bool | None,
        typer.Option("--exchange/--nothing", help="Two people talked upon it, or nobody did."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Discussion prompts: each names something of yours, rests for 60 days, and goes when weak.

    Yours lie in the folder `prompts` of the data folder; docs/prompts.md says how to write one.
    """
    common: Common = context.obj
    given = {"message": message, "thread": thread}
    wanted = Wanted(
        what=what,
        community=CommunityId(community),
        practice=practice,
        given={name: value for name, value in given.items() if value is not None},
        artefact=artefact,
        most=most,
        exchange=exchange,
        as_json=as_json,
    )
    if ask is Ask.LINT:
        return _linted(wanted)
    for name, value in () if ask is Ask.TELL else wanted.given.items():
        if not re.fullmatch(r"https?://\S+", value):
            raise PromptUnfit(f"--{name} takes a link that begins with https://.")
    return asyncio.run(_asked(common, ask, wanted))


def _named(wanted: Wanted) -> str:
    if wanted.what is None:
        raise PromptMissing
    return wanted.what


def _linted(wanted: Wanted) -> int:
    from bot.practices import load_practices
    from bot.services.prompt_lint import filled_in, lint
    from prompts.book import BrokenPrompt, read_file

    try:
        prompt = read_file(Path(_named(wanted)))
    except BrokenPrompt as broken:
        raise PromptUnfit(str(broken)) from None
    found = lint(prompt, frozenset(each.key for each in load_practices()))
    if wanted.as_json:
        said = {"version": 1, "prompt": prompt.name, "faults": [_fault(each) for each in found]}
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return FAILED if found else 0
    for each in found:
        typer.echo(f"{prompt.name} {each.fault.value}: {shown(each.shows_in)}")
    if not found:
        typer.echo(f"{prompt.name} is fit. It would read:\n  {shown(next(filled_in(prompt)))}")
    return FAILED if found else 0


def _fault(finding: "Finding") -> dict[str, str]:
    return {"fault": finding.fault.name, "is": finding.fault.value, "shows_in": finding.shows_in}


async def _asked(common: Common, ask: Ask, wanted: Wanted) -> int:
    from bot.app import STORE_FILE, open_house  # heavy: only what is run is imported

    settings = common.settings()
    if settings.server is None and not (settings.data / STORE_FILE).exists():
        if ask in {Ask.LIST, Ask.SHOW} and not settings.data.is_dir():
            return _without_a_house(wanted, ask)
        raise NothingKept(settings.data)
    async with open_house(
        folder=settings.data,
        server=settings.server,
        retention=Retention(text=timedelta(hours=settings.text_hours)),
    ) as house:
        wanted = replace(wanted, community=spoken_for(common, house, wanted.community))
        match ask:
            case Ask.LIST:
                return await _listed(house, wanted)
            case Ask.SHOW:
                return _shown(house.prompting.shelf(), wanted)
            case Ask.TAKE:
                return await _taken(house, wanted)
            case Ask.TELL:
                return await _told(house, wanted)
            case _:
                return await _suggested(house, wanted)


def _without_a_house(wanted: Wanted, ask: Ask) -> int:
    from bot.services.prompting import Shelf
    from prompts.book import library, newest

    shelf = Shelf(prompts=newest(library()), broken=(), refused={})
    if ask is Ask.SHOW:
        return _shown(shelf, wanted)
    _print_shelf([(each, None) for each in shelf.prompts], shelf, wanted)
    return 0


async def _listed(house: "House", wanted: Wanted) -> int:
    from bot.services.prompting import NothingToName

    shelf = house.prompting.shelf()
    rows: list[tuple[Prompt, Shelved | None]] = [(each, None) for each in shelf.prompts]
    try:
        standing = await house.prompting.standing(wanted.community, SystemClock().now())
        rows = [(each.prompt, each) for each in standing]
    except NothingToName as missing:
        typer.echo(str(missing), err=True)
    _print_shelf(rows, shelf, wanted)
    return FAILED if shelf.broken or shelf.refused else 0


def _print_shelf(
    rows: Sequence[tuple["Prompt", "Shelved | None"]], shelf: "Shelf", wanted: Wanted
) -> None:
    if wanted.as_json:
        said = {
            "version": 1,
            "prompts": [_record(prompt, state) for prompt, state in rows],
            "broken": [str(each) for each in _refusals(shelf)],
        }
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return
    from bot.services.prompting import State

    here = [(p, s) for p, s in rows if s is None or s.state is not State.ELSEWHERE]
    for prompt, state in here:
        stands = ""
        if state is not None:
            stands = f"  {state.state.value}"
            if state.uses:
                stands += f"; used {state.uses}, taken up {state.exchanges}"
            if state.open:
                stands += f"; open: {', '.join(state.open)}"
        kinds = ", ".join(prompt.kinds) if len(prompt.kinds) == 1 else "any"
        typer.echo(f"{prompt.name:26} {prompt.practice:20} {kinds:10} {prompt.level:14}{stands}")
    if len(here) < len(rows):
        typer.echo(f"{len(rows) - len(here)} more are for other kinds of communities.")
    for each in _refusals(shelf):
        typer.echo(f"! {each}", err=True)


def _refusals(shelf: "Shelf") -> list["BrokenPrompt | str"]:
    said = [
        f"{name} {finding.fault.value}: {shown(finding.shows_in)}"
        for name, found in shelf.refused.items()
        for finding in found
    ]
    return [*shelf.broken, *said]


def _record(prompt: "Prompt", state: "Shelved | None") -> dict[str, object]:
    return {
        "name": prompt.name,
        "practice": prompt.practice,
        "locale": prompt.locale,
        "kinds": list(prompt.kinds),
        "level": prompt.level,
        "inputs": sorted(prompt.inputs),
        "licence": prompt.licence,
        "own": prompt.own,
        "note": prompt.note,
        "body": prompt.body,
        "state": None if state is None else state.state.name,
        "uses": None if state is None else state.uses,
        "exchanges": None if state is None else state.exchanges,
    }


def _shown(shelf: "Shelf", wanted: Wanted) -> int:
    from bot.services.prompting import NoSuchPrompt

    name = _named(wanted)
    prompt = next((each for each in shelf.prompts if name in {each.id, each.name}), None)
    if prompt is None:
        raise NoSuchPrompt(name)
    if wanted.as_json:
        typer.echo(json.dumps(_record(prompt, None), ensure_ascii=False, indent=2))
        return 0
    whose = "your own" if prompt.own else "ships with Tummler"
    typer.echo(f"{prompt.name}  ({whose}, {prompt.licence})")
    typer.echo(f"  for {prompt.practice}, aims at {prompt.level}; {', '.join(prompt.kinds)}")
    typer.echo(f"  {shown(prompt.note)}\n\n  {shown(prompt.body)}")
    return 0


async def _suggested(house: "House", wanted: Wanted) -> int:
    found = await house.prompting.suggest(
        wanted.community, wanted.practice, SystemClock().now(), wanted.given, wanted.most
    )
    if wanted.as_json:
        said = {"version": 1, "suggestions": [_choice(each) for each in found]}
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
    for each in () if wanted.as_json else found:
        typer.echo(f"{each.prompt.name}  {each.prompt.note}\n  {shown(each.text)}\n")
    if not found:
        typer.echo("Nothing fits now: everything rests, or the charter names too little.", err=True)
        return FAILED
    return 0


def _choice(choice: "Choice") -> dict[str, object]:
    return {"name": choice.prompt.name, "artefact": choice.artefact, "text": choice.text}


async def _taken(house: "House", wanted: Wanted) -> int:
    use, choice = await house.prompting.take(
        wanted.community, _named(wanted), SystemClock().now(), wanted.given, wanted.artefact
    )
    if wanted.as_json:
        said = {"version": 1, "key": use.key, **_choice(choice)}
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return 0
    typer.echo(shown(choice.text))
    typer.echo(
        f"\nPost it as yourself, in your own words if you like. After two days: tummler prompts "
        f"tell {use.key} --message PLATFORM/ID sees whether two people talked upon it; or say so "
        "yourself, with --exchange or --nothing",
        err=True,
    )
    return 0


async def _told(house: "House", wanted: Wanted) -> int:
    key = _named(wanted)
    if wanted.exchange is not None:
        await house.prompting.tell(wanted.community, key, exchange=wanted.exchange)
        typer.echo("Noted.")
        return 0
    if "message" not in wanted.given:
        raise OutcomeMissing
    platform, _, message = wanted.given["message"].partition("/")
    asked = MessageKey(platform=platform, community=wanted.community, message=message)
    exchange = await house.prompting.look(wanted.community, key, asked, SystemClock().now())
    typer.echo("Two people talked upon it. Noted." if exchange else "Nobody did. Noted.")
    return 0
