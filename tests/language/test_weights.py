import pytest

from bot.language.weights import (
    TOKENIZER_FILE,
    WEIGHTS_DIGEST,
    WEIGHTS_FILE,
    Source,
    WeightsRefused,
    checked,
    find_weights,
    sha256,
    weights_folder,
)


def lay(folder, *names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(name.encode())
    return folder


def test_the_configured_folder_goes_before_the_cache(tmp_path):
    configured = lay(tmp_path / "mine", WEIGHTS_FILE, TOKENIZER_FILE)
    lay(weights_folder(tmp_path), WEIGHTS_FILE, TOKENIZER_FILE)

    found = find_weights(configured, tmp_path)

    assert (found.folder, found.source) == (configured, Source.CONFIGURED)


@pytest.mark.parametrize("missing", [WEIGHTS_FILE, TOKENIZER_FILE])
def test_a_folder_that_lacks_one_file_is_passed_over(tmp_path, missing):
    [there] = {WEIGHTS_FILE, TOKENIZER_FILE} - {missing}
    configured = lay(tmp_path / "mine", there)
    lay(weights_folder(tmp_path), WEIGHTS_FILE, TOKENIZER_FILE)

    assert find_weights(configured, tmp_path).source is Source.CACHE


def test_without_any_folder_there_are_none(tmp_path):
    assert find_weights(None, tmp_path) is None


def test_the_tokenizer_is_known_by_its_digest(tmp_path):
    folder = lay(weights_folder(tmp_path), WEIGHTS_FILE, TOKENIZER_FILE)

    assert find_weights(None, tmp_path).tokenizer == sha256(folder / TOKENIZER_FILE)


def test_weights_with_another_digest_are_refused_with_place_and_both_digests(tmp_path):
    folder = lay(tmp_path / "mine", WEIGHTS_FILE, TOKENIZER_FILE)

    with pytest.raises(WeightsRefused) as refused:
        checked(find_weights(folder, tmp_path))

    said = str(refused.value)
    assert str(folder / WEIGHTS_FILE) in said
    assert sha256(folder / WEIGHTS_FILE) in said
    assert WEIGHTS_DIGEST in said
