"""Whatever happens to the connection, in the end the store holds what the server holds, once."""

import random
from datetime import timedelta

import pytest

from tests.platforms.discord.ears_rig import listening, opened, until
from tests.servers.discord.server import Fault

HISTORY = "/channels/{channel_id}/messages"
STEPS = 60
SESSIONS = 3


class Life:
    """People who write, answer, change and delete, and a line that is bad; from a seed."""

    def __init__(self, town, fake, seed):
        self.town, self.fake = town, fake
        self.chance = random.Random(seed)  # noqa: S311  # the same again with the same seed
        self.places = [town.square]

    def step(self):
        """One thing happens."""
        happens = (
            (self.says, 10),
            (self.edits, 2),
            (self.deletes, 2),
            (self.opens_thread, 1),
            (self.comes_again, 2),
            (self.fake.gateway.cut, 1),
            (lambda: self.fake.gateway.order(7), 1),
            (lambda: self.fake.gateway.close(4000), 1),
            (self.breaks, 1),
            (self.refuses, 1),
        )
        self.chance.choices([act for act, _ in happens], [weight for _, weight in happens])[0]()

    def says(self):
        place = self.chance.choice(self.places)
        standing = list(self.town.world.messages[place])
        to = self.chance.choice(standing) if standing and self.chance.random() < 0.5 else None
        who = self.chance.choice((self.town.ana, self.town.ben))
        self.town.world.says(who, place, f"Line {self.chance.random()}.", answering=to)

    def edits(self):
        if found := self.one():
            self.town.world.edits(*found, f"Changed {self.chance.random()}.")

    def deletes(self):
        found = self.one()
        if found and found[1] not in self.places:
            self.town.world.deletes(*found)

    def opens_thread(self):
        standing = [n for n in self.town.world.messages[self.town.square] if n not in self.places]
        if standing:
            number = self.chance.choice(standing)
            self.places.append(self.town.world.opens_thread(self.town.square, number, "aside"))

    def comes_again(self):
        if found := self.one():
            place, number = found
            told = self.town.world.messages[place][number] | {"guild_id": self.town.guild.number}
            self.fake.gateway.raw("MESSAGE_CREATE", told)

    def breaks(self):
        self.fake.gateway.raw("MESSAGE_CREATE", {"id": "1", "channel_id": None})

    def refuses(self):
        self.fake.faults.append(Fault(method="GET", template=HISTORY, status=418))

    def one(self):
        """Some message that stands, and where."""
        place = self.chance.choice(self.places)
        standing = list(self.town.world.messages[place])
        return (place, self.chance.choice(standing)) if standing else None


@pytest.mark.parametrize("seed", range(4))
async def test_in_the_end_the_store_holds_what_the_server_holds(fake, town, tmp_path, seed):
    life = Life(town, fake, seed)
    for _ in range(SESSIONS):
        async with opened(fake, tmp_path / "house") as rig:
            await rig.chooses(town.guild, town.square)
            async with listening(rig):
                for _ in range(STEPS):
                    life.step()
                    if life.chance.random() < 0.2:
                        await until(rig.platform.ears.began.is_set)
        for _ in range(10):
            life.says()
        town.world.at += timedelta(minutes=30)
    fake.faults.clear()

    async with opened(fake, tmp_path / "house") as rig, listening(rig):
        await rig.level(*life.places)
        stored = {
            place: await rig.stored(
                town.guild, town.square, None if place == town.square else place
            )
            for place in life.places
        }
        words = {
            number: (await rig.message(town.guild, number))[1]
            for numbers in stored.values()
            for number in numbers
        }
        gaps = await rig.gaps(town.guild)

    world = town.world.messages
    assert stored == {place: sorted(world[place], key=int) for place in life.places}
    assert words == {n: world[p][n]["content"] for p in life.places for n in world[p]}
    assert [gap for gap in gaps if gap.level_at is None] == []
