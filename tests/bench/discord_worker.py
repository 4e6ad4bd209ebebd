"""A house on Discord whose event loop is watched, or discord.py alone, until it is told to stop.

`python discord_worker.py house|alone REST GATEWAY FOLDER [CACHE]`; on SIGTERM it answers with one
line of JSON: the lag of the loop in milliseconds, processor seconds, and the most memory in MB.
"""

import asyncio
import json
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

import discord
from encoder_flood import Heart, percentile

from bot.core.privacy import Retention
from bot.core.readings import ReaderChoice
from bot.language.encoder import EncoderChoice
from bot.on_discord import Chosen, on_discord
from bot.platforms.discord.addresses import Addresses, dial
from cogs.discord.face import face
from tests.servers.discord.world import TOKEN

MEGABYTE = 1024


async def in_the_house(addresses, folder, cache, stop):
    """Everything that `tummler run` does."""
    chosen = Chosen(
        token=TOKEN,
        folder=folder,
        server=None,
        retention=Retention(),
        encoder=EncoderChoice(cache=cache) if cache else None,
        reader=ReaderChoice.HEADS,
        addresses=addresses,
        ready_timeout=0.01,
    )
    async with on_discord(chosen, face=face) as here:
        running = asyncio.create_task(here.run())
        await asyncio.wait(
            {running, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED
        )
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def alone(addresses, folder, stop):
    """The library, with a listener that counts; the count stands in a file."""
    dial(addresses)
    intents = discord.Intents(guilds=True, guild_messages=True, message_content=True)
    client = discord.Client(intents=intents, max_messages=None, guild_ready_timeout=0.01)
    heard = 0

    async def on_message(_message):
        nonlocal heard
        heard += 1
        (folder / "heard").write_text(str(heard), encoding="utf-8")

    client.event(on_message)
    running = asyncio.create_task(client.start(TOKEN))
    await stop.wait()
    await client.close()
    with suppress(asyncio.CancelledError):
        await running


async def main(kind, rest, gateway, folder, cache=None):
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    addresses, heart = Addresses(rest=rest, gateway=gateway), Heart(loop)
    if kind == "house":
        await in_the_house(addresses, Path(folder), Path(cache) if cache else None, stop)
    else:
        await alone(addresses, Path(folder), stop)
    heart.stop()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "lag_p50": percentile(heart.late, 0.5),
                "lag_p99": percentile(heart.late, 0.99),
                "processor": used.ru_utime + used.ru_stime,
                "memory": used.ru_maxrss / MEGABYTE,
            }
        )
    )


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
