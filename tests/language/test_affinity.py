import pytest

from bot.core.charter import ObjectKind, SocialObject
from bot.core.readings import EncoderMissing
from bot.language.affinity import Affinities
from bot.language.encoder import NoEncoder, ThreadedEncoder
from bot.language.fake import FakeEncoder

BREAD = SocialObject(
    kind=ObjectKind.LIFESTYLE,
    purpose="baking bread at home with grain from nearby",
    facets=("sourdough starters", "flour and grain", "ovens and crust"),
)
ABOUT_STARTERS = (
    "My sourdough starter smells of acetone, did I starve it?",
    "Feed the starter twice a day and it will recover.",
)
ABOUT_TAXES = (
    "The deadline for the income tax return is in July.",
    "You can ask the tax office for two more months.",
)


@pytest.fixture
async def affinities():
    encoder = FakeEncoder()
    yield Affinities(encoder)
    await encoder.close()


@pytest.fixture
async def real(model):
    encoder = ThreadedEncoder("real", lambda: model)
    yield Affinities(encoder)
    await encoder.close()


async def test_the_object_s_own_words_are_as_near_as_can_be(affinities):
    found = await affinities.affinity(["flour and grain"], BREAD)

    assert (found.whole, found.facets["flour and grain"]) == (1.0, 1.0)


async def test_every_facet_has_its_own_nearness(affinities):
    found = await affinities.affinity(["flour and grain"], BREAD)

    assert found.facets.keys() == set(BREAD.facets)


async def test_it_names_its_model(affinities):
    assert (await affinities.affinity(["flour"], BREAD)).model == "fake"


@pytest.mark.parametrize("said", [(), ("",), ("```\ncode only\n```",), ("\U0001f600",)])
async def test_what_cannot_be_read_has_none(affinities, said):
    assert await affinities.affinity(said, BREAD) is None


async def test_a_facet_that_cannot_be_read_is_absent(affinities):
    odd = SocialObject(kind=ObjectKind.CAUSE, purpose="mending", facets=("\U0001f600", "bicycles"))

    assert (await affinities.affinity(["bicycles"], odd)).facets.keys() == {"bicycles"}


async def test_without_an_encoder_it_is_not_measured():
    with pytest.raises(EncoderMissing):
        await Affinities(NoEncoder()).affinity(["flour"], BREAD)


async def test_saying_the_same_again_is_full_continuity(affinities):
    assert await affinities.continuity(["rye bread", "rye bread"]) == 1.0


@pytest.mark.parametrize("said", [(), ("rye bread",), ("rye bread", "\U0001f600")])
async def test_one_message_has_no_continuity(affinities, said):
    assert await affinities.continuity(said) is None


@pytest.mark.encoder
async def test_talk_about_the_object_is_nearer_than_other_talk(real):
    near = await real.affinity(ABOUT_STARTERS, BREAD)
    far = await real.affinity(ABOUT_TAXES, BREAD)

    assert near.whole > far.whole + 0.3


@pytest.mark.encoder
async def test_the_facet_that_was_talked_about_is_the_nearest(real):
    facets = (await real.affinity(ABOUT_STARTERS, BREAD)).facets

    assert max(facets, key=facets.get) == "sourdough starters"


@pytest.mark.encoder
async def test_a_change_of_topic_lowers_continuity(real):
    stays = await real.continuity(ABOUT_STARTERS)
    changes = await real.continuity((ABOUT_STARTERS[0], ABOUT_TAXES[0]))

    assert stays > changes
