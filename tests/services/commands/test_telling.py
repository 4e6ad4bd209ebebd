"""How a card says moments, days and numbers, in the language of whoever asks."""

from datetime import UTC, datetime

import pytest

from bot.services.commands.telling import day, number, when
from prompts import phrases

MORNING = datetime(2026, 3, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "9 March 2026, 06:00"), ("de", "9. März 2026, 06:00")]
)
def test_a_moment_is_by_the_communitys_clock(language, said):
    assert when(MORNING, "Europe/Berlin", phrases(language)) == said


@pytest.mark.parametrize(("language", "said"), [("en", "8 Oct 2026"), ("de", "8. Okt. 2026")])
def test_a_day_is_by_the_communitys_clock(language, said):
    late = datetime(2026, 10, 7, 23, tzinfo=UTC)

    assert day(late, "Europe/Berlin", phrases(language)) == said


@pytest.mark.parametrize(("language", "said"), [("en", "1,766.5"), ("de", "1.766,5")])
def test_a_number_has_the_signs_of_its_language(language, said):
    assert number(1766.5, phrases(language)) == said
