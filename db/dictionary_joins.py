"""The data dictionary of what was linked."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.services.exporting import Leads, TableEntry
from db.dictionary_columns import at, it, never, who

_JOINS = TableEntry(
    holds="Which servers and workspaces moderators made one community, and until when",
    source="the moderators' `link` and `unlink`",
    kept="until one of the two communities is erased",
    erasure="with either community",
    left_out="it is about this house's own ears; whoever takes the talk over links anew",
    columns={
        "community": it("the community that the talk of both goes to"),
        "origin": it("the community that became part of it"),
        "joined_at": at("since when"),
        "ended_at": at("until when; empty: they still are one"),
    },
)

_ACCOUNTS = TableEntry(
    holds="Accounts on two platforms of which their owner proved that they are one person's",
    source="`link`, by a code shown in one account and entered in the other",
    kept="until the person unlinks them or is forgotten",
    erasure="`tummler forget`, of both at once",
    left_out="which accounts are one person's never leaves the house",
    columns={
        "community": it("the community it holds in"),
        "ref": who("the account"),
        "person": who("the first of the person's accounts"),
        "platform": it("where the account is"),
        "sealed_id": never(
            "the platform's id, sealed", "names and ids of members never leave", Leads.A_PERSON
        ),
        "linked_at": at("when they were linked"),
    },
)

JOINS: Mapping[str, TableEntry] = MappingProxyType({"joins": _JOINS, "accounts": _ACCOUNTS})
"""Communities that are one, and accounts that are one person's."""
