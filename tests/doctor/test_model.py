"""The encoder as it should be, missing, damaged and slow; the languages that are spoken."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import open_house
from bot.cli.models import encoder_choice
from bot.core.privacy import Retention
from bot.doctor.base import Status
from bot.doctor.model import speed
from bot.language.encoder import EncoderChoice
from bot.language.weights import TOKENIZER_FILE, WEIGHTS_FILE, find_weights
from bot.settings import Settings

HOUR = timedelta(hours=1)
ENGLISH = "How do I get the wheel to run true without a stand?"
UNKNOWN = "Qapla' batlh je, tlhIngan maH, Heghlu'meH QaQ jajvam"


@pytest.fixture
def empty(around, tmp_path):
    """Nobody has fetched anything."""
    return replace(around, encoder=EncoderChoice(cache=tmp_path / "cache"))


@pytest.fixture
def fetched(lived):
    """The encoder of this machine; the test is skipped, loudly, where nobody fetched it."""
    choice = encoder_choice(Settings())
    if find_weights(choice.configured, choice.cache) is None:
        told = "NO ENCODER: say `tummler models fetch`; a test of the encoder did not run"
        (pytest.fail if os.environ.get("TUMMLER_ENCODER_REQUIRED") else pytest.skip)(told)
    return replace(lived, encoder=choice)


@pytest.fixture
def talked(lived, talk, takes_in):
    """A house in which this was written, an hour ago."""

    async def made(*texts):
        said = [talk.post(f"m{n}", "ana", HOUR, text) for n, text in enumerate(texts)]
        async with open_house(folder=lived.folder, retention=Retention()) as house:
            await takes_in(house, *said)
        return replace(lived, now=talk.at(2 * HOUR))

    return made


@pytest.mark.parametrize("check", ["M01", "M02", "M03"])
async def test_without_settings_nothing_is_looked_at(sees, around, check):
    assert (await sees(check, around)).waits_for == "settings that can be read"


@pytest.mark.parametrize("check", ["M01", "M02", "M03"])
async def test_without_weights_it_waits_for_them(sees, empty, check):
    assert "tummler models fetch" in (await sees(check, empty)).waits_for


async def test_m01_warns_of_a_folder_without_weights_that_was_named(sees, empty, tmp_path):
    named = replace(empty.encoder, configured=tmp_path / "none")

    assert (await sees("M01", replace(empty, encoder=named))).status is Status.WARNING


async def test_m01_fails_for_weights_that_are_not_the_known_ones(sees, empty, tmp_path):
    for name in (WEIGHTS_FILE, TOKENIZER_FILE):
        (tmp_path / name).write_bytes(b"{}")
    named = replace(empty.encoder, configured=tmp_path)

    assert (await sees("M01", replace(empty, encoder=named))).status is Status.FAILED


@pytest.mark.encoder
@pytest.mark.parametrize("check", ["M01", "M02"])
async def test_the_encoder_of_this_machine_is_what_it_claims(sees, fetched, check):
    assert (await sees(check, fetched)).status is Status.FINE


@pytest.mark.encoder
async def test_m03_is_fine_where_little_is_written(sees, fetched):
    assert (await sees("M03", fetched)).status is Status.FINE


@pytest.mark.encoder
async def test_m03_warns_where_more_is_written_than_can_be_read(fetched):
    class Loud:
        async def heard(self, _since):
            return [type("Heard", (), {"messages": 10**12})]

    patient = type("Patient", (), {"around": fetched, "store": Loud()})

    [seen] = await speed(patient)

    assert (seen.status, "TUMMLER_FAST" in seen.fix) == (Status.WARNING, True)


async def test_m04_waits_for_somebody_to_write(sees, lived):
    assert (await sees("M04", lived)).waits_for == "messages of the last four weeks"


async def test_m04_is_fine_while_most_can_be_read(sees, talked):
    seen = await sees("M04", await talked(ENGLISH, ENGLISH, UNKNOWN))

    assert (seen.status, seen.where) == (Status.FINE, "town")
    assert seen.seen.startswith("the language of 33% of 3 messages")


async def test_m04_warns_where_most_cannot_be_read(sees, talked):
    seen = await sees("M04", await talked(ENGLISH, UNKNOWN, UNKNOWN))

    assert seen.status is Status.WARNING


async def test_m05_says_that_no_text_goes_anywhere(sees, around):
    assert "no text is sent anywhere" in (await sees("M05", around)).seen


@pytest.mark.parametrize(
    ("names", "status"),
    [(("TUMMLER_PERSPECTIVE_KEY",), Status.FAILED), (("TUMMLER_DATE",), Status.FINE)],
)
async def test_m06_refuses_a_service_that_was_shut_down(sees, around, names, status):
    assert (await sees("M06", replace(around, unknown_settings=names))).status is status
