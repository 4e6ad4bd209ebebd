"""The data dictionary of what moderators write themselves, to be said at an hour."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.own_posts import OwnPostStatus
from bot.services.exporting import Leads, TableEntry
from db.dictionary_columns import COMMUNITY, at, it, never, which, who

_OWN_POSTS = TableEntry(
    holds="One row for each post that a moderator wrote and set for an hour",
    source="the moderators' `post`",
    kept="90 days after its end; its words until it is said or cancelled, else 72 hours after that",
    erasure="`tummler forget` of whoever wrote it; after 90 days the sweep",
    left_out="two houses would say the same post; whoever takes the talk over sets theirs anew",
    columns={
        "community": COMMUNITY,
        "id": it("its name"),
        "ref": who("who wrote it"),
        "platform": it("where who wrote it is known"),
        "sealed_id": never(
            "the platform's id, sealed", "names and ids of members never leave", Leads.A_PERSON
        ),
        "channel_id": it("the channel it is for, as in `channels.id`"),
        "at": at("when it was to be said"),
        "written": never("its words, sealed", "people's words stay here"),
        "status": it("how far it came", "", *(each.value for each in OwnPostStatus)),
        "sent": which("what was sent; empty: nothing"),
        "ended_at": at("when it was said or given up; empty: not yet"),
    },
)

OWN_POSTS: Mapping[str, TableEntry] = MappingProxyType({"own_posts": _OWN_POSTS})
"""What moderators set for an hour."""
