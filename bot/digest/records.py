"""The report as plain records for `--json`: numbers, our words, ids of messages, no one's text."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from bot.digest.report import SCHEMA, DigestReport

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def to_json(report: DigestReport) -> dict[str, Plain]:
    """The report as dicts and lists that any JSON writer takes; `schema` names the shape.

    Field names are those of report.py and measurements.py. An estimate carries its `state`: known,
    too_few, not_measured or hidden.
    """
    record = cast("dict[str, Plain]", _plain(report))
    return {"schema": SCHEMA, **record}


_STATES = {
    "Known": "known",
    "TooFew": "too_few",
    "NotMeasured": "not_measured",
    "Hidden": "hidden",
}


def _plain(value: object) -> Plain:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        record = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        state = _STATES.get(type(value).__name__)
        return record if state is None else {"state": state, **record}
    if isinstance(value, tuple):
        return [_plain(each) for each in cast("tuple[object, ...]", value)]
    raise TypeError(type(value).__name__)
