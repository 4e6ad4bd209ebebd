"""What makes the linker's model gives the same bytes twice, and learns what is to be learned."""

import numpy as np
import pytest

from bot.language.evaluation.irc_days import LABELLED_FROM, Day, Line, silenced
from bot.language.links_net import LinkNet
from bot.language.links_traces import RARITY_BUCKETS
from training.links.distortion import echoed, hushed, quietened
from training.links.examples import WIDTH, Examples, examples_of, first_links
from training.links.files import assembled, nothing_learned, rarity_of, write
from training.links.network import fit
from training.links.tuning import HEATS, OPENINGS, judged, tuned

SAID = ("How do I true a wheel?", "@p0 turn each spoke", "thanks!", "The kettle is broken.")


@pytest.fixture(scope="module")
def day():
    """Two talks that take turns: each line answers the last but one."""
    lines = [
        Line(
            minute=number,
            author=f"p{number % 4}",
            mentions=("p0",) if number % 4 == 1 else (),
            text=SAID[number % 4],
        )
        for number in range(60)
    ]
    gold = {
        LABELLED_FROM + number: frozenset({LABELLED_FROM + max(number - 2, number % 2)})
        for number in range(60)
    }
    return Day(name="a", digest=1, lines=(*[None] * LABELLED_FROM, *lines), gold=gold)


@pytest.fixture(scope="module")
def some(day):
    net = nothing_learned(rarity_of([day]))
    named, _ = examples_of([day], net, {day.name: first_links(day)})
    return named


def _twice(network):
    return network, network


def test_talk_without_names_is_learned_by_its_own_network(day):
    net = nothing_learned(rarity_of([day]))
    quiet = silenced(day)

    named, silent = examples_of([quiet], net, {quiet.name: first_links(quiet)})

    assert len(named.sizes) == 1  # the first has nothing to go by
    assert len(silent.sizes) == len(quiet.gold) - 1


def test_each_network_is_held_in_its_own_part(some):
    one, other = fit(some, 1, seed=3), fit(some, 1, seed=4)

    net = assembled((one, other), np.ones(RARITY_BUCKETS, np.float32))

    assert net.second[0] == pytest.approx(one.weights[1], abs=1e-3)
    assert net.second[1] == pytest.approx(other.weights[1], abs=1e-3)


def test_every_labelled_line_is_an_example_with_its_links_marked(some):
    starts = np.cumsum(some.sizes) - some.sizes

    assert some.rows.shape == (some.sizes.sum(), WIDTH)
    assert len(some.sizes) == 60
    assert (np.add.reduceat(some.right.astype(int), starts) == 1).all()


def test_the_same_seed_gives_the_same_bytes(some, tmp_path):
    rarity = np.ones(RARITY_BUCKETS, np.float32)
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        net = assembled(_twice(fit(some, 2, seed=3)), rarity, frozenset({5, 4}))
        write(net, tmp_path / name)

    one, other = (tmp_path / name / "links.npz" for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()
    assert (tmp_path / "one" / "links.sha256").read_text() == (
        tmp_path / "other" / "links.sha256"
    ).read_text()


def test_what_is_written_is_read_again(some, tmp_path):
    rarity = np.ones(RARITY_BUCKETS, np.float32)
    net = assembled(_twice(fit(some, 1, seed=3)), rarity, frozenset({7}))

    write(net, tmp_path)

    again = LinkNet.read((tmp_path / "links.npz").read_bytes())
    assert again.shapes() == net.shapes()
    assert again.trained_on == {7}
    assert (again.second == net.second).all()


def test_what_is_simple_is_learned():
    draw = np.random.default_rng(1)
    rows = draw.standard_normal((8_000, WIDTH)).astype(np.float16)
    right = (rows[:, 7].reshape(-1, 4).argmax(axis=1)[:, None] == np.arange(4)).ravel()
    examples = Examples(rows=rows, right=right, sizes=np.full(2_000, 4))

    net = fit(examples, 12, seed=2)

    layer = rows[:4_000].astype(np.float32)
    for weight, bias in zip(net.weights, net.biases, strict=True):
        layer = layer @ weight + bias
        if weight.shape[1] > 1:
            layer = np.maximum(layer, 0)
    found = layer.reshape(-1, 4).argmax(axis=1)
    assert (found == right[:4_000].reshape(-1, 4).argmax(axis=1)).mean() > 0.8


def test_a_quiet_copy_keeps_whole_conversations_and_their_links(day):
    quiet = quietened(day, seed=4)

    for place, parents in quiet.gold.items():
        assert quiet.lines[place] is not None
        assert all(LABELLED_FROM <= parent <= place for parent in parents)
    assert quietened(day, seed=4) == quiet
    assert len({len(quietened(day, seed).gold) for seed in range(20)}) > 1


def test_an_echo_is_held_by_others_and_answers_none_of_the_first(day):
    echo = echoed(day, seed=4)

    others = [line is not None and line.author.endswith("_") for line in echo.lines]
    assert sum(others) > 0
    for place, parents in echo.gold.items():
        assert all(others[parent] == others[place] for parent in parents)
        assert all(LABELLED_FROM <= parent <= place for parent in parents)


def test_an_echo_keeps_the_order_of_time_and_names_its_own_people(day):
    echo = echoed(day, seed=4)

    lines = [line for line in echo.lines if line is not None]
    assert [line.minute for line in lines] == sorted(line.minute for line in lines)
    for line in lines:
        assert all(name.endswith("_") == line.author.endswith("_") for name in line.mentions)
        assert all(f"@{name}" in line.text.split() for name in line.mentions)


def test_in_a_hushed_room_few_are_called_by_name(day):
    hush = hushed(day, seed=4)

    before, after = (
        sum(bool(line and line.mentions) for line in each.lines) for each in (day, hush)
    )
    assert after < before / 2
    assert hush.gold == day.gold


def test_each_kind_of_talk_is_tuned_by_its_own_rooms(some, day):
    net = assembled(_twice(fit(some, 6, seed=3)), rarity_of([day]))

    tried = ((0.0, 5.0), (0.0, -5.0))
    found = tuned(net, [day], openings=tried, heats=(1.0, 2.0), copies=(100,))

    assert found.openings[0] in {0.0, 5.0}
    assert found.openings[1] in {0.0, -5.0}
    assert judged([day], found)[0].f >= judged([day], net)[0].f


def test_what_was_fitted_is_itself_among_what_is_tried():
    assert all(0.0 in tried for tried in OPENINGS)
    assert 1.0 in HEATS
