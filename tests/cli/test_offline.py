import subprocess
import sys


def closed(code, environment):
    return subprocess.run(
        [sys.executable, "-c", f"from bot.cli.offline import close_the_network as c; c(); {code}"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_no_connection_is_made_while_an_archive_is_open(environment):
    done = closed("import socket; socket.create_connection(('127.0.0.1', 9))", environment)

    assert done.returncode != 0
    assert "NetworkClosed" in done.stderr


def test_no_name_is_looked_up_while_an_archive_is_open(environment):
    done = closed("import socket; socket.getaddrinfo('localhost', 80)", environment)

    assert done.returncode != 0
    assert "NetworkClosed" in done.stderr


def test_the_process_still_runs_its_own_loop(environment):
    done = closed("import asyncio; asyncio.run(asyncio.sleep(0)); print('ran')", environment)

    assert done.stdout.strip() == "ran"
