"""Takes one person out of every table of a community, so that no row leads to them any more."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    bindparam,
    func,
    or_,
    select,
    union,
    update,
)

from bot.core.ids import CommunityId
from db import tables
from db.bulk import Named, execute_rows
from db.charter_body import people_in, without
from db.deciding import taken_out, undecided, unmoderated, unmoved
from db.rows import FORGOTTEN
from db.transaction import Transaction
from db.types import to_microseconds

FEWEST = 5
"""A week in which fewer people wrote is about them, not about the community."""
WEEK = timedelta(days=7, hours=1)
"""A local week may be an hour longer than 168."""
_AT_ONCE = 500
_messages, _talk = tables.messages, tables.conversations
WHO = (
    tables.members.c.ref,
    tables.departures.c.ref,
    tables.consents.c.ref,
    _messages.c.author,
    tables.reactions.c.ref,
    _messages.c.parent_author,
    _talk.c.opener,
    _talk.c.last_speaker,
    tables.ledger.c.addressee,
    tables.reviews.c.addressee,
    tables.reviews.c.decided_by,
    tables.standings.c.decided_by,
    tables.labels.c.decided_by,
    tables.feedback.c.ref,
    tables.accounts.c.ref,
    tables.motions.c.ref,
    tables.motions.c.decided_by,
    tables.votes.c.ref,
    tables.own_posts.c.ref,
    tables.alerts.c.ref,
    tables.alerts.c.author,
    tables.acts.c.ref,
    tables.acts.c.author,
    tables.acts.c.decided_by,
    tables.acts.c.undone_by,
    tables.incidents.c.ref,
)
"""Every column that holds a member's keyed hash, signatures apart."""
_RECORDS = (
    (tables.members, "member records"),
    (tables.departures, "departures"),
    (tables.consents, "consents"),
    (tables.own_posts, "posts for an hour of theirs"),
    (tables.incidents, "what a platform's rules held back"),
)


async def is_known(unit: Transaction, community: CommunityId, refs: Sequence[str]) -> bool:
    """Whether any row of the community leads to one of these keyed hashes; writes nothing."""
    await unit.flush()
    for column in WHO:
        found = select(column).where(column.table.c.community == community, column.in_(refs))
        if (await unit.connection.execute(found.limit(1))).first() is not None:
            return True
    drafts = tables.charter_drafts
    drafted = select(drafts.c.body).where(drafts.c.community == community)
    body = (await unit.connection.execute(drafted)).scalar()
    if body is not None and people_in(json.loads(body)) & set(refs):
        return True
    return bool(await _signatures(unit, community, refs))


async def everybody(unit: Transaction, community: CommunityId) -> list[str]:
    """Every keyed hash that any row of the community holds."""
    await unit.flush()
    held = [
        select(column).where(column.table.c.community == community, column.is_not(None))
        for column in WHO
    ]
    papers = tables.frameworks
    signed = select(papers.c.signed_by, papers.c.body).where(papers.c.community == community)
    found = {ref for (ref,) in await unit.connection.execute(union(*held))}
    for by, body in await unit.connection.execute(signed):
        found |= {by.partition("/")[2]} | people_in(json.loads(body)["charter"])
    drafts = tables.charter_drafts
    drafted = select(drafts.c.body).where(drafts.c.community == community)
    for (body,) in await unit.connection.execute(drafted):
        found |= people_in(json.loads(body))
    return sorted(found - {FORGOTTEN})


async def erase_people(
    unit: Transaction, community: CommunityId, refs: Sequence[str], ids: Sequence[str]
) -> Counter[str]:
    """Let go of everything of these keyed hashes, who are one person; returns counts by kind.

    `ids`: their plain ids, as far as known, for rooms that are called by them. What is remembered
    of the community is thrown away with it. The unit is the caller's to commit.
    """
    await unit.flush()
    touched = await _conversations_of(unit, community, refs)
    erased = Counter[str](
        {
            "weeks under five people": await _hide_small_weeks(unit, community, refs),
            "words": await _count(unit, community, refs, _messages.c.text.is_not(None)),
        }
    )
    erased += await _loosen(unit, community, refs)
    erased["messages"] += await taken_out(
        unit, tables.messages, community, _messages.c.author, refs
    )
    erased["conversations"] += await _count_anew(unit, community, touched, refs)
    for table, kind in _RECORDS:
        erased[kind] += await taken_out(unit, table, community, table.c.ref, refs)
    erased["signatures"] += await _unsign(unit, community, [*refs, *ids])
    erased["rooms named after them"] += await _unname(unit, community, ids)
    unit.working.communities.pop(community, None)
    return +erased


async def _conversations_of(
    unit: Transaction, community: CommunityId, refs: Sequence[str]
) -> list[str]:
    said = select(_messages.c.conversation).where(
        _messages.c.community == community, _messages.c.author.in_(refs)
    )
    held = select(_talk.c.id).where(
        _talk.c.community == community,
        or_(_talk.c.opener.in_(refs), _talk.c.last_speaker.in_(refs)),
    )
    return [each for (each,) in await unit.connection.execute(said.union(held))]


async def _count(
    unit: Transaction, community: CommunityId, refs: Sequence[str], which: ColumnElement[bool]
) -> int:
    mine = select(func.count()).where(
        _messages.c.community == community, _messages.c.author.in_(refs), which
    )
    return (await unit.connection.execute(mine)).scalar_one()


async def _loosen(unit: Transaction, community: CommunityId, refs: Sequence[str]) -> Counter[str]:
    """Undo every tie to their messages and to themselves, while their messages still stand."""
    reactions, ledger, windows = tables.reactions, tables.ledger, tables.windows
    mine = select(_messages.c.key).where(
        _messages.c.community == community, _messages.c.author.in_(refs)
    )
    answers = (
        update(_messages)
        .where(_messages.c.community == community)
        .where(or_(_messages.c.parent_author.in_(refs), _messages.c.parent.in_(mine)))
        .values(parent=None, parent_author=None)
    )
    asked = select(ledger.c.proposal).where(
        ledger.c.community == community, ledger.c.addressee.in_(refs)
    )
    cited = update(ledger).where(ledger.c.community == community, ledger.c.addressee.in_(refs))
    numbers = update(ledger).where(ledger.c.community == community, ledger.c.need.in_(mine))
    await unit.connection.execute(numbers.values(known=None))
    opened = select(_talk.c.id).where(_talk.c.community == community, _talk.c.opener.in_(refs))
    watches = tables.watches
    found = Counter[str]()
    found["linked accounts"] += await _unpaired(unit, community, refs)
    found["reactions"] += await taken_out(unit, reactions, community, reactions.c.ref, refs)
    found["reactions"] += await taken_out(unit, reactions, community, reactions.c.key, mine)
    found["links"] += (await unit.connection.execute(answers)).rowcount
    found["outcomes"] += await taken_out(unit, windows, community, windows.c.need, mine)
    found["outcomes"] += await taken_out(unit, windows, community, windows.c.proposal, asked)
    found["ledger cites"] += (await unit.connection.execute(cited.values(addressee=None))).rowcount
    found["watches"] += await taken_out(unit, watches, community, watches.c.conversation, opened)
    found["drafts"] += await taken_out(unit, tables.reviews, community, tables.reviews.c.need, mine)
    found["drafts"] += await taken_out(
        unit, tables.reviews, community, tables.reviews.c.addressee, refs
    )
    found["feedback"] += await taken_out(
        unit, tables.feedback, community, tables.feedback.c.ref, refs
    )
    found["proposals and votes"] += await unmoved(unit, community, refs, mine)
    found["alerts and acts"] += await unmoderated(unit, community, refs, mine)
    found["decisions"] += await undecided(unit, community, refs)
    await _untrace(unit, community)
    return found


async def _untrace(unit: Transaction, community: CommunityId) -> None:
    # Who was called by name stands sealed in others' traces; whose, nobody can tell.
    traced = (_messages.c.community == community, _messages.c.trace.is_not(None))
    await unit.connection.execute(update(_messages).where(*traced).values(trace=None))


async def _unpaired(unit: Transaction, community: CommunityId, refs: Sequence[str]) -> int:
    """Take away what links any account to theirs."""
    accounts = tables.accounts
    theirs = select(accounts.c.person).where(
        accounts.c.community == community, accounts.c.ref.in_(refs)
    )
    return await taken_out(unit, accounts, community, accounts.c.person, theirs)


async def _count_anew(
    unit: Transaction, community: CommunityId, touched: Sequence[str], refs: Sequence[str]
) -> int:
    """Count conversations from what others wrote in them; those without anything else go."""
    for start in range(0, len(touched), _AT_ONCE):
        some = touched[start : start + _AT_ONCE]
        within = select(_talk).where(_talk.c.community == community, _talk.c.id.in_(some))
        left = await _left(unit, community, some)
        known = (await unit.connection.execute(within)).all()
        counted = [_counted(row, left[row.id], refs) for row in known if row.id in left]
        await execute_rows(unit.connection, _RECOUNT, counted)
        empty = [row.id for row in known if row.id not in left]
        for table in (tables.watches, tables.windows, tables.reviews):
            await taken_out(unit, table, community, table.c.conversation, empty)
        await taken_out(unit, _talk, community, _talk.c.id, empty)
    return len(touched)


async def _left(
    unit: Transaction, community: CommunityId, some: Sequence[str]
) -> dict[str, list[Any]]:
    columns = (_messages.c.conversation, _messages.c.at, _messages.c.author)
    query = select(*columns, _messages.c.automated, _messages.c.own).where(
        _messages.c.community == community,
        _messages.c.conversation.in_(some),
        _messages.c.gone.is_(False),
    )
    left: dict[str, list[Any]] = {}
    for row in await unit.connection.execute(query.order_by(_messages.c.id)):
        left.setdefault(row.conversation, []).append(row)
    return left


def _counted(known: Row[Any], left: Sequence[Any], refs: Sequence[str]) -> Named:
    opener = None if known.opener in refs else known.opener
    found: dict[str, object] = {
        "of": known.community,
        "about": known.id,
        "began": opener,
        "ended": None if known.last_speaker in refs else known.last_speaker,
        "first": known.first_answer_at,
        "many": len(left),
        "turned": known.turns,
    }
    if all(row.author is not None for row in left):  # where time has passed, counts stay
        said = [row for row in left if not (row.automated or row.own)]
        speakers = [row.author for row in said]
        found |= {
            "first": next((row.at for row in said if row.author != known.opener), None),
            "ended": speakers[-1] if speakers else None,
            "turned": sum(a != b for a, b in zip([None, *speakers], speakers, strict=False)),
        }
    first = found["first"]
    return found | {"first": None if first is None else to_microseconds(first)}  # pyright: ignore[reportArgumentType]  # a moment, as the column holds


_RECOUNT = (
    update(_talk)
    .where(_talk.c.community == bindparam("of"), _talk.c.id == bindparam("about"))
    .values(
        opener=bindparam("began"),
        last_speaker=bindparam("ended"),
        first_answer_at=bindparam("first"),
        messages=bindparam("many"),
        turns=bindparam("turned"),
    )
)


async def _hide_small_weeks(unit: Transaction, community: CommunityId, refs: Sequence[str]) -> int:
    """Delete the numbers of weeks in which they wrote and fewer than five people did."""
    values = tables.week_values
    starts = select(values.c.starts_on).where(values.c.community == community).distinct()
    known = sorted(at for (at,) in await unit.connection.execute(starts))
    mine = select(_messages.c.at).where(
        _messages.c.community == community, _messages.c.author.in_(refs)
    )
    wrote = [(at, bisect_right(known, at) - 1) for (at,) in await unit.connection.execute(mine)]
    theirs = {known[n] for at, n in wrote if n >= 0 and at < known[n] + WEEK}
    hidden = 0
    for start in theirs:
        people = select(func.count(func.distinct(_messages.c.author))).where(
            _messages.c.community == community,
            _messages.c.at >= start,
            _messages.c.at < start + WEEK,
            _messages.c.automated.is_(False),
            _messages.c.own.is_(False),
        )
        if (await unit.connection.execute(people)).scalar_one() < FEWEST:
            hidden += await taken_out(unit, values, community, values.c.starts_on, [start])
    return hidden


async def _signatures(
    unit: Transaction, community: CommunityId, refs: Sequence[str]
) -> list[dict[str, object]]:
    """Signed versions that name one of them, as they read without; the signing itself stays."""
    table = tables.frameworks
    found: list[dict[str, object]] = []
    for row in await unit.connection.execute(select(table).where(table.c.community == community)):
        platform, _, signer = row.signed_by.partition("/")
        body: dict[str, Any] = json.loads(row.body)
        plans = [plan for plan in body["plans"] if plan["signed_by"][1] in refs]
        for plan in plans:
            plan["signed_by"][1] = FORGOTTEN
        named = people_in(body["charter"]) & set(refs)
        body["charter"] = without(body["charter"], named)
        rituals = [each for each in body["rituals"] if each["host"][1] not in refs]
        ended = len(rituals) < len(body["rituals"])
        body["rituals"] = rituals
        if plans or named or ended or signer in refs:
            by = f"{platform}/{FORGOTTEN}" if signer in refs else row.signed_by
            found.append(
                {"of": community, "number": row.version, "text": json.dumps(body), "by": by}
            )
    return found


async def _unsign(unit: Transaction, community: CommunityId, refs: Sequence[str]) -> int:
    table = tables.frameworks
    signed = await _signatures(unit, community, refs)
    nameless = (
        update(table)
        .where(table.c.community == bindparam("of"), table.c.version == bindparam("number"))
        .values(body=bindparam("text"), signed_by=bindparam("by"))
    )
    await execute_rows(unit.connection, nameless, signed)
    return len(signed) + await _undraft(unit, community, frozenset(refs))


async def _undraft(unit: Transaction, community: CommunityId, refs: frozenset[str]) -> int:
    table = tables.charter_drafts
    mine = table.c.community == community
    body = (await unit.connection.execute(select(table.c.body).where(mine))).scalar()
    written: dict[str, Any] = {} if body is None else json.loads(body)
    if not written or not people_in(written) & refs:
        return 0
    left = json.dumps(without(written, refs))
    await unit.connection.execute(update(table).where(mine).values(body=left))
    return 1


async def _unname(unit: Transaction, community: CommunityId, ids: Sequence[str]) -> int:
    """Take their ids out of the names and ids of rooms that are theirs, such as direct messages."""
    table = tables.channels
    called = [each.casefold() for each in ids]
    renamed = 0
    for row in (
        await unit.connection.execute(select(table).where(table.c.community == community))
    ).all():
        change: dict[str, str | None] = {}
        if any(_names(row.name or "", each, private=row.private) for each in called):
            change["name"] = None
        if any(_names(row.channel, each, private=row.private) for each in called):
            change["channel"] = f"forgotten-{row.id}"
        if change:
            await unit.connection.execute(update(table).where(table.c.id == row.id).values(change))
            renamed += 1
    return renamed


def _names(room: str, member: str, *, private: bool) -> bool:
    """Whether a room is called after a member; in public only the whole name counts."""
    called = room.casefold().lstrip("#@")
    return called == member or (private and member in called)
