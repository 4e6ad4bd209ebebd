"""Errors of the house; the docstring is the message, the fields are keys and counts, never text."""

from dataclasses import dataclass, fields, is_dataclass

from bot.core.display import shown


class TummlerError(Exception):
    """Something the house promised did not hold."""

    def __str__(self) -> str:
        said = " ".join((type(self).__doc__ or "").split())
        if not is_dataclass(self):
            return said
        # A field may be what a stranger's archive calls something, and this reaches a terminal.
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return said.format(
            **{name: shown(v) if isinstance(v, str) else v for name, v in values.items()}
        )


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
