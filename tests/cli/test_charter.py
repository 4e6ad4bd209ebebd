"""`tummler charter` as a moderator at the machine says it."""

import json
import stat
import sys

import pytest

CHARTER = """\
kind = "cause"
purpose = "a garden for the whole street"
facets = ["beds", "compost"]
tone = "plain"
timezone = "Europe/Berlin"
moderators = ["table:ana"]

[quiet_hours]
start = 21:00:00
end = 08:00:00
"""
WHY = ("--because", "we talked about it on Thursday")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "charter.toml"
    path.write_text(CHARTER, encoding="utf-8")
    return path


@pytest.fixture
def editor(tmp_path):
    """An editor that runs one sed expression over the text."""

    def that(expression):
        script = tmp_path / "editor.sh"
        script.write_text(f"#!/bin/sh\nsed -i -e '{expression}' \"$1\"\n", encoding="utf-8")
        script.chmod(0o755)
        return {"EDITOR": str(script), "VISUAL": ""}

    return that


@pytest.fixture
def signed(tummler, imported, file):
    tummler("charter", "edit", "--file", file)
    done = tummler("charter", "sign", "--as", "table:ana", *WHY, "--yes")
    assert done.returncode == 0, done.stderr


def test_where_nobody_signed_it_says_what_follows(tummler, imported):
    done = tummler("charter")

    assert done.returncode == 0
    assert "nothing is ever said in public" in done.stdout


def test_without_a_store_there_is_nothing_to_charter(tummler):
    done = tummler("charter")

    assert done.returncode == 1
    assert "There is no community" in done.stderr


def test_what_was_signed_is_shown(tummler, signed):
    done = tummler("charter", "show")

    assert "Version 1, signed by a moderator" in done.stdout
    assert "Purpose: a garden for the whole street" in done.stdout
    assert "Moderators: one person" in done.stdout


def test_nobody_is_named_in_what_is_shown(tummler, signed):
    shown = tummler("charter").stdout + tummler("charter", "--json").stdout

    assert "ana" not in shown


def test_the_editor_gets_the_charter_in_force_and_a_draft_comes_of_it(tummler, signed, editor):
    done = tummler("charter", "edit", **editor("s/plain/warm/"))

    assert done.returncode == 0, done.stderr
    assert "not signed" in tummler("charter").stdout
    assert "+ warm" in tummler("charter", "diff").stdout


def test_an_editor_that_changes_nothing_writes_nothing(tummler, signed, editor):
    done = tummler("charter", "edit", **editor("s/qqqq//"))

    assert done.returncode == 1
    assert "Nothing was changed" in done.stderr
    assert tummler("charter", "diff").returncode == 4


def test_an_editor_that_fails_takes_nothing_over(tummler, signed):
    done = tummler("charter", "edit", EDITOR="false", VISUAL="")

    assert done.returncode == 1
    assert "exit code 1" in done.stderr


def test_where_there_is_no_editor_it_says_what_to_do(tummler, signed):
    done = tummler("charter", "edit", EDITOR="", VISUAL="", PATH="")

    assert done.returncode == 3
    assert "--file" in done.stderr


def test_what_is_refused_is_kept_and_opened_again(tummler, signed, editor, tmp_path):
    done = tummler("charter", "edit", **editor('s/^timezone.*/timezone = "Nowhere"/'))

    kept = tmp_path / "data" / "charter-home.toml"
    assert done.returncode == 4
    assert "timezone: is no zone" in done.stderr
    assert str(kept) in done.stderr
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert 'timezone = "Nowhere"' in kept.read_text(encoding="utf-8")

    again = tummler("charter", "edit", **editor("s/Nowhere/UTC/"))

    assert again.returncode == 0, again.stderr
    assert not kept.exists()


def test_what_is_kept_goes_when_somebody_is_forgotten(tummler, signed, editor, tmp_path):
    tummler("charter", "edit", **editor('s/^timezone.*/timezone = "Nowhere"/'))

    tummler("forget", "--member", "table:finn", "--yes")

    assert not (tmp_path / "data" / "charter-home.toml").exists()


def test_a_field_can_be_set_alone(tummler, signed):
    done = tummler("charter", "edit", "--set", "tone=warm and short", "--set", 'norms=["Show it."]')

    assert done.returncode == 0, done.stderr
    diff = tummler("charter", "diff").stdout
    assert "+ warm and short" in diff
    assert "+ Show it." in diff


@pytest.mark.parametrize("given", ["tone", "=warm"])
def test_a_setting_has_a_field_and_a_value(tummler, signed, given):
    done = tummler("charter", "edit", "--set", given)

    assert done.returncode == 2
    assert "FIELD=VALUE" in done.stderr


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('off_limits=["compost"]', "would leave the facet"),
        ("language=xx", "it speaks: de, en"),
        ('facets=["beds", "Beds"]', 'holds "beds" twice'),
        ('helpers.beds=["table:nobody"]', "1 of 1 named here never wrote here"),
        ("moods=3", "is no field of a charter"),
    ],
)
def test_what_contradicts_is_refused_with_its_field(tummler, signed, setting, said):
    done = tummler("charter", "edit", "--set", setting)

    assert done.returncode == 4
    assert said in done.stderr
    assert "nobody" not in done.stderr.replace("nobody asks", "")


def test_only_a_moderator_signs(tummler, imported, file):
    tummler("charter", "edit", "--file", file)

    done = tummler("charter", "sign", "--as", "table:finn", *WHY, "--yes")

    assert done.returncode == 4
    assert "Only a moderator signs" in done.stderr
    assert "finn" not in done.stderr


@pytest.mark.parametrize(
    ("options", "code"),
    [((), 2), (("--as", "ana"), 2), (("--as", "table:ana", "--yes"), 2)],
)
def test_a_signature_has_a_name_and_a_reason(tummler, imported, file, options, code):
    tummler("charter", "edit", "--file", file)

    assert tummler("charter", "sign", *options).returncode == code


def test_every_version_is_in_the_history(tummler, signed):
    tummler("charter", "edit", "--set", "tone=warm")
    tummler("charter", "sign", "--as", "table:ana", *WHY, "--yes")

    history = tummler("charter", "history").stdout

    assert history.index("Version 2") < history.index("Version 1")
    assert "+ warm" in history
    assert "The first version." in history
    assert "Version 1" in tummler("charter", "show", "--version", "1").stdout


def test_a_version_that_never_was_is_wrong_usage(tummler, signed):
    done = tummler("charter", "show", "--version", "9")

    assert done.returncode == 2
    assert "Signed so far: 1" in done.stderr


def test_programs_get_every_field(tummler, signed):
    [record] = json.loads(tummler("charter", "--json").stdout)["charters"]

    assert record["version"] == 1
    assert record["fields"]["facets"] == ["beds", "compost"]
    assert record["rests_on"] == [WHY[1]]


def test_programs_get_a_diff(tummler, signed):
    tummler("charter", "edit", "--set", "tone=warm")

    [change] = json.loads(tummler("charter", "diff", "--json").stdout)["changes"]

    assert change == {"field": "tone", "added": ["warm"], "removed": ["plain"], "note": None}


def test_a_draft_can_be_let_go(tummler, signed):
    tummler("charter", "edit", "--set", "tone=warm")

    assert tummler("charter", "drop").returncode == 0
    assert tummler("charter", "diff").returncode == 4


def test_the_charter_is_written_as_a_page(tummler, signed, tmp_path):
    done = tummler("charter", "show", "--html", tmp_path / "charter.html")

    page = (tmp_path / "charter.html").read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "a garden for the whole street" in page
    assert "ana" not in page


def test_a_file_that_is_no_text_is_wrong_usage(tummler, signed, tmp_path):
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe")

    done = tummler("charter", "edit", "--file", tmp_path / "odd.toml")

    assert done.returncode == 2
    assert "no UTF-8 text" in done.stderr


def test_two_who_write_at_once_lose_nothing(tummler, signed, tmp_path, environment):
    other = f"{sys.executable} -m bot charter edit --set tone=theirs"
    script = tmp_path / "editor.sh"
    script.write_text(f'#!/bin/sh\n{other}\nsed -i s/plain/mine/ "$1"\n', encoding="utf-8")
    script.chmod(0o755)

    done = tummler("charter", "edit", EDITOR=str(script), VISUAL="")

    assert done.returncode == 4
    assert "Somebody else wrote" in done.stderr
    assert "+ theirs" in tummler("charter", "diff").stdout
    kept = (tmp_path / "data" / "charter-home.toml").read_text(encoding="utf-8")
    assert 'tone = "mine"' in kept


def test_a_kept_text_outlives_a_field_that_was_set_beside_it(tummler, signed, editor, tmp_path):
    tummler("charter", "edit", **editor('s/^timezone.*/timezone = "Nowhere"/'))

    tummler("charter", "edit", "--set", "tone=warm")

    assert (tmp_path / "data" / "charter-home.toml").exists()
