"""`tummler me`: a member's own wishes, done by whoever runs the house."""

import json


def test_the_card_tells_what_is_held(tummler, imported):
    done = tummler("me", "--member", "table:ana")

    assert done.returncode == 0, done.stderr
    assert "messages: 6" in done.stdout
    assert "Prompts about what you write: on" in done.stdout


def test_a_wish_holds_at_once_and_is_told(tummler, imported):
    done = tummler("me", "pause", "mentions", "7d", "--member", "table:ana")

    assert "I will not mention you" in done.stdout
    card = tummler("me", "--member", "table:ana").stdout
    assert "Mentions and messages to you: paused until" in card


def test_what_is_not_understood_fails_and_helps(tummler, imported):
    done = tummler("me", "dance", "--member", "table:ana")

    assert done.returncode == 1
    assert "I did not understand that" in done.stderr


def test_everything_that_is_held_comes_as_json_with_their_own_words_while_they_live(
    tummler, imported
):
    record = json.loads(tummler("me", "--member", "table:ana", "--json").stdout)

    assert len(record["messages"]) == 6
    assert {each["kind"] for each in record["held"]} >= {"messages", "member record"}
    nothing = {"paused": {}, "opt_ins": [], "circle": None, "topics": [], "stopped": []}
    assert record["allows"] == nothing


def test_an_answer_comes_as_json(tummler, imported):
    done = tummler("me", "opt-in", "connect", "--member", "table:ana", "--json")

    assert json.loads(done.stdout)["understood"] is True


def test_a_member_is_named_by_platform_and_id(tummler, imported):
    done = tummler("me", "--member", "ana")

    assert done.returncode == 2
    assert "platform and id" in done.stderr


def test_asking_about_somebody_unknown_stores_nothing(tummler, imported, tmp_path):
    done = tummler("me", "--member", "table:nobody", "--json")

    assert json.loads(done.stdout)["held"] == []


def test_without_a_store_nobody_is_answered(tummler):
    assert tummler("me", "--member", "table:ana").returncode == 1
