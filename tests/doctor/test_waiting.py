"""Checks of what is not part of this version."""

import pytest

from bot.doctor.base import Status
from bot.doctor.waiting import CHECKS


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
async def test_each_says_what_it_waits_for_and_claims_nothing(sees, lived, check):
    seen = await sees(check.id, lived)

    assert (seen.status, bool(seen.waits_for)) == (Status.NOT_CHECKED, True)
