"""Moved by hand: each key once, the order of a queue, moments on the grid."""

from datetime import UTC, datetime, timedelta

import pytest

from db.manual_engine import ManualEngine

START = datetime(2026, 3, 2, 8, 58, tzinfo=UTC)


class Done:
    """What was done, in order."""

    def __init__(self):
        self.pieces, self.moments = [], []

    async def piece(self, payload):
        self.pieces.append(payload["key"])

    async def moment(self, at):
        self.moments.append(at)


@pytest.fixture
def done():
    return Done()


@pytest.fixture
def manual(done):
    engine = ManualEngine(START)
    engine.on("digest", done.piece)
    engine.schedule("tick", timedelta(minutes=5), done.moment)
    return engine


async def put(engine, *keys):
    for key in keys:
        await engine.enqueue("digest", {"key": key}, key=f"digest:{key}")


async def test_what_is_put_in_by_hand_is_done_in_its_order_and_once_for_each_key(manual, done):
    await put(manual, "a", "b", "a", "c")
    await manual.advance(START)
    await put(manual, "a")
    await manual.advance(START)

    assert done.pieces == ["a", "b", "c"]


async def test_by_hand_every_moment_on_the_grid_comes_once(manual, done):
    await manual.advance(START + timedelta(minutes=12))
    await manual.advance(START + timedelta(minutes=12))

    assert [at.minute for at in done.moments] == [0, 5, 10]


async def test_by_hand_nothing_is_lost_behind_a_piece_that_fails(done):
    async def fail(payload):
        if payload["key"] == "bad":
            raise OSError("gone")
        await done.piece(payload)

    engine = ManualEngine(START)
    engine.on("digest", fail)
    await put(engine, "bad", "good")

    with pytest.raises(OSError, match="gone"):
        await engine.advance(START)
    await engine.advance(START)

    assert done.pieces == ["good"]


async def test_nobody_puts_work_into_a_queue_that_does_nothing(manual):
    with pytest.raises(KeyError):
        await manual.enqueue("letters", {}, key="one")
