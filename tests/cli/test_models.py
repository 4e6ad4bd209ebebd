import json

import pytest


@pytest.fixture
def alone(tmp_path):
    """No weights anywhere, and no index to ask for them."""
    return {"TUMMLER_CACHE": str(tmp_path / "cache"), "PIP_NO_INDEX": "1", "UV_OFFLINE": "1"}


def test_status_without_weights_says_so_and_fails(tummler, alone):
    done = tummler("models", "status", **alone)

    assert done.returncode == 1
    assert "`tummler models fetch`" in done.stdout


def test_status_as_json_names_every_place(tummler, alone):
    done = tummler("models", "status", "--json", **alone)

    told = json.loads(done.stdout)
    assert [place["there"] for place in told["places"]] == [False]
    assert told["model"] is None


def test_verify_without_weights_says_what_to_do(tummler, alone):
    done = tummler("models", "verify", **alone)

    assert done.returncode == 1
    assert "`tummler models fetch`" in done.stderr


def test_fetch_without_a_network_says_what_to_do(tummler, alone):
    done = tummler("models", "fetch", **alone)

    assert done.returncode == 1
    assert "TUMMLER_ENCODER" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("asked", ["fetch", "verify"])
def test_weights_of_another_digest_are_refused(tummler, alone, tmp_path, asked):
    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{}")

    done = tummler("models", asked, TUMMLER_ENCODER=str(tmp_path), **alone)

    assert done.returncode == 4
    assert "53aa5117" in done.stderr


def test_status_does_not_promise_a_graph_of_damaged_weights(tummler, alone, tmp_path):
    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{}")

    done = tummler("models", "status", TUMMLER_ENCODER=str(tmp_path), **alone)

    assert done.returncode == 4
    assert "53aa5117" in done.stdout
    assert "built by the first use" not in done.stdout


def test_another_word_is_wrong_usage(tummler):
    assert tummler("models", "dance").returncode == 2


def test_up_opens_without_weights_and_says_so(tummler, alone):
    done = tummler("up", "--until-ready", "--port", "0", **alone)

    assert done.returncode == 0, done.stderr
    assert "what needs them is not measured" in " ".join(done.stderr.split())
