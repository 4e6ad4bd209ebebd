import os
import time
from datetime import timedelta

from bot.services.ticking import EVERY, on_the_grid


async def live(house, talk, events, until, forget=False):
    now = None

    async def tick(to):
        nonlocal now
        at = on_the_grid(now + timedelta(microseconds=1)) if now else to
        while at <= to:
            async with house.store.unit() as unit:
                await house.ticking.tick(unit, talk.community, at)
                await unit.commit()
            if forget:
                house.store.forget()
            at += EVERY
        now = max(now or to, to)

    for e in events:
        await tick(e.stamp.occurred_at)
        async with house.store.unit() as unit:
            await house.pipeline.handle(unit, e)
            await unit.commit()
        if forget:
            house.store.forget()
    await tick(until)


def diff(a, b, label):
    for t in a:
        if t == "runs":
            continue
        if a[t] != b[t]:
            print("DIFF", label, t, len(a[t]), len(b[t]))
            n = 0
            for x, y in zip(a[t], b[t]):
                if x != y:
                    print(
                        "   ",
                        {k: (x.get(k), y.get(k)) for k in x if x.get(k) != y.get(k)},
                        {
                            k: x[k]
                            for k in x
                            if k
                            in (
                                "key",
                                "id",
                                "conversation",
                                "at",
                                "practice",
                                "metric",
                                "starts_on",
                                "age",
                            )
                        },
                    )
                    n += 1
                    if n > 4:
                        break


async def test_probe(three_weeks, signed, wishes, towns, rows_of, talk):
    until = talk.at(timedelta(days=23))
    results = {}
    events = three_weeks[: int(os.environ.get("N", "100000"))]
    for name in os.environ.get("WAYS", "b500 live b7 b1 b7f b1f").split():
        async with towns(framework=signed, consents=wishes) as house:
            t = time.perf_counter()
            if name.startswith("live"):
                await live(house, talk, events, until, forget=name.endswith("f"))
            else:
                h = house.history(batch=int(name.strip("bf")))
                async for step in h.run(talk.community, "run", events):
                    if name.endswith("f"):
                        house.store.forget()
                await h.settle(talk.community, until)
            results[name] = await rows_of(house)
            print(name, time.perf_counter() - t, len(events))
            if name != "b500":
                diff(results["b500"], results[name], name)
