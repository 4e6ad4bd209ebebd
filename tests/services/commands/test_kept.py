"""Which answers may be lost, as those beside an asking may be on Slack: what can be had again."""

from bot.core.cards import Card

SHOWN_BY_THE_CARD = {
    *("me", "opt-in", "opt-out", "offer", "circle", "pause", "resume", "not-now"),
    *("stop-here", "stop-this", "forget", "link", "unlink"),
}
"""What came of these stands on `me`, or is asked again, as `forget` asks before it erases."""
ASKED_AGAIN = {
    *("help", "status", "charter", "budget", "experiment", "digest", "why", "weave", "vote"),
    *("propose", "more", "lines", "flag", "solved", "forget-message"),
}
"""These only tell, or say the same of the same message when they are asked a second time."""
SHOWN_TO_MODERATORS = {
    *("staff-queue", "staff-silences", "staff-alerts", "staff-acts", "staff-post", "staff-posts"),
    *("staff-digest", "staff-level", "staff-hosts", "staff-privacy", "staff-stop", "staff-resume"),
    *("staff-setup", "staff-object", "staff-channels", "staff-proposals", "staff-change"),
    *("staff-doctor", "staff-automod", "staff-link", "staff-unlink", "staff-roles"),
    *("staff-experiment", "staff-schedule"),
}
"""What these change stands in the lists and records that moderators read."""
KEPT = {"export"}
KEPT_PRESSES = {("export", "mine"), ("forget", "do")}
"""The file, and the receipt for what is held no more: each is handed over once."""


def test_of_every_command_it_is_decided_whether_its_answer_may_be_lost(counter):
    commands = counter.house.counter.commands
    may_be_lost = SHOWN_BY_THE_CARD | ASKED_AGAIN | SHOWN_TO_MODERATORS

    assert {each.key() for each in commands if each.kept} == KEPT
    assert {each.key() for each in commands if not each.kept} == may_be_lost


def test_of_every_press_too(counter):
    presses = [press for each in counter.house.counter.commands for press in each.presses]

    kept = {(press.area, press.verb) for press in presses if press.kept}

    assert kept == KEPT_PRESSES


async def test_a_receipt_says_that_it_must_not_be_lost(counter):
    receipt = await counter.press("forget:do:start-afresh")

    assert isinstance(receipt, Card)
    assert receipt.kept


async def test_a_file_says_so_too(counter):
    file = await counter.say("export")

    assert isinstance(file, Card)
    assert file.kept


async def test_what_can_be_asked_again_may_be_lost(counter):
    card = await counter.say("me")

    assert isinstance(card, Card)
    assert not card.kept
