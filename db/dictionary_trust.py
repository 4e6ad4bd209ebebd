"""The data dictionary of standings, drafts, feedback, and what moderators labelled."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.feedback import Felt
from bot.core.reasons import Reason
from bot.core.reviews import Choice, Label, ReviewStatus
from bot.core.trust import Rung
from bot.services.exporting import TableEntry
from db.dictionary_columns import COMMUNITY, at, it, never, which, who
from db.dictionary_incidents import INCIDENTS
from db.dictionary_moderation import MODERATION
from db.dictionary_motions import MOTIONS
from db.dictionary_own_posts import OWN_POSTS

_ROOM = it("the channel, as in `channels.id`")
_PRACTICE = it("the practice")
_DECIDED = who("who decided; empty: nobody has, they were forgotten, or 90 days have passed")

_STANDINGS = TableEntry(
    holds="One row each time somebody moved, stopped or froze a practice, or it stepped down",
    source="`tummler trust`, members' controls and the alarms of experiments",
    kept="until the community is erased; who decided it, until they are forgotten",
    erasure="with the community; who is forgotten is taken out of it",
    columns={
        "id": it("their order; of this export only"),
        "community": COMMUNITY,
        "practice": it("the practice; *: all of them"),
        "channel_id": it("the channel, as in `channels.id`; empty: everywhere"),
        "rung": it("how far it is trusted", "", *(str(rung.value) for rung in Rung)),
        "stopped": it("whether it was switched off"),
        "frozen_until": at("until when it is frozen after a 'not helpful'; empty: it is not"),
        "at": at("since when"),
        "platform": it("where the one who decided is known; empty: nobody, or forgotten"),
        "decided_by": who("who decided; empty: it stepped down by itself, or they were forgotten"),
        "because": it("on what evidence, in our own words"),
    },
)

_REVIEWS = TableEntry(
    holds="One row for each draft that was to be sent, by a person or with a person's leave",
    source="restraint and `tummler review`",
    kept="until the community is erased; its people for 90 days",
    erasure="`tummler forget`; after 90 days the sweep",
    columns={
        "community": COMMUNITY,
        "id": it("its name in the queue"),
        "proposal": it("what was proposed"),
        "practice": _PRACTICE,
        "channel_id": _ROOM,
        "conversation": which("the conversation, by the message that opened it"),
        "need": which("the message that waited"),
        "addressee": who("whom it would have addressed; empty: nobody"),
        "body": it("the rest of the proposal, in keys and counts", "JSON"),
        "draft": it("what it would say, in our own words; empty: no wording was left"),
        "edited": never("a moderator's own words, sealed, until sent", "people's words stay here"),
        "declined": never("why it was declined, in their words", "people's words stay here"),
        "status": it("where it stands", "", *(each.value for each in ReviewStatus)),
        "submitted_at": at("when it was drafted"),
        "expires_at": at("by when it is too late"),
        "decided_by": _DECIDED,
        "decided_at": at("when that was; empty: not yet"),
        "choice": it("what they chose; empty: nothing", "", *(each.value for each in Choice)),
        "withheld": it("what refused in the last moment", "", *(each.name for each in Reason)),
        "sent": which("what was sent; empty: nothing"),
    },
)

_LABELS = TableEntry(
    holds="What a person said of a moment: say, don't say, too late",
    source="`tummler review`",
    kept="until the community is erased; who said so, for 90 days",
    erasure="with the community; who is forgotten is taken out of it",
    columns={
        "community": COMMUNITY,
        "proposal": it("what was proposed"),
        "moment": at("when it was decided on"),
        "practice": _PRACTICE,
        "channel_id": _ROOM,
        "label": it("what they said", "", *(each.value for each in Label)),
        "decided_by": _DECIDED,
        "at": at("when they said so"),
    },
)

_FEEDBACK = TableEntry(
    holds="What a member said of a line of the bot's, by a button below it",
    source="the buttons Helpful, Not now, Not helpful, Stop here, and Withdraw this message",
    kept="until the community is erased; who said so, for 90 days",
    erasure="`tummler forget`; after 90 days the sweep",
    columns={
        "id": it("their order; of this export only"),
        "community": COMMUNITY,
        "review": it("the draft that the line was"),
        "practice": _PRACTICE,
        "channel_id": _ROOM,
        "felt": it("what they said", "", *(each.value for each in Felt)),
        "ref": who("who said so; empty: 90 days have passed"),
        "at": at("when they said so"),
    },
)

_AUDIT_LABELS = TableEntry(
    holds="Whether two moderators found a drawn conversation worth reading; not who they are",
    source="`tummler audit`",
    kept="13 months",
    erasure="with the community",
    columns={
        "community": COMMUNITY,
        "quarter": it("the quarter it was drawn for", "such as 2026-Q4"),
        "conversation": which("the conversation, by the message that opened it"),
        "first": it("whether the first moderator said yes"),
        "second": it("whether the second moderator said yes"),
        "at": at("when both had said so"),
    },
)

TRUST: Mapping[str, TableEntry] = MappingProxyType(
    {
        "standings": _STANDINGS,
        "reviews": _REVIEWS,
        "labels": _LABELS,
        "feedback": _FEEDBACK,
        "audit_labels": _AUDIT_LABELS,
        **MODERATION,
        **INCIDENTS,
        **MOTIONS,
        **OWN_POSTS,
    }
)
"""The tables of this page, in an order in which their rows can be taken back."""
