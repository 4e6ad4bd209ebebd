"""Makes quiet rooms of a busy one, for few rooms are as busy as the channel the linker learns from.

Only some conversations of a day are kept, and the time between messages is stretched.
"""

from random import Random

from bot.language.evaluation.irc_days import LABELLED_FROM, Day, Line

KEPT = (0.05, 0.5)
"""Between these shares of a day's conversations are kept."""
STRETCHED = (1, 2, 4, 8)


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
