import dataclasses

import numpy as np
import pytest

from bot.core.readings import EncoderMissing
from bot.language.encoder import EncoderChoice
from bot.language.reference import exactness
from bot.language.soundness import status, verified
from bot.language.weights import TOKENIZER_FILE, WEIGHTS_FILE, Source, WeightsRefused


def test_without_weights_it_tells_where_it_looked(tmp_path):
    told = status(EncoderChoice(cache=tmp_path, configured=tmp_path / "mine"))

    assert [(place.source, place.there) for place in told.places] == [
        (Source.CONFIGURED, False),
        (Source.CACHE, False),
    ]
    assert told.model is None


def test_without_weights_nothing_can_be_verified(tmp_path):
    with pytest.raises(EncoderMissing):
        verified(EncoderChoice(cache=tmp_path))


def test_wrong_weights_are_not_verified(tmp_path):
    for name in (WEIGHTS_FILE, TOKENIZER_FILE):
        (tmp_path / name).write_bytes(b"mine")

    with pytest.raises(WeightsRefused):
        verified(EncoderChoice(cache=tmp_path, configured=tmp_path))


def test_wrong_weights_without_a_graph_are_told_as_refused(tmp_path):
    for name in (WEIGHTS_FILE, TOKENIZER_FILE):
        (tmp_path / name).write_bytes(b"mine")

    told = status(EncoderChoice(cache=tmp_path, configured=tmp_path))

    assert told.wrong is not None
    assert str(tmp_path / WEIGHTS_FILE) in (told.refused or "")


@pytest.mark.encoder
def test_the_encoder_of_this_machine_is_exact(choice):
    assert verified(choice).exact


@pytest.mark.encoder
def test_it_is_exact_whatever_length_the_house_reads(choice):
    assert verified(dataclasses.replace(choice, max_tokens=32)).exact


@pytest.mark.encoder
def test_threads_that_share_a_text_make_the_same_vectors(model):
    assert exactness(model.in_threads(2)).within(float32=True)


@pytest.mark.encoder
def test_one_text_by_itself_is_read_by_a_graph_that_knows_no_padding(model):
    texts = ["Which flour keeps its crust?", "The river was clean in 1998.", "Yes."]
    tokens = model.tokenise(texts)

    apart = model.in_threads(2).vectors(tokens)

    assert np.abs(apart - model.vectors(tokens)).max() < 1e-6
