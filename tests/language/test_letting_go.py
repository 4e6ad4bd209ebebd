from datetime import timedelta

import pytest

from bot.app import open_house
from bot.core.privacy import Retention
from bot.language.encoder import ThreadedEncoder
from bot.language.fake import FakeModel
from bot.language.letting_go import LettingGo
from db.scrubbing import Scrub
from db.session import open_store


class Counting(FakeModel):
    def __init__(self):
        self.seen = 0

    def vectors(self, batch):
        self.seen += len(batch)
        return super().vectors(batch)


@pytest.mark.parametrize("how", ["settle", "rebuild"])
async def test_when_the_store_lets_go_so_does_the_encoder(tmp_path, how):
    counting = Counting()
    encoder = ThreadedEncoder("fake", lambda: counting)
    await encoder.encode(["thanks"])

    engine = open_store(tmp_path, "store.sqlite", None)
    await getattr(LettingGo(Scrub(engine), encoder), how)()
    await engine.dispose()
    await encoder.encode(["thanks"])
    await encoder.close()

    assert counting.seen == 2


async def test_a_house_opens_and_closes_with_an_encoder_that_has_no_weights(tmp_path):
    async with open_house(folder=tmp_path, retention=Retention(text=timedelta(hours=1))) as house:
        assert house.encoder.model == "none"
