"""A charter as it is kept: whole, and without whoever was forgotten."""

import json
from dataclasses import replace

from bot.core.charter import Artefact
from db.charter_body import charter_body, people_in, read_charter, without


def charter(talk):
    plain = talk.framework().charter
    about = replace(
        plain.social_object,
        artefacts=(Artefact(name="the list", link="https://example.org", facet="bicycles"),),
        vocabulary=frozenset({"hub"}),
    )
    return replace(
        plain,
        social_object=about,
        norms=("Show it.",),
        values=("Slow is fine.",),
        good_conversation="One asks, another shows.",
        off_limits=("prices",),
        never=("cheap",),
        other_languages=("de",),
        helpers={"bicycles": frozenset({talk.member("ref-ana"), talk.member("ref-ben")})},
        moderators=frozenset({talk.member("ref-ana")}),
    )


def test_it_comes_back_equal_from_json(talk):
    body = json.loads(json.dumps(charter_body(charter(talk))))

    assert read_charter(talk.community, body) == charter(talk)


def test_everybody_in_it_is_found(talk):
    assert people_in(charter_body(charter(talk))) == {"ref-ana", "ref-ben"}


def test_somebody_is_taken_out_wherever_they_stand(talk):
    left = without(charter_body(charter(talk)), frozenset({"ref-ana"}))

    assert people_in(left) == {"ref-ben"}
    assert "ref-ana" not in json.dumps(left)


def test_nothing_but_people_is_taken_out(talk):
    left = read_charter(
        talk.community, without(charter_body(charter(talk)), frozenset({"ref-ana", "ref-ben"}))
    )

    nobody = replace(charter(talk), moderators=frozenset(), helpers={"bicycles": frozenset()})
    assert left == nobody
