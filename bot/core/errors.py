"""Errors of the house; the docstring is the message, the fields are keys and counts, never text."""

from dataclasses import dataclass, fields, is_dataclass


class TummlerError(Exception):
    """Something the house promised did not hold."""

    def __str__(self) -> str:
        said = " ".join((type(self).__doc__ or "").split())
        if not is_dataclass(self):
            return said
        return said.format(**{f.name: getattr(self, f.name) for f in fields(self)})


@dataclass(eq=False)  # errors are compared by identity
class NaiveTime(TummlerError):
    """A time without a zone was given as {what}; every time in the house is aware and in UTC."""

    what: str


@dataclass(eq=False)
class OutOfRange(TummlerError):
    """{what} is {value}; it must lie between {low} and {high}."""

    what: str
    value: float
    low: float
    high: float
