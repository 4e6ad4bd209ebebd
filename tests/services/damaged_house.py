"""Takes a question into a folder's house, as a process of its own; prints why nothing was said.

`python damaged_house.py FOLDER`, with code of which a head is damaged first on its path.
"""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.app import open_house
from bot.core.privacy import Retention
from db.tables import ledger
from tests.conftest import Talk

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
QUESTION = "How do I true a wheel without a stand?"


async def asks(folder):
    """The reasons that the ledger then holds of it."""
    talk = Talk()
    question = talk.post("m1", "ana", 8 * DAY + 9 * HOUR, QUESTION)
    async with open_house(folder=folder, retention=Retention()) as house:
        async with house.store.unit() as unit:
            await house.ticking.catch_up(unit, talk.community, question.stamp.occurred_at)
            await house.pipeline.handle(unit, question)
            await house.ticking.catch_up(unit, talk.community, talk.at(9 * DAY))
            await unit.commit()
        async with house.store.unit() as unit:
            of_it = select(ledger.c.reason).where(ledger.c.need == "parlour/m1")
            found = (await unit.transaction.connection.execute(of_it)).scalars().all()
            await unit.commit()
    return found


if __name__ == "__main__":
    sys.stdout.write("\n" + " ".join(asyncio.run(asks(Path(sys.argv[1])))))
