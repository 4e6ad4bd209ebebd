def test_up_until_ready_answers_and_ends(tummler):
    done = tummler("up", "--until-ready", "--port", "0")

    assert done.returncode == 0, done.stderr
    assert "DEMO DATA" in done.stderr
    assert "http://127.0.0.1:" in done.stderr


def test_a_second_start_says_only_where_to_look(tummler):
    tummler("up", "--until-ready", "--port", "0")

    again = tummler("up", "--until-ready", "--port", "0")

    told = {line.split()[0] for line in again.stderr.splitlines() if "/5 " in line}
    assert again.returncode == 0, again.stderr
    assert told - {"1/5"} == {"5/5"}  # without weights the first step says so each time


def test_the_demo_can_be_erased(tummler, tmp_path):
    tummler("up", "--until-ready", "--port", "0")

    done = tummler("up", "--erase-demo")

    assert done.returncode == 0
    assert not list((tmp_path / "data").glob("demo*"))


def test_an_unknown_platform_is_named(tummler):
    done = tummler("up", TUMMLER_PLATFORMS="irc")

    assert done.returncode == 3
    assert "no platform named irc" in done.stderr


def test_half_a_platform_names_the_missing_setting(tummler):
    done = tummler("up", TUMMLER_SLACK_BOT_TOKEN="xoxb-1")  # no real token

    assert done.returncode == 3
    assert "TUMMLER_SLACK_APP_TOKEN is missing" in done.stderr
    assert "xoxb-1" not in done.stderr


def test_a_platform_named_without_any_setting_names_the_first_one(tummler):
    done = tummler("up", TUMMLER_PLATFORMS="discord")

    assert done.returncode == 3
    assert "TUMMLER_DISCORD_TOKEN is missing" in done.stderr


def test_a_token_is_sent_nowhere_but_to_discord_and_this_machine(tummler):
    elsewhere = {"TUMMLER_DISCORD_REST": "https://192.0.2.1/"}  # an address for documents

    done = tummler("up", TUMMLER_DISCORD_TOKEN="secret", **elsewhere)  # no real token

    assert done.returncode == 3
    assert "192.0.2.1/ is neither Discord's nor on this machine" in done.stderr


def test_where_discord_is_not_reached_it_says_so(tummler):
    nobody = {"TUMMLER_DISCORD_REST": "http://127.0.0.1:9/api/v10"}

    done = tummler("run", TUMMLER_DISCORD_TOKEN="secret", **nobody)  # no real token

    assert done.returncode == 1
    assert "I cannot reach http://127.0.0.1:9/api/v10." in done.stderr


def test_without_a_platform_there_is_nothing_to_run(tummler):
    done = tummler("run")

    assert done.returncode == 3
    assert "tummler connect discord" in done.stderr


def test_a_setting_that_cannot_be_used_is_named(tummler):
    done = tummler("up", TUMMLER_TEXT_HOURS="9000")

    assert done.returncode == 3
    assert "text_hours" in done.stderr
