"""The data dictionary of charters, prompts and what members wish for."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.services.exporting import Leads, TableEntry
from db.dictionary_columns import COMMUNITY, at, it, never, who

_CHARTER_DRAFTS = TableEntry(
    holds="The charter that is being written, one for each community; it steers nothing",
    source="`tummler charter edit`",
    kept="until it is signed or dropped",
    erasure="with the community; whoever is forgotten is taken out of it",
    left_out="nobody has signed it",
    columns={
        "community": COMMUNITY,
        "body": never(
            "what it says, its helpers and moderators by their keyed hashes",
            "nobody has signed it",
            Leads.A_PERSON,
        ),
        "based_on": it("the signed version it was written upon; 0: none"),
        "written_at": at("when it was last written"),
    },
)

_DEPARTURES = TableEntry(
    holds="Who has left and not come back, of those of whom anything is held",
    source="intake",
    kept="90 days; then the sweep forgets the member",
    erasure="`tummler forget`, and by itself after 90 days",
    left_out="who has left is let go of where they were",
    columns={
        "community": COMMUNITY,
        "ref": who("the member"),
        "platform": it("where the member is known"),
        "sealed_id": never(
            "the platform's id, sealed", "names and ids of members never leave", Leads.A_PERSON
        ),
        "left_at": at("when they left"),
    },
)

_PROMPT_USES = TableEntry(
    holds="Which discussion prompt was used when, and whether two people talked upon it",
    source="`tummler prompts take` and delivery",
    kept="13 months",
    erasure="with the community",
    columns={
        "community": COMMUNITY,
        "key": it("what tells this use from others"),
        "prompt": it("which prompt, and which version of it"),
        "artefact": it("about what, as the charter names it; empty: about nothing of its own"),
        "used_at": at("when"),
        "exchange": it("whether two people answered each other upon it; empty: not known yet"),
    },
)

_PROMPT_WORDINGS = TableEntry(
    holds="Keyed hashes of our own wordings, so that none is used twice within 60 days",
    source="`tummler prompts take` and delivery",
    kept="60 days",
    erasure="with the community",
    left_out="it opens with this store's key only, and tells nothing anywhere else",
    columns={
        "community": COMMUNITY,
        "wording": it("the hash of the words, without links, case and signs", "keyed hash"),
        "said_at": at("when they were last used"),
    },
)

WISHES: Mapping[str, TableEntry] = MappingProxyType(
    {
        "departures": _DEPARTURES,
        "charter_drafts": _CHARTER_DRAFTS,
        "prompt_uses": _PROMPT_USES,
        "prompt_wordings": _PROMPT_WORDINGS,
    }
)
"""The tables of this page, in an order in which their rows can be taken back."""
