"""The words in which the data dictionary says what a column is."""

from bot.services.exporting import ColumnEntry, Leads

UTC = "ISO 8601 in UTC, to the microsecond"


def it(meaning: str, unit: str = "", *choices: str) -> ColumnEntry:
    """Something that leads to nobody; `choices`: the only values there are."""
    return ColumnEntry(meaning=meaning, unit=unit, choices=frozenset(choices))


def at(meaning: str) -> ColumnEntry:
    """A moment."""
    return ColumnEntry(meaning=meaning, unit=UTC)


def who(meaning: str) -> ColumnEntry:
    """A member, by the keyed hash."""
    return ColumnEntry(meaning=meaning, unit="keyed hash", leads=Leads.A_PERSON)


def which(meaning: str) -> ColumnEntry:
    """A message, by the platform's own id."""
    return ColumnEntry(meaning=meaning, unit="platform/id", leads=Leads.A_MESSAGE)


def where(meaning: str) -> ColumnEntry:
    """A place, by the platform's own id."""
    return ColumnEntry(meaning=meaning, leads=Leads.A_PLACE)


def never(meaning: str, why: str, leads: Leads = Leads.NOBODY) -> ColumnEntry:
    """Something that no export holds, and why."""
    return ColumnEntry(meaning=meaning, leads=leads, left_out=why)


COMMUNITY = it("the community it belongs to, as named at import")
