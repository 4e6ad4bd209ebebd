"""What opens the store does so on a server too, and says in one sentence why it cannot."""

import json
import subprocess
import sys

import pytest

CLOSED = "postgresql://ana:s3cret@127.0.0.1:1/town"
BLOCKED = (
    "import sys; sys.modules['asyncpg'] = None; sys.argv = ['tummler', 'migrate']; "
    "from bot.cli import main; raise SystemExit(main())"
)


@pytest.fixture
def named(tmp_path, server):
    """The setting that names a database of its own."""
    server.of(tmp_path)
    yield {"TUMMLER_DATABASE": server.address(tmp_path)}
    server.drop(tmp_path)


@pytest.mark.postgresql
def test_a_new_database_is_brought_to_the_newest_schema(tummler, named):
    before, first, again, after = (
        tummler("migrate", *check, **named) for check in (["--check"], [], [], ["--check"])
    )

    assert "Schema none" in before.stdout
    assert "Upgraded from an empty database" in first.stdout
    assert "nothing was pending" in again.stdout
    assert [done.returncode for done in (before, first, again, after)] == [1, 0, 0, 0]


@pytest.mark.postgresql
def test_an_import_and_its_digest_are_what_they_are_on_a_file(tummler, small, named, tmp_path):
    told = []
    for where in ({}, named):
        took = tummler("import", *small, **where)
        told.append((took.stderr, tummler("digest", "--json", **where).stdout))
    again = tummler("import", *small, **named)

    assert told[0] == told[1]
    assert "Nothing new" in again.stderr
    assert "Took in" in told[0][0]
    assert json.loads(told[0][1])


@pytest.mark.postgresql
def test_a_replay_tells_the_same_and_leaves_nothing_behind(tummler, small, named, server, tmp_path):
    told = [tummler("replay", *small, "--json", **where).stdout for where in ({}, named)]

    with server._connected(server.named(tmp_path)) as connection:
        schemas = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tummler%'"
        left = connection.execute(schemas).fetchall()
    assert told[0] == told[1]
    assert json.loads(told[0])
    assert left == []


@pytest.mark.postgresql
def test_the_demo_town_opens_and_is_erased(tummler, named, server, tmp_path):
    opened = tummler("up", "--until-ready", "--port", "0", **named)
    erased = tummler("up", "--erase-demo", **named)

    with server._connected(server.named(tmp_path)) as connection:
        found = connection.execute("SELECT to_regnamespace('tummler_demo')").fetchone()
    assert (opened.returncode, erased.returncode) == (0, 0)
    assert found == (None,)


@pytest.mark.postgresql
def test_while_an_archive_is_open_nothing_but_the_database_is_reached(environment, server):
    port = int(server.address("any").rpartition(":")[2].split("/")[0])
    code = (
        "import socket; from bot.cli.offline import close_the_network as c; "
        f"c(('127.0.0.1', {port})); socket.create_connection(('127.0.0.1', {port})).close(); "
        "print('reached'); socket.create_connection(('127.0.0.1', 9))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )

    assert done.stdout.strip() == "reached"
    assert "NetworkClosed" in done.stderr


@pytest.mark.parametrize("command", [["migrate"], ["digest"], ["up", "--until-ready"]])
def test_a_server_that_does_not_answer_is_named_and_no_password_shown(tummler, command):
    done = tummler(*command, TUMMLER_DATABASE=CLOSED)

    assert done.returncode == 3
    assert "127.0.0.1:1" in done.stderr
    assert "s3cret" not in done.stdout + done.stderr


def test_an_address_of_another_kind_is_refused(tummler):
    done = tummler("migrate", TUMMLER_DATABASE="mysql://ana:s3cret@there/town")

    assert done.returncode == 3
    assert "TUMMLER_DATABASE" in done.stderr
    assert "s3cret" not in done.stdout + done.stderr


def test_without_the_driver_it_is_said_what_to_install(environment, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED],
        env=environment | {"TUMMLER_DATABASE": CLOSED},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 3
    assert "tummler[postgres]" in done.stderr
