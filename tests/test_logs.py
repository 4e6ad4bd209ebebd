"""No member's word reaches a log, an error or the database in the clear."""

import contextlib
import io
import json
import logging
import sqlite3
import traceback
from datetime import timedelta

import pytest
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot import logs
from db.postgres import StoreFailed

pytestmark = pytest.mark.stores

WORDS = "zanzibarmarker"
NAME = "U0MARKERNAME"
LEVELS = ["debug", "info", "warning", "error"]
FROM_THE_DATABASE = (SQLAlchemyError, sqlite3.Error, StoreFailed)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def heard(caplog):
    """Everything that is logged at the lowest level, by whichever way."""
    stream = io.StringIO()
    before = structlog.get_config()
    with contextlib.redirect_stderr(stream):
        logs.set_up(debug=True)
        caplog.set_level(logging.DEBUG)
        yield lambda: stream.getvalue() + caplog.text
    structlog.configure(**before)
    everybody = logging.getLogger()
    for ours in [each for each in everybody.handlers if isinstance(each, logs.OfLibraries)]:
        everybody.removeHandler(ours)


def marked(talk):
    """A marked member's talk: asked, edited, answered, deleted, repeated, reacted to."""
    question = f"How do I mend a {WORDS} without a {WORDS}?"
    for day in range(4):
        for number in range(12):
            after = timedelta(days=day, hours=9 + number)
            name = f"d{day}n{number}"
            yield talk.post(name, f"{NAME}{number % 4}", after, question, mentions=(NAME,))
            if number % 3:
                answer = talk.post(f"{name}a", f"{NAME}9", after + 5 * MINUTE, WORDS, to=name)
                yield from (answer, answer)
            yield talk.edit(name, after + 6 * MINUTE, f"{question} {WORDS}")
            yield talk.react(name, NAME, after + 7 * MINUTE)
        yield talk.delete(f"d{day}n0", after + 8 * MINUTE)


async def test_a_history_leaves_no_word_and_no_name_in_the_logs(seasoned_house, talk, heard, kind):
    async for _ in seasoned_house.history(batch=20).run(talk.community, "run", marked(talk)):
        pass
    await seasoned_house.history().settle(talk.community, talk.at(timedelta(days=8)))

    logging.getLogger("check").debug("the end is logged")
    assert "the end is logged" in heard()
    silent = kind.name == "postgresql"  # its driver logs nothing at all
    assert silent or "INSERT" in heard() or "aiosqlite" in heard()  # libraries are heard too
    assert WORDS not in heard()
    assert NAME not in heard()


@pytest.fixture
async def seasoned_house(towns, talk):
    async with towns(framework=talk.framework()) as house:
        yield house


async def test_an_error_of_the_database_holds_nothing_of_what_it_was_given(town, talk, heard):
    said = talk.post("m1", NAME, HOUR, WORDS)
    async with town.store.unit() as unit:
        connection = unit.transaction.connection
        await connection.exec_driver_sql("DROP TABLE messages")
        with pytest.raises(FROM_THE_DATABASE) as failed:
            await town.pipeline.handle(unit, said)

    told = "".join(traceback.format_exception(failed.value)) + repr(failed.value) + heard()
    assert WORDS not in told
    assert NAME not in told


async def test_an_error_on_writing_holds_nothing_of_what_was_written(town, talk, heard):
    async with town.store.unit() as unit:
        await unit.transaction.connection.exec_driver_sql("ALTER TABLE messages DROP COLUMN words")
        await town.pipeline.handle(unit, talk.post("m1", NAME, HOUR, WORDS))
        with pytest.raises(FROM_THE_DATABASE) as failed:
            await unit.commit()

    told = "".join(traceback.format_exception(failed.value)) + repr(failed.value) + heard()
    assert WORDS not in told
    assert NAME not in told


def test_events_show_no_words_of_theirs(talk):
    for event in (talk.post("m1", "ana", HOUR, WORDS), talk.edit("m1", HOUR, WORDS)):
        assert WORDS not in repr(event)


def test_a_long_value_is_left_out_of_a_log(heard):
    structlog.get_logger().warning("something_happened", said=WORDS * 20, count=3)

    assert WORDS not in heard()
    assert "something_happened" in heard()


@pytest.mark.parametrize(
    ("chosen", "told"),
    [({"quiet": True}, ["error"]), ({}, ["warning", "error"]), ({"debug": True}, LEVELS)],
)
def test_logs_tell_as_much_as_was_chosen(heard, capsys, chosen, told):
    logs.set_up(**chosen)

    for level in LEVELS:
        getattr(structlog.get_logger(), level)("happened")

    assert [json.loads(line)["level"] for line in capsys.readouterr().err.splitlines()] == told


def breaks():
    raise KeyError(WORDS)


def fails():
    try:
        breaks()
    except KeyError as error:
        raise ValueError(f"no number: {WORDS}") from error


def test_what_failed_is_told_by_its_place_and_kind_and_not_in_its_words(heard):
    with pytest.raises(ValueError, match=WORDS) as failed:
        fails()

    structlog.get_logger().error("failed", exc_info=failed.value)

    assert "in breaks" in heard()
    assert "builtins.KeyError" in heard()
    assert "builtins.ValueError" in heard()
    assert WORDS not in heard()


@pytest.mark.parametrize("chosen", [{"quiet": True}, {}, {"debug": True}])
def test_what_a_library_logs_is_told_by_its_place_and_not_in_its_words(heard, capsys, chosen):
    logs.set_up(**chosen)
    library = logging.getLogger("a_library.of_somebody")

    try:
        fails()
    except ValueError as error:
        library.exception(f"could not run: {error}")  # as slack-bolt does
    library.error("could not read %s", WORDS)

    [failed, told] = capsys.readouterr().err.splitlines()
    assert json.loads(failed)["logger"] == "a_library.of_somebody"
    assert "builtins.ValueError" in json.loads(failed)["exception"]
    assert json.loads(told)["place"].startswith("test_logs:")
    assert WORDS not in failed + told


def test_what_a_library_logs_below_a_warning_is_left_out(heard, capsys):
    logs.set_up(debug=True)

    logging.getLogger("a_library").info("read %s", WORDS)

    assert capsys.readouterr().err == ""


def test_the_places_of_a_failure_hold_none_of_its_words():
    with pytest.raises(ValueError, match=WORDS) as failed:
        fails()

    told = logs.places(failed.value)

    assert "in breaks" in told
    assert WORDS not in told


def test_our_own_errors_say_what_they_mean(heard):
    structlog.get_logger().error("failed", exc_info=StoreFailed("here", "53100"))

    assert "StoreFailed: here could not do what was asked (SQLSTATE 53100)" in heard()
