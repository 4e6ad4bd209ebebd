from dataclasses import replace

import numpy as np
import pytest

from bot.core.charter import ObjectKind, SocialObject
from bot.core.readings import EncoderMissing
from bot.language.encoder import NoEncoder, ThreadedEncoder
from bot.language.fake import FakeEncoder
from bot.language.nearness import EncodedNearness

BREAD = SocialObject(
    kind=ObjectKind.LIFESTYLE,
    purpose="baking bread at home with grain from nearby",
    facets=("sourdough starters", "flour and grain", "ovens and crust"),
)
ABOUT_STARTERS = "My sourdough starter smells of acetone, did I starve it?"
ALSO_STARTERS = "Feed the starter twice a day and it will recover."
ABOUT_TAXES = "The deadline for the income tax return is in July."


@pytest.fixture
async def nearness():
    encoder = FakeEncoder()
    yield EncodedNearness(encoder)
    await encoder.close()


@pytest.fixture
async def real(model):
    encoder = ThreadedEncoder("real", lambda: model)
    yield EncodedNearness(encoder)
    await encoder.close()


async def vectors(nearness, *said):
    return [near.vector for near in await nearness.near(said, BREAD)]


async def test_the_object_s_own_words_are_as_near_as_can_be(nearness):
    [near] = await nearness.near(["flour and grain"], BREAD)

    assert (near.affinity, near.facets[1]) == (1.0, 1.0)


async def test_every_facet_has_its_own_nearness_in_the_charter_s_order(nearness):
    [near] = await nearness.near(["ovens and crust"], BREAD)

    assert near.facets[2] == max(near.facets)
    assert len(near.facets) == len(BREAD.facets)


async def test_the_affinity_is_to_whatever_is_nearest(nearness):
    [near] = await nearness.near(["some flour here"], replace(BREAD, purpose="\U0001f600"))

    assert near.affinity == max(near.facets)


async def test_every_text_gets_its_place(nearness):
    told = await nearness.near(["flour and grain", "ok", "sourdough starters"], BREAD)

    assert [each and each.affinity for each in told] == [1.0, None, 1.0]


@pytest.mark.parametrize(
    "said", ["", "ok", "```\ncode only\n```", "\U0001f600 \U0001f600", "\0 \0"]
)
async def test_what_cannot_be_read_has_none(nearness, said):
    assert await nearness.near([said], BREAD) == [None]


async def test_nothing_is_asked_for_nothing():
    assert await EncodedNearness(NoEncoder()).near([], BREAD) == []


async def test_a_facet_that_cannot_be_read_is_not_measured(nearness):
    odd = SocialObject(kind=ObjectKind.CAUSE, purpose="mending", facets=("\U0001f600", "bicycles"))

    [near] = await nearness.near(["bicycles again"], odd)

    assert near.facets[0] is None
    assert near.facets[1] > 0


async def test_an_object_without_readable_words_is_near_to_nothing(nearness):
    unread = SocialObject(kind=ObjectKind.CAUSE, purpose="\U0001f600", facets=())

    assert await nearness.near(["bicycles again"], unread) == [None]


async def test_it_names_its_model_and_the_object_by_its_words(nearness):
    other = replace(BREAD, facets=("rye",))

    [[one], [same], [two]] = [
        await nearness.near(["rye bread"], to)
        for to in (BREAD, replace(BREAD, vocabulary=frozenset({"crumb"})), other)
    ]

    assert one.encoder.startswith("fake+object-")
    assert one.encoder == same.encoder != two.encoder


async def test_without_an_encoder_it_is_not_measured():
    with pytest.raises(EncoderMissing):
        await EncodedNearness(NoEncoder()).near(["rye bread"], BREAD)


async def test_it_reads_english_alone(nearness):
    assert [nearness.reads(each) for each in ("en", "de", None)] == [True, False, False]


async def test_a_model_of_one_s_own_reads_everything():
    nearness = EncodedNearness(NoEncoder(), None)

    assert [nearness.reads(each) for each in ("en", "de", None)] == [True, True, True]


async def test_the_same_is_as_like_as_can_be(nearness):
    [one, same] = await vectors(nearness, "rye bread", "rye bread")

    assert nearness.likeness([[one], [same]]) == [[1.0, 1.0], [1.0, 1.0]]


async def test_a_group_is_compared_by_its_middle(nearness):
    [one, two] = await vectors(nearness, "rye bread", "bicycle chains")

    likeness = nearness.likeness([[one, two], [two, one]])

    assert likeness[0][1] == 1.0


def test_what_cancels_out_is_near_to_nothing():
    row = np.eye(1, 4, dtype=np.float32)[0]

    likeness = EncodedNearness(NoEncoder()).likeness([[row.tobytes(), (-row).tobytes()]])

    assert likeness == [[0.0]]


def test_nothing_is_compared_with_nothing():
    assert EncodedNearness(NoEncoder()).likeness([]) == []


async def test_many_objects_are_not_all_remembered(nearness):
    for number in range(40):
        await nearness.near(["rye bread"], replace(BREAD, purpose=f"baking number {number}"))

    assert len(nearness._anchors) == 16


async def test_no_vector_is_told_by_its_name(nearness):
    [near] = await nearness.near(["rye bread"], BREAD)

    assert repr(near.vector) not in repr(near)


@pytest.mark.encoder
async def test_talk_about_the_object_is_nearer_than_other_talk(real):
    near, far = await real.near([ABOUT_STARTERS, ABOUT_TAXES], BREAD)

    assert near.affinity > far.affinity + 0.3


@pytest.mark.encoder
async def test_the_facet_that_was_talked_about_is_the_nearest(real):
    [near] = await real.near([ABOUT_STARTERS], BREAD)

    assert near.facets[0] == max(near.facets)


@pytest.mark.encoder
async def test_who_stays_with_the_topic_is_nearer_to_what_was_said(real):
    [said, stays, changes] = await vectors(real, ABOUT_STARTERS, ALSO_STARTERS, ABOUT_TAXES)

    likeness = real.likeness([[said], [stays], [changes]])

    assert likeness[0][1] > likeness[0][2]
