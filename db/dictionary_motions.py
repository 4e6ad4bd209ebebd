"""The data dictionary of what members propose, and of the votes on it."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.motions import About, Ruled, Vote
from bot.services.exporting import TableEntry
from db.dictionary_columns import COMMUNITY, at, it, never, which, who

_NUMBER = it("its number in the community")

_MOTIONS = TableEntry(
    holds="One row for each proposal of a member",
    source="`/tummler propose`, and the menu of a message",
    kept="13 months; its words and its people for 90 days",
    erasure="`tummler forget` of whoever proposed it; after 90 days the sweep",
    columns={
        "community": COMMUNITY,
        "number": _NUMBER,
        "about": it("what it is for", "", *(each.value for each in About)),
        "text": never("what they propose, sealed", "people's words stay here"),
        "message": which("the message that is proposed as an example; empty: none"),
        "ref": who("who proposed it; empty: 90 days have passed"),
        "platform": it("where who proposed it is known"),
        "opened_at": at("when it was proposed"),
        "ruled": it("where it stands", "", *(each.value for each in Ruled)),
        "decided_by": who("who decided; empty: nobody, forgotten, or 90 days have passed"),
        "decided_at": at("when that was; empty: not yet"),
        "because": never("why it was decided so, sealed", "people's words stay here"),
    },
)

_VOTES = TableEntry(
    holds="One row for each vote on a proposal",
    source="`/tummler vote`",
    kept="13 months; whose it is for 90 days",
    erasure="`tummler forget`; after 90 days the sweep",
    columns={
        "id": it("their order; of this export only"),
        "community": COMMUNITY,
        "number": _NUMBER,
        "ref": who("who voted; empty: 90 days have passed"),
        "platform": it("where who voted is known"),
        "vote": it("what they said", "", *(each.value for each in Vote)),
        "at": at("when they said so"),
    },
)

MOTIONS: Mapping[str, TableEntry] = MappingProxyType({"motions": _MOTIONS, "votes": _VOTES})
"""What members propose and vote."""
