"""What the demo town and two other made-up communities are for, read from the files beside it."""

import tomllib
from datetime import time
from importlib.resources import files
from typing import TypedDict, cast

from bot.core.charter import Charter, ObjectKind, QuietHours, SocialObject
from bot.core.ids import CommunityId


class _Hours(TypedDict):
    start: time
    end: time


class _File(TypedDict):
    community: str
    kind: str
    purpose: str
    facets: list[str]
    artefacts: list[str]
    vocabulary: list[str]
    norms: list[str]
    tone: str
    language: str
    timezone: str
    quiet_hours: _Hours
    never: list[str]


def town_charter() -> Charter:
    """The charter of the demo town: a way of living, baking bread at home."""
    return _charter("bread")


def example_charters() -> tuple[Charter, Charter]:
    """Charters of the two other kinds, without talk: an identity and a cause."""
    return _charter("language"), _charter("river")


def _charter(name: str) -> Charter:
    source = files("bot.platforms.parlour") / "town" / "charters" / f"{name}.toml"
    told = cast("_File", tomllib.loads(source.read_text(encoding="utf-8")))
    return Charter(
        community=CommunityId(told["community"]),
        social_object=SocialObject(
            kind=ObjectKind(told["kind"]),
            purpose=told["purpose"],
            facets=tuple(told["facets"]),
            artefacts=tuple(told["artefacts"]),
            vocabulary=frozenset(told["vocabulary"]),
        ),
        norms=tuple(told["norms"]),
        tone=told["tone"],
        language=told["language"],
        timezone=told["timezone"],
        quiet_hours=QuietHours(**told["quiet_hours"]),
        never=tuple(told["never"]),
    )
