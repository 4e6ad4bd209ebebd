"""The counts of one reading: what an export held, and what became of it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

KEPT_NAMES = 200
"""So many names of unknown fields are told apart; an archive may use ids as field names."""

OTHER_NAMES = "(others)"

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_.:-]{1,40}")


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of the latest reading; whole once it has come to its end.

    `records`: everything looked at. `kept`: messages handed on. `skipped`: records not handed on as
    messages, by reason; those that could not be used are named like their Fault. `duplicates`:
    records whose message was already there; `shared`: those of them that stand in another room, so
    that they may be other messages under one id. `orphans`: replies to a message that the archive
    does not hold; they are kept. `missing_replies`: announced by their threads, yet absent. `late`:
    messages handed on after younger ones. `announced`: records that the files say they hold, of
    those that say it; `checked`: records that were found in these. `anonymous`: reactions of which
    the archive does not say whose they are; they are not handed on. `files_left`: files not opened,
    by reason. `unknown`: fields and kinds that the reader does not use, by name.
    """

    files: int = 0
    records: int = 0
    kept: int = 0
    automated: int = 0
    reactions: int = 0
    edited: int = 0
    duplicates: int = 0
    shared: int = 0
    orphans: int = 0
    missing_replies: int = 0
    late: int = 0
    announced: int = 0
    checked: int = 0
    anonymous: int = 0
    people: int = 0
    first: datetime | None = None
    last: datetime | None = None
    skipped: Counter[str] = field(default_factory=Counter[str])
    files_left: Counter[str] = field(default_factory=Counter[str])
    unknown: Counter[str] = field(default_factory=Counter[str])

    def saw_unknown(self, name: object) -> None:
        """Count a field or kind by its name; a name that may be a person's words is not kept."""
        plain = name if isinstance(name, str) and _PLAIN_NAME.fullmatch(name) else OTHER_NAMES
        if plain not in self.unknown and len(self.unknown) >= KEPT_NAMES:
            plain = OTHER_NAMES
        self.unknown[plain] += 1

    def keep(self, at: datetime, *, automated: bool) -> None:
        """Count a message that is handed on."""
        self.kept += 1
        self.automated += automated
        if self.last is None or self.first is None:
            self.first = self.last = at
        elif at >= self.last:
            self.last = at
        else:
            self.late += 1
            self.first = min(at, self.first)
