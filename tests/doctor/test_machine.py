"""What Tummler runs on, well and ill."""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.doctor.base import Status

DAY = timedelta(days=1)


async def test_l01_is_fine_with_what_was_asked_for(sees, around):
    assert (await sees("L01", around)).status is Status.FINE


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"python": "3.10.14"}, "3.10.14"),
        ({"found": {"rich": "14.9"}}, "rich 14.9 (needed: >=15)"),
        ({"found": {}}, "rich missing"),
    ],
)
async def test_l01_fails_where_something_is_too_old_or_missing(sees, around, changes, named):
    seen = await sees("L01", replace(around, program=replace(around.program, **changes)))

    assert seen.status is Status.FAILED
    assert named in seen.seen


async def test_l01_knows_a_library_by_any_spelling_of_its_name(sees, around):
    spelled = replace(around.program, needs=("fluent.runtime>=0.4",), found={"Fluent_Runtime": "1"})

    assert (await sees("L01", replace(around, program=spelled))).status is Status.FINE


async def test_l07_is_fine_after_everything_that_was_written(sees, lived):
    assert (await sees("L07", lived)).status is Status.FINE


async def test_l07_fails_before_what_the_house_itself_wrote(sees, lived):
    seen = await sees("L07", replace(lived, now=lived.now - 400 * DAY))

    assert seen.status is Status.FAILED
    assert "399 days" in seen.seen


async def test_l07_fails_before_the_key_was_made_where_there_is_no_store(sees, around):
    around.folder.mkdir()
    around.key.write_bytes(b"")
    os.utime(around.key, (around.now.timestamp() + 90,) * 2)

    seen = await sees("L07", around)

    assert "90 s behind" in seen.seen


async def test_l07_bears_half_a_minute(sees, around):
    program = replace(around.program, installed_at=around.now + timedelta(seconds=30))

    assert (await sees("L07", replace(around, program=program))).status is Status.FINE


async def test_l09_is_fine_with_settings_that_there_are(sees, around):
    assert (await sees("L09", around)).status is Status.FINE


async def test_l09_names_the_setting_that_was_meant(sees, around):
    seen = await sees("L09", replace(around, unknown_settings=("TUMMLER_DATE",)))

    assert seen.status is Status.WARNING
    assert "TUMMLER_DATA" in seen.fix


async def test_l09_guesses_nothing_where_nothing_is_near(sees, around):
    seen = await sees("L09", replace(around, unknown_settings=("TUMMLER_ZEBRA_HERD",)))

    assert seen.fix.startswith("unset it")


async def test_l09_fails_where_settings_cannot_be_read(sees, around):
    seen = await sees("L09", replace(around, settings_fault="port: too large"))

    assert (seen.status, seen.blocks) == (Status.FAILED, True)
    assert "port: too large" in seen.seen


async def test_l10_is_fine_where_no_secret_lies_about(sees, lived, tmp_path):
    history = tmp_path / "history"
    history.write_text("TUMMLER_DATA=/x tummler up\nTUMMLER_DISCORD_TOKEN=$TOKEN tummler up\n")

    assert (await sees("L10", replace(lived, histories=(history,)))).status is Status.FINE


async def test_l10_fails_for_a_token_in_a_shells_history_and_does_not_repeat_it(
    sees, around, tmp_path
):
    history = tmp_path / "history"
    history.write_text("export TUMMLER_DISCORD_TOKEN='abc.def.ghi'\n")

    seen = await sees("L10", replace(around, histories=(history,)))

    assert (seen.status, seen.where) == (Status.FAILED, str(history))
    assert "abc" not in f"{seen.seen}{seen.fix}"


@pytest.fixture
def under_version_control():
    """Puts one file of a folder under version control."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("SKIPPED: there is no git here")

    def put(folder, name):
        for command in (["init", "-q"], ["add", "--force", name]):
            subprocess.run([git, *command], cwd=folder, check=True)

    return put


async def test_l10_fails_for_a_key_under_version_control(sees, lived, under_version_control):
    under_version_control(lived.folder, "master.key")

    seen = await sees("L10", lived)

    assert seen.status is Status.FAILED
    assert seen.where.endswith("master.key")


async def test_l12_is_fine_with_the_texts_that_there_are(sees, around):
    assert (await sees("L12", around)).status is Status.FINE


async def test_l12_names_a_sentence_that_a_language_lacks(sees, around, tmp_path):
    for language, text in (("en", "one = One\ntwo = Two\n"), ("de", "one = Eins\n")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "town.ftl").write_text(text)
    program = replace(around.program, locales=tmp_path)

    seen = await sees("L12", replace(around, program=program))

    assert (seen.status, seen.where) == (Status.WARNING, "de")
    assert "such as two" in seen.seen


async def test_l12_lets_a_language_have_fewer_wordings_of_one_thing(sees, around, tmp_path):
    for language, text in (("en", "one-1 = One\none-2 = A one\n"), ("de", "one-1 = Eins\n")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "town.ftl").write_text(text)
    program = replace(around.program, locales=tmp_path)

    seen = await sees("L12", replace(around, program=program))

    assert seen.status is Status.FINE


async def test_l12_tells_that_a_language_has_some_files_alone(sees, around, tmp_path):
    for language, file in (("en", "town.ftl"), ("en", "room.ftl"), ("de", "room.ftl")):
        (tmp_path / language).mkdir(exist_ok=True)
        (tmp_path / language / file).write_text(f"of-{file.removesuffix('.ftl')} = One\n")
    program = replace(around.program, locales=tmp_path)

    seen = await sees("L12", replace(around, program=program))

    assert (seen.status, seen.seen) == (Status.FINE, "complete in en; in part: de")


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf-16"])
async def test_l13_is_fine_where_every_script_can_be_written(sees, around, encoding):
    assert (await sees("L13", replace(around, encoding=encoding))).status is Status.FINE


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "no-such"])
async def test_l13_warns_where_not(sees, around, encoding):
    assert (await sees("L13", replace(around, encoding=encoding))).status is Status.WARNING
