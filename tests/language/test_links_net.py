import io
from dataclasses import replace

import numpy as np
import pytest

from bot.language import head_files
from bot.language.links_features import Comparison
from bot.language.links_net import NAME, LinkNet, ModelDamaged, shipped
from bot.language.links_room import Placed, Room, Said
from bot.language.links_traces import trace_of


def room_of(net, size):
    room = Room(net.width)
    for number in range(size):
        trace = trace_of(f"What is number {number}?", 0, net.rarity)
        said = Said(minute=number, author=f"p{number % 3}", mentions=(), trace=trace)
        placed = Placed(
            key=number,
            said=said,
            conversation=number,
            parent=None,
            parent_author=None,
            confidence=1.0,
        )
        room.add(placed, net.project(trace.marks))
    return room


@pytest.mark.parametrize("size", [0, 1, 2, 30])
def test_the_shares_of_all_that_may_be_answered_add_up_to_one(size):
    net = shipped()
    said = Said(minute=size, author="p0", mentions=(), trace=trace_of("Hm?", 0, net.rarity))

    shares = net.judge(Comparison(room_of(net, size), said))

    assert shares.shape == (size + 1,)
    assert shares.sum() == pytest.approx(1)


def test_readiness_to_open_a_talk_is_that_of_the_kind_of_talk():
    net = shipped()
    room = room_of(net, 30)
    named, silent = (
        Said(minute=30, author="p0", mentions=mentions, trace=trace_of("Hm?", 0, net.rarity))
        for mentions in (("p1",), ())
    )

    for kind, said in enumerate((named, silent)):
        usual = net.judge(Comparison(room, said))[-1]
        shares = []
        for place in (0, 1):
            openings = net.openings.copy()
            openings[place] += 2
            shares.append(replace(net, openings=openings).judge(Comparison(room, said))[-1])
        assert shares[kind] > usual
        assert shares[1 - kind] == usual


def test_each_kind_of_talk_is_judged_by_its_own_network():
    net = shipped()
    room = room_of(net, 30)
    named, silent = (
        Said(minute=30, author="p0", mentions=mentions, trace=trace_of("Hm?", 0, net.rarity))
        for mentions in (("p1",), ())
    )

    for kind, said in enumerate((named, silent)):
        usual = net.judge(Comparison(room, said))
        for place in (0, 1):
            last = net.last.copy()
            last[place] = 0
            shares = replace(net, last=last).judge(Comparison(room, said))
            assert np.array_equal(shares, usual) == (place != kind)


def test_the_shipped_model_is_small_and_loads():
    assert len(head_files.shipped(NAME)) <= head_files.LARGEST
    assert shipped().shapes() == shipped().fitting()


@pytest.mark.parametrize(
    "damage", [lambda _data: b"", lambda data: data[:1000], lambda data: b"x" + data[10:]]
)
def test_a_damaged_file_is_refused(damage):
    with pytest.raises(ModelDamaged):
        LinkNet.read(damage(head_files.shipped(NAME)))


def test_a_file_of_other_shapes_is_refused():
    with np.load(io.BytesIO(head_files.shipped(NAME))) as found:
        arrays = {name: found[name] for name in found.files}
    arrays["second"] = arrays["second"][:, 1:]
    file = io.BytesIO()
    np.savez(file, **arrays)

    with pytest.raises(ModelDamaged):
        LinkNet.read(file.getvalue())


def test_a_file_without_a_part_is_refused():
    file = io.BytesIO()
    np.savez(file, openings=np.ones(2))

    with pytest.raises(ModelDamaged):
        LinkNet.read(file.getvalue())
