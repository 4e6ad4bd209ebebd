"""A charter as it is kept, signed or not: JSON without anybody's plain id."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from bot.core.charter import Artefact, Charter, ObjectKind, QuietHours, SocialObject
from bot.core.ids import CommunityId, MemberKey
from db.rows import FORGOTTEN

Body = dict[str, Any]


def charter_body(charter: Charter) -> Body:
    """What is written of a charter; its people stand as platform and keyed hash."""
    about = charter.social_object
    return {
        "object": {
            "kind": about.kind.value,
            "purpose": about.purpose,
            "facets": about.facets,
            "artefacts": [
                {"name": each.name, "link": each.link, "facet": each.facet}
                for each in about.artefacts
            ],
            "vocabulary": sorted(about.vocabulary),
        },
        "values": charter.values,
        "norms": charter.norms,
        "tone": charter.tone,
        "good_conversation": charter.good_conversation,
        "off_limits": charter.off_limits,
        "never": charter.never,
        "language": charter.language,
        "other_languages": charter.other_languages,
        "timezone": charter.timezone,
        "quiet_hours": [
            charter.quiet_hours.start.isoformat(),
            charter.quiet_hours.end.isoformat(),
        ],
        "helpers": {facet: _people(some) for facet, some in charter.helpers.items()},
        "moderators": _people(charter.moderators),
    }


def read_charter(community: CommunityId, body: Mapping[str, Any]) -> Charter:
    """The charter again; whoever was forgotten since is nobody in it."""
    about = body["object"]
    start, end = body["quiet_hours"]
    return Charter(
        community=community,
        social_object=SocialObject(
            kind=ObjectKind(about["kind"]),
            purpose=about["purpose"],
            facets=tuple(about["facets"]),
            artefacts=tuple(Artefact(**each) for each in about["artefacts"]),
            vocabulary=frozenset(about["vocabulary"]),
        ),
        norms=tuple(body["norms"]),
        tone=body["tone"],
        language=body["language"],
        timezone=body["timezone"],
        quiet_hours=QuietHours(start=time.fromisoformat(start), end=time.fromisoformat(end)),
        never=tuple(body["never"]),
        values=tuple(body["values"]),
        good_conversation=body["good_conversation"],
        off_limits=tuple(body["off_limits"]),
        other_languages=tuple(body["other_languages"]),
        helpers={facet: _members(some) for facet, some in body["helpers"].items()},
        moderators=_members(body["moderators"]),
    )


def people_in(body: Mapping[str, Any]) -> frozenset[str]:
    """The keyed hashes of everybody whom a charter's body names."""
    lists = [body["moderators"], *body["helpers"].values()]
    return frozenset(ref for some in lists for _, ref in some) - {FORGOTTEN}


def without(body: Body, refs: frozenset[str]) -> Body:
    """The same body with these people taken out of it."""

    def left(some: list[list[str]]) -> list[list[str]]:
        return [[platform, ref] for platform, ref in some if ref not in refs]

    helpers = {facet: left(some) for facet, some in body["helpers"].items()}
    return {**body, "helpers": helpers, "moderators": left(body["moderators"])}


def _people(some: frozenset[MemberKey]) -> list[list[str]]:
    return sorted([each.platform, each.member] for each in some)


def _members(some: list[list[str]]) -> frozenset[MemberKey]:
    return frozenset(MemberKey(platform=platform, member=ref) for platform, ref in some)
