"""Reply links where nobody is called by name: whether they lead to whom people had in mind.

In freecodecamp-gitter people often say with an at sign whom they answer. All of that is taken out
of the talk; then a link is held against what was taken out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from bot.language.evaluation.figures import Asked, Figure, interval
from bot.language.evaluation.folding import Decided, by_rules, fold, previous
from bot.language.evaluation.gitter import read_rooms
from bot.language.evaluation.irc_days import Day, Line
from bot.language.links_net import shipped
from bot.language.links_room import WINDOW

MESSAGES = 40_000
"""Of rooms drawn until there are so many: enough for an interval of about a point."""
FEWEST = 50
"""Messages of a room that is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Of one room: messages that called exactly one person who wrote within the hour; how many of
    their links lead to a message of that person, and how many to that person's last one.
    """

    called: int
    person: int
    message: int


class NameCalling:
    """Every way of linking, in the same rooms."""

    name = "name_calling"
    title = "Reply links without name-calling"
    needs = ("freecodecamp-gitter",)

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Raises ModelDamaged."""
        net = shipped()
        rooms = _drawn(read_rooms(asked.data), asked.seed)
        ways = {
            "previous message": [_agreement(room, previous(_silent(room))) for room in rooms],
            "rules-1": [_agreement(room, by_rules(_silent(room))) for room in rooms],
            "links-3": [_agreement(room, fold(_silent(room), net)) for room in rooms],
            "links-3, called by name": [_agreement(room, fold(room, net)) for room in rooms],
        }
        for model, found in ways.items():
            yield from _told(model, found, asked)


def _drawn(rooms: dict[str, list[Line]], seed: int) -> tuple[Day, ...]:
    names = sorted(name for name, lines in rooms.items() if len(lines) >= FEWEST)
    Random(seed).shuffle(names)  # noqa: S311  # no secret is drawn
    drawn: list[Day] = []
    for name in names:
        if sum(len(day.lines) for day in drawn) < MESSAGES:
            drawn.append(Day(name=name, digest=0, lines=tuple(rooms[name]), gold={}))
    return tuple(drawn)


def _silent(room: Day) -> Day:
    lines = tuple(None if line is None else _unnamed(line) for line in room.lines)
    return Day(name=room.name, digest=0, lines=lines, gold={})


def _unnamed(line: Line) -> Line:
    text = line.text
    for name in line.mentions:
        text = text.replace(f"@{name}", "")
    return Line(minute=line.minute, author=line.author, mentions=(), text=text.strip())


def _agreement(room: Day, decided: dict[int, Decided]) -> Agreement:
    called = person = message = 0
    for place, answered in _called(room):
        called += 1
        parent = decided[place].parent
        line, wanted = room.lines[parent], room.lines[answered]
        if parent != place and line is not None and wanted is not None:
            person += line.author == wanted.author
            message += parent == answered
    return Agreement(called=called, person=person, message=message)


def _called(room: Day) -> Iterator[tuple[int, int]]:
    """Each line that calls one person who is there, and that person's last line."""
    last: dict[str, int] = {}
    for place, line in enumerate(room.lines):
        if line is None:
            continue
        there = [last[name] for name in line.mentions if name in last]
        if len(line.mentions) == 1 and there:
            answered = room.lines[there[0]]
            if answered is not None and line.minute - answered.minute <= WINDOW:
                yield place, there[0]
        last[line.author] = place


def _told(model: str, found: Sequence[Agreement], asked: Asked) -> Iterator[Figure]:
    for metric, share in (("same person, %", _persons), ("same message, %", _messages)):
        low, high = interval([each for each in found if each.called], share, asked)
        yield Figure(
            table="name_calling",
            split=f"{len(found)} rooms",
            model=model,
            metric=metric,
            ours=share(found),
            low=low,
            high=high,
            n=sum(each.called for each in found),
            convention="messages that called one person present; a weak sign of what was answered",
            source="freecodecamp-gitter",
            tag="measured",
        )


def _persons(found: Sequence[Agreement]) -> float:
    return 100 * sum(each.person for each in found) / sum(each.called for each in found)


def _messages(found: Sequence[Agreement]) -> float:
    return 100 * sum(each.message for each in found) / sum(each.called for each in found)


TASK = NameCalling()
