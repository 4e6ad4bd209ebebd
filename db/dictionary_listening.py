"""The data dictionary of what is listened to."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.services.exporting import TableEntry
from db.dictionary_columns import COMMUNITY, at, it, where
from db.dictionary_installations import INSTALLATIONS
from db.dictionary_joins import JOINS

_HERE = "it is about this house's own ears; whoever takes the talk over chooses anew"
_PLATFORM = it("the platform")
_SPACE = where("the server or workspace")

_LISTENING = TableEntry(
    holds="One row for each channel that a moderator chose to have heard; no other is stored",
    source="`tummler connect`",
    kept="until it is left out again",
    erasure="with the community",
    left_out=_HERE,
    columns={
        "community": COMMUNITY,
        "platform": _PLATFORM,
        "space": _SPACE,
        "channel": where("the channel"),
        "chosen_at": at("since when"),
        "words_from": at("since when words are read: when the time for objections was over"),
        "announced": where("members were told of it; empty: nobody said where"),
    },
)

_WATERMARKS = TableEntry(
    holds="How far each channel and thread was heard: by the last message's own number",
    source="intake, with the message itself",
    kept="until the channel is left out",
    erasure="with the community",
    left_out=_HERE,
    columns={
        "community": COMMUNITY,
        "platform": _PLATFORM,
        "space": _SPACE,
        "place": where("the channel or thread"),
        "channel": where("the channel that it is or belongs to"),
        "position": it("the greatest number of a message that was heard"),
        "at": at("when it moved"),
    },
)

_DEAFNESS = TableEntry(
    holds="When a server, or a channel of it, could not be heard, and when that was made good",
    source="the connection to the platform",
    kept="until the community is erased",
    erasure="with the community",
    left_out=_HERE,
    columns={
        "community": COMMUNITY,
        "platform": _PLATFORM,
        "space": _SPACE,
        "channel": where("the channel; empty: all of them"),
        "started_at": at("when the last was heard before it"),
        "ended_at": at("when something was heard again"),
        "level_at": at("when what was said meanwhile had been fetched; empty: not yet"),
    },
)

LISTENING: Mapping[str, TableEntry] = MappingProxyType(
    {
        "listening": _LISTENING,
        "watermarks": _WATERMARKS,
        "deafness": _DEAFNESS,
        **JOINS,
        **INSTALLATIONS,
    }
)
"""What is listened to, how far, when it was not, what was linked, and who let it in."""
