"""The data dictionary of what was seen on servers, beside what people said there."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.automod import RuleKind
from bot.core.incidents import Cause, Did, Told
from bot.services.exporting import Leads, TableEntry
from db.dictionary_columns import COMMUNITY, at, it, never, where, who

_SERVER = where("the server or workspace")

_ARRIVALS = TableEntry(
    holds="How many joined within ten minutes; of who joined nothing is kept",
    source="the platform's list of members, or the notes of it in a room that is heard",
    kept="28 days, and until the next one joins",
    erasure="with the community",
    columns={
        "community": COMMUNITY,
        "platform": it("where it is"),
        "space": _SERVER,
        "at": at("when the ten minutes began"),
        "joined": it("how many joined; 0: from then on it is counted"),
    },
)

_INCIDENTS = TableEntry(
    holds="One row for each flood of people who join, and each time that a rule of the platform's "
    "own held something back in a room that is heard",
    source="the platform",
    kept="90 days; what was held back for 72 hours",
    erasure="`tummler forget` of whose it was; the sweep",
    columns={
        "community": COMMUNITY,
        "id": it("its name"),
        "platform": it("where it is"),
        "space": _SERVER,
        "cause": it("what was seen", "", *(each.value for each in Cause)),
        "at": at("when it began"),
        "until": at("when it was seen last"),
        "joined": it("how many joined; 0: it is of a rule"),
        "told": it(
            "how joins were told; empty: it is of a rule", "", *(each.value for each in Told)
        ),
        "channel_id": it("where a rule applied, as in `channels.id`; empty: nowhere"),
        "ref": who("whose it was that a rule held back; empty: of people who joined"),
        "sealed_id": never(
            "the platform's id, sealed", "names and ids of members never leave", Leads.A_PERSON
        ),
        "words": never("what was held back, sealed", "people's words stay here"),
        "rule": it("the rule, by the platform's own id"),
        "kind": it("what it is against", "", *(each.value for each in RuleKind)),
        "did": it(f"what it did, of {', '.join(each.value for each in Did)}; empty: nobody acted"),
        "settled_at": at("when a moderator put it away; empty: it waits"),
    },
)

INCIDENTS: Mapping[str, TableEntry] = MappingProxyType(
    {"arrivals": _ARRIVALS, "incidents": _INCIDENTS}
)
"""What was seen on servers."""
