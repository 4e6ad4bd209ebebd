"""The checks of what is not part of this version: each is named, with what it waits for."""

from collections.abc import Sequence

from bot.doctor.base import Check, Group, Looking, Patient, Seen

_WAITS: tuple[tuple[Group, str, tuple[tuple[str, str], ...]], ...] = (
    (
        Group.SLACK,
        "a token that reads an app's own configuration, which Tummler never asks for",
        (("S07", "the app is as its manifest says"),),
    ),
    (Group.SLACK, "a later version", (("S08", "commands answer in time"),)),
    (
        Group.RUNNING,
        "several processes on one store, which this version does not have",
        (("R09", "partitions do not overlap"),),
    ),
    (Group.WEB, "sign-in to the pages", (("W02", "a key to sign with is set"),)),
    (Group.WEB, "mail", (("W03", "mail can be sent, and stopped"),)),
)


def _until(what: str) -> Looking:
    async def look(_patient: Patient) -> Sequence[Seen]:
        return [Seen.waiting(what)]

    return look


CHECKS = tuple(
    Check(id=name, group=group, about=about, look=_until(what))
    for group, what, checks in _WAITS
    for name, about in checks
)
