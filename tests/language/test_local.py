import pytest

from bot.language.encoder import EncoderChoice, encoder_of
from bot.language.local import LocalModel, LocalUnavailable, local_name, open_local


class Tokenizer:
    """What is used of a transformers tokenizer; its words are numbers, 9 is unknown."""

    unk_token_id = 9
    pad_token_id = 0

    def __call__(self, texts, *, truncation, max_length):
        ids = [[101, *map(int, text.split()), 102] for text in texts]
        return {"input_ids": [each[:max_length] if truncation else each for each in ids]}


class Config:
    hidden_size = 4


class Network:
    config = Config()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    return tmp_path


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(LocalUnavailable) as refused:
        encoder_of(EncoderChoice(cache=tmp_path, local=tmp_path / "absent"))

    assert "TUMMLER_LOCAL_ENCODER" in str(refused.value)


def test_its_name_changes_with_any_of_its_files(folder):
    before = local_name(folder, 256)
    (folder / "weights.bin").write_bytes(b"other")

    assert local_name(folder, 256) != before


async def test_without_torch_it_says_what_is_missing(folder):
    try:
        import torch  # noqa: F401  # where it is, this has nothing to say
    except ImportError:
        with pytest.raises(LocalUnavailable):
            open_local(folder, threads=1, max_tokens=256)
    else:
        pytest.skip("torch is installed here")


def test_what_is_half_unknown_is_still_read_and_more_is_not():
    model = LocalModel(Network(), Tokenizer(), 256)

    assert model.tokenise(["1 9", "1 9 9", ""]) == [[101, 1, 9, 102], [], []]


def test_it_is_cut_at_the_length_that_was_set():
    model = LocalModel(Network(), Tokenizer(), 4)

    assert model.tokenise(["1 2 3 4 5"]) == [[101, 1, 2, 3]]
