"""Makes other rooms of a busy one where people call names, for few are like the one learned from.

In a quiet one only some conversations of a day are kept, and the time between messages is
stretched. In a hushed one hardly anybody is called by name. In an echoing one other people come
later with the same words, and answer one another, not those who said them first.
"""

from dataclasses import replace
from random import Random

from bot.language.evaluation.irc_days import LABELLED_FROM, Day, Line, silenced

KEPT = (0.05, 0.5)
"""Between these shares of a day's conversations are kept."""
STRETCHED = (1, 2, 4, 8)
ECHOED, AFTER = 0.5, (5, 60)
"""So many conversations of an echoing room are held again, so many minutes after their end."""
HUSHED = 0.9
"""So many of the lines of a hushed room lose the names in them."""


def quietened(day: Day, seed: int) -> Day:
    """The day's labelled part as it would read in a quiet room; the same seed gives the same.

    A message whose parent is not in that part has no gold.
    """
    draw = Random(f"{seed} {day.name} quiet")  # noqa: S311  # no secret is drawn
    share, factor = draw.uniform(*KEPT), draw.choice(STRETCHED)
    talk = _talks(day)
    kept = {each for each in sorted(set(talk.values())) if draw.random() < share}
    chosen = [place for place, each in talk.items() if each in kept]
    moved = {place: LABELLED_FROM + number for number, place in enumerate(chosen)}
    lines: list[Line | None] = [None] * LABELLED_FROM
    lines.extend(_later(day.lines[place], factor) for place in chosen)
    gold = {
        moved[place]: frozenset(moved[p] for p in day.gold.get(place, ()) if p in moved)
        for place in chosen
    }
    return Day(name=f"{day.name} quiet {seed}", digest=day.digest, lines=tuple(lines), gold=gold)


def hushed(day: Day, seed: int) -> Day:
    """The day with few of its calls by name; the same seed gives the same."""
    draw = Random(f"{seed} {day.name} hushed")  # noqa: S311  # no secret is drawn
    lines = tuple(
        unnamed if draw.random() < HUSHED else line
        for line, unnamed in zip(day.lines, silenced(day).lines, strict=True)
    )
    return replace(day, name=f"{day.name} hushed", lines=lines)


def echoed(day: Day, seed: int) -> Day:
    """The day with some conversations once more, held by others when the first is over."""
    draw = Random(f"{seed} {day.name} echo")  # noqa: S311  # no secret is drawn
    talk = _talks(day)
    later: dict[int, int] = {}
    for each in sorted(set(talk.values())):
        minutes = [_minute(day, place) for place, of in talk.items() if of == each]
        if draw.random() < ECHOED:
            later[each] = max(minutes) - min(minutes) + draw.randint(*AFTER)
    told = [(_minute(day, place), place, False) for place in talk]
    told += [(_minute(day, p) + later[of], p, True) for p, of in talk.items() if of in later]
    moved = {each[1:]: LABELLED_FROM + number for number, each in enumerate(sorted(told))}
    lines: list[Line | None] = [*day.lines[:LABELLED_FROM]]
    for minute, place, echo in sorted(told):
        line = day.lines[place]
        lines.append(_by_others(line, minute) if echo and line is not None else line)
    gold = {
        at: frozenset(moved[p, echo] for p in day.gold.get(place, ()) if (p, echo) in moved)
        for (place, echo), at in moved.items()
    }
    return replace(day, name=f"{day.name} echoed", lines=tuple(lines), gold=gold)


def _minute(day: Day, place: int) -> int:
    line = day.lines[place]
    return 0 if line is None else line.minute


def _by_others(line: Line, minute: int) -> Line:
    words = [f"{w}_" if w[1:] in line.mentions else w for w in line.text.split()]
    mentions = tuple(f"{name}_" for name in line.mentions)
    return Line(minute=minute, author=f"{line.author}_", mentions=mentions, text=" ".join(words))


def _talks(day: Day) -> dict[int, int]:
    """By labelled line of a person, the first line of its conversation."""
    talk: dict[int, int] = {}
    for place in range(LABELLED_FROM, len(day.lines)):
        if day.lines[place] is not None:
            parents = [p for p in day.gold.get(place, ()) if p in talk and p != place]
            talk[place] = talk[min(parents)] if parents else place
    return talk


def _later(line: Line | None, factor: int) -> Line | None:
    if line is None:
        return None
    return Line(
        minute=line.minute * factor, author=line.author, mentions=line.mentions, text=line.text
    )
