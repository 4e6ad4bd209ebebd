"""Writes the pages, and parts of pages, that say what the code says; tests hold them equal."""
# ruff: noqa: INP001 - a script beside the pages it writes, never imported as a package

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import timedelta
from pathlib import Path

from bot.cli.errors import BadDate, BadMapping, NoSuchRoom, SettingsWrong, UnknownZone, exit_code
from bot.core.errors import TummlerError
from bot.core.reasons import Reason
from bot.digest.layers import part_name
from bot.digest.words import Words
from bot.doctor.examination import CHECKS
from bot.metrics import load_metrics
from bot.metrics.base import (
    POOLED_WEEKS,
    POOLS_COMPARED,
    PRIOR_WEEKS,
    SMALLEST_CELL,
    USUAL_WEEKS,
    Metric,
)
from bot.metrics.statistics.shrinkage import CONFIDENCE, FEWEST_WEEKS
from bot.past import DemoRefused, NothingUsable
from bot.platforms.exports._archive import UnsafeArchive
from bot.platforms.exports._irc_shapes import BadPattern
from bot.platforms.exports._lines import SwollenFile
from bot.platforms.exports._times import UnknownTimeFormat
from bot.platforms.exports.base import NoSuchFormat, NothingToRead, NotThisFormat, UnknownFormat
from bot.platforms.exports.formats import known_formats
from bot.platforms.exports.irc_log import ZoneMissing
from bot.platforms.exports.problems import Fault
from bot.platforms.exports.table import MappingIncomplete, MappingMisfit
from bot.platforms.exports.tummler_jsonl import OtherSchema
from bot.practices import load_practices
from bot.practices.base import Mode, Practice
from bot.services.commands import command_kinds
from bot.services.commands.base import Command
from bot.services.exporting import dictionary_page
from db.dictionary import DICTIONARY
from prompts import phrases

DOCS = Path(__file__).parent
MADE = "<!-- Made by docs/generate.py from the code; change the code, then run it. -->"
BLOCK = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
DESIGN_NOTE = re.compile(r"\(?(?:metrics|practices)\.md, ([AB]-\d+)\)?")

ERRORS: tuple[type[TummlerError], ...] = (
    UnknownFormat,
    NoSuchFormat,
    NotThisFormat,
    BadMapping,
    MappingIncomplete,
    MappingMisfit,
    ZoneMissing,
    BadPattern,
    UnknownZone,
    BadDate,
    NoSuchRoom,
    OtherSchema,
    UnknownTimeFormat,
    NothingToRead,
    UnsafeArchive,
    SwollenFile,
    NothingUsable,
    DemoRefused,
    SettingsWrong,
)
"""What a person can read when an archive is not taken in, in the order in which it is found out."""

AT_MOST = {
    Mode.SPEAK: "speak in public, once a person has trusted it with that",
    Mode.MODERATOR_ASSIST: "draft something for the moderators; never speak in public",
    Mode.OPT_IN: "speak to people who asked for it",
    Mode.SCHEDULED: "speak at an hour that a person has set",
    Mode.RULE: "steer what the others may do; it says nothing itself",
}


def pages() -> dict[Path, str]:
    """Every page that is made from the code, whole or in part, as it should be."""
    importing = DOCS / "import.md"
    exporting, doctor = DOCS / "export.md", DOCS / "doctor.md"
    return {
        DOCS / "metrics.md": metrics_page(),
        DOCS / "practices.md": practices_page(),
        DOCS / "commands.md": commands_page(),
        importing: filled_in(importing.read_text(encoding="utf-8")),
        exporting: filled_in(exporting.read_text(encoding="utf-8")),
        doctor: filled_in(doctor.read_text(encoding="utf-8")),
    }


CALIBRATION = """## How far ranges and arrows can be trusted

The first 30,000 messages of a public archive, freeCodeCamp's rooms on Gitter, in conversations by
the rule linker, were dealt out to weeks by lot, so that no week differs from another but by
chance; twelve times, with the seeds 0 to 11. `pytest tests/proofs/test_calibration.py -s`, which
is part of `make proofs`, does it again and prints what it finds:

- *Arrows.* Each one is false here, and one a quarter is allowed for each metric. Those of one
  week came .67 times a quarter at most (`time_to_first_human_response`, most of them in two of
  the twelve quarters), `valued_share` .58 times, `answered_rate` .33, the others less. In sixteen
  weeks, which are four pools, those over four weeks came .08 times at most.
- *Ranges.* A 90 % range of `valued_share` held the number of the whole in 87.7 % of 300 weeks,
  one of `sustained_share` in 89.7 %. With 300 weeks either may be off by 1.7 points by chance. Of
  the other metrics it is not measured.
- *Thinning.* From the whole to halves of it, `effective_speakers` went from 45.5 to 45.2, and
  `participation_gini` from .334 to .336.

Not calibrated: what is not measured in that archive or anywhere yet (`bridging_rates`,
`deliberative_quality`, `discursive_diversity`, `uptake`, `branching`, `substance`,
`derailment_exposure`, `object_affinity`), and what is about newcomers, who come only once, so
that weeks by lot are no weeks of theirs (`newcomer_reply_equity`, `newcomer_second_post`,
`newcomer_survival`).
"""


ABSENT = """## What is deliberately not here

Vanity: numbers that grow with volume, or mean something else than they seem to.

- *Gravity*, hand-set weights of how lately and how often times reach: the weights are made up,
  volume drives it, and it is a number about a person.
- *Counts of messages, and of daily or monthly active people*: how much, not how deep.
- *Counts of reactions*: a tap costs nothing, and where the button stands moves it.
- *The longest thread*: a maximum follows volume.
- *Messages for each author*: it rises when people leave.
- *Raw Gini, raw modularity, normalised entropy*: they follow the size of the sample;
  `participation_gini`, `silo_index` and `effective_speakers` are what can be compared.
- *"Engagement rate"*: nobody says of what.
- *Mean sentiment*: anger in a good cause counts against it, politeness without a cause for it.
- *A grade from 1 to 10 by a language model*: without its agreement with local people, an opinion.
"""
"""Named, so that nobody adds them."""


def metrics_page() -> str:
    """One chapter for each metric, in order of names."""
    opening = f"""{MADE}

# The metrics

Each number is about one week of a community, from Monday to Sunday by its own clock, or about the
{POOLED_WEEKS} weeks that end with it where one week has too little to say. What holds
for all of them:

- The value comes with its {_percent(CONFIDENCE)} range. Most lean a little on the community's
  own last {PRIOR_WEEKS} weeks, the more the less talk there was.
- "Usual" is the mean of the last {USUAL_WEEKS} weeks. Before there are {FEWEST_WEEKS} of them
  there is no usual value, and a change in one week is called "perhaps" unless it is large.
- A number over {POOLED_WEEKS} weeks is compared with the {POOLS_COMPARED} before it that share
  no week with it or each other, and "the second week running" then means the second
  {POOLED_WEEKS} weeks.
- Below its least sample a number is not shown: "not enough talk to say". Where it counts people,
  and fewer than {SMALLEST_CELL} stand on either side of it, it is not shown either.
- What could not be measured is "not measured", with the cause. It is never a zero.
- What rests on reading the text is marked "rough": this release reads by rules (`rules-1`), whose
  error has not been measured. Numbers of different readers are never compared.
- What bots write is left out, and a metric is about a community, never about a person.

A number such as B-04 is that of the definition in the design notes.

{CALIBRATION}"""
    chapters = [_metric_chapter(name, metric) for name, metric in load_metrics().items()]
    return "\n".join([opening, *chapters, ABSENT])


def practices_page() -> str:
    """One chapter for each practice, in order of priority; then the reasons to keep silent."""
    opening = f"""{MADE}

# The practices

A practice is a policy: it looks at a conversation and may propose one kind of move. It never acts.
Whether anything comes of a proposal is for the gates to say, and there are more of them than
practices (the last chapter). A proposal ends as a row in the ledger; one that passes every gate
waits as a draft for a moderator, or, where a level allows it, goes on by itself. `tummler run` says
what was approved, once, and asks the gates again right before; what three people want gone is taken
back.

A level that somebody gave is looked at again every quarter. Four weeks overdue, it drops by one.

Where several practices would act on the same conversation, the one that stands first here goes
first.
"""
    chapters = [_practice_chapter(practice) for practice in load_practices()]
    return "\n".join([opening, *chapters, _reasons_chapter()])


def commands_page() -> str:
    """What members and moderators may ask, and what each command takes."""
    kinds = [each for each in command_kinds() if each.slash or each.menu]
    members, staff = ([e for e in kinds if e.staff is which] for which in (False, True))
    opening = f"""{MADE}

# The commands

The same commands are answered on every surface: on a chat platform, in the local room, and by
`tummler me` for whoever runs this. There are two, `/tummler` for everybody and `/tummler-staff`
for moderators; where people type words, the second is `staff`, as in `tummler me staff queue`.
An answer is for the person alone who asked. In words, a parameter stands in its place or after
its name, as in `pause prompts for:7d`, and the id of a button presses it.

Who somebody is here is looked up at every asking. A moderator is whom the platform says so of; a
steward is whom the signed charter names, or who signed it. While moderators have silenced
everything, privacy and whatever explains is still answered.
"""
    return "\n".join(
        [
            opening,
            _commands_chapter("What everybody may ask", members),
            _commands_chapter("What moderators may ask, and stewards sign", staff),
        ]
    )


def _commands_chapter(title: str, kinds: Iterable[type[Command]]) -> str:
    rows = "\n".join(_command_row(each) for each in kinds)
    return f"""## {title}

| Command | Takes | Who | Does |
|---|---|---|---|
{rows}
"""


def _command_row(kind: type[Command]) -> str:
    words = phrases()
    called = f"`{'/tummler-staff' if kind.staff else '/tummler'} {kind.name}`"
    if not kind.slash:
        called = "menu of a message"
    elif kind.menu:
        called = f"{called}, menu of a message"
    takes = ", ".join(f"`{each.name}`" for each in kind.parameters)
    does = _cell(words.say(f"command-{kind.key()}"))
    quiet = "" if kind.while_stopped else "; not while everything is silenced"
    return f"| {called} | {takes} | {kind.role.name.lower()} | {does}{quiet} |"


def filled_in(page: str) -> str:
    """The same page with each marked block as it should be; raises KeyError for an unknown one."""
    blocks: dict[str, Callable[[], str]] = {
        "formats": _formats_block,
        "faults": _faults_block,
        "errors": _errors_block,
        "dictionary": lambda: f"{dictionary_page(DICTIONARY)}\n",
        "checks": _checks_block,
    }
    return BLOCK.sub(lambda found: found[1] + blocks[found[2]]() + found[3], page)


def _metric_chapter(name: str, metric: Metric) -> str:
    told = _paragraphs(metric)
    reads = "yes, so it is rough" if metric.reads_text else "no"
    return f"""## `{name}`

{metric.description}.

*Definition.* {_without_source(told)}

| | |
|---|---|
| More of it means | {metric.higher_means} |
| Unit | {metric.unit} |
| Looks at | {_weeks(metric)} |
| Least sample | {metric.n_min} |
| Reads the text | {reads} |
| Standing | {metric.grade.value} |{_beside(metric)}
| Source | {_noted(metric.source)} |
"""


def _beside(metric: Metric) -> str:
    """A row with what is told beside the number; nothing where that is nothing."""
    words = Words("en", "UTC")
    told = "; ".join(part_name(metric.name, part, words) for part in metric.parts)
    return f"\n| Told beside it | {told} |" if told else ""


def _weeks(metric: Metric) -> str:
    return "one week" if metric.weeks == 1 else f"{metric.weeks} weeks, the last of them its own"


def _practice_chapter(practice: Practice) -> str:
    needs = ", ".join(sorted(need.value.replace("_", " ") for need in practice.needs))
    heads = ", ".join(sorted(head.value for head in practice.heads))
    must_read = f"whether the message is: {heads}" if heads else "nothing"
    return f"""## {practice.human_name}: `{practice.key}`

{_paragraphs(practice)}

| | |
|---|---|
| The most it may ever do | {AT_MOST[practice.mode]} |
| What it needs of a platform | {needs} |
| What must have been read | {must_read} |
| How long its outcome is looked at | {_length(practice.window)} |

What a moderator may tune:

| Setting | If unset | What it is for |
|---|---|---|
{_settings_rows(practice)}

What it would say, the first of each set of wordings:

{_wordings(practice)}
"""


def _settings_rows(practice: Practice) -> str:
    settings = practice.Settings()
    rows = (
        f"| `{each.name}` | {_plain(getattr(settings, each.name))} "
        f"| {each.metadata['description']} |"
        for each in fields(settings)
    )
    return "\n".join(rows)


def _wordings(practice: Practice) -> str:
    words = phrases()
    because = words.say(f"{practice.key}-because", count=3, unit="hours")
    return "\n".join(
        f"> {words.say(f'{template}-1', because=because, volunteer='@volunteer')}\n"
        for template in practice.templates
    ).rstrip()


def _reasons_chapter() -> str:
    rows = "\n".join(f"| `{reason.name}` | {reason.value} |" for reason in Reason)
    return f"""## Why it speaks or keeps silent

A closed list. The gates ask in this order; the first that says no is the reason that is written
down, and the others are asked all the same. The first two are the only ways of saying yes. The
last three come after a yes. `HELD_OUT` is the coin of an experiment that a person has signed, and
`NOT_WORTH_IT` is asked only of a practice whose plan has learned: [experiments.md](experiments.md).

| In the ledger | In words |
|---|---|
{rows}
"""


def _formats_block() -> str:
    rows = "\n".join(
        f"| `{reader.name}` | {reader.looks_like} | {'; '.join(reader.cannot_tell)} |"
        for reader in sorted(known_formats(), key=lambda reader: reader.name)
    )
    return f"| `--format` | Recognised by | What it cannot tell |\n|---|---|---|\n{rows}\n"


def _faults_block() -> str:
    return "\n".join(f"- {fault.value}" for fault in Fault) + "\n"


def _errors_block() -> str:
    rows = (f"| {_cell(str(error))} | {exit_code(error)} |" for error in map(_blank, ERRORS))
    return "| What it says | Exit |\n|---|---|\n" + "\n".join(rows) + "\n"


def _checks_block() -> str:
    rows = "\n".join(
        f"| {check.id} | {check.group.value} | {check.about} | {'yes' if check.mend else 'no'} |"
        for check in CHECKS
    )
    return f"| Check | Group | What should hold | `--fix` |\n|---|---|---|---|\n{rows}\n"


def _blank(kind: type[TummlerError]) -> TummlerError:
    """An error of this kind whose fields name themselves, as in {file}."""
    if not is_dataclass(kind):
        return kind()
    return kind(**{each.name: f"{{{each.name}}}" for each in fields(kind)})


def _cell(text: str) -> str:
    # Angle brackets would be taken for HTML, and a bar for the end of the cell.
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("|", "\\|")


def _paragraphs(thing: object) -> str:
    """The docstring of its class, with the numbers of design notes in place of file names."""
    return _noted(inspect.getdoc(type(thing)) or "")


def _noted(text: str) -> str:
    return DESIGN_NOTE.sub(r"(\1)", text)


def _without_source(text: str) -> str:
    """Without the closing sentence on sources, which has a row of its own."""
    return re.sub(r"\s*\bSource: .*\Z", "", text, flags=re.DOTALL)


def _plain(value: object) -> str:
    return _length(value) if isinstance(value, timedelta) else str(value)


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _length(length: timedelta) -> str:
    minutes = length // timedelta(minutes=1)
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"


def write(made: Iterable[tuple[Path, str]]) -> None:
    """Write each page to its place."""
    for path, text in made:
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(pages().items())
