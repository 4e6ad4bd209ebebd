"""What was built is used only if it is as it was written; else it is built anew, once."""

import json
import multiprocessing
import shutil

import numpy as np
import pytest

from bot.language.graphs import (
    CONSTANTS_FILE,
    GRAPH_FILE,
    LONE_CONSTANTS_FILE,
    LONE_FILE,
    READY_FILE,
    Precision,
    built,
    damage,
    graph_folder,
)
from bot.language.reference import exactness
from bot.language.room import alone
from bot.language.sentences import encode, open_sentences
from bot.language.weights import TOKENIZER_FILE, WEIGHTS_FILE, WeightsRefused, find_weights

FLOAT32 = Precision.FLOAT32


@pytest.fixture(scope="module")
def cache(tmp_path_factory, weights):
    """A cache with the graph in it; only copied."""
    folder = tmp_path_factory.mktemp("cache")
    built(weights, folder, FLOAT32)
    return folder


@pytest.fixture(autouse=True)
def small(tmp_path):
    """Pytest keeps folders; these are large."""
    yield
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.fixture
def copied(cache, tmp_path):
    return shutil.copytree(cache, tmp_path / "cache")


def build_there(configured, cache):
    """In a process of its own."""
    return str(built(find_weights(configured, cache), cache, FLOAT32).fresh)


@pytest.mark.encoder
def test_it_is_built_once(copied, weights):
    assert built(weights, copied, FLOAT32).fresh is False


@pytest.mark.encoder
@pytest.mark.parametrize(
    "name", [GRAPH_FILE, CONSTANTS_FILE, LONE_FILE, LONE_CONSTANTS_FILE, TOKENIZER_FILE]
)
def test_a_damaged_file_is_seen(copied, weights, name):
    folder = graph_folder(copied, weights, FLOAT32)
    with (folder / name).open("r+b") as file:
        file.seek(1_000)
        file.write(b"\0damaged\0")

    assert name in damage(folder)


@pytest.mark.encoder
def test_the_graph_for_one_text_keeps_no_second_copy_of_the_words(cache, weights):
    folder = graph_folder(cache, weights, FLOAT32)

    sizes = [(folder / name).stat().st_size for name in (LONE_CONSTANTS_FILE, CONSTANTS_FILE)]

    assert sizes[0] < sizes[1] / 8


@pytest.mark.encoder
def test_what_is_damaged_is_built_anew(copied, weights):
    folder = graph_folder(copied, weights, FLOAT32)
    (folder / CONSTANTS_FILE).write_bytes(b"cut short")

    made = built(weights, copied, FLOAT32)

    assert made.fresh is True
    assert exactness(open_sentences(made.graph, made.tokenizer)).within(float32=True)


@pytest.mark.parametrize(
    "said", [b"", b"[]", b"{}", b"\xff\xfe", b'{"model.onnx": 3}', b"null", b'{"absent": "0"}']
)
def test_a_ready_file_that_says_nothing_is_damage(tmp_path, said):
    (tmp_path / READY_FILE).write_bytes(said)

    assert damage(tmp_path)


def test_without_the_ready_file_nothing_is_ready(tmp_path):
    assert damage(tmp_path) == f"{READY_FILE} is missing"


@pytest.mark.encoder
def test_the_ready_file_has_a_digest_of_everything(cache, weights):
    folder = graph_folder(cache, weights, FLOAT32)
    wanted = json.loads((folder / READY_FILE).read_text())

    assert wanted.keys() == {path.name for path in folder.iterdir()} - {READY_FILE}


@pytest.mark.encoder
def test_nothing_is_built_from_damaged_weights(tmp_path, weights):
    mine = tmp_path / "mine"
    mine.mkdir()
    shutil.copy(weights.folder / TOKENIZER_FILE, mine)
    (mine / WEIGHTS_FILE).write_bytes(weights.file.read_bytes()[:-1] + b"\1")

    with pytest.raises(WeightsRefused):
        built(find_weights(mine, tmp_path), tmp_path, FLOAT32)

    assert not any(path.is_dir() for path in (tmp_path / "graphs").iterdir())


@pytest.mark.encoder
def test_of_two_processes_one_builds_and_the_other_uses_that(tmp_path, weights):
    with multiprocessing.get_context("spawn").Pool(2) as both:
        fresh = both.starmap(build_there, [(weights.folder, tmp_path)] * 2)

    assert sorted(fresh) == ["False", "True"]
    assert damage(graph_folder(tmp_path, weights, FLOAT32)) is None


@pytest.mark.encoder
def test_what_another_process_left_half_made_does_not_matter(copied, weights):
    folder = graph_folder(copied, weights, FLOAT32)
    half = folder.with_name(f".{folder.name}-left")
    folder.rename(half)
    (half / READY_FILE).unlink()

    assert built(weights, copied, FLOAT32).fresh is True


def test_a_lock_that_was_left_by_a_dead_process_is_free(tmp_path):
    (tmp_path / "graph.lock").touch()

    with alone(tmp_path / "graph") as lock:
        assert lock.is_locked


@pytest.mark.encoder
def test_the_fast_graph_is_near_the_other_and_not_the_same(tmp_path, weights, model):
    made = built(weights, tmp_path, Precision.INT8)
    fast = open_sentences(made.graph, made.tokenizer)
    texts = ["Which flour keeps its crust?", "The river was clean in 1998."]

    cosines = (encode(fast, texts) * encode(model, texts)).sum(axis=1)

    assert np.all((cosines > 0.95) & (cosines < 0.9999))
