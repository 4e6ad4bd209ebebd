"""Who goes first, and what becomes of those who wait when something fails."""

import asyncio
import threading

import numpy as np
import pytest

from bot.core.readings import EncoderBusy, EncoderFailed, EncoderMissing
from bot.language.lanes import LIVE_MOST, SMALL_BUDGET, Lanes


class Scribe:
    """A model that writes down its batches, and waits before each until it is let."""

    width = 2

    def __init__(self):
        self.batches = []
        self.begun = threading.Semaphore(0)
        self.let = threading.Event()

    def tokenise(self, texts):
        return [[int(word) for word in text.split()] for text in texts]

    def vectors(self, batch):
        self.begun.release()
        self.let.wait(timeout=20)
        self.batches.append([ids[0] for ids in batch])
        return np.array([[ids[0], len(ids)] for ids in batch], np.float32)


class Broken(Scribe):
    """Fails on the number 13."""

    def vectors(self, batch):
        if any(13 in ids for ids in batch):
            raise ArithmeticError("13")
        return super().vectors(batch)


def line(number, tokens=1):
    return " ".join([str(number)] * tokens)


@pytest.fixture
def scribe():
    return Scribe()


@pytest.fixture
async def lanes(scribe):
    made = Lanes(lambda: scribe)
    yield made
    scribe.let.set()
    await made.close()


async def begun(scribe):
    """Until a batch has begun."""
    assert await asyncio.to_thread(scribe.begun.acquire, timeout=20)


async def test_a_text_gets_its_row(lanes, scribe):
    scribe.let.set()

    [row] = await asyncio.gather(*lanes.ask([line(7, 3)], live=False))

    assert row.tolist() == [7, 3]


async def test_a_live_text_goes_before_all_that_waits(lanes, scribe):
    long = lanes.ask([line(n, 300) for n in range(1, 5)], live=False)
    await begun(scribe)
    live = lanes.ask([line(9)], live=True)
    scribe.let.set()

    await asyncio.gather(*long, *live)

    assert scribe.batches.index([9]) == 1


async def test_the_others_are_sorted_by_length(lanes, scribe):
    scribe.let.set()

    await asyncio.gather(*lanes.ask([line(n, n) for n in (400, 300, 500)], live=False))

    assert scribe.batches == [[300], [400], [500]]


async def test_batches_are_smaller_while_somebody_talks(lanes, scribe):
    long = lanes.ask([line(n, SMALL_BUDGET // 2) for n in range(1, 9)], live=False)
    live = lanes.ask([line(9)], live=True)
    scribe.let.set()

    await asyncio.gather(*long, *live)

    assert max(map(len, scribe.batches)) == 2


async def test_what_cannot_be_read_has_a_row_of_nan(lanes, scribe):
    scribe.let.set()

    rows = await asyncio.gather(*lanes.ask(["", line(3)], live=False))

    assert [bool(np.isnan(row).all()) for row in rows] == [True, False]


async def test_a_caller_who_left_holds_up_nobody(lanes, scribe):
    gone, stays = lanes.ask([line(1, 300), line(2, 400)], live=False)
    await begun(scribe)
    gone.cancel()
    scribe.let.set()

    assert (await stays).tolist() == [2, 400]


async def test_a_full_live_lane_says_that_it_is_busy(lanes, scribe):
    waiting = lanes.ask([line(1)] * LIVE_MOST, live=True)

    with pytest.raises(EncoderBusy):
        lanes.ask([line(2)], live=True)

    scribe.let.set()
    await asyncio.gather(*waiting)


@pytest.mark.parametrize("live", [True, False])
async def test_a_batch_that_fails_fails_alone(live):
    broken = Broken()
    broken.let.set()
    lanes = Lanes(lambda: broken)

    [fails] = lanes.ask([line(13)], live=live)
    await asyncio.wait({fails})
    [works] = lanes.ask([line(3)], live=live)

    assert (await works).tolist() == [3, 1]
    assert isinstance(fails.exception(), EncoderFailed)
    assert "ArithmeticError" in str(fails.exception())
    await lanes.close()


async def test_text_that_breaks_the_tokenizer_is_told_without_the_text(lanes):
    [fails] = lanes.ask(["secret"], live=False)

    with pytest.raises(EncoderFailed) as failed:
        await fails

    assert "secret" not in str(failed.value)


async def test_a_model_that_cannot_be_opened_is_told_to_everybody_and_tried_again(scribe):
    refusals = [EncoderMissing()]

    def open_late():
        if refusals:
            raise refusals.pop()
        return scribe

    lanes = Lanes(open_late)
    scribe.let.set()

    first = lanes.ask([line(1), line(2)], live=False)
    await asyncio.wait(first)
    again = lanes.ask([line(3)], live=False)

    assert all(isinstance(each.exception(), EncoderMissing) for each in first)
    assert (await again[0]).tolist() == [3, 1]
    await lanes.close()


async def test_closing_finishes_the_batch_and_tells_the_rest(lanes, scribe):
    runs, waits = lanes.ask([line(1, 300), line(2, 400)], live=False)
    await begun(scribe)
    closing = asyncio.create_task(lanes.close())
    await asyncio.wait({asyncio.create_task(asyncio.to_thread(scribe.let.set)), closing})

    await asyncio.wait({runs, waits})

    assert runs.result().tolist() == [1, 300]
    assert isinstance(waits.exception(), EncoderFailed)


async def test_two_threads_have_a_batch_each(scribe):
    lanes = Lanes(lambda: scribe, threads=2)
    rows = lanes.ask([line(1, 300), line(2, 400)], live=False)

    await begun(scribe)
    await begun(scribe)
    scribe.let.set()

    assert [row.tolist() for row in await asyncio.gather(*rows)] == [[1, 300], [2, 400]]
    await lanes.close()


async def test_a_live_text_waits_for_one_of_two_threads_alone(scribe):
    lanes = Lanes(lambda: scribe, threads=2)
    long = lanes.ask([line(n, 300) for n in range(1, 6)], live=False)
    await begun(scribe)
    await begun(scribe)
    live = lanes.ask([line(9)], live=True)
    scribe.let.set()

    await asyncio.gather(*long, *live)

    assert scribe.batches.index([9]) <= 2
    await lanes.close()


async def test_however_many_threads_the_model_is_opened_once(scribe):
    opened = []

    def open_it():
        opened.append(scribe)
        return scribe

    scribe.let.set()
    lanes = Lanes(open_it, threads=4)

    await asyncio.gather(*lanes.ask([line(n, n) for n in range(1, 40)], live=True))

    assert opened == [scribe]
    await lanes.close()


@pytest.fixture
async def shared():
    """Lanes with a model for lone texts; the usual one waits until it is let."""
    usual, lone = Scribe(), Scribe()
    lone.let.set()
    made = Lanes(lambda: usual, 2, lambda: lone)
    yield made, usual, lone
    usual.let.set()
    await made.close()


async def test_a_lone_live_text_is_read_by_the_threads_together(shared):
    lanes, usual, lone = shared

    await asyncio.gather(*lanes.ask([line(1)], live=True))

    assert (usual.batches, lone.batches) == ([], [[1]])


async def test_a_live_text_shares_no_threads_with_what_is_filled_back(shared):
    lanes, usual, lone = shared
    later = lanes.ask([line(1)], live=False)
    await begun(usual)

    live = lanes.ask([line(2)], live=True)
    more = lanes.ask([line(3)], live=False)
    usual.let.set()
    await asyncio.gather(*later, *live, *more)

    # Two threads read them side by side, so that either may come first.
    assert (sorted(usual.batches), lone.batches) == ([[1], [2], [3]], [])


async def test_live_texts_that_come_together_are_one_batch_of_the_usual_model(shared):
    lanes, usual, lone = shared
    usual.let.set()

    await asyncio.gather(*lanes.ask([line(1), line(2)], live=True))

    assert (sorted(usual.batches[0]), lone.batches) == ([1, 2], [])


async def test_where_the_lone_model_cannot_be_opened_the_usual_one_reads():
    usual = Scribe()
    usual.let.set()
    lanes = Lanes(lambda: usual, 2, lambda: 1 / 0)

    await asyncio.gather(*lanes.ask([line(1)], live=True))

    assert usual.batches == [[1]]
    await lanes.close()
