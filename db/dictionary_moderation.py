"""The data dictionary of what is laid before moderators, and of what they did."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.moderation import ActKind, ActStatus, Cause
from bot.services.exporting import Leads, TableEntry
from db.dictionary_columns import COMMUNITY, at, it, never, which, who

_ROOM = it("the channel, as in `channels.id`")
_PLATFORM = it("where it is")
_WORDS_STAY = "people's words stay here"

_ALERTS = TableEntry(
    holds="One row for each message that a member, or the house, laid before the moderators",
    source="`/tummler flag`, the menu of a message, and a link that looks like a trap",
    kept="90 days; what was said of it for 72 hours",
    erasure="`tummler forget` of whoever wrote the message, or laid it before them; the sweep",
    columns={
        "community": COMMUNITY,
        "id": it("its name"),
        "message": which("the message"),
        "channel_id": _ROOM,
        "ref": never(
            "who laid it before them; empty: they were forgotten, or the house",
            "who did is told to moderators alone",
            Leads.A_PERSON,
        ),
        "platform": _PLATFORM,
        "sealed_id": never(
            "the platform's id, sealed", "names and ids of members never leave", Leads.A_PERSON
        ),
        "words": never("what they said of it, sealed", _WORDS_STAY),
        "at": at("when they did"),
        "settled_at": at("when a moderator put it away; empty: it waits"),
        "cause": it("why it lies there", "", *(each.value for each in Cause)),
        "author": who("who wrote the message; empty: nobody knows it any more"),
    },
)

_ACTS = TableEntry(
    holds="One row for each act of a moderator, without a word of whoever it was done to",
    source="`/tummler-staff alerts`",
    kept="13 months; its people, and why, for 90 days",
    erasure="`tummler forget` of whoever it was done to, or did it; after 90 days the sweep",
    columns={
        "community": COMMUNITY,
        "id": it("its name"),
        "alert": it("what it was about, as in `alerts.id`"),
        "kind": it("what was done", "", *(each.value for each in ActKind)),
        "message": which("the message it was about; empty: whoever wrote it was forgotten"),
        "channel_id": _ROOM,
        "platform": _PLATFORM,
        "because": never("the moderator's reason, sealed", _WORDS_STAY),
        "decided_by": who("who did it; empty: they were forgotten, or 90 days have passed"),
        "at": at("when"),
        "status": it("how far it came", "", *(each.value for each in ActStatus)),
        "seconds": it("how long a time-out was, or the time between messages", "seconds"),
        "ref": who("whom it was done to; empty: nobody, forgotten, or 90 days have passed"),
        "before": never("what an undo brings back", _WORDS_STAY),
        "undone_by": who("who took it back; empty: nobody, forgotten, or 90 days have passed"),
        "undone_at": at("when that was; empty: it was not"),
        "author": who("who wrote what it was about; empty: nobody, or 90 days have passed"),
    },
)

MODERATION: Mapping[str, TableEntry] = MappingProxyType({"alerts": _ALERTS, "acts": _ACTS})
"""What is laid before moderators, and what they did."""
