"""The data dictionary: what every column of every table means, and whether it may leave the house.

A table or column that is not named here is neither exported nor taken back, `tummler doctor` says
so, and a test fails.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.conversations import LinkSource
from bot.core.interventions import Audience
from bot.core.measurements import Age
from bot.core.posts import PostStatus
from bot.core.reasons import Reason
from bot.core.trial import Arm
from bot.services.exporting import ColumnEntry, Leads, TableEntry
from db.dictionary_columns import COMMUNITY as _COMMUNITY
from db.dictionary_columns import at as _at
from db.dictionary_columns import it as _it
from db.dictionary_columns import never as _never
from db.dictionary_columns import where as _where
from db.dictionary_columns import which as _which
from db.dictionary_columns import who as _who
from db.dictionary_listening import LISTENING
from db.dictionary_trust import TRUST
from db.dictionary_wishes import WISHES

_SHARE = "0 to 1"
_LINKABLE = "90 days, then the hash is taken out"
_WORDS = "members' words never leave"
_ROOM = _it("the channel, as in `channels.id`")
_TALK = _which("the conversation, by the message that opened it")

_COMMUNITIES = TableEntry(
    holds="One row for each community of this house",
    source="`tummler import`",
    kept="until the community is erased",
    erasure="`tummler erase`",
    columns={
        "id": _it("its name for the command line"),
        "name": _it("its name for people"),
        "timezone": _it("the zone in which its weeks are counted", "IANA name"),
        "data_key": _never("the community's key, wrapped by the master key", "keys never leave"),
        "founded_at": _at("when it became known here"),
    },
)

_CHANNELS = TableEntry(
    holds="One row for each channel that was heard",
    source="intake",
    kept="until the community is erased",
    erasure="with the community",
    columns={
        "id": _it("a number that other tables name it by; of this export only"),
        "community": _COMMUNITY,
        "platform": _it("where it is: a platform, or the kind of archive"),
        "space": _where("the server or workspace"),
        "channel": _where("the channel"),
        "name": _it("its name for people; empty: unknown"),
        "private": _it("whether only some may see it"),
    },
)

_MEMBERS = TableEntry(
    holds="One row for each member who ever wrote, or asked for something",
    source="intake",
    kept="until the member is forgotten",
    erasure="`tummler forget`",
    columns={
        "community": _COMMUNITY,
        "ref": _who("the member"),
        "platform": _it("where the member is known"),
        "sealed_id": _never(
            "the platform's id, sealed", "names and ids of members never leave", Leads.A_PERSON
        ),
        "first_at": _at("when they first wrote; empty: they have not yet"),
    },
)

_CONSENTS = TableEntry(
    holds="What a member allows, for those who ever said so",
    source="the member's own switches",
    kept="until the member is forgotten",
    erasure="`tummler forget`",
    columns={
        "community": _COMMUNITY,
        "ref": _who("the member"),
        "platform": _it("where the member is known"),
        "paused": _it("what is paused until when", "JSON: switch to microseconds since 1970"),
        "opt_ins": _it("what was asked for", "JSON list"),
        "topics": _never("what they offered to be asked about", "it is in a member's own words"),
        "stopped": _where("what they stopped for themselves, and in which rooms, as a JSON list"),
        "circle": _never("what they said they are to the community", "it is used in totals alone"),
    },
)

_MESSAGES = TableEntry(
    holds="One row for each message: its place in the talk and what was read of it",
    source="intake, threading and reading",
    kept="as a row until the community is erased; its people for 90 days",
    erasure="`tummler forget`; after 90 days the sweep",
    columns={
        "id": _it("the order of arrival; of this export only"),
        "community": _COMMUNITY,
        "key": _which("the message"),
        "channel_id": _ROOM,
        "thread": _where("the thread within the channel; empty: none"),
        "conversation": _TALK,
        "author": _who("who wrote; empty: deleted, forgotten, or older than 90 days"),
        "parent": _which("what it answers; empty: nothing"),
        "parent_author": _who("whom it answers; empty as for the author"),
        "source": _it("how it is known what it answers", "", *(s.value for s in LinkSource)),
        "confidence": _it("how sure that is", _SHARE),
        "linker": _it("which rules joined it to its conversation"),
        "at": _at("when it was written"),
        "edited_at": _at("when it last got other words; empty: never, or nobody told"),
        "words": _it("how many words of prose it has", "words"),
        "text": _never("the words, sealed, while they live", _WORDS),
        "reader": _it("which reader read it; empty: not read"),
        "language": _it("its language; empty: not known", "ISO 639-1"),
        "question": _it("that it asks something; empty: not measured", _SHARE),
        "thanks": _it("that it thanks somebody; empty: not measured", _SHARE),
        "distress": _it("that its author may be in distress; empty: not measured", _SHARE),
        "substance": _it("that it has more substance than its length; empty: not measured", _SHARE),
        "offer": _it("that it offers help; empty: not measured", _SHARE),
        "promise": _it("that it promises to report back; empty: not measured", _SHARE),
        "introduction": _it("that somebody introduces themselves; empty: not measured", _SHARE),
        "hostility": _it("that it is hostile, for moderators; empty: not measured", _SHARE),
        "scam": _it("that it links to a trap, for moderators; empty: not measured", _SHARE),
        "off_limits": _it("that it speaks of what the charter leaves alone; empty: not", _SHARE),
        "answer": _it("that it answers a question; empty: not measured", _SHARE),
        "encoder": _it("which encoder and social object its nearness is of; empty: not measured"),
        "affinity": _it("how near it is to the social object; empty: not measured", _SHARE),
        "facets": _it("the same for each facet, as a JSON list; empty: not measured", _SHARE),
        "continuity": _it("how near it is to what was said before; empty: not measured", _SHARE),
        "vector": _never("what it means, as a vector, sealed, while its words live", _WORDS),
        "trace": _never("what the linker looks back on, sealed, while its words live", _WORDS),
        "automated": _it("whether a bot or a webhook wrote it"),
        "own": _it("whether Tummler wrote it"),
        "gone": _it("whether it was deleted; then only its key is left"),
    },
)

_REACTIONS = TableEntry(
    holds="One row for each reaction to a message",
    source="intake",
    kept=_LINKABLE.replace("hash", "row"),
    erasure="`tummler forget`; after 90 days the sweep",
    columns={
        "community": _COMMUNITY,
        "key": _which("the message reacted to"),
        "ref": _who("who reacted"),
        "emoji": _it("with what"),
        "at": _at("when; where an archive cannot tell, when the message was written"),
    },
)

_CONVERSATIONS = TableEntry(
    holds="One row for each conversation, as it has grown",
    source="threading",
    kept="as a row until the community is erased; its people for 90 days",
    erasure="`tummler forget`; after 90 days the sweep",
    columns={
        "community": _COMMUNITY,
        "id": _TALK,
        "channel_id": _ROOM,
        "thread": _where("the thread within the channel; empty: none"),
        "opener": _who("who opened it; empty: a bot, forgotten, or older than 90 days"),
        "human": _it("whether a person opened it"),
        "opened_at": _at("when its first message was written"),
        "last_at": _at("when its last message was written"),
        "first_answer_at": _at("when another person first answered; empty: nobody yet"),
        "messages": _it("how many there are", "messages"),
        "turns": _it("how often the person speaking changed", "changes"),
        "last_speaker": _who("who spoke last; empty as for the opener"),
        "pointed_at": _at("when a moderator called it worth reading; empty: nobody did"),
    },
)

_WATCHES = TableEntry(
    holds="What is to be looked at again, and the house's own appointments",
    source="deliberation and the schedule",
    kept="until it was done",
    erasure="with the conversation",
    columns={
        "community": _COMMUNITY,
        "conversation": _which("the conversation; empty: an appointment of the house"),
        "practice": _it("for which practice, or which appointment"),
        "due_at": _at("when"),
    },
)

_LEDGER = TableEntry(
    holds="Every decision to speak or to keep silent, with its reason",
    source="deliberation",
    kept="as a row until the community is erased; whom it would have addressed for 90 days",
    erasure="`tummler forget`; after 90 days the sweep",
    columns={
        "id": _it("the order of writing; of this export only"),
        "community": _COMMUNITY,
        "at": _at("when it was decided"),
        "proposal": _which("what was proposed: practice and message"),
        "practice": _it("which practice proposed it"),
        "channel_id": _ROOM,
        "conversation": _TALK,
        "need": _which("the message that needed something"),
        "reason": _it("why it spoke or kept silent", "", *(reason.name for reason in Reason)),
        "otherwise": _it("whether it would have spoken but for the level"),
        "audience": _it("who would have seen it", "", *(audience.value for audience in Audience)),
        "addressee": _who("whom it would have asked; empty: nobody, or older than 90 days"),
        "account": _it("what it spends; empty: nothing", "", "listening", "speaking"),
        "framework": _it("under which signed version; empty: none"),
        "plan": _it("of which experiment; empty: none"),
        "position": _it("its place in the draw of that experiment"),
        "arm": _it("what the draw decided", "", *(arm.value for arm in Arm)),
        "probability": _it("how likely the draw was to act; empty: no draw", _SHARE),
        "known": _it("what was known before the draw, in numbers; empty: no draw", "JSON"),
        "because": _it("why it was proposed, in our own words"),
        "draft": _it("what it would have said, in our own words; empty: nothing was drafted"),
    },
)

_UNSPOKEN = TableEntry(
    holds="How many moments there were, by channel and hour, for which no practice had a proposal",
    source="deliberation",
    kept="until the community is erased",
    erasure="with the community",
    columns={
        "community": _COMMUNITY,
        "hour": _at("the hour"),
        "channel_id": _ROOM,
        "moments": _it("how many", "moments"),
    },
)

_WINDOWS = TableEntry(
    holds="What people did after a decision, in the time that was set beforehand",
    source="outcomes",
    kept="until the community is erased",
    erasure="with the conversation",
    columns={
        "community": _COMMUNITY,
        "proposal": _which("what was proposed: practice and message"),
        "practice": _it("which practice proposed it"),
        "conversation": _TALK,
        "need": _which("the message that needed something"),
        "arm": _it("what the draw decided; empty: no draw", "", *(arm.value for arm in Arm)),
        "opens_at": _at("when the time began"),
        "closes_at": _at("when it is over"),
        "closed_at": _at("when the outcome was taken down; empty: not yet"),
        "reached": _it("whether what the practice hopes for came about; empty: missing"),
        "missing": _it("why it is missing"),
        "human_replies": _it("how many replies by people there were", "replies"),
        "distinct_people": _it("by how many different people", "people"),
    },
)

_WEEK_VALUES = TableEntry(
    holds="What each metric said of each week",
    source="measuring",
    kept="until the community is erased",
    erasure="with the community",
    columns={
        "community": _COMMUNITY,
        "metric": _it("which metric"),
        "starts_on": _at("when the week began"),
        "age": _it("how much of what followed had been seen", "", *(age.value for age in Age)),
        "instrument": _it("linker and reader; others' numbers are never compared with it"),
        "value": _it("the number", "of the metric"),
        "low": _it("the lower end of its 90 % range", "of the metric"),
        "high": _it("the upper end of its 90 % range", "of the metric"),
        "n": _it("on how much it rests", "of the metric"),
        "outside": _it("on which side of usual its range lay; empty: no usual value", "-1, 0 or 1"),
    },
)

_DIGESTS = TableEntry(
    holds="Which weeks' digests were posted where",
    source="the weekly digest",
    kept="until the community is erased",
    erasure="with the community",
    columns={
        "community": _COMMUNITY,
        "week": _it("the ISO week", "2026-W46"),
        "surface": _it("where it is posted"),
        "status": _it("how far it came", "", *(status.value for status in PostStatus)),
        "at": _at("when it came so far"),
        "posted": _which("what was posted; empty: nothing yet"),
    },
)

_FRAMEWORKS = TableEntry(
    holds="Every signed version of what steers behaviour: charter, levels, budgets, experiments",
    source="a steward's signature",
    kept="until the community is erased",
    erasure="with the community; a signature lives as long as its version",
    columns={
        "community": _COMMUNITY,
        "version": _it("its number"),
        "body": ColumnEntry(
            meaning="what was signed, people by keyed hashes; the seeds of experiments too, which "
            "are nobody's before their end",
            unit="JSON",
            leads=Leads.A_PERSON,
        ),
        "signed_by": _who("who signed"),
        "signed_at": _at("when"),
    },
)

_RUNS = TableEntry(
    holds="How far each import has come",
    source="`tummler import`",
    kept="until everything is erased",
    erasure="with everything",
    left_out="it is about files of this machine, and tells nothing of a community",
    columns={
        "id": _it("a hash of the archive's place, size and time, and of how it is read"),
        "position": _it("how many events are done", "events"),
        "at": _at("the data's clock at that point"),
    },
)

_REQUESTS = TableEntry(
    holds="Wishes to be forgotten, and the receipts of those that were carried out",
    source="`tummler forget`",
    kept="13 months",
    erasure="with the community",
    left_out="who asked to be forgotten is nobody's business elsewhere",
    columns={
        "reference": _it("what the receipt is called"),
        "community": _COMMUNITY,
        "asked_at": _at("when it was wished"),
        "afterwards": _it("whether they are ignored from then on, or start afresh"),
        "sealed_members": _never(
            "whom it is about, sealed; empty once it is done",
            "names and ids of members never leave",
            Leads.A_PERSON,
        ),
        "receipt": _it("counts by kind, and what remains; never who it was", "JSON"),
        "done_at": _at("when the rows were gone"),
        "finished_at": _at("when the files were clean of them; empty: not yet"),
    },
)

_ERASURES = TableEntry(
    holds="The list of erasures, which a restore goes through before anything starts",
    source="`tummler forget` and `tummler erase`",
    kept="until no backup can bring back what it names; for good where somebody asked for that",
    erasure="with everything",
    left_out="who asked to be forgotten is nobody's business elsewhere",
    columns={
        "community": _COMMUNITY,
        "fingerprint": ColumnEntry(
            meaning="a keyed hash of a keyed hash", leads=Leads.A_PERSON, unit="keyed hash"
        ),
        "at": _at("when"),
        "until": _at("how long it is needed; empty: for good"),
        "receipt": _it("what the receipt is called"),
    },
)

_BACKUPS = TableEntry(
    holds="When backups were made",
    source="`tummler backup`",
    kept="until the backup is to be thrown away",
    erasure="with everything",
    left_out="it is about files of this machine, and tells nothing of a community",
    columns={
        "made_at": _at("when"),
        "until": _at("by when it is to be thrown away"),
    },
)

DICTIONARY: Mapping[str, TableEntry] = MappingProxyType(
    {
        "communities": _COMMUNITIES,
        "channels": _CHANNELS,
        "members": _MEMBERS,
        "consents": _CONSENTS,
        "messages": _MESSAGES,
        "reactions": _REACTIONS,
        "conversations": _CONVERSATIONS,
        "watches": _WATCHES,
        "ledger": _LEDGER,
        "unspoken": _UNSPOKEN,
        "windows": _WINDOWS,
        "week_values": _WEEK_VALUES,
        "digests": _DIGESTS,
        "frameworks": _FRAMEWORKS,
        **WISHES,
        **TRUST,
        **LISTENING,
        "runs": _RUNS,
        "requests": _REQUESTS,
        "erasures": _ERASURES,
        "backups": _BACKUPS,
    }
)
"""Every table, in an order in which their rows can be taken back."""
