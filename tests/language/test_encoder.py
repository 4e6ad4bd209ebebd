"""The encoder as the house sees it, with a model that needs no weights."""

import asyncio

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readings import EncoderFailed, EncoderMissing
from bot.language.encoder import (
    PORTION,
    EncoderChoice,
    NoEncoder,
    ThreadedEncoder,
    cores,
    encoder_of,
)
from bot.language.fake import FakeEncoder, FakeModel
from bot.language.weights import TOKENIZER_FILE, WEIGHTS_FILE


class Counting(FakeModel):
    def __init__(self):
        self.seen = 0

    def vectors(self, batch):
        self.seen += len(batch)
        return super().vectors(batch)


def rows(embeddings):
    return np.frombuffer(embeddings.data, np.float32).reshape(embeddings.rows, embeddings.width)


async def asked(task):
    """One turn of the loop, in which the task asks for its texts."""
    await asyncio.wait({task}, timeout=0)


@pytest.fixture
def counting():
    return Counting()


@pytest.fixture
async def encoder(counting):
    made = ThreadedEncoder("fake", lambda: counting)
    yield made
    await made.close()


async def test_rows_come_in_the_order_of_the_texts(encoder):
    texts = ["three words here", "one", "two words"]

    together = rows(await encoder.encode(texts))
    alone = [rows(await encoder.encode([text]))[0] for text in texts]

    assert np.array_equal(together, alone)


async def test_the_rows_name_their_model(encoder):
    assert (await encoder.encode(["one"])).model == "fake"


async def test_no_texts_have_no_rows(encoder):
    embeddings = await encoder.encode([])

    assert (embeddings.rows, embeddings.data, embeddings.unmeasured) == (0, b"", frozenset())


async def test_the_same_text_is_read_once(encoder, counting):
    await encoder.encode(["thanks", "thanks", "you"])
    await encoder.encode(["thanks"], live=True)

    assert counting.seen == 2


async def test_the_same_text_of_two_callers_is_read_once(encoder, counting):
    await asyncio.gather(*(encoder.encode(["thanks"]) for _ in range(5)))

    assert counting.seen == 1


async def test_after_forgetting_it_is_read_again(encoder, counting):
    await encoder.encode(["thanks"])

    encoder.forget()
    await encoder.encode(["thanks"])

    assert counting.seen == 2


async def test_what_is_forgotten_while_it_is_read_is_not_held(encoder, counting):
    reading = asyncio.create_task(encoder.encode(["thanks"]))
    await asked(reading)
    encoder.forget()
    await reading

    await encoder.encode(["thanks"])

    assert counting.seen == 2


async def test_a_text_that_cannot_be_read_is_named_as_not_measured(encoder):
    embeddings = await encoder.encode(["\U0001f600", "bread"])

    assert embeddings.unmeasured == {0}
    assert np.isnan(rows(embeddings)[0]).all()


async def test_a_cancelled_caller_stops_no_other(encoder):
    gone = asyncio.create_task(encoder.encode(["thanks"]))
    await asked(gone)
    stays = asyncio.create_task(encoder.encode(["thanks"]))
    await asked(stays)

    gone.cancel()

    assert (await stays).unmeasured == frozenset()


async def test_more_texts_than_a_portion_are_all_read(encoder):
    texts = [f"number {n} of many" for n in range(PORTION * 2 + 1)]

    embeddings = await encoder.encode(texts)

    assert embeddings.rows == len(texts)
    assert embeddings.unmeasured == frozenset()


async def test_after_closing_nothing_is_measured(counting):
    encoder = ThreadedEncoder("fake", lambda: counting)
    await encoder.close()

    with pytest.raises(EncoderFailed):
        await encoder.encode(["bread"])


@given(st.lists(st.text(), max_size=8))
async def test_any_texts_have_rows_of_unit_length_or_none(texts):
    encoder = FakeEncoder()
    embeddings = await encoder.encode(texts)
    await encoder.close()

    lengths = np.linalg.norm(rows(embeddings), axis=1) if texts else np.empty(0)
    assert embeddings.rows == len(texts)
    assert {int(n) for n in np.flatnonzero(np.isnan(lengths))} == embeddings.unmeasured
    assert np.allclose(lengths[~np.isnan(lengths)], 1, atol=1e-6)


async def test_without_weights_it_says_what_to_do(tmp_path):
    encoder = encoder_of(EncoderChoice(cache=tmp_path))

    with pytest.raises(EncoderMissing) as missing:
        await encoder.encode(["bread"])

    assert isinstance(encoder, NoEncoder)
    assert "tummler models fetch" in str(missing.value)


def test_the_model_s_name_tells_digests_and_settings(tmp_path):
    for name in (WEIGHTS_FILE, TOKENIZER_FILE):
        (tmp_path / name).write_bytes(b"a")
    choice = EncoderChoice(cache=tmp_path, configured=tmp_path, max_tokens=128)

    assert encoder_of(choice).model == "all-MiniLM-L6-v2/53aa5117+ca978112/g2/float32/128"


def test_it_takes_no_more_cores_than_it_may():
    assert 1 <= cores(10_000) < 10_000
    assert cores(1) == 1
