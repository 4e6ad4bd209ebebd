from dataclasses import replace

from bot.core.reasons import Reason
from bot.digest.material import BotTally
from bot.digest.parts.the_bot import TheBot
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


def first(material, tally):
    return TheBot().compose(replace(material, bot=tally), WORDS).lines[0].text


def test_the_counts_of_a_listening_week_add_up(typical):
    assert first(typical, typical.bot) == (
        "I only listened. I considered 63 moments, would have said something in public 6 times and"
        " to moderators 5 times, and would have kept silent 52 times."
    )


def test_a_week_with_words_says_what_was_spoken_and_drafted(typical):
    tally = BotTally(spoken=6, drafted=5, held_back={Reason.QUIET_DAY: 52})

    assert first(typical, tally) == (
        "I considered 63 moments, spoke in public 6 times, gave you a draft 5 times, and kept"
        " silent 52 times."
    )


def test_what_only_trust_held_back_is_said_beside_what_was_spoken(typical):
    tally = BotTally(spoken=6, would_have_said_public=2, held_back={})

    assert first(typical, tally).endswith("in public 2 times and to moderators 0 times.")


def test_one_moment_is_not_several(typical):
    tally = BotTally(spoken=1, held_back={})

    assert first(typical, tally).startswith("I considered one moment, spoke in public once,")


def test_no_occasion_is_one_sentence(typical):
    part = TheBot().compose(replace(typical, bot=BotTally(held_back={})), WORDS)

    assert [line.text for line in part.lines] == ["I had no occasion to consider saying anything."]
    assert part.tally is None


def test_what_people_did_after_is_said_without_a_claim(typical):
    lines = [line.text for line in TheBot().compose(typical, WORDS).lines]

    assert lines[1] == (
        "Of the moments in which I would have said something, 7 had an answer by a person within a"
        " day and 3 had none."
    )
    assert lines[2] == "What would have followed had I spoken, nobody can know."
