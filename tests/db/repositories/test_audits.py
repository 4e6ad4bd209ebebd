"""What moderators said of drawn conversations is kept once for each."""

from bot.core.audits import Label

Q4, Q3 = "2026-Q4", "2026-Q3"


def label(name, *, first=True, second=False):
    return Label(conversation=name, first=first, second=second)


async def test_labels_are_read_back_in_order(talk, unit_of):
    async with unit_of() as unit:
        await unit.audits.keep(
            talk.community, Q4, [label("b"), label("a", second=True)], talk.start
        )
        await unit.commit()

    async with unit_of() as unit:
        kept = await unit.audits.labels(talk.community, Q4)

    assert kept == (label("a", second=True), label("b"))


async def test_a_conversation_labelled_again_has_the_new_label(talk, unit_of):
    async with unit_of() as unit:
        await unit.audits.keep(talk.community, Q4, [label("a")], talk.start)
        await unit.audits.keep(talk.community, Q4, [label("a", first=False)], talk.start)

        kept = await unit.audits.labels(talk.community, Q4)

    assert kept == (label("a", first=False),)


async def test_each_quarter_has_its_own(talk, unit_of):
    async with unit_of() as unit:
        await unit.audits.keep(talk.community, Q4, [label("a")], talk.start)

        assert await unit.audits.labels(talk.community, Q3) == ()


async def test_no_label_is_kept_where_none_was_given(talk, unit_of):
    async with unit_of() as unit:
        await unit.audits.keep(talk.community, Q4, [], talk.start)

        assert await unit.audits.labels(talk.community, Q4) == ()
