from dataclasses import replace

import pytest

from bot.digest.material import Fate
from bot.digest.parts.rewind import MOST_CARDS, MOST_SILENCES, RewindPart
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


def compose(material):
    return RewindPart().compose(material, WORDS)


def with_cards(material, cards):
    return replace(material, rewind=replace(material.rewind, cards=tuple(cards)))


def test_without_a_replay_there_is_none(typical):
    assert compose(typical) is None
    assert not RewindPart().fits(typical)


def test_what_would_have_been_said_comes_before_the_silences(replayed):
    cards = compose(with_cards(replayed, replayed.rewind.cards[::-1])).cards

    assert [card.would_have_said for card in cards] == [True] * 4 + [False] * 3


def test_a_card_names_room_and_time_and_has_no_link(replayed):
    [card, *_] = compose(replayed).cards

    assert card.place.label == "#crumb, 9 November 2026, 00:00"
    assert card.place.url is None


def test_a_silence_shows_its_reason_and_no_draft(replayed):
    planted = [replace(card, draft="words") for card in replayed.rewind.cards]

    card = compose(with_cards(replayed, planted)).cards[-1]

    assert card.reason == "kept silent: people were talking"
    assert card.draft is None


@pytest.mark.parametrize(
    ("fate", "said"),
    [
        (Fate.ANSWERED, "A person answered after 3 h 10 min."),
        (Fate.NOT_WITHIN_A_DAY, "Nobody answered within 24 hours."),
        (Fate.TOO_EARLY, "Its 24 hours have not passed in this archive."),
        (Fate.UNKNOWN, "What followed cannot be seen in this archive."),
    ],
)
def test_a_card_says_what_people_did(replayed, fate, said):
    [first, *_] = replayed.rewind.cards

    [card] = compose(with_cards(replayed, [replace(first, fate=fate)])).cards

    assert card.then.replace("\u00a0", " ") == said


def test_an_answer_whose_time_is_unknown_is_not_made_up(replayed):
    [first, *_] = replayed.rewind.cards

    [card] = compose(with_cards(replayed, [replace(first, waited=None)])).cards

    assert card.then == "What followed cannot be seen in this archive."


def test_a_page_carries_so_many_cards_and_counts_the_rest(replayed):
    cards = [
        replace(card, would_have_said=place < 60)
        for place, card in enumerate([replayed.rewind.cards[0]] * 80)
    ]
    tally = replace(replayed.rewind.tally, would_have_said_public=60, would_have_said_moderators=0)
    rewind = replace(replayed.rewind, cards=tuple(cards), tally=tally)

    part = compose(replace(replayed, rewind=rewind))

    assert len(part.cards) == MOST_CARDS + MOST_SILENCES
    assert part.lines[-1].text == f"{60 - MOST_CARDS} more moments are not shown here."
