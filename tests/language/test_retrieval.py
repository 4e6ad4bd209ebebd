import pytest

from bot.core.readings import EncoderMissing
from bot.language.encoder import NoEncoder, ThreadedEncoder
from bot.language.fake import FakeEncoder
from bot.language.retrieval import Retrieval

EARLIER = {
    "rye": ["rye bread with a dark crust"],
    "bikes": ["mending the chain of a bicycle"],
    "gone": [],
    "code": ["`rye bread`"],
}


@pytest.fixture
async def retrieval():
    encoder = FakeEncoder()
    yield Retrieval(encoder)
    await encoder.close()


async def test_the_nearest_comes_first(retrieval):
    found = await retrieval.related(["dark rye bread"], EARLIER, limit=5)

    assert found[0].key == "rye"


async def test_what_has_no_words_any_more_is_never_found(retrieval):
    found = await retrieval.related(["dark rye bread"], EARLIER, limit=5, least=-1.0)

    assert {each.key for each in found} == {"rye", "bikes"}


async def test_no_more_are_told_than_were_asked_for(retrieval):
    assert len(await retrieval.related(["rye"], EARLIER, limit=1, least=-1.0)) == 1


async def test_what_is_not_near_enough_is_left_out(retrieval):
    found = await retrieval.related(["rye bread with a dark crust"], EARLIER, limit=5, least=0.99)

    assert [(each.key, each.nearness) for each in found] == [("rye", 1.0)]


async def test_a_question_that_cannot_be_read_finds_nothing(retrieval):
    assert await retrieval.related(["\U0001f600"], EARLIER, limit=5, least=-1.0) == []


async def test_equally_near_ones_stay_in_their_order(retrieval):
    twins = {"b": ["rye bread"], "a": ["rye bread"]}

    assert [each.key for each in await retrieval.related(["rye"], twins, limit=2)] == ["b", "a"]


async def test_without_an_encoder_it_is_not_measured():
    with pytest.raises(EncoderMissing):
        await Retrieval(NoEncoder()).related(["rye"], EARLIER, limit=5)


@pytest.mark.encoder
async def test_other_words_for_the_like_are_found(model):
    encoder = ThreadedEncoder("real", lambda: model)
    earlier = {
        "login": ["I forgot my login credentials, how can I get back in?"],
        "cat": ["The cat sat on the mat."],
    }

    found = await Retrieval(encoder).related(["How do I reset my password?"], earlier, limit=1)
    await encoder.close()

    assert [each.key for each in found] == ["login"]
